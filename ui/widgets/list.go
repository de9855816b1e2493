package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// ListItem is one thing to choose in a list: a name, a line about it, a chip.
type ListItem struct{ Title, Line, Chip string }

// List offers things one below the other, one of them chosen.
type List struct {
	Box    Fluid
	stack  *box
	chosen func(int)
	items  []*listItem
}

// NewList makes an empty list.
func NewList(chosen func(int)) *List {
	l := &List{stack: stack(2, false, nil), chosen: chosen}
	l.Box = l.stack
	return l
}

// Set shows other items; it reports whether that changed the list's height.
func (l *List) Set(items []ListItem, chosen int) (changed bool) {
	for len(l.items) < len(items) {
		i := len(l.items)
		n := &listItem{ground: canvas.NewRectangle(nil), title: NewText(), line: NewText(), chip: NewChip(), tapped: func() { l.chosen(i) }}
		n.self = n
		n.title.Wrap, n.line.Wrap = Clip, Clip
		n.body = Inset(8, 12, 8, Stack(2, false, Row(8, 0, n.title, n.chip.Box), n.line))
		n.ExtendBaseWidget(n)
		l.items = append(l.items, n)
	}
	changed = len(l.stack.objects) != len(items)
	var objects []fyne.CanvasObject
	for i, item := range items {
		n := l.items[i]
		n.title.Set(Span{Text: item.Title, Bold: true})
		n.line.Set(Span{Text: item.Line, Mono: true, Size: theme.SmallText, Color: theme.Muted})
		n.chip.Set(item.Chip)
		n.set(&n.current, i == chosen)
		objects = append(objects, n)
	}
	l.stack.objects = objects
	return changed
}

// listItem is one row. Enter, Space and a tap choose it.
type listItem struct {
	widget.BaseWidget
	pressable
	ground      *canvas.Rectangle
	title, line *Text
	chip        *ChipText
	body        Fluid
	current     bool
	tapped      func()
}

var (
	_ fyne.Tappable     = (*listItem)(nil)
	_ fyne.Focusable    = (*listItem)(nil)
	_ desktop.Hoverable = (*listItem)(nil)
	_ Fluid             = (*listItem)(nil)
)

// Tapped implements fyne.Tappable.
func (n *listItem) Tapped(*fyne.PointEvent) { n.tapped() }

// TypedKey implements fyne.Focusable.
func (n *listItem) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		n.tapped()
	}
}

// HeightFor implements Fluid.
func (n *listItem) HeightFor(width float32) float32 { return n.body.HeightFor(width) }

// MinSize is that of what stands in the row.
func (n *listItem) MinSize() fyne.Size { return n.body.MinSize() }

// Cursor shows a hand.
func (n *listItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel implements fyne.Accessible.
func (n *listItem) AccessibilityLabel() string { return n.title.String() }

// AccessibilityRole implements fyne.Accessible.
func (n *listItem) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (n *listItem) CreateRenderer() fyne.WidgetRenderer {
	r := listRenderer{n}
	r.paint()
	return r
}

type listRenderer struct{ n *listItem }

func (r listRenderer) Destroy()           {}
func (r listRenderer) MinSize() fyne.Size { return r.n.MinSize() }

func (r listRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.n.ground, r.n.body}
}

func (r listRenderer) Layout(size fyne.Size) {
	r.n.ground.Resize(size)
	r.n.body.Resize(size)
}

func (r listRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.n)
}

func (r listRenderer) paint() {
	fill, line := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	switch {
	case r.n.current:
		fill = theme.AccentSoft
	case r.n.hovered:
		fill = "hover"
	}
	if r.n.focused {
		line = theme.Accent
	}
	paint(r.n.ground, fill, line)
	r.n.ground.CornerRadius = 8
}
