// Package keys holds a key that signs tokens or checks them: of two halves, RSA, EC on
// P-256, P-384 and P-521, or Ed25519; or a secret that both sides share.
//
// A [Key] is made of a signer or of a shared secret, is generated, or is read by
// [playtoken/core/keys/importer] from whatever a person has pasted. It is checked when
// it is made, and can be described and exported. What the importer says in place of a
// key is a [Refusal], whose [Code] never changes; what it says of one is a [Remark].
//
// # What is never shown
//
// No message repeats any of the text, except the one character that does not
// belong there. A [Key] prints as its kind, size and fingerprint, a shared secret
// as its length; the private half is behind a function value, which no printer
// follows. A damaged private key is still a secret: its undamaged numbers can be
// enough to restore it.
package keys

import (
	"crypto"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"unicode/utf8"

	"playtoken/core/secret"
	"playtoken/core/words"
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

// Description is what may be told of a key in the open: enough to name it and to
// know what it can sign, and nothing of its private half. It can be compared.
type Description struct {
	Kind       Kind   `json:"kind,omitempty"`
	Bits       int    `json:"bits,omitempty"`       // as [Key.Bits]; 0 for a shared secret that is a text
	Curve      string `json:"curve,omitempty"`      // as [Key.Curve]
	Private    bool   `json:"private,omitempty"`    // whether the key can sign
	Characters int    `json:"characters,omitempty"` // of a shared secret that is a text
}

// Describe tells what may be known of the key.
func (k *Key) Describe() Description {
	d := Description{Kind: k.kind, Bits: k.bits, Curve: k.curve, Private: k.Private()}
	if k.asText {
		d.Bits, d.Characters = 0, utf8.RuneCount(k.shared.Reveal())
	}
	return d
}

// Name is the key without which half it is: "RSA 2048", "P-256", "shared secret".
func (d Description) Name() string {
	switch d.Kind {
	case RSA:
		return fmt.Sprintf("RSA %d", d.Bits)
	case EC:
		return d.Curve
	case Ed25519:
		return "Ed25519"
	case Secret:
		return "shared secret"
	}
	return "key"
}

// Half is "private" or "public"; of a shared secret, which has no halves, it is
// the length: "64 characters", "32 bytes".
func (d Description) Half() string {
	switch {
	case d.Kind == Secret && d.Characters > 0:
		return words.Count(d.Characters, "character")
	case d.Kind == Secret:
		return words.Count(d.Bits/8, "byte")
	case d.Private:
		return "private"
	}
	return "public"
}

// Title is both: "RSA 2048, private", "shared secret, 64 characters".
func (d Description) Title() string { return d.Name() + ", " + d.Half() }
