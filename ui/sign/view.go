package sign

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/widgets"
)

// View is the screen. It is built once; Render sets what changed.
type View struct {
	Page *fyne.Container
	p    *Presenter

	columns *columns
	form    form
	banner  banner
	result  result
	panels  panels
	last    State
	drawn   bool
}

// NewView builds the screen. choose asks for a file under a title and
// hands its bytes over.
func NewView(services Services, after async.After, choose func(title string, take func([]byte)), open widgets.Panels) *View {
	v := &View{}
	v.p = New(services, func(s State) { v.Render(s) })
	v.panels = panels{p: v.p, after: after, choose: choose, open: open}
	v.p.Form.openList, v.p.Form.openLearn = v.panels.list, v.panels.learn
	v.banner.build(v.p, after)
	left := v.form.build(v.p, choose)
	v.result.build(v.p, after, v.panels.qr)
	v.columns, v.Page = newColumns(v.p.URLs.Room, v.banner.box, widgets.Card(left), v.result.token, v.result.kit.card, v.result.use.card)
	v.Render(v.p.State())
	return v
}

// Presenter is the screen's presenter.
func (v *View) Presenter() *Presenter { return v.p }

// First is the field that gets the keyboard when the screen opens.
func (v *View) First() fyne.Focusable { return v.form.first() }

// CopyToken copies the token as its button does.
func (v *View) CopyToken() { v.banner.copy.Tapped(nil) }

// CopyStream copies the address of the stream.
func (v *View) CopyStream() {
	v.p.URLs.CopyStream(func() { v.result.kit.list.ticked(v.p.URLs.stream()) })
}

// Render shows a state.
func (v *View) Render(s State) {
	if v.Page == nil { // the presenter's first state comes before there is a view
		return
	}
	relayout := v.form.render(v.last, s) || !v.drawn
	relayout = v.banner.render(s) || relayout
	relayout = v.result.render(s) || relayout
	v.last, v.drawn = s, true
	if relayout {
		v.columns.relayout(v.Page)
	}
}
