package platform

import (
	"net/netip"
	"net/url"
	"time"

	"playtoken/core/cause"
	"playtoken/core/token"
)

// Severity says what a finding means for playback.
type Severity string

// The severities of findings.
const (
	Error   Severity = "error"   // playback will fail
	Warning Severity = "warning" // it may fail, or is about to
	Info    Severity = "info"    // worth knowing
)

// Finding is one thing found. The code is stable; the words are for people.
type Finding struct {
	Code     cause.Code `json:"code"`
	Severity Severity   `json:"severity"`
	Words
	Basis Basis `json:"standing"`
	// BecauseOf is the code of the finding that this one follows from.
	BecauseOf cause.Code `json:"because_of,omitempty"`
	// Names are the members of header and claims that it speaks of; nil where the
	// cause says it all.
	Names []string `json:"-"`
	// Remedy is the fix that one click applies, nil for none.
	Remedy *Remedy `json:"-"`
	// First says that the platform refuses for it before it looks at the token.
	First bool `json:"-"`
}

// Words are a finding for people.
type Words struct {
	Title    string `json:"title"`    // for the middle of a sentence
	Evidence string `json:"evidence"` // what was seen, in sentences
	Fix      string `json:"fix"`      // what to do
}

// Found makes a finding.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func Found(code cause.Code, s Severity, b Basis, w Words) *Finding {
	return &Finding{Code: code, Severity: s, Basis: b, Words: w}
}

// With adds the fix that one click applies, nil for none.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (f *Finding) With(r *Remedy) *Finding {
	f.Remedy = r
	return f
}

// About adds the members of header and claims that the finding speaks of.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (f *Finding) About(names ...string) *Finding {
	f.Names = append(f.Names, names...)
	return f
}

// Remedy is what one click does: it changes a token before it is signed again, or gives
// the URL put right, or takes an ID to the form.
type Remedy struct {
	Label  string         // on the button: "Sign for this URL's ID"
	Header []token.Member // set in their place, or added
	Claims []token.Member
	Drop   []string // claims to take away
	Fresh  bool     // begin now, and live as long as before or as is usual
	URL    string   // with the token where it belongs: nothing is signed
	Sign   string   // the ID that a token is to be made for: there is none
}

// Signs reports whether the token is changed and signed again.
func (r Remedy) Signs() bool { return r.URL == "" && r.Sign == "" }

// Viewer is who asks with a token, as far as a text or a server can tell. What is empty is not
// known.
type Viewer struct {
	Address   netip.Addr
	Referer   string // the page, with its scheme
	NoReferer bool   // that there was none
	Country   string // two letters
}

// Rule is one reason why playback fails or may fail: nil where it does not apply.
type Rule func(Evidence) *Finding

// Evidence is what a rule may look at.
type Evidence struct {
	Token         *token.Token // an encrypted one opened, where a key did
	URL           *url.URL     // the URL around the token, nil for none
	Want          string       // the ID that is wanted, "" where it was not said
	Name          string       // the parameter or attribute that carries the token, "" for none
	Now           time.Time
	Skew          time.Duration // how far two clocks may be apart
	KeyID         string        // the ID of the key that made the token, "" where it is not known
	Viewer        Viewer        // who asked, as far as that is known
	Taken         bool          // the text tells that the request was answered well
	token.Outcome               // of trying the keys at hand
}
