package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/widgets"
)

// panels shows what a screen opens over the window, one panel at a time.
type panels struct {
	window fyne.Window
	do     func(func()) // on the window's thread, later
	top    *panel       // the one that is open, nil for none
}

type panel struct {
	pop    *widget.PopUp
	first  fyne.Focusable
	closed func()
	kept   bool // Escape does not close it
}

// open opens a panel with a title; first gets the keyboard. Its answer closes the panel.
func (ps *panels) open(title string, content fyne.CanvasObject, first fyne.Focusable, closed func()) func() {
	body := widgets.Inset(10, 14, 10, inWindow(ps.window, widgets.Stack(12, false, widgets.Heading(title), content)))
	n := &panel{pop: widget.NewModalPopUp(body, ps.window.Canvas()), first: first, closed: closed}
	ps.top = n
	n.pop.Show()
	focusIn(ps.window, body, first)
	return func() { ps.close(n) }
}

// focusIn gives the keyboard to a control of what was opened over a window. That is read from its
// top: it is scrolled for a field that is to be typed in alone.
func focusIn(w fyne.Window, content fyne.CanvasObject, first fyne.Focusable) {
	widgets.Focus(w.Canvas(), first)
	if _, typed := first.(*widgets.Entry); !typed {
		widgets.ToTop(content)
	}
}

// inWindow lets what lies over a window be no larger than that.
func inWindow(w fyne.Window, content widgets.Fluid) widgets.Fluid {
	const around = 48 // pixels, with the edge of the panel
	return widgets.Bounded(func() fyne.Size { return w.Canvas().Size().SubtractWidthHeight(around, around) }, content)
}

// keep opens a panel that goes only where its own buttons say so: what it shows is shown
// once.
func (ps *panels) keep(title string, content fyne.CanvasObject, first fyne.Focusable, closed func()) func() {
	hide := ps.open(title, content, first, closed)
	ps.top.kept = true
	return hide
}

func (ps *panels) close(n *panel) {
	if n == nil || ps.top != n {
		return
	}
	ps.top = nil
	n.pop.Hide()
	if n.closed != nil {
		n.closed()
	}
}

// escape closes the panel that is open, where it may be, and reports whether there is one.
func (ps *panels) escape() bool {
	if ps.top == nil {
		return false
	}
	if !ps.top.kept {
		ps.close(ps.top)
	}
	return true
}

// fit gives the panel that is open the size of what is in it, in the middle of the window:
// the toolkit lets it grow with its content, and never shrink.
func (ps *panels) fit() {
	if ps.top == nil {
		return
	}
	ps.do(func() {
		if ps.top == nil {
			return
		}
		pop, room := ps.top.pop, ps.window.Canvas().Size()
		size := pop.MinSize()
		pop.Resize(size)
		pop.Move(fyne.NewPos((room.Width-size.Width)/2, (room.Height-size.Height)/2))
		widgets.PlaceMenus(ps.window.Canvas())
	})
}
