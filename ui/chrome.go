package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// frame puts the rail on the left over the whole height, the bar on top of the
// rest, and the screens below it, with nothing between. resized is called when the window has
// another size.
func frame(rail fyne.CanvasObject, b *bar, screens fyne.CanvasObject, resized func()) *fyne.Container {
	return container.New(frameLayout{b, resized}, rail, b.box, screens)
}

type frameLayout struct {
	bar     *bar
	resized func()
}

func (f frameLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(theme.RailWidth, size.Height))
	wide := size.Width - theme.RailWidth
	high := f.bar.heightFor(wide)
	o[1].Move(fyne.NewPos(theme.RailWidth, 0))
	o[1].Resize(fyne.NewSize(wide, high))
	o[2].Move(fyne.NewPos(theme.RailWidth, high))
	o[2].Resize(fyne.NewSize(wide, size.Height-high))
	f.resized()
}

func (frameLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	screen := o[2].MinSize()
	return fyne.NewSize(theme.RailWidth+max(screen.Width, o[1].MinSize().Width), max(o[0].MinSize().Height, theme.BarHeight+screen.Height))
}

// rail is the column on the left, with a place for each screen.
type rail struct {
	box   *fyne.Container
	items []*widgets.RailItem
}

func newRail(screens []screen, show func(int)) *rail {
	r := &rail{}
	column := container.NewVBox(
		widgets.Space(0, 10),
		container.NewCenter(widgets.Logo()),
		widgets.Space(0, 12))
	for i, s := range screens {
		item := widgets.NewRailItem(s.icon, s.label, func() { show(i) })
		r.items = append(r.items, item)
		if s.apart {
			column.Add(layout.NewSpacer())
		}
		column.Add(container.NewCenter(item))
	}
	column.Add(widgets.Space(0, 6))
	r.box = container.NewStack(widgets.NewGround(theme.Line, "", 0),
		widgets.Right(1, widgets.NewGround(theme.Rail, "", 0)), column)
	return r
}

func (r *rail) setCurrent(current int) {
	for i, item := range r.items {
		item.SetCurrent(i == current)
	}
}

// bar is the line above the screen; each screen fills it in its own way. What has no room on
// one line stands on two.
type bar struct {
	box   *fyne.Container
	lines []widgets.Fluid // one a screen
}

func newBar() *bar {
	line := container.NewBorder(nil, widgets.Separator(), nil, nil)
	return &bar{box: container.NewStack(widgets.NewGround(theme.Card, "", 0), line, widgets.Space(0, theme.BarHeight))}
}

// add puts the line of a screen into the bar, and gives what is shown and hidden with it.
func (b *bar) add(line fyne.CanvasObject) fyne.CanvasObject {
	beside := widgets.Inset(barRoom, 18, barRoom, line)
	b.lines = append(b.lines, beside)
	b.box.Add(beside)
	return beside
}

// barRoom is above and below a line that is folded, in pixels.
const barRoom = 8

// heightFor is the height at a width: that of the line that is shown.
func (b *bar) heightFor(width float32) float32 {
	high := float32(theme.BarHeight)
	for _, line := range b.lines {
		if line.Visible() {
			high = max(high, line.HeightFor(width))
		}
	}
	return high
}
