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

// Platform is one platform.
type Platform struct {
	Name   string // lower case, fixed: scripts use it
	Label  string // its name as people write it
	Order  int    // its place in lists
	Fields []Field
	// Life is how long a token lives when nothing is said.
	Life time.Duration
	// Longest is the longest life the platform is known to accept, 0 for any.
	Longest time.Duration
	// NoExpiry is how a token without an expiry is judged; Info where it is empty.
	NoExpiry Severity
	// Lives are the lifetimes offered beside a free date.
	Lives []time.Duration

	// KeyFits says why a key cannot sign for this platform, or "".
	KeyFits func(*keys.Key) string
	// Compose makes header and claims of a form whose fields were checked.
	Compose func(Form) (header, claims token.Object)
	// Sign makes the token.
	Sign func(header, claims token.Object, key *keys.Key) (string, error)
	// URLs lists what the token opens, the stream first.
	URLs func(form Form, tok string) []URL
	// Snippets are ready-made texts that carry the token.
	Snippets func(form Form, tok string) []Snippet
	// Recognises reports whether a token, or the URL around it (nil for none),
	// is this platform's.
	Recognises func(*token.Token, *url.URL) bool
	// Read says what the claims mean here.
	Read func(*token.Token) []Reading
	// Rules are the platform's own reasons for playback to fail.
	Rules []Rule
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

// Evidence is what a rule may look at.
type Evidence struct {
	Token *token.Token
	URL   *url.URL // the URL around the token, nil for none
	Now   time.Time
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
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	Title    string   `json:"title"`
	Evidence string   `json:"evidence"`
	Fix      string   `json:"fix"`
	Standing Standing `json:"standing"`
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
