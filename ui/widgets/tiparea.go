package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// tipArea hears the pointer over something that is only shown.
type tipArea struct {
	widget.BaseWidget
	text func() string
}

var _ desktop.Hoverable = (*tipArea)(nil)

func newTipArea(text func() string) *tipArea {
	a := &tipArea{text: text}
	a.ExtendBaseWidget(a)
	return a
}

// MouseIn implements desktop.Hoverable.
func (a *tipArea) MouseIn(*desktop.MouseEvent) { askTip(a, a.text) }

// MouseMoved implements desktop.Hoverable.
func (a *tipArea) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (a *tipArea) MouseOut() { leaveTip(a) }

// MinSize is nothing: the area takes the size of what it lies over.
func (a *tipArea) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer implements fyne.Widget.
func (a *tipArea) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
