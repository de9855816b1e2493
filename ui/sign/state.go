// Package sign is the screen that makes tokens: a form on the left, the token
// and what it opens on the right. There is no button to sign: the token is made
// as soon as the form allows it and again on each change.
package sign

import (
	"playtoken/core/platform"
	"playtoken/ui/look"
)

// State is everything the screen shows, already worded. It is not changed once
// made.
type State struct {
	Platforms []string
	Platform  int
	Fields    []Field // in the order of the platform
	Key       look.Key
	Lives     []string
	Life      int // the chosen one, -1 when a date is given
	Date      Input
	DateTone  look.Tone
	Claims    []Claim
	More      bool // whether claims and options are unfolded

	Mood   look.Mood
	Title  string
	Detail string
	Clock  string
	Action Action

	Token    [3]string // its three parts, empty while there is none
	URLs     []URL
	Hidden   int // how many addresses are not shown
	AllURLs  bool
	Snippets []string
	Snippet  int
	Code     string // the chosen snippet as shown, the token shortened
}

// HasToken reports whether there is a token to copy.
func (s State) HasToken() bool { return s.Token[0] != "" }

// Input is a text field and what is wrong with it.
type Input struct {
	Text    string
	Message string
}

// Field is one field of the platform's form.
type Field struct {
	platform.Field
	Value  string
	Choice int // -1 for another text
	Say    string
	Tone   look.Tone
}

// Claim is one further claim.
type Claim struct {
	Name, JSON string
	Message    string
}

// URL is one address as shown.
type URL struct {
	Name string
	URL  string
	Note string // "may differ" where it is only inferred
}

// Action is what the button in the banner does.
type Action int

// The actions.
const (
	NoAction Action = iota
	TrySample
	SignFresh
)

// shownURLs is how many addresses are shown until a person asks for all.
const shownURLs = 3
