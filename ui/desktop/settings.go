package desktop

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
)

// Settings are the few things remembered between runs. Nothing that matters goes
// there: the file is readable by others and not written safely.
type Settings struct{ Prefs fyne.Preferences }

// The names in the preferences file and the limits of the values.
const (
	prefTheme  = "theme"
	prefScreen = "screen"
	prefWidth  = "window.width"
	prefHeight = "window.height"

	DefaultWidth, DefaultHeight = 1120, 740
	LeastWidth, LeastHeight     = 860, 560
	mostWidth, mostHeight       = 4000, 3000
)

// Theme is where light or dark comes from.
func (s Settings) Theme() theme.Mode {
	switch m := theme.Mode(s.Prefs.String(prefTheme)); m {
	case theme.Light, theme.Dark:
		return m
	}
	return theme.System
}

// SetTheme remembers the mode.
func (s Settings) SetTheme(m theme.Mode) { s.Prefs.SetString(prefTheme, string(m)) }

// Screen is the number of the screen shown last.
func (s Settings) Screen() int { return s.Prefs.Int(prefScreen) }

// SetScreen remembers the screen.
func (s Settings) SetScreen(i int) { s.Prefs.SetInt(prefScreen, i) }

// WindowSize is the size the window had, within limits.
func (s Settings) WindowSize() fyne.Size {
	between := func(name string, fallback, least, most float64) float32 {
		return float32(max(least, min(most, s.Prefs.FloatWithFallback(name, fallback))))
	}
	return fyne.NewSize(
		between(prefWidth, DefaultWidth, LeastWidth, mostWidth),
		between(prefHeight, DefaultHeight, LeastHeight, mostHeight))
}

// SetWindowSize remembers the size.
func (s Settings) SetWindowSize(size fyne.Size) {
	s.Prefs.SetFloat(prefWidth, float64(size.Width))
	s.Prefs.SetFloat(prefHeight, float64(size.Height))
}
