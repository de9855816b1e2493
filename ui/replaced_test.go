package ui

import (
	"context"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/secret"
	"playtoken/core/token/ectoken"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
	"playtoken/ui/viewmodel"
)

// replace saves a new key over that of the only profile there is.
func (d *desk) replace(kind keys.Type) {
	d.t.Helper()
	k, err := keys.Generate(context.Background(), kind)
	if err != nil {
		d.t.Fatal(err)
	}
	p := d.p.book.List()[0]
	p.KeyID = "the-next-id"
	d.saveKey(p.Name, k, p)
	if p := d.p.book.List()[0]; len(p.Items) != 2 || p.Items[1].Replaced.IsZero() {
		d.t.Fatalf("%+v", p)
	}
}

// whose is what the Keys screen answers.
func (d *desk) whose(tok string) (string, viewmodel.Mood) {
	d.p.keys.Presenter().Finder.WhichKey(tok)
	d.settle()
	s := d.p.keys.Presenter().State()
	return s.Answer, s.AnswerMood
}

// A key that another one was saved over still explains its tokens, and is not said to be
// one that the platform has for certain. It signs nothing any more.
func TestReplacedKeyExplains(t *testing.T) {
	folder := t.TempDir()
	protected(t, folder)
	atDeskWith(t, nil, folder, func(d *desk) {
		d.unlock()
		day := d.p.book.List()[0].Changed.UTC().Format("2 Jan 2006")
		d.replace(keys.NewRSA2048)
		d.p.sign.Presenter().Key.Forget()
		d.take(fixtures.Token(t))
		s := d.p.why.Presenter().State()
		signed := "Signed by the key of production that was replaced on " + day + "."
		if s.Mood != viewmodel.Careful || s.Title != "Playback may fail: the key that signed the token was replaced" || !strings.Contains(d.shown(), signed) || s.Key.Source != "Made this token, replaced since" {
			t.Errorf("%q, key %+v\n%s", s.Title, s.Key, d.shown())
		}
		if got, mood := d.whose(fixtures.Token(t)); got != signed || mood != viewmodel.Fine {
			t.Errorf("Keys: %q", got)
		}
		d.now = d.now.AddDate(0, 1, 0)
		d.p.Tick()
		d.press("Sign a fresh one")
		if m := d.p.why.Presenter().State().Mended; m.By != "" || len(m.Signers) != 1 || m.Problem != "Choose the key to sign with." {
			t.Errorf("signed again by the replaced key: %+v", m)
		}
	})
	atDeskWith(t, nil, folder, func(d *desk) { // locked
		d.take(fixtures.Token(t))
		s := d.p.why.Presenter().State()
		if strings.Contains(d.shown(), "Signed by") || !strings.Contains(d.shown(), "It fits the public half saved as production, which was replaced on ") || s.Mood != viewmodel.Careful {
			t.Errorf("locked: %q\n%s", s.Title, d.shown())
		}
		if got, mood := d.whose(fixtures.Token(t)); !strings.HasPrefix(got, "It fits the public half saved as production, which was replaced on ") || !strings.Contains(got, "Anyone who can write") || mood != viewmodel.Careful {
			t.Errorf("Keys, locked: %q", got)
		}
	})
}

// A key that was replaced is under the same lock: the form forgets it, too.
func TestReplacedKeyLeavesTheForm(t *testing.T) {
	folder := t.TempDir()
	protected(t, folder)
	atDeskWith(t, nil, folder, func(d *desk) {
		d.unlock()
		d.replace(keys.NewP256)
		d.fill()
		if d.p.sign.Presenter().Filled().Key == nil {
			t.Fatal("the form has no key")
		}
		d.p.book.Change(func(s *vault.Store) error { s.Lock(); return nil }, func(error) {})
		d.settle()
		if k := d.p.sign.Presenter().Filled().Key; k != nil && k.Private() {
			t.Error("the form still has the key")
		}
	})
}

// A secret that was replaced opens its tokens until it is locked.
func TestReplacedSecretOpens(t *testing.T) {
	const key = "the-edge-key-2025"
	tok, err := ectoken.Seal("ec_expire=1744866859", secret.New([]byte(key)))
	if err != nil {
		t.Fatal(err)
	}
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.saveKey("Edge", importer.ImportWith([]byte(key), importer.Options{Want: importer.TextSecret}).Key, vault.Profile{Platform: "edgecast"})
		d.replace(keys.NewHex256)
		d.take("https://cdn.example.com/a.m3u8?" + tok)
		if s := d.p.why.Presenter().State(); s.Mood != viewmodel.Careful || !strings.Contains(d.shown(), "Signed by the key of Edge that was replaced on ") {
			t.Errorf("%q\n%s", s.Title, d.shown())
		}
		if got, _ := d.whose(tok); !strings.HasPrefix(got, "Signed by the key of Edge that was replaced on ") {
			t.Errorf("Keys: %q", got)
		}
		d.p.book.Change(func(s *vault.Store) error { s.Lock(); return nil }, func(error) {})
		d.settle()
		if len(d.p.saved.list) > 0 {
			t.Errorf("locked: %d keys", len(d.p.saved.list))
		}
	})
}
