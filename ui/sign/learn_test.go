package sign

import (
	"context"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/secret"
	"playtoken/core/token/paseto"
	"playtoken/core/token/urlsig"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

const (
	hashedSecret = "a-secret-7f3a-of-the-project" // a key by its SHA-256
	projectID    = "0123456789abcdef01234567"
)

// genuineToken is a token as the platform would make it.
func genuineToken(t *testing.T) string {
	t.Helper()
	key, err := paseto.KeyFor(secret.New([]byte(hashedSecret)), paseto.FormSHA256)
	if err != nil {
		t.Fatal(err)
	}
	tok, err := paseto.Seal([]byte("{}"), []byte(`{"v":"1","p":"`+projectID+`"}`), nil, key)
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

func genuineURL(t *testing.T) string {
	t.Helper()
	signed, err := urlsig.Sign("https://media.example.com/a.jpg?w=1", time.Unix(1_790_000_000, 0), urlsig.Default(), secret.New([]byte(hashedSecret)))
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// atFastevo runs a test with the form of a platform that has something to find out.
func atFastevo(t *testing.T, test func(d *desk)) {
	t.Helper()
	atDesk(t, func(d *desk) {
		d.p.platforms = []*platform.Platform{all.ByName("fastpix"), all.ByName("fastevo")}
		if d.p.State().Learn != "" {
			t.Error("FastPix has nothing to find out, and a link for it")
		}
		d.p.Form.ChoosePlatform(1)
		d.settle()
		test(d)
	})
}

func (d *desk) learner() *Learner { return d.p.NewLearner(func(LearnState) {}) }

// find looks for what a genuine text tells.
func (d *desk) find(genuine string) (*Learner, LearnState) {
	l := d.learner()
	l.SetText(genuine)
	l.Start()
	d.settle()
	return l, l.State()
}

// TestLearnFromAToken: the form refuses the secret until a genuine token has told
// how it is read.
func TestLearnFromAToken(t *testing.T) {
	atFastevo(t, func(d *desk) {
		d.p.Form.SetField(platform.ID, "65e8ddc52f41619f1815a083")
		d.p.Form.SetField("viewer", "viewer-1")
		d.p.Key.Paste([]byte(hashedSecret))
		if s := d.settle(); s.HasToken() || !s.Key.Refused || s.Learn == "" {
			t.Fatalf("%+v", s)
		}
		l := d.learner()
		if s := l.State(); s.Ready || s.Found || s.Status != "" || l.Use() {
			t.Errorf("%+v", s)
		}
		l.SetText(genuineToken(t))
		l.Start()
		if s := l.State(); !s.Working || s.Found || s.Status == "" {
			t.Errorf("%+v", s)
		}
		d.settle()
		s := l.State()
		if s.Working || !s.Found || s.Tone != viewmodel.Quiet || !strings.HasPrefix(s.Status, "The secret is a text whose SHA-256 is the key") {
			t.Fatalf("%+v", s)
		}
		fixtures.NoPiece(t, "the panel", secret.New([]byte(hashedSecret)), s)
		if d.field("key_form").Value != "detect" {
			t.Error("the form was filled in before it was wanted")
		}
		if !l.Use() {
			t.Error("it cannot be used")
		}
		form := d.settle()
		if !form.HasToken() || len(form.Facts) > 0 || form.Mood != viewmodel.Fine || d.field("key_form").Value != "sha256" || d.field("project").Value != projectID || !form.Key.Taken() {
			t.Errorf("%+v", form)
		}
		if len(d.toasts) != 1 || !strings.HasPrefix(d.toasts[0], "The form is filled in.") {
			t.Errorf("said %q", d.toasts)
		}
		// An answer about another text goes.
		if l.SetText("else"); l.State().Found || l.State().Status != "" || l.Use() {
			t.Errorf("%+v", l.State())
		}
	})
}

// TestLearnFromAURL: once the recipe is confirmed, nothing is said against it.
func TestLearnFromAURL(t *testing.T) {
	atFastevo(t, func(d *desk) {
		d.p.Form.SetField("make", "engage")
		d.p.Form.SetField("url", "https://media.example.com/b.jpg")
		d.p.Key.Paste([]byte(hashedSecret))
		s := d.settle()
		if len(s.Facts) != 1 || !strings.Contains(s.Facts[0].Text, "not published") || s.Mood != viewmodel.Fine || s.URLs[0].Note != "may differ" {
			t.Errorf("%+v", s)
		}
		l, found := d.find(genuineURL(t))
		if !found.Found || !l.Use() {
			t.Fatalf("%+v", found)
		}
		if s = d.settle(); s.Mood != viewmodel.Fine || strings.Contains(s.Detail, "confirmed") || s.URLs[0].Note != "" || d.field("recipe_confirmed").Value != "yes" {
			t.Errorf("%+v", s)
		}
	})
}

func TestLearnNothing(t *testing.T) {
	for _, c := range []struct{ name, key, genuine, says string }{
		{"no key", "", genuineToken(t), "The token signing key secret is missing. Close this and give it first."},
		{"another secret", "another-secret-of-the-project", genuineToken(t), "No form of this secret opens the token. Tried: SHA-256 of the text."},
		{"a key of another kind", "RSA", genuineToken(t), "Fastevo uses a shared secret, and this key is RSA 2048, private."},
		{"a key that is none", "-----BEGIN PRIVATE KEY-----\nMIIE", genuineToken(t), " "},
		{"nothing genuine", hashedSecret, "it does not play", "This is neither a v4.local token nor a URL."},
	} {
		t.Run(c.name, func(t *testing.T) {
			atFastevo(t, func(d *desk) {
				switch c.key {
				case "":
				case "RSA":
					d.p.Key.Paste(fixtures.PrivateKey(t))
				default:
					d.p.Key.Paste([]byte(c.key))
				}
				d.settle()
				l, s := d.find(c.genuine)
				if s.Found || s.Working || s.Tone != viewmodel.Warning || !strings.HasPrefix(s.Status, c.says) && c.says != " " || strings.HasSuffix(s.Status, "..") || l.Use() {
					t.Errorf("%+v", s)
				}
			})
		})
	}
}

// TestLearnCancelled: a search that was stopped has no answer, and its context
// ends.
func TestLearnCancelled(t *testing.T) {
	atFastevo(t, func(d *desk) {
		slow, stopped := *all.ByName("fastevo"), false
		learn := *slow.Learn
		learn.From = func(ctx context.Context, _ platform.Filled, _ *keys.Key, _ string) (platform.Learned, error) {
			<-ctx.Done()
			stopped = true
			return platform.Learned{}, ctx.Err()
		}
		slow.Learn = &learn
		d.p.platform = &slow
		d.p.Key.Paste([]byte(hashedSecret))
		d.settle()
		l := d.learner()
		l.SetText("anything")
		l.Start()
		d.settle()
		if !l.State().Working {
			t.Fatalf("%+v", l.State())
		}
		l.Cancel()
		d.settle()
		if s := l.State(); s.Working || s.Found || s.Status != "Stopped. Nothing was changed." || !stopped {
			t.Errorf("%+v, stopped %v", s, stopped)
		}
		// Another text stops it as well.
		l.Start()
		l.SetText("else")
		d.settle()
		if s := l.State(); s.Working || s.Status != "" {
			t.Errorf("%+v", s)
		}
	})
}

// TestKeyPastedWhereATokenIsDue: it goes to the form, and the panel knows of it.
func TestKeyPastedWhereATokenIsDue(t *testing.T) {
	atFastevo(t, func(d *desk) {
		l := d.learner()
		l.SetText("x")
		if !l.PasteKey(string(fixtures.PrivateKey(t))) || l.PasteKey(genuineToken(t)) {
			t.Error("a key is taken for something genuine, or the other way round")
		}
		if s := l.State(); s.Text != "x" || !s.Ready {
			t.Errorf("%+v", s)
		}
	})
}
