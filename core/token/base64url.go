package token

import (
	"encoding/base64"
	"unicode/utf8"
)

var strict = base64.RawURLEncoding.Strict()

// DecodePart decodes the base64url of one part (RFC 7515 section 2) as far as it can be
// read, and notes in the token what keeps it from being read whole. Go's decoder
// skips line ends and, when it is not strict, spare bits: both change a token's text
// without changing its meaning, so both are faults here.
func (t *Token) DecodePart(role Role, s string) []byte {
	n := 0
	for n < len(s) && legal[s[n]] {
		n++
	}
	if n < len(s) {
		_, size := utf8.DecodeRuneInString(s[n:])
		t.Fault(Fault{Code: ForeignCharacter, Part: role, At: n, What: s[n : n+size]})
		s = s[:n]
	}
	if len(s)%4 == 1 {
		t.Fault(Fault{Code: CutShort, Part: role, At: len(s), Have: len(s)})
		s = s[:len(s)-1]
	}
	b, err := strict.DecodeString(s)
	if err != nil {
		b, _ = base64.RawURLEncoding.DecodeString(s)
		if n == len(s) {
			t.Fault(Fault{Code: TrailingBits, Part: role, At: len(s) - 1})
		}
	}
	return b
}

// legal are the characters of base64url.
var legal = func() (set [256]bool) {
	for i := range set {
		c := byte(i)
		set[i] = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_'
	}
	return set
}()
