package keys

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/hex"
	"errors"
	"fmt"
)

// Errors that making a key returns.
var (
	// ErrSize is returned for an RSA size outside 2,048 to 16,384 bits.
	ErrSize = errors.New("keys: an RSA key has 2048 to 16384 bits")
	// ErrType is returned for a type that is none of [Types].
	ErrType = errors.New("keys: no such type of key")
)

// Type is what [Generate] can make, by the name that ptok gives it.
type Type string

// The types.
const (
	NewRSA2048 Type = "rsa2048"
	NewRSA3072 Type = "rsa3072"
	NewRSA4096 Type = "rsa4096"
	NewP256    Type = "p256"
	NewP384    Type = "p384"
	NewEd25519 Type = "ed25519"
	NewHMAC256 Type = "hmac256"  // a text of 43 characters with 256 random bits
	NewPASETO  Type = "paseto"   // 32 bytes, written as k4.local
	NewHex256  Type = "edgecast" // a text of 64 hexadecimal digits with 256 random bits
)

// Types lists them all, in the order in which they are offered.
func Types() []Type {
	return []Type{NewRSA2048, NewRSA3072, NewRSA4096, NewP256, NewP384, NewEd25519, NewHMAC256, NewPASETO, NewHex256}
}

// Generate makes a new key. A large RSA key takes seconds: when ctx ends first,
// its error is returned at once, and the key is thrown away when it is done.
func Generate(ctx context.Context, t Type) (*Key, error) {
	type made struct {
		key *Key
		err error
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	done := make(chan made, 1)
	go func() {
		k, err := generate(t)
		done <- made{k, err}
	}()
	select {
	case m := <-done:
		return m.key, m.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func generate(t Type) (*Key, error) {
	var key crypto.Signer
	var err error
	switch t {
	case NewRSA2048:
		return GenerateRSA(2048)
	case NewRSA3072:
		return GenerateRSA(3072)
	case NewRSA4096:
		return GenerateRSA(4096)
	case NewP256:
		key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	case NewP384:
		key, err = ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	case NewEd25519:
		_, key, err = ed25519.GenerateKey(rand.Reader)
	case NewHMAC256, NewPASETO, NewHex256:
		return generateSecret(t), nil
	default:
		return nil, fmt.Errorf("%w: %q", ErrType, string(t))
	}
	return generated(key, err)
}

func generated(key crypto.Signer, err error) (*Key, error) {
	if err != nil {
		return nil, fmt.Errorf("keys: generate: %w", err)
	}
	return FromParsed(key)
}

// generateSecret makes a shared secret. Programs that check tokens mostly use
// its text as it stands, so all but PASETO do so here.
func generateSecret(t Type) *Key {
	random := make([]byte, 32)
	_, _ = rand.Read(random) // never fails
	text := base64url(random)
	switch t {
	case NewPASETO:
		return FromSecret(random, []byte("k4.local."+text))
	case NewHex256:
		text = hex.EncodeToString(random)
	}
	return FromSecret([]byte(text), []byte(text))
}

// GenerateRSA makes a new RSA key; 2048 is the size that RS256 mostly goes with.
// Sizes outside 2,048 to 16,384 bits give [ErrSize].
func GenerateRSA(bits int) (*Key, error) {
	if bits < fairRSABits || bits > MaxRSABits {
		return nil, ErrSize
	}
	return generated(rsa.GenerateKey(rand.Reader, bits))
}
