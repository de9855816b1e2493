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
type Ground struct {
	widget.BaseWidget
	Fill, Line fyne.ThemeColorName
	Radius     float32
	OpenBelow  bool // whether only the upper corners are round
	rect       *canvas.Rectangle
}

// NewGround makes a ground.
func NewGround(fill, line fyne.ThemeColorName, radius float32) *Ground {
	g := &Ground{Fill: fill, Line: line, Radius: radius, rect: canvas.NewRectangle(color.Transparent)}
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

// CreateRenderer implements fyne.Widget.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	r := &groundRenderer{g}
	r.paint()
	return r
}

type groundRenderer struct{ g *Ground }

func (r *groundRenderer) Destroy()                     {}
func (r *groundRenderer) Layout(size fyne.Size)        { r.g.rect.Resize(size) }
func (r *groundRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *groundRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.g.rect} }

func (r *groundRenderer) Refresh() {
	r.paint()
	r.g.rect.Refresh()
}

func (r *groundRenderer) paint() {
	paint(r.g.rect, r.g.Fill, r.g.Line)
	rect, radius := r.g.rect, r.g.Radius
	rect.CornerRadius = radius
	if r.g.OpenBelow {
		rect.CornerRadius = 0
		rect.TopLeftCornerRadius, rect.TopRightCornerRadius = radius, radius
	} else {
		rect.TopLeftCornerRadius, rect.TopRightCornerRadius = 0, 0
	}
}

// paint gives a rectangle the colours of two roles; an empty role is none.
func paint(rect *canvas.Rectangle, fill, line fyne.ThemeColorName) {
	rect.FillColor, rect.StrokeColor, rect.StrokeWidth = color.Transparent, color.Transparent, 0
	if line != "" {
		rect.StrokeColor, rect.StrokeWidth = theme.Of(line), 1
		// The inner edge of a line blends into the fill: black, though
		// transparent, would darken it.
		rect.FillColor = clear(rect.StrokeColor)
	}
	if fill != "" {
		rect.FillColor = theme.Of(fill)
	}
}

func clear(c color.Color) color.Color {
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
	return Sized(width, height, NewGround("", "", 0))
}

// ChipText is a small grey label.
type ChipText struct {
	Box  Fluid
	text *Text
}

// NewChip makes a chip that shows nothing yet.
func NewChip() *ChipText {
	c := &ChipText{text: NewText()}
	c.Box = Over(NewGround(theme.Chip, "", 4), Inset(1, 7, 1, Fixed(c.text)))
	c.Box.Hide()
	return c
}

// Set changes the text; an empty one hides the chip.
func (c *ChipText) Set(text string) {
	set(c.text, text != "", Span{Text: text, Color: theme.Muted, Size: 11})
	show(c.Box, text != "")
}

// Chip is a chip that always says the same.
func Chip(text string) Fluid {
	c := NewChip()
	c.Set(text)
	return c.Box
}
