package why

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/widgets"
)

// First is the field that gets the keyboard when the screen opens: the search of a list, else
// the field for the text.
func (v *View) First() fyne.Focusable {
	switch s := v.p.State(); {
	case inList(s) && v.log.rowsBox.Visible():
		return v.log.search
	case !inList(s) && s.Editing:
		return v.paste.entry
	}
	return nil
}

// FocusPaste brings the keyboard to the paste field, its text marked, so that
// the next paste replaces it.
func (v *View) FocusPaste() {
	if inList(v.p.State()) { // the field stands before it
		v.p.Log.Alone(true)
	}
	v.p.Paste.Edit()
	if v.p.State().Editing && v.focus(v.paste.entry) {
		v.paste.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// focusFix brings the keyboard to what the card of the changed token asks for.
func (v *View) focusFix() {
	switch s := v.p.State().Mended; {
	case s.NeedsKey:
		v.focus(v.reissue.key.First())
	case s.Open && s.Signer < 0:
		v.focus(v.reissue.signer)
	}
}

// Escape closes the panel that was opened, else it clears the text.
func (v *View) Escape() {
	v.p.Escape()
	if first := v.First(); v.p.State().Blank && first != nil {
		v.focus(first)
	}
}

// Undo brings back what was taken off the screen last. A field of a panel that has the keyboard
// undoes what was typed in it, and nothing else: with that gone the customer does not change.
func (v *View) Undo() {
	if c := widgets.CanvasOf(v.Page); c != nil {
		if e, ok := c.Focused().(*widgets.Entry); ok && e != v.paste.entry && e != v.First() {
			return
		}
	}
	v.p.Undo()
}

// focus gives a control the keyboard, and reports whether it is in a window.
func (v *View) focus(f fyne.Focusable) bool {
	c := widgets.CanvasOf(v.Page)
	if c == nil {
		return false
	}
	widgets.Focus(c, f)
	return true
}

// keepKeyboard takes the keyboard from what is not shown any more: what is typed would replace
// the text unseen, or press what has gone. It goes to what comes first, to what opened the
// panel that was closed, or to the text. listed says that a list has just been made.
func (v *View) keepKeyboard(listed bool) {
	c := widgets.CanvasOf(v.Page)
	if c == nil || !v.Page.Visible() || c.Overlays().Top() != nil {
		return
	}
	had, ok := c.Focused().(fyne.CanvasObject)
	if ok && !widgets.Gone(had) || !ok && !listed {
		return
	}
	first, opener := v.First(), v.opener(had)
	switch {
	case first != nil:
		widgets.Focus(c, first)
	case opener != nil && opener.Visible():
		widgets.Focus(c, opener)
	case !inList(v.p.State()):
		widgets.Focus(c, v.paste.value)
	default:
		c.Unfocus()
	}
}

// opener is the button that opened the panel in which a control stands, nil for none.
func (v *View) opener(o fyne.CanvasObject) *widgets.Button {
	switch o {
	case v.compare.entry, v.compare.close:
		return v.tools.compare
	case v.status.entry, v.status.choices, v.status.close:
		return v.options.answer
	case v.options.asOf, v.options.length, v.options.id, v.options.assertion, v.options.platforms:
		return v.options.toggle
	case v.reissue.header, v.reissue.claims, v.reissue.close:
		return v.parts.edit
	}
	return nil
}
