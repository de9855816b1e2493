package widgets

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"playtoken/ui/viewmodel"
)

func clipboardWith(text string) fyne.Clipboard {
	c := test.NewClipboard()
	c.SetContent(text)
	return c
}

// The toolkit hands a space on to what has the keyboard after the button that it
// pressed: in the entry that the button opened it is no text.
func TestSpaceOfTheButtonBefore(t *testing.T) {
	app(t)
	for name, held := range map[string]string{"empty": "", "with a text": "{}"} {
		t.Run(name, func(t *testing.T) {
			e := NewEntry("", nil)
			e.Set(held)
			b := NewButton("Replace", Plain, nil)
			w := stage(t, container.NewVBox(b, e), 300, 200)
			b.OnTapped = func() { w.Canvas().Focus(e) }
			w.Canvas().Focus(b)
			press(b, fyne.KeySpace)
			w.Canvas().Focused().TypedRune(' ')
			if e.Text != held {
				t.Errorf("the entry holds %q", e.Text)
			}
			e.KeyDown(&fyne.KeyEvent{Name: fyne.KeySpace})
			e.TypedRune(' ')
			if e.Text != " "+held {
				t.Errorf("a space of its own: the entry holds %q", e.Text)
			}
		})
	}
}

func TestTabLeavesTheEntry(t *testing.T) {
	app(t)
	for name, e := range map[string]*Entry{"one line": NewEntry("", nil), "several lines": NewArea("", 2, nil)} {
		b := NewButton("next", Plain, nil)
		w := stage(t, container.NewVBox(e, b), 300, 200)
		w.Canvas().Focus(e)
		if e.AcceptsTab() {
			t.Errorf("%s: takes Tab for text", name)
		}
		w.Canvas().FocusNext()
		if w.Canvas().Focused() != fyne.Focusable(b) {
			t.Errorf("%s: the keyboard is at %T", name, w.Canvas().Focused())
		}
		w.Canvas().FocusPrevious()
		if w.Canvas().Focused() != fyne.Focusable(e) {
			t.Errorf("%s: back at %T", name, w.Canvas().Focused())
		}
	}
}

func TestEntryEscape(t *testing.T) {
	app(t)
	escaped := 0
	e := NewArea("", 2, nil)
	stage(t, e, 300, 100)
	press(e, fyne.KeyEscape) // nobody listens
	e.OnEscape = func() { escaped++ }
	press(e, fyne.KeyEscape, fyne.KeyReturn)
	if escaped != 1 || e.Text != "\n" {
		t.Errorf("escaped %d times, text %q", escaped, e.Text)
	}
}

// hearing is a canvas that notes the shortcuts it hears, as a real window's does;
// that of the test driver hears none.
type hearing struct {
	fyne.Canvas
	heard  []fyne.KeyName
	undone int
}

func (h *hearing) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutUndo); ok {
		h.undone++
		return
	}
	h.heard = append(h.heard, s.(*desktop.CustomShortcut).KeyName)
}

type hearingDriver struct {
	fyne.Driver
	canvas *hearing
}

func (d hearingDriver) CanvasForObject(fyne.CanvasObject) fyne.Canvas { return d.canvas }

type hearingApp struct {
	fyne.App
	driver hearingDriver
}

func (a hearingApp) Driver() fyne.Driver { return a.driver }

// The window's shortcuts reach the canvas though an entry has the keyboard; those
// that edit text stay with the entry.
func TestShortcutsPassThroughTheEntry(t *testing.T) {
	a := app(t)
	e := NewEntry("", nil)
	w := stage(t, e, 300, 100)
	c := &hearing{Canvas: w.Canvas()}
	fyne.SetCurrentApp(hearingApp{a, hearingDriver{a.Driver(), c}})
	t.Cleanup(func() { fyne.SetCurrentApp(a) })
	keys := []fyne.KeyName{fyne.Key1, fyne.KeyL, fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyHome, fyne.KeyEnd, fyne.KeyD}
	for _, key := range keys {
		e.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl})
	}
	if want := []fyne.KeyName{fyne.Key1, fyne.KeyL, fyne.KeyD}; !slices.Equal(c.heard, want) {
		t.Errorf("the window heard %v, want %v", c.heard, want)
	}
}

// What is typed in an entry is undone there; without any text it is the window's.
func TestUndoPassesThroughTheEntry(t *testing.T) {
	a := app(t)
	e := NewEntry("", nil)
	w := stage(t, e, 300, 100)
	c := &hearing{Canvas: w.Canvas()}
	fyne.SetCurrentApp(hearingApp{a, hearingDriver{a.Driver(), c}})
	t.Cleanup(func() { fyne.SetCurrentApp(a) })
	w.Canvas().Focus(e)
	e.KeyDown(&fyne.KeyEvent{Name: fyne.KeyX})
	e.TypedRune('x')
	e.TypedShortcut(&fyne.ShortcutUndo{})
	if e.Text != "" || c.undone != 0 {
		t.Errorf("text %q, the window heard %d", e.Text, c.undone)
	}
	e.TypedShortcut(&fyne.ShortcutUndo{})
	if c.undone != 1 {
		t.Errorf("the window heard %d", c.undone)
	}
	e.Set("proposed")
	e.TypedRune('x')
	for range 3 {
		e.TypedShortcut(&fyne.ShortcutUndo{})
	}
	if e.Text != "proposed" || c.undone != 1 {
		t.Errorf("text %q, the window heard %d", e.Text, c.undone)
	}
}

func TestEntryPaste(t *testing.T) {
	app(t)
	var pasted, changed []string
	e := NewEntry("", func(s string) { changed = append(changed, s) })
	stage(t, e, 300, 100)
	e.OnPaste = func(s string) bool {
		pasted = append(pasted, s)
		return s == "whole"
	}
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboardWith("whole")})
	if e.Text != "" || len(changed) > 0 {
		t.Errorf("taken whole, and yet there: %q, %q", e.Text, changed)
	}
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboardWith("text")})
	if e.Text != "text" || strings.Join(changed, ",") != "text" || strings.Join(pasted, ",") != "whole,text" {
		t.Errorf("text %q, changed %q, pasted %q", e.Text, changed, pasted)
	}
	e.OnPaste = nil
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboardWith("2")})
	if e.Text != "text2" {
		t.Errorf("text %q", e.Text)
	}
}

// More than can be drawn is cut, at a whole character, and the clipboard stays.
func TestHugePasteIsCut(t *testing.T) {
	app(t)
	huge := clipboardWith("a" + strings.Repeat("é", 20<<10))
	for name, c := range map[string]struct {
		e    *Entry
		want int
	}{
		"one line": {NewEntry("", nil), 2<<10 - 1}, "several lines": {NewArea("", 2, nil), 16<<10 - 1},
	} {
		stage(t, c.e, 300, 100)
		c.e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: huge})
		if len(c.e.Text) != c.want || !strings.HasPrefix(huge.Content(), c.e.Text) || len(huge.Content()) != 40<<10+1 {
			t.Errorf("%s: %d bytes are there, want %d", name, len(c.e.Text), c.want)
		}
	}
}

func TestEntrySetIsSilent(t *testing.T) {
	app(t)
	changed := 0
	e := NewEntry("", func(string) { changed++ })
	stage(t, e, 300, 100)
	e.Set("put there")
	if changed != 0 || e.Text != "put there" {
		t.Errorf("%d changes, text %q", changed, e.Text)
	}
	test.Type(e, "x")
	if changed != 1 || e.Text != "xput there" {
		t.Errorf("%d changes, text %q", changed, e.Text)
	}
	// The same text again leaves the cursor where it is.
	e.Set("xput there")
	test.Type(e, "y")
	if e.Text != "xyput there" {
		t.Errorf("the cursor moved: %q", e.Text)
	}
}

func TestFieldSays(t *testing.T) {
	app(t)
	f := NewField("Playback ID", NewEntry("", nil))
	stage(t, f.Box, 300, 200)
	for _, c := range []struct {
		name, text string
		tone       viewmodel.Tone
		changed    bool
	}{
		{"nothing at first", "", viewmodel.Quiet, false},
		{"wrong", "It has a space.", viewmodel.Wrong, true},
		{"the same", "It has a space.", viewmodel.Wrong, false},
		{"as a warning", "It has a space.", viewmodel.Warning, true},
		{"something else", "It is a URL.", viewmodel.Wrong, true},
		{"quiet", "Ends soon.", viewmodel.Quiet, true},
		{"nothing", "", viewmodel.Quiet, true},
		{"still nothing", "", viewmodel.Wrong, false},
		{"wrong again", "It is a URL.", viewmodel.Wrong, true},
	} {
		before := f.Box.HeightFor(300)
		if got := f.Say(c.text, c.tone); got != c.changed {
			t.Errorf("%s: changed %v", c.name, got)
		}
		layOut(f.Box)
		if !c.changed && f.Box.HeightFor(300) != before {
			t.Errorf("%s: another height without a change", c.name)
		}
		if f.Message() != c.text || c.text != "" && !shows(f.Box, c.text) || !shows(f.Box, "Playback ID") {
			t.Errorf("%s: says %q, shows %q", c.name, f.Message(), drawn(f.Box))
		}
	}
}

const secretText = "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1JSUV2QUlCQURBTkJna3Foa2lH"

var taken = viewmodel.Key{Title: "RSA 2048, private", Fingerprint: "05586d54f2af81f9", Source: "Read from base64 of PEM", Where: "this session"}

// keyField is a key field in a window, wired as a screen does it: what is pasted
// becomes a card.
func keyField(t *testing.T, answer viewmodel.Key) (*KeyField, fyne.Window, *[]string) {
	t.Helper()
	app(t)
	var got []string
	k := NewKeyField("Paste the private key or drop a file")
	k.OnPaste = func(s string) {
		got = append(got, "pasted "+s)
		k.Set(viewmodel.Key{Working: true})
		k.Set(answer)
	}
	k.OnType = func(s string) { got = append(got, "typed "+s) }
	k.OnChoose = func() { got = append(got, "choose") }
	k.OnForget = func() {
		got = append(got, "forget")
		k.Set(viewmodel.Key{})
	}
	k.OnReplace = func() {
		got = append(got, "replace")
		k.Set(viewmodel.Key{})
	}
	return k, stage(t, k.Box, 330, 240), &got
}

func noSecret(t *testing.T, o fyne.CanvasObject) {
	t.Helper()
	for _, v := range visible(o) {
		if text, ok := v.(*canvas.Text); ok {
			for i := 0; i+8 <= len(secretText); i++ {
				if strings.Contains(text.Text, secretText[i:i+8]) {
					t.Errorf("the key is shown: %q", text.Text)
					return
				}
			}
		}
	}
}

// A pasted key is never seen, and the keyboard goes where Tab and Enter go on.
func TestKeyFieldPaste(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer viewmodel.Key
		shown  string
		button string
	}{
		{"taken", taken, "RSA 2048, private", "Replace…"},
		{"refused", viewmodel.Key{Refused: true, Problem: "3 characters are missing.", Hint: "Copy it again."}, "Not usable as a key", "Try again"},
	} {
		t.Run(c.name, func(t *testing.T) {
			k, w, got := keyField(t, c.answer)
			w.Canvas().Focus(k.Entry())
			k.Entry().TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboardWith(secretText)})
			if len(*got) != 1 || (*got)[0] != "pasted "+secretText {
				t.Errorf("heard %q", *got)
			}
			noSecret(t, k.Box)
			if k.Entry().Text != "" {
				t.Error("the entry holds the key")
			}
			if !shows(k.Box, c.shown) || !shows(k.Box, c.button) || shows(k.Box, "Choose file") {
				t.Errorf("shows %q", drawn(k.Box))
			}
			b, ok := w.Canvas().Focused().(*Button)
			if !ok || b.Text() != c.button {
				t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
			}
			press(b, fyne.KeyReturn)
			if (*got)[1] != "replace" || w.Canvas().Focused() != fyne.Focusable(k.Entry()) {
				t.Errorf("heard %q, the keyboard is at %T", (*got)[1], w.Canvas().Focused())
			}
			noSecret(t, k.Box)
		})
	}
}

func TestKeyFieldShowsWhatIsWrong(t *testing.T) {
	k, _, _ := keyField(t, taken)
	k.Set(viewmodel.Key{Refused: true, Problem: "3 characters are missing.", Hint: "Copy it again."})
	for _, text := range []string{"3 characters are missing.", "Copy it again.", "Try again"} {
		if !shows(k.Box, text) {
			t.Errorf("%q is missing in %q", text, drawn(k.Box))
		}
	}
	if shows(k.Box, "Forget") {
		t.Error("a key that was refused can be forgotten")
	}
	k.Set(viewmodel.Key{Working: true})
	if !shows(k.Box, "Reading the key…") || shows(k.Box, "Replace…") || shows(k.Box, "missing") {
		t.Errorf("shows %q", drawn(k.Box))
	}
	k.Set(viewmodel.Key{Problem: "This is no key yet."})
	layOut(k.Box)
	if !shows(k.Box, "This is no key yet.") || !shows(k.Box, "Choose file") || shows(k.Box, "Cancel") {
		t.Errorf("while typing: %q", drawn(k.Box))
	}
	k.Set(taken)
	for _, text := range []string{"RSA 2048, private", "SHA-256 05586d54f2af81f9", "Read from base64 of PEM", "this session", "Replace…", "Forget"} {
		if !shows(k.Box, text) {
			t.Errorf("%q is missing in %q", text, drawn(k.Box))
		}
	}
}

func TestKeyFieldTyping(t *testing.T) {
	k, w, got := keyField(t, taken)
	w.Canvas().Focus(k.Entry())
	test.Type(k.Entry(), "ab")
	k.Entry().TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboardWith("cd")}) // into what is being typed
	if want := "typed a,typed ab,typed abcd"; strings.Join(*got, ",") != want {
		t.Errorf("heard %q", *got)
	}
	k.Entry().TypedShortcut(&fyne.ShortcutSelectAll{})
	k.Entry().TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboardWith(secretText)}) // in place of it
	if last := (*got)[len(*got)-1]; last != "pasted "+secretText || k.Entry().Text != "" {
		t.Errorf("heard %q, the entry holds %q", last, k.Entry().Text)
	}
}

// While a key is read the keyboard is on a button that is seen, not in the field that has gone.
func TestKeyboardWhileAKeyIsRead(t *testing.T) {
	k, w, got := keyField(t, taken)
	w.Canvas().Focus(k.Entry())
	k.Set(viewmodel.Key{Working: true})
	for _, button := range []string{"Cancel", "Replace…"} {
		b, ok := w.Canvas().Focused().(*Button)
		if !ok || b.Text() != button || !shows(k.Box, button) {
			t.Fatalf("the keyboard is at %T, want %s; shows %q", w.Canvas().Focused(), button, drawn(k.Box))
		}
		k.Set(taken)
	}
	k.Set(viewmodel.Key{Working: true})
	press(w.Canvas().Focused().(*Button), fyne.KeyReturn)
	if strings.Join(*got, ",") != "replace" || w.Canvas().Focused() != fyne.Focusable(k.Entry()) {
		t.Errorf("heard %q, the keyboard is at %T", *got, w.Canvas().Focused())
	}
}

func TestKeyFieldButtons(t *testing.T) {
	k, w, got := keyField(t, taken)
	tap := func(text string) {
		t.Helper()
		for _, o := range visible(k.Box) {
			if b, ok := o.(*Button); ok && b.Text() == text {
				test.Tap(b)
				return
			}
		}
		t.Errorf("there is no %q: %q", text, drawn(k.Box))
	}
	tap("Choose file")
	k.Set(taken)
	tap("Forget")
	if strings.Join(*got, ",") != "choose,forget" {
		t.Errorf("heard %q", *got)
	}
	// A key of another screen: it cannot be forgotten here, only replaced, and
	// there is a way back.
	cancelled := 0
	k.OnCancel = func() { cancelled++ }
	k.Set(taken)
	k.CanForget(false)
	if shows(k.Box, "Forget") {
		t.Error("another screen's key can be forgotten")
	}
	tap("Replace…")
	k.Set(viewmodel.Key{Where: "from Sign"})
	tap("Cancel")
	if cancelled != 1 {
		t.Error("Cancel was not heard")
	}
	k.CanForget(true)
	k.Low()
	k.Set(taken)
	w.Resize(fyne.NewSize(500, 200))
	if !shows(k.Box, "RSA 2048, private") || shows(k.Box, "Read from") {
		t.Errorf("low: %q", drawn(k.Box))
	}
}

// A long name stays in its card, and Replace with it.
func TestLowKeyFieldWithALongName(t *testing.T) {
	k, w, _ := keyField(t, taken)
	k.Low()
	long := taken
	long.Title = strings.Repeat("A rather long name of a key ", 7) + "of 2026"
	k.Set(long)
	for _, width := range []float32{600, 330} {
		w.Resize(fyne.NewSize(width, 200))
		layOut(k.Box)
		for _, o := range visible(k.Box) {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
			if right := at.X + o.Size().Width; right > width+1 {
				t.Errorf("%v wide: %T ends at %v", width, o, right)
			}
		}
		if !shows(k.Box, "of 2026") || !shows(k.Box, "Replace…") {
			t.Errorf("%v wide: %q", width, drawn(k.Box))
		}
	}
	k.Set(taken)
	w.Resize(fyne.NewSize(601, 200))
	layOut(k.Box)
	if !shows(k.Box, "RSA 2048, private") || !shows(k.Box, taken.Fingerprint) {
		t.Errorf("%q", drawn(k.Box))
	}
}
