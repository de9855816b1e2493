package widgets

import (
	"math"
	"runtime"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

// Entry is the toolkit's entry, taught some things: Tab leaves it, shortcuts of
// the window and Escape pass through it, a paste can be taken whole before it
// becomes text, and what is too long to be drawn is cut.
type Entry struct {
	widget.Entry
	// OnPaste is asked first what to do with pasted text. It returns true when it
	// has dealt with it; the text is then not inserted.
	OnPaste func(text string) bool
	// OnEscape is called for Escape.
	OnEscape func()
	// OnFocus is called when the keyboard comes or goes.
	OnFocus func(bool)

	silent bool
	heard  bool                      // something was typed since the keyboard came here
	onLeft func()                    // is called when the keyboard has gone
	onKey  func(*fyne.KeyEvent) bool // is asked first; it reports whether it has dealt with the key
	frame  *Ground
	edge   edge
	low    bool
	view   *entryView
}

var (
	_ fyne.Shortcutable = (*Entry)(nil)
	_ fyne.Tabbable     = (*Entry)(nil)
	_ desktop.Keyable   = (*Entry)(nil)
	_ desktop.Hoverable = (*Entry)(nil)

	_ fyne.SecondaryTappable = (*Entry)(nil)
	_ Toned                  = (*Entry)(nil)
)

// NewEntry makes a one-line entry.
func NewEntry(placeholder string, changed func(string)) *Entry {
	e := &Entry{}
	e.setUp(placeholder, changed)
	return e
}

// NewArea makes an entry of several lines that wraps.
func NewArea(placeholder string, rows int, changed func(string)) *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.setUp(placeholder, changed)
	e.Wrapping = fyne.TextWrapBreak
	e.SetMinRowsVisible(rows)
	return e
}

func (e *Entry) setUp(placeholder string, changed func(string)) {
	e.TextStyle.Monospace = true
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.PlaceHolder = placeholder
	e.OnChanged = func(s string) {
		if !e.silent && changed != nil {
			changed(s)
		}
	}
	e.ExtendBaseWidget(e)
}

// Set puts a text there without calling back. It does nothing when that text
// is there already, so that the cursor stays while a person types.
func (e *Entry) Set(text string) {
	if e.Text == text {
		return
	}
	if e.SelectedText() != "" { // it would begin anew with the next letter, and lose it
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	e.silent = true
	e.SetText(text)
	e.silent = false
}

// Low makes an entry of one line as low as segments are, to stand in one row with them.
func (e *Entry) Low() {
	e.low = true
	e.Refresh()
}

// Framed is the entry in its frame, which shows its edge. The toolkit's own border comes
// out darker than its colour.
func (e *Entry) Framed() Fluid {
	e.frame = NewGround(theme.Field, theme.Edge, theme.Corner)
	e.mark(func(*edge) {})
	return Over(e.frame, e)
}

// SetTone implements Toned.
func (e *Entry) SetTone(tone viewmodel.Tone) { e.mark(func(s *edge) { s.tone = tone }) }

// mark changes what the edge shows.
func (e *Entry) mark(change func(*edge)) {
	change(&e.edge)
	if e.frame != nil {
		fill, line, weight := e.edge.of()
		e.frame.SetFill(fill)
		e.frame.SetLine(line, weight)
	}
}

// Disable implements fyne.Disableable.
func (e *Entry) Disable() {
	e.Entry.Disable()
	e.mark(func(s *edge) { s.disabled = true })
}

// Enable implements fyne.Disableable.
func (e *Entry) Enable() {
	e.Entry.Enable()
	e.mark(func(s *edge) { s.disabled = false })
}

// MouseIn implements desktop.Hoverable.
func (e *Entry) MouseIn(*desktop.MouseEvent) {
	e.mark(func(s *edge) { s.hovered = true })
	askTip(e, e.whole)
}

// MouseMoved implements desktop.Hoverable.
func (e *Entry) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (e *Entry) MouseOut() {
	e.mark(func(s *edge) { s.hovered = false })
	leaveTip(e)
}

// whole is the text, where it is cut.
func (e *Entry) whole() string {
	if e.view == nil || !e.view.rest.Visible() {
		return ""
	}
	return whole(e.view.rest)
}

// CreateRenderer implements fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	return Laid(e, newEntryView(e, e.Entry.CreateRenderer()))
}

// MinSize is in whole pixels: else the lines of an area are cut off beside its edge.
func (e *Entry) MinSize() fyne.Size {
	size := e.Entry.MinSize()
	size.Height = float32(math.Ceil(float64(size.Height)))
	if e.low {
		size.Height = segmentHeight
	}
	return size
}

// AcceptsTab lets Tab move on, in entries of several lines too.
func (e *Entry) AcceptsTab() bool { return false }

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.onKey != nil && e.onKey(k) {
		return
	}
	if k.Name == fyne.KeyEscape {
		e.escape(k)
		return
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
	e.heard = true
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
		if most := e.most(); len(text) > most {
			for !utf8.RuneStart(text[most]) {
				most--
			}
			e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipping(text[:most])})
			return
		}
	case *desktop.CustomShortcut:
		if !editing(s.KeyName) {
			if c, ok := CanvasOf(e).(fyne.Shortcutable); ok {
				c.TypedShortcut(s)
			}
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
	c.Focus(e)
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
