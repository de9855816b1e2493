package token

import "playtoken/core/keys"

// State is the answer of cryptography alone about a token: whether its signature
// fits a key or, for an encrypted token, whether a key authenticated it. The
// words are part of ptok's contract.
type State string

// The three states.
const (
	Valid     State = "valid"
	Invalid   State = "invalid"   // a usable key was tried and does not fit
	Unchecked State = "unchecked" // no key, or none that could be used
)

// Check is the outcome of trying one token with one key.
type Check struct {
	State  State
	Key    *keys.Key // the key that was tried, nil for none
	Reason string    // why it is not valid, one sentence; "" when it is
}
