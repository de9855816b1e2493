package humantime_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"playtoken/core/humantime"
)

func TestTime(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	now := at(t, "2026-11-22T14:30:00.75Z")
	for _, tc := range []struct{ name, text, want string }{
		{"Unix seconds", "1744866859", "2025-04-17T05:14:19Z"},
		{"nine digits", "999999999", "2001-09-09T01:46:39Z"},
		{"space around", "  1744866859\n", "2025-04-17T05:14:19Z"},
		{"RFC 3339", "2026-11-22T14:30:00Z", "2026-11-22T14:30:00Z"},
		{"RFC 3339 with a zone", "2026-11-22T14:30:00+05:30", "2026-11-22T09:00:00Z"},
		{"RFC 3339 with a fraction", "2026-11-22T14:30:00.5Z", "2026-11-22T14:30:00.5Z"},
		{"now in whole seconds", "now", "2026-11-22T14:30:00Z"},
		{"now and an hour", "now+1h", "2026-11-22T15:30:00Z"},
		{"now less 90 seconds", "now-90s", "2026-11-22T14:28:30Z"},
		{"now and spaces", "now + 7d", "2026-11-29T14:30:00Z"},
		{"date on the clock here", "2026-11-22 14:30", "2026-11-22T13:30:00Z"},
		{"date here in summer", "2026-07-22 14:30", "2026-07-22T12:30:00Z"},
		{"date with seconds", "2026-11-22 14:30:15", "2026-11-22T13:30:15Z"},
		{"date with T", "2026-11-22T14:30", "2026-11-22T13:30:00Z"},
		{"day alone", "2026-11-22", "2026-11-21T23:00:00Z"},
		{"date in UTC", "2026-11-22 14:30 UTC", "2026-11-22T14:30:00Z"},
		{"day in UTC", "2026-11-22 UTC", "2026-11-22T00:00:00Z"},
		{"the hour that is left out", "2026-03-29 02:30", "2026-03-29T01:30:00Z"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := humantime.Time(tc.text, now, berlin)
			if err != nil || !got.Equal(at(t, tc.want)) || got.Location() != time.UTC {
				t.Errorf("%s, %v; want %s", got, err, tc.want)
			}
		})
	}
	for _, tc := range []struct{ name, text string }{
		{"nothing", ""},
		{"space", "  "},
		{"a word", "tomorrow"},
		{"now and a word", "nowhere"},
		{"now and nothing", "now+"},
		{"now without a sign", "now5m"},
		{"now times", "now*5m"},
		{"two signs", "now++5m"},
		{"too few digits for seconds", "12345678"},
		{"a float", "1744866859.5"},
		{"hexadecimal", "0x67ffffff"},
		{"no such month", "2026-13-01"},
		{"no such day", "2026-02-30 10:00"},
		{"no such hour", "2026-11-22 25:00"},
		{"another order", "22.11.2026 14:30"},
		{"another zone", "2026-11-22 14:30 CET"},
		{"more digits than a number has", "99999999999999999999999"},
		{"an emoji", "now😀5m"},
		{"a span", "24h"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got, err := humantime.Time(tc.text, now, berlin); !errors.Is(err, humantime.ErrTime) || !got.IsZero() {
				t.Errorf("%s, %v; want %v", got, err, humantime.ErrTime)
			}
		})
	}
}

// TestTimeInMilliseconds: the error says the number that was meant.
func TestTimeInMilliseconds(t *testing.T) {
	for text, want := range map[string]string{
		"1744866859000": "1744866859", "1744866859000000": "1744866859", "1744866859000000000": "1744866859", "100000000000": "100000000",
	} {
		if _, err := humantime.Time(text, time.Unix(0, 0), time.UTC); err == nil || !strings.HasSuffix(err.Error(), "write seconds: "+want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

func TestDuration(t *testing.T) {
	for _, tc := range []struct {
		text string
		want time.Duration
	}{
		{"90s", 90 * time.Second},
		{"15m", 15 * time.Minute},
		{"24h", 24 * time.Hour},
		{"7d", 7 * day},
		{"1h30m", 90 * time.Minute},
		{"1d 2h 3m 4s", 26*time.Hour + 3*time.Minute + 4*time.Second},
		{" 5 m ", 5 * time.Minute},
		{"1.5h", 90 * time.Minute},
		{".5h", 30 * time.Minute},
		{"0.5s", 500 * time.Millisecond},
		{"0h5m", 5 * time.Minute},
		{"36500d", 36500 * day},
	} {
		t.Run(tc.text, func(t *testing.T) {
			if got, err := humantime.Duration(tc.text); err != nil || got != tc.want {
				t.Errorf("%s, %v; want %s", got, err, tc.want)
			}
		})
	}
	for _, text := range []string{
		"", " ", "s", "5", "h5", "5x", "5min", "5 hours", "-5m", "+5m", "0s", "0d", "0.0000000001s", "1e3s", "0x10s", "1_0s",
		"infs", "INFs", "nand", "NaNs", "1..5h", "5mm", "٥m", "36501d", "999999999999d", "1e400d", strings.Repeat("9", 400) + "s",
		"36500d1s",
		strings.Repeat("36500d", 6), // comes round to 15 years in 64 bits
	} {
		t.Run("refused "+text[:min(len(text), 20)], func(t *testing.T) {
			if got, err := humantime.Duration(text); !errors.Is(err, humantime.ErrSpan) || got != 0 {
				t.Errorf("%s, %v; want %v", got, err, humantime.ErrSpan)
			}
		})
	}
}

func FuzzTime(f *testing.F) {
	for _, s := range []string{"now", "now+1h", "now-", "1744866859", "1744866859000", "2026-11-22T14:30:00Z", "2026-11-22 14:30 UTC", "UTC", "nowé"} {
		f.Add(s)
	}
	berlin := zone(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, text string) {
		now := time.Unix(1_800_000_000, 1)
		got, err := humantime.Time(text, now, berlin)
		if (err != nil) != got.IsZero() && got.Unix() != -62135596800 {
			t.Errorf("%q: %s, %v", text, got, err)
		}
		// What was read can be written, from the other end of time as well.
		humantime.Relative(got, now)
		humantime.Countdown(got.Sub(now))
		humantime.Short(got, now, berlin)
	})
}

func FuzzDuration(f *testing.F) {
	for _, s := range []string{"90s", "1h30m", "1.5h", "7d", "-1s", "1e9d", "36500d36500d", ".s", "é5m"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := humantime.Duration(text)
		if err == nil && (d <= 0 || d > 36500*day) || err != nil && d != 0 {
			t.Errorf("%q: %s, %v", text, d, err)
		}
	})
}
