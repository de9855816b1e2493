package token

import (
	"errors"
	"net/url"
	"slices"
	"time"

	"playtoken/core/keys"
)

// Format is one way to write tokens. What differs between kinds of tokens is asked
// of it; nobody else has to know which formats there are. Formats that are made
// here are [Maker], those that a key can be tried on [Checker].
type Format interface {
	// Name names a token of the format in a sentence: "a JWT", "a PASETO v4.local".
	// For a nil token it names what the format makes.
	Name(*Token) string
	// Decode reads a text that has the shape of the format, damaged or not; nil for
	// any other.
	Decode(text string) *Token
	// Times is how exp, nbf and iat stand in a token.
	Times() Times
	// Sealed reports whether tokens say nothing without their key.
	Sealed() bool
	// Guessed reports whether a token is told by its looks alone, so that it may be
	// something else, and that nothing is missing from it.
	Guessed(*Token) bool
	// KeyKinds are the kinds of key that go with a header, nil where any may.
	KeyKinds(header Object) []keys.Kind
}

// Maker is a format whose tokens are made here.
type Maker interface {
	Format
	// Make signs or seals a draft and returns the text of the token.
	Make(Draft, *keys.Key, ...Setting) (string, error)
}

// Checker is a format whose tokens a key can say something of.
type Checker interface {
	Format
	// Try tries one key on a token of the format, nil for none. It never fails: what
	// stands in the way is the reason of the check.
	Try(*Token, *Trial) Outcome
}

// Recoverer is a format, and a [Checker] as well, whose signatures still say something
// when they do not fit.
type Recoverer interface {
	// Recover opens a signature with a key that it does not fit. Of SignedOther it says
	// what was signed, in the format's own type.
	Recover(*Token, *Trial) (what Recovery, fits any)
}

// Beginner is a format whose tokens are told by how they begin, wherever in a text they
// stand. One that is none is read only where a token is due.
type Beginner interface {
	// Initials are the characters that such a token may begin with.
	Initials() string
	// Begins reports whether a text begins as a token of the format does, whatever
	// follows. Dots may stand percent-encoded, once or twice.
	Begins(text string) bool
}

// URLReader is a format whose tokens are whole URLs.
type URLReader interface {
	// ReadURL reads a URL that carries its own signature, nil for any other.
	ReadURL(*url.URL) *Token
	// Mark is a piece that each such URL has; "" where only their looks tell them.
	Mark() string
}

// CookieReader is a format whose tokens may stand in several cookies.
type CookieReader interface {
	// Cookies are the names of the cookies.
	Cookies() []string
	// ReadCookies reads cookies by their names, nil for none of the format. around is the
	// URL that is asked for with them, nil where that is not known.
	ReadCookies(cookies map[string]string, around *url.URL) *Token
}

// KeyNamer is a format that names its key in another way than by kid (RFC 7515 section
// 4.1.4).
type KeyNamer interface {
	// KeyIDName is the member of header or claims that names the key.
	KeyIDName() string
}

// KeyIDName is the member of header or claims by which tokens of a format name their
// key; f may be nil.
func KeyIDName(f Format) string {
	if n, ok := f.(KeyNamer); ok {
		return n.KeyIDName()
	}
	return "kid"
}

// Setting is what a format has to be told beside the key, where neither token nor key
// says it. Each format has a type of its own, and [SettingOf] finds the first of that type.
type Setting any

// Draft is a token before it is signed or sealed.
type Draft struct {
	Format         Format
	Header, Claims Object
	Footer         []byte    // of a PASETO, the exact bytes
	URL            string    // of a signed URL, what is signed
	Expires        time.Time // of a signed URL without claims
	Settings       []Setting // before those that Make is given
}

// Why a draft cannot be made into a token, beside the errors of its format.
var (
	ErrNotMade    = errors.New("tokens of this format are not made here")
	ErrNoKey      = errors.New("there is no key")
	ErrWantSecret = errors.New("this format needs a shared secret")
)

// Make signs or seals the draft and returns the text of the token. It returns
// ErrNotMade, ErrNoKey, or an error of the format.
func (d Draft) Make(key *keys.Key, settings ...Setting) (string, error) {
	m, ok := d.Format.(Maker)
	switch {
	case !ok:
		return "", ErrNotMade
	case key == nil:
		return "", ErrNoKey
	}
	return m.Make(d, key, slices.Concat(d.Settings, settings)...)
}

// token is a draft as the token whose claims it has: these tell its moments.
func (d Draft) token() *Token { return &Token{Format: d.Format, Claims: d.Claims} }

// Time is [Token.Time] for a draft.
func (d Draft) Time(claim string) (TimeClaim, bool) { return d.token().Time(claim) }
