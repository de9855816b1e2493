// Package formats is the list of the formats of tokens. The first of them that recognises
// a text reads it.
//
// A new format is a package beside core/token/jws and a line here.
package formats

import (
	"net/url"

	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
	"playtoken/core/token/ectoken"
	"playtoken/core/token/jws"
	"playtoken/core/token/paseto"
	"playtoken/core/token/urlsig"
)

// list is every format, in the order in which a text is tried. The first that
// recognises a text reads it; JWS comes last and takes what is left.
var list = []token.Format{paseto.Local, paseto.Other, ectoken.Format, cloudfront.Format, urlsig.Format, jws.Encrypted, jws.Format}

// All lists the formats.
func All() []token.Format { return append([]token.Format(nil), list...) }

// Decode reads one token. The text is taken as it is: cleaning up what was pasted is
// the work of core/extract. It never fails and never verifies; what is wrong is in the
// token's Faults.
func Decode(text string) *token.Token {
	broken := func(f token.Fault) *token.Token {
		f.Part, f.At = token.OtherPart, -1
		return &token.Token{Kind: token.Unknown, Format: jws.Format, Faults: []token.Fault{f}}
	}
	switch {
	case len(text) > token.MaxSize:
		return broken(token.Fault{Code: token.TooLarge, Have: len(text), Want: token.MaxSize})
	case text == "":
		return broken(token.Fault{Code: token.NoToken})
	}
	for _, f := range list {
		t := f.Decode(text)
		if t == nil {
			continue
		}
		if len(text) > token.LargeSize {
			large := token.Fault{Code: token.Large, Part: token.OtherPart, At: -1, Have: len(text), Want: token.LargeSize}
			t.Faults = append([]token.Fault{large}, t.Faults...)
		}
		return t
	}
	return broken(token.Fault{Code: token.NoToken}) // jws reads any text
}

// ReadURL reads a URL that carries its own signature, nil for any other.
func ReadURL(u *url.URL) *token.Token {
	for _, f := range list {
		if r, ok := f.(token.URLReader); ok {
			if t := r.ReadURL(u); t != nil {
				return t
			}
		}
	}
	return nil
}

// Initials are the characters with which those tokens begin that are told by it.
func Initials() (set string) {
	for _, f := range list {
		if b, ok := f.(token.Beginner); ok {
			set += b.Initials()
		}
	}
	return set
}

// Begins reports whether a text begins as a token of a known format does. Edgecast's have
// no beginning of their own.
func Begins(text string) bool {
	for _, f := range list {
		if b, ok := f.(token.Beginner); ok && b.Begins(text) {
			return true
		}
	}
	return false
}

// Marks are the pieces of text by which signed URLs are told, one for each format that has
// one: some are told by their looks alone.
func Marks() (marks []string) {
	for _, f := range list {
		if r, ok := f.(token.URLReader); ok && r.Mark() != "" {
			marks = append(marks, r.Mark())
		}
	}
	return marks
}

// Cookies are the names of the cookies that a token may stand in.
func Cookies() (names []string) {
	for _, f := range list {
		if r, ok := f.(token.CookieReader); ok {
			names = append(names, r.Cookies()...)
		}
	}
	return names
}

// ReadCookies reads a token that stands in several cookies, nil for none. around is the
// URL that is asked for with them, nil where that is not known.
func ReadCookies(cookies map[string]string, around *url.URL) *token.Token {
	for _, f := range list {
		if r, ok := f.(token.CookieReader); ok {
			if t := r.ReadCookies(cookies, around); t != nil {
				return t
			}
		}
	}
	return nil
}
