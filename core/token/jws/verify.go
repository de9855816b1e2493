package jws

import (
	"crypto/rsa"
	"encoding/asn1"
	"math/big"
	"strings"

	"github.com/golang-jwt/jwt/v5"

	"playtoken/core/keys"
	"playtoken/core/token"
)

// Verify checks the signature of a token with one key, private or public. Times
// and claims are not looked at. A nil key leaves the signature unchecked.
func Verify(t *token.Token, key *keys.Key) token.Check {
	c := token.Check{State: token.Unchecked, Key: key}
	alg := t.Algorithm()
	switch {
	case t.Kind != token.JWT && t.Kind != token.JWS:
		c.Reason.Code = token.NothingToCheck
	case t.Header.Readable && strings.EqualFold(strings.TrimSpace(alg), "none"):
		c.Reason.Code = token.NotSigned
	case key == nil:
		c.Reason.Code = token.NoKeyGiven
	case t.Header.Readable && strings.HasPrefix(alg, "HS") && key.Kind() != keys.Secret:
		c.Reason = token.Reason{Code: token.SecretNeeded, Alg: alg, Key: keyWord(key)}
	case t.Header.Readable && !fits(key, alg):
		c.Reason = token.Reason{Code: token.KeyAndAlgorithm, Alg: alg, Key: key.Title()}
	case t.FirstFault() != nil:
		c.Reason = token.Reason{Code: token.TextDamaged, Said: t.FirstFault().Text()}
		if t.FirstFault().Code == token.SignatureMissing {
			c.State = token.Invalid
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

func check(t *token.Token, alg string, key *keys.Key) (token.State, token.Reason) {
	material, err := verifyingKey(key)
	if err != nil {
		return token.Unchecked, token.Reason{Code: token.SecretEmpty}
	}
	input := t.Text[:strings.LastIndexByte(t.Text, '.')]
	if methods[alg].Verify(input, t.Signature, material) == nil {
		return token.Valid, token.Reason{}
	}
	if want := signatureSize(key, alg); len(t.Signature) != want {
		if key.Kind() == keys.EC && IsDER(t.Signature) {
			return token.Invalid, token.Reason{Code: token.SignatureInDER}
		}
		return token.Invalid, token.Reason{Code: token.SignatureLength, Have: len(t.Signature), Want: want}
	}
	return token.Invalid, token.Reason{Code: token.SignatureDoesNotFit}
}

// signatureSize is how many bytes a signature of the key has.
func signatureSize(k *keys.Key, alg string) int {
	switch k.Kind() {
	case keys.Secret:
		return map[string]int{"HS256": 32, "HS384": 48, "HS512": 64}[alg]
	case keys.RSA:
		return (k.Bits() + 7) / 8
	case keys.EC:
		return 2 * ((k.Bits() + 7) / 8)
	}
	return 64
}

// IsDER reports whether a signature is a pair of numbers in DER, as most libraries write one
// of ECDSA.
func IsDER(sig []byte) bool {
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
