package vault

import (
	"time"

	"playtoken/core/keys"
	"playtoken/core/secret"
)

// The names of the keys that a profile has one of at most. A key that was
// replaced gets a name from the store; a credential has the name that whoever
// saves it chooses, of a-z, 0-9, - and _, such as "token_secret".
const (
	SigningKey = "signing" // the key that the profile signs with
	BackupKey  = "backup"  // the key that stands by, or that is to be the next
)

// Item is one thing that a profile keeps sealed, as far as it may be seen: a key
// of two halves, a shared secret, or a credential for the platform's API. Of a
// public key nothing is secret; its seal proves it all the same.
type Item struct {
	Name       string    `json:"name"`                 // tells the items of a profile apart
	Label      string    `json:"label,omitempty"`      // what people call it, "" for nothing
	Key        Key       `json:"key,omitzero"`         // what the key is; zero for a credential
	KeyID      string    `json:"key_id,omitempty"`     // at its platform; that of the signing key is [Profile.KeyID]
	Role       Role      `json:"role,omitempty"`       // what it is for at its platform
	Repairs    []string  `json:"repairs,omitempty"`    // what the import put right
	Created    time.Time `json:"created,omitzero"`     // when the key was made
	Saved      time.Time `json:"saved,omitzero"`       // when the store got it; set by the store, zero in files of before
	Replaced   time.Time `json:"replaced,omitzero"`    // when another one took its place; zero while it is in use
	LastExpiry time.Time `json:"last_expiry,omitzero"` // the latest of all tokens that were signed with it here
	NoExpiry   bool      `json:"no_expiry,omitempty"`  // a token without an expiry was signed with it here

	Home  Home  `json:"-"` // told by the store: where the secret lives
	Proof Proof `json:"-"` // told by the store: what Key rests on
}

// Key is what is known of a key without its secret. It is sealed together with
// the secret, so that the one does not go with another's. Two can be compared.
type Key struct {
	keys.Description
	Fingerprint string  `json:"fingerprint,omitempty"` // as [keys.Key.Fingerprint]; "" for a shared secret
	PublicPEM   string  `json:"public_pem,omitempty"`  // "" for a shared secret
	Reading     Reading `json:"reading,omitempty"`
}

// Reading is how the text of a shared secret is read where its platform does not
// tell, as the importer was answered.
type Reading string

// The readings.
const (
	AsPlatformReads Reading = ""      // nothing was asked
	AsText          Reading = "text"  // the text itself, without a line end behind it
	AsBytes         Reading = "bytes" // what its digits or base64 stand for, or the text with its line end
)

// Role says what a key is for at its platform.
type Role string

// The roles of a key.
const (
	NoRole  Role = ""
	Primary Role = "primary"
	Backup  Role = "backup"
)

// Proof says what the readable part of an item rests on.
type Proof string

// The proofs. What is not proven may have been written by anyone who can write
// the file, so no more can be said of it than that it stands there.
const (
	Unproven Proof = ""       // the secrets were not open yet, or it was never sealed
	Proven   Proof = "proven" // the seal holds, or it was put in during this session
	Broken   Proof = "broken" // the seal does not hold: Secret answers ErrSealBroken
)

// NewItem is an item to save. Name, Key and what else is known are kept in the
// open; Text is sealed. It is empty for a public key, and for nothing else.
type NewItem struct {
	Item
	Text secret.Bytes
}
