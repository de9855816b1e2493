package vault

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Home says where a secret lives.
type Home string

// The homes of a secret, and of the key that seals it.
const (
	NoSecret        Home = ""           // there is none: a public key, or no key yet
	InKeyring       Home = "keyring"    // sealed; the master key is in the system's keyring
	UnderPassphrase Home = "passphrase" // sealed; the master key is wrapped by a passphrase
	ThisSession     Home = "session"    // in memory only, gone when the program ends
)

// Role says what a signing key is for at its platform.
type Role string

// The roles of a key.
const (
	NoRole  Role = ""
	Primary Role = "primary"
	Backup  Role = "backup"
)

// Profile is what a person comes back to. All of it but the secret is readable
// in the file; a key's secret has no field here and is got with [Store.Secret].
type Profile struct {
	ID       string            `json:"id"` // made by [Store.Put] when empty
	Name     string            `json:"name"`
	Platform string            `json:"platform,omitempty"`
	KeyID    string            `json:"key_id,omitempty"`
	Values   map[string]string `json:"values,omitempty"` // host and other form values, by field name
	Lifetime time.Duration     `json:"-"`                // of a token; 0 for the platform's own
	Key      Key               `json:"key"`
	Created  time.Time         `json:"created"` // set by the first Put when zero
	Changed  time.Time         `json:"changed"` // set by Put and Rename
	Revision uint64            `json:"revision"`

	SessionOnly bool `json:"-"` // a wish: keep this profile out of the file
	Home        Home `json:"-"` // a fact, told by the store: where the secret lives
}

// Key is what is known of a profile's key without its secret.
type Key struct {
	Name        string    `json:"name,omitempty"`
	Kind        string    `json:"kind,omitempty"` // in words: "RSA 2048, private"
	Fingerprint string    `json:"fingerprint,omitempty"`
	PublicPEM   string    `json:"public_pem,omitempty"`
	Role        Role      `json:"role,omitempty"`
	Repairs     []string  `json:"repairs,omitempty"` // what the import put right
	Created     time.Time `json:"created,omitzero"`
}

// Limits of one profile, and of a store.
const (
	maxSecret   = 256 << 10
	maxText     = 64 << 10 // one readable text
	maxName     = 200      // bytes
	maxValues   = 200
	maxProfiles = 10_000
)

// clone shares nothing that can be changed with p.
func (p Profile) clone() Profile {
	p.Values = maps.Clone(p.Values)
	p.Key.Repairs = slices.Clone(p.Key.Repairs)
	return p
}

// check says why p cannot be saved. A text that is no UTF-8 would come back
// from the file as another one.
func (p Profile) check() error {
	switch {
	case !validID(p.ID):
		return invalid("its ID has other characters than a-z, 0-9 and -, or is longer than 64")
	case strings.TrimSpace(p.Name) == "":
		return invalid("it has no name")
	case len(p.Name) > maxName:
		return invalid("its name is longer than %d bytes", maxName)
	case p.Lifetime < 0:
		return invalid("its lifetime is negative")
	case p.Key.Role != NoRole && p.Key.Role != Primary && p.Key.Role != Backup:
		return invalid("its key is neither primary nor backup")
	case len(p.Values) > maxValues || len(p.Key.Repairs) > maxValues:
		return invalid("it has more than %d values", maxValues)
	}
	texts := []string{p.Name, p.Platform, p.KeyID, p.Key.Name, p.Key.Kind, p.Key.Fingerprint, p.Key.PublicPEM}
	texts = append(texts, p.Key.Repairs...)
	for name, value := range p.Values {
		texts = append(texts, name, value)
	}
	for _, text := range texts {
		if len(text) > maxText {
			return invalid("one of its texts is longer than %d KiB", maxText>>10)
		}
		if !utf8.ValidString(text) {
			return invalid("one of its texts is not UTF-8")
		}
	}
	return nil
}

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInvalid, fmt.Sprintf(format, args...))
}

// validID holds for what may stand in the associated data and in a file.
func validID(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	for _, c := range []byte(id) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// newID is 128 random bits; crypto/rand does not fail.
func newID() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)
}
