// Package why is the screen that reads tokens: whatever was pasted goes in,
// and one line says whether it plays and why not.
//
// core/diagnosis is asked once for each text, off the window's thread, and what it found
// is judged anew whenever the clock or what is said beside it changes; so is what was found of the
// tokens beside it, of a fixed one and of those read before. What was found is the reading,
// which all panels share. Each panel has a presenter with a state, and a view in a file
// view_*.go:
//
//	[Paste]      the text, and which of its tokens is read
//	[Verdict]    whether it plays, why not, and what else was found
//	[Structure]  what stands in the token, and what that means
//	[Keys]       the keys that are given to try it with
//	[Options]    the moment, the platform and what else is known beside the text
//	[Reissue]    the token mended, or changed by hand, and signed again
//	[Edit]       the fields in which it is changed by hand
//	[Compare]    a second token beside it
//	[Status]     what the player or the server said, and why
//	[Reply]      the answer to the customer
//	[Recent]     what was read in this session
//	[Log]        a log file, each token in it judged
//	[Filter]     which of its rows are shown
//	[Report]     all of it for a ticket
package why

// State is everything the screen shows, already worded: what each of its panels has to
// show. It is not changed once made.
type State struct {
	PasteState
	VerdictState
	KeysState
	Options OptionsState
	Log     LogState
	Texts   int  // how many were taken before this one
	Blank   bool // nothing was given yet: the screen says what can be, and
	RecentState
	CanLog bool // a log file can be asked for
	Mask   bool // reports leave out who watches and with which key

	Judged   bool // there is a verdict on the text; what follows is there
	Answered StatusState
	Reply    ReplyState

	Shown bool // claims were read, of a token or alone; what follows is there
	StructureState

	Read     bool // a token was read; what follows is there
	CanEdit  bool // header and claims can be changed
	Mended   ReissueState
	Edit     EditState
	Compared CompareState
}
