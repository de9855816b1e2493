package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
	"playtoken/ui/prompt"
	"playtoken/ui/widgets"
)

func keyOf(t *testing.T, text string) *keys.Key {
	t.Helper()
	a := importer.Import([]byte(text))
	if !a.Taken() {
		t.Fatal(a.Message)
	}
	return a.Key
}

// saveKey saves a key as a profile of its own.
func (d *desk) saveKey(name string, k *keys.Key, p vault.Profile, repairs ...string) {
	d.t.Helper()
	p.Name = name
	d.p.book.SaveKey(p, k, repairs, func(_ vault.Profile, err error) {
		if err != nil {
			d.t.Error(err)
		}
	})
	d.settle()
}

// keysOfAllKinds goes to Keys with a few keys saved.
func (d *desk) keysOfAllKinds() {
	d.t.Helper()
	made := func(kind keys.Type) *keys.Key {
		k, err := keys.Generate(context.Background(), kind)
		if err != nil {
			d.t.Fatal(err)
		}
		return k
	}
	d.p.Show(2)
	d.saveKey("Shop production", keyOf(d.t, string(fixtures.PrivateKey(d.t))), vault.Profile{Platform: "fastpix", KeyID: keyID, Items: []vault.Item{{Name: vault.SigningKey, Role: vault.Primary}}},
		"escaped line ends", "quotes")
	d.saveKey("Live events", keyOf(d.t, fixtures.Key(d.t).PublicPEM()), vault.Profile{Platform: "bitmovin"})
	d.saveKey("Own service", made(keys.NewP256), vault.Profile{SessionOnly: true})
	d.saveKey("Archive CDN", made(keys.NewHex256), vault.Profile{Platform: "edgecast"})
	d.chooseKey("Shop production")
}

// chooseKey chooses a key by its name.
func (d *desk) chooseKey(name string) {
	d.t.Helper()
	for i, item := range d.p.keys.Presenter().State().Items {
		if item.Name == name {
			d.p.keys.Presenter().List.Choose(i)
			return
		}
	}
	d.t.Fatalf("there is no key %q", name)
}

// inQuestion finds the widgets of a kind in the question that is open.
func inQuestion[T fyne.CanvasObject](d *desk) (list []T) {
	d.t.Helper()
	each(d.question(), func(o fyne.CanvasObject) {
		if w, ok := o.(T); ok {
			list = append(list, w)
		}
	})
	return list
}

// typed presses keys where the keyboard is.
func (d *desk) typed(names ...fyne.KeyName) {
	d.t.Helper()
	for _, name := range names {
		d.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
		d.settle()
	}
}

func TestNewKeyByKeyboard(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.p.Show(2)
		d.press("New key…")
		d.typed(fyne.KeyReturn) // this machine makes it
		e, ok := d.w.Canvas().Focused().(*widgets.Entry)
		if !ok || e.SelectedText() != "New key" {
			t.Fatalf("the keyboard is at %T", d.w.Canvas().Focused())
		}
		test.Type(e, "Own service")
		d.w.Canvas().FocusNext()
		kind := inQuestion[*widgets.Select](d)[0]
		if d.w.Canvas().Focused() != kind {
			t.Fatalf("the keyboard is at %T", d.w.Canvas().Focused())
		}
		kind.Set(3) // the toolkit's menu has keys of its own
		d.w.Canvas().FocusNext()
		d.typed(fyne.KeySpace)
		if check := inQuestion[*widgets.Check](d)[0]; !check.Checked {
			t.Error("Space does not tick the box")
		}
		d.w.Canvas().FocusNext() // Cancel
		d.w.Canvas().FocusNext()
		d.typed(fyne.KeyReturn)
		s := d.p.keys.Presenter().State()
		if len(s.Items) != 1 || s.Kind != "P-256, private" || s.Items[0].Home != "this session" || d.p.toast.Text() != "Saved for this session only: Own service" {
			t.Errorf("%+v, said %q", s, d.p.toast.Text())
		}
	})
}

func TestQuestions(t *testing.T) {
	atDeskWith(t, nil, t.TempDir(), func(d *desk) {
		overlays := d.w.Canvas().Overlays()
		gone := func(how string) {
			t.Helper()
			if overlays.Top() != nil || d.p.questions.asking != nil {
				t.Errorf("%s does not close the question", how)
			}
		}
		given := ""
		ask := func() {
			d.p.questions.text(prompt.Entering{Title: "Name?", Label: "Name", Text: " before ", Button: "Rename"}, func(s string) { given = s })
		}
		ask()
		d.typed(fyne.KeyEscape)
		gone("Escape")
		ask()
		d.w.Canvas().FocusNext() // a button has the keyboard
		d.typed(fyne.KeyEscape)
		gone("Escape on a button")
		ask()
		d.answer("Cancel")
		gone("Cancel")
		if given != "" {
			t.Errorf("answered %q", given)
		}
		ask()
		d.answer("Rename", "  ")
		if overlays.Top() == nil || given != "" {
			t.Error("nothing was an answer")
		}
		entry := inQuestion[*widgets.Entry](d)[0]
		entry.SetText("after ")
		entry.OnSubmitted("")
		gone("Enter")
		if given != "after" || entry.Text != "" {
			t.Errorf("answered %q, left %q", given, entry.Text)
		}

		word := ""
		d.p.questions.passphrase(prompt.Sealing{Title: "Passphrase?", Note: "A note.", Button: "Export"}, func(s string) { word = s })
		first := inQuestion[*widgets.Entry](d)
		if !first[0].Password || !first[1].Password {
			t.Error("the passphrase is shown")
		}
		d.answer("Export", "one")
		d.answer("Export", "one", "two")
		said := ""
		for _, text := range inQuestion[*widgets.Text](d) {
			said += text.String() + "\n"
		}
		if !strings.Contains(said, "The two are not the same.") || word != "" {
			t.Errorf("says %q, answered %q", said, word)
		}
		d.answer("Export", " one ", " one ")
		gone("Export")
		if word != " one " || first[0].Text+first[1].Text != "" {
			t.Errorf("answered %q", word)
		}

		choice := -1
		options := []string{"one", "two", "three"}
		d.p.questions.choice("Which?", "There are three.", options, func(i int) { choice = i })
		d.typed(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
		gone("Enter on a list")
		if choice != 1 {
			t.Errorf("chose %d", choice)
		}
		d.p.questions.choice("Which?", "There are three.", options, func(i int) { choice = i })
		d.typed(fyne.KeyEnd)
		d.answer("Choose")
		if choice != 2 {
			t.Errorf("chose %d", choice)
		}
		d.p.questions.choice("Which?", "There are three.", options, func(int) { t.Error("answered") })
		d.typed(fyne.KeyEscape)
		gone("Escape on a list")
	})
}

// A key dropped on Keys is saved there; the file's name is suggested.
func TestDropOnKeys(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		path := filepath.Join(t.TempDir(), "production.pem")
		if err := os.WriteFile(path, fixtures.PrivateKey(t), 0o600); err != nil {
			t.Fatal(err)
		}
		d.p.Show(2)
		d.p.dropped([]fyne.URI{storage.NewFileURI(path)})
		d.settle()
		if e := inQuestion[*widgets.Entry](d); e[0].Text != "production" {
			t.Errorf("suggests %q", e[0].Text)
		}
		d.p.dropped([]fyne.URI{storage.NewFileURI(path)})
		d.settle()
		if !strings.HasPrefix(d.p.toast.Text(), "Answer the question first") {
			t.Errorf("said %q", d.p.toast.Text())
		}
		d.answer("Save")
		d.take(fixtures.Token(t))
		s := d.p.keys.Presenter().State()
		if d.p.current != 2 || s.Name != "production" || s.Answer != "Signed by production." || !strings.Contains(d.shown(), "Signed by production.") {
			t.Errorf("%+v", s)
		}
		d.noKey(string(fixtures.PrivateKey(t)))
		d.press("Sign with it")
		if d.p.current != 0 || !d.p.sign.Presenter().State().Key.Taken() {
			t.Error("Sign does not have the key")
		}
	})
}

// A key pasted where a token is looked for is not shown there.
func TestKeyPastedIntoWhichKey(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.Show(2)
		d.saveKey("Shop", keyOf(t, fixtures.Key(t).PublicPEM()), vault.Profile{})
		d.paste(d.entry("Drop or paste a token"), string(fixtures.PrivateKey(t)))
		d.noKey(string(fixtures.PrivateKey(t)))
		d.answer("Save", "Private")
		if s := d.p.keys.Presenter().State(); len(s.Items) != 2 {
			t.Errorf("%+v", s.Items)
		}
	})
}

// What was repaired when a key was read on Sign is told on Keys, and stays when
// the profile is saved again.
func TestRepairsOfSign(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.p.sign.Presenter().Key.Paste([]byte(`"` + string(fixtures.PrivateKey(t)) + `"`))
		d.settle()
		d.p.form.saveAs()
		d.answer("Save", "Shop")
		for range 2 {
			list := d.p.book.List()
			if len(list) != 1 || strings.Join(list[0].Signing().Repairs, ",") != "quotes" {
				t.Fatalf("%+v", list)
			}
			d.p.form.use(list[0].ID)
			d.settle()
			d.p.form.save()
			d.settle()
		}
	})
}

// The list takes the keyboard as a whole and scrolls with its choice.
func TestListByKeyboard(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		for i := range 30 {
			d.saveKey(fmt.Sprintf("Key %02d", i), keyOf(t, fixtures.Key(t).PublicPEM()), vault.Profile{})
		}
		d.p.Show(2)
		d.layOut()
		chosen := func() int { return d.p.keys.Presenter().State().Chosen }
		d.p.keys.Presenter().List.Choose(0)
		for _, c := range []struct {
			key  fyne.KeyName
			want int
		}{{fyne.KeyUp, 0}, {fyne.KeyDown, 1}, {fyne.KeyPageDown, 9}, {fyne.KeyEnd, 29}, {fyne.KeyDown, 29}, {fyne.KeyPageUp, 21}, {fyne.KeyHome, 0}} {
			if d.typed(c.key); chosen() != c.want {
				t.Errorf("%s goes to %d, want %d", c.key, chosen(), c.want)
			}
		}
		d.typed(fyne.KeyReturn)
		if d.p.current != 0 {
			t.Error("Enter does not sign with the key")
		}
	})
}
