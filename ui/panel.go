package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/widgets"
)

// panel is what a screen opens over the window. Escape closes it.
type panel struct {
	pop    *widget.PopUp
	closed func()
	p      *App
	kept   bool // Escape does not close it
}

// openPanel opens a panel with a title; first gets the keyboard.
func (p *App) openPanel(title string, content fyne.CanvasObject, first fyne.Focusable, closed func()) func() {
	body := widgets.Inset(10, 14, 12, widgets.Stack(12, false, widgets.Heading(title), content))
	n := &panel{pop: widget.NewModalPopUp(body, p.window.Canvas()), closed: closed, p: p}
	p.panel = n
	n.pop.Show()
	p.window.Canvas().Focus(first)
	return n.Hide
}

// keepPanel opens a panel that goes only where its own buttons say so: what it shows is
// shown once.
func (p *App) keepPanel(title string, content fyne.CanvasObject, first fyne.Focusable, closed func()) func() {
	hide := p.openPanel(title, content, first, closed)
	p.panel.kept = true
	return hide
}

// fitPanel gives the panel that is open the size of what is in it, in the middle of the window:
// the toolkit lets it grow with its content, and never shrink.
func (p *App) fitPanel() {
	if p.panel == nil {
		return
	}
	p.out.Do(func() {
		if p.panel == nil {
			return
		}
		pop, room := p.panel.pop, p.window.Canvas().Size()
		size := pop.MinSize()
		pop.Resize(size)
		pop.Move(fyne.NewPos((room.Width-size.Width)/2, (room.Height-size.Height)/2))
	})
}

// Hide closes the panel.
func (n *panel) Hide() {
	if n.p.panel != n {
		return
	}
	n.p.panel = nil
	n.pop.Hide()
	if n.closed != nil {
		n.closed()
	}
}
