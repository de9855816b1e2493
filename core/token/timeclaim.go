package token

import (
	"math"
	"strings"
	"time"
)

// TimeClaim is a claim that holds a point in time.
type TimeClaim struct {
	Claim   string
	Raw     string    // the JSON text, exactly
	At      time.Time // UTC; the zero time unless Usable
	Problem TimeProblem
	Is      Type // the JSON type the claim has
	Counted bool // it is a count of seconds, not a written date
}

// TimeProblem says why a claim is no usable moment.
type TimeProblem int

// The problems a moment can have.
const (
	TimeOK TimeProblem = iota
	NotANumber
	OutOfRange   // too large for any clock, or before the year 1
	InSubSeconds // counted in milliseconds or finer: the number is 1e11 or more, and not in the year 9999
	NotText      // a number where a date in text is due
	NotADate     // text, and no date (RFC 3339)
)

// Usable reports whether the moment can be compared with the clock.
func (m TimeClaim) Usable() bool { return m.Problem == TimeOK }

// Reached reports whether the moment has come: at the moment itself it has
// (RFC 7519 section 4.1.4: "on or after" it the token must not be accepted).
func (m TimeClaim) Reached(now time.Time) bool { return !now.Before(m.At) }

// subSeconds is where a number stops being a date in seconds (the year 5138)
// and is one in milliseconds (1973).
const subSeconds = 100_000_000_000

// The year 9999, the last that RFC 3339 can write, is what programs write for never.
const (
	lastYear   = 253_370_764_800
	lastSecond = 253_402_300_799
)

// firstSecond is 0001-01-01T00:00:00Z: no earlier date can be written in RFC 3339.
const firstSecond = -62_135_596_800

func momentOf(claim string, v Value) TimeClaim {
	m := TimeClaim{Claim: claim, Raw: v.Raw, Is: v.Type, Counted: true}
	if v.Type != Number {
		m.Problem = NotANumber
		return m
	}
	sec, nano, ok := decimal(v.Raw)
	switch {
	case !ok || sec < firstSecond:
		m.Problem = OutOfRange
	case sec >= subSeconds && (sec < lastYear || sec > lastSecond):
		m.Problem = InSubSeconds
	default:
		m.At = time.Unix(sec, nano).UTC()
	}
	return m
}

// momentOfDate reads a date in text, as PASETO wants it.
func momentOfDate(claim string, v Value) TimeClaim {
	m := TimeClaim{Claim: claim, Raw: v.Raw, Is: v.Type}
	at, err := time.Parse(time.RFC3339Nano, v.Text)
	switch {
	case v.Type != Text:
		m.Problem = NotText
	case err != nil:
		m.Problem = NotADate
	default:
		m.At = at.UTC()
	}
	return m
}

// momentOfDigits reads a number that stands in text.
func momentOfDigits(claim string, v Value) TimeClaim {
	m := TimeClaim{Claim: claim, Raw: Quote(v.Text), Is: Text, Problem: NotANumber}
	if v.Text == "" || strings.Trim(v.Text, "0123456789") != "" {
		return m
	}
	return momentOf(claim, Value{Type: Number, Raw: v.Text})
}

// decimal splits the text of a JSON number into whole seconds and nanoseconds
// without a float between: 2^53 is within reach of a careless signer. A number
// too large for an int64 answers false; one too small is 0.
func decimal(raw string) (sec, nano int64, ok bool) {
	negative := strings.HasPrefix(raw, "-")
	raw = strings.TrimPrefix(raw, "-")
	mantissa, exponent, _ := strings.Cut(strings.ToLower(raw), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	shift := 0
	down := strings.HasPrefix(exponent, "-")
	for _, c := range strings.TrimLeft(exponent, "+-") {
		if shift = shift*10 + int(c-'0'); shift > 1000 {
			break
		}
	}
	if down {
		shift = -shift
	}
	digits := strings.TrimLeft(whole+fraction, "0")
	point := len(digits) - len(fraction) + shift // digits before the point
	switch {
	case digits == "" || point < -9:
		return 0, 0, true
	case point > 19:
		return 0, 0, false
	}
	at := func(i int) int64 {
		if i < 0 || i >= len(digits) {
			return 0
		}
		return int64(digits[i] - '0')
	}
	for i := range max(point, 0) {
		if sec > (math.MaxInt64-at(i))/10 {
			return 0, 0, false
		}
		sec = sec*10 + at(i)
	}
	for i := point; i < point+9; i++ {
		nano = nano*10 + at(i)
	}
	if negative {
		sec, nano = -sec, -nano
	}
	return sec, nano, true
}
