package keys

import (
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/jws"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

const noneOfThem = "None of the saved keys signed this token."

// naming is a token that names a key ID.
func naming(t *testing.T, k *keys.Key, kid string, claims ...token.Member) string {
	t.Helper()
	head := token.NewObject(token.StringMember("alg", "RS256"), token.StringMember("kid", kid))
	text, err := jws.Sign(head, token.NewObject(append(claims, token.IntMember("exp", 1744866859))...), k)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// An answer is that of its token and of the keys that are saved: with them it changes, and on
// another key it is gone.
func TestAnswerFollowsTheKeys(t *testing.T) {
	dora := generated(t, keys.NewP256)
	tok := tokenBy(t, dora, "ES256")
	says := func(d *desk, when, want string) {
		t.Helper()
		if s := d.settle(); s.Answer != want {
			t.Errorf("%s: %q", when, s.Answer)
		}
	}
	atDesk(t, true, func(d *desk) {
		d.save("Acme prod", keyOf(t, string(fixtures.PrivateKey(t))), vault.Profile{Platform: "fastpix"})
		d.p.Finder.PasteToken(tok)
		says(d, "an unsaved key", noneOfThem)
		d.save("Dora", dora, vault.Profile{})
		says(d, "saved", "Signed by Dora.")
		d.answer(true)
		d.p.Detail.Delete()
		says(d, "deleted", noneOfThem)
		d.save("Dora", dora, vault.Profile{})
		says(d, "saved again", "Signed by Dora.")
		for i, item := range d.p.State().Items {
			if item.Name == "Acme prod" {
				d.p.List.Choose(i)
			}
		}
		says(d, "on another key", "")
		d.save("Third", generated(t, keys.NewP256), vault.Profile{})
		says(d, "and later", "")

		d.p.Finder.Type(tok)
		if says(d, "typed", "Signed by Dora."); d.p.State().Typed != tok {
			t.Errorf("in the field stands %.20q", d.p.State().Typed)
		}
		d.p.Finder.Forget()
		if says(d, "left", ""); d.p.State().Typed != "" {
			t.Error("the field keeps a text without an answer")
		}
		d.p.Finder.WhichKey(tok)
		d.p.Finder.Forget() // before the answer has come
		says(d, "left before it came", "")
	})
}

// What has no token in it takes the answer before away, and is a key only where it can be one.
func TestWhatIsNoTokenIsAnswered(t *testing.T) {
	for name, text := range map[string]string{
		"a URL without a token": "https://stream.fastpix.com/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8",
		"two words":             "hello world",
		"a sentence":            "Dear support, the video does not play since this morning, can you have a look?",
	} {
		atDesk(t, true, func(d *desk) {
			d.save("Acme prod", keyOf(t, string(fixtures.PrivateKey(t))), vault.Profile{Platform: "fastpix"})
			d.p.Finder.PasteToken(fixtures.Token(t))
			d.settle()
			said := len(d.toasts)
			d.p.Finder.PasteToken(text)
			if s := d.settle(); s.Answer == "" || strings.Contains(s.Answer, "igned") || s.AnswerMood != viewmodel.Failed || len(d.asked) > 0 || len(d.toasts) != said {
				t.Errorf("%s: %q, asked %q, said %q", name, s.Answer, d.asked, d.toasts)
			}
		})
	}
}

// Of several tokens each has its answer.
func TestEachTokenHasItsAnswer(t *testing.T) {
	acme, other, third := keyOf(t, string(fixtures.PrivateKey(t))), generated(t, keys.NewRSA2048), generated(t, keys.NewRSA2048)
	const kid = "16af5b33-cf4d-4717-9b90-ce429a124455"
	url := func(tok string) string { return "https://stream.fastpix.com/x.m3u8?token=" + tok }
	good, bad := naming(t, acme, kid), naming(t, other, kid)
	again := naming(t, acme, kid, token.StringMember("sub", "a"))
	for name, c := range map[string]struct {
		text, want string
		mood       viewmodel.Mood
	}{
		"one":                              {url(good), "Signed by Acme prod.", viewmodel.Fine},
		"another of its ID":                {url(bad), "None of the saved keys signed this token. It names the key ID of Acme prod, which did not sign it.", viewmodel.Careful},
		"by another of them, under its ID": {url(naming(t, third, kid)), "Signed by Third. It names the key ID of Acme prod, which did not sign it.", viewmodel.Careful},
		"both": {
			"Works: " + url(good) + "\nfails: " + url(bad),
			"2 tokens in this text.\nNumber 1: Signed by Acme prod.\nNumber 2: None of the saved keys signed this token. It names the key ID of Acme prod, which did not sign it.",
			viewmodel.Careful,
		},
		"all by one": {url(good) + " " + url(again), "2 tokens in this text.\nNumber 1 and 2: Signed by Acme prod.", viewmodel.Fine},
	} {
		atDesk(t, true, func(d *desk) {
			d.save("Acme prod", acme, vault.Profile{Platform: "fastpix", KeyID: kid})
			d.save("Third", third, vault.Profile{})
			d.p.Finder.PasteToken(c.text)
			if s := d.settle(); s.Answer != c.want || s.AnswerMood != c.mood {
				t.Errorf("%s: %q", name, s.Answer)
			}
		})
	}
}

// Where two profiles have one key, the ID that the token names tells which of them it is, then
// its platform; else both are named.
func TestOneKeyInTwoProfiles(t *testing.T) {
	k := keyOf(t, string(fixtures.PrivateKey(t)))
	aud := token.StringMember("aud", "media:16af5b33-cf4d-4717-9b90-ce429a124455")
	for name, c := range map[string]struct {
		tok        string
		first, two vault.Profile
		want       string
	}{
		"by its ID":          {naming(t, k, "the-id"), vault.Profile{Platform: "jwt"}, vault.Profile{Platform: "jwt", KeyID: "the-id"}, "Signed by Shop."},
		"by what it says":    {naming(t, k, "", aud), vault.Profile{Platform: "mux"}, vault.Profile{Platform: "fastpix"}, "Signed by Shop."},
		"by its format":      {naming(t, k, ""), vault.Profile{Platform: "cloudfront"}, vault.Profile{Platform: "jwt"}, "Signed by Shop."},
		"nothing tells":      {naming(t, k, ""), vault.Profile{Platform: "jwt"}, vault.Profile{Platform: "jwt"}, "Signed by the key of CF shop and Shop, which is the same one."},
		"the ID before that": {naming(t, k, "the-id", aud), vault.Profile{Platform: "mux", KeyID: "the-id"}, vault.Profile{Platform: "fastpix"}, "Signed by CF shop."},
	} {
		atDesk(t, true, func(d *desk) {
			d.save("CF shop", k, c.first)
			d.save("Shop", k, c.two)
			d.p.Finder.PasteToken(strings.TrimSpace(c.tok))
			if s := d.settle(); s.Answer != c.want {
				t.Errorf("%s: %q", name, s.Answer)
			}
		})
	}
}
