package jws

import "playtoken/core/token"

// Shown is a JWT of which only header and claims are there, as JSON objects: it has no text
// and no signature. header is "" where it is not shown; nil where the claims cannot be read.
func Shown(header, claims string) *token.Token {
	t := &token.Token{Kind: token.JWT, Format: Format}
	t.Claims, _ = token.ReadObject([]byte(claims))
	if header != "" {
		t.Header, _ = token.ReadPart([]byte(header), token.HeaderPart)
	}
	if !t.Claims.Readable {
		return nil
	}
	return t
}
