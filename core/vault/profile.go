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

// Profile is what a person comes back to: a platform, what its form was filled
// with, and the keys that go with it. All of it is readable in the file. What is
// sealed stands in Items without its text, which [Store.Secret] opens.
type Profile struct {
	ID       string            `json:"id"` // made by [Store.Put] when empty
	Name     string            `json:"name"`
	Platform string            `json:"platform,omitempty"` // its name, "" for none
	KeyID    string            `json:"key_id,omitempty"`   // of the signing key, at its platform
	Settings map[string]string `json:"settings,omitempty"` // texts by field name of the platform's form, nothing else
	Lifetime Lifetime          `json:"lifetime,omitzero"`  // of the tokens
	// Lifetimes are those of tokens beside the first that end otherwise, by what the platform
	// calls the token; each is a span.
	Lifetimes map[string]Lifetime `json:"lifetimes,omitempty"`
	Claims    []Claim             `json:"claims,omitempty"` // of the tokens, beside those of the form

	Rotation *Rotation `json:"rotation,omitempty"` // nil while no key is being changed
	Account  string    `json:"account,omitempty"`  // the ID of the [Account] that its keys are made at, "" for none
	Created  time.Time `json:"created"`            // set by the first Put when zero
	Changed  time.Time `json:"changed"`            // set with every change
	Revision uint64    `json:"revision"`           // of the file, when the profile was changed last

	Items       []Item `json:"-"` // told by the store; Put takes new ones apart
	SessionOnly bool   `json:"-"` // a wish: keep this profile out of the file
	Unchanged   bool   `json:"-"` // a wish: Put it only over the profile as it was at Revision, else ErrOverwritten
	Home        Home   `json:"-"` // told by the store: where the signing key lives, or the whole profile
}

// Claim is a further claim as it was typed: its value as JSON, or as a text without quotes.
type Claim struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Item returns the item of a name.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (p Profile) Item(name string) (Item, bool) {
	if i := slices.IndexFunc(p.Items, func(it Item) bool { return it.Name == name }); i >= 0 {
		return p.Items[i], true
	}
	return Item{}, false
}

// Signing is the key that the profile signs with, the zero Item where it has none.
//
//go:noinline // its copies would make ptok larger
func (p Profile) Signing() Item {
	it, _ := p.Item(SigningKey)
	return it
}

// KeyIDOf is the ID that the key of an item has at its platform.
func (p Profile) KeyIDOf(it Item) string {
	if it.Name == SigningKey {
		return p.KeyID
	}
	return it.KeyID
}

// Home says where a secret lives.
type Home string

// The homes of a secret, and of the key that seals it.
const (
	NoSecret        Home = ""           // there is none: a public key, or no key yet
	InKeyring       Home = "keyring"    // sealed; the master key is in the system's keyring
	UnderPassphrase Home = "passphrase" // sealed; the master key is wrapped by a passphrase
	ThisSession     Home = "session"    // in memory only, gone when the program ends
)

// Lifetime is how long tokens live: a span of time, or one of the two constants.
// In the file it reads "24h0m0s" or "endless", or is missing.
type Lifetime time.Duration

// The lifetimes that are no span.
const (
	UsualLife Lifetime = 0  // what the platform's form begins with
	Endless   Lifetime = -1 // tokens without an expiry
)

// MarshalText writes a lifetime as in the file.
func (l Lifetime) MarshalText() ([]byte, error) {
	if l == Endless {
		return []byte("endless"), nil
	}
	return []byte(time.Duration(l).String()), nil
}

// UnmarshalText reads a lifetime as in the file.
func (l *Lifetime) UnmarshalText(text []byte) error {
	if string(text) == "endless" {
		*l = Endless
		return nil
	}
	d, err := time.ParseDuration(string(text))
	if err == nil && d < 0 {
		err = invalid("its lifetime is negative")
	}
	*l = Lifetime(d)
	return err
}

// Rotation is how far a change of the signing key has come. Who works it gives
// the steps, times and notes their names; none of it is a secret.
type Rotation struct {
	Step     string               `json:"step"`            // the one to be done next
	OldKeyID string               `json:"old,omitempty"`   // of the key that goes, at its platform
	NewKeyID string               `json:"new,omitempty"`   // of the key that comes
	Times    map[string]time.Time `json:"times,omitempty"` // when a step was done, and when one may be
	Notes    map[string]string    `json:"notes,omitempty"` // such as the ID of a request that is not to be sent twice
}

// Limits of one profile, and of a store.
const (
	maxSecret   = 256 << 10
	maxText     = 64 << 10 // one readable text
	maxName     = 200      // bytes
	maxValues   = 200
	maxItems    = 1000 // replaced keys are never taken away, so many may gather
	maxProfiles = 10_000
)

// clone shares nothing that can be changed with p.
func (p Profile) clone() Profile {
	p.Settings, p.Lifetimes, p.Items = maps.Clone(p.Settings), maps.Clone(p.Lifetimes), slices.Clone(p.Items)
	p.Claims = slices.Clone(p.Claims)
	if p.Rotation != nil {
		r := *p.Rotation
		r.Times, r.Notes = maps.Clone(r.Times), maps.Clone(r.Notes)
		p.Rotation = &r
	}
	return p
}

// check says why p cannot be saved.
func (p Profile) check() error {
	texts := []string{p.Name, p.Platform, p.KeyID, p.Account}
	count := len(p.Settings) + len(p.Lifetimes) + len(p.Claims)
	negative := p.Lifetime < Endless
	for name, life := range p.Lifetimes {
		texts = append(texts, name)
		negative = negative || life <= 0
	}
	for _, c := range p.Claims {
		texts = append(texts, c.Name, c.Text)
	}
	for name, value := range p.Settings {
		texts = append(texts, name, value)
	}
	if r := p.Rotation; r != nil {
		count += len(r.Times) + len(r.Notes)
		texts = append(texts, r.Step, r.OldKeyID, r.NewKeyID)
		for name := range r.Times {
			texts = append(texts, name)
		}
		for name, note := range r.Notes {
			texts = append(texts, name, note)
		}
	}
	switch {
	case !validID(p.ID):
		return invalid("its ID has other characters than a-z, 0-9 and -, or is longer than 64")
	case strings.TrimSpace(p.Name) == "":
		return invalid("it has no name")
	case len(p.Name) > maxName:
		return invalid("its name is longer than %d bytes", maxName)
	case negative:
		return invalid("one of its lifetimes is negative")
	case count > maxValues:
		return invalid("it has more than %d values", maxValues)
	}
	return checkTexts(texts...)
}

// checkTexts refuses a text that is no UTF-8, since it would come back from the
// file as another one.
func checkTexts(texts ...string) error {
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
	return id != "" && len(id) <= 64 && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// validName is [validID] for the name of an item, which may be that of a credential at a
// platform: "token_id".
func validName(name string) bool { return validID(strings.ReplaceAll(name, "_", "-")) }

// newID is 128 random bits; crypto/rand does not fail.
func newID() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)
}
