package ui

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/platform"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// save saves the form under a name, as the dialog's answer does.
func (d *desk) save(name string) {
	d.p.form.saveIn(vault.Profile{Name: name}, d.p.sign.Presenter().Filled(), false)
	d.settle()
}

func TestProfileOutlivesTheWindow(t *testing.T) {
	keyring, folder := &uitest.Keyring{}, t.TempDir()
	var token string
	atDeskWith(t, keyring, folder, func(d *desk) {
		d.fill()
		d.p.sign.Presenter().Form.SetField("host", "io")
		d.p.sign.Presenter().Form.SetLife(1)
		d.settle()
		token = d.p.sign.Presenter().State().Token[0].Text
		d.save("Shop production")
		if said := d.p.toast.Text(); said != "Saved: Shop production" {
			t.Errorf("said %q", said)
		}
	})
	atDeskWith(t, keyring, folder, func(d *desk) {
		d.settle()
		list := d.p.book.List()
		if len(list) != 1 || list[0].Home != vault.InKeyring || list[0].KeyID != keyID {
			t.Fatalf("%+v", list)
		}
		d.p.sign.Presenter().Form.SetField(platform.ID, playbackID)
		d.p.form.use(list[0].ID)
		d.settle()
		s := d.p.sign.Presenter().State()
		if !s.HasToken() || s.Token[0].Text != token || s.Key.Where != "keyring" || s.Life != 1 || !strings.Contains(s.URLs[0].URL, "stream.fastpix.io") {
			t.Errorf("%+v", s)
		}
		// The profile in use is saved again without a question.
		d.p.sign.Presenter().Form.SetLife(0)
		d.p.form.save()
		d.settle()
		if list := d.p.book.List(); len(list) != 1 || list[0].Lifetime != vault.Lifetime(15*time.Minute) {
			t.Errorf("saved again: %+v", list)
		}
	})
}

func TestWithoutAKeyringTheMarkStays(t *testing.T) {
	atDeskWith(t, nil, t.TempDir(), func(d *desk) {
		d.fill()
		d.save("Shop")
		if said := d.p.toast.Text(); said != "Saved for this session only: Shop" {
			t.Errorf("said %q", said)
		}
		d.p.Show(0)
		if !strings.Contains(d.shown(), "Secrets for this session only") {
			t.Error("no mark on Sign")
		}
		d.p.Show(2)
		if s := d.p.keys.Presenter().State(); !s.CanProtect || s.WarningTitle != "Secrets are kept for this session only" || s.Warning == "" {
			t.Errorf("%+v", s)
		}
		// A passphrase keeps it.
		d.p.keys.Presenter().Safe.Protect()
		d.answer("Set passphrase", "correct horse", "another")
		d.answer("Set passphrase", "correct horse", "correct horse")
		if list := d.p.book.List(); len(list) != 1 || list[0].Home != vault.UnderPassphrase {
			t.Errorf("%+v", list)
		}
		d.p.keys.Presenter().Safe.Lock()
		d.settle()
		d.p.keys.Presenter().Safe.Unlock()
		d.answer("Unlock", "wrong") // the question stays, with what was typed
		said := ""
		for _, text := range inQuestion[*widgets.Text](d) {
			said += text.String() + "\n"
		}
		typed := inQuestion[*widgets.Entry](d)[0]
		if !d.p.keys.Presenter().State().Locked || !strings.Contains(said, "This is not the passphrase.") || typed.Text != "wrong" || typed.SelectedText() != "wrong" {
			t.Errorf("asks %q with %q", said, typed.Text)
		}
		d.answer("Cancel")
		d.p.form.use(d.p.book.List()[0].ID)
		d.settle()
		if s := d.p.sign.Presenter().State().Key; s.Taken() || !s.Locked {
			t.Errorf("a locked key was used: %+v", s)
		}
		// It is unlocked where it is missed, and what was typed meanwhile stays.
		d.p.Show(atSign)
		d.p.sign.Presenter().Form.SetField(platform.ID, otherID)
		d.entry("Passphrase").Set("correct horse")
		d.press("Unlock")
		if !d.p.sign.Presenter().State().Key.Taken() {
			t.Error("unlocked, and still no key")
		}
		if got := d.p.sign.Presenter().Filled().Form; d.p.sign.Presenter().State().Key.Where != "passphrase" || d.p.sign.Presenter().State().Token == nil {
			t.Errorf("%+v", got)
		}
	})
}

func TestKeysScreen(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		tok := fixtures.Token(t)
		d.save("Shop")
		p := d.p.keys.Presenter()
		p.Transfer.NewKey()
		d.answer("Choose")
		d.answer("Make it", "Staging")
		s := p.State()
		if s.Summary != "2 saved, sealed in the system keyring" || len(s.Items) != 2 || s.Items[0].Name != "Shop" || s.Items[0].Platform != "FastPix" || s.Name != "Staging" {
			t.Fatalf("%+v", s)
		}
		p.List.Choose(0)
		for form, want := range []string{"-----BEGIN PUBLIC KEY-----", "MIIBIjANBgkqhkiG9w0B", `{"e":"AQAB","kty":"RSA","n":"nSOvQ6Ha`} {
			p.Detail.ChoosePublicForm(form)
			if got := p.State().Public; !strings.HasPrefix(got, want) {
				t.Errorf("form %d: %.40s", form, got)
			}
		}
		for _, c := range []struct {
			name, text, want string
			mood             viewmodel.Mood
		}{
			{"its own", tok, "Signed by Shop.", viewmodel.Fine},
			{"another's", strings.Replace(tok, ".dkIaQ", ".dkIaR", 1), "None of the saved keys signed this token. It names the key ID of Shop, which did not sign it.", viewmodel.Careful},
			{"no token", "hello", "There is no token in this text.", viewmodel.Failed},
		} {
			p.Finder.WhichKey(c.text)
			d.settle()
			if s := p.State(); s.Answer != c.want || s.AnswerMood != c.mood {
				t.Errorf("%s: %q", c.name, s.Answer)
			}
		}
		p.Transfer.Take("", []byte(fixtures.Key(t).PublicPEM()))
		d.settle()
		d.answer("Save", "Public")
		if profile, _ := d.p.book.Find(d.p.keys.Presenter().State().Items[d.p.keys.Presenter().State().Chosen].ID); profile.Home != vault.NoSecret {
			t.Errorf("a public key has a secret: %+v", profile)
		}
		p.Transfer.Take("Damaged", fixtures.File(t, "keys/importer/testdata/D01_seed003_original.txt"))
		d.settle()
		if !strings.Contains(d.p.toast.Text(), "characters are missing") {
			t.Errorf("said %q", d.p.toast.Text())
		}
		p.Detail.Rename()
		d.answer("Rename", "Staging")
		if said := d.said(); !strings.Contains(said, "Another key has this name already.") {
			t.Errorf("asks %q", said)
		}
		d.answer("Rename", "Shop, old")
		p.Detail.Delete()
		d.answer("Delete")
		for _, item := range p.State().Items {
			if strings.HasPrefix(item.Name, "Shop, old") {
				t.Error("not deleted")
			}
		}
	})
}

// A key of no platform, as one made on this machine, fills the form of plain tokens: to lead it
// to a platform that makes its own keys would end in a token that is refused.
func TestKeyOfNoPlatform(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.saveKey("New key", keyOf(t, string(fixtures.PrivateKey(t))), vault.Profile{})
		d.p.Show(atKeys)
		d.p.keys.Presenter().Detail.Use()
		d.settle()
		if f := d.p.sign.Presenter().Filled(); d.p.current != atSign || f.Form.Platform != "jwt" || f.Key == nil || d.p.form.changed {
			t.Errorf("screen %d, %+v, changed %v", d.p.current, f, d.p.form.changed)
		}
		// What is typed next is seen: the field of the platform before had the keyboard.
		if had, ok := d.w.Canvas().Focused().(*widgets.Entry); !ok || !d.seen(had) {
			t.Errorf("the keyboard is at %T, which is not shown", d.w.Canvas().Focused())
		}
	})
}
