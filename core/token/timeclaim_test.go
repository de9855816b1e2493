package token

import (
	"math"
	"strings"
	"testing"
	"time"
)

// In a JWT the moment of nbf is the first that is good; another format may want the next.
func TestBegun(t *testing.T) {
	begin := TimeClaim{At: time.Unix(100, 0)}
	late := Seconds
	late.After = true
	for name, c := range map[string]struct {
		format Format
		now    time.Time
		want   bool
	}{
		"none, before":         {nil, time.Unix(99, 0), false},
		"none, at it":          {nil, time.Unix(100, 0), true},
		"at it":                {timed{times: Seconds}, time.Unix(100, 0), true},
		"late, at it":          {timed{times: late}, time.Unix(100, 0), false},
		"late, within":         {timed{times: late}, time.Unix(100, 999), false},
		"late, a second after": {timed{times: late}, time.Unix(101, 0), true},
	} {
		if got := (&Token{Format: c.format}).Begun(begin, c.now); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// timed is a format of which only the times are known.
type timed struct {
	Format
	times Times
}

func (f timed) Times() Times { return f.times }

func TestDecimal(t *testing.T) {
	for _, tc := range []struct {
		raw       string
		sec, nano int64
		ok        bool
	}{
		{"0", 0, 0, true},
		{"-0", 0, 0, true},
		{"0.0", 0, 0, true},
		{"0e5", 0, 0, true},
		{"1744866859", 1744866859, 0, true},
		{"1744866859.0", 1744866859, 0, true},
		{"1744866859.5", 1744866859, 500_000_000, true},
		{"1744866859.123456789", 1744866859, 123_456_789, true},
		{"1744866859.1234567899", 1744866859, 123_456_789, true},
		{"0.000000001", 0, 1, true},
		{"0.0000000009", 0, 0, true},
		{"0.001", 0, 1_000_000, true},
		{"1.744866859e9", 1744866859, 0, true},
		{"1.7448668595E+9", 1744866859, 500_000_000, true},
		{"17448668590e-1", 1744866859, 0, true},
		{"17448668595e-1", 1744866859, 500_000_000, true},
		{"5e-1", 0, 500_000_000, true},
		{"5e-9", 0, 5, true},
		{"5e-10", 0, 0, true},
		{"1e-400", 0, 0, true},
		{"1e-99999999999999999999", 0, 0, true},
		{"0.00000000000000000000000000000000000001e38", 1, 0, true},
		{"100000000000000000000000000000e-20", 1_000_000_000, 0, true},
		{"-1", -1, 0, true},
		{"-1.5", -1, -500_000_000, true},
		{"-62135596800", firstSecond, 0, true},
		{"9007199254740993", 9007199254740993, 0, true}, // 2^53 + 1, no float
		{"9223372036854775807", math.MaxInt64, 0, true},
		{"9223372036854775808", 0, 0, false}, // 2^63
		{"-9223372036854775808", 0, 0, false},
		{"18446744073709551616", 0, 0, false},
		{"1e18", 1_000_000_000_000_000_000, 0, true},
		{"1e19", 0, 0, false},
		{"1.8446744073709552e19", 0, 0, false},
		{"1e300", 0, 0, false},
		{"1e400", 0, 0, false},
		{"1e99999999999999999999", 0, 0, false},
		{"0e99999999999999999999", 0, 0, true},
	} {
		t.Run(tc.raw, func(t *testing.T) {
			sec, nano, ok := decimal(tc.raw)
			if ok != tc.ok || ok && (sec != tc.sec || nano != tc.nano) {
				t.Errorf("%d s %d ns %v, want %d s %d ns %v", sec, nano, ok, tc.sec, tc.nano, tc.ok)
			}
		})
	}
}

func TestMoment(t *testing.T) {
	at := func(s string) time.Time {
		u, err := time.Parse(time.RFC3339Nano, s)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	for _, tc := range []struct {
		name, json string
		problem    TimeProblem
		at         time.Time
		said       string // part of the sentence
	}{
		{"seconds", "1744866859", TimeOK, at("2025-04-17T05:14:19Z"), ""},
		{"fraction", "1744866859.25", TimeOK, at("2025-04-17T05:14:19.25Z"), ""},
		{"zero", "0", TimeOK, at("1970-01-01T00:00:00Z"), ""},
		{"so small that a float is zero", "1e-400", TimeOK, at("1970-01-01T00:00:00Z"), ""},
		{"before 1970", "-1.5", TimeOK, at("1969-12-31T23:59:58.5Z"), ""},
		{"the first second that can be written", "-62135596800", TimeOK, at("0001-01-01T00:00:00Z"), ""},
		{"before the year 1", "-62135596801", OutOfRange, time.Time{}, "no date a clock can reach"},
		{"the last second", "99999999999", TimeOK, at("5138-11-16T09:46:39Z"), ""},
		{"milliseconds", "1744866859000", InSubSeconds, time.Time{}, "milliseconds or finer"},
		{"the first number that is milliseconds", "100000000000", InSubSeconds, time.Time{}, "milliseconds"},
		{"microseconds", "1744866859000000", InSubSeconds, time.Time{}, "milliseconds or finer"},
		{"nanoseconds", "1744866859000000000", InSubSeconds, time.Time{}, "1744866859000000000"},
		{"2^63", "9223372036854775808", OutOfRange, time.Time{}, "9223372036854775808"},
		{"1e300 as it is written", "1e300", OutOfRange, time.Time{}, "exp is 1e300"},
		{"1e400", "1e400", OutOfRange, time.Time{}, "exp is 1e400"},
		{"text", `"1744866859"`, NotANumber, time.Time{}, "exp is text"},
		{"null", "null", NotANumber, time.Time{}, "exp is null"},
		{"boolean", "true", NotANumber, time.Time{}, "true or false"},
		{"list", "[1]", NotANumber, time.Time{}, "a list"},
		{"object", "{}", NotANumber, time.Time{}, "an object"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			v, err := RawMember("exp", tc.json)
			if err != nil {
				t.Fatal(err)
			}
			m, ok := (&Token{Claims: NewObject(v)}).Time("exp")
			if !ok || m.Problem != tc.problem || m.Usable() != (tc.problem == TimeOK) || !m.At.Equal(tc.at) || m.Raw != tc.json {
				t.Errorf("%+v, want problem %d at %s", m, tc.problem, tc.at)
			}
			if said := m.Said(); (said == "") != (tc.said == "") || !strings.Contains(said, tc.said) {
				t.Errorf("says %q, want %q in it", said, tc.said)
			}
		})
	}
	if _, ok := (&Token{Claims: NewObject()}).Time("exp"); ok {
		t.Error("an absent claim is a moment")
	}
}

func TestReached(t *testing.T) {
	end := time.Unix(1744866859, 0)
	m := TimeClaim{At: end}
	for _, tc := range []struct {
		name string
		now  time.Time
		want bool
	}{
		{"a nanosecond before", end.Add(-1), false},
		{"at the moment itself", end, true},
		{"after", end.Add(1), true},
	} {
		if m.Reached(tc.now) != tc.want {
			t.Errorf("%s: %v, want %v", tc.name, !tc.want, tc.want)
		}
	}
}

func TestMeant(t *testing.T) {
	now := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	for raw, want := range map[string]Count{
		"1744866859000": {1970, time.Millisecond}, "1744866859000000": {1970, time.Microsecond}, "1744866859000000000": {1970, time.Nanosecond},
		"1744866859000.5": {1970, time.Millisecond}, "1.744866859e12": {1970, time.Millisecond}, "1744866859E3": {1970, time.Millisecond},
		"17448668590000000": {1970, tick},
		"766559659":         {2001, time.Second}, "766559659.25": {2001, time.Second}, "766559659000": {2001, time.Millisecond}, "766559659000000000": {2001, time.Nanosecond},
		"638804636590000000": {1, tick}, "133893404590000000": {1601, tick}, "13389340459000000": {1601, time.Microsecond},
		"20250417051419": {0, time.Second}, "1744866.859": {1970, 1000 * time.Second}, "29081114.3167": {1970, time.Minute},
		"45764.21827546": {1899, 24 * time.Hour},
	} {
		at, as, ok := momentOf("exp", Value{Type: Number, Raw: raw}).Meant(now)
		if !ok || as != want || at.Sub(time.Unix(1744866859, 0)).Abs() > 2*time.Second {
			t.Errorf("%s is %s, counted in %s, %t", raw, at, as, ok)
		}
	}
	if at, as, ok := momentOf("exp", Value{Type: Number, Raw: "20261231"}).Meant(now); !ok || as != (Count{0, 24 * time.Hour}) || at.Day() != 31 {
		t.Error(at, as, ok)
	}
	for _, raw := range []string{
		"4102444800000", "1744866859", "100000000000", "9223372036854775808", "9007199254740991", "0", "-1", "1",
		"3600", "86400", "604800", "1728000", "1814400", "2592000", "31536000", "45000", "46200", "46500", // lengths of time
		"20261331", "20260230", "20201231", "1300819380", "1516239022", "4102444800",
	} {
		if at, as, ok := momentOf("exp", Value{Type: Number, Raw: raw}).Meant(now); ok {
			t.Errorf("%s is %s, counted in %s", raw, at, as)
		}
	}
}

// TestOtherwise: a number is read in another way only where its own reading explains nothing.
func TestOtherwise(t *testing.T) {
	now := time.Unix(1_760_000_000, 0)
	for claims, want := range map[string]string{
		`{"exp":781696400}`: "exp", `{"iat":1759999940,"exp":781696400}`: "exp", `{"iat":781692800,"exp":781696400}`: "exp iat",
		`{"iat":781692800,"nbf":781692800,"exp":1760003600}`: "nbf iat", `{"iat":1759999,"exp":1760003}`: "exp iat",
		`{"iat":1759999940,"exp":20251231}`: "exp", `{"iat":1759999940000,"exp":1760003600000}`: "exp iat",
		`{"iat":1400000000,"exp":781696400}`: "", `{"iat":780000000,"exp":1700000000}`: "iat",
		`{"iat":1759999940,"exp":3600}`: "", `{"iat":1559999940,"exp":1560003600}`: "", `{"exp":4102444800}`: "", `{"exp":"781696400"}`: "",
		`{"iat":"yesterday","exp":781696400}`: "exp", `{"exp":63895560000}`: "", `{"iat":3968988800,"exp":3968992400}`: "exp iat", `{"exp":3968992400}`: "",
		`{"iat":1759999940,"exp":3968992400}`: "", `{"iat":63895560000}`: "iat", `{"exp":1814400}`: "",
	} {
		o, _ := ReadPart([]byte(claims), ClaimsPart)
		var got []string
		for _, claim := range []string{"exp", "nbf", "iat"} {
			if _, _, ok := (&Token{Claims: o}).Otherwise(claim, now); ok {
				got = append(got, claim)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", claims, got, want)
		}
	}
}

// TestOtherwiseIn1970: what lies near now as it stands needs no other reading.
func TestOtherwiseIn1970(t *testing.T) {
	o, _ := ReadPart([]byte(`{"exp":1001}`), ClaimsPart)
	if at, as, ok := (&Token{Claims: o}).Otherwise("exp", time.Unix(2000, 0)); ok {
		t.Error(at, as)
	}
}

func TestLife(t *testing.T) {
	for claims, want := range map[string]time.Duration{
		`{"iat":100,"exp":160}`: time.Minute, `{"iat":160,"exp":100}`: -time.Minute, `{"exp":160}`: 0, `{"iat":100}`: 0,
		`{"iat":"100","exp":160}`: 0, `{"iat":100,"exp":1744866859000}`: 0, `{"iat":0.5,"exp":1}`: 500 * time.Millisecond,
	} {
		o, _ := ReadPart([]byte(claims), ClaimsPart)
		if got := (&Token{Claims: o}).Life(); got != want {
			t.Errorf("%s: %s, want %s", claims, got, want)
		}
	}
}
