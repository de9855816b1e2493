// Package sign is the screen that makes tokens: a form on the left, the token
// and what it opens on the right. There is no button to sign: the token is made
// as soon as the form allows it and again on each change.
//
// The form is that of the platform: its fields say what is asked for and where it
// stands. What was typed for one platform is kept while another is chosen.
package sign

import (
	"playtoken/core/platform"
	"playtoken/ui/viewmodel"
)

// State is everything the screen shows, already worded. It is not changed once
// made.
type State struct {
	Platforms []string
	Platform  int
	Note      string  // what has to be said beside the platform's name
	Fields    []Field // in the order of the platform
	KeyLabel  string
	KeyHint   string // shown in the empty key field
	Key       viewmodel.Key
	Learn     string // the link to find out from something genuine, "" for none
	Lives     []string
	Life      int // the chosen one, -1 when a date is given
	Date      Input
	DateTone  viewmodel.Tone
	Claims    []Claim
	More      bool // whether claims and options are unfolded

	ResultState
	URLsState
	SnippetsState
}

// Input is a text field and what is wrong with it.
type Input struct {
	Text    string
	Message string
}

// Field is one field of the platform's form.
type Field struct {
	platform.Field
	Value  string
	Choice int  // -1 for another text
	Shown  bool // whether it matters beside the other values
	Say    string
	Tone   viewmodel.Tone
}

// Claim is one further claim.
type Claim struct {
	Name, JSON string
	Message    string
}
