// Package platform says what a video platform is: what its form asks for, how its
// tokens are made and read, and why it refuses one.
//
// A platform is data plus a few functions, in a package of its own below this one:
// its fields drive the form of the window, the flags of the terminal and the help of
// both; its functions turn a filled form into tokens, a token into playable URLs, and
// read a token back. core/platform/all lists them; nobody else needs to know a name.
//
// Every fact carries its [Basis], because much about these platforms is not written
// down anywhere. What is only inferred is said to be.
package platform

import (
	"context"
	"net/url"
	"strings"
	"time"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/token"
)

// Basis says what a fact rests on.
type Basis string

// The bases, strongest first. Inferred is shown as "the platform may differ". Nothing that
// is said of a token is without any: an answer of an [Edge] may be.
const (
	Stated         Basis = "stated"          // the platform's documentation or API description says it
	Seen           Basis = "seen"            // read in the platform's own code, replies or tokens
	Inferred       Basis = "inferred"        // follows from the others, not established
	NotEstablished Basis = "not established" // the best reading of nothing that is known
)

// Platform is one platform. Functions of its parts may be nil where a comment says
// so.
type Platform struct {
	Name  string // lower case, fixed: scripts use it
	Label string // its name as people write it
	Note  string // what has to be said beside its name, mostly nothing

	Form
	Signing
	Reading
	Judging

	Account  *Account  // its API for signing keys, nil where it has none
	Rotation *Rotation // how a signing key is replaced, nil where that is not known
	Edge     *Edge     // how its servers answer, nil where nobody imitates them
}

// Form is what a person fills in.
type Form struct {
	Fields   []Field
	KeyLabel string // "Private key"
	KeyHint  string // shown in the empty key field: "Paste the private key or drop a file"
	// KeyWant says what key the form wants, and how its text is read; nil for the
	// zero Want: any key, and a question where a secret has two readings.
	KeyWant func(Filled) importer.Want
	// KeyLeaves says which values of a field a key leaves, the usual one first; nil where
	// a key decides nothing.
	KeyLeaves func(*keys.Key) (field string, values []string)
	// NewKey is the type of a key that is made for the platform; of several that would
	// do, the one that no other platform takes.
	NewKey keys.Type
	// NoClaims reports whether what a form makes holds no claims, so that none can be added;
	// nil where each does.
	NoClaims func(Filled) bool
	// SecretUse names what a shared secret is for, in a list of such uses: "Edgecast";
	// "" where the platform takes none.
	SecretUse string
	// Life is how long a token lives when nothing is said, Lives are the lifetimes
	// offered beside a free date; Endless is one without.
	Life  time.Duration
	Lives []time.Duration
}

// Endless stands for a life without an end in Lives.
const Endless time.Duration = 0

// Signing is how tokens are made.
type Signing struct {
	// KeyFits says why a key cannot sign for this form, or "".
	KeyFits func(Filled, *keys.Key) string
	// CheckForm looks at fields that depend on each other; may be nil.
	CheckForm func(Filled) []Problem
	// Compose makes the drafts of a form whose fields were checked, the one for the
	// stream first.
	Compose func(Filled) []Draft
	// Settings are what the format of the drafts has to be told beside the key; may
	// be nil.
	Settings func(Filled) []token.Setting
	// URLs lists what a token opens, the stream first; may be empty.
	URLs func(Filled, NamedToken) []URL
	// Snippets are ready-made texts that carry the tokens or make them; may be nil.
	Snippets func(*Signed) []Snippet
	// Remarks are what a person should look at in tokens with nothing wrong in their form,
	// one sentence each; may be nil.
	Remarks func(*Signed, *keys.Key) []string
	// Facts are what is always so at the platform, for such a form: nothing that the person
	// did or that makes this token worse than others; may be nil.
	Facts func(*Signed) []Fact
	// Policy is what a proof that is no token holds, as JSON; nil where there is none.
	Policy func(*Signed) string
	// TextOnly says that a token of the platform knows no values but text: other
	// further claims are put in as their JSON.
	TextOnly bool
	// Learn fills the form from a genuine token or URL; nil where nothing is to be
	// found out.
	Learn *Learn
}

// Reading is how tokens are told and read.
type Reading struct {
	// Formats are those of the platform's tokens, the usual one first.
	Formats []token.Format
	// Algorithms are the JWS algorithms that the platform accepts; nil for any.
	Algorithms []string
	// OwnsURL reports whether a URL is one of the platform's, OwnsToken whether a
	// token is by what it says; nil where that tells nothing.
	OwnsURL   func(*url.URL) bool
	OwnsToken func(*token.Token) bool
	// Host is the host at which the platform answers a URL of such a path, "" where that
	// is not known; may be nil.
	Host func(*url.URL) string
	// Paths are those that the platform is known to answer at the host of a URL, the usual one
	// first, with ID for the ID; nil for a host of which that is not known, and empty for one
	// that has no streams. May be nil.
	Paths func(*url.URL) []string
	// Meanings say what the claims mean here; may be nil.
	Meanings func(*token.Token) []Meaning
	// TokenID is what the token opens and URLID what a URL asks for, "" where
	// they do not say.
	TokenID func(*token.Token) string
	URLID   func(*url.URL) string
	// FormOfURL is what a URL holds for the form, by the names of the fields, where that is
	// more than one ID; nil for nothing. May be nil.
	FormOfURL func(*url.URL) map[string]string
	// OwnIDRule says that a rule of the platform's own compares the two; else they
	// must be equal but for case.
	OwnIDRule bool
	// IDWord is what the platform calls the ID in a sentence; "ID" where empty.
	IDWord string
}

// Judging is what is known of the platform's refusals.
type Judging struct {
	// Params are the names under which a URL carries the token, the usual one
	// first; "" stands for a token without a name that comes first in the query.
	Params []string
	// ParamsAt are those of a URL where they differ by host; nil for Params everywhere.
	ParamsAt func(*url.URL) []string
	// Tags are the platform's player elements.
	Tags []PlayerTag
	// Rules are the platform's own reasons for playback to fail.
	Rules []Rule
	// URLRules are those for which a URL is refused before its token is looked at, and where
	// there is none.
	URLRules []Rule
	// Statuses say what an HTTP status or an error text means here.
	Statuses []Status
	// ByViewer reports whether a token lets in some viewers alone, which hangs on who asks;
	// nil where none does.
	ByViewer func(*token.Token) bool
	// Refusers are what else refuses a faultless token, in words.
	Refusers []string
	// LooksAt are the headers of a request by which it may be refused beside its token:
	// "Referer", "Origin", "User-Agent".
	LooksAt []string
	// LicenceTakes are the statuses of refusal with which a licence URL answers a POST without
	// a challenge whose token it has taken.
	LicenceTakes []int
	// Licences say what an answer to a request for a licence means, where that differs.
	Licences []Status
	// Longest is the longest life the platform is known to accept, 0 for any.
	Longest time.Duration
	// NoExpiry is how a token without an expiry is judged; Info where it is empty.
	NoExpiry Severity
	// SecretIsText says that the platform's key is documented to be the text of
	// its secret, whatever that text could be decoded to.
	SecretIsText bool
	// MakesKeys says that the platform makes its RSA keys itself, with 2,048 bits or more: a
	// smaller one is none of its own.
	MakesKeys bool
	// Generic says that nothing but the standards holds: there are no rules of a
	// platform.
	Generic bool
}

// PlayerTag is an element of HTML that plays a video.
type PlayerTag struct {
	Element string   // "fastpix-player"
	ID      string   // the attribute with the playback ID
	Tokens  []string // the attributes with a token, that of the stream first
	Domain  string   // the attribute with a domain that the player puts "stream." in front of, "" for none
}

// Status is what one answer of the platform means.
type Status struct {
	Code   int          // HTTP status, 0 for a text alone
	Text   string       // what people see or are quoted, "" for the status alone
	Means  string       // one sentence
	Causes []cause.Code // the likeliest first
	Basis
}

// Answer makes a row of a platform's answers; see [Status] for its parts.
func Answer(code int, text, means string, causes []cause.Code, b Basis) Status {
	return Status{Code: code, Text: text, Means: means, Causes: causes, Basis: b}
}

// URL is one address that a token opens.
type URL struct {
	Name  string `json:"name"`
	URL   string `json:"url"`
	Basis Basis  `json:"standing"`
}

// Fact is what is always so at a platform, in a sentence.
type Fact struct {
	Text string
	// Label is on the button that puts Value into Field, "" where there is nothing to do.
	Label, Field, Value string
	// Standing marks what explains the platform and bounds no token: a form has room for it,
	// a command that is given again and again does not.
	Standing bool
}

// Snippet is a text to put a token to use.
type Snippet struct {
	_ [0]func() // nobody compares them, and the code that would is large

	Name string
	Text string
	// Live is code that makes the token with the time of when it runs, where Text has the
	// times of one token; "" where there is none.
	Live string
}

// NewSnippet makes a [Snippet].
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func NewSnippet(name, text string) Snippet { return Snippet{Name: name, Text: text} }

// Meaning is what one claim means, for people.
type Meaning struct {
	Label string // "Opens"
	Value string // "stream and images of playback ID"
	Code  string // what is shown monospaced behind it, may be empty
	Note  string // "accepted by FastPix", may be empty
}

// Means makes a [Meaning].
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func Means(label, value, code, note string) Meaning {
	return Meaning{Label: label, Value: value, Code: code, Note: note}
}

// Learn is how the form of a platform can be filled in from something genuine: a
// token or a URL that the platform itself made, which the key at hand must fit.
type Learn struct {
	Label string // of the link: "Find out from a genuine token or URL"
	Hint  string // what to paste, in a sentence or two
	Begin string // how it begins, shown in the empty field
	// KeyWant is how the importer reads the key for it. It is not that of the form:
	// how the key is meant is what is to be found out.
	KeyWant importer.Want
	// From tries everything that a genuine text may tell. It may take seconds and
	// ends early with the context's error. Any other error says in words what does
	// not fit and what to look at; it quotes nothing of the key.
	From func(ctx context.Context, f Filled, key *keys.Key, genuine string) (Learned, error)
}

// Learned is what a genuine text has told.
type Learned struct {
	Values map[string]string // to be put into the form, by field name
	Said   string            // what was found out, in sentences
}

// LearnFrom finds out what it can for a form with these values; missing ones take
// their default. The key is nil when there is none. A platform whose Learn is nil
// must not be asked.
func (p *Platform) LearnFrom(ctx context.Context, values map[string]string, key *keys.Key, genuine string) (Learned, error) {
	form, _ := p.fill(Request{Values: values})
	return p.Learn.From(ctx, form, key, genuine)
}

// ShortID writes a long ID with its middle left out: "16af5b33…4455".
func ShortID(id string) string {
	if r := []rune(id); len(r) > 16 {
		return string(r[:8]) + "…" + string(r[len(r)-4:])
	}
	return id
}

// PlayerToken is the attribute under which the platform's players take a token that is
// called so in a tag, in an object of tokens or in JSON: "drm-token" for drmToken or, in
// an object, drm. "" for a name that is none of theirs.
func (p *Platform) PlayerToken(name string) string {
	for _, t := range p.Tags {
		for _, attribute := range t.Tokens {
			if SameName(name, attribute) {
				return attribute
			}
		}
	}
	return ""
}

// SameName reports whether a name is that of a player's token, however it is written.
func SameName(name, attribute string) bool {
	plain := func(s string) string {
		return strings.TrimSuffix(strings.ToLower(joined.Replace(s)), "token")
	}
	return name != "" && plain(name) == plain(attribute)
}

var joined = strings.NewReplacer("-", "", "_", "")

// ParamsOf are the names under which a URL carries the token, the usual one first; u may
// be nil.
func (p *Platform) ParamsOf(u *url.URL) []string {
	if u != nil && p.ParamsAt != nil {
		return p.ParamsAt(u)
	}
	return p.Params
}

// Takes reports whether tokens of a format are the platform's.
func (p *Platform) Takes(f token.Format) bool {
	for _, own := range p.Formats {
		if own == f {
			return true
		}
	}
	return false
}

// Owns reports whether a token, or the URL around it, is the platform's by what it
// says; either may be nil.
func (p *Platform) Owns(t *token.Token, u *url.URL) bool {
	return u != nil && p.OwnsURL != nil && p.OwnsURL(u) || t != nil && p.OwnsToken != nil && p.OwnsToken(t)
}

// IDOf is what a token, or the URL around it, asks to play; "" where they do not
// say. Either may be nil; the URL goes before.
func (p *Platform) IDOf(t *token.Token, u *url.URL) (id string) {
	if u != nil && p.URLID != nil {
		id = p.URLID(u)
	}
	if id == "" && t != nil && p.TokenID != nil {
		id = p.TokenID(t)
	}
	return id
}
