package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"playtoken/ui/widgets"
)

// The places of the rail.
const (
	atSign = iota
	atWhy
	atKeys
	atCheck
	atSettings
)

// screen is one place of the rail.
type screen struct {
	icon, label string
	apart       bool          // at the foot of the rail; not where the next run begins
	build       func(*screen) // sets what follows, when it is shown first
	view        fyne.CanvasObject
	first       func() fyne.Focusable
	tick, copy  func()
	bar         fyne.CanvasObject // what stands above it
}

// places are the screens, of which one is shown. Each is built when it is shown first.
type places struct {
	canvas  fyne.Canvas
	screens []screen
	current int // -1 before the first
	rail    *rail
	bar     *bar
	stack   *fyne.Container // the screens that are built
}

// newPlaces makes the rail for screens; show is called for the one that is chosen there.
func newPlaces(c fyne.Canvas, show func(int), screens []screen) places {
	return places{canvas: c, screens: screens, current: -1, rail: newRail(screens, show), bar: newBar(), stack: container.NewStack()}
}

// turnTo shows a screen, and reports whether it was built for that.
func (p *places) turnTo(i int) (built bool) {
	p.current = i
	if s := &p.screens[i]; s.view == nil {
		s.build(s)
		p.stack.Add(s.view)
		s.bar = p.bar.add(s.bar)
		built = true
	}
	for n, s := range p.screens {
		if s.view != nil {
			widgets.Show(s.view, n == i)
			widgets.Show(s.bar, n == i)
		}
	}
	p.rail.setCurrent(i)
	return built
}

// focusFirst gives the keyboard to what comes first on the screen that is shown.
func (p *places) focusFirst() {
	if f := p.screens[p.current].first(); f != nil {
		widgets.Focus(p.canvas, f)
	} else {
		widgets.BeginTab(p.canvas)
	}
}

// keepKeyboard gives the keyboard to the first control where what had it has gone, by itself
// or with what it stood in: keys would go to what nobody sees. A screen on which nothing comes
// first stays as it is, as Why? with a text that is read: there Escape goes on clearing it.
func (p *places) keepKeyboard() {
	o, ok := p.canvas.Focused().(fyne.CanvasObject)
	first := p.screens[p.current].first()
	if !ok || first == nil || p.canvas.Overlays().Top() != nil {
		return
	}
	if widgets.Gone(o) {
		widgets.Focus(p.canvas, first)
	}
}
