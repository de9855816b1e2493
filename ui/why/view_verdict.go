package why

import (
	"fmt"

	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// verdictBox is the banner and what else was found, on one card.
type verdictBox struct {
	box                widgets.Fluid
	p                  *Presenter
	banner             *widgets.Banner
	action, copy, more *widgets.Button
	notes              *noteList
	copyBox            fyne.CanvasObject
	list, below        fyne.CanvasObject
	secret             func() // goes to the field for the secret
	fixed              func() // is told that the token was mended
}

func newVerdictBox(p *Presenter, after async.After) *verdictBox {
	v := &verdictBox{p: p}
	v.action = widgets.NewButton("", widgets.Filled, v.act)
	v.copy = widgets.NewButton("Copy verdict", widgets.Link, func() {
		p.Verdict.Copy(func() { v.copy.Tick(after) })
	})
	v.copyBox = flush(v.copy)
	v.banner = widgets.NewBanner(v.copyBox, v.action)
	v.notes = newNoteList(p)
	v.more = widgets.NewButton("", widgets.Link, p.Verdict.ToggleNotes)
	v.below = widgets.Inset(0, -8, 4, widgets.Row(0, -1, v.more))
	v.list = widgets.Inset(2, theme.Inset, 4, widgets.Stack(0, false, v.notes.box, v.below))
	v.box = widgets.Over(widgets.NewGround(theme.Card, theme.Line, theme.CardCorner), widgets.Stack(0, false, v.banner.Box, v.list))
	return v
}

func (v *verdictBox) act() {
	switch v.p.State().Action {
	case UseKey:
		v.p.UseKey()
	case ApplyFix:
		v.p.Reissue.Fix(0)
		v.fixed()
	case GiveSecret:
		v.secret()
	case SignForID:
		v.p.SignForID()
	}
}

func (v *verdictBox) render(s State) (changed bool) {
	v.action.SetText(map[Action]string{
		UseKey: "Sign with it", ApplyFix: s.Fix, GiveSecret: "Give the secret", SignForID: "Sign for this ID",
	}[s.Action])
	// One filled button a screen: that of what was mended, where there is something.
	v.action.SetLook(viewmodel.Either(s.Mended.Open, widgets.Plain, widgets.Filled))
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		v.action: s.Action != NoAction, v.copyBox: s.Judged, v.list: len(s.Notes) > 0, v.below: s.MoreNotes > 0 || s.AllNotes,
	})
	v.banner.SetOpenBelow(len(s.Notes) > 0)
	v.more.SetText(viewmodel.Either(s.AllNotes, "Show fewer", fmt.Sprintf("Show %d more findings", s.MoreNotes)))
	changed = v.banner.Set(s.Mood, s.Title, s.Detail, viewmodel.Either(s.Clock != "", s.Clock+" left", "")) || changed
	return v.notes.render(s.Notes) || changed
}
