package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// filled draws a widget whose pieces all have its size, the lowest first.
type filled struct {
	widget fyne.Widget
	min    func() fyne.Size
	color  func() // the pieces, by how the widget stands
	pieces []fyne.CanvasObject
}

// newFilled makes the renderer of such a widget.
func newFilled(w fyne.Widget, min func() fyne.Size, color func(), pieces ...fyne.CanvasObject) fyne.WidgetRenderer {
	color()
	return Laid(w, filled{w, min, color, pieces})
}

func (f filled) Destroy()                     {}
func (f filled) MinSize() fyne.Size           { return f.min() }
func (f filled) Objects() []fyne.CanvasObject { return f.pieces }

func (f filled) Layout(size fyne.Size) {
	for _, o := range f.pieces {
		o.Resize(size)
	}
}

func (f filled) Refresh() {
	f.color()
	canvas.Refresh(f.widget)
}
