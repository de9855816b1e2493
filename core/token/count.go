package token

import (
	"strconv"
	"time"
)

// Count is a way to write a moment as a number. Tokens count seconds since 1970.
type Count struct {
	Since int           // the year that it counts from; 0 where the digits are those of a date
	Unit  time.Duration // what is counted; of digits, the smallest that is written
}

// counts are the ways that programs count by mistake.
var counts = []Count{
	{1970, time.Millisecond},
	{1970, time.Microsecond},
	{1970, time.Nanosecond},
	{1970, tick},
	{2001, time.Second},
	{2001, time.Millisecond},
	{2001, time.Microsecond},
	{2001, time.Nanosecond},
	{1, tick},
	{1, time.Second},
	{1, time.Millisecond},
	{1, time.Microsecond},
	{1601, tick},
	{1601, time.Microsecond},
	{1601, time.Millisecond},
	{1601, time.Second},
	{0, 24 * time.Hour},
	{0, time.Minute},
	{0, time.Second},
	{1900, time.Second},
	{1904, time.Second},
	{1970, 1000 * time.Second},
	{1899, 24 * time.Hour},
	{1970, time.Minute},
}

// tick is what .NET and Windows count.
const tick = 100 * time.Nanosecond

// epochs are where counts begin, in seconds since 1970.
var epochs = map[int]int64{1970: 0, 2001: 978_307_200, 1601: -11_644_473_600, 1: firstSecond, 1904: -2_082_844_800, 1900: -2_208_988_800, 1899: -2_209_161_600}

// layouts are dates that are written as digits.
var layouts = map[time.Duration]string{24 * time.Hour: "20060102", time.Minute: "200601021504", time.Second: "20060102150405"}

// date is the moment that a number stands for when it counts so.
func (c Count) date(raw string) (time.Time, bool) {
	n, nano, ok := decimal(raw)
	switch {
	case !ok || n <= 0:
		return time.Time{}, false
	case c.Since == 0:
		at, err := time.Parse(layouts[c.Unit], strconv.FormatInt(n, 10))
		return at, err == nil
	case c.Unit > time.Second:
		if n >= subSeconds/60 {
			return time.Time{}, false
		}
		whole := int64(c.Unit / time.Second)
		return time.Unix(epochs[c.Since]+n*whole+nano*whole/1e9, 0).UTC(), true
	}
	per := int64(time.Second / c.Unit)
	return time.Unix(epochs[c.Since]+n/per, n%per*int64(c.Unit)).UTC(), true
}

// Meant is the moment that a number stands for that is no count of seconds since 1970, and
// how it counts: of the ways that lead to a date near now the one that comes nearest.
// False where there is none.
func (m TimeClaim) Meant(now time.Time) (at time.Time, as Count, ok bool) {
	if !m.Counted || !m.Usable() && m.Problem != InSubSeconds || m.Usable() && m.At.Sub(now).Abs() <= 2*year {
		return at, as, false
	}
	for _, c := range counts {
		date, read := c.date(m.Raw)
		away := date.Sub(now).Abs()
		if read && away <= c.within(m) && (!ok || away < at.Sub(now).Abs()) {
			at, as, ok = date, c, true
		}
	}
	return at, as, ok
}

const year = 365 * 24 * time.Hour

// within is how near to now a date has to lie to be what a number means. Where the number
// may be one of seconds it has to be nearer, and where nothing else could be meant than
// seconds since 1970 in thousands, it need not be near.
func (c Count) within(m TimeClaim) time.Duration {
	finer := c.Since == 1970 && c.Unit < time.Second
	switch {
	case m.Problem == InSubSeconds && finer && c.Unit != tick:
		return 50 * year
	case m.Problem == InSubSeconds:
		return 10 * year
	case finer, c.Unit > time.Second && c.Since > 0 && m.roundSpan():
		return 0
	}
	return 2 * year
}

// roundSpan reports whether a number of seconds is a length of time that a person would
// choose.
func (m TimeClaim) roundSpan() bool {
	n := m.At.Unix()
	return m.At.Nanosecond() == 0 && (n%3600 == 0 || n%1000 == 0 || n < 1_000_000 && (n%60 == 0 || n%100 == 0))
}

// Otherwise reads exp, nbf or iat where it is a moment that was counted otherwise than in
// seconds since 1970: in a unit that is finer, or because it lies nowhere near now, or
// the other times of the token, unless it is read so. A time in seconds that has merely
// passed, and a length of time, are none.
func (t *Token) Otherwise(claim string, now time.Time) (at time.Time, as Count, ok bool) {
	m, there := t.Time(claim)
	if !there {
		return time.Time{}, Count{}, false
	}
	if at, as, ok = m.Meant(now); !ok || !m.Usable() {
		return at, as, ok
	}
	iat, _ := t.Time("iat")
	issued, issuedAs, meant := iat.Meant(now)
	if claim == "exp" && !m.Reached(now) && issuedAs != as { // it may be meant to live so long
		return time.Time{}, Count{}, false
	}
	if claim != "iat" {
		if !meant {
			issued = iat.At
		}
		if (meant || iat.Counted && iat.Usable()) && issued.Sub(at).Abs() > 2*year {
			return time.Time{}, Count{}, false
		}
	}
	return at, as, true
}
