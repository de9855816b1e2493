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
		{"seconds and a fraction", "1744866859.5", "2025-04-17T05:14:19.5Z"},
		{"milliseconds", "1744866859000", "2025-04-17T05:14:19Z"},
		{"milliseconds and a fraction", "1744866859123.5", "2025-04-17T05:14:19.1235Z"},
		{"microseconds", "1744866859000000", "2025-04-17T05:14:19Z"},
		{"nanoseconds", "1744866859000000000", "2025-04-17T05:14:19Z"},
		{"milliseconds of 1973", "100000000000", "1973-03-03T09:46:40Z"},
		{"HTTP", "Sun, 22 Nov 2026 14:30:00 GMT", "2026-11-22T14:30:00Z"},
		{"as it is written here", "Sun 22 Nov 2026, 14:30:00 UTC", "2026-11-22T14:30:00Z"},
		{"common log format, with its brackets", "[09/Oct/2025:08:53:24 +0000]", "2025-10-09T08:53:24Z"},
		{"syslog", "Nov 22 14:30:00", "2026-11-22T13:30:00Z"},
		{"syslog of last year", "Nov 24 14:30:00", "2025-11-24T13:30:00Z"},
		{"Apache's error log", "[Thu Oct 09 08:53:24.123456 2025]", "2025-10-09T06:53:24.123456Z"},
		{"in quotes", `"2026-11-22T14:30:00.000Z"`, "2026-11-22T14:30:00Z"},
		{"no seconds, a zone", "2026-11-22T14:30Z", "2026-11-22T14:30:00Z"},
		{"digits of a day", "20261231", "2026-12-30T23:00:00Z"},
		{"digits of a moment", "20261231180000", "2026-12-31T17:00:00Z"},
		{"points", "31.12.2026", "2026-12-30T23:00:00Z"},
		{"points and a time", "31.12.2026 18:00", "2026-12-31T17:00:00Z"},
		{"points, the fifth of June", "5.6.2026 18:00:30", "2026-06-05T16:00:30Z"},
		{"strokes, the month first", "12/31/2026", "2026-12-30T23:00:00Z"},
		{"strokes, the day first", "31/12/2026 6pm", "2026-12-31T17:00:00Z"},
		{"strokes, both alike", "05/05/2026", "2026-05-04T22:00:00Z"},
		{"the year first", "2026/12/31 18:00", "2026-12-31T17:00:00Z"},
		{"a month by name", "31 Dec 2026", "2026-12-30T23:00:00Z"},
		{"a month by name, first", "December 31st, 2026 at 18:00", "2026-12-31T17:00:00Z"},
		{"today", "today", "2026-11-21T23:00:00Z"},
		{"today at", "today 18:00", "2026-11-22T17:00:00Z"},
		{"tomorrow", "Tomorrow", "2026-11-22T23:00:00Z"},
		{"tomorrow noon", "tomorrow noon", "2026-11-23T11:00:00Z"},
		{"yesterday", "yesterday 9am", "2026-11-21T08:00:00Z"},
		{"the next friday", "friday 18:00", "2026-11-27T17:00:00Z"},
		{"today's weekday, later", "sunday 18:00", "2026-11-22T17:00:00Z"},
		{"today's weekday, over", "sun 09:00", "2026-11-29T08:00:00Z"},
		{"today's weekday, whole", "Sunday", "2026-11-28T23:00:00Z"},
		{"the time first", "18:00 friday", "2026-11-27T17:00:00Z"},
		{"a time", "18:00", "2026-11-22T17:00:00Z"},
		{"a time that is over", "9:05", "2026-11-22T08:05:00Z"},
		{"a time with pm", "6:30 pm", "2026-11-22T17:30:00Z"},
		{"twelve am", "tomorrow 12am", "2026-11-22T23:00:00Z"},
		{"the end of the day", "today 24:00", "2026-11-22T23:00:00Z"},
		{"noon", "noon", "2026-11-22T11:00:00Z"},
		{"midnight", "midnight", "2026-11-22T23:00:00Z"},
		{"weeks", "2 weeks", "2026-12-06T14:30:00Z"},
		{"in weeks", "in 2 weeks", "2026-12-06T14:30:00Z"},
		{"in a month", "in a month", "2026-12-22T14:30:00Z"},
		{"ago", "3 days ago", "2026-11-19T14:30:00Z"},
		{"an hour ago", "an hour ago", "2026-11-22T13:30:00Z"},
		{"hours and minutes ago", "1h 30m ago", "2026-11-22T13:00:00Z"},
		{"from now", "5 minutes from now", "2026-11-22T14:35:00Z"},
		{"a sign", "+90m", "2026-11-22T16:00:00Z"},
		{"the other sign", "-90m", "2026-11-22T13:00:00Z"},
		{"a year on", "now + 1 year", "2027-11-22T14:30:00Z"},
		{"CET", "2026-11-22 14:30 CET", "2026-11-22T13:30:00Z"},
		{"CEST", "31.12.2026 18:00 CEST", "2026-12-31T16:00:00Z"},
		{"EST in small letters", "tomorrow 18:00 est", "2026-11-23T23:00:00Z"},
		{"PDT", "2026-07-22 14:30 PDT", "2026-07-22T21:30:00Z"},
		{"a number", "2026-11-22 14:30 +0530", "2026-11-22T09:00:00Z"},
		{"UTC and a number", "today 18:00 UTC+2", "2026-11-22T16:00:00Z"},
		{"a place", "2026-07-22 14:30 America/New_York", "2026-07-22T18:30:00Z"},
		{"today elsewhere", "today 18:00 Asia/Tokyo", "2026-11-22T09:00:00Z"},
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
		{"now and a word", "nowhere"},
		{"now and nothing", "now+"},
		{"now without a sign", "now5m"},
		{"now times", "now*5m"},
		{"two signs", "now++5m"},
		{"too few digits for seconds", "12345678"},
		{"hexadecimal", "0x67ffffff"},
		{"no such month", "2026-13-01"},
		{"no such day", "2026-02-30 10:00"},
		{"no such hour", "2026-11-22 25:00"},
		{"more digits than a number has", "99999999999999999999999"},
		{"an emoji", "now😀5m"},
		{"a span", "24h"},
		{"a word", "soon"},
		{"two days", "today tomorrow"},
		{"two times", "18:00 19:00"},
		{"no such day, points", "31.02.2026"},
		{"no such month, strokes", "13/13/2026"},
		{"day or month", "05/06/2026"},
		{"day or month, dashes", "05-06-2026 18:00"},
		{"half a year", "31.12.26"},
		{"no such time", "today 25:00"},
		{"thirteen pm", "13pm"},
		{"a zone alone", "CET"},
		{"a zone that is three", "2026-11-22 14:30 IST"},
		{"no such place", "2026-11-22 14:30 Europe/Atlantis"},
		{"a path", "2026-11-22 14:30 a/../../etc/passwd"},
		{"a span and a word", "2 weeks tomorrow"},
		{"half a month", "in 0.5 months"},
		{"thousands of years", "in 9999 years"},
		{"ago alone", "ago"},
		{"in alone", "in"},
		{"at alone", "at"},
		{"point alone", "1744866859."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got, err := humantime.Time(tc.text, now, berlin); !errors.Is(err, humantime.ErrTime) || !got.IsZero() {
				t.Errorf("%s, %v; want %v", got, err, humantime.ErrTime)
			}
		})
	}
}

// TestTimeOfDayOrMonth: what is not clear is asked back, in both readings.
func TestTimeOfDayOrMonth(t *testing.T) {
	_, err := humantime.Time("05/06/2026", time.Unix(0, 0), time.UTC)
	if err == nil || !strings.HasPrefix(err.Error(), "05/06/2026 may be 5 June or 6 May: write a date as 2026-11-22 14:30") {
		t.Error(err)
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
	for _, s := range []string{"now", "now+1h", "now-", "1744866859", "1744866859000", "2026-11-22T14:30:00Z", "2026-11-22 14:30 UTC", "UTC", "nowé", "31.12.2026 6 pm CET", "friday 18:00", "in 2 weeks", "Dec 31st, 2026", "12/31/2026 Europe/Berlin", "1760000000.5", "20261231"} {
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
