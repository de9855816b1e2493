package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// Check is a box to tick, with a text beside it. Space and Enter tick it.
type Check struct {
	widget.BaseWidget
	pressable
	Checked bool
	// OnTicked is called when a person ticks it, or takes the tick away; nil for nothing.
	OnTicked func(bool)
	text     string
}

var (
	_ fyne.Tappable     = (*Check)(nil)
	_ fyne.Focusable    = (*Check)(nil)
	_ desktop.Hoverable = (*Check)(nil)
)

// NewCheck makes a box that is not ticked.
func NewCheck(text string) *Check {
	c := &Check{text: text}
	c.self = c
	c.ExtendBaseWidget(c)
	return c
}

// Text is the text beside the box.
func (c *Check) Text() string { return c.text }

// Tapped implements fyne.Tappable.
func (c *Check) Tapped(*fyne.PointEvent) {
	c.set(&c.Checked, !c.Checked)
	if c.OnTicked != nil {
		c.OnTicked(c.Checked)
	}
}

// Set ticks it or not, without calling OnTicked.
func (c *Check) Set(ticked bool) { c.set(&c.Checked, ticked) }

// TypedKey implements fyne.Focusable.
func (c *Check) TypedKey(e *fyne.KeyEvent) {
	passEscape(c, e)
	scrollsPage(c, e)
	if presses(e) {
		c.Tapped(nil)
	}
}

// Cursor shows a hand.
func (c *Check) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel implements fyne.Accessible.
func (c *Check) AccessibilityLabel() string { return c.text }

// AccessibilityRole implements fyne.Accessible.
func (c *Check) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

const checkSide = 16

// CreateRenderer implements fyne.Widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	r := &checkRenderer{c: c, box: canvas.NewRectangle(nil), tick: NewIcon("good", theme.OnAccent, checkSide-4), text: canvas.NewText(c.text, nil)}
	r.paint()
	return Laid(c, r)
}

type checkRenderer struct {
	c    *Check
	box  *canvas.Rectangle
	tick *Icon
	text *canvas.Text
}

func (r *checkRenderer) Destroy() {}

func (r *checkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.tick, r.text}
}

func (r *checkRenderer) MinSize() fyne.Size {
	text := r.text.MinSize()
	return fyne.NewSize(checkSide+8+text.Width, max(text.Height, checkSide+4))
}

func (r *checkRenderer) Layout(size fyne.Size) {
	top := (size.Height - checkSide) / 2
	put(r.box, 0, top, checkSide, checkSide)
	r.tick.Move(fyne.NewPos(2, top+2))
	r.tick.Resize(fyne.NewSquareSize(checkSide - 4))
	text := r.text.MinSize()
	r.text.Move(fyne.NewPos(checkSide+8, (size.Height-text.Height)/2))
	r.text.Resize(text)
}

func (r *checkRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.c)
}

func (r *checkRenderer) paint() {
	edge{hovered: r.c.hovered, focused: r.c.focused}.paint(r.box)
	if r.c.Checked {
		r.box.FillColor = theme.Of(theme.Accent)
		r.box.StrokeColor = r.box.FillColor
		if r.c.focused {
			r.box.StrokeColor = theme.Of(theme.Ink)
		}
	}
	r.box.CornerRadius = 4
	r.tick.Hidden = !r.c.Checked
	r.tick.Refresh()
	r.text.Color, r.text.TextSize = theme.Of(theme.Ink), theme.TextSize
	r.text.FontSource = fontOf(r.text.TextStyle)
}
