// Package check is the screen that looks whether a URL really plays: one request to the
// host that its button names, and a local edge that answers as the platforms do.
//
// Each part of the screen has a presenter of its own, with a state and a view:
//
//	field.go      the URL, and whom it would be asked of
//	look.go       what is asked, and what came of it
//	verdict.go    the banner, with answer, token and clocks as evidence
//	manifest.go   the renditions, and whether the token goes on to them
//	trials.go     the same request in other words, where it was refused
//	local.go      the edge on this computer
//	requests.go   what that was asked for
//	tools.go      what stands in the bar: other programs, the report
//
// Presenters know core/edge and core/probe by what they need of them, in services.go.
package check

// State is everything the screen shows, already worded: what each of its parts has to
// show. It is not changed once made. No token stands in it but that of the URL as it was
// typed.
type State struct {
	Field    FieldState
	Verdict  VerdictState
	Manifest ManifestState
	Trials   TrialsState
	Local    LocalState
	Requests RequestsState
	Tools    ToolsState
}

// Sign is a small picture that says how a line is meant. The shapes differ, not the colours
// alone.
type Sign int

// The signs.
const (
	NoSign Sign = iota
	Fine
	Refused
	Careful
	About
	Secured // by a lock
)
