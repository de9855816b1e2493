// Package settings is the screen of what a person may set: the look, how long
// copies and saved secrets stay open, the clocks. It also tells what the program
// is and where it keeps things.
package settings

import "playtoken/ui/viewmodel"

// State is everything the screen shows, already worded. It is not changed once
// made.
type State struct {
	Look   int // one of Looks
	Text   Choice
	Tokens Choice
	Lock   Choice
	Skew   Choice

	Home    string // where secrets live
	Reason  string // why they are not kept, empty where they are
	Working string // "Changing how secrets are protected…"

	// What can be done about the saved secrets now.
	CanLock, CanUnlock bool
	CanUseKeyring      bool
	Passphrase         string // the button that sets or changes one; empty for none

	Clock []viewmodel.Row
	About []viewmodel.Row
	Path  string // of the saved profiles, empty where there is none
}

// Choice is one of a few, and which is chosen.
type Choice struct {
	Options []string
	Chosen  int
}

// Looks are where light or dark can come from.
var Looks = []string{"System", "Light", "Dark"}
