// Package keys is the screen of the saved keys: what each is, where its secret
// lives, its public half to copy, and which of them signed a token.
package keys

import "playtoken/ui/look"

// State is everything the screen shows, already worded. It is not changed once
// made.
type State struct {
	Summary string // "4 saved, sealed in the system keyring"
	// Why secrets are not kept, or what was found damaged; empty for nothing.
	WarningTitle, Warning string
	Locked                bool
	// Unlocking needs a passphrase, or only the keyring's answer.
	NeedsPassphrase bool
	CanProtect      bool // whether a passphrase can be set because there is no keyring
	CanLock         bool

	Items  []Item
	Chosen int // -1 for none

	Name    string
	Rows    []look.Row
	Form    int    // the form of the public key: PEM, one line, JWK
	Public  string // the public key in that form
	Working string // "Making the key…"

	Answer     string // to "which key signed this?"
	AnswerMood look.Mood
}

// Item is one saved key in the list.
type Item struct {
	ID, Name, Platform, Line string
}

// Forms are the forms of a public key.
var Forms = []string{"PEM", "One line", "JWK"}
