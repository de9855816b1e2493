package ui

import (
	"encoding/base64"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
)

// A key gives way to another one only when that is there: until then it signs, and Cancel and
// Escape go back to it, also from a text that is none.
func TestReplaceTakesNoKeyAway(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		p := d.p.sign.Presenter()
		before := p.State()
		there := func(after string) {
			t.Helper()
			if s := p.State(); s.Key != before.Key || s.Whole() != before.Whole() || !s.HasToken() {
				t.Errorf("after %s: %+v", after, s.Key)
			}
		}
		d.press("Replace…")
		if s := p.State(); s.Key.Taken() || s.Whole() != before.Whole() || !s.HasToken() {
			t.Errorf("replacing: %+v, %q", s.Key, s.Title)
		}
		d.press("Cancel")
		there("Cancel")
		d.press("Replace…")
		d.w.Canvas().Focus(d.p.sign.First())
		for _, text := range []string{"-----BEGIN", ""} { // what is typed is no key yet
			p.Key.Type(text)
			d.settle()
			if s := p.State(); !s.HasToken() {
				t.Errorf("%q: %q", text, s.Title)
			}
		}
		p.Key.Type("half a ke")
		d.settle()
		d.press("Cancel")
		there("typing")
		d.press("Replace…")
		d.escapeAtKey()
		there("Escape")
		for _, again := range []bool{false, true} {
			p.Key.Paste([]byte("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----")) // no key
			d.settle()
			if s := p.State(); !s.Key.Refused || s.HasToken() {
				t.Errorf("refused: %+v", s.Key)
			}
			if again {
				d.press("Try again")
			}
			d.press("Cancel")
			there("a refused one")
		}
		d.press("Replace…")
		p.Form.ChoosePlatform(1) // reads the key that is there
		d.settle()
		if s := p.State(); !s.Key.Taken() {
			t.Errorf("another platform: %+v", s.Key)
		}
		p.Form.ChoosePlatform(0)
		d.settle()
		d.press("Replace…")
		p.Key.Paste(keyText(t, keys.NewRSA2048))
		d.settle()
		if s := p.State(); !s.Key.Taken() || s.Key.Fingerprint == before.Key.Fingerprint || !s.HasToken() {
			t.Errorf("replaced: %+v", s.Key)
		}
	})
}

// escapeAtKey presses Escape in the field of the key.
func (d *desk) escapeAtKey() {
	d.t.Helper()
	e := d.entry(d.p.sign.Presenter().State().KeyHint)
	d.w.Canvas().Focus(e)
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	d.settle()
}

// What was forgotten comes back while nothing has taken its place, and never out of a lock.
func TestForgetIsUndone(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		p := d.p.sign.Presenter()
		before := p.State()
		d.press("Forget")
		if s := p.State(); s.Key.Taken() || s.HasToken() || d.p.toast.Text() != "The key is forgotten here" {
			t.Errorf("%+v, said %q", s.Key, d.p.toast.Text())
		}
		d.p.undo() // Ctrl+Z
		d.settle()
		if s := p.State(); s.Key != before.Key || s.Whole() != before.Whole() {
			t.Errorf("%+v", s.Key)
		}
		d.press("Forget")
		other := keyText(t, keys.NewRSA2048)
		p.Key.Paste(other)
		d.settle()
		now := p.State().Key.Fingerprint
		if d.p.toast.Text() == "The key is forgotten here" {
			d.press("Undo")
		}
		if got := p.State().Key.Fingerprint; got != now {
			t.Errorf("the key is %s", got)
		}
		d.save("Shop")
		d.press("Forget")
		d.p.book.Change(func(s *vault.Store) error { s.Lock(); return nil }, func(error) {})
		d.settle()
		d.p.undo()
		if s := p.State(); s.Key.Taken() || s.HasToken() {
			t.Errorf("out of the lock came %+v", s.Key)
		}
	})
}

// A key that gives way to another one can be brought back, with the form as it was, and then the
// other one again. What is offered ends with the next key.
func TestAReplacedKeyComesBack(t *testing.T) {
	const otherKeyID = "9f8e7d6c-0a7e-4a3f-8a52-7d0f1c2b3a44"
	for _, c := range []struct {
		name string
		give func(d *desk, key []byte)
	}{
		{"dropped or pasted on the screen", func(d *desk, key []byte) { d.p.given("", key) }},
		{"pasted into a field", func(d *desk, key []byte) { d.p.sign.Presenter().Paste.Into(platform.ID, string(key)) }},
		{"pasted into the key field", func(d *desk, key []byte) {
			d.press("Replace…")
			d.p.sign.Presenter().Key.Paste(key)
		}},
		{"typed", func(d *desk, key []byte) {
			d.press("Replace…")
			d.p.sign.Presenter().Key.Type(string(key[:10]))
			d.settle()
			d.p.sign.Presenter().Key.Type(string(key))
		}},
		{"with its ID", func(d *desk, key []byte) {
			d.p.given("", []byte(`{"success":true,"data":{"id":"`+otherKeyID+`","privateKey":"`+base64.StdEncoding.EncodeToString(key)+`"}}`))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
				d.fill()
				p := d.p.sign.Presenter()
				before := p.State()
				c.give(d, keyText(t, keys.NewRSA2048))
				d.settle()
				other := p.State()
				if other.Key.Fingerprint == before.Key.Fingerprint || d.p.toast.Text() != "The key is replaced" {
					t.Fatalf("%+v, said %q", other.Key, d.p.toast.Text())
				}
				p.Form.SetLife(0)
				d.press("Undo")
				d.settle()
				if s := p.State(); s.Key != before.Key || s.Whole() == "" || d.field(platform.KeyID) != keyID || s.Life != 0 {
					t.Errorf("not back, or what was changed since is not kept: %+v, life %d", s.Key, s.Life)
				}
				d.press("Undo")
				d.settle()
				if s := p.State(); s.Key.Fingerprint != other.Key.Fingerprint || s.Life != 0 {
					t.Errorf("the other one is not back: %+v, life %d", s.Key, s.Life)
				}
			})
		})
	}
}

// A saved secret is the same one however often it is read: quitting asks nothing, and a lock takes
// it off the form.
func TestASavedSecretIsKnownWhenReadAgain(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.choosePlatform(all.ByName("fastevo"))
		p := d.p.sign.Presenter()
		p.Key.Paste(keyText(t, keys.NewHex256))
		d.settle()
		d.save("Fast")
		fastevo := p.State().Platform
		p.Form.ChoosePlatform(0)
		d.settle()
		p.Form.ChoosePlatform(fastevo)
		d.settle()
		ended := false
		d.p.Leave(func() { ended = true })
		if d.settle(); !ended {
			t.Errorf("asks:\n%s", d.said())
			d.answer("Cancel")
		}
		d.press("New") // the form of the profile is kept
		d.settle()
		d.p.book.Change(func(s *vault.Store) error { s.Lock(); return nil }, func(error) {})
		d.settle()
		d.p.form.use(d.p.book.List()[0].ID)
		if d.settle(); p.State().Key.Taken() {
			t.Error("the secret is not under the lock")
		}
	})
}

// Whoever quits with a key that is saved nowhere, or with changes, is asked once.
func TestQuittingWithWhatIsNotSaved(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		ended := 0
		leave := func() { d.p.Leave(func() { ended++ }); d.settle() }
		asks := func(parts ...string) {
			t.Helper()
			before := ended
			leave()
			if ended != before || d.p.questions.asking == nil {
				t.Fatalf("it ends, with %q", parts)
			}
			for _, part := range parts {
				if said := d.said(); !strings.Contains(said, part) {
					t.Errorf("%q is not in %q", part, said)
				}
			}
			d.answer("Cancel")
		}
		p := d.p.sign.Presenter()
		p.Key.Sample()
		d.settle()
		if leave(); ended != 1 {
			t.Fatal("asks for a sample")
		}
		d.fill()
		asks("Quit and lose 1 key?", "RSA 2048 "+fixtures.Key(t).Fingerprint()[:12]+" on Sign is saved nowhere.")
		d.press("Replace…")
		asks("Quit and lose 1 key?")
		d.press("Cancel")
		d.save("Shop")
		p.Form.SetField(platform.ID, otherID)
		d.settle()
		if leave(); ended != 2 {
			t.Fatal("asks where all is saved")
		}
		p.Form.SetDate("90m")
		d.settle()
		asks("Quit and lose the changes of Shop?", "What was changed of Shop is not saved.")
		p.Key.Paste(keyText(t, keys.NewRSA2048))
		d.settle()
		d.press("New") // what is kept of a profile counts as well
		d.choosePlatform(all.ByName("fastevo"))
		p.Key.Paste(keyText(t, keys.NewPASETO))
		d.settle()
		asks("Quit and lose 2 keys and the changes of Shop?", "A shared secret and RSA 2048 ", "on Sign are saved nowhere.")
		leave()
		d.answer("Quit")
		if ended != 3 {
			t.Errorf("ended %d", ended)
		}
	})
}
