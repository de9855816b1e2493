package widgets

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// URLField is an entry that shows what was typed into it in colours, and shorter, while the
// keyboard is elsewhere. A tap, or the keyboard, brings the text itself back.
type URLField struct {
	Box   Fluid
	Entry *Entry
	field Fluid
	cover *cover
}

// NewURLField makes an empty field.
func NewURLField(placeholder string, changed func(string)) *URLField {
	f := &URLField{Entry: NewEntry(placeholder, changed)}
	f.field = f.Entry.Framed()
	f.cover = newCover(f.open)
	f.cover.Hide()
	f.Box = Over(f.field, f.cover)
	return f
}

// Set puts a text there, and what is shown for it while the keyboard is elsewhere, nothing for
// the text itself. focused is whether it is here.
func (f *URLField) Set(text string, focused bool, shown ...Span) {
	f.Entry.Set(text)
	f.cover.text.Tail = 0 // what stands behind the first piece stays whole
	for _, s := range shown[min(1, len(shown)):] {
		f.cover.text.Tail += utf8.RuneCountInString(s.Text)
	}
	f.cover.text.Set(shown...)
	covered := len(shown) > 0 && !focused
	Show(f.field, !covered)
	Show(f.cover, covered)
	place(f.Box)
}

// First is what takes the keyboard for the field.
func (f *URLField) First() fyne.Focusable {
	if f.cover.Visible() {
		return f.cover
	}
	return f.Entry
}

// open shows the text itself, and gives it the keyboard.
func (f *URLField) open() {
	Show(f.field, true)
	Show(f.cover, false)
	place(f.Box)
	if c := CanvasOf(f.Entry); c != nil {
		Focus(c, f.Entry)
	}
}

// cover is what is shown in place of the entry.
type cover struct {
	widget.BaseWidget
	pressable
	text   *Text
	body   Fluid
	opened func()
}

var (
	_ fyne.Tappable   = (*cover)(nil)
	_ fyne.Focusable  = (*cover)(nil)
	_ Fluid           = (*cover)(nil)
	_ fyne.Accessible = (*cover)(nil)
)

func newCover(opened func()) *cover {
	c := &cover{text: NewText(), opened: opened}
	c.self = c
	c.text.Wrap = Middle
	c.body = Over(NewGround(theme.Field, theme.Edge, theme.Corner), Inset(7, 9, 7, c.text), Space(0, theme.FieldHeight))
	c.ExtendBaseWidget(c)
	return c
}

// FocusGained implements fyne.Focusable: the entry takes the keyboard.
func (c *cover) FocusGained() { c.opened() }

// TypedKey implements fyne.Focusable.
func (c *cover) TypedKey(*fyne.KeyEvent) {}

// Tapped implements fyne.Tappable.
func (c *cover) Tapped(*fyne.PointEvent) { c.opened() }

// Cursor shows that there is text to be changed.
func (c *cover) Cursor() desktop.Cursor { return desktop.TextCursor }

// AccessibilityLabel implements fyne.Accessible.
func (c *cover) AccessibilityLabel() string { return c.text.String() }

// AccessibilityRole implements fyne.Accessible.
func (c *cover) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// HeightFor implements Fluid.
func (c *cover) HeightFor(width float32) float32 { return c.body.HeightFor(width) }

// MinSize is that of a field.
func (c *cover) MinSize() fyne.Size { return fyne.NewSize(80, theme.FieldHeight) }

// CreateRenderer implements fyne.Widget.
func (c *cover) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.body) }
