// Package keys is the screen of the saved keys: what each is, where its secret
// lives, its halves to copy, and which of them signed a token.
package keys

import "playtoken/ui/viewmodel"

// State is everything the screen shows, already worded. It is not changed once
// made, and never holds a secret.
type State struct {
	Summary string // "4 saved, sealed in the system keyring"
	// Why secrets are not kept, or what was found damaged; empty for nothing.
	WarningTitle, Warning string
	Locked                bool
	// Unlocking needs a passphrase, or only the keyring's answer.
	NeedsPassphrase bool
	CanProtect      bool // whether a passphrase can be set because there is no keyring
	CanLock         bool
	CanExport       bool

	Working   string // "Making a key: RSA 4096"; empty while there is nothing to wait for
	CanCancel bool   // whether that can be given up

	Items  []Item
	Chosen int // -1 for none

	Name, Kind, KeyID, Fingerprint, Home, Repaired string

	Shared   bool // whether the key is a shared secret: it has no public half
	Form     int  // of the public half, one of PublicForms
	Public   string
	Role     int // one of Roles
	Private  bool
	PrivForm int // of the private half, one of PrivateForms or SecretForms
	Armed    bool

	Answer     string // to "which key signed this?"
	AnswerMood viewmodel.Mood
}

// Item is one saved key in the list.
type Item struct {
	ID, Name, Platform, Line, Role, Home string
}

// The forms in which halves of a key are copied, and the roles of a key.
var (
	PublicForms  = []string{"PEM", "One line", "JWK", "JWKS"}
	PrivateForms = []string{"PEM", "Base64", "JWK"}
	SecretForms  = []string{"Text", "JWK"}
	Roles        = []string{"None", "Primary", "Backup"}
)
