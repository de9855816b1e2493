package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// layer lies over the whole window, shows one thing on it, and goes at a press beside
// that. The keyboard stays in it as long as it is open, and goes back to where it was.
type layer struct {
	widget.BaseWidget
	canvas fyne.Canvas
	sheet  *sheetBox
	first  fyne.Focusable // has the keyboard
	anchor *anchor
	// place gives the sheet its place in a window of a size.
	place  func(window fyne.Size) (fyne.Position, fyne.Size)
	closed func()
	tip    *tipCard // nil for none
}

var (
	_ fyne.Tappable          = (*layer)(nil)
	_ fyne.SecondaryTappable = (*layer)(nil)
	_ desktop.Hoverable      = (*layer)(nil)
	_ fyne.Scrollable        = (*layer)(nil)
)

// openLayer shows content over a window; first gets the keyboard.
func openLayer(c fyne.Canvas, content fyne.CanvasObject, first fyne.Focusable, a *anchor, place func(fyne.Size) (fyne.Position, fyne.Size), closed func()) *layer {
	l := &layer{canvas: c, sheet: newSheetBox(content), first: first, anchor: a, place: place, closed: closed}
	l.sheet.tapped = func() { ToMenu(c) }
	l.ExtendBaseWidget(l)
	HideTips(c)
	c.Overlays().Add(l)
	l.Resize(c.Size())
	Focus(c, first)
	return l
}

// PlaceMenus puts the menus and calendars that are open on a canvas to where what they belong
// to stands in a window that has got another size, and closes those of what is out of sight.
func PlaceMenus(c fyne.Canvas) {
	for _, o := range slices.Backward(c.Overlays().List()) {
		if l, ok := o.(*layer); !ok {
		} else if l.anchor.follow(c.Size()) {
			l.Refresh()
		} else {
			l.Close()
		}
	}
}

// ToMenu is what has the keyboard in the menu or calendar that lies over all else on a canvas,
// nil where none does. A press that took the keyboard from all there is gives it back: else keys
// and pastes would go to what lies below.
func ToMenu(c fyne.Canvas) fyne.Focusable {
	l, ok := c.Overlays().Top().(*layer)
	if !ok {
		return nil
	}
	if c.Focused() == nil {
		Focus(c, l.first)
	}
	return l.first
}

// there reports whether the layer is open: what lay below it may have taken it along.
func (l *layer) there() bool {
	return slices.Contains(l.canvas.Overlays().List(), fyne.CanvasObject(l))
}

// Close takes the layer away.
func (l *layer) Close() {
	if !l.there() {
		return
	}
	HideTips(l.canvas)
	l.canvas.Overlays().Remove(l)
	call(l.closed)
}

// Tapped implements fyne.Tappable.
func (l *layer) Tapped(*fyne.PointEvent) { l.Close() }

// TappedSecondary implements fyne.SecondaryTappable.
func (l *layer) TappedSecondary(*fyne.PointEvent) { l.Close() }

// MouseIn implements desktop.Hoverable: nothing under the layer hears the pointer.
func (l *layer) MouseIn(*desktop.MouseEvent) {}

// MouseMoved implements desktop.Hoverable.
func (l *layer) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *layer) MouseOut() {}

// Scrolled implements fyne.Scrollable: nothing under the layer moves away from it.
func (l *layer) Scrolled(*fyne.ScrollEvent) {}

// CreateRenderer implements fyne.Widget.
func (l *layer) CreateRenderer() fyne.WidgetRenderer { return Laid(l, layerRenderer{l}) }

type layerRenderer struct{ l *layer }

func (layerRenderer) Destroy()           {}
func (layerRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r layerRenderer) Refresh()         { r.Layout(r.l.Size()) }

func (r layerRenderer) Objects() []fyne.CanvasObject {
	if r.l.tip != nil {
		return []fyne.CanvasObject{r.l.sheet, r.l.tip}
	}
	return []fyne.CanvasObject{r.l.sheet}
}

func (r layerRenderer) Layout(size fyne.Size) {
	at, room := r.l.place(size)
	r.l.sheet.Move(at)
	r.l.sheet.Resize(room)
}

// sheetBox is a card with one soft shadow that something stands on.
type sheetBox struct {
	widget.BaseWidget
	shadow  *canvas.Rectangle
	content fyne.CanvasObject
	tapped  func()
}

func newSheetBox(content fyne.CanvasObject) *sheetBox {
	s := &sheetBox{shadow: canvas.NewRectangle(nil), content: content}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped implements fyne.Tappable: a press between the rows closes nothing, and leaves the
// keyboard where it is.
func (s *sheetBox) Tapped(*fyne.PointEvent) { call(s.tapped) }

// CreateRenderer implements fyne.Widget.
func (s *sheetBox) CreateRenderer() fyne.WidgetRenderer {
	return newFilled(s, s.content.MinSize, s.paint, s.shadow, s.content)
}

func (s *sheetBox) paint() {
	edge{}.paint(s.shadow)
	s.shadow.FillColor = theme.Of(theme.Card)
	s.shadow.Shadow = canvas.Shadow{Color: theme.Of("shadow"), BlurRadius: 12, Offset: fyne.NewPos(0, 4), Variant: canvas.DropShadow}
}
