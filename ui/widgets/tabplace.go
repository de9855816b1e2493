package widgets

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
)

// tabPlaces are the controls from which Tab goes on where nothing has the keyboard: what was
// pressed last, or had it last, in the window and in each thing that lies over it. The toolkit
// takes the keyboard at a press, and begins at the top of the window again.
var tabPlaces = map[fyne.CanvasObject]fyne.Focusable{} // by what lies over all else, nil for nothing

// keepTabPlace lets Tab go on from a control.
func keepTabPlace(c fyne.Canvas, f fyne.Focusable) {
	over := c.Overlays().List()
	maps.DeleteFunc(tabPlaces, func(o fyne.CanvasObject, _ fyne.Focusable) bool { return o != nil && !slices.Contains(over, o) })
	tabPlaces[c.Overlays().Top()] = f
}

// gotKeyboard is for what has just got the keyboard: Tab goes on from there, should a press
// take it.
func gotKeyboard(f fyne.Focusable) {
	if c := CanvasOf(f.(fyne.CanvasObject)); c != nil && c.Focused() == f { // not below what is open
		keepTabPlace(c, f)
	}
}

// BeginTab takes the keyboard from what has it: Tab begins at the top.
func BeginTab(c fyne.Canvas) {
	c.Unfocus()
	delete(tabPlaces, c.Overlays().Top())
}

// ResumeTab is for the moment before Tab goes on: where nothing has the keyboard it is given to
// what was pressed last.
func ResumeTab(c fyne.Canvas) {
	f := tabPlaces[c.Overlays().Top()]
	if o, ok := f.(fyne.CanvasObject); ok && c.Focused() == nil && !Gone(o) {
		Focus(c, f)
	}
}
