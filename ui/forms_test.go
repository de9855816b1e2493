package ui

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
	"playtoken/ui/desktop"
	"playtoken/ui/widgets"
)

// offered are the rows of the profile menu on Sign.
func (d *desk) offered() (rows []string, chosen int) {
	return d.p.form.bars[0].names, d.p.form.bars[0].choice.Chosen()
}

// buttons are those of the bar of Sign that can be seen.
func (d *desk) buttons() (list []string) {
	each(d.p.form.bars[0].box, func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && b.Visible() {
			list = append(list, b.Text())
		}
	})
	return list
}

// What was changed of a profile is marked, kept while another is chosen, and can be saved or
// taken back.
func TestChangesOfAProfileAreKept(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		d.save("Shop")
		d.save("Staging")
		shop, staging := d.p.book.List()[0].ID, d.p.book.List()[1].ID
		d.p.form.use(shop)
		d.settle()
		sign := d.p.sign.Presenter()
		if rows, chosen := d.offered(); strings.Join(rows, "|") != "No profile|Shop|Staging" || chosen != 1 || slices.Contains(d.buttons(), "Save") {
			t.Errorf("%q, chosen %d, %q", rows, chosen, d.buttons())
		}
		sign.Form.SetField(platform.ID, otherID) // what is to be played is no change
		d.settle()
		if rows, _ := d.offered(); rows[1] != "Shop" {
			t.Errorf("%q", rows)
		}
		sign.Form.SetField("host", "io")
		d.settle()
		if rows, _ := d.offered(); rows[1] != "• Shop" || !slices.Contains(d.buttons(), "Save") || !slices.Contains(d.buttons(), "Revert") {
			t.Errorf("%q, %q", rows, d.buttons())
		}
		d.p.form.use(staging)
		d.settle()
		if rows, chosen := d.offered(); strings.Join(rows, "|") != "No profile|• Shop|Staging" || chosen != 2 || d.field("host") != "com" || slices.Contains(d.buttons(), "Save") {
			t.Errorf("%q, chosen %d, host %s", rows, chosen, d.field("host"))
		}
		d.p.form.use(shop)
		d.settle()
		if rows, _ := d.offered(); rows[1] != "• Shop" || d.field("host") != "io" || !sign.State().HasToken() {
			t.Errorf("%q, host %s", rows, d.field("host"))
		}
		d.press("Revert")
		d.settle()
		if rows, _ := d.offered(); rows[1] != "Shop" || d.field("host") != "com" {
			t.Errorf("%q, host %s", rows, d.field("host"))
		}
		if d.p.toast.Text() != "As it is saved: Shop" {
			t.Errorf("said %q", d.p.toast.Text())
		}
		sign.Form.SetField("host", "io")
		d.settle()
		d.press("Save")
		d.settle()
		if rows, _ := d.offered(); rows[1] != "Shop" || d.p.book.List()[0].Settings["host"] != "io" {
			t.Errorf("%q, %v", rows, d.p.book.List()[0].Settings)
		}
	})
}

// New empties the form; what was on it is not lost. A key that is saved nowhere is asked about.
func TestNewEmptiesTheForm(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		sign := d.p.sign.Presenter()
		d.press("New")
		if !strings.Contains(legible(d.question()), "Begin anew and lose 1 key?") {
			t.Fatalf("not asked:\n%s", legible(d.question()))
		}
		d.answer("Cancel")
		if !sign.State().Key.Taken() {
			t.Fatal("the key is gone though nobody said so")
		}
		d.press("New")
		d.answer("Begin anew")
		d.settle()
		if s := sign.State(); s.Key.Taken() || d.field(platform.KeyID) != "" || len(s.Token) > 0 || d.p.toast.Text() != "Begun anew" {
			t.Errorf("key %+v, said %q", s.Key, d.p.toast.Text())
		}
		d.press("Undo")
		d.settle()
		if s := sign.State(); !s.Key.Taken() || d.field(platform.KeyID) != keyID || !s.HasToken() {
			t.Errorf("not back: %+v", s.Key)
		}
		// The form that was begun since is not lost either.
		d.press("New")
		d.answer("Begin anew")
		sign.Form.SetField(platform.KeyID, "9f8e7d6c-0a7e-4a3f-8a52-7d0f1c2b3a44")
		d.settle()
		d.press("Undo")
		if d.field(platform.KeyID) != keyID || d.p.toast.Text() != "As it was" {
			t.Errorf("key ID %s, said %q", d.field(platform.KeyID), d.p.toast.Text())
		}
		d.press("Undo")
		if d.field(platform.KeyID) != "9f8e7d6c-0a7e-4a3f-8a52-7d0f1c2b3a44" {
			t.Errorf("key ID %s", d.field(platform.KeyID))
		}
		d.press("Undo")
		d.settle()
		d.save("Shop")
		if s := sign.State(); s.Key.Where != "keyring" {
			t.Errorf("the card says %q", s.Key.Where)
		}
		sign.Form.SetLife(0)
		d.press("New")
		d.settle()
		if rows, chosen := d.offered(); strings.Join(rows, "|") != "No profile|• Shop" || chosen != 0 || d.p.form.id != "" {
			t.Errorf("%q, chosen %d", rows, chosen)
		}
		// Without a profile as with one, what was typed is there again.
		sign.Form.SetField(platform.KeyID, "9f8e7d6c-0a7e-4a3f-8a52-7d0f1c2b3a44")
		d.settle()
		d.p.form.use(d.p.book.List()[0].ID)
		d.settle()
		if d.field(platform.KeyID) != keyID || sign.State().Life != 0 {
			t.Errorf("key ID %s, life %d", d.field(platform.KeyID), sign.State().Life)
		}
		d.p.form.use("")
		d.settle()
		if d.field(platform.KeyID) != "9f8e7d6c-0a7e-4a3f-8a52-7d0f1c2b3a44" || sign.State().Key.Taken() {
			t.Errorf("key ID %s", d.field(platform.KeyID))
		}
	})
}

// No profile takes what is played along with the form, and can be undone as New can.
func TestNoProfileIsUndone(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		d.save("Shop")
		d.p.form.use("")
		d.settle()
		if d.field(platform.ID) != "" || d.p.toast.Text() != "Begun anew" {
			t.Fatalf("plays %q, said %q", d.field(platform.ID), d.p.toast.Text())
		}
		d.press("Undo")
		if d.settle(); d.field(platform.ID) != playbackID || d.p.form.id == "" {
			t.Errorf("plays %q", d.field(platform.ID))
		}
	})
}

// Another private key in the place of a saved one is asked about, and the one before stays.
func TestReplacingAKeyIsAsked(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		d.save("Shop")
		k, err := keys.Generate(context.Background(), keys.NewRSA2048)
		if err != nil {
			t.Fatal(err)
		}
		d.p.sign.Presenter().Key.Paste(k.PrivatePEM().Reveal())
		d.settle()
		d.press("Save")
		d.settle()
		before := d.p.book.List()[0]
		said := ""
		for _, text := range inQuestion[*widgets.Text](d) {
			said += text.String() + "\n"
		}
		if before.Signing().Key.Fingerprint == k.Fingerprint() || !strings.Contains(said, "Save another key in Shop?") || !strings.Contains(said, fixtures.Key(t).Fingerprint()[:12]) || !strings.Contains(said, k.Fingerprint()[:12]) {
			t.Fatalf("asked %q", said)
		}
		d.answer("Cancel")
		if d.p.book.List()[0].Signing().Key.Fingerprint != before.Signing().Key.Fingerprint {
			t.Error("replaced though it was not wanted")
		}
		d.press("Save")
		d.settle()
		d.answer("Replace")
		if now := d.p.book.List()[0]; now.Signing().Key.Fingerprint != k.Fingerprint() || replacedIn(now) != 1 {
			t.Errorf("%+v", now.Items)
		}
		d.press("New") // and is not asked again where it is saved
		d.settle()
	})
}

// Two profiles of one name cannot be told apart.
func TestNamesOfProfilesAreUnique(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		d.save("Shop")
		d.press("Save as…")
		d.answer("Save", "shop")
		if len(d.p.book.List()) != 1 || d.p.questions.asking == nil {
			t.Fatalf("%d profiles", len(d.p.book.List()))
		}
		d.answer("Save", "Shop two")
		if len(d.p.book.List()) != 2 {
			t.Errorf("%d profiles", len(d.p.book.List()))
		}
	})
}

// The keyboard begins at the passphrase where the key of last time is locked, and goes to what
// is missing then.
func TestKeyboardAfterUnlocking(t *testing.T) {
	folder := t.TempDir()
	protected(t, folder)
	var id string
	atDeskWith(t, nil, folder, func(d *desk) { id = d.p.book.List()[0].ID })
	synctest.Test(t, func(t *testing.T) {
		d := openWith(t, func(s desktop.Settings) { s.SetProfile(id) }, nil, folder)
		d.settle()
		e := d.entry("Passphrase")
		if d.w.Canvas().Focused() != fyne.Focusable(e) {
			t.Fatalf("it begins at %T", d.w.Canvas().Focused())
		}
		test.Type(e, "correct horse")
		d.enter()
		missing := ""
		for _, f := range d.p.sign.Presenter().State().Fields {
			if f.Name == platform.ID {
				missing = f.Example
			}
		}
		at, ok := d.w.Canvas().Focused().(*widgets.Entry)
		if !ok || at.Text != "" || at.PlaceHolder == "" || !strings.HasPrefix(missing, strings.TrimSuffix(at.PlaceHolder, "…")) {
			t.Errorf("the keyboard is at %T", d.w.Canvas().Focused())
		}
		d.settle()
	})
}

// A key that is under lock is unlocked where it is wanted, and nothing else of the form goes.
func TestUnlockOnTheForm(t *testing.T) {
	folder := t.TempDir()
	protected(t, folder)
	atDeskWith(t, nil, folder, func(d *desk) {
		sign := d.p.sign.Presenter()
		d.p.form.use(d.p.book.List()[0].ID)
		d.settle()
		if e := d.entry("Passphrase"); d.p.sign.First() != fyne.Focusable(e) {
			t.Errorf("the keyboard begins at %T", d.p.sign.First())
		}
		sign.Form.SetField(platform.ID, otherID)
		d.settle()
		if s := sign.State(); !s.Locked || s.Key.Taken() || d.p.toast.Text() != "" || !strings.Contains(d.shown(), "The saved secrets are locked, and the key with them.") {
			t.Fatalf("key %+v, said %q", s.Key, d.p.toast.Text())
		}
		// A wrong passphrase stays where it was typed, selected, and it is said below.
		e := d.entry("Passphrase")
		d.w.Canvas().Focus(e)
		test.Type(e, "wrong")
		d.enter()
		if s := sign.State(); !s.Locked || e.SelectedText() != "wrong" || !strings.Contains(d.shown(), "This is not the passphrase.") || d.w.Canvas().Overlays().Top() != nil {
			t.Errorf("locked %v, %q is selected:\n%s", s.Locked, e.SelectedText(), d.shown())
		}
		test.Type(e, "correct horse")
		d.enter()
		if e.Text != "" || d.w.Canvas().Focused() == nil {
			t.Errorf("%d characters are left, the keyboard is at %T", len(e.Text), d.w.Canvas().Focused())
		}
		if s := sign.State(); s.Locked || !s.Key.Taken() || d.field(platform.ID) != otherID || !s.HasToken() {
			t.Errorf("key %+v, %q", s.Key, s.Title)
		}
		// Locked again while it is on the form, and while its profile is not in use.
		d.p.book.Change(func(s *vault.Store) error { s.Lock(); return nil }, func(error) {})
		d.settle()
		if s := sign.State(); !s.Locked || s.Key.Taken() || len(s.Token) > 0 {
			t.Errorf("locked: key %+v", s.Key)
		}
	})
}
