package humantime

import (
	"strings"
	"time"
)

// Unclear is the length of the date and time that a text begins with, where nobody can tell
// which of its first numbers is the day: 05/06/2026 08:00; 0 for any other text.
func Unclear(text string) int {
	s := scan{text: text}
	d, clear, ok := s.shortDate()
	if !ok || clear {
		return 0
	}
	if _, ok = s.halfDay(d, time.UTC); !ok || !s.boundary() {
		return 0
	}
	return s.at
}

// shortDate takes a date such as 10/29/2025, 29-10-2025 or 29.10.2025, and a comma behind it.
// clear tells that it has one reading alone.
func (s *scan) shortDate() (d date, clear, ok bool) {
	begin := s.at
	a, ok := s.number(1, 2)
	sep := s.one("/.-")
	b, ok2 := s.number(1, 2)
	if !ok || sep == 0 || !ok2 || s.one(string(sep)) == 0 {
		s.at = begin
		return d, false, false
	}
	if d.year, ok = s.number(4, 4); !ok {
		s.at = begin
		return d, false, false
	}
	s.one(",")
	d.day, d.month, clear = dayAndMonth(sep, a, b)
	return d, clear, true
}

// dayAndMonth tells which of the first two numbers of a date is the day. It is known where
// dots part them, or where one is over 12. clear is false where it may be either: then the
// day is the first.
func dayAndMonth(sep byte, a, b int) (day, month int, clear bool) {
	switch {
	case sep == '.' || a > 12 || a == b:
		return a, b, true
	case b > 12:
		return b, a, true
	}
	return a, b, false
}

// halfDay takes the time behind a short date: 08:53:24, 8:53:24 PM; and a zone.
func (s *scan) halfDay(d date, loc *time.Location) (time.Time, bool) {
	if s.one(" ") == 0 {
		return time.Time{}, false
	}
	c, ok := s.clock(1)
	if !ok {
		return time.Time{}, false
	}
	rest := strings.TrimLeft(s.rest(), " \u202f") // browsers put a narrow space here
	if half := rest[:min(2, len(rest))]; strings.EqualFold(half, "am") || strings.EqualFold(half, "pm") {
		if c.hour < 1 || c.hour > 12 {
			return time.Time{}, false
		}
		if c.hour %= 12; half[0]|0x20 == 'p' {
			c.hour += 12
		}
		s.at = len(s.text) - len(rest) + 2
	}
	return s.zoned(d, c, loc)
}

// monthFirst takes a date without a year, with sep between month and day, and a time that has
// so many digits of a second's fraction.
func (s *scan) monthFirst(sep string, digits int, now time.Time, loc *time.Location) (time.Time, bool) {
	var d date
	var ok, ok2 bool
	d.month, ok = s.number(2, 2)
	if sep != "" && s.one(sep) == 0 {
		return time.Time{}, false
	}
	d.day, ok2 = s.number(2, 2)
	if !ok || !ok2 || s.one(" ") == 0 {
		return time.Time{}, false
	}
	c, ok := s.clock(2)
	if i := strings.LastIndexByte(s.text[:s.at], '.'); !ok || s.at-i-1 != digits {
		return time.Time{}, false
	}
	return d.latest(c, now, loc)
}
