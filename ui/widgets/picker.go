package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// picker is an icon at the end of an entry that opens what can be chosen in place of typing.
// From the keyboard Down does.
type picker struct {
	widget.BaseWidget
	pressable
	icon *Icon
	name string // of the icon
	open func()
}

var (
	_ fyne.Tappable      = (*picker)(nil)
	_ desktop.Hoverable  = (*picker)(nil)
	_ desktop.Cursorable = (*picker)(nil)
)

// Of a picker, in pixels: its width, and the least width of an entry that has room for one.
const (
	pickerSide = 28
	pickerRoom = 128
)

// Pick puts an icon at the end of an entry that opens something to choose from, as Down does.
// It is to be called before Framed.
func (e *Entry) Pick(icon, name string, open func()) {
	p := &picker{icon: NewIcon(icon, theme.Muted, 16), name: icon, open: open}
	p.self, p.tip, p.keyboard = p, name, e
	p.ExtendBaseWidget(p)
	e.picker = p
	e.Down(open)
}

// Down does something for the key of that name.
func (e *Entry) Down(do func()) {
	e.onKey = func(k *fyne.KeyEvent) bool {
		if k.Name == fyne.KeyDown {
			do()
		}
		return k.Name == fyne.KeyDown
	}
}

// beside lays an entry out with the picker at its end. A narrow one keeps its room for the
// text.
func (p *picker) beside(e *Entry) Fluid {
	return newBox([]fyne.CanvasObject{e, p}, func() float32 { return leastWidth(e) }, func(size fyne.Size, dry bool) float32 {
		side := float32(0)
		if size.Width >= pickerRoom {
			side = pickerSide
		}
		h := heightOf(e, size.Width-side)
		if !dry {
			Show(p, side > 0)
			put(e, 0, 0, size.Width-side, max(h, size.Height))
			put(p, size.Width-side, 0, side, max(h, size.Height))
		}
		return h
	})
}

// Tapped implements fyne.Tappable.
func (p *picker) Tapped(*fyne.PointEvent) { p.open() }

// Cursor shows a hand.
func (p *picker) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (p *picker) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(newBox([]fyne.CanvasObject{p.icon}, func() float32 { return pickerSide }, func(size fyne.Size, dry bool) float32 {
		if !dry {
			put(p.icon, (size.Width-16)/2, (size.Height-16)/2, 16, 16)
		}
		return 16
	}))
}

// Refresh shows whether the pointer is over it.
func (p *picker) Refresh() {
	color := theme.Muted
	if p.hovered {
		color = theme.Ink
	}
	p.icon.Set(p.name, color)
}
