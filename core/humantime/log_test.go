package humantime_test

import (
	"testing"
	"time"

	"playtoken/core/humantime"
)

// TestZoned: a time is known to say its zone by what was read of it.
func TestZoned(t *testing.T) {
	for text, want := range map[string]bool{
		"2025-10-09 08:53:24": false, "Oct  9 08:53:24": false, "09/Oct/2025:08:53:24": false, "10/29/2025 08:53:24 AM": false, "nothing": false,
		"2025-10-09T08:53Z": true, "2025-10-09 08:53:24 CET": true, "2025-10-09 08:53:24 PST": true, "Oct  9 08:53:24 UTC": true, "1760000004": true,
		"09/Oct/2025:08:53:24 +0000": true, "Thu Oct  9 10:53:24 CEST 2025": true, "2025-10-09 08:53:24 UTC+1": true, "20251009T085324Z": true,
	} {
		if humantime.Zoned(text) != want {
			t.Errorf("%s: %t", text, !want)
		}
	}
}

// TestLogGoesOn: what follows the name of a zone is no part of the time.
func TestLogGoesOn(t *testing.T) {
	for text, rest := range map[string]string{
		"2025-10-09 08:53:24 UTC-web1 GET /a":                 "-web1 GET /a",
		"2025-10-09 08:53:24 UTC - GET /a":                    " - GET /a",
		"2025-10-09 08:53:24 GMT+0200 (403)":                  " (403)",
		"2025-10-09 08:53:24 +0200 (GET /a)":                  " (GET /a)",
		"2025-10-09 08:53:24 UTC (refused) GET /a":            " (refused) GET /a",
		"Thu Oct 09 2025 10:53:24 GMT+0200 (CEST) GET /a 403": " GET /a 403",
	} {
		if _, n := humantime.LogPrefix(text, time.Unix(1760000004, 0)); text[n:] != rest {
			t.Errorf("%s: %q", text, text[n:])
		}
	}
}

func TestLog(t *testing.T) {
	now := at(t, "2025-10-09T08:53:20Z")
	for _, tc := range []struct{ name, text, want string }{
		{"common log format", "09/Oct/2025:08:53:24 +0000", "2025-10-09T08:53:24Z"},
		{"west of Greenwich", "09/Oct/2025:08:53:24 -0700", "2025-10-09T15:53:24Z"},
		{"RFC 3339", "2025-10-09T08:53:24Z", "2025-10-09T08:53:24Z"},
		{"HAR", "2025-10-09T10:53:24.123+02:00", "2025-10-09T08:53:24.123Z"},
		{"hours alone", "2025-10-09T10:53:24+02", "2025-10-09T08:53:24Z"},
		{"W3C", "2025-10-09 08:53:24", "2025-10-09T08:53:24Z"},
		{"Java", "2025-10-09 08:53:24,123", "2025-10-09T08:53:24.123Z"},
		{"log4j with a zone", "2025-10-09 08:53:24,123-0500", "2025-10-09T13:53:24.123Z"},
		{"PostgreSQL", "2025-10-09 08:53:24.123 CEST", "2025-10-09T06:53:24.123Z"},
		{"Go", "2025/10/09 08:53:24.123456", "2025-10-09T08:53:24.123456Z"},
		{"no seconds", "2025-10-09T08:53Z", "2025-10-09T08:53:00Z"},
		{"basic", "20251009T085324Z", "2025-10-09T08:53:24Z"},
		{"PHP", "09-Oct-2025 08:53:24 UTC", "2025-10-09T08:53:24Z"},
		{"RFC 1123", "Thu, 09 Oct 2025 08:53:24 GMT", "2025-10-09T08:53:24Z"},
		{"RFC 1123 with a number", "Thu, 9 Oct 2025 10:53:24 +0200", "2025-10-09T08:53:24Z"},
		{"JavaScript without the name", "Thu Oct 09 2025 10:53:24 GMT+0200", "2025-10-09T08:53:24Z"},
		{"JavaScript in the west", "Thu Oct 09 2025 03:53:24 GMT-0500", "2025-10-09T08:53:24Z"},
		{"UTC and a digit", "2025-10-09 10:53:24 UTC+2", "2025-10-09T08:53:24Z"},
		{"UTC and an offset", "2025-10-09 10:53:24 UTC+02:00", "2025-10-09T08:53:24Z"},
		{"RFC 850", "Thursday, 09-Oct-25 08:53:24 GMT", "2025-10-09T08:53:24Z"},
		{"asctime", "Thu Oct  9 08:53:24 2025", "2025-10-09T08:53:24Z"},
		{"Apache's error log", "Thu Oct 09 08:53:24.123456 2025", "2025-10-09T08:53:24.123456Z"},
		{"date", "Thu Oct  9 10:53:24 CEST 2025", "2025-10-09T08:53:24Z"},
		{"syslog", "Oct  9 08:53:24", "2025-10-09T08:53:24Z"},
		{"syslog, a day ahead", "Oct 10 08:53:00", "2025-10-10T08:53:00Z"},
		{"syslog of last year", "Oct 11 08:53:24", "2024-10-11T08:53:24Z"},
		{"syslog, 29 February", "Feb 29 12:00:00", "2024-02-29T12:00:00Z"},
		{"Cisco", "Oct  9 2025 08:53:24", "2025-10-09T08:53:24Z"},
		{"Redis", "09 Oct 2025 08:53:24.123", "2025-10-09T08:53:24.123Z"},
		{"seconds", "1760000004", "2025-10-09T08:53:24Z"},
		{"seconds and a fraction", "1760000004.125", "2025-10-09T08:53:24.125Z"},
		{"milliseconds", "1760000004125", "2025-10-09T08:53:24.125Z"},
		{"milliseconds and a fraction", "1760000004125.5", "2025-10-09T08:53:24.1255Z"},
		{"microseconds", "1760000004125000", "2025-10-09T08:53:24.125Z"},
		{"nanoseconds", "1760000004125000001", "2025-10-09T08:53:24.125000001Z"},
		{"klog", "I1009 08:53:24.123456", "2025-10-09T08:53:24.123456Z"},
		{"klog of last year", "E1231 23:59:59.000001", "2024-12-31T23:59:59.000001Z"},
		{"Android", "10-09 08:53:24.123", "2025-10-09T08:53:24.123Z"},
		{"month first", "09/29/2025 08:53:24", "2025-09-29T08:53:24Z"},
		{"month first, half a day", "9/29/2025, 1:53:24 PM", "2025-09-29T13:53:24Z"},
		{"midnight of half a day", "9/29/2025 12:00:01 AM", "2025-09-29T00:00:01Z"},
		{"day first", "29/09/2025 08:53:24", "2025-09-29T08:53:24Z"},
		{"day first, with a zone", "29-09-2025 10:53:24 +0200", "2025-09-29T08:53:24Z"},
		{"day and month alike", "10/10/2025 00:00:00", "2025-10-10T00:00:00Z"},
		{"points", "09.10.2025 08:53:24", "2025-10-09T08:53:24Z"},
		{"Kibana", "Oct 9, 2025 @ 08:53:24.123", "2025-10-09T08:53:24.123Z"},
		{"a browser in English", "Oct 9, 2025, 8:53:24 AM", "2025-10-09T08:53:24Z"},
		{"Gin", "2025/10/09 - 08:53:24", "2025-10-09T08:53:24Z"},
		{"Python's server", "09/Oct/2025 08:53:24", "2025-10-09T08:53:24Z"},
		{"JavaScript", "Thu Oct 09 2025 10:53:24 GMT+0200 (Central European Summer Time)", "2025-10-09T08:53:24Z"},
		{"JavaScript in German", "Thu Oct 09 2025 10:53:24 GMT+0200 (Mitteleuropäische Sommerzeit)", "2025-10-09T08:53:24Z"},
		{"JavaScript, a zone without a name", "Thu Oct 09 2025 11:53:24 GMT+0300 (GMT+03:00)", "2025-10-09T08:53:24Z"},
		{"JavaScript, west of Greenwich", "Thu Oct 09 2025 03:53:24 GMT-0500 (EST)", "2025-10-09T08:53:24Z"},
		{"an offset from GMT", "9 Oct 2025 10:53:24 GMT+02:00", "2025-10-09T08:53:24Z"},
		{"an offset from UTC, hours alone", "2025-10-09 10:53:24 UTC+2", "2025-10-09T08:53:24Z"},
		{"an offset from UTC", "2025-10-09 03:23:24 UTC-05:30", "2025-10-09T08:53:24Z"},
		{"a mail", "Thu, 9 Oct 2025 10:53:24 +0200 (CEST)", "2025-10-09T08:53:24Z"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got, ok := humantime.Log(tc.text, now); !ok || !got.Equal(at(t, tc.want)) || got.Location() != time.UTC {
				t.Errorf("%s, %t; want %s", got, ok, tc.want)
			}
			// A line goes on behind its time.
			for _, rest := range []string{"] GET /a", "\tGET", " 200 -", ": x", ` "GET`, " - - -"} {
				if got, n := humantime.LogPrefix(tc.text+rest, now); n != len(tc.text) || !got.Equal(at(t, tc.want)) {
					t.Errorf("before %q: %s, %d", rest, got, n)
				}
			}
			for _, more := range []string{"x", "9"} {
				if _, ok := humantime.Log(tc.text+more, now); ok && more == "x" {
					t.Errorf("read with %q behind it", more)
				}
			}
		})
	}
	for _, text := range []string{
		"", " ", "now", "tomorrow", "2025-10-09", "2025-13-09 08:53:24", "2025-02-30 08:53:24", "2025-10-09 25:00:00",
		"2025-10-09 08:60:00", "31/Feb/2025:08:53:24 +0000", "09/Okt/2025:08:53:24 +0000", "203.0.113.7", "176000000", "17600000045",
		"9760000004", "2025-10/09 08:53:24", "Thu", "Oct", "Oct  9", "Thursday 18:00", "Oct 32 08:53:24", "2025-10-09T", "٢٠٢٥-10-09 08:53:24",
		"08:53:24", "20251009T0853", "Thu, 09 Oct 202 08:53:24 GMT", "0000-01-01 00:00:00",
	} {
		if got, ok := humantime.Log(text, now); ok {
			t.Errorf("%q is read as %s", text, got)
		}
	}
}

// TestLogSyslogAcrossNewYear: the clock of the log may be a little ahead.
func TestLogSyslogAcrossNewYear(t *testing.T) {
	got, ok := humantime.Log("Jan  1 00:00:10", at(t, "2025-12-31T23:59:00Z"))
	if !ok || !got.Equal(at(t, "2026-01-01T00:00:10Z")) {
		t.Error(got, ok)
	}
	got, ok = humantime.Log("Dec 31 23:59:59", at(t, "2026-01-01T00:00:10Z"))
	if !ok || !got.Equal(at(t, "2025-12-31T23:59:59Z")) {
		t.Error(got, ok)
	}
}

func TestLogAllocatesNothing(t *testing.T) {
	now := time.Unix(1_760_000_000, 0)
	for _, line := range []string{
		"2025-10-09 08:53:24 GET /a", "Oct  9 08:53:24 host a", "09/Oct/2025:08:53:24 +0000] x", "1760000004.123 x", "GET /a",
		"203.0.113.7 - -", "Thu, 09 Oct 2025 08:53:24 GMT",
	} {
		if n := testing.AllocsPerRun(100, func() { humantime.LogPrefix(line, now) }); n > 0 {
			t.Errorf("%q: %g allocations", line, n)
		}
	}
}

func FuzzLog(f *testing.F) {
	for _, s := range []string{
		"09/Oct/2025:08:53:24 +0000", "2025-10-09T08:53:24.123+02:00 GET", "Thu, 09 Oct 2025 08:53:24 GMT", "Oct  9 08:53:24 host",
		"1760000004.123", "20251009T085324Z", "Thu Oct 09 08:53:24.1 2025", "Oct 9 2025 08:53:24 EST",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		now := time.Unix(1_760_000_000, 0)
		got, n := humantime.LogPrefix(text, now)
		if n < 0 || n > len(text) || (n == 0) != got.IsZero() {
			t.Fatalf("%q: %s, %d", text, got, n)
		}
		if whole, ok := humantime.Log(text[:n], now); n > 0 && (!ok || !whole.Equal(got)) {
			t.Errorf("%q: %s alone, %s with what follows", text, whole, got)
		}
	})
}

// TestUnclear: nobody can tell which number is the day, and so it is no time.
func TestUnclear(t *testing.T) {
	for text, n := range map[string]int{
		"05/06/2025 08:53:24 GET": 19, "5/6/2025, 8:53 AM": 17, "05-06-2025 08:53:24": 19,
		"25/06/2025 08:53:24": 0, "06/25/2025 08:53:24": 0, "05.06.2025 08:53:24": 0, "06/06/2025 08:53:24": 0,
		"05/06/2025": 0, "05/06/25 08:53:24": 0, "5/6 of them": 0, "2025-05-06 08:53:24": 0, "": 0,
	} {
		if got := humantime.Unclear(text); got != n {
			t.Errorf("%s: %d, want %d", text, got, n)
		}
		if _, is := humantime.Log(text[:n], time.Unix(1760000000, 0)); is {
			t.Errorf("%s is taken for a time", text)
		}
	}
}
