package widgets

import "fyne.io/fyne/v2"

// anchor is what a menu or a calendar belongs to: a control, or a place.
type anchor struct {
	of      fyne.CanvasObject // the control, nil for a place
	centred bool              // whether the place is the middle of the window, whatever its size
	at      fyne.Position
	size    fyne.Size
	field   bool // whether the rows' text stands under that of a field
}

// anchorAt is the anchor of a control.
func anchorAt(o fyne.CanvasObject) *anchor {
	return &anchor{of: o, at: fyne.CurrentApp().Driver().AbsolutePositionForObject(o), size: o.Size()}
}

// follow finds the place anew in a window of another size. It reports false where there is none:
// the control has gone or is out of sight, or the place was that of the pointer.
func (a *anchor) follow(window fyne.Size) bool {
	switch {
	case a.centred:
		return true
	case a.of == nil || Gone(a.of):
		return false
	}
	a.at, a.size = fyne.CurrentApp().Driver().AbsolutePositionForObject(a.of), a.of.Size()
	top, end := float32(0), window.Height
	if p := pageAround(a.of); p != nil {
		top = fyne.CurrentApp().Driver().AbsolutePositionForObject(p).Y
		end = min(end, top+p.Size().Height)
	}
	return a.at.Y >= top && a.at.Y+a.size.Height <= end
}

// Of a menu, in pixels.
const (
	menuRow    = 30
	menuMost   = 9 // rows
	menuLeast  = 5 // rows for which there has to be room below
	menuEdge   = 5 // around the rows
	menuText   = 30
	menuLead   = 20 // by which a menu begins to the left of its field: the tick hangs there
	menuSearch = 36
	menuBelow  = 4
	menuTail   = 15 // between the longest row and the menu's right edge
	menuGap    = 24 // between a text and its remark
	menuMargin = 8  // to the window's edge
	menuApart  = 9  // a line between two rows
)

// place puts the menu below its anchor, or above it where there is more room, and makes
// it as wide as the longest row, but no wider than the window.
func (m *menu) place(window fyne.Size) (fyne.Position, fyne.Size) {
	width := m.anchor.size.Width
	x := m.anchor.at.X
	if m.anchor.field {
		width += menuLead
		x -= menuLead
	}
	width = min(max(width, m.wide), window.Width-2*menuMargin)
	if m.anchor.centred {
		x = float32(int((window.Width - width) / 2))
	}
	if right := m.anchor.at.X + m.anchor.size.Width; x+width > window.Width-menuMargin && !m.anchor.field && m.anchor.size.Width > 0 {
		x = right - width
	}
	x = max(menuMargin, min(x, window.Width-menuMargin-width))
	frame := float32(2 * menuEdge)
	if m.search != nil {
		frame += menuSearch + 1
	}
	most := min(m.list.HeightFor(width), menuRow*menuMost)
	if m.search != nil {
		most = menuRow * menuMost // it stays as it is while one searches
	}
	top := m.anchor.at.Y + m.anchor.size.Height + menuBelow
	below := window.Height - menuMargin - top
	above := m.anchor.at.Y - menuBelow - menuMargin
	height := frame + most
	switch {
	case height <= below:
	case below < frame+menuRow*menuLeast && above > below:
		height = min(height, above)
		top = m.anchor.at.Y - menuBelow - height
	default:
		height = frame + menuRow*max(1, float32(int((below-frame)/menuRow)))
	}
	top = max(menuMargin, min(top, window.Height-menuMargin-height)) // its field may have moved
	return fyne.NewPos(x, top), fyne.NewSize(width, height)
}
