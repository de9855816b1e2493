package jws_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"playtoken/core/token"
)

// samples makes odd but sound claims, the same ones each time.
type samples struct{ *rand.Rand }

func newSamples(seed uint64) samples { return samples{rand.New(rand.NewPCG(seed, 7519))} }

func (s samples) pick(list []string) string { return list[s.IntN(len(list))] }

// claims are those of a playback token and up to eight more.
func (s samples) claims(t testing.TB) token.Object {
	t.Helper()
	o := token.NewObject(token.StringMember("aud", "media:"+s.text()), token.IntMember("exp", 4_102_444_800+s.Int64N(1_000_000)))
	for range s.IntN(9) {
		m, err := token.RawMember(s.name(), s.value(0))
		if err != nil {
			t.Fatal(err)
		}
		o = o.With(m)
	}
	return o
}

// name is the name of a claim; those that jose wants to be of one type are not
// among them.
func (s samples) name() string {
	return s.pick([]string{"x", "user id", "drm:a/b", "ключ", "キー", "🎬", "a\"b", `a\b`, "0", "", "constructor", "__proto__", "\u2028", "e\u0301", "é"}) + s.pick([]string{"", "", "1", "é"})
}

func (s samples) value(depth int) string {
	switch n := s.IntN(8); {
	case n == 0:
		return s.pick([]string{"true", "false", "null"})
	case n <= 2:
		return s.number()
	case n <= 5 || depth > 4:
		return token.Quote(s.text())
	case n == 6:
		items := make([]string, s.IntN(4))
		for i := range items {
			items[i] = s.value(depth + 1)
		}
		return "[" + strings.Join(items, ",") + "]"
	default:
		return s.object(depth + 1)
	}
}

func (s samples) object(depth int) string {
	var members []string
	seen := map[string]bool{}
	for range s.IntN(4) {
		if name := s.name(); !seen[name] {
			seen[name] = true
			members = append(members, token.Quote(name)+":"+s.value(depth))
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}

// number is small, or beyond what 64 bits or JavaScript hold exactly.
func (s samples) number() string {
	switch s.IntN(5) {
	case 0:
		return fmt.Sprint(s.Int64() - 1<<62)
	case 1:
		return fmt.Sprint(s.NormFloat64())
	case 2:
		return s.pick([]string{"9007199254740993", "18446744073709551616", "123456789012345678901234567890", "-9007199254740993", "1e300", "-2.5E-7", "1.0", "0.1", "5e-324", "0"})
	default:
		return fmt.Sprint(s.IntN(2_000_000_000))
	}
}

// text is mostly short, now and then some thousand characters.
func (s samples) text() string {
	signs := []rune("abcXYZ019 -_.~/+=?&%#\"'\\<>\n\t\r\b\x01\x1f\x7füßéñ中文한국العربيةשלוםไทยक\u0301\u200b\u200d\u2028\u2029\ufeff\ufffd\uffff🎬👩\U0010ffff")
	n := s.IntN(24)
	if s.IntN(20) == 0 {
		n = 500 + s.IntN(2000)
	}
	var b strings.Builder
	for range n {
		b.WriteRune(signs[s.IntN(len(signs))])
	}
	return b.String()
}

// sameJSON reports whether two texts say the same where numbers are as precise as
// JavaScript's, which are of 64 bits (RFC 8259 section 6).
func sameJSON(t testing.TB, a, b string) bool {
	t.Helper()
	var values [2]any
	for i, text := range []string{a, b} {
		if err := json.Unmarshal([]byte(text), &values[i]); err != nil {
			t.Fatalf("%v: %q", err, text)
		}
	}
	return reflect.DeepEqual(values[0], values[1])
}
