package check

import (
	"context"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/edge"
	"playtoken/core/platform"
	"playtoken/core/probe"
	"playtoken/core/verify"
	"playtoken/ui/async"
)

// Services is what the screen needs of the outside.
type Services struct {
	Now   func() time.Time // called on any goroutine
	Zone  *time.Location
	Do    async.Do
	After async.After
	Copy  func(text string, done func(note string))
	// CopyToken is Copy for what carries a token; Copy where nil.
	CopyToken   func(text string, done func(note string))
	Toast, Fail func(text string)     // good news, and what did not go
	Open        func(url string)      // in the browser
	Why         func(playable string) // to the Why? screen

	Asker Asker
	// Host is whom a text would be asked of, or why nobody; [probe.Host] where nil.
	Host func(text string) (host, why string)
	// Judge joins an answer with what the token says; [probe.Answer.Judge] where nil.
	Judge func(a *probe.Answer, c diagnosis.Case, second *probe.Second, o diagnosis.Options) diagnosis.Verdict
	// Trials are the requests that are worth a second look where one was refused, and
	// Compared says what two answers side by side mean, "" for nothing. nil for none.
	Trials   func(refused *probe.Answer) []Trial
	Compared func(before, after *probe.Answer) string
	Keys     func() []verify.Key  // the saved keys as far as they are open; nil for none
	Skew     func() time.Duration // how far two clocks may be apart; nil for not at all

	Start Starter
	Edge  edge.Config // its pages; the rest is set here
	// Set is what the edge verifies and signs with. masterOnly is for the platforms of which
	// MasterOnly says that a person may choose it; nil for none.
	Set        func(masterOnly bool) edge.Set
	MasterOnly func(*platform.Platform) bool
	// Wanting is why the form on Sign has no key to sign with; nil for never.
	Wanting func() Wanting
	// Sample makes a key that signs for this run alone. It is called off the window's thread;
	// nil where there is none.
	Sample func() (Sample, error)

	OpenIn func() []Player // the players of this computer; nil for none
	// SaveFile asks where to write a file, and writes it; nil where that cannot be.
	SaveFile func(name string, content []byte, done func(error))
}

// Asker asks servers: [probe.Client].
type Asker interface {
	Ask(ctx context.Context, r probe.Request) (*probe.Answer, *probe.Fault)
	Follow(ctx context.Context, a *probe.Answer, variant int) (*probe.Second, *probe.Fault)
}

var _ Asker = (*probe.Client)(nil)

// Server is an edge that runs: [edge.Edge].
type Server interface {
	Address() string
	Local(playable string) (string, error)
	Page(playable string) string
	Use(edge.Set)
	Shift(time.Duration)
	Good() ([]edge.Good, error)
	Log() []edge.Entry
	Clear()
	Stop(context.Context) error
}

var _ Server = (*edge.Edge)(nil)

// Starter starts an edge.
type Starter func(edge.Config, edge.Set) (Server, error)

// StartEdge is the [Starter] that opens a socket.
func StartEdge(c edge.Config, s edge.Set) (Server, error) {
	e, err := edge.Start(c, s)
	if err != nil {
		return nil, err // and no Server around a nil
	}
	return e, nil
}

// Sample is a key for a first try: it signs, and the edge knows it.
type Sample struct {
	Signer edge.Signer
	Key    verify.Key
}

// Wanting is why the form on Sign has no key to sign with, and what a person can do there.
type Wanting struct {
	Locked   bool   // it has one, under lock
	Profiles bool   // none is chosen, and there are some
	Do       func() // unlocks it, or shows the form
}

// Trial is one more request, and what is different in it: "With a browser's user agent".
type Trial struct {
	Name    string
	Request probe.Request
}

// Player is a program that plays URLs.
type Player struct {
	Name string // "mpv"
	Open func(playable string)
}

// filled puts something into the place of what may be left out.
func (s Services) filled() Services {
	if s.CopyToken == nil {
		s.CopyToken = s.Copy
	}
	if s.Host == nil {
		s.Host = probe.Host
	}
	if s.Judge == nil {
		s.Judge = (*probe.Answer).Judge
	}
	if s.Trials == nil {
		s.Trials = func(*probe.Answer) []Trial { return nil }
	}
	if s.Compared == nil {
		s.Compared = func(_, _ *probe.Answer) string { return "" }
	}
	if s.Keys == nil {
		s.Keys = func() []verify.Key { return nil }
	}
	if s.Skew == nil {
		s.Skew = func() time.Duration { return 0 }
	}
	if s.Set == nil {
		s.Set = func(bool) edge.Set { return edge.Set{} }
	}
	if s.Wanting == nil {
		s.Wanting = func() Wanting { return Wanting{Do: func() {}} }
	}
	if s.MasterOnly == nil {
		s.MasterOnly = func(*platform.Platform) bool { return false }
	}
	if s.OpenIn == nil {
		s.OpenIn = func() []Player { return nil }
	}
	return s
}
