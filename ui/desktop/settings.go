package desktop

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
)

// Settings are the few things remembered between runs. Nothing that matters goes
// there: the file is readable by others and not written safely.
type Settings struct{ Prefs fyne.Preferences }

// The names in the preferences file and the limits of the values.
const (
	prefTheme   = "theme"
	prefScreen  = "screen"
	prefProfile = "profile"
	prefFolder  = "folder"
	prefDamage  = "profiles.damaged"
	prefScale   = "text.size" // in percent
	prefWidth   = "window.width"
	prefHeight  = "window.height"
	prefToken   = "clipboard.token" // seconds, as the two below
	prefLock    = "lock.after"
	prefSkew    = "clock.skew"

	usualSize = 100

	DefaultWidth, DefaultHeight = 1120, 740
	LeastWidth, LeastHeight     = 860, 560
	mostWidth, mostHeight       = 4000, 3000

	defaultToken = time.Minute
	defaultLock  = 15 * time.Minute
	defaultSkew  = time.Duration(0)
)

// TokenTimes are how long a token may stay on the clipboard; 0 for as long as
// nothing else is copied.
func TokenTimes() []time.Duration {
	return []time.Duration{shortest, time.Minute, 5 * time.Minute, 0}
}

// LockTimes are how long the saved secrets may be open without use; 0 for as long
// as the program runs.
func LockTimes() []time.Duration {
	return []time.Duration{5 * time.Minute, 15 * time.Minute, time.Hour, 0}
}

// Skews are how far two clocks may be apart.
func Skews() []time.Duration {
	return []time.Duration{0, 30 * time.Second, time.Minute, 5 * time.Minute}
}

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

// Profile is the ID of the profile that was in use last, "" for none.
func (s Settings) Profile() string { return s.Prefs.String(prefProfile) }

// SetProfile remembers the profile in use.
func (s Settings) SetProfile(id string) {
	if id != s.Profile() {
		s.Prefs.SetString(prefProfile, id)
	}
}

// Damage is what was found of damaged profiles and was not read yet, "" for nothing.
func (s Settings) Damage() string { return s.Prefs.String(prefDamage) }

// SetDamage remembers it until it is read.
func (s Settings) SetDamage(text string) { s.Prefs.SetString(prefDamage, text) }

// Folder is where a file was opened or saved last, "" where none was.
func (s Settings) Folder() string { return s.Prefs.String(prefFolder) }

// SetFolder remembers that folder.
func (s Settings) SetFolder(path string) { s.Prefs.SetString(prefFolder, path) }

// TextSizes are how large texts can be, in percent of their usual size.
func TextSizes() []int { return []int{90, 100, 110, 130, 150} }

// TextSize is how large texts are, one of TextSizes.
func (s Settings) TextSize() int {
	size := s.Prefs.IntWithFallback(prefScale, usualSize)
	if !slices.Contains(TextSizes(), size) {
		return usualSize
	}
	return size
}

// SetTextSize remembers one of TextSizes.
func (s Settings) SetTextSize(percent int) { s.Prefs.SetInt(prefScale, percent) }

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

// TokenFor is how long a token stays on the clipboard, one of TokenTimes.
func (s Settings) TokenFor() time.Duration { return s.choice(prefToken, defaultToken, TokenTimes()) }

// SetTokenFor remembers one of TokenTimes.
func (s Settings) SetTokenFor(d time.Duration) { s.setSeconds(prefToken, d) }

// LockAfter is the time without use after which the saved secrets lock, one of
// LockTimes.
func (s Settings) LockAfter() time.Duration { return s.choice(prefLock, defaultLock, LockTimes()) }

// SetLockAfter remembers one of LockTimes.
func (s Settings) SetLockAfter(d time.Duration) { s.setSeconds(prefLock, d) }

// Skew is how far this clock and that of a platform may be apart before a verdict
// goes by it, one of Skews.
func (s Settings) Skew() time.Duration { return s.choice(prefSkew, defaultSkew, Skews()) }

// SetSkew remembers one of Skews.
func (s Settings) SetSkew(d time.Duration) { s.setSeconds(prefSkew, d) }

// choice is what is remembered under a name, where it is one that can be chosen.
func (s Settings) choice(name string, fallback time.Duration, choices []time.Duration) time.Duration {
	d := time.Duration(s.Prefs.IntWithFallback(name, int(fallback/time.Second))) * time.Second
	if !slices.Contains(choices, d) {
		return fallback
	}
	return d
}

func (s Settings) setSeconds(name string, d time.Duration) { s.Prefs.SetInt(name, int(d/time.Second)) }
