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

// State is everything the screen shows, already worded. It is not changed once
// made.
type State struct {
	KeysState
	PasteState
	VerdictState
	StructureState

	Read     bool // a token was read; what follows is there
	Options  OptionsState
	Compared CompareState
	Mended   Mended
	Answered StatusState
	Log      LogState
	CanLog   bool // a log file can be asked for
	CanEdit  bool // header and claims can be changed
	Mask     bool // reports leave out who watches and with which key
}
