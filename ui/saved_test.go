package ui

import (
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/secret"
	"playtoken/core/token/ectoken"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
	"playtoken/ui/viewmodel"
)

// A token is tried with every saved key, and the one that made it is named.
func TestWhyNamesTheSavedKey(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		d.save("Shop production")
		d.p.sign.Presenter().ForgetKey()
		d.take(fixtures.Token(t))
		s := d.p.why.Presenter().State()
		if s.Mood != viewmodel.Fine || !strings.Contains(d.shown(), "Signed by key “Shop production”.") {
			t.Errorf("%q\n%s", s.Title, d.shown())
		}
		// And it signs again, though the Sign screen has forgotten it.
		d.now = d.now.AddDate(0, 1, 0)
		d.p.Tick()
		d.press("Sign a fresh one")
		m := d.p.why.Presenter().State().Mended
		if m.By != "Signed with key “Shop production”, as the old one" || m.Mood != viewmodel.Fine || m.Problem != "" {
			t.Errorf("%+v", m)
		}
		d.press("Copy token")
	})
}

// A saved secret opens tokens until it is locked.
func TestSavedSecretOpensUntilItIsLocked(t *testing.T) {
	const key = "the-edge-key-2025"
	tok, err := ectoken.Seal("ec_expire=1744866859", secret.New([]byte(key)))
	if err != nil {
		t.Fatal(err)
	}
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.saveKey("Edge", keys.ImportWith([]byte(key), keys.Options{Want: keys.TextSecret}).Key, vault.Profile{Platform: "edgecast"})
		d.take("https://cdn.example.com/a.m3u8?" + tok)
		if s := d.p.why.Presenter().State(); s.Mood != viewmodel.Fine || !strings.Contains(d.shown(), "Opened by key “Edge”.") {
			t.Errorf("%q\n%s", s.Title, d.shown())
		}
		d.p.book.Change(func(s *vault.Store) error { s.Lock(); return nil }, func(error) {})
		d.settle()
		if s := d.p.why.Presenter().State(); s.Mood == viewmodel.Fine || len(s.Parted.Params) > 0 || len(d.p.saved.list) > 0 {
			t.Errorf("locked: %q", s.Title)
		}
	})
}
