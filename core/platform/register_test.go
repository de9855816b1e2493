package platform

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/token"
)

// TestAnotherPlatform: a platform is one value that registers itself. Defined
// here alone, it is listed, found, recognised, and signs, with no other change.
func TestAnotherPlatform(t *testing.T) {
	p := register(&Platform{
		Name: "test", Label: "Test", Order: 99, Life: time.Minute, KeyLabel: "Key",
		Fields:  []Field{{Name: ID, Label: "Stream", Required: true}},
		KeyFits: func(Form, *keys.Key) string { return "" },
		Compose: func(f Form) (header, claims token.Object) {
			return token.NewObject(), token.NewObject(token.StringMember("stream", f.Get(ID)))
		},
		Sign:       func(_ Form, _, claims token.Object, _ *keys.Key) (string, error) { return string(claims.JSON()), nil },
		URLs:       func(f Form, tok string) []URL { return []URL{{"Stream", "https://test.example/" + f.Get(ID), Stated}} },
		Recognises: func(_ *token.Token, u *url.URL) bool { return u != nil && u.Host == "test.example" },
	})
	t.Cleanup(func() { delete(registered, p.Name) })

	all := All()
	if !slices.Contains(all, p) || all[len(all)-1] != p || ByName("test") != p {
		t.Error("it is not listed last, or not found by its name")
	}
	if !slices.IsSortedFunc(all, func(a, b *Platform) int { return a.Order - b.Order }) {
		t.Error("the list is not in order")
	}
	if got := Recognise(token.Decode(""), &url.URL{Scheme: "https", Host: "test.example"}); got != p {
		t.Error("it is not recognised by its host")
	}
	if !KeyWantOf("test", nil).Equal(keys.Want{}) || !KeyWantOf("nobody", nil).Equal(keys.Want{}) {
		t.Error("a platform that wants no certain key, or none at all, has a say in how one is read")
	}
	key, err := keys.GenerateRSA(2048)
	if err != nil {
		t.Fatal(err)
	}
	s, problems := p.Make(Request{Values: map[string]string{ID: "s1"}, Key: key, IssuedAt: time.Unix(1000, 0)})
	if s == nil || s.Token != `{"stream":"s1"}` || s.URLs[0].URL != "https://test.example/s1" || s.Expires.Unix() != 1060 {
		t.Errorf("%+v, %v", s, problems)
	}
	if _, problems := p.Make(Request{Key: key, IssuedAt: time.Unix(1000, 0)}); len(problems) != 1 || problems[0].Text != "Stream is missing." {
		t.Errorf("%+v", problems)
	}
}

// TestEveryKindOfField: a field that matters beside another alone, a text of
// several lines, and a token without an end.
func TestEveryKindOfField(t *testing.T) {
	p := &Platform{
		Name: "test", Label: "Test", Life: time.Minute, KeyLabel: "Key", TextOnly: true, Step: time.Millisecond,
		Fields: []Field{
			{Name: "kind", Label: "Kind", Default: "plain", Choices: []Choice{{"plain", "Plain"}, {"deep", "Deep"}}},
			{Name: "depth", Label: "Depth", Required: true, When: "kind=deep", Default: "", Check: func(text string) *Problem {
				if !digits(text) {
					return problem("Depth is a number.")
				}
				return nil
			}},
			{Name: "note", Label: "Note", Area: true},
		},
		KeyFits: func(Form, *keys.Key) string { return "" },
		Compose: func(f Form) (header, claims token.Object) {
			claims = token.NewObject(token.StringMember("depth", f.Get("depth")), token.StringMember("note", f.Get("note")))
			if !f.Expires.IsZero() {
				claims = claims.With(token.StringMember("end", f.Expires.Format(time.RFC3339Nano)))
			}
			return token.NewObject(), claims
		},
		Sign:    func(_ Form, _, claims token.Object, _ *keys.Key) (string, error) { return string(claims.JSON()), nil },
		URLs:    func(Form, string) []URL { return nil },
		Remarks: func(m Made) []string { return []string{"It has " + m.Token} },
	}
	key, err := keys.GenerateRSA(2048)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Unix(1000, 123_999_999).UTC()
	extra := []token.Member{token.IntMember("n", 1)}
	for _, tc := range []struct {
		name     string
		values   map[string]string
		endless  bool
		severity Severity
		want     string
		problems string // field and text of them all
	}{
		{"what does not matter is not looked at, and goes nowhere", map[string]string{"depth": "much", "note": " two\nlines "}, false, "", `{"depth":"","note":"two\nlines","end":"1970-01-01T00:17:40.123Z","n":"1"}`, ""},
		{"what matters is missing", map[string]string{"kind": "deep"}, false, "", "", "depth: Depth is missing."},
		{"what matters is wrong", map[string]string{"kind": "deep", "depth": "much"}, false, "", "", "depth: Depth is a number."},
		{"what matters is there", map[string]string{"kind": "deep", "depth": "3"}, false, "", `{"depth":"3","note":"","end":"1970-01-01T00:17:40.123Z","n":"1"}`, ""},
		{"endless", nil, true, Info, `{"depth":"","note":"","n":"1"}`, ""},
		{"endless, with a doubt", nil, true, Warning, `{"depth":"","note":"","n":"1"}`, "expires: Whether Test takes a token without an expiry is not established."},
		{"endless, which is not taken", nil, true, Error, "", "expires: Test takes no token without an expiry."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p.NoExpiry = tc.severity
			s, problems := p.Make(Request{Values: tc.values, Key: key, IssuedAt: at, Endless: tc.endless, Extra: extra})
			said := ""
			for _, pr := range problems {
				said += pr.Field + ": " + pr.Text
			}
			got := ""
			if s != nil {
				got = s.Token
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

func TestRegistered(t *testing.T) {
	var names []string
	for _, p := range All() {
		names = append(names, p.Name)
		if p.Label == "" || p.Life <= 0 || len(p.Lives) == 0 || p.KeyLabel == "" || p.KeyHint == "" || len(p.Kinds) == 0 || len(p.Refusers) == 0 {
			t.Errorf("%s is not complete", p.Name)
		}
		if p.Compose == nil || p.Sign == nil || p.URLs == nil || p.KeyWant == nil || p.KeyFits == nil || p.Recognises == nil || p.Read == nil || p.TokenID == nil || p.URLID == nil {
			t.Errorf("%s lacks a function", p.Name)
		}
		if !slices.Contains(p.Lives, p.Life) {
			t.Errorf("%s does not offer its usual life", p.Name)
		}
		for _, s := range p.Statuses {
			if !slices.ContainsFunc(p.Statuses, func(o Status) bool { return o.Code == s.Code && (o.Text == "" || s.Code == 0) }) {
				t.Errorf("%s: %d has no meaning without a text", p.Name, s.Code)
			}
			if s.Code == 0 && s.Text == "" || s.Means == "" || s.Standing == "" {
				t.Errorf("%s: %+v", p.Name, s)
			}
			for _, c := range s.Causes {
				if c.Rank() == len(cause.All()) {
					t.Errorf("%s: no cause has the code %s", p.Name, c)
				}
			}
		}
		seen := map[string]bool{}
		for _, f := range p.Fields {
			name, value, _ := strings.Cut(f.When, "=")
			other, known := p.Field(name)
			if seen[f.Name] || f.When != "" && (!known || !other.offers(value)) {
				t.Errorf("%s: the field %s is there twice, or waits for what is not", p.Name, f.Name)
			}
			seen[f.Name] = true
		}
	}
	if got := strings.Join(names, " "); !strings.HasPrefix(got, "fastpix bitmovin fastevo edgecast jwt") || ByName("nothing") != nil {
		t.Error(got)
	}
}
