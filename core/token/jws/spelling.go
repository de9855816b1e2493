package jws

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"

	"playtoken/core/token"
)

// Spelling is how a signature is written that is whole and not in base64url.
type Spelling string

// The spellings. Libraries give a digest as text where its bytes are wanted.
const (
	Hex         Spelling = "hex"          // hexadecimal digits
	HexInBase64 Spelling = "hex_base64"   // the same, encoded as the bytes would be
	Base64Twice Spelling = "base64_twice" // encoded once more
	StdBase64   Spelling = "std_base64"   // with + and /
)

// Spelled is how the signature is written in place of base64url, and its bytes; "" where
// it is written as it should be, or is none. Length and alphabet tell: that the bytes of
// a signature look like this by chance does not happen.
func Spelled(t *token.Token) (Spelling, []byte) {
	text, ok := t.SignatureText()
	if !ok || t.Kind != token.JWT && t.Kind != token.JWS || strings.Count(t.Text, ".") != 2 {
		return "", nil
	}
	if strings.ContainsAny(text, "+/") {
		if std, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "=")); err == nil && isWhole(t, std) {
			return StdBase64, std
		}
		return "", nil
	}
	if b := digits([]byte(text)); isWhole(t, b) {
		return Hex, b
	}
	if b := digits(t.Signature); isWhole(t, b) {
		return HexInBase64, b
	}
	if isBase64(t.Signature) && !oneCase(t.Signature) {
		for _, b := range token.FromBase64(bytes.TrimSpace(t.Signature)) {
			if isWhole(t, b) {
				return Base64Twice, b
			}
		}
	}
	return "", nil
}

// digits reads hexadecimal digits in letters of one case.
func digits(text []byte) []byte {
	if text = bytes.TrimSpace(text); !isHex(text) || !oneCase(text) {
		return nil
	}
	b, _ := hex.DecodeString(string(text))
	return b
}

// oneCase reports whether a text has no capitals, or no small letters.
func oneCase(text []byte) bool {
	return bytes.Equal(text, bytes.ToLower(text)) || bytes.Equal(text, bytes.ToUpper(text))
}

// isWhole reports whether bytes can be a whole signature of the token's algorithm.
func isWhole(t *token.Token, signature []byte) bool {
	sizes, ok := Sizes(t.Algorithm(), len(signature))
	return ok && sizes != nil
}

// fixed are the bytes of a signature by the algorithms of which each has as many (RFC 7518
// section 3, RFC 8037).
var fixed = map[string]int{
	"HS256": 32, "HS384": 48, "HS512": 64, "EdDSA": 64, "Ed25519": 64, "ES256": 64, "ES384": 96, "ES512": 132,
}

// Sizes reports whether a signature of n bytes can be whole, and lists the sizes that one
// of an algorithm has; nil where they are not known. RSA keys have 1,024 bits or more, in
// steps of 512.
func Sizes(alg string, n int) (want []int, ok bool) {
	switch size := fixed[alg]; {
	case size > 0:
		return []int{size}, n == size
	case Known(alg): // RSA
		return []int{256, 384, 512}, n >= 128 && n%64 == 0
	}
	return nil, true
}

// respelled is the token with its signature as it should be written.
func respelled(t *token.Token, signature []byte) *token.Token {
	r := *t
	r.Signature = signature
	r.Faults = slices.DeleteFunc(slices.Clone(t.Faults), func(f token.Fault) bool { return f.Part == token.SignaturePart })
	return &r
}
