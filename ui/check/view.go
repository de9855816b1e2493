package check

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// View is the screen. It is built once; Render sets what changed.
type View struct {
	Page *widgets.Page
	// Tools stand above the screen, beside what the window has there.
	Tools fyne.CanvasObject
	p     *Presenter

	tools    toolsBar
	field    fieldCard
	verdict  verdictCard
	manifest manifestCard
	trials   trialsCard
	local    localCard
	requests requestsList
	rest     fyne.CanvasObject // what is left of the height below the verdict
	drawn    bool
}

// below is the width of the screen from which its two columns stand one below the other: that
// of a window of 1,000.
const below = 880

// NewView builds the screen.
func NewView(services Services, after async.After) *View {
	v := &View{}
	v.p = New(services, func(s State) { v.Render(s) })
	v.Tools = v.tools.build(v.p, after)
	field, verdict, manifest, trials := v.field.build(v.p), v.verdict.build(v.p), v.manifest.build(v.p), v.trials.build(v.p)
	local, requests := v.local.build(v.p, after), v.requests.build(v.p, after)
	right := widgets.Over(widgets.NewGround(theme.Card, theme.Line, theme.CardCorner), widgets.Stack(0, true, local, requests))
	v.rest = widgets.Space(0, -theme.Gap) // the gap above it is none of what is shown
	left := widgets.Stack(theme.Gap, true, verdict, trials, manifest, v.rest)
	v.Page = widgets.NewPage(widgets.Inset(theme.Inset, 18, theme.Inset, widgets.Stack(theme.Gap, true,
		field, widgets.Columns(theme.Gap, 0.6, 480, 900, below, left, right))))
	v.Render(v.p.State())
	return v
}

// Presenter is the screen's presenter.
func (v *View) Presenter() *Presenter { return v.p }

// First is what gets the keyboard when the screen opens: the button, where there is something
// to ask, so that the URL stays readable.
func (v *View) First() fyne.Focusable {
	if v.p.State().Field.CanAsk {
		return v.field.ask
	}
	return v.field.entry.First()
}

// Render shows a state.
func (v *View) Render(s State) {
	if v.Page == nil { // the presenter's first state comes before there is a view
		return
	}
	v.tools.render(s.Tools)
	changed := v.field.render(s.Field) || !v.drawn
	changed = v.verdict.render(s.Verdict) || changed
	changed = v.manifest.render(s.Manifest) || changed
	changed = widgets.Show(v.rest, !s.Manifest.Table || s.Manifest.Folded) || changed
	changed = v.trials.render(s.Trials) || changed
	changed = v.local.render(s.Local) || changed
	changed = v.requests.render(s.Requests) || changed
	v.drawn = true
	if changed {
		v.Page.Relayout()
	}
	v.field.moveFocus(s.Field)
	v.moveFocus(s)
}

// moveFocus brings the keyboard from a button that has gone to what is wanted next.
func (v *View) moveFocus(s State) {
	c := widgets.CanvasOf(v.Page)
	if c == nil {
		return
	}
	had, ok := c.Focused().(*widgets.Button)
	if !ok || had.Visible() {
		return
	}
	edge := v.local.start
	if s.Local.Running {
		edge = v.local.stop
	}
	switch had {
	case v.verdict.sample:
		widgets.Focus(c, v.First())
	case v.local.start, v.local.stop, v.local.sample, v.requests.copy, v.requests.clear:
		widgets.Focus(c, edge)
	}
}

// icons are the pictures of the signs, each with its colour.
var icons = map[Sign]struct {
	name  string
	color fyne.ThemeColorName
}{
	NoSign: {"dot", theme.Muted}, Fine: {"done", theme.Good}, Refused: {"bad", theme.Bad},
	Careful: {"warn", theme.Warn}, About: {"info", theme.Muted}, Secured: {"lock", theme.Muted},
}

// setSign shows a sign, in grey where what it stands for is over.
func setSign(i *widgets.Icon, s Sign, stale bool) {
	icon := icons[s]
	if stale {
		icon.color = theme.Muted
	}
	i.Set(icon.name, icon.color)
}

// ink is the colour of what is to be read, grey where it is over.
func ink(stale bool) fyne.ThemeColorName {
	if stale {
		return theme.Muted
	}
	return theme.Ink
}

func small(text string, color fyne.ThemeColorName) widgets.Span {
	return widgets.Span{Text: text, Color: color, Size: theme.SmallText}
}

func mono(text string, color fyne.ThemeColorName) widgets.Span {
	return widgets.Span{Text: text, Color: color, Size: theme.SmallText, Mono: true}
}

// evidence is a list of lines, each with its sign, a word in bold, and what there is to say.
type evidence struct {
	box   widgets.Fluid
	rows  []*evidenceRow
	shown int
	first bool // whether the first line has a separator too
}

type evidenceRow struct {
	box, line   fyne.CanvasObject
	icon        *widgets.Icon
	text, right *widgets.Text
	rightBox    fyne.CanvasObject
}

func newEvidence(first bool) *evidence {
	return &evidence{box: widgets.Stack(0, false), first: first}
}

func (e *evidence) set(list []Evidence, stale bool) bool {
	for len(e.rows) < len(list) {
		r := &evidenceRow{line: widgets.Separator(), icon: widgets.NewIcon("dot", theme.Muted, 18), text: widgets.NewText(), right: widgets.NewText()}
		r.rightBox = widgets.Fixed(r.right)
		r.box = widgets.Stack(0, false, r.line, widgets.Inset(9, 0, 8, widgets.Row(12, 1, r.icon, r.text, r.rightBox)))
		e.rows = append(e.rows, r)
	}
	changed := e.shown != len(list)
	var objects []fyne.CanvasObject
	for i, one := range list {
		r := e.rows[i]
		setSign(r.icon, one.Sign, stale)
		changed = widgets.Show(r.line, i > 0 || e.first) || changed
		changed = r.text.Set(widgets.Span{Text: one.Name + " ", Bold: true, Color: ink(stale)}, widgets.Span{Text: one.Text, Color: theme.Muted}) || changed
		changed = r.right.Set(widgets.Span{Text: one.Right, Color: theme.Muted}) || changed
		changed = widgets.Show(r.rightBox, one.Right != "") || changed
		objects = append(objects, r.box)
	}
	if changed {
		e.shown = len(list)
		widgets.Refill(e.box, objects...)
	}
	return changed
}
