package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"playtoken/core/keys"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
)

// A saved private key gives way to another one only where that is meant, and stays as
// replaced then.
func TestSavingOverAnotherKeyAsks(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		d.save("FastPix live")
		before := d.p.book.List()[0].Signing().Key.Fingerprint
		d.p.form.save() // the same key
		if d.settle(); d.p.questions.asking != nil {
			t.Fatalf("asks %q", d.said())
		}
		other, err := keys.Generate(context.Background(), keys.NewRSA2048)
		if err != nil {
			t.Fatal(err)
		}
		d.p.sign.Presenter().Key.Paste(other.PrivatePEM().Reveal())
		d.settle()
		d.p.form.save()
		d.settle()
		if said := d.said(); !strings.Contains(said, "Save another key in FastPix live?") || !strings.Contains(said, before[:12]) || !strings.Contains(said, other.Fingerprint()[:12]) {
			t.Errorf("asks %q", said)
		}
		d.answer("Cancel")
		if got := d.p.book.List()[0].Signing().Key.Fingerprint; got != before {
			t.Fatalf("the key is %s now", got)
		}
		d.p.form.save()
		d.settle()
		d.answer("Replace")
		p := d.p.book.List()[0]
		if p.Signing().Key.Fingerprint != other.Fingerprint() || len(p.Items) != 2 || p.Items[1].Key.Fingerprint != before || p.Items[1].Replaced.IsZero() {
			t.Errorf("%+v", p)
		}
		if s := d.p.sign.Presenter().State(); s.Key.Where != "keyring" {
			t.Errorf("the card says %q", s.Key.Where)
		}
	})
}

// A shared secret has no fingerprint to be told by.
func TestSavingOverAnotherSecretAsks(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		profile := vault.Profile{Name: "Archive", Platform: "edgecast"}
		d.saveKey(profile.Name, keyOf(t, "the-edge-key-2025"), profile)
		profile = d.p.book.List()[0]
		for text, want := range map[string]bool{"the-edge-key-2025": false, "the-edge-key-2026": true} {
			saved := false
			d.p.form.over(profile, keyOf(t, text), func() { saved = true })
			if d.settle(); (d.p.questions.asking != nil) != want || saved == want {
				t.Errorf("%s: asks %v, saved %v", text, d.p.questions.asking != nil, saved)
			}
			if d.p.questions.asking != nil {
				d.answer("Cancel")
			}
		}
	})
}

// Whoever quits with keys that are kept nowhere is asked once.
func TestQuittingWithKeysOfThisSession(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		ended := 0
		leave := func() { d.p.Leave(func() { ended++ }); d.settle() }
		d.fill()
		d.save("Kept")
		if leave(); ended != 1 {
			t.Fatal("it asks for nothing")
		}
		d.saveKey("Trial", keyOf(t, string(fixtures.PrivateKey(t))), vault.Profile{SessionOnly: true})
		leave()
		if said := d.said(); ended != 1 || !strings.Contains(said, "Quit and lose 1 key?") || !strings.Contains(said, "Trial is kept for this session only.") {
			t.Errorf("ended %d, asks %q", ended, said)
		}
		d.answer("Cancel")
		leave()
		d.answer("Quit")
		if ended != 2 {
			t.Errorf("ended %d", ended)
		}
		leave()
		leave() // Ctrl+Q again is an answer
		if ended != 3 {
			t.Errorf("ended %d", ended)
		}
	})
}

// Names tell profiles apart.
func TestNamesAreUnique(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		d.save("Shop production")
		d.p.form.saveAs()
		d.settle()
		d.answer("Save", "shop production ")
		if said := d.said(); !strings.Contains(said, "There is a profile of this name already.") || len(d.p.book.List()) != 1 {
			t.Errorf("asks %q", said)
		}
		d.answer("Save", "Shop staging")
		if len(d.p.book.List()) != 2 || d.p.questions.asking != nil {
			t.Error("not saved")
		}
	})
}

// On Keys a passphrase field stands where the private half was, and what it opens is copied.
func TestUnlockOnTheCardOfAKey(t *testing.T) {
	folder := t.TempDir()
	protected(t, folder)
	atDeskWith(t, nil, folder, func(d *desk) {
		d.p.Show(atKeys)
		d.settle()
		d.layOut()
		if strings.Contains(d.shown(), "Copy private key") {
			t.Fatal("what is locked can be copied")
		}
		e := d.entry("Passphrase")
		d.w.Canvas().Focus(e)
		for _, c := range []struct {
			passphrase string
			open       bool
		}{{"wrong", false}, {"correct horse", true}} {
			test.Type(e, c.passphrase)
			d.enter()
			if shown := d.shown(); d.isLocked() == c.open || strings.Contains(shown, "Copy private key") != c.open || strings.Contains(shown, "This is not the passphrase.") == c.open {
				t.Errorf("%s:\n%s", c.passphrase, shown)
			}
		}
	})
}

// What is locked is opened from every screen that misses it.
func TestUnlockFromEveryScreen(t *testing.T) {
	folder := t.TempDir()
	protected(t, folder)
	atDeskWith(t, nil, folder, func(d *desk) {
		for i, button := range map[int]string{atSign: "Locked", atWhy: "Locked", atCheck: "Locked", atKeys: "Unlock", atSettings: "Unlock"} {
			d.p.book.Change(func(s *vault.Store) error { s.Lock(); return nil }, func(error) {})
			d.p.Show(i)
			d.settle()
			d.press(button)
			d.answer("Unlock", "correct horse")
			if d.p.book.State().Locked {
				t.Errorf("screen %d: locked still", i)
			}
		}
	})
}
