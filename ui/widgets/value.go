package widgets

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
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
		Focus(c, v)
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
			Focus(c, v)
			v.choose(0, v.length())
		}},
	})
}

// AccessibilityLabel implements fyne.Accessible.
func (v *Value) AccessibilityLabel() string { return v.text.String() }

// AccessibilityRole implements fyne.Accessible.
func (v *Value) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
