package keys

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"fmt"
)

var (
	// ErrSize is returned for an RSA size outside 2,048 to 16,384 bits.
	ErrSize = errors.New("keys: an RSA key has 2048 to 16384 bits")
	// ErrSigner is returned for a signer whose key cannot be read, such as
	// one in a smart card, and for a key that does not pass the checks of
	// [Import].
	ErrSigner = errors.New("keys: this signer cannot be used as a key")
)

// GenerateRSA makes a new RSA key; 2048 is the size that FastPix uses.
// Sizes outside 2,048 to 16,384 bits give [ErrSize].
func GenerateRSA(bits int) (*Key, error) {
	if bits < fairRSABits || bits > maxRSABits {
		return nil, ErrSize
	}
	key, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		return nil, fmt.Errorf("keys: generate an RSA key of %d bits: %w", bits, err)
	}
	return newKey(RSA, bits, "", &key.PublicKey, key)
}

// FromSigner makes a Key of an *rsa.PrivateKey, *ecdsa.PrivateKey or
// ed25519.PrivateKey. The key is copied, and checked as [Import] checks one;
// errors match [ErrSigner].
func FromSigner(s crypto.Signer) (*Key, error) {
	der, err := x509.MarshalPKCS8PrivateKey(s)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSigner, err)
	}
	found, fault := parsePKCS8(der)
	if fault != nil {
		return nil, fmt.Errorf("%w: %s", ErrSigner, fault.Message)
	}
	return found.key, nil
}
