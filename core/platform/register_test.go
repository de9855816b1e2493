package platform

import (
	"net/url"
	"slices"
	"testing"
	"time"

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

func TestRegistered(t *testing.T) {
	for _, p := range All() {
		if p.Name == "" || p.Label == "" || p.Life <= 0 || len(p.Lives) == 0 || p.Compose == nil || p.Sign == nil || p.URLs == nil || p.Recognises == nil || p.KeyFits == nil {
			t.Errorf("%s is not complete", p.Name)
		}
	}
	if ByName("fastpix") == nil || ByName("nothing") != nil {
		t.Error("not found by name")
	}
}
