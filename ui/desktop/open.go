package desktop

import (
	"net/url"

	"fyne.io/fyne/v2"
)

// Opener hands URLs to the system's browser or player.
func Opener(a fyne.App) func(string) {
	return func(text string) {
		if u, err := url.Parse(text); err == nil {
			go func() { _ = a.OpenURL(u) }()
		}
	}
}
