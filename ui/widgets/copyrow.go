package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/async"
	"playtoken/ui/theme"
)

// CopyRow is a row of values with a copy icon at its end, which is seen while the pointer
// is over the row or the icon has the keyboard. Copied, it becomes a tick for half a second.
type CopyRow struct {
	widget.BaseWidget
	content Fluid
	icon    *copyIcon
	hovered bool
}

var (
	_ Fluid             = (*CopyRow)(nil)
	_ desktop.Hoverable = (*CopyRow)(nil)
)

// NewCopyRow puts a copy icon at the end of a row. copy copies, and calls done when that
// went well.
func NewCopyRow(content Fluid, after async.After, copy func(done func())) *CopyRow {
	r := &CopyRow{content: content}
	r.icon = &copyIcon{row: r, after: after, copy: copy}
	r.icon.self = r.icon
	r.icon.tip = "Copy"
	r.icon.ExtendBaseWidget(r.icon)
	r.ExtendBaseWidget(r)
	return r
}

// copyStrip is what the row keeps free for the icon, in pixels.
const copyStrip = 26

// HeightFor implements Fluid.
func (r *CopyRow) HeightFor(width float32) float32 {
	return r.content.HeightFor(max(0, width-copyStrip))
}

// MinSize is that of the content and the icon.
func (r *CopyRow) MinSize() fyne.Size {
	w := leastWidth(r.content) + copyStrip
	return fyne.NewSize(w, r.HeightFor(max(w, r.Size().Width)))
}

// MouseIn implements desktop.Hoverable.
func (r *CopyRow) MouseIn(*desktop.MouseEvent) { r.hover(true) }

// MouseMoved implements desktop.Hoverable.
func (r *CopyRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *CopyRow) MouseOut() { r.hover(false) }

func (r *CopyRow) hover(over bool) {
	if r.hovered != over {
		r.hovered = over
		r.icon.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (r *CopyRow) CreateRenderer() fyne.WidgetRenderer { return Laid(r, copyRowRenderer{r}) }

type copyRowRenderer struct{ r *CopyRow }

func (copyRowRenderer) Destroy()             {}
func (c copyRowRenderer) MinSize() fyne.Size { return c.r.MinSize() }
func (c copyRowRenderer) Refresh()           { c.Layout(c.r.Size()) }

func (c copyRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{c.r.content, c.r.icon}
}

func (c copyRowRenderer) Layout(size fyne.Size) {
	c.r.content.Resize(fyne.NewSize(max(0, size.Width-copyStrip), size.Height))
	side := min(copyIconSide, size.Height)
	put(c.r.icon, size.Width-copyIconSide, (size.Height-side)/2, copyIconSide, side)
}

// copyIcon is there for Tab at any time, though it is not always seen.
type copyIcon struct {
	widget.BaseWidget
	pressable
	row      *CopyRow
	after    async.After
	copy     func(done func())
	ticked   bool
	stopTick func()
}

var (
	_ fyne.Tappable     = (*copyIcon)(nil)
	_ fyne.Focusable    = (*copyIcon)(nil)
	_ fyne.Accessible   = (*copyIcon)(nil)
	_ desktop.Hoverable = (*copyIcon)(nil)
)

const copyIconSide float32 = 22

// Tapped implements fyne.Tappable.
func (i *copyIcon) Tapped(*fyne.PointEvent) {
	leaveTip(i)
	i.copy(i.tick)
}

// tick answers with a tick for half a second.
func (i *copyIcon) tick() {
	if i.stopTick != nil {
		i.stopTick()
	}
	i.set(&i.ticked, true)
	i.stopTick = i.after(tickFor, func() { i.set(&i.ticked, false) })
}

// TypedKey implements fyne.Focusable.
func (i *copyIcon) TypedKey(e *fyne.KeyEvent) {
	passEscape(i, e)
	if presses(e) {
		i.Tapped(nil)
	}
}

// TypedShortcut implements fyne.Shortcutable: Ctrl+C copies the row. The rest goes to the
// window.
func (i *copyIcon) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok {
		i.Tapped(nil)
		return
	}
	passShortcut(i, s)
}

// FocusGained implements fyne.Focusable: the whole row comes into sight, where it has room.
func (i *copyIcon) FocusGained() {
	reveal(i.row)
	i.pressable.FocusGained()
}

// MouseIn implements desktop.Hoverable: the pointer is still over the row.
func (i *copyIcon) MouseIn(e *desktop.MouseEvent) {
	i.row.hover(true)
	i.pressable.MouseIn(e)
}

// MouseOut implements desktop.Hoverable.
func (i *copyIcon) MouseOut() {
	i.row.hover(false)
	i.pressable.MouseOut()
}

// Cursor shows a hand.
func (i *copyIcon) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel implements fyne.Accessible.
func (i *copyIcon) AccessibilityLabel() string { return "Copy" }

// AccessibilityRole implements fyne.Accessible.
func (i *copyIcon) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize is that of the icon and what is around it.
func (i *copyIcon) MinSize() fyne.Size { return fyne.NewSquareSize(copyIconSide) }

// CreateRenderer implements fyne.Widget.
func (i *copyIcon) CreateRenderer() fyne.WidgetRenderer {
	r := &copyIconRenderer{i, canvas.NewRectangle(nil), NewIcon("copy", theme.Muted, signSide)}
	r.paint()
	return Laid(i, r)
}

type copyIconRenderer struct {
	i      *copyIcon
	ground *canvas.Rectangle
	icon   *Icon
}

func (r *copyIconRenderer) Destroy()           {}
func (r *copyIconRenderer) MinSize() fyne.Size { return r.i.MinSize() }

func (r *copyIconRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon}
}

func (r *copyIconRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	put(r.icon, (size.Width-signSide)/2, (size.Height-signSide)/2, signSide, signSide)
}

func (r *copyIconRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.i)
}

func (r *copyIconRenderer) paint() {
	i := r.i
	var fill, line fyne.ThemeColorName
	if i.hovered {
		fill = "hover"
	}
	if i.focused {
		line = theme.Accent
	}
	paint(r.ground, fill, line)
	thick(r.ground, i.focused)
	r.ground.CornerRadius = 4
	name, ink := "copy", theme.Muted
	switch {
	case i.ticked:
		name, ink = "good", theme.Good
	case i.hovered || i.focused:
		ink = theme.Ink
	}
	r.icon.Set(name, ink)
	r.icon.Hidden = !(i.ticked || i.hovered || i.focused || i.row.hovered)
	r.icon.Refresh()
}
