// Package decode is the screen that reads tokens: whatever was pasted goes in,
// and one line says whether it plays and why not.
package decode

import (
	"playtoken/ui/look"
)

// State is everything the screen shows, already worded. It is not changed once
// made.
type State struct {
	// Before, Parts and After are the pasted text with the token in its middle.
	Before string
	Parts  []string
	After  string
	What   string // "cURL command, 1 token"
	// Text is what the entry holds while Editing.
	Text    string
	Editing bool

	Mood   look.Mood
	Title  string
	Detail string
	Clock  string
	Action Action
	Notes  []Note // what else was found

	Read    bool // a token was read; what follows is there
	HasLife bool
	Life    look.Life

	Header, Claims []Line
	Hidden         int    // how many claims are not shown
	All            bool   // all of a long list are
	Payload        string // in place of the claims where they are no JSON
	Signature      string
	Rows           []look.Row
	Platform       string // the platform's name, "" where it cannot be told

	Key    look.Key
	OwnKey bool // the key was given here, not on the Sign screen
}

// Line is one line of JSON: what stands before the name, the name, the rest.
type Line struct{ Indent, Name, Rest string }

// Note is one finding below the banner.
type Note struct {
	Mood  look.Mood
	Title string
	Text  string
	Code  string // monospaced, at the end
	Chip  string
}

// Action is what the button in the banner does.
type Action int

// The actions.
const (
	NoAction Action = iota
	TrySample
	UseKey // the paste was a key: take it to the Sign screen
)
