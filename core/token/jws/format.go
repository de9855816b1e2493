package jws

import (
	"encoding/base64"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/token"
)

// Format is the compact form of RFC 7515, JWT (RFC 7519) above all. Encrypted is
// that of RFC 7516, which is told and not opened.
var (
	Format    token.Checker = format{}
	Encrypted token.Format  = encrypted{}
)

type format struct{}

var (
	_ token.Maker     = format{}
	_ token.Checker   = format{}
	_ token.Recoverer = format{}
	_ token.Beginner  = format{}
)

// Name is "a JWT", or "a JWS" where the payload is no JSON object.
func (format) Name(t *token.Token) string {
	switch {
	case t == nil || t.Kind == token.JWT:
		return "a JWT"
	case t.Kind == token.JWS:
		return "a JWS"
	}
	return "a token"
}

// Initials are those of {" and of { with white space behind it, in base64url.
func (format) Initials() string { return "e" }

// Begins knows JWS and JWE by their header, which may be written with white space in
// front of its first member.
func (format) Begins(text string) bool {
	if strings.HasPrefix(text, "eyJ") {
		return true
	}
	if !strings.HasPrefix(text, "ey") && !strings.HasPrefix(text, "ew") {
		return false
	}
	header, _, ok := strings.Cut(text[:min(len(text), 1024)], ".")
	b, err := base64.RawURLEncoding.DecodeString(header)
	return ok && err == nil && strings.Contains(string(b), `"`) && strings.HasSuffix(strings.TrimSpace(string(b)), "}")
}

// Times are numbers of seconds.
func (format) Times() token.Times { return token.Seconds }

// Sealed is false: anybody can read a signed token.
func (format) Sealed() bool { return false }

// Guessed is false: three parts and a header are told from anything else.
func (format) Guessed(*token.Token) bool { return false }

// KeyKinds goes by the header's algorithm; one that is unknown says nothing.
func (format) KeyKinds(header token.Object) []keys.Kind {
	switch alg := header.Text("alg"); {
	case strings.HasPrefix(alg, "HS"):
		return []keys.Kind{keys.Secret}
	case strings.HasPrefix(alg, "RS"), strings.HasPrefix(alg, "PS"):
		return []keys.Kind{keys.RSA}
	case strings.HasPrefix(alg, "ES"):
		return []keys.Kind{keys.EC}
	case alg == "EdDSA", alg == "Ed25519":
		return []keys.Kind{keys.Ed25519}
	}
	return nil
}

// Make signs with the algorithm that the header names; see [Sign].
func (format) Make(d token.Draft, key *keys.Key, _ ...token.Setting) (string, error) {
	return Sign(d.Header, d.Claims, key)
}

// encrypted is JWE. Only its header can be read.
type encrypted struct{}

func (encrypted) Name(*token.Token) string          { return "an encrypted JWT (JWE)" }
func (encrypted) Times() token.Times                { return token.Seconds }
func (encrypted) Sealed() bool                      { return true }
func (encrypted) Guessed(*token.Token) bool         { return false }
func (encrypted) KeyKinds(token.Object) []keys.Kind { return nil }

// Decode is nil: [Format] reads both forms, and tells them apart by the header.
func (encrypted) Decode(string) *token.Token { return nil }
