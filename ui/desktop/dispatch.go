package desktop

import (
	"time"

	"fyne.io/fyne/v2"
)

// Do runs a function on the window's thread.
func Do(f func()) { fyne.Do(f) }

// After calls a function on the window's thread when a time has passed.
func After(d time.Duration, f func()) (stop func()) {
	t := time.AfterFunc(d, func() { fyne.Do(f) })
	return func() { t.Stop() }
}
