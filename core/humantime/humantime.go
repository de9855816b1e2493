// Package humantime writes moments and spans as people read them, and reads the ones
// that people type.
//
// Every screen and every ptok line takes its words for time from here, so that
// "2 h 14 min ago" is said one way only.
package humantime

import (
	"fmt"
	"time"
)

// UTC writes a moment in full: "Sun 22 Nov 2026, 14:30:00 UTC".
func UTC(t time.Time) string { return t.UTC().Format("Mon 2 Jan 2006, 15:04:05") + " UTC" }

// Here writes the same moment on the clock of a place: "15:30:00 here", with
// the weekday when that is another one, or "" where the clock reads the same.
func Here(t time.Time, loc *time.Location) string {
	utc, here := t.UTC(), t.In(loc)
	if _, offset := here.Zone(); offset == 0 {
		return ""
	}
	if utc.Day() != here.Day() {
		return here.Format("Mon 15:04:05") + " here"
	}
	return here.Format("15:04:05") + " here"
}

// HereShort is Here without the seconds, for a line that gives them beside it.
func HereShort(t time.Time, loc *time.Location) string {
	here := Here(t, loc)
	if here == "" {
		return ""
	}
	return here[:len(here)-len(":05 here")] + " here"
}

// Short writes a moment on the clock of a place as briefly as its distance from
// now allows: "16:30", "Fri 14:16", "17 Apr 2025".
func Short(t, now time.Time, loc *time.Location) string {
	here, today := t.In(loc), now.In(loc)
	switch d := t.Sub(now).Abs(); {
	case here.YearDay() == today.YearDay() && here.Year() == today.Year():
		return here.Format("15:04")
	case d < 6*24*time.Hour:
		return here.Format("Mon 15:04")
	default:
		return here.Format("2 Jan 2006")
	}
}

// Relative says where a moment lies from now: "in 23 h 59 min", "2 h 14 min
// ago", "now".
func Relative(t, now time.Time) string {
	// Counted by hand, since a Duration ends at 292 years and dates do not.
	past := t.Before(now)
	if past {
		t, now = now, t
	}
	s := t.Unix() - now.Unix()
	if t.Nanosecond() < now.Nanosecond() {
		s--
	}
	switch {
	case s == 0:
		return "now"
	case past:
		return span(s) + " ago"
	}
	return "in " + span(s)
}

// Span writes a length of time in its two largest units: "45 s", "2 min 5 s",
// "2 h 14 min", "3 days 4 h", "2 years 31 days". What is smaller is left off,
// never rounded up.
func Span(d time.Duration) string { return span(int64(d.Abs() / time.Second)) }

func span(s int64) string {
	type unit struct {
		size      int64
		one, many string
	}
	units := []unit{
		{365 * 86400, " year", " years"},
		{86400, " day", " days"},
		{3600, " h", " h"},
		{60, " min", " min"},
		{1, " s", " s"},
	}
	word := func(n int64, u unit) string {
		if n == 1 {
			return fmt.Sprint(n, u.one)
		}
		return fmt.Sprint(n, u.many)
	}
	for i, u := range units {
		n := s / u.size
		if n == 0 {
			continue
		}
		if i+1 < len(units) {
			if rest := s % u.size / units[i+1].size; rest > 0 {
				return word(n, u) + " " + word(rest, units[i+1])
			}
		}
		return word(n, u)
	}
	return "0 s"
}

// InWords writes a span for a headline: "24 hours", "15 minutes", "7 days", or
// as Span does where it is no round number.
func InWords(d time.Duration) string {
	for _, u := range []struct {
		size time.Duration
		max  int64
		word string
	}{{time.Minute, 90, "minute"}, {time.Hour, 48, "hour"}, {24 * time.Hour, 1 << 40, "day"}} {
		if u.size == time.Minute && d%time.Hour == 0 {
			continue // one hour, not 60 minutes; but 24 hours, not one day
		}
		n := int64(d / u.size)
		if d > 0 && d%u.size == 0 && n <= u.max {
			if n == 1 {
				return "1 " + u.word
			}
			return fmt.Sprint(n, " ", u.word, "s")
		}
	}
	return Span(d)
}

// Countdown writes what is left as a clock does: "23:59:41", "6 d 23:59:41".
// Fractions of a second count up, so that it reads 00:00:00 only at the end.
func Countdown(d time.Duration) string {
	s := int64(d / time.Second)
	if d%time.Second > 0 {
		s++
	}
	if s <= 0 {
		return "00:00:00"
	}
	rest := fmt.Sprintf("%02d:%02d", s/60%60, s%60)
	if s <= 86400 { // the life that most tokens begin with is 24 hours, not a day
		return fmt.Sprintf("%02d:%s", s/3600, rest)
	}
	return fmt.Sprintf("%d d %02d:%s", s/86400, s/3600%24, rest)
}
