package humantime_test

import (
	"math"
	"testing"
	"time"

	"playtoken/core/humantime"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Skipf("no zone data on this machine: %v", err)
	}
	return loc
}

func at(t testing.TB, text string) time.Time {
	t.Helper()
	u, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

const day = 24 * time.Hour

func TestSpan(t *testing.T) {
	for _, tc := range []struct {
		d    time.Duration
		want string
	}{
		{0, "0 s"},
		{999 * time.Millisecond, "0 s"},
		{time.Second, "1 s"},
		{59*time.Second + 999*time.Millisecond, "59 s"},
		{time.Minute, "1 min"},
		{125 * time.Second, "2 min 5 s"},
		{time.Hour - time.Second, "59 min 59 s"},
		{time.Hour, "1 h"},
		{time.Hour + 59*time.Second, "1 h"},
		{2*time.Hour + 14*time.Minute + 59*time.Second, "2 h 14 min"},
		{day - time.Second, "23 h 59 min"},
		{day, "1 day"},
		{day + 59*time.Minute, "1 day"},
		{3*day + 4*time.Hour, "3 days 4 h"},
		{365*day - time.Second, "364 days 23 h"},
		{365 * day, "1 year"},
		{366 * day, "1 year 1 day"},
		{2*365*day + 31*day + 5*time.Hour, "2 years 31 days"},
		{-125 * time.Second, "2 min 5 s"},
		{math.MaxInt64, "292 years 171 days"},
		{math.MinInt64, "292 years 171 days"},
	} {
		t.Run(tc.d.String(), func(t *testing.T) {
			if got := humantime.Span(tc.d); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

func TestInWords(t *testing.T) {
	for _, tc := range []struct {
		d    time.Duration
		want string
	}{
		{time.Minute, "1 minute"},
		{15 * time.Minute, "15 minutes"},
		{90 * time.Minute, "90 minutes"},
		{91 * time.Minute, "1 h 31 min"},
		{time.Hour, "1 hour"},
		{2 * time.Hour, "2 hours"},
		{24 * time.Hour, "24 hours"},
		{48 * time.Hour, "48 hours"},
		{72 * time.Hour, "3 days"},
		{7 * day, "7 days"},
		{365 * day, "365 days"},
		{25*time.Hour + time.Second, "1 day 1 h"},
		{90 * time.Second, "1 min 30 s"},
		{time.Second, "1 s"},
		{0, "0 s"},
	} {
		t.Run(tc.d.String(), func(t *testing.T) {
			if got := humantime.InWords(tc.d); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

func TestCountdown(t *testing.T) {
	for _, tc := range []struct {
		d    time.Duration
		want string
	}{
		{-time.Hour, "00:00:00"},
		{0, "00:00:00"},
		{time.Nanosecond, "00:00:01"}, // it reads zero only at the end
		{time.Second, "00:00:01"},
		{time.Second + 1, "00:00:02"},
		{59*time.Second + 500*time.Millisecond, "00:01:00"},
		{day - 19*time.Second, "23:59:41"},
		{day, "24:00:00"},
		{day + time.Second, "1 d 00:00:01"},
		{7*day - 19*time.Second, "6 d 23:59:41"},
		{math.MaxInt64, "106751 d 23:47:17"}, // what is left of a token for ever
		{math.MinInt64, "00:00:00"},
	} {
		t.Run(tc.d.String(), func(t *testing.T) {
			if got := humantime.Countdown(tc.d); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

func TestRelative(t *testing.T) {
	now := at(t, "2026-11-22T14:30:00.5Z")
	for _, tc := range []struct{ name, t, want string }{
		{"now", "2026-11-22T14:30:00.5Z", "now"},
		{"less than a second to come", "2026-11-22T14:30:01.499Z", "now"},
		{"less than a second ago", "2026-11-22T14:29:59.501Z", "now"},
		{"in a second", "2026-11-22T14:30:01.5Z", "in 1 s"},
		{"a second ago", "2026-11-22T14:29:59.5Z", "1 s ago"},
		{"not rounded up", "2026-11-22T14:29:58.6Z", "1 s ago"},
		{"tomorrow", "2026-11-23T14:29:00.5Z", "in 23 h 59 min"},
		{"this morning", "2026-11-22T12:16:00.5Z", "2 h 14 min ago"},
		{"1970", "1970-01-01T00:00:00Z", "56 years 339 days ago"},
		{"more than a Duration holds", "5138-11-16T09:46:39Z", "in 3114 years 17 days"},
		{"the year 1", "0001-01-01T00:00:00Z", "2027 years 86 days ago"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := humantime.Relative(at(t, tc.t), now); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

func TestUTC(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	if got := humantime.UTC(at(t, "2026-11-22T14:30:00Z").In(berlin)); got != "Sun 22 Nov 2026, 14:30:00 UTC" {
		t.Error(got)
	}
	if got := humantime.UTC(at(t, "2025-04-07T05:04:09.9Z")); got != "Mon 7 Apr 2025, 05:04:09 UTC" {
		t.Error(got)
	}
}

// TestHere: the same moment on other clocks, on both sides of a change of the
// clocks, and where it is another day.
func TestHereShort(t *testing.T) {
	moment := at(t, "2026-11-22T23:30:45Z")
	for name, want := range map[string]string{"Europe/Berlin": "Mon 00:30 here", "America/New_York": "18:30 here", "UTC": ""} {
		if got := humantime.HereShort(moment, zone(t, name)); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestHere(t *testing.T) {
	for _, tc := range []struct{ name, zone, t, want string }{
		{"winter", "Europe/Berlin", "2026-11-22T14:30:00Z", "15:30:00 here"},
		{"summer", "Europe/Berlin", "2026-07-22T14:30:00Z", "16:30:00 here"},
		{"a second before summer time", "Europe/Berlin", "2026-03-29T00:59:59Z", "01:59:59 here"},
		{"summer time begins", "Europe/Berlin", "2026-03-29T01:00:00Z", "03:00:00 here"},
		{"the hour that comes twice, first", "Europe/Berlin", "2026-10-25T00:30:00Z", "02:30:00 here"},
		{"the hour that comes twice, again", "Europe/Berlin", "2026-10-25T01:30:00Z", "02:30:00 here"},
		{"already tomorrow", "Europe/Berlin", "2026-11-22T23:30:00Z", "Mon 00:30:00 here"},
		{"still yesterday", "America/New_York", "2026-11-22T03:00:00Z", "Sat 22:00:00 here"},
		{"another month", "Asia/Tokyo", "2026-11-30T15:00:00Z", "Tue 00:00:00 here"},
		{"half an hour off", "Asia/Kolkata", "2026-11-22T14:30:00Z", "20:00:00 here"},
		{"UTC", "UTC", "2026-11-22T14:30:00Z", ""},
		{"London in winter reads the same", "Europe/London", "2026-11-22T14:30:00Z", ""},
		{"London in summer does not", "Europe/London", "2026-07-22T14:30:00Z", "15:30:00 here"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := humantime.Here(at(t, tc.t), zone(t, tc.zone)); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

func TestShort(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	now := at(t, "2026-11-22T14:30:00Z")
	for _, tc := range []struct{ name, t, want string }{
		{"today", "2026-11-22T15:30:00Z", "16:30"},
		{"today here, yesterday in UTC", "2026-11-21T23:30:00Z", "00:30"},
		{"this week", "2026-11-20T13:16:00Z", "Fri 14:16"},
		{"tomorrow here, today in UTC", "2026-11-22T23:30:00Z", "Mon 00:30"},
		{"six days off", "2026-11-28T14:30:00Z", "28 Nov 2026"},
		{"the same day of another year", "2025-11-22T15:30:00Z", "22 Nov 2025"},
		{"long ago", "2025-04-17T05:14:19Z", "17 Apr 2025"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := humantime.Short(at(t, tc.t), now, berlin); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}
