package widgets

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// Value shows a text that can be selected and copied: with the pointer, a word by a
// double press, with Ctrl+A, Shift and the arrows, Ctrl+C, or the menu of the right button.
// Of a text that is cut the whole is selected and copied. It is not for secrets, masked
// ones neither.
//
// Tab passes it, for each row of a table would be a stop; a [CopyRow] is one.
type Value struct {
	widget.BaseWidget
	// OnCopy takes what is copied in place of the toolkit's clipboard.
	OnCopy func(text string)

	text     *Text
	from, to int // in characters; what is selected is between them, in either order
	shift    bool
	focused  bool
}

var (
	_ Fluid                  = (*Value)(nil)
	_ fyne.Focusable         = (*Value)(nil)
	_ fyne.Shortcutable      = (*Value)(nil)
	_ fyne.Draggable         = (*Value)(nil)
	_ fyne.DoubleTappable    = (*Value)(nil)
	_ fyne.SecondaryTappable = (*Value)(nil)
	_ fyne.Disableable       = (*Value)(nil)
	_ desktop.Mouseable      = (*Value)(nil)
	_ desktop.Keyable        = (*Value)(nil)
	_ desktop.Cursorable     = (*Value)(nil)
)

// Selectable lets a text be selected and copied.
func Selectable(text *Text) *Value {
	v := &Value{text: text}
	v.ExtendBaseWidget(v)
	return v
}

// HeightFor implements Fluid.
func (v *Value) HeightFor(width float32) float32 { return v.text.HeightFor(width) }

// MinSize is that of the text.
func (v *Value) MinSize() fyne.Size { return v.text.MinSize() }

// Disabled implements fyne.Disableable. The toolkit's Tab passes what is disabled, and
// still lets a press give the keyboard to what has a SelectedText. With the keyboard it is
// not disabled: the toolkit would let no shortcut but Copy through.
func (v *Value) Disabled() bool { return !v.focused }

// Enable implements fyne.Disableable; it does nothing.
func (v *Value) Enable() {}

// Disable implements fyne.Disableable; it does nothing.
func (v *Value) Disable() {}

// Cursor shows that there is a text to select.
func (v *Value) Cursor() desktop.Cursor { return desktop.TextCursor }

// SelectedText is what is selected, "" for nothing.
func (v *Value) SelectedText() string {
	runes := []rune(v.text.String())
	from, to := v.selection()
	return string(runes[min(from, len(runes)):min(to, len(runes))])
}

// selection is what is selected, in characters.
func (v *Value) selection() (from, to int) {
	from, to = min(v.from, v.to), max(v.from, v.to)
	if from < to && v.text.Cut() {
		return 0, v.length()
	}
	return from, to
}

func (v *Value) length() int { return utf8.RuneCountInString(v.text.String()) }

func (v *Value) choose(from, to int) {
	if v.from != from || v.to != to {
		v.from, v.to = from, to
		v.Refresh()
	}
}

// copied copies what is selected, or all.
func (v *Value) copied() {
	text := v.SelectedText()
	if text == "" {
		text = v.text.String()
	}
	v.hand(text)
}

func (v *Value) hand(text string) {
	if v.OnCopy != nil {
		v.OnCopy(text)
		return
	}
	fyne.CurrentApp().Clipboard().SetContent(text)
}

// MouseDown implements desktop.Mouseable: a selection begins.
func (v *Value) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	if c := CanvasOf(v); c != nil {
		c.Focus(v)
	}
	at := v.at(e.Position)
	if v.shift {
		v.choose(v.from, at)
		return
	}
	v.choose(at, at)
}

// MouseUp implements desktop.Mouseable.
func (v *Value) MouseUp(*desktop.MouseEvent) {}

// Dragged implements fyne.Draggable: the selection grows.
func (v *Value) Dragged(e *fyne.DragEvent) { v.choose(v.from, v.at(e.Position)) }

// DragEnd implements fyne.Draggable.
func (v *Value) DragEnd() {}

// DoubleTapped implements fyne.DoubleTappable: it selects a word, with the dots and
// hyphens in it, for IDs and hosts are taken whole.
func (v *Value) DoubleTapped(e *fyne.PointEvent) {
	runes := []rune(v.text.String())
	at := min(v.at(e.Position), max(0, len(runes)-1))
	part := func(i int) bool {
		return unicode.IsLetter(runes[i]) || unicode.IsDigit(runes[i]) || strings.ContainsRune("-_.:", runes[i])
	}
	from, to := at, at
	for from > 0 && part(from-1) {
		from--
	}
	for to < len(runes) && part(to) {
		to++
	}
	v.choose(from, to)
}

// TappedSecondary implements fyne.SecondaryTappable: the menu of the right button.
func (v *Value) TappedSecondary(e *fyne.PointEvent) {
	c := CanvasOf(v)
	if c == nil || v.text.String() == "" {
		return
	}
	text := v.SelectedText() // it goes with the keyboard, which the menu takes
	if text == "" {
		text = v.text.String()
	}
	OpenMenuAt(c, e.AbsolutePosition, []MenuItem{
		{Text: "Copy", Remark: shortcutName("C"), Chosen: func() { v.hand(text) }},
		{Text: "Select all", Remark: shortcutName("A"), Chosen: func() {
			c.Focus(v)
			v.choose(0, v.length())
		}},
	})
}

// FocusGained implements fyne.Focusable.
func (v *Value) FocusGained() { v.focused = true }

// FocusLost implements fyne.Focusable: one selection at a time.
func (v *Value) FocusLost() {
	v.focused, v.shift = false, false
	v.choose(0, 0)
}

// TypedRune implements fyne.Focusable.
func (v *Value) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: Escape ends the selection first.
func (v *Value) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		if v.from != v.to {
			v.choose(0, 0)
			return
		}
		passEscape(v, e)
		return
	}
	if !v.shift {
		return
	}
	to := v.to
	switch e.Name {
	case fyne.KeyLeft:
		to--
	case fyne.KeyRight:
		to++
	case fyne.KeyHome, fyne.KeyUp:
		to = 0
	case fyne.KeyEnd, fyne.KeyDown:
		to = v.length()
	}
	v.choose(v.from, max(0, min(to, v.length())))
}

// KeyDown implements desktop.Keyable. The window hears it too.
func (v *Value) KeyDown(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		v.shift = true
	}
	passDown(CanvasOf(v), k)
}

// KeyUp implements desktop.Keyable.
func (v *Value) KeyUp(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		v.shift = false
	}
}

// TypedShortcut implements fyne.Shortcutable. What it does not know goes to the window.
func (v *Value) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		v.copied()
	case *fyne.ShortcutSelectAll:
		v.choose(0, v.length())
	default:
		if c, ok := CanvasOf(v).(fyne.Shortcutable); ok {
			c.TypedShortcut(s)
		}
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (v *Value) AccessibilityLabel() string { return v.text.String() }

// AccessibilityRole implements fyne.Accessible.
func (v *Value) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// at is the place in the text that is nearest to a point, in characters.
func (v *Value) at(p fyne.Position) int {
	v.text.layout(v.Size().Width)
	line := v.text.lineHeight()
	best := 0
	for _, run := range v.text.runs() {
		switch {
		case p.Y < run.y && run.y > 0: // a line below
			return best
		case p.Y >= run.y+line || p.X > run.x+measure(run.span, run.text):
			best = run.at + utf8.RuneCountInString(run.text)
		case p.X < run.x:
			return max(best, run.at)
		default:
			return run.at + nearest(run.span, run.text, p.X-run.x)
		}
	}
	return best
}

// nearest is how many characters of a text end nearest to a distance.
func nearest(s Span, text string, x float32) int {
	n, before := 0, float32(0)
	for i, r := range text {
		after := measure(s, text[:i+utf8.RuneLen(r)])
		if x < (before+after)/2 {
			return n
		}
		n, before = n+1, after
	}
	return n
}

// CreateRenderer implements fyne.Widget.
func (v *Value) CreateRenderer() fyne.WidgetRenderer { return Laid(v, &valueRenderer{v: v}) }

type valueRenderer struct {
	v     *Value
	marks []*canvas.Rectangle
	shown int
}

func (r *valueRenderer) Destroy()           {}
func (r *valueRenderer) MinSize() fyne.Size { return r.v.MinSize() }

func (r *valueRenderer) Objects() []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, 0, r.shown+1)
	for _, m := range r.marks[:r.shown] {
		list = append(list, m)
	}
	return append(list, r.v.text)
}

func (r *valueRenderer) Layout(size fyne.Size) {
	r.v.text.Resize(size)
	r.mark()
}

func (r *valueRenderer) Refresh() {
	r.mark()
	canvas.Refresh(r.v)
}

// mark puts a ground behind each piece of what is selected.
func (r *valueRenderer) mark() {
	r.shown = 0
	from, to := r.v.selection()
	if from == to {
		return
	}
	line := r.v.text.lineHeight()
	for _, run := range r.v.text.runs() {
		first, last := max(0, from-run.at), min(to-run.at, utf8.RuneCountInString(run.text))
		if r.v.text.cut {
			first, last = 0, utf8.RuneCountInString(run.text)
		}
		if first >= last {
			continue
		}
		letters := []rune(run.text)
		left, right := measure(run.span, string(letters[:first])), measure(run.span, string(letters[:last]))
		if r.shown == len(r.marks) {
			r.marks = append(r.marks, canvas.NewRectangle(nil))
		}
		m := r.marks[r.shown]
		m.FillColor = theme.Of(fynetheme.ColorNameSelection)
		m.Move(fyne.NewPos(run.x+left, run.y))
		m.Resize(fyne.NewSize(right-left, line))
		r.shown++
	}
}

// run is a piece of a text with its place in the whole, in characters.
type run struct {
	piece
	at int
}

// runs are the pieces of a text that is laid out, in order. Those of one that is cut have
// no place in the whole.
func (t *Text) runs() []run {
	t.layout(t.Size().Width)
	list := make([]run, 0, len(t.cache))
	whole, at := []rune(t.String()), 0
	for _, p := range t.cache {
		for at < len(whole) && whole[at] == '\n' {
			at++
		}
		list = append(list, run{p, at})
		at += utf8.RuneCountInString(p.text)
	}
	return list
}
