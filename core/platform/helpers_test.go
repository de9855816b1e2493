package platform_test

import (
	"iter"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/internal/fixtures"
)

// sharedSecret is a key of the platforms that share one: 64 hexadecimal digits,
// published as the test key of PASETO.
const sharedSecret = "707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f"

// secretKey reads a shared secret as the platform's form does.
func secretKey(t testing.TB, want keys.Want, text string) *keys.Key {
	t.Helper()
	a := keys.ImportWith([]byte(text), keys.Options{Want: want})
	if !a.Taken() {
		t.Fatal(a.Message)
	}
	return a.Key
}

// complete is a form of any platform with nothing missing.
func complete(t testing.TB, p *platform.Platform) platform.Request {
	t.Helper()
	r := platform.Request{Values: map[string]string{}, IssuedAt: issued, Key: fixtures.Key(t)}
	for _, f := range p.Fields {
		if f.Required {
			r.Values[f.Name] = f.Example
		}
	}
	switch p.Name {
	case "fastpix":
		r.Values[platform.KeyID], r.Values[platform.ID] = keyID, playbackID
	case "fastevo", "edgecast":
		r.Key = secretKey(t, p.KeyWantFor(nil), sharedSecret)
	}
	return r
}

// everyField gives each field of each platform.
func everyField() iter.Seq2[*platform.Platform, platform.Field] {
	return func(yield func(*platform.Platform, platform.Field) bool) {
		for _, p := range platform.All() {
			for _, f := range p.Fields {
				if !yield(p, f) {
					return
				}
			}
		}
	}
}

// blocked reports whether a problem keeps the token from being made; that the
// key does not fit a choice is another matter.
func blocked(problems []platform.Problem) bool {
	for _, p := range problems {
		if !p.Warning && p.Field != platform.KeyField {
			return true
		}
	}
	return false
}

func bitmovin() *platform.Platform { return platform.ByName("bitmovin") }

func jwtPlatform() *platform.Platform { return platform.ByName("jwt") }

// problemCase is one text in one field and what is said of it.
type problemCase struct {
	name, field, text string
	says              string // "" for nothing wrong
	warning           bool
}

// checkProblems: a warning comes with a token, anything else without.
func checkProblems(t *testing.T, p *platform.Platform, cases []problemCase) {
	t.Helper()
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			r := complete(t, p)
			r.Values[tc.field] = tc.text
			s, problems := p.Make(r)
			var said []platform.Problem
			for _, pr := range problems {
				if pr.Field == tc.field {
					said = append(said, pr)
				} else if !pr.Warning {
					t.Errorf("besides: %+v", pr)
				}
			}
			switch {
			case tc.says == "":
				if s == nil || len(said) > 0 {
					t.Error(said)
				}
			case len(said) != 1 || said[0].Warning != tc.warning || !strings.Contains(said[0].Text, tc.says):
				t.Errorf("%+v, want …%s…", said, tc.says)
			case (s != nil) != tc.warning:
				t.Error("a warning comes with a token, anything else without")
			}
		})
	}
}
