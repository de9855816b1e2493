package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// feedPlace is a row with the ground that marks it. A tap chooses it.
type feedPlace struct {
	widget.BaseWidget
	pressable
	feed   *Feed
	row    FeedRow
	ground *canvas.Rectangle
	i      int
	chosen bool
}

var (
	_ fyne.Tappable     = (*feedPlace)(nil)
	_ desktop.Hoverable = (*feedPlace)(nil)
)

func newFeedPlace(f *Feed, row FeedRow) *feedPlace {
	p := &feedPlace{feed: f, row: row, ground: canvas.NewRectangle(nil)}
	p.self, p.keyboard = p, f
	p.ExtendBaseWidget(p)
	return p
}

func (p *feedPlace) set(i int, chosen bool) {
	p.i, p.chosen = i, chosen
	p.row.Fill(i)
	p.Refresh()
}

// Tapped implements fyne.Tappable.
func (p *feedPlace) Tapped(*fyne.PointEvent) {
	p.feed.onChosen(p.i)
	if c := CanvasOf(p.feed); c != nil {
		Focus(c, p.feed)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *feedPlace) CreateRenderer() fyne.WidgetRenderer {
	return newFilled(p, p.row.MinSize, p.paint, p.ground, p.row)
}

func (p *feedPlace) paint() {
	fill := fyne.ThemeColorName("")
	switch {
	case p.chosen:
		fill = theme.AccentSoft
	case p.hovered:
		fill = "hover"
	}
	paint(p.ground, fill, "")
}
