// Package platformtest is what the tests of the platforms share: complete forms,
// tables of what is wrong with a field, and tokens to be read.
package platformtest

import (
	"encoding/base64"
	"net/url"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/internal/fixtures"
)

// Issued is when the tokens of [Complete] are made.
var Issued = time.Unix(1744780459, 0)

// SharedSecret is a key of the platforms that share one: 64 hexadecimal digits,
// published as the test key of PASETO.
const SharedSecret = "707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f"

// SecretKey reads a shared secret as the platform's form does.
func SecretKey(tb testing.TB, want importer.Want, text string) *keys.Key {
	tb.Helper()
	a := importer.ImportWith([]byte(text), importer.Options{Want: want})
	if !a.Taken() {
		tb.Fatal(a.Message)
	}
	return a.Key
}

// Complete is a form of any platform with nothing missing; set changes fields:
// "for", "drm".
func Complete(tb testing.TB, p *platform.Platform, set ...string) platform.Request {
	tb.Helper()
	r := platform.Request{Values: map[string]string{}, IssuedAt: Issued, Key: fixtures.Key(tb)}
	for _, f := range p.Fields {
		if f.Required {
			r.Values[f.Name] = f.Example
		}
	}
	if p.Name == "fastpix" { // whose golden token is that of the fixtures
		r.Values[platform.KeyID], r.Values[platform.ID] = fixtures.KeyID, fixtures.PlaybackID
	}
	if want := p.KeyWantFor(nil); WantsSecret(p) {
		r.Key = SecretKey(tb, want, SharedSecret)
	}
	for i := 0; i < len(set); i += 2 {
		r.Values[set[i]] = set[i+1]
	}
	return r
}

// WantsSecret reports whether a platform's tokens are made with a shared secret, and with
// no other key.
func WantsSecret(p *platform.Platform) bool {
	kinds := p.KeyWantFor(nil).Kinds
	return len(kinds) == 1 && kinds[0] == keys.Secret
}

// Endless is a form for a token without an expiry.
func Endless(r platform.Request) platform.Request {
	r.Endless = true
	return r
}

// Problem is one text in one field and what is said of it. It has no name of its own
// so that a table may leave out those of its fields.
type Problem = struct {
	Name, Field, Text string
	Says              string // "" for nothing wrong
	Warning           bool
}

// CheckProblems tries each text in a form with nothing else wrong: a warning comes
// with a token, anything else without.
func CheckProblems(t *testing.T, p *platform.Platform, cases []Problem) {
	t.Helper()
	for _, tc := range cases {
		t.Run(tc.Name, func(t *testing.T) {
			s, problems := p.Make(Complete(t, p, tc.Field, tc.Text))
			var said []platform.Problem
			for _, pr := range problems {
				if pr.Field == tc.Field {
					said = append(said, pr)
				} else if !pr.Warning {
					t.Errorf("besides: %+v", pr)
				}
			}
			switch {
			case tc.Says == "":
				if s == nil || len(said) > 0 {
					t.Error(said)
				}
			case len(said) != 1 || said[0].Warning != tc.Warning || !strings.Contains(said[0].Text, tc.Says):
				t.Errorf("%+v, want …%s…", said, tc.Says)
			case (s != nil) != tc.Warning:
				t.Error("a warning comes with a token, anything else without")
			}
		})
	}
}

// Parse is a URL, nil for an empty text.
func Parse(tb testing.TB, text string) *url.URL {
	tb.Helper()
	if text == "" {
		return nil
	}
	u, err := url.Parse(text)
	if err != nil {
		tb.Fatal(err)
	}
	return u
}

// Bare is the header of most tokens.
const Bare = `{"alg":"RS256"}`

// Token is a JWT of that text, signed by nobody.
func Token(header, claims string) *token.Token {
	enc := base64.RawURLEncoding.EncodeToString
	return formats.Decode(enc([]byte(header)) + "." + enc([]byte(claims)) + ".AQID")
}

// Member is a further claim.
func Member(tb testing.TB, name, json string) token.Member {
	tb.Helper()
	m, err := token.RawMember(name, json)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}
