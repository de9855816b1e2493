// Package jws signs and verifies tokens in the compact form of RFC 7515.
//
// golang-jwt makes and checks the signatures; what may be signed and verified
// at all is decided here, because that library is more lenient than a verifier
// may be. Two rules stand above all others: the key decides which algorithms
// are allowed, never the header; and a public or private key is never used as
// a shared secret.
package jws

import (
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/golang-jwt/jwt/v5"

	"playtoken/core/keys"
	"playtoken/core/secret"
	"playtoken/core/token"
)

// Errors that Sign returns.
var (
	ErrPublicKey   = errors.New("a public key cannot sign")
	ErrAlgorithm   = errors.New("the key does not fit the algorithm")
	ErrEmptySecret = errors.New("the shared secret is empty")
)

// methods are the algorithms by name (RFC 7518 section 3.1, RFC 8037). none is not
// among them.
var methods = map[string]jwt.SigningMethod{
	"HS256": jwt.SigningMethodHS256,
	"HS384": jwt.SigningMethodHS384,
	"HS512": jwt.SigningMethodHS512,
	"RS256": jwt.SigningMethodRS256,
	"RS384": jwt.SigningMethodRS384,
	"RS512": jwt.SigningMethodRS512,
	"PS256": strictSalt(jwt.SigningMethodPS256),
	"PS384": strictSalt(jwt.SigningMethodPS384),
	"PS512": strictSalt(jwt.SigningMethodPS512),
	"ES256": jwt.SigningMethodES256,
	"ES384": jwt.SigningMethodES384,
	"ES512": jwt.SigningMethodES512,
	"EdDSA": jwt.SigningMethodEdDSA,
	// RFC 9864 gives EdDSA over Ed25519 a name of its own.
	"Ed25519": jwt.SigningMethodEdDSA,
}

// Algorithms lists the algorithms a key can be used with, the usual one first.
func Algorithms(k *keys.Key) []string {
	switch k.Kind() {
	case keys.RSA:
		return []string{"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}
	case keys.EC:
		return map[string][]string{"P-256": {"ES256"}, "P-384": {"ES384"}, "P-521": {"ES512"}}[k.Curve()]
	case keys.Ed25519:
		return []string{"EdDSA", "Ed25519"}
	case keys.Secret:
		return []string{"HS256", "HS384", "HS512"}
	}
	return nil
}

func fits(k *keys.Key, alg string) bool {
	for _, a := range Algorithms(k) {
		if a == alg {
			return true
		}
	}
	return false
}

// Short says what a shared secret lacks for an algorithm, "" for nothing: it has to
// be as long as the hash (RFC 7518 section 3.2), and libraries that hold to it take
// no token of a shorter one.
func Short(k *keys.Key, alg string) string {
	m, ok := methods[alg].(*jwt.SigningMethodHMAC)
	if !ok || k.Kind() != keys.Secret || k.Secret().Len() >= m.Hash.Size() {
		return ""
	}
	return fmt.Sprintf("%s asks for a secret of %d bytes or more, and this one has %d: some libraries refuse it.", alg, m.Hash.Size(), k.Secret().Len())
}

// Sign makes a token of header and claims, members in the order given, with the
// algorithm that the header names. It returns ErrPublicKey, ErrAlgorithm or
// ErrEmptySecret when the key does not allow that.
func Sign(header, claims token.Object, key *keys.Key) (string, error) {
	alg := header.Text("alg")
	if !fits(key, alg) {
		return "", fmt.Errorf("%w: %s and %s", ErrAlgorithm, key.Title(), alg)
	}
	material, err := signingKey(key)
	if err != nil {
		return "", err
	}
	input := encode(header.JSON()) + "." + encode(claims.JSON())
	sig, err := methods[alg].Sign(input, material)
	if err != nil {
		return "", fmt.Errorf("sign with %s: %w", key.Title(), err)
	}
	return input + "." + encode(sig), nil
}

// signingKey is the half of a key that signs, in the type that golang-jwt wants.
func signingKey(k *keys.Key) (any, error) {
	if k.Kind() == keys.Secret {
		return shared(k.Secret())
	}
	if signer := k.Signer(); signer != nil {
		return signer, nil
	}
	return nil, ErrPublicKey
}

// verifyingKey is the half of a key that verifies.
func verifyingKey(k *keys.Key) (any, error) {
	if k.Kind() == keys.Secret {
		return shared(k.Secret())
	}
	return k.Public(), nil
}

// shared is what is inside of a shared secret. An empty one is never used: anyone
// could sign with it, and golang-jwt would.
func shared(s secret.Bytes) (any, error) {
	if s.Len() == 0 {
		return nil, ErrEmptySecret
	}
	return s.Reveal(), nil
}

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// Known reports whether a name is that of an algorithm which can be verified
// here. none is not one.
func Known(alg string) bool { return methods[alg] != nil }
