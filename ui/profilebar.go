package ui

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/widgets"
)

// profileBar is the line above Sign and Why?: the profile in use, and on the
// right what must stay visible.
type profileBar struct {
	box          widgets.Fluid
	choice       *widgets.Select
	names        []string // in the menu
	mark         *safeMark
	save, revert *widgets.Button // of a changed form; nil where a screen has tools of its own
}

// noProfile is the choice of none.
const noProfile = "No profile"

// newProfileBar makes the line; tools are what a screen has in place of the
// buttons that save its form, nil for none.
func newProfileBar(f *profileForm, mark *safeMark, tools fyne.CanvasObject) *profileBar {
	b := &profileBar{mark: mark}
	b.choice = widgets.NewSelect(nil, func(i int) { f.use(f.at(i)) })
	b.choice.PlaceHolder = "None saved yet"
	label := widgets.Fixed(widgets.NewText(widgets.Span{Text: "Profile"}))
	if tools != nil {
		b.box = widgets.Folded(8, 0, widgets.Row(8, 1, label, widgets.AtMost(200, b.choice), b.mark.Box), tools)
		return b
	}
	b.save = widgets.NewButton("Save", widgets.Link, f.save)
	b.revert = widgets.NewButton("Revert", widgets.Link, f.revert)
	b.save.Hide()
	b.revert.Hide()
	const wide = 300 // of the choice; what comes in front of the other buttons takes its room from it, so that these stay in their place
	choice := widgets.Ahead(wide, b.choice, widgets.Row(0, -1, b.save, b.revert))
	buttons := widgets.Row(0, -1, widgets.NewButton("Save as…", widgets.Link, f.saveAs), widgets.NewButton("New", widgets.Link, f.empty))
	b.box = widgets.Folded(8, 0, widgets.Row(8, 1, label, widgets.Ahead(wide, choice, buttons)),
		widgets.Row(8, -1, b.mark.Box, widgets.Chip("Works offline")))
	return b
}

// at is the ID of a profile in the menu, "" for none.
func (f *profileForm) at(i int) string {
	if list := f.book.List(); i > 0 && i <= len(list) {
		return list[i-1].ID
	}
	return ""
}

// profileBarOf makes the line with the profile for a screen.
func (p *App) profileBarOf(tools fyne.CanvasObject) fyne.CanvasObject {
	b := newProfileBar(p.form, newSafeMark(&p.safe), tools)
	p.form.bars = append(p.form.bars, b)
	return b.box
}
