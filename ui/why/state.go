// Package why is the screen that reads tokens: whatever was pasted goes in,
// and one line says whether it plays and why not.
//
// The presenter asks core/diagnosis once for each text, off the window's thread,
// and judges what it found anew whenever the clock or an option changes.
//
//	presenter.go  what the screen needs, and its clock
//	paste.go      the text, and which of its tokens is read; words_paste.go what is shown of it
//	keys.go       the keys that are tried
//	verdict.go    the banner; findings.go what else was found
//	parts.go      what stands in the token; meaning.go what that means
//	life.go       the line from its begin to its end
//	options.go    the moment, the platform and what else is known beside the text
//	fix.go        the token mended; reissue.go signs it again, signers.go with which
//	              key, words_reissue.go words it
//	edit.go       header and claims changed by hand
//	compare.go    a second token beside it
//	status.go     what the player or the server said, and why
//	batch.go      a log file, each token in it judged; batch_words.go words it
//	report.go     all of it for a ticket
//
// Each has its view in a file view_*.go.
package why

import "playtoken/ui/viewmodel"

// State is everything the screen shows, already worded. It is not changed once
// made.
type State struct {
	KeysState
	PasteState
	VerdictState

	Read    bool // a token was read; what follows is there
	HasLife bool
	Life    viewmodel.Life

	Parted Parted
	Rows   []viewmodel.Row
	// Platform is its name, "" where it cannot be told: then Likely are those it
	// may be.
	Platform string
	Likely   []string

	Options  OptionsState
	Compared CompareState
	Mended   Mended
	Answered StatusState
	Log      LogState
	CanLog   bool // a log file can be asked for
	CanEdit  bool // header and claims can be changed
	Mask     bool // reports leave out who watches and with which key
}

// Parted is the token taken apart.
type Parted struct {
	Header, Claims []Line
	More           int    // how many lines of claims are not shown
	All            bool   // all of a long list are
	Payload        string // in place of the claims where they are no JSON
	// Kind names an encrypted token, in place of a header; Body says of its inside
	// what is known without a key. Params is the inside of an Edgecast token.
	Kind, Body string
	Params     []viewmodel.Row
	// Footer is what a PASETO says without its key, FooterNote what that is worth.
	Footer     []Line
	FooterText string
	FooterNote string
	Signature  string
}

// Line is one line of JSON: what stands before the name, the name, the rest.
type Line struct{ Indent, Name, Rest string }
