package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

// edge is the state of a control that its edge tells: of a field, a select, a
// segmented choice, a box to tick.
type edge struct {
	hovered, focused, disabled bool
	tone                       viewmodel.Tone
}

// of gives the colours of the ground and of the edge, and the edge's width in pixels.
// What is wrong keeps its colour with the keyboard too, and is then as thick.
func (e edge) of() (fill, line fyne.ThemeColorName, width float32) {
	fill, line, width = theme.Field, theme.Edge, 1
	switch {
	case e.disabled:
		return theme.Chip, theme.Line, 1
	case e.tone != viewmodel.Quiet:
		line = toneColor(e.tone)
	case e.focused:
		line = theme.Accent
	case e.hovered:
		line = theme.EdgeHover
	}
	if e.focused {
		width = 2
	}
	return fill, line, width
}

// paint draws the edge on a rectangle.
func (e edge) paint(rect *canvas.Rectangle) {
	fill, line, width := e.of()
	paint(rect, fill, line)
	rect.StrokeWidth = width
	rect.CornerRadius = theme.Corner
}

// Toned is a control whose edge can say that something is wrong with what is in it.
type Toned interface {
	SetTone(viewmodel.Tone)
}
