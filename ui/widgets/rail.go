package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// RailItem is one place in the rail: an icon over a word.
type RailItem struct {
	widget.BaseWidget
	pressable
	OnTapped func()

	icon, label string
	current     bool
	dot         bool // something there waits for a person
}

var (
	_ fyne.Tappable     = (*RailItem)(nil)
	_ fyne.Focusable    = (*RailItem)(nil)
	_ desktop.Hoverable = (*RailItem)(nil)
)

// NewRailItem makes an item.
func NewRailItem(icon, label string, tapped func()) *RailItem {
	i := &RailItem{icon: icon, label: label, OnTapped: tapped}
	i.self = i
	i.ExtendBaseWidget(i)
	return i
}

// SetCurrent marks the item as the place where one is.
func (i *RailItem) SetCurrent(current bool) { i.set(&i.current, current) }

// SetDot says whether something waits there for a person.
func (i *RailItem) SetDot(dot bool) { i.set(&i.dot, dot) }

// Tapped implements fyne.Tappable.
func (i *RailItem) Tapped(*fyne.PointEvent) { call(i.OnTapped) }

// TypedKey implements fyne.Focusable.
func (i *RailItem) TypedKey(e *fyne.KeyEvent) {
	if presses(e) {
		call(i.OnTapped)
	}
}

// Cursor shows a hand.
func (i *RailItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel implements fyne.Accessible.
func (i *RailItem) AccessibilityLabel() string {
	if i.dot {
		return i.label + ", something waits for you"
	}
	return i.label
}

// AccessibilityRole implements fyne.Accessible.
func (i *RailItem) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize is the size of every item.
func (i *RailItem) MinSize() fyne.Size { return fyne.NewSize(68, 52) }

// CreateRenderer implements fyne.Widget.
func (i *RailItem) CreateRenderer() fyne.WidgetRenderer {
	r := &railRenderer{i: i, ground: canvas.NewRectangle(nil), icon: NewIcon(i.icon, theme.Muted, 18), text: NewText(), dot: canvas.NewCircle(nil)}
	r.text.part = true
	r.paint()
	return Laid(i, r)
}

type railRenderer struct {
	i      *RailItem
	ground *canvas.Rectangle
	icon   *Icon
	text   *Text
	dot    *canvas.Circle
}

func (r *railRenderer) Destroy()           {}
func (r *railRenderer) MinSize() fyne.Size { return r.i.MinSize() }

func (r *railRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon, r.text, r.dot}
}

func (r *railRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	put(r.icon, (size.Width-18)/2, 9, 18, 18)
	w := r.text.NaturalWidth()
	put(r.text, (size.Width-w)/2, 29, w+1, r.text.HeightFor(w+1))
	put(r.dot, size.Width/2+8, 7, 8, 8)
}

func (r *railRenderer) Refresh() {
	r.paint()
	r.Layout(r.i.Size())
	canvas.Refresh(r.i)
}

func (r *railRenderer) paint() {
	fill, line, ink := fyne.ThemeColorName(""), fyne.ThemeColorName(""), theme.Muted
	switch {
	case r.i.current:
		fill, ink = theme.AccentSoft, theme.Accent
	case r.i.hovered:
		fill = "hover"
	}
	if r.i.focused {
		line = theme.Accent
	}
	paint(r.ground, fill, line)
	thick(r.ground, r.i.focused)
	r.ground.CornerRadius = 8
	r.icon.Set(r.i.icon, ink)
	r.dot.FillColor, r.dot.Hidden = theme.Of(theme.Accent), !r.i.dot
	r.text.Set(Span{Text: r.i.label, Size: 11.5, Color: ink, Bold: r.i.current})
}

// Logo is the mark at the head of the rail.
func Logo() fyne.CanvasObject {
	return Over(NewGround(theme.Accent, "", 9), Inset(8, 8, 8, NewIcon("logo", theme.OnAccent, 18)))
}
