package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Press is something all of which can be pressed. What in it can be pressed by itself is pressed
// alone; the keyboard has that.
type Press struct {
	widget.BaseWidget
	body   Fluid
	tapped func()
}

var (
	_ fyne.Tappable = (*Press)(nil)
	_ Fluid         = (*Press)(nil)
)

// NewPress makes a body one that calls tapped.
func NewPress(body Fluid, tapped func()) *Press {
	p := &Press{body: body, tapped: tapped}
	p.ExtendBaseWidget(p)
	return p
}

// Tapped implements fyne.Tappable.
func (p *Press) Tapped(*fyne.PointEvent) { p.tapped() }

// HeightFor implements Fluid.
func (p *Press) HeightFor(width float32) float32 { return p.body.HeightFor(width) }

// MinSize is that of the body.
func (p *Press) MinSize() fyne.Size { return p.body.MinSize() }

// CreateRenderer implements fyne.Widget.
func (p *Press) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.body) }
