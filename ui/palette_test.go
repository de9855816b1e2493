package ui

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
	"playtoken/ui/desktop"
	"playtoken/ui/widgets"
)

// Everything is found by typing a part of its name: actions, profiles and platforms.
func TestPalette(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.saveKey("Shop production", keyOf(t, string(fixtures.PrivateKey(t))), vault.Profile{Platform: "fastpix", KeyID: keyID})
		d.p.Show(atWhy)
		d.take(fixtures.Token(t))
		d.press("Clear")
		for typed, right := range map[string]func() bool{
			"shop prod": func() bool { return d.p.current == atSign && d.p.sign.Presenter().State().Key.Taken() },
			"pasted":    func() bool { return d.p.current == atWhy && d.p.why.Presenter().State().Read },
			"bitmovin":  func() bool { return d.p.current == atSign && d.p.sign.Presenter().Filled().Form.Platform == "bitmovin" },
			"to keys":   func() bool { return d.p.current == atKeys },
			"shortcuts": func() bool { return d.p.panels.top != nil && strings.Contains(d.said(), "Copy the stream URL") },
		} {
			d.p.Show(atWhy)
			d.p.why.Presenter().Clear()
			d.p.do(ShowPalette)
			if _, signature, _ := strings.Cut(fixtures.Token(t)[10:], "."); strings.Contains(d.said(), signature[len(signature)-40:]) {
				t.Error("the list shows a signature")
			}
			search, ok := d.w.Canvas().Focused().(*widgets.Entry)
			if !ok {
				t.Fatalf("the keyboard is at %T", d.w.Canvas().Focused())
			}
			test.Type(search, typed)
			search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			if d.settle(); !right() {
				t.Errorf("%s: screen %d, panel %v", typed, d.p.current, d.p.panels.top != nil)
			}
			if d.p.panels.top != nil {
				d.escape()
			}
		}
	})
}

// Nothing behind an open menu gets keys or pastes: a press in its empty room leaves the
// keyboard in it, and after a press that took it the next key or paste brings it back.
func TestKeysStayInAMenu(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		c := d.w.Canvas()
		key := func(name fyne.KeyName) { // as the toolkit hands one on
			if f := c.Focused(); f != nil {
				f.TypedKey(&fyne.KeyEvent{Name: name})
			} else {
				c.OnTypedKey()(&fyne.KeyEvent{Name: name})
			}
		}
		d.fill()
		before := d.shown()
		small := func() { widgets.OpenMenuAt(c, fyne.NewPos(40, 40), []widgets.MenuItem{{Text: "One"}, {Text: "Two"}}) }
		for name, open := range map[string]func(){"the palette": func() { d.p.do(ShowPalette) }, "a small menu": small} {
			open()
			first := c.Focused()
			if search, ok := first.(*widgets.Entry); ok {
				test.Type(search, "dele")
				test.TapCanvas(c, fyne.NewPos(c.Size().Width/2, 300)) // below the one row
				if c.Focused() != first {
					t.Errorf("%s: a press in it leaves the keyboard at %T", name, c.Focused())
				}
			}
			c.Unfocus() // as a press does that ends elsewhere
			d.p.do(ShowKeys)
			if !d.p.asks() || c.Focused() != first || d.p.current != atSign || d.shown() != before {
				t.Errorf("%s: the keyboard is at %T, behind it\n%s", name, c.Focused(), d.shown())
			}
			c.Unfocus()
			key(fyne.KeyEscape)
			if c.Overlays().Top() != nil {
				t.Fatalf("%s: Escape does not close it", name)
			}
		}
	})
}

// What buttons do is found by what they are called, as far as it can be done.
func TestPaletteHasTheButtons(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		has := func(typed string) bool {
			return slices.ContainsFunc(palette{d.p}.items(), func(i widgets.MenuItem) bool { return strings.Contains(strings.ToLower(i.Text), typed) })
		}
		never := []string{"save the profile", "rename", "delete", "export", "rotation", "play the stream", "qr code", "report"}
		for _, typed := range never {
			if has(typed) {
				t.Errorf("%s can be done before there is anything", typed)
			}
		}
		d.saveKey("Shop production", keyOf(t, string(fixtures.PrivateKey(t))), vault.Profile{Platform: "fastpix", KeyID: keyID})
		d.p.form.use(d.p.book.List()[0].ID)
		d.settle()
		d.fill()
		d.p.sign.Presenter().Form.SetField("host", "io")
		d.settle()
		d.p.Show(atWhy)
		d.take(fixtures.Token(t))
		for _, typed := range append(never, "pass", "save as", "new form", "sign a list", "import", "new key", "connect an account", "local edge") {
			if !has(typed) {
				t.Errorf("%s is not found", typed)
			}
		}
		for typed, asks := range map[string]string{"rename": "Rename", "qr code": "Stream URL\n", "connect an account at mux": "Account at Mux", "passphrase": "Keep secrets under a passphrase"} {
			d.p.do(ShowPalette)
			search := d.w.Canvas().Focused().(*widgets.Entry)
			test.Type(search, "nothing of this name")
			search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			if d.w.Canvas().Focused() != fyne.Focusable(search) {
				t.Error("Enter closes a search that has found nothing")
			}
			search.SetText(typed)
			search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			if d.settle(); !strings.Contains(d.said(), asks) {
				t.Errorf("%s: screen %d, said\n%s", typed, d.p.current, d.said())
			}
			d.escape()
		}
	})
}

// The buttons of the screen that is shown are found by what stands on them; what is called as it
// was typed comes first, what begins so next, and what was pasted last.
func TestPaletteFinds(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.Show(atWhy)
		d.take("https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t))
		for typed, right := range map[string]func() bool{
			"compare":      func() bool { return d.p.why.Presenter().State().Compared.Open },
			"as of":        func() bool { return d.p.why.Presenter().State().Options.Open },
			"text size 13": func() bool { return d.p.out.Settings.TextSize() == 130 && d.p.current == atSettings },
			"fastpix":      func() bool { return d.p.current == atSign },
			"clear":        func() bool { return !d.p.why.Presenter().State().Read },
		} {
			d.p.Show(atWhy)
			if !d.p.why.Presenter().State().Read {
				d.p.undo()
			}
			d.settle()
			d.layOut()
			d.p.do(ShowPalette)
			search := d.w.Canvas().Focused().(*widgets.Entry)
			test.Type(search, typed)
			search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			if d.settle(); !right() {
				t.Errorf("%s: screen %d", typed, d.p.current)
			}
			if d.w.Canvas().Overlays().Top() != nil {
				d.escape()
			}
		}
	})
}

// Every action that has a shortcut is named in the list of them, which F1 opens too.
func TestListOfShortcuts(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		c := &keyCanvas{Canvas: d.w.Canvas()}
		d.p.hearKeys(c)
		c.down(&fyne.KeyEvent{Name: fyne.KeyF1})
		said := d.said()
		for _, s := range Shortcuts("linux") {
			if labels[s.Action] == "" || !strings.Contains(said, labels[s.Action]) {
				t.Errorf("%s is not named", s.Keys("linux"))
			}
		}
		for _, want := range []string{"Ctrl+Shift+U", "Ctrl+K", "Ctrl+/", "F1", "Ctrl+V", "Ctrl+C", "Ctrl+Z"} {
			if !strings.Contains(said, want) {
				t.Errorf("no %s in\n%s", want, said)
			}
		}
		d.escape()
		if d.p.panels.top != nil {
			t.Error("Escape does not close it")
		}
	})
	if got := Shortcuts("darwin")[7].Keys("darwin"); got != "⇧⌘C" {
		t.Errorf("on macOS %q", got)
	}
}

// The URL of the stream is copied from any screen, as a token is.
func TestCopyStream(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.do(CopyStream)
		if d.settle(); len(d.tokens) > 0 || !d.p.toast.Failing() {
			t.Errorf("copied %q", d.tokens)
		}
		d.fill()
		d.p.Show(atKeys)
		d.p.do(CopyStream)
		if d.settle(); len(d.tokens) != 1 || !strings.HasPrefix(d.tokens[0], "https://stream.fastpix.com/"+playbackID) {
			t.Errorf("copied %q", d.tokens)
		}
	})
}

// The profile of last time is chosen again, and what was locked waits on its card.
func TestProfileOfLastTime(t *testing.T) {
	keyring, folder := &uitest.Keyring{}, t.TempDir()
	var id string
	atDeskWith(t, keyring, folder, func(d *desk) {
		d.fill()
		d.save("Shop production")
		id = d.p.book.List()[0].ID
		if got := d.p.out.Settings.Profile(); got != id {
			t.Errorf("remembers %q", got)
		}
	})
	for name, c := range map[string]struct {
		remembered, pasted string
		chosen             bool
	}{
		"chosen again":     {id, "", true},
		"none":             {"", "", false},
		"one that is gone": {"gone", "", false},
		"a key came first": {id, string(fixtures.PrivateKey(t)), false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := openWith(t, func(s desktop.Settings) { s.SetProfile(c.remembered) }, keyring, folder)
				if c.pasted != "" {
					d.p.sign.Presenter().Key.Paste([]byte(c.pasted))
				}
				d.settle()
				if got := d.p.form.id == id; got != c.chosen {
					t.Errorf("profile %q", d.p.form.id)
				}
				if c.chosen && (!d.p.sign.Presenter().State().Key.Taken() || !slices.ContainsFunc(d.p.form.bars, func(b *profileBar) bool { return b.choice.Chosen() == 1 })) {
					t.Errorf("%+v", d.p.sign.Presenter().State().Key)
				}
			})
		})
	}
}
