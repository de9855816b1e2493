package keys

import (
	"crypto"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"

	"playtoken/core/secret"
)

// Kind is the family of a key.
type Kind string

// The families.
const (
	RSA     Kind = "rsa"
	EC      Kind = "ec"
	Ed25519 Kind = "ed25519"
	Secret  Kind = "secret" // shared by the two sides: for HMAC, PASETO v4.local, encrypted edge tokens
)

// Key is a key that was checked and can be used. It never changes, and it can
// be used from several goroutines.
type Key struct {
	half
	open func() crypto.Signer // nil for a public key; a closure so that no printer shows the private half

	shared  secret.Bytes // of a shared secret: its bytes
	written secret.Bytes // and its text, as it was written
	asText  bool         // the bytes are those of the text
}

// half is what both halves of a key have: all that may be shown.
type half struct {
	kind  Kind
	bits  int
	curve string
	pub   crypto.PublicKey
	spki  []byte
}

var (
	_ fmt.Formatter  = (*Key)(nil)
	_ fmt.Stringer   = (*Key)(nil)
	_ fmt.GoStringer = (*Key)(nil)
	_ json.Marshaler = (*Key)(nil)
	_ slog.LogValuer = (*Key)(nil)
)

// Kind is the family of the key.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (k *half) Kind() Kind { return k.kind }

// Bits is the size of the RSA modulus, of the curve or of the shared secret, in
// bits.
func (k *half) Bits() int { return k.bits }

// Curve is "P-256", "P-384" or "P-521" for an EC key, else "".
func (k *half) Curve() string { return k.curve }

// Private reports whether the key can sign.
func (k *Key) Private() bool { return k.open != nil || k.kind == Secret }

// Title is the key in words: "RSA 2048, private", "P-256, public" or "shared
// secret, 64 characters".
func (k *Key) Title() string { return k.Describe().Title() }

// Fingerprint is the SHA-256 of the public key's SubjectPublicKeyInfo in DER
// (RFC 5280 4.1.2.7), as 64 lower-case hexadecimal digits. Both halves of a key
// have the same one. It equals
//
//	openssl pkey -in key.pem -pubout -outform DER | openssl sha256
//
// A shared secret has none: it could be guessed from it.
func (k *half) Fingerprint() string {
	if k.kind == Secret {
		return ""
	}
	sum := sha256.Sum256(k.spki)
	return hex.EncodeToString(sum[:])
}

// ShortFingerprint is the first 16 digits of the fingerprint.
func (k *half) ShortFingerprint() string {
	f := k.Fingerprint()
	return f[:min(16, len(f))]
}

// Public is the public half: *rsa.PublicKey, *ecdsa.PublicKey or
// ed25519.PublicKey; nil for a shared secret. It must not be changed.
func (k *half) Public() crypto.PublicKey { return k.pub }

// Signer is the private half: *rsa.PrivateKey, *ecdsa.PrivateKey or
// ed25519.PrivateKey; nil for a public key and a shared secret. It must not be
// changed, and unlike the Key it must not be printed.
func (k *Key) Signer() crypto.Signer {
	if k.open == nil {
		return nil
	}
	return k.open()
}

// Secret is the bytes of a shared secret; it is empty for other keys.
func (k *Key) Secret() secret.Bytes { return k.shared }

// SecretText is a shared secret as it was written, without what stood around
// it: the 64 digits of a secret of 32 bytes. It is empty for other keys.
func (k *Key) SecretText() secret.Bytes { return k.written }

// String is what every printer shows: "[RSA 2048, private, sha256 05586d54f2af81f9]".
func (k *Key) String() string {
	if k == nil {
		return "[no key]"
	}
	if k.kind == Secret {
		return "[" + k.Title() + "]"
	}
	return "[" + k.Title() + ", sha256 " + k.ShortFingerprint() + "]"
}

// GoString is the same as String.
func (k *Key) GoString() string { return k.String() }

// Format writes the same as String for every verb.
func (k *Key) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, k.String()) }

// MarshalJSON gives the same as String, as a JSON string.
func (k *Key) MarshalJSON() ([]byte, error) { return json.Marshal(k.String()) }

// LogValue gives the same as String.
func (k *Key) LogValue() slog.Value { return slog.StringValue(k.String()) }
