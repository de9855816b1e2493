package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"playtoken/ui/theme"
)

const (
	buttonHeight = 26
	chipHeight   = 20 // of a button that looks like a chip
	tickSide     = 14
)

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		b: b, ground: canvas.NewRectangle(nil), veil: canvas.NewRectangle(nil), text: canvas.NewText("", nil), tick: NewIcon("good", theme.Ink, tickSide),
		icon: NewIcon("globe", theme.Ink, tickSide), host: canvas.NewText("", nil), chevron: NewIcon("down", theme.Ink, tickSide),
	}
	r.paint()
	return Laid(b, r)
}

type buttonRenderer struct {
	b            *Button
	ground, veil *canvas.Rectangle
	text         *canvas.Text
	tick         *Icon // an icon, for the fonts at hand have no tick
	icon         *Icon
	host         *canvas.Text
	chevron      *Icon
}

func (r *buttonRenderer) Destroy() {}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.veil, r.icon, r.text, r.host, r.chevron, r.tick}
}

func (r *buttonRenderer) MinSize() fyne.Size {
	side := float32(12)
	switch r.b.Look {
	case Link, Danger:
		side = 8
	case Bare, Head:
		side = 0
	case Amber:
		return fyne.NewSize(r.width()+2*7, chipHeight)
	}
	if r.b.narrow {
		side = 10
	}
	if r.b.name != "" {
		side = (buttonHeight - tickSide) / 2
	}
	return fyne.NewSize(max(r.width(), 14)+2*side, buttonHeight)
}

// Between the icon, the text and the host of a button, in pixels.
const (
	iconGap = 7
	hostGap = 7
)

// width is that of what stands on the button.
func (r *buttonRenderer) width() float32 {
	w := r.text.MinSize().Width
	switch {
	case r.b.name != "":
		w = tickSide
	case r.b.icon != "":
		w += tickSide + iconGap
	}
	if r.b.opens {
		w += hostGap + tickSide
	}
	if r.b.host != "" {
		w += r.hostGap() + r.host.MinSize().Width
	}
	return w
}

// hostGap is what stands between text and host: a space where they are read as one.
func (r *buttonRenderer) hostGap() float32 {
	if r.b.Look == Link {
		return 4
	}
	return hostGap
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.veil.Resize(size)
	x := (size.Width - r.width()) / 2
	if r.b.Look == Bare || r.b.Look == Head {
		x = 0
	}
	if r.b.icon != "" {
		put(r.icon, x, (size.Height-tickSide)/2, tickSide, tickSide)
		x += tickSide + iconGap
	}
	min := r.text.MinSize()
	r.text.Resize(min)
	r.text.Move(fyne.NewPos(x, (size.Height-min.Height)/2))
	put(r.chevron, x+min.Width+hostGap, (size.Height-tickSide)/2, tickSide, tickSide)
	host := r.host.MinSize()
	r.host.Resize(host)
	r.host.Move(fyne.NewPos(x+min.Width+r.hostGap(), (size.Height-host.Height)/2))
	put(r.tick, (size.Width-tickSide)/2, (size.Height-tickSide)/2, tickSide, tickSide)
}

func (r *buttonRenderer) Refresh() {
	r.paint()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *buttonRenderer) paint() {
	b := r.b
	var fill, line fyne.ThemeColorName
	ink := theme.Ink
	switch b.Look {
	case Plain:
		fill, line = theme.Field, theme.ButtonEdge
	case Filled:
		fill, ink = theme.Accent, theme.OnAccent
	case Grave:
		fill, ink = theme.Bad, theme.OnAccent
	case Link:
		ink = theme.Accent
	case Danger:
		ink = theme.Bad
	case Head:
		ink = theme.Muted
	case Amber:
		fill, ink = theme.WarnSoft, theme.Warn
	case onInk:
		ink, line = theme.Card, theme.Edge
	}
	if b.Disabled() {
		ink = theme.Muted
		if b.Look == Filled || b.Look == Grave || b.Look == Plain {
			fill = theme.Chip
		}
		if line != "" {
			line = theme.Line
		}
	}
	if b.focused {
		line = theme.Accent
		switch b.Look {
		case Filled, Grave:
			line = theme.Ink
		case onInk:
			line = theme.Card
		}
	}
	paint(r.ground, fill, line)
	thick(r.ground, b.focused)
	paint(r.veil, "", "")
	if b.hovered && !b.Disabled() {
		r.veil.FillColor = theme.Of("hover")
	}
	r.ground.CornerRadius, r.veil.CornerRadius = theme.Corner, theme.Corner
	r.text.Text, r.text.Color, r.text.TextSize = b.text, theme.Of(ink), 12.5
	if r.text.TextStyle.Bold = b.Look == Bare; b.Look == Bare {
		r.text.TextSize = theme.TextSize
	}
	if b.Look == Head {
		r.text.TextSize = theme.SmallText
	}
	if b.Look == Amber {
		r.text.TextSize = 11
		r.ground.CornerRadius, r.veil.CornerRadius = 4, 4
	}
	r.text.FontSource = fontOf(r.text.TextStyle)
	r.text.Hidden = b.ticked
	r.tick.Hidden = !b.ticked
	r.tick.Set("good", ink)
	r.icon.Hidden = b.icon == "" || b.ticked
	if b.icon != "" {
		r.icon.Set(b.icon, ink)
	}
	r.chevron.Hidden = !b.opens || b.ticked
	r.chevron.Set("down", ink)
	quiet, style, size := theme.Muted, theme.Code, float32(12)
	if b.Look != Plain {
		quiet = ink
	}
	if b.Look == Link { // it is read as one with the text
		style, size = fyne.TextStyle{}, r.text.TextSize
	}
	r.host.Text, r.host.Color, r.host.TextSize, r.host.TextStyle = b.host, theme.Of(quiet), size, style
	r.host.Hidden = b.host == "" || b.ticked
}
