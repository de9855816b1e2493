package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// Ground is a rounded area in a colour of the theme, with a line around it where
// Line is set.
//
// A large one is put together from plain rectangles, and rounded ones for the
// corners alone: the toolkit works out the shape of a rounded rectangle anew for
// each of its pixels, which is felt where there is no graphics processor. A small
// one is one rounded rectangle, for each object has its price as well.
type Ground struct {
	widget.BaseWidget
	Fill, Line fyne.ThemeColorName
	Radius     float32
	Weight     float32 // of the line, in pixels; 1 where 0
	OpenBelow  bool    // whether only the upper corners are round
}

// NewGround makes a ground.
func NewGround(fill, line fyne.ThemeColorName, radius float32) *Ground {
	g := &Ground{Fill: fill, Line: line, Radius: radius}
	g.ExtendBaseWidget(g)
	return g
}

// SetFill changes the colour.
func (g *Ground) SetFill(fill fyne.ThemeColorName) {
	if g.Fill != fill {
		g.Fill = fill
		g.Refresh()
	}
}

// SetLine changes the line and its weight.
func (g *Ground) SetLine(line fyne.ThemeColorName, weight float32) {
	if g.Line != line || g.Weight != weight {
		g.Line, g.Weight = line, weight
		g.Refresh()
	}
}

// MinSize is nothing: a ground takes the size of what stands on it.
func (g *Ground) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer implements fyne.Widget.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	r := &groundRenderer{g: g, whole: canvas.NewRectangle(nil)}
	r.objects = append(r.objects, r.whole)
	for i := range r.corners {
		r.corners[i], r.inner[i] = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
		r.objects = append(r.objects, r.corners[i], r.inner[i])
	}
	for i := range r.plain {
		r.plain[i] = canvas.NewRectangle(nil)
		r.objects = append(r.objects, r.plain[i])
	}
	r.paint()
	return Laid(g, r)
}

// large is the area from which a ground is put together of parts.
const large = 150 * 150

type groundRenderer struct {
	g     *Ground
	whole *canvas.Rectangle // all of a small one
	// The corners from the upper left around to the lower left: first in the
	// line's colour, upon that, smaller by the line, in that of the fill.
	corners, inner [4]*canvas.Rectangle
	// Upon the corners' straight sides the plain parts: the middle, what is above
	// and below it between the corners, and the four lines.
	plain   [7]*canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *groundRenderer) Destroy()                     {}
func (r *groundRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *groundRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *groundRenderer) Refresh() {
	r.paint()
	r.Layout(r.g.Size())
	canvas.Refresh(r.g)
}

// line is the width of the line.
func (r *groundRenderer) line() float32 {
	if r.g.Line == "" {
		return 0
	}
	return max(1, r.g.Weight)
}

func (r *groundRenderer) Layout(size fyne.Size) {
	w, h, line := size.Width, size.Height, r.line()
	r.whole.Resize(size)
	ring := r.g.Fill == "" && r.g.Line != "" // nothing covers what the corners are made of
	parts := w*h >= large && r.g.Radius > 0 && !ring
	Show(r.whole, !parts)
	if !parts {
		for _, o := range r.objects[1:] {
			o.Hide()
		}
		return
	}
	radius := min(r.g.Radius, w/2, h/2)
	// A rounded piece is softened along its straight sides too: it reaches a
	// little way under the plain parts.
	side := min(radius+2, w, h)
	for i, corner := range r.corners {
		right, below := i == 1 || i == 2, i >= 2
		put := func(o *canvas.Rectangle, off, side float32) {
			x, y := off, off
			if right {
				x = w - off - side
			}
			if below {
				y = h - off - side
			}
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSquareSize(side))
		}
		round(corner, i, radius)
		put(corner, 0, side)
		round(r.inner[i], i, radius-line)
		put(r.inner[i], line, side-line)
		if below && r.g.OpenBelow {
			round(corner, i, 0)
			round(r.inner[i], i, 0)
		}
		Show(corner, radius > 0 && line > 0)
		Show(r.inner[i], radius > 0)
	}
	place := func(i int, x, y, w, h float32) {
		r.plain[i].Move(fyne.NewPos(x, y))
		r.plain[i].Resize(fyne.NewSize(max(0, w), max(0, h)))
	}
	place(0, line, radius, w-2*line, h-2*radius)
	place(1, radius, line, w-2*radius, radius-line)
	place(2, radius, h-radius, w-2*radius, radius-line)
	place(3, radius, 0, w-2*radius, line)
	place(4, radius, h-line, w-2*radius, line)
	place(5, 0, radius, line, h-2*radius)
	place(6, w-line, radius, line, h-2*radius)
	for i, p := range r.plain {
		Show(p, (i < 3 || line > 0) && (i == 0 || i > 2 || radius > line))
	}
}

// round rounds one corner of a rectangle, counted from the upper left around.
func round(o *canvas.Rectangle, corner int, radius float32) {
	*[4]*float32{&o.TopLeftCornerRadius, &o.TopRightCornerRadius, &o.BottomRightCornerRadius, &o.BottomLeftCornerRadius}[corner] = radius
}

func (r *groundRenderer) paint() {
	fill, line := color.Color(color.Transparent), color.Color(color.Transparent)
	if r.g.Fill != "" {
		fill = theme.Of(r.g.Fill)
	}
	if r.g.Line != "" {
		line = theme.Of(r.g.Line)
	}
	paint(r.whole, r.g.Fill, r.g.Line)
	r.whole.StrokeWidth = r.line()
	r.whole.CornerRadius = r.g.Radius
	for i := range r.corners {
		r.corners[i].FillColor, r.inner[i].FillColor = line, fill
	}
	for i, p := range r.plain {
		p.FillColor = fill
		if i > 2 {
			p.FillColor = line
		}
	}
}

// paint gives a rectangle the colours of two roles; an empty role is none.
func paint(rect *canvas.Rectangle, fill, line fyne.ThemeColorName) {
	rect.FillColor, rect.StrokeColor, rect.StrokeWidth = color.Transparent, color.Transparent, 0
	if line != "" {
		rect.StrokeColor, rect.StrokeWidth = theme.Of(line), 1
		// The inner edge of a line blends into the fill: black, though
		// transparent, would darken it.
		rect.FillColor = nearlyClear(rect.StrokeColor)
	}
	if fill != "" {
		rect.FillColor = theme.Of(fill)
	}
}

// thick makes the line of what has the keyboard two pixels wide.
func thick(rect *canvas.Rectangle, focused bool) {
	if focused {
		rect.StrokeWidth = 2
	}
}

func nearlyClear(c color.Color) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = 1 // at 0 the toolkit takes any colour for black
	return n
}

// Card is a white card with content.
func Card(content fyne.CanvasObject) Fluid {
	return Over(NewGround(theme.Card, theme.Line, theme.CardCorner), Inset(theme.Gap, theme.Inset, theme.Gap, content))
}

// Separator is a thin line over the whole width.
func Separator() Fluid { return Sized(0, 1, NewGround(theme.Line, "", 0)) }

// Space takes room and shows nothing.
func Space(width, height float32) Fluid {
	return Sized(width, height, canvas.NewRectangle(color.Transparent))
}
