package humantime

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ErrTime and ErrSpan say that what was typed could not be read. Their text
// names the forms that can.
var (
	ErrTime = errors.New("write a date as 2026-11-22 14:30, 31.12.2026 18:00, friday 18:00, in 2 weeks, now+1h, seconds since 1970 " +
		"or as a log has it; a zone may follow, such as UTC, CET, +0200 or Europe/Berlin")
	ErrSpan = errors.New("write a span as 90s, 15m, 24h or 7d")
)

// Time reads a moment as people write it: what [Log] reads; a count of seconds since 1970
// or finer; "now", "now+1h", "-90m", "in 2 weeks", "3 days ago"; a date such as 2026-12-31,
// 31.12.2026, 12/31/2026, "31 Dec 2026", "tomorrow" or "friday", with a time behind it or
// not; a time alone. Where no zone follows it is on the clock of loc. now is rounded down
// to the whole second, since a token counts in seconds.
func Time(text string, now time.Time, loc *time.Location) (time.Time, error) {
	return moment(text, now, loc, clock{})
}

// End reads the moment at which something ends, as [Time] does. A day that is named alone is
// meant to its end.
func End(text string, now time.Time, loc *time.Location) (time.Time, error) {
	return moment(text, now, loc, clock{hour: 24})
}

// moment reads a moment; day is the time of the day of a date that stands alone.
func moment(text string, now time.Time, loc *time.Location, day clock) (time.Time, error) {
	text = strings.TrimSpace(strings.Trim(strings.TrimSpace(text), `[]"'`))
	now = now.Truncate(time.Second)
	if at, n := stamp(text, now, loc); n > 0 && n == len(text) {
		return at, nil
	}
	if at, err := time.Parse(time.RFC3339, text); err == nil { // of any year
		return at.UTC(), nil
	}
	if at, ok := digits(text, loc, day); ok {
		return at, nil
	}
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(text, ",", " ")))
	if at, ok := fromNow(words, now); ok {
		return at, nil
	}
	if n := len(words); n > 0 {
		if zone := zoneTyped(text[strings.LastIndexAny(text, " \t")+1:]); zone != nil {
			loc, words = zone, words[:n-1]
		}
	}
	return onTheClock(words, now.In(loc), day)
}

// digits reads a count of nine digits or more, and a date that is written as digits alone.
func digits(text string, loc *time.Location, day clock) (time.Time, bool) {
	whole, fraction, _ := strings.Cut(text, ".")
	if whole == "" || strings.Trim(whole+fraction, "0123456789") != "" || strings.HasSuffix(text, ".") {
		return time.Time{}, false
	}
	for _, layout := range []string{"20060102", "20060102150405"} {
		if at, err := time.ParseInLocation(layout, text, loc); err == nil && at.Year() >= 1970 && at.Year() < 2200 {
			if len(text) == len("20060102") {
				at = time.Date(at.Year(), at.Month(), at.Day(), day.hour, 0, 0, 0, loc)
			}
			return at.UTC(), true
		}
	}
	if len(whole) < 9 {
		return time.Time{}, false
	}
	return counted(text)
}

// fromNow reads a moment by its distance from now.
func fromNow(words []string, now time.Time) (time.Time, bool) {
	months, d, ok := distance(words)
	if !ok {
		return time.Time{}, false
	}
	return now.AddDate(0, months, 0).Add(d).UTC(), true
}

// distance reads how far a moment is from now. 24h alone is a span, for which there are
// other fields; "2 weeks" are those that begin now. Months are counted apart.
func distance(words []string) (months int, d time.Duration, ok bool) {
	text := strings.Join(words, " ")
	if _, err := Duration(text); err == nil {
		return 0, 0, false
	}
	sign := 1
	if rest, ok := strings.CutPrefix(text, "now"); ok {
		if text = strings.TrimSpace(rest); text == "" {
			return 0, 0, true
		}
		if text[0] != '+' && text[0] != '-' {
			return 0, 0, false
		}
	}
	for _, form := range []struct {
		before, behind string
		sign           int
	}{{"+", "", 1}, {"-", "", -1}, {"in ", "", 1}, {"", " ago", -1}, {"", " from now", 1}} {
		if strings.HasPrefix(text, form.before) && strings.HasSuffix(text, form.behind) && len(text) > len(form.before+form.behind) {
			text, sign = text[len(form.before):len(text)-len(form.behind)], form.sign
			break
		}
	}
	months, d, ok = spanOf(text, true)
	return sign * months, time.Duration(sign) * d, ok
}

// zoneTyped reads a zone as [Log] does, in any letters, and by its place: Europe/Berlin.
func zoneTyped(word string) *time.Location {
	if upper := strings.ToUpper(word); upper != "" {
		for _, u := range []string{"UTC", "GMT"} { // UTC+2
			if rest, ok := strings.CutPrefix(upper, u); ok && len(rest) > 1 {
				if len(rest) == 2 {
					rest = rest[:1] + "0" + rest[1:]
				}
				upper = rest
			}
		}
		if zone := zoneNamed(upper); zone != nil {
			return zone
		}
	}
	if strings.Contains(word, "/") && isLetter(word[0]) {
		if zone, err := time.LoadLocation(word); err == nil {
			return zone
		}
	}
	return nil
}

// onTheClock reads a date, a time or both, in any order, on the clock of now; day is the time
// where there is none. Behind a date an hour may stand alone: tomorrow 9.
func onTheClock(words []string, now time.Time, day clock) (time.Time, error) {
	var d date
	var c clock
	var hasDate, hasClock, weekday bool
	for i := 0; i < len(words); i++ {
		word := words[i]
		if day, n, err := dateOf(words[i:], now); n > 0 || err != nil {
			if err != nil || hasDate {
				return time.Time{}, cmp.Or(err, ErrTime)
			}
			d, hasDate, weekday, i = day, true, n == 1 && named(word, weekdays) > 0, i+n-1
			continue
		}
		if word == "at" && i+1 < len(words) {
			continue
		}
		behind := ""
		if i+1 < len(words) && (words[i+1] == "am" || words[i+1] == "pm") {
			behind = words[i+1]
		}
		at, ok := clockOf(word + behind)
		if hour, bare := whole(word, 2); bare && behind == "" && hasDate && i == len(words)-1 {
			at, ok = clock{hour: hour}, true
		}
		if !ok || hasClock {
			return time.Time{}, ErrTime
		}
		c, hasClock = at, true
		if behind != "" {
			i++
		}
	}
	if !hasDate && !hasClock {
		return time.Time{}, ErrTime
	}
	if !hasDate {
		d = dateFrom(now, 0)
	}
	if !hasClock {
		c = day
	}
	at, ok := d.at(c, now.Location(), true)
	switch {
	case !ok:
		return time.Time{}, ErrTime
	case weekday && !at.After(now): // the next one
		at = at.AddDate(0, 0, 7)
	case !hasDate && words[len(words)-1] == "midnight": // that of today has passed
		at = at.AddDate(0, 0, 1)
	}
	return at.UTC(), nil
}

func dateFrom(now time.Time, days int) date {
	y, m, d := now.AddDate(0, 0, days).Date()
	return date{y, int(m), d}
}

// dateOf reads the date that words begin with, and how many they are. A weekday is today
// or the next.
func dateOf(words []string, now time.Time) (d date, n int, err error) {
	word := words[0]
	switch word {
	case "today":
		return dateFrom(now, 0), 1, nil
	case "tomorrow":
		return dateFrom(now, 1), 1, nil
	case "yesterday":
		return dateFrom(now, -1), 1, nil
	}
	if day := named(word, weekdays); day > 0 {
		if len(words) > 1 { // before a date it says nothing of its own
			if d, n, err := dateOf(words[1:], now); n > 0 && named(words[1], weekdays) == 0 || err != nil {
				return d, n + 1, err
			}
		}
		return dateFrom(now, (day-1-int(now.Weekday())+7)%7), 1, nil
	}
	if len(words) > 2 { // 31 Dec 2026, December 31st 2026
		day, month := words[0], named(words[1], months)
		if month == 0 {
			day, month = words[1], named(words[0], months)
		}
		for _, end := range []string{"st", "nd", "rd", "th", "."} {
			day = strings.TrimSuffix(day, end)
		}
		if dayNumber, ok := whole(day, 2); ok && month > 0 {
			if year, ok := whole(words[2], 4); ok && len(words[2]) == 4 {
				return date{year, month, dayNumber}, 3, nil
			}
		}
	}
	for _, sep := range []string{".", "/", "-"} {
		if p := strings.Split(word, sep); len(p) == 3 {
			return dateOfNumbers(word, sep, p)
		}
	}
	return d, 0, nil
}

// dateOfNumbers reads 2026-12-31, 31.12.2026 and 12/31/2026. Which of two numbers is the
// day is known where dots part them, or where one is over 12.
func dateOfNumbers(word, sep string, p []string) (date, int, error) {
	var v [3]int
	for i := range p {
		var ok bool
		if v[i], ok = whole(p[i], 4); !ok {
			return date{}, 0, nil
		}
	}
	switch {
	case len(p[0]) == 4:
		return date{v[0], v[1], v[2]}, 1, nil
	case len(p[2]) != 4 || v[0] > 31 || v[1] > 31:
		return date{}, 0, nil
	}
	if day, month, clear := dayAndMonth(sep[0], v[0], v[1]); clear {
		return date{v[2], month, day}, 1, nil
	}
	return date{}, 0, fmt.Errorf("%s may be %d %s or %d %s: %w", word,
		v[0], time.Month(v[1]), v[1], time.Month(v[0]), ErrTime)
}

// clockOf reads 18:00, 18:00:30, 6pm, 6:30pm, noon and midnight.
func clockOf(word string) (c clock, ok bool) {
	switch word {
	case "noon":
		return clock{hour: 12}, true
	case "midnight":
		return clock{}, true
	}
	half := 0
	for i, end := range []string{"am", "pm"} {
		if bare, ok := strings.CutSuffix(word, end); ok {
			word, half = bare, i+1
		}
	}
	p := strings.Split(word, ":")
	if len(p) > 3 || len(p) == 1 && half == 0 {
		return c, false
	}
	for i, n := range []*int{&c.hour, &c.minute, &c.second}[:len(p)] {
		if *n, ok = whole(p[i], 2); !ok || i > 0 && len(p[i]) < 2 {
			return c, false
		}
	}
	if half > 0 {
		if c.hour < 1 || c.hour > 12 {
			return c, false
		}
		c.hour = c.hour%12 + (half-1)*12
	}
	return c, true
}

// whole reads a number of so many digits at most.
func whole(text string, most int) (int, bool) {
	s := scan{text: text}
	n, ok := s.number(1, most)
	return n, ok && s.at == len(text)
}

// maxSpan keeps a typing slip out of the sums: nobody means a century.
const maxSpan = 100 * 365 * 24 * time.Hour

// units are those of a span by their names.
var units = func() map[string]time.Duration {
	m := map[string]time.Duration{}
	for names, size := range map[string]time.Duration{
		"s sec secs second seconds": time.Second, "m min mins minute minutes": time.Minute,
		"h hr hrs hour hours": time.Hour, "d day days": 24 * time.Hour, "w week weeks": 7 * 24 * time.Hour,
	} {
		for _, name := range strings.Fields(names) {
			m[name] = size
		}
	}
	return m
}()

// Duration reads a span: whole or broken numbers with s, m, h or d, one behind
// the other: "90s", "1h30m", "7d", "1.5h".
func Duration(text string) (time.Duration, error) {
	_, d, ok := spanOf(text, false)
	if !ok {
		return 0, ErrSpan
	}
	return d, nil
}

// spanOf reads a span, in words as well where spelled. Months and years are counted apart:
// they are no fixed time.
func spanOf(text string, spelled bool) (months int, sum time.Duration, ok bool) {
	text = strings.TrimSpace(text)
	for text != "" {
		i := 0
		for i < len(text) && (isDigit(text[i]) || text[i] == '.') {
			i++
		}
		number := text[:i]
		text = strings.TrimLeft(text[i:], " ")
		if number == "" { // a week, an hour
			article, rest, _ := strings.Cut(text, " ")
			if !spelled || article != "a" && article != "an" {
				return 0, 0, false
			}
			number, text = "1", rest
		}
		for i = 0; i < len(text) && isLetter(text[i]); i++ {
		}
		name := text[:i]
		text = strings.TrimLeft(text[i:], " ")
		n, err := strconv.ParseFloat(number, 64)
		if err != nil || !spelled && (len(name) != 1 || name == "w") {
			return 0, 0, false
		}
		switch unit := units[name]; {
		case unit > 0 && n*float64(unit) <= float64(maxSpan):
			sum += time.Duration(n * float64(unit))
		case strings.TrimSuffix(name, "s") == "month" && n == float64(int(n)) && n <= 1200:
			months += int(n)
		case strings.TrimSuffix(name, "s") == "year" && n == float64(int(n)) && n <= 100:
			months += 12 * int(n)
		default:
			return 0, 0, false
		}
		if sum > maxSpan || months > 1200 {
			return 0, 0, false
		}
	}
	return months, sum, sum > 0 || months > 0
}
