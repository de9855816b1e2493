package platform_test

import (
	"context"
	"net/url"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/check"
	"playtoken/core/token"
	"playtoken/internal/fixtures"
)

// claimsFormat is tokens that are the JSON of their claims.
type claimsFormat struct{ times token.Times }

func (*claimsFormat) Name(*token.Token) string          { return "a test" }
func (*claimsFormat) Decode(string) *token.Token        { return nil }
func (f *claimsFormat) Times() token.Times              { return f.times }
func (*claimsFormat) Sealed() bool                      { return false }
func (*claimsFormat) Guessed(*token.Token) bool         { return false }
func (*claimsFormat) KeyKinds(token.Object) []keys.Kind { return nil }

// Make puts the settings in front.
func (*claimsFormat) Make(d token.Draft, _ *keys.Key, settings ...token.Setting) (string, error) {
	prefix, _ := token.SettingOf[string](settings)
	return prefix + string(d.Claims.JSON()), nil
}

func anyKey(platform.Filled, *keys.Key) string { return "" }

func noURLs(platform.Filled, platform.NamedToken) []platform.URL { return nil }

// TestAnotherPlatform: a platform is one value. Made here alone, and on no list, it is
// told by its host, asked what it wants, learned from, and signs.
func TestAnotherPlatform(t *testing.T) {
	format := &claimsFormat{token.Seconds}
	p := &platform.Platform{
		Name: "test", Label: "Test",
		Form: platform.Form{
			Life: time.Minute, KeyLabel: "Key",
			Fields: []platform.Field{{Name: platform.ID, Label: "Stream", Required: true}, {Name: "mark", Label: "Mark", Default: "plain"}},
		},
		Signing: platform.Signing{
			KeyFits: anyKey,
			Compose: func(f platform.Filled) []platform.Draft {
				draft := func(name, kind string) platform.Draft {
					claims := token.NewObject(token.StringMember(kind, f.Get(platform.ID)))
					return platform.Draft{Name: name, Draft: token.Draft{Format: format, Claims: claims}}
				}
				return []platform.Draft{draft("token", "stream"), draft("licence-token", "licence")}
			},
			Settings: func(f platform.Filled) []token.Setting { return []token.Setting{7, f.Get("mark") + " "} },
			URLs: func(f platform.Filled, tok platform.NamedToken) []platform.URL {
				return []platform.URL{{Name: tok.Name, URL: "https://test.example/" + tok.Name + "/" + f.Get(platform.ID), Basis: platform.Stated}}
			},
			Learn: &platform.Learn{From: func(_ context.Context, f platform.Filled, _ *keys.Key, genuine string) (platform.Learned, error) {
				return platform.Learned{Values: map[string]string{platform.ID: genuine}, Said: "It was " + f.Get("mark") + "."}, nil
			}},
		},
		Reading: platform.Reading{
			Formats: []token.Format{format},
			OwnsURL: func(u *url.URL) bool { return u.Host == "test.example" },
			TokenID: func(t *token.Token) string { return t.Claims.Text("stream") },
		},
	}
	own, other := &url.URL{Scheme: "https", Host: "test.example"}, &url.URL{Scheme: "https", Host: "example.com"}
	opens := &token.Token{Format: format, Claims: token.NewObject(token.StringMember("stream", "s1"))}
	if !p.Owns(nil, own) || p.Owns(opens, other) || p.Owns(nil, nil) || !p.Takes(format) || p.Takes(&claimsFormat{token.Dates}) {
		t.Error("it is not recognised by its host and its format, or by something else")
	}
	if p.IDOf(opens, own) != "s1" || p.IDOf(nil, own) != "" {
		t.Error("the ID is not that of the token")
	}
	if !p.KeyWantFor(nil).Equal(importer.Want{}) {
		t.Error("a platform that wants no certain key has a say in how one is read")
	}
	if said, _ := token.SettingOf[string](p.SettingsFor(map[string]string{"mark": "deep"})); said != "deep " {
		t.Errorf("a saved form makes the settings %q", said)
	}
	l, err := p.LearnFrom(context.Background(), nil, nil, "s1")
	if err != nil || l.Said != "It was plain." {
		t.Errorf("%+v, %v", l, err)
	}
	s, problems := p.Make(platform.Request{Values: l.Values, Key: fixtures.Key(t), IssuedAt: time.Unix(1000, 0)})
	if s == nil || s.First().Text != `plain {"stream":"s1"}` || s.First().URLs[0].URL != "https://test.example/token/s1" || s.Expires.Unix() != 1060 {
		t.Fatalf("%+v, %v", s, problems)
	}
	if len(s.Tokens) != 2 || s.Tokens[1].Name != "licence-token" || s.Tokens[1].Text != `plain {"licence":"s1"}` || len(s.URLs()) != 2 || s.URLs()[1] != s.Tokens[1].URLs[0] {
		t.Errorf("%+v", s.Tokens)
	}
	if len(s.Snippets()) > 0 {
		t.Errorf("%+v", s.Snippets())
	}
	if _, problems := p.Make(platform.Request{Key: fixtures.Key(t), IssuedAt: time.Unix(1000, 0)}); len(problems) != 1 || problems[0].Text != "Stream is missing." {
		t.Errorf("%+v", problems)
	}
}

// TestEveryKindOfField: a field that matters beside another alone, a text of
// several lines, and a token without an end.
func TestEveryKindOfField(t *testing.T) {
	format := &claimsFormat{token.Dates} // in milliseconds
	p := &platform.Platform{
		Name: "test", Label: "Test",
		Form: platform.Form{
			Life: time.Minute, KeyLabel: "Key",
			Fields: []platform.Field{
				{Name: "kind", Label: "Kind", Default: "plain", Choices: platform.Choices("plain", "Plain", "deep", "Deep")},
				{Name: "depth", Label: "Depth", Required: true, When: "kind=deep", Default: "", Check: func(text string) *platform.Problem {
					if !check.Digits(text) {
						return platform.Problemf("Depth is a number.")
					}
					return nil
				}},
				{Name: "note", Label: "Note", Area: true},
			},
		},
		Signing: platform.Signing{
			TextOnly: true,
			KeyFits:  anyKey,
			Compose: func(f platform.Filled) []platform.Draft {
				claims := token.NewObject(token.StringMember("depth", f.Get("depth")), token.StringMember("note", f.Get("note")))
				if !f.Expires.IsZero() {
					claims = claims.With(token.StringMember("end", f.Expires.Format(time.RFC3339Nano)))
				}
				return []platform.Draft{{Name: "token", Draft: token.Draft{Format: format, Claims: claims}}}
			},
			URLs:    noURLs,
			Remarks: func(s *platform.Signed, _ *keys.Key) []string { return []string{"It has " + s.First().Text} },
		},
		Reading: platform.Reading{Formats: []token.Format{format}},
	}
	at := time.Unix(1000, 123_999_999).UTC()
	extra := []token.Member{token.IntMember("n", 1)}
	for _, tc := range []struct {
		name     string
		values   map[string]string
		endless  bool
		severity platform.Severity
		want     string
		problems string // field and text of them all
	}{
		{"what does not matter is not looked at, and goes nowhere", map[string]string{"depth": "much", "note": " two\nlines "}, false, "", `{"depth":"","note":"two\nlines","end":"1970-01-01T00:17:40.123Z","n":"1"}`, ""},
		{"what matters is missing", map[string]string{"kind": "deep"}, false, "", "", "depth: Depth is missing."},
		{"what matters is wrong", map[string]string{"kind": "deep", "depth": "much"}, false, "", "", "depth: Depth is a number."},
		{"what matters is there", map[string]string{"kind": "deep", "depth": "3"}, false, "", `{"depth":"3","note":"","end":"1970-01-01T00:17:40.123Z","n":"1"}`, ""},
		{"endless", nil, true, platform.Info, `{"depth":"","note":"","n":"1"}`, ""},
		{"endless, with a doubt", nil, true, platform.Warning, `{"depth":"","note":"","n":"1"}`, "expires: Whether Test takes a token without an expiry is not known."},
		{"endless, which is not taken", nil, true, platform.Error, "", "expires: Test takes no token without an expiry."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p.NoExpiry = tc.severity
			s, problems := p.Make(platform.Request{Values: tc.values, Key: fixtures.Key(t), IssuedAt: at, Endless: tc.endless, Extra: extra})
			said := ""
			for _, pr := range problems {
				said += pr.Field + ": " + pr.Text
			}
			got := ""
			if s != nil {
				got = s.First().Text
				if s.Expires.IsZero() != tc.endless || s.Remarks[len(s.Remarks)-1] != "It has "+got {
					t.Errorf("expires %s, remarks %q", s.Expires, s.Remarks)
				}
			}
			if got != tc.want || said != tc.problems {
				t.Errorf("%s, %q; want %s, %q", got, said, tc.want, tc.problems)
			}
		})
	}
}

func TestShortID(t *testing.T) {
	for in, want := range map[string]string{
		fixtures.PlaybackID: "16af5b33…4455", "short": "short", "0123456789abcdef": "0123456789abcdef", "0123456789abcdefg": "01234567…defg", "éééééééééééééééééé": "éééééééé…éééé",
	} {
		if got := platform.ShortID(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
