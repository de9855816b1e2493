package desktop

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/ui/theme"
)

func settings(t *testing.T) Settings { return Settings{Prefs: test.NewTempApp(t).Preferences()} }

func TestFirstRun(t *testing.T) {
	s := settings(t)
	if s.Theme() != theme.System || s.Screen() != 0 || s.WindowSize() != fyne.NewSize(1120, 740) {
		t.Errorf("%s, screen %d, size %v", s.Theme(), s.Screen(), s.WindowSize())
	}
}

func TestRemembered(t *testing.T) {
	s := settings(t)
	for _, m := range []theme.Mode{theme.Light, theme.Dark, theme.System} {
		if s.SetTheme(m); s.Theme() != m {
			t.Errorf("%s came back as %s", m, s.Theme())
		}
	}
	if s.SetTheme("nonsense"); s.Theme() != theme.System {
		t.Errorf("nonsense came back as %s", s.Theme())
	}
	for _, set := range []struct {
		name    string
		choices []time.Duration
		initial time.Duration
		get     func() time.Duration
		set     func(time.Duration)
	}{
		{prefToken, TokenTimes(), time.Minute, s.TokenFor, s.SetTokenFor},
		{prefLock, LockTimes(), 15 * time.Minute, s.LockAfter, s.SetLockAfter},
		{prefSkew, Skews(), 0, s.Skew, s.SetSkew},
	} {
		if got := set.get(); got != set.initial {
			t.Errorf("%s is %v at first", set.name, got)
		}
		for _, d := range set.choices {
			if set.set(d); set.get() != d {
				t.Errorf("%s: %v came back as %v", set.name, d, set.get())
			}
		}
		for _, odd := range []int{-1, 7, 1 << 40} {
			if s.Prefs.SetInt(set.name, odd); set.get() != set.initial {
				t.Errorf("%s: %d came back as %v", set.name, odd, set.get())
			}
		}
	}
	if s.SetScreen(1); s.Screen() != 1 {
		t.Errorf("screen %d", s.Screen())
	}
	for _, c := range []struct {
		name       string
		size, want fyne.Size
	}{
		{"usual", fyne.NewSize(1300, 900), fyne.NewSize(1300, 900)},
		{"too small", fyne.NewSize(100, 0), fyne.NewSize(860, 560)},
		{"below zero", fyne.NewSize(-5, -5), fyne.NewSize(860, 560)},
		{"too large", fyne.NewSize(1e9, 1e9), fyne.NewSize(4000, 3000)},
	} {
		if s.SetWindowSize(c.size); s.WindowSize() != c.want {
			t.Errorf("%s: %v", c.name, s.WindowSize())
		}
	}
}
