package humantime

import (
	"testing"
	"time"
)

// A span in any words is one, a fixed moment is none.
func TestLife(t *testing.T) {
	const day = 24 * time.Hour
	for text, want := range map[string]time.Duration{
		"90m": 90 * time.Minute, "3d": 3 * day, "90 m": 90 * time.Minute, "2 weeks": 14 * day, "in 2 weeks": 14 * day, "now+90m": 90 * time.Minute, "In an hour": time.Hour, "+2h": 2 * time.Hour,
		"": 0, "-90m": 0, "3 days ago": 0, "in 2 months": 0, "now": 0, "tomorrow": 0, "friday 18:00": 0, "2026-12-03": 0, "1796256000": 0,
	} {
		if d, err := Life(text); d != want || (err == nil) != (want > 0) {
			t.Errorf("%q: %s, %v", text, d, err)
		}
	}
}

// A span that is written is read as the same span.
func TestTyped(t *testing.T) {
	for want, d := range map[string]time.Duration{
		"90m": 90 * time.Minute, "3d": 72 * time.Hour, "26h": 26 * time.Hour, "5425s": 90*time.Minute + 25*time.Second, "0.5s": time.Second / 2, "1000d": 24000 * time.Hour,
	} {
		text := Typed(d)
		if again, err := Duration(text); text != want || err != nil || again != d {
			t.Errorf("%s: %q, read as %s, %v", d, text, again, err)
		}
	}
}

// Something that ends on a day ends when that day does.
func TestEnd(t *testing.T) {
	here := time.FixedZone("here", 3600)
	now := time.Date(2026, 11, 30, 12, 0, 0, 0, here) // a Monday
	for text, want := range map[string]string{
		"2026-12-03": "2026-12-03T23:00:00Z", "03.12.2026": "2026-12-03T23:00:00Z", "3 Dec 2026": "2026-12-03T23:00:00Z", "20261203": "2026-12-03T23:00:00Z", "thursday": "2026-12-03T23:00:00Z",
		"today": "2026-11-30T23:00:00Z", "monday": "2026-11-30T23:00:00Z", "2026-12-03 UTC": "2026-12-04T00:00:00Z",
		"2026-12-03 18:00": "2026-12-03T17:00:00Z", "2026-12-03 00:00": "2026-12-02T23:00:00Z", "tomorrow 9": "2026-12-01T08:00:00Z", "fri 18": "2026-12-04T17:00:00Z", "thursday noon": "2026-12-03T11:00:00Z",
		"2026-12-03 24:00": "2026-12-03T23:00:00Z", "1796256000": "2026-12-03T00:00:00Z", "in 2 weeks": "2026-12-14T11:00:00Z", "18:00": "2026-11-30T17:00:00Z",
		"tomorrow 25": "", "9": "", "tomorrow 9 10": "",
	} {
		at, err := End(text, now, here)
		if got := at.Format(time.RFC3339); err == nil && got != want || (err == nil) != (want != "") {
			t.Errorf("%q ends %s, %v", text, got, err)
		}
	}
}
