package humantime

import (
	"strconv"
	"strings"
	"time"
)

// Log reads the time of an entry in a log, if that is all the text is. Read are
//
//	2025-10-09T08:53:24Z          RFC 3339, as HAR has it; also 20251009T085324Z
//	2025-10-09 08:53:24           W3C, Java, Python, with .123 or ,123; 2025/10/09 as nginx and Go
//	09/Oct/2025:08:53:24 +0000    the common log format; 09-Oct-2025 08:53:24 UTC as PHP
//	Thu, 09 Oct 2025 08:53:24 GMT RFC 1123 and the older dates of HTTP
//	Thu Oct 09 08:53:24.12 2025   Apache's error log, ctime, date
//	Oct  9 08:53:24               syslog: the latest that is not over a day ahead of now
//	10/29/2025 08:53:24 AM        also 29/10/2025, 29.10.2025 and with a comma; not what may be either, see [Unclear]
//	I1029 08:53:24.123456         klog, and 10-29 08:53:24.123 as Android has it: like syslog without the year
//	1760000004, 1760000004.123    seconds since 1970, and 13, 16 or 19 digits of finer counts
//
// A zone may follow where none is shown: Z, +0200, +02:00, UTC, CEST and their kin. What
// names none is taken for UTC, by which most servers go. There are no words such as
// tomorrow, and what is no time is told at a glance: it can be asked of each line.
func Log(text string, now time.Time) (time.Time, bool) {
	at, n := LogPrefix(text, now)
	if n == 0 || n != len(text) {
		return time.Time{}, false
	}
	return at, true
}

// LogPrefix is Log for a text that goes on behind the time; n is the length of the time,
// 0 where the text does not begin with one.
func LogPrefix(text string, now time.Time) (at time.Time, n int) { return stamp(text, now, time.UTC) }

// stamp reads the time that a text begins with. One that names no zone is on the clock of
// loc.
func stamp(text string, now time.Time, loc *time.Location) (at time.Time, n int) {
	if text == "" {
		return at, 0
	}
	s := scan{text: text}
	var ok bool
	if c := text[0]; isDigit(c) {
		if at, ok = s.count(); !ok {
			at, ok = s.numbers(now, loc)
		}
	} else if len(text) > 1 && isDigit(text[1]) && strings.IndexByte("IWEFD", c) >= 0 { // its weight
		s.at = 1
		at, ok = s.monthFirst("", 6, now, loc)
	} else {
		at, ok = s.names(now, loc)
	}
	if !ok || !s.boundary() {
		return time.Time{}, 0
	}
	return at.UTC(), s.at
}

// scan reads a text from left to right. What cannot be read leaves it where it stood.
type scan struct {
	text string
	at   int
}

func (s *scan) rest() string { return s.text[s.at:] }

// peek is the character that comes, 0 at the end.
func (s *scan) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

// one takes one of the characters and returns it, 0 for none.
func (s *scan) one(of string) byte {
	if c := s.peek(); c != 0 && strings.IndexByte(of, c) >= 0 {
		s.at++
		return c
	}
	return 0
}

// boundary reports whether no word goes on here.
func (s *scan) boundary() bool { return !isDigit(s.peek()) && !isLetter(s.peek()) }

// number takes a number of so many digits.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (s *scan) number(least, most int) (n int, ok bool) {
	i := s.at
	for i < len(s.text) && i-s.at < most && isDigit(s.text[i]) {
		n = n*10 + int(s.text[i]-'0')
		i++
	}
	if i-s.at < least {
		return 0, false
	}
	s.at = i
	return n, true
}

// name takes one of the names, in full or its first three letters, and returns its place
// from 1 on, 0 for none.
func (s *scan) name(of []string) int {
	i := s.at
	for i < len(s.text) && isLetter(s.text[i]) {
		i++
	}
	n := named(s.text[s.at:i], of)
	if n > 0 {
		s.at = i
	}
	return n
}

var (
	months = []string{
		"january", "february", "march", "april", "may", "june",
		"july", "august", "september", "october", "november", "december",
	}
	weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
)

// named is the place of a name in a list, from 1 on, 0 for none.
func named(word string, list []string) int {
	for i, name := range list {
		if len(word) == 3 && strings.EqualFold(word, name[:3]) || strings.EqualFold(word, name) {
			return i + 1
		}
	}
	return 0
}

// count takes seconds since 1970, with a fraction or not, or a finer count.
func (s *scan) count() (time.Time, bool) {
	i := s.at
	for i < len(s.text) && isDigit(s.text[i]) {
		i++
	}
	switch i - s.at {
	case 10, 13, 16, 19:
	default:
		return time.Time{}, false
	}
	if s.text[s.at] > '2' { // later than any log
		return time.Time{}, false
	}
	if i+1 < len(s.text) && s.text[i] == '.' && isDigit(s.text[i+1]) {
		for i++; i < len(s.text) && isDigit(s.text[i]); i++ {
		}
	}
	at, ok := counted(s.text[s.at:i])
	if ok {
		s.at = i
	}
	return at, ok
}

// counted reads a count since 1970. How large it is tells its unit: a number of seconds
// that has 12 digits would lie behind the year 5138.
func counted(text string) (time.Time, bool) {
	whole, fraction, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	part, unit := int64(0), int64(time.Second) // the fraction in billionths
	for i := range 9 {
		part *= 10
		if i < len(fraction) {
			part += int64(fraction[i] - '0')
		}
	}
	for limit := int64(100_000_000_000); n >= limit && unit > 1; limit *= 1000 {
		unit /= 1000
	}
	per := int64(time.Second) / unit
	return time.Unix(n/per, n%per*unit+part/per).UTC(), true
}

// numbers takes a time that begins with a year or a day.
func (s *scan) numbers(now time.Time, loc *time.Location) (time.Time, bool) {
	if d, clear, ok := s.shortDate(); ok {
		if !clear {
			return time.Time{}, false
		}
		return s.halfDay(d, loc)
	}
	if text := s.rest(); len(text) > 5 && text[2] == '-' && text[5] == ' ' {
		return s.monthFirst("-", 3, now, loc)
	}
	var d date
	if text := s.rest(); len(text) > 8 && text[8] == 'T' {
		return s.basic(loc)
	} else if len(text) > 4 && (text[4] == '-' || text[4] == '/') {
		if !s.yearFirst(&d) {
			return time.Time{}, false
		}
		if strings.HasPrefix(s.rest(), " - ") { // Gin
			s.at += len(" -")
		}
		if s.one("T t_:") == 0 {
			return time.Time{}, false
		}
	} else if !s.dayFirst(&d) || s.one(": ") == 0 {
		return time.Time{}, false
	}
	return s.clockAndZone(d, loc)
}

// basic takes a date and a time without anything between the numbers.
func (s *scan) basic(loc *time.Location) (time.Time, bool) {
	var d date
	var c clock
	for _, n := range []*int{&d.year, &d.month, &d.day, nil, &c.hour, &c.minute, &c.second} {
		ok := true
		switch {
		case n == nil:
			ok = s.one("T") != 0
		case n == &d.year:
			*n, ok = s.number(4, 4)
		default:
			*n, ok = s.number(2, 2)
		}
		if !ok {
			return time.Time{}, false
		}
	}
	return s.zoned(d, c, loc)
}

// yearFirst takes a date such as 2025-10-09.
func (s *scan) yearFirst(d *date) (ok bool) {
	if d.year, ok = s.number(4, 4); !ok {
		return false
	}
	sep := s.one("-/")
	if d.month, ok = s.number(2, 2); !ok || sep == 0 || s.one(string(sep)) == 0 {
		return false
	}
	d.day, ok = s.number(2, 2)
	return ok
}

// dayFirst takes a date such as 09/Oct/2025, 09-Oct-25 or 9 Oct 2025.
func (s *scan) dayFirst(d *date) (ok bool) {
	if d.day, ok = s.number(1, 2); !ok {
		return false
	}
	sep := s.one("/- ")
	if d.month = s.name(months); d.month == 0 || sep == 0 || s.one(string(sep)) == 0 {
		return false
	}
	begin := s.at
	if d.year, ok = s.number(2, 4); s.at-begin == 2 { // RFC 850
		d.year += 2000
	}
	return ok && s.at-begin != 3
}

// names takes a time that begins with a weekday or a month.
func (s *scan) names(now time.Time, loc *time.Location) (time.Time, bool) {
	weekday := s.name(weekdays) > 0
	if weekday {
		s.one(",")
		if s.one(" ") == 0 {
			return time.Time{}, false
		}
	}
	var d date
	if isDigit(s.peek()) {
		if !s.dayFirst(&d) || s.one(" ") == 0 {
			return time.Time{}, false
		}
		return s.clockAndZone(d, loc)
	}
	var ok bool
	if d.month = s.name(months); d.month == 0 || s.one(" ") == 0 {
		return time.Time{}, false
	}
	s.one(" ")
	if d.day, ok = s.number(1, 2); !ok {
		return time.Time{}, false
	}
	comma := s.one(",") != 0 // Oct 9, 2025 @ 08:53:24, as Kibana has it
	if s.one(" ") == 0 {
		return time.Time{}, false
	}
	if comma {
		if d.year, ok = s.number(4, 4); !ok {
			return time.Time{}, false
		}
		s.one(",")
		if strings.HasPrefix(s.rest(), " @") {
			s.at += len(" @")
		}
		return s.halfDay(d, loc)
	}
	if text := s.rest(); len(text) > 4 && text[4] == ' ' { // Cisco writes the year here
		if d.year, ok = s.number(4, 4); ok {
			s.at++
			return s.clockAndZone(d, loc)
		}
	}
	c, ok := s.clock(2)
	if !ok {
		return time.Time{}, false
	}
	if zone := s.zone(); zone != nil {
		loc = zone
	}
	if weekday {
		if s.one(" ") == 0 {
			return time.Time{}, false
		}
		d.year, ok = s.number(4, 4)
		return d.at(c, loc, ok)
	}
	return d.latest(c, now, loc)
}

// latest is the latest such moment that is not over a day ahead of now, of a date without a
// year.
func (d date) latest(c clock, now time.Time, loc *time.Location) (time.Time, bool) {
	for d.year = now.In(loc).Year() + 1; d.year > now.Year()-9; d.year-- { // 29 February may be long ago
		if at, ok := d.at(c, loc, true); ok && !at.After(now.Add(24*time.Hour)) {
			return at, true
		}
	}
	return time.Time{}, false
}

func (s *scan) clockAndZone(d date, loc *time.Location) (time.Time, bool) {
	c, ok := s.clock(2)
	if !ok {
		return time.Time{}, false
	}
	return s.zoned(d, c, loc)
}

func (s *scan) zoned(d date, c clock, loc *time.Location) (time.Time, bool) {
	if zone := s.zone(); zone != nil {
		loc = zone
	}
	return d.at(c, loc, true)
}

// clock takes a time such as 08:53, 08:53:24 or 08:53:24.123, whose hour has at least so many
// digits.
func (s *scan) clock(least int) (c clock, ok bool) {
	if c.hour, ok = s.number(least, 2); !ok || s.one(":") == 0 {
		return c, false
	}
	if c.minute, ok = s.number(2, 2); !ok {
		return c, false
	}
	begin := s.at
	if s.one(":") == 0 {
		return c, true
	}
	if c.second, ok = s.number(2, 2); !ok {
		s.at = begin
		return c, true
	}
	begin = s.at
	if s.one(".,") == 0 || !isDigit(s.peek()) {
		s.at = begin
		return c, true
	}
	for size := int(time.Second) / 10; isDigit(s.peek()); size /= 10 {
		c.nano += int(s.peek()-'0') * size
		s.at++
	}
	return c, true
}

// zone takes a zone, with a space before it or not; nil for none.
func (s *scan) zone() *time.Location {
	begin := s.at
	space := s.one(" ") != 0
	i := s.at
	for i < len(s.text) && (isLetter(s.text[i]) || isDigit(s.text[i]) || s.text[i] == ':' || (i == s.at || len(s.text[s.at:i]) == 3 && zones[s.text[s.at:i]] == time.UTC) && (s.text[i] == '+' || s.text[i] == '-')) {
		i++
	}
	word := strings.TrimRight(s.text[s.at:i], ":")
	switch {
	case word == "":
	case isLetter(word[0]) && word != "Z" && !space: // no such zone stands close
	case !isLetter(word[0]) && space && len(word) < 5: // a number behind the time
	default:
		if loc := zoneNamed(word); loc != nil {
			s.at += len(word)
			return loc
		}
	}
	s.at = begin
	return nil
}

// zones are the names that mean one zone wherever they are read, in hours and minutes
// from UTC. IST and BST do not.
var zones = map[string]*time.Location{"Z": time.UTC, "UTC": time.UTC, "GMT": time.UTC, "UT": time.UTC}

func init() {
	for name, hours := range map[string]int{
		"WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
		"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
	} {
		zones[name] = time.FixedZone(name, hours*3600)
	}
}

// zoneNamed reads UTC, CEST, +02, +0200, +02:00, GMT+0200, UTC+2; nil for no such zone.
func zoneNamed(word string) *time.Location {
	least := 2 // digits of an hour
	if offset := strings.IndexAny(word, "+-"); offset < 0 {
		return zones[word]
	} else if offset > 0 {
		word, least = word[offset:], 1
	}
	s := scan{text: word, at: 1}
	hours, ok := s.number(least, 2)
	minutes := 0
	if ok && s.at < len(word) {
		s.one(":")
		minutes, ok = s.number(2, 2)
	}
	if !ok || s.at < len(word) || hours > 14 || minutes > 59 {
		return nil
	}
	seconds := hours*3600 + minutes*60
	switch {
	case seconds == 0:
		return time.UTC
	case word[0] == '-':
		seconds = -seconds
	}
	return time.FixedZone("", seconds)
}

// date and clock are a moment before it is known in which zone.
type (
	date  struct{ year, month, day int }
	clock struct{ hour, minute, second, nano int }
)

// at puts both together; ok is handed on where they make no moment.
func (d date) at(c clock, loc *time.Location, ok bool) (time.Time, bool) {
	if !ok || d.year < 1900 || c.hour > 24 || c.minute > 59 || c.second > 60 || c.hour == 24 && c.minute+c.second+c.nano > 0 {
		return time.Time{}, false
	}
	if day := time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC); int(day.Month()) != d.month || day.Day() != d.day {
		return time.Time{}, false
	}
	return time.Date(d.year, time.Month(d.month), d.day, c.hour, c.minute, c.second, c.nano, loc), true
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
