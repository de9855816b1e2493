package widgets

import (
	"runtime"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.onKey != nil && e.onKey(k) {
		return
	}
	if k.Name == fyne.KeyEscape {
		e.escape(k)
		return
	}
	if k.Name == fyne.KeyBackspace || k.Name == fyne.KeyDelete {
		e.pasted = false
	}
	e.Entry.TypedKey(k)
}

// escape takes away a tip, and does what Escape is for here. Where nobody has said so it
// closes the panel or the question that the entry is in.
func (e *Entry) escape(k *fyne.KeyEvent) {
	c := CanvasOf(e)
	HideTips(c)
	switch {
	case e.OnEscape != nil:
		e.OnEscape()
	case c != nil && c.Overlays().Top() != nil:
		passEscape(e, k)
	}
}

// TypedRune implements fyne.Focusable. The space that pressed the button which
// brought the keyboard here arrives as text as well, and is none.
func (e *Entry) TypedRune(r rune) {
	if r == ' ' && !e.heard {
		return
	}
	e.heard, e.pasted = true, false
	e.Entry.TypedRune(r)
}

// KeyDown implements desktop.Keyable. The window hears it too.
func (e *Entry) KeyDown(k *fyne.KeyEvent) {
	e.heard = true
	e.Entry.KeyDown(k)
	passDown(CanvasOf(e), k)
}

// passDown hands a pressed key on to the canvas, which hears of none while
// something on it has the focus.
func passDown(c fyne.Canvas, k *fyne.KeyEvent) {
	if c, ok := c.(desktop.Canvas); ok && c.OnKeyDown() != nil {
		c.OnKeyDown()(k)
	}
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.heard = false
	e.mark(func(s *edge) { s.focused = true })
	leaveTip(e)
	gotKeyboard(e)
	e.prepare()
	e.Entry.FocusGained()
	reveal(e)
	if e.OnFocus != nil {
		e.OnFocus(true)
	}
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.mark(func(s *edge) { s.focused = false })
	e.Entry.FocusLost()
	if e.OnFocus != nil {
		e.OnFocus(false)
	}
	call(e.onLeft)
}

// TypedShortcut implements fyne.Shortcutable. A focused entry would swallow the
// window's shortcuts, so they are handed on to the canvas.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		text := s.Clipboard.Content()
		if e.OnPaste != nil && e.OnPaste(text) {
			return
		}
		e.pasted = true
		if most := e.most(); len(text) > most {
			for !utf8.RuneStart(text[most]) {
				most--
			}
			e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipping(text[:most])})
			return
		}
	case *fyne.ShortcutUndo: // where there is no text it is the window's
		if e.Text == "" {
			passShortcut(e, s)
			return
		}
	case *desktop.CustomShortcut:
		if !editing(s.KeyName) {
			passShortcut(e, s)
			return
		}
	}
	e.Entry.TypedShortcut(s)
}

// TappedSecondary implements fyne.SecondaryTappable: the menu of the right button. What a
// password hides cannot be copied.
func (e *Entry) TappedSecondary(p *fyne.PointEvent) {
	c := CanvasOf(e)
	if c == nil {
		return
	}
	Focus(c, e)
	clipboard := fyne.CurrentApp().Clipboard()
	row := func(text, key string, shortcut fyne.Shortcut) MenuItem {
		return MenuItem{Text: text, Remark: shortcutName(key), Chosen: func() { e.TypedShortcut(shortcut) }}
	}
	items := []MenuItem{
		row("Cut", "X", &fyne.ShortcutCut{Clipboard: clipboard}), row("Copy", "C", &fyne.ShortcutCopy{Clipboard: clipboard}),
		row("Paste", "V", &fyne.ShortcutPaste{Clipboard: clipboard}), row("Select all", "A", &fyne.ShortcutSelectAll{}),
	}
	switch {
	case e.Disabled() && e.Password:
		return
	case e.Disabled():
		items = []MenuItem{items[1], items[3]}
	case e.Password:
		items = items[2:]
	}
	OpenMenuAt(c, p.AbsolutePosition, items)
}

// shortcutName is what a shortcut is called: Ctrl+C, and on macOS the sign of Command.
func shortcutName(key string) string {
	if runtime.GOOS == "darwin" {
		return "\u2318" + key
	}
	return "Ctrl+" + key
}

// most is how much of a paste becomes text, in bytes. More would stop the window:
// the toolkit draws each line as one picture.
func (e *Entry) most() int {
	if e.MultiLine {
		return 16 << 10
	}
	return 2 << 10
}

// clipping is a clipboard with the beginning of what there was on one.
type clipping string

// Content implements fyne.Clipboard.
func (c clipping) Content() string { return string(c) }

// SetContent implements fyne.Clipboard; nothing is ever cut into a clipping.
func (clipping) SetContent(string) {}

// editing are the keys whose shortcuts belong to the text: moving by words.
func editing(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyHome, fyne.KeyEnd:
		return true
	}
	return false
}
