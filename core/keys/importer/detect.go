package importer

import (
	"encoding/base64"
	"encoding/hex"
	"strings"

	"playtoken/core/keys/internal/codec"
	"playtoken/core/keys/internal/der"
	"playtoken/core/keys/internal/known"
	"playtoken/core/keys/internal/text"
)

// longestHexKey is more than an RSA key of 16,384 bits has in hexadecimal digits, with marks
// between its bytes, in bytes.
const longestHexKey = 64 << 10

// LooksLikeKey reports whether something in a text looks like a key of two halves,
// whole or damaged: PEM, base64 of it, DER in base64 or in hexadecimal digits, a JWK, a
// line of SSH. What stands in a signed token does not count. A shared secret looks like
// any other text.
func LooksLikeKey(s string) bool {
	s = withoutTokens(s)
	if known.IsKey(s) {
		return true
	}
	bare := codec.Bare(s)
	if strings.HasPrefix(bare, "M") && len(bare) < maxInput {
		b, ok := codec.Loose(bare)
		return ok && der.StartsAsKey(b)
	}
	begin := strings.TrimSpace(s)
	begin = begin[:min(len(begin), longestHexKey)]
	_, err := readHexKey(input{Paste: text.New(begin, ""), opts: &Options{}})
	return err != errOther
}

// withoutTokens puts a blank in the place of each JWS (RFC 7515 7.1) in a text: each line of a
// log has one, for which an expression takes too long.
func withoutTokens(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		start := strings.Index(s, "eyJ")
		if start < 0 {
			b.WriteString(s)
			return b.String()
		}
		end, dots := base64URLEnd(s, start), 0
		for ; dots < 2 && strings.HasPrefix(s[end:], "."); dots++ {
			end = base64URLEnd(s, end+1)
		}
		if dots == 2 {
			b.WriteString(s[:start])
			b.WriteByte(' ')
		} else {
			b.WriteString(s[:end])
		}
		s = s[end:]
	}
}

// base64URLEnd is where the characters of base64url end that a text has from a place on.
func base64URLEnd(s string, at int) int {
	for at < len(s) && inBase64URL[s[at]] {
		at++
	}
	return at
}

var inBase64URL = func() (set [256]bool) {
	for c := range set {
		set[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_'
	}
	return set
}()

// longestSecret is more than a shared secret has in any of its forms, in characters.
const longestSecret = 256

// LooksLikeSecret reports whether a text is written as shared secrets are: 32 bytes or more
// in hexadecimal digits, 32, 48 or 64 bytes in base64, or PASERK k4.local. A hash is
// written so as well: it cannot be told from a secret.
func LooksLikeSecret(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) > longestSecret {
		return false
	}
	if strings.HasPrefix(s, "k4.local.") {
		return true
	}
	if b, err := hex.DecodeString(strings.TrimPrefix(strings.TrimPrefix(s, "0x"), "0X")); err == nil {
		return len(b) >= 32
	}
	if !strings.ContainsAny(s, "+/=") { // else IDs and tokens are written so
		return false
	}
	b, err := base64.StdEncoding.DecodeString(s)
	return err == nil && (len(b) == 32 || len(b) == 48 || len(b) == 64)
}
