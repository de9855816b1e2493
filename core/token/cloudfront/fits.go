package cloudfront

import (
	"playtoken/core/keys"
	"playtoken/core/token"
)

// Fits is what a signature fits in place of the policy that it stands by.
type Fits struct {
	Hash    string // it was made with this hash, and another one is named
	Numbers bool   // it is one of ECDSA, as two numbers in place of DER
	URL     string // what was signed, where it is another one
	Added   bool   // URL lacks a parameter that stands in the one that is asked for
	As      As     // how the text or the URL differs; 0 where Hash, Numbers or Added tells, and for a playlist nearby
}

// As says how the text that was signed differs from the policy.
type As int

// The texts that are tried.
const (
	Spaced     As = iota + 1 // the policy with other white space, or a line end behind it
	Compact                  // the policy without the white space that it was sent with
	Slashed                  // the policy with \/ for /
	Tidied                   // URL lacks a stray & or ? of the one that is asked for
	AsBrowsers               // URL is the same as browsers ask for it
	Otherwise                // URL is the same, written otherwise
	Decoded                  // URL is the same before it was percent-encoded
	Encoded                  // URL is the same percent-encoded
	Part                     // URL is a part of it: the path, or all but the scheme
	Pattern                  // URL is a pattern, which the edge makes no policy of again
)

// whatItFits tries what people sign in place of the policy, nil for nothing that is
// known.
func whatItFits(t *token.Token, k *keys.Key) any {
	if isNumbers(t, k) {
		return Fits{Numbers: true}
	}
	fits := opened(t, k)
	if fits == nil {
		return nil
	}
	if h, ok := fits(t.Payload); ok {
		return Fits{Hash: hashNames[h]}
	}
	for _, other := range others(t) {
		if _, ok := fits(other.policy); ok {
			return other.Fits
		}
	}
	return nil
}
