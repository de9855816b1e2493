package jws

import (
	"crypto/rsa"
	"encoding/asn1"
	"fmt"
	"math/big"
	"strings"

	"github.com/golang-jwt/jwt/v5"

	"playtoken/core/keys"
	"playtoken/core/token"
)

// State is the answer of cryptography alone about a signature. The words are
// part of ptok's contract.
type State string

// The three states of a signature.
const (
	Valid     State = "valid"
	Invalid   State = "invalid"   // a usable key was tried and does not fit
	Unchecked State = "unchecked" // no key, or none that could be used
)

// Check is the outcome of verifying one token with one key.
type Check struct {
	State  State
	Key    *keys.Key // the key that was tried, nil for none
	Reason string    // why it is not valid, one sentence; "" when it is
}

// Verify checks the signature of a token with one key, private or public. Times
// and claims are not looked at. A nil key leaves the signature unchecked.
func Verify(t *token.Token, key *keys.Key) Check {
	c := Check{State: Unchecked, Key: key}
	alg := t.Algorithm()
	switch {
	case t.Kind != token.JWT && t.Kind != token.JWS:
		c.Reason = "This kind of token has no signature that a key here could check."
	case t.Header.Readable && strings.EqualFold(strings.TrimSpace(alg), "none"):
		c.Reason = "The token is not signed: its algorithm is none, which no platform accepts."
	case key == nil:
		c.Reason = "No key was given."
	case t.Header.Readable && strings.HasPrefix(alg, "HS"):
		c.Reason = fmt.Sprintf("The header says %s, which needs a shared secret. An %s is never used as one.", token.Excerpt(alg, 24), keyWord(key))
	case t.Header.Readable && !fits(key, alg):
		c.Reason = fmt.Sprintf("The header says %s, the key is %s. They do not go together.", token.Excerpt(alg, 24), key.Title())
	case t.FirstFault() != nil:
		c.Reason = t.FirstFault().Text
		if t.FirstFault().Code == token.SignatureMissing {
			c.State = Invalid
		}
	default:
		c.State, c.Reason = check(t, alg, key)
	}
	return c
}

func keyWord(k *keys.Key) string {
	switch k.Kind() {
	case keys.RSA:
		return "RSA key"
	case keys.EC:
		return "EC key"
	}
	return "Ed25519 key"
}

func check(t *token.Token, alg string, key *keys.Key) (State, string) {
	input := t.Text[:strings.LastIndexByte(t.Text, '.')]
	if methods[alg].Verify(input, t.Signature, key.Public()) == nil {
		return Valid, ""
	}
	if want := signatureSize(key); len(t.Signature) != want {
		if key.Kind() == keys.EC && isDER(t.Signature) {
			return Invalid, "The signature is in DER form. A token needs the two numbers one behind the other (RFC 7518 section 3.4)."
		}
		return Invalid, fmt.Sprintf("The signature has %d bytes, one by this key has %d.", len(t.Signature), want)
	}
	return Invalid, "The signature does not fit this key: the token was changed, or another key signed it."
}

// signatureSize is how many bytes a signature of the key has.
func signatureSize(k *keys.Key) int {
	switch k.Kind() {
	case keys.RSA:
		return (k.Bits() + 7) / 8
	case keys.EC:
		return 2 * ((k.Bits() + 7) / 8)
	}
	return 64
}

func isDER(sig []byte) bool {
	var pair struct{ R, S *big.Int }
	rest, err := asn1.Unmarshal(sig, &pair)
	return err == nil && len(rest) == 0
}

// strictSalt is a PSS method that wants the salt as long as the hash, as RFC
// 7518 section 3.5 does. golang-jwt verifies any length.
func strictSalt(m *jwt.SigningMethodRSAPSS) jwt.SigningMethod {
	strict := *m
	strict.VerifyOptions = &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash}
	return &strict
}
