// Package platform holds what each video platform wants of a playback token.
//
// A platform is data plus a few functions: its fields drive the form of the
// window, the flags of the terminal and the help of both; its functions turn a
// filled form into header and claims, a token into playable URLs, and read a
// token back. One file a platform, which registers itself; nothing else needs
// to know its name.
//
// Every fact carries its [Standing], because much about these platforms is not
// written down anywhere. What is only inferred is said to be.
package platform

import (
	"net/url"
	"sort"
	"time"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/token"
)

// Standing says what a fact rests on.
type Standing string

// The standings, strongest first. Inferred is shown as "the platform may differ".
const (
	Stated   Standing = "stated"   // the platform's documentation or API description says it
	Seen     Standing = "seen"     // read in the platform's own code, replies or tokens
	Inferred Standing = "inferred" // follows from the others, not established
)

// Platform is one platform. The functions may be nil where a comment says so.
type Platform struct {
	Name  string // lower case, fixed: scripts use it
	Label string // its name as people write it
	Order int    // its place in lists
	Note  string // what has to be said beside its name, mostly nothing

	// What the form asks for.
	Fields   []Field
	KeyLabel string // "Private key"
	KeyHint  string // shown in the empty key field: "Paste the private key or drop a file"
	// KeyWant says what key the form wants, and how its text is read; nil for the
	// zero Want: any key, and a question where a secret has two readings.
	KeyWant func(Form) keys.Want
	// Life is how long a token lives when nothing is said.
	Life time.Duration
	// Longest is the longest life the platform is known to accept, 0 for any.
	Longest time.Duration
	// NoExpiry is how a token without an expiry is judged; Info where it is empty.
	NoExpiry Severity
	// Lives are the lifetimes offered beside a free date; Endless is one without.
	Lives []time.Duration
	// Step is what times in a token are cut to, a second where it is 0.
	Step time.Duration
	// SecretIsText says that the platform's key is documented to be the text of
	// its secret, whatever that text could be decoded to.
	SecretIsText bool
	// Generic says that nothing but the standards holds: there are no rules of a
	// platform.
	Generic bool
	// TextOnly says that a token of the platform knows no values but text: other
	// further claims are put in as their JSON.
	TextOnly bool

	// Signing.

	// KeyFits says why a key cannot sign for this form, or "".
	KeyFits func(Form, *keys.Key) string
	// Check looks at fields that depend on each other; may be nil.
	Check func(Form) []Problem
	// Compose makes header and claims of a form whose fields were checked.
	Compose func(Form) (header, claims token.Object)
	// Sign makes the token: what is shown, copied and put into URLs.
	Sign func(f Form, header, claims token.Object, key *keys.Key) (string, error)
	// URLs lists what the token opens, the stream first; may be empty.
	URLs func(form Form, tok string) []URL
	// Snippets are ready-made texts that carry the token or make one; may be nil.
	Snippets func(Made) []Snippet
	// Remarks are what has to be said of a token with nothing wrong in its form,
	// one sentence each; may be nil.
	Remarks func(Made) []string
	// Learn fills the form from a genuine token or URL; nil where nothing is to be
	// found out.
	Learn *Learn

	// Reading.

	// Kinds are the kinds of this platform's tokens, the usual one first.
	Kinds []token.Kind
	// Algorithms are the JWS algorithms the platform accepts; nil for any.
	Algorithms []string
	// Recognises reports whether a token, or the URL around it (nil for none),
	// is this platform's.
	Recognises func(*token.Token, *url.URL) bool
	// Read says what the claims mean here; may be nil.
	Read func(*token.Token) []Reading
	// TokenID is what the token opens and URLID what a URL asks for, "" where
	// they do not say. SameID compares the two, nil for equality without case.
	TokenID func(*token.Token) string
	URLID   func(*url.URL) string
	SameID  func(inToken, wanted string) bool
	// Params are the names under which a URL carries the token, the usual one
	// first; "" stands for a token without a name that comes first in the query.
	Params []string
	// IDWord is what the platform calls the ID in a sentence; "ID" where empty.
	IDWord string
	// Tags are the platform's player elements.
	Tags []PlayerTag
	// Rules are the platform's own reasons for playback to fail.
	Rules []Rule
	// Statuses say what an HTTP status or an error text means here.
	Statuses []Status
	// Refusers are what else refuses a faultless token, in words.
	Refusers []string
}

// Endless stands for a life without an end in Lives.
const Endless time.Duration = 0

// PlayerTag is an element of HTML that plays a video.
type PlayerTag struct {
	Element string   // "fastpix-player"
	ID      string   // the attribute with the playback ID
	Tokens  []string // the attributes with a token
}

// Status is what one answer of the platform means.
type Status struct {
	Code   int          // HTTP status, 0 for a text alone
	Text   string       // what people see or are quoted, "" for the status alone
	Means  string       // one sentence
	Causes []cause.Code // the likeliest first
	Standing
}

// Made is a token with the form it was made of.
type Made struct {
	Form           Form
	Header, Claims token.Object
	Token          string
	URLs           []URL
}

// Form is a filled form.
type Form struct {
	Values   map[string]string // by field name; defaults are filled in
	Extra    []token.Member    // further claims, and replacements of the platform's own
	IssuedAt time.Time         // whole seconds
	Expires  time.Time
}

// Get returns a value of the form.
func (f Form) Get(field string) string { return f.Values[field] }

// URL is one address that a token opens.
type URL struct {
	Name     string   `json:"name"`
	URL      string   `json:"url"`
	Standing Standing `json:"standing"`
}

// Snippet is a text to put the token to use.
type Snippet struct {
	Name string
	Text string
}

// Reading is what one claim means, for people.
type Reading struct {
	Label string // "Opens"
	Value string // "stream and images of playback ID"
	Code  string // what is shown monospaced behind it, may be empty
	Note  string // "accepted by FastPix", may be empty
}

// Rule is one reason why playback fails or may fail: nil where it does not apply.
type Rule func(Evidence) *Finding

// Evidence is what a platform's rule may look at.
type Evidence struct {
	Token *token.Token // an encrypted one opened, where a key did
	URL   *url.URL     // the URL around the token, nil for none
	Want  string       // the ID that is wanted, "" where it was not said
	Name  string       // the parameter or attribute that carries the token, "" for none
	Now   time.Time
	Skew  time.Duration // how far two clocks may be apart
	Check token.Check
	KeyID string // the ID of the key that made the token, "" where it is not known
}

// Severity says what a finding means for playback.
type Severity string

// The severities of findings.
const (
	Error   Severity = "error"   // playback will fail
	Warning Severity = "warning" // it may fail, or is about to
	Info    Severity = "info"    // worth knowing
)

// Finding is one thing found. The code is stable; the rest is for people.
type Finding struct {
	Code     cause.Code `json:"code"`
	Severity Severity   `json:"severity"`
	Title    string     `json:"title"`
	Evidence string     `json:"evidence"`
	Fix      string     `json:"fix"`
	Standing Standing   `json:"standing"`
	// BecauseOf is the code of the finding that this one follows from.
	BecauseOf cause.Code `json:"because_of,omitempty"`
	// Names are the members of header and claims that it speaks of; nil where the
	// cause says it all.
	Names []string `json:"-"`
	// Remedy is the fix that one click applies, nil for none.
	Remedy *Remedy `json:"-"`
}

func found(code cause.Code, severity Severity, title, evidence, fix string, standing Standing) *Finding {
	return &Finding{Code: code, Severity: severity, Title: title, Evidence: evidence, Fix: fix, Standing: standing}
}

// Remedy changes a token before it is signed again.
type Remedy struct {
	Label  string         // on the button: "Use the URL's ID"
	Header []token.Member // set in their place, or added
	Claims []token.Member
	Drop   []string // claims to take away
	Fresh  bool     // begin now, and live as long as before or as is usual
}

var registered = map[string]*Platform{}

// register adds a platform. Each platform's file calls it once, at the start of
// the program.
func register(p *Platform) *Platform {
	registered[p.Name] = p
	return p
}

// All lists the platforms in their order.
func All() []*Platform {
	list := make([]*Platform, 0, len(registered))
	for _, p := range registered {
		list = append(list, p)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Order < list[j].Order })
	return list
}

// ByName returns the platform of that name, or nil.
func ByName(name string) *Platform { return registered[name] }

// Recognise returns the platform that a token, or the URL around it, belongs to,
// or nil when it cannot be told.
func Recognise(t *token.Token, u *url.URL) *Platform {
	for _, p := range All() {
		if p.Recognises != nil && p.Recognises(t, u) {
			return p
		}
	}
	return nil
}
