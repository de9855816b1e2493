package decode

import (
	"fmt"

	"fyne.io/fyne/v2"

	"playtoken/ui/background"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// verdictBox is the banner and what else was found, on one card.
type verdictBox struct {
	box    widgets.Fluid
	p      *Presenter
	banner *widgets.Banner
	action *widgets.Button
	copy   *widgets.Button
	list   fyne.CanvasObject
	stack  widgets.Fluid
	notes  []*note
	shown  int // how many of the notes are on the stack
	more   *widgets.Button
	below  fyne.CanvasObject
	secret func() // goes to the field for the secret
}

func newVerdictBox(p *Presenter, after background.After) *verdictBox {
	v := &verdictBox{p: p}
	v.action = widgets.NewButton("", widgets.Filled, v.act)
	v.copy = widgets.NewButton("Copy", widgets.Link, func() {
		p.CopyVerdict(func() { v.copy.Tick(after) })
	})
	v.banner = widgets.NewBanner(v.copy, v.action)
	v.stack = widgets.Stack(0, false)
	v.more = widgets.NewButton("", widgets.Link, p.ToggleNotes)
	v.below = widgets.Inset(0, -8, 4, widgets.Row(0, -1, v.more))
	v.list = widgets.Inset(2, theme.Inset, 4, widgets.Stack(0, false, v.stack, v.below))
	v.box = widgets.Over(widgets.NewGround(theme.Card, theme.Line, theme.CardCorner), widgets.Stack(0, false, v.banner.Box, v.list))
	return v
}

func (v *verdictBox) act() {
	switch v.p.State().Action {
	case TrySample:
		v.p.Sample()
	case UseKey:
		v.p.UseKey()
	case ApplyFix:
		v.p.Fix(0)
	case GiveSecret:
		v.secret()
	}
}

func (v *verdictBox) render(s State) (changed bool) {
	switch s.Action {
	case TrySample:
		v.action.SetText("Try it with a sample token")
	case UseKey:
		v.action.SetText("Sign with it")
	case ApplyFix:
		v.action.SetText(s.Fix)
	case GiveSecret:
		v.action.SetText("Give the secret")
	}
	changed = widgets.Show(v.action, s.Action != NoAction)
	changed = widgets.Show(v.copy, s.Read) || changed
	changed = v.banner.Set(s.Mood, s.Title, s.Detail, s.Clock) || changed
	v.banner.SetOpenBelow(len(s.Notes) > 0)
	changed = widgets.Show(v.list, len(s.Notes) > 0) || changed
	if len(s.Notes) != v.shown {
		v.resize(len(s.Notes))
		changed = true
	}
	for i, n := range s.Notes {
		changed = v.notes[i].render(n) || changed
	}
	v.more.SetText(fmt.Sprintf("Show %d more findings", s.MoreNotes))
	if s.AllNotes {
		v.more.SetText("Show fewer")
	}
	return widgets.Show(v.below, s.MoreNotes > 0 || s.AllNotes) || changed
}

// resize puts as many notes on the stack as there are findings.
func (v *verdictBox) resize(n int) {
	for len(v.notes) < n {
		v.notes = append(v.notes, newNote(v.p, len(v.notes) > 0))
	}
	objects := make([]fyne.CanvasObject, n)
	for i := range objects {
		objects[i] = v.notes[i].box
	}
	v.shown = n
	widgets.Refill(v.stack, objects...)
}

// note is one line of the list.
type note struct {
	box    widgets.Fluid
	indent fyne.CanvasObject
	icon   *widgets.Icon
	text   *widgets.Text
	chips  [2]*widgets.ChipText
	fix    *widgets.Button
	shown  Note
}

func newNote(p *Presenter, line bool) *note {
	n := &note{indent: widgets.Space(14, 0), icon: widgets.NewIcon("dot", theme.Muted, 14), text: widgets.NewText()}
	n.chips = [2]*widgets.ChipText{widgets.NewChip(), widgets.NewChip()}
	n.fix = widgets.NewButton("", widgets.Link, func() {
		if n.shown.Fold != "" {
			p.Unfold(n.shown.Fold)
		} else {
			p.Fix(n.shown.Number)
		}
	})
	row := widgets.Row(12, 2, n.indent, n.icon, n.text, n.chips[0].Box, n.chips[1].Box, n.fix)
	top := widgets.Separator()
	widgets.Show(top, line)
	n.box = widgets.Stack(0, false, top, widgets.Inset(8, 0, 8, row))
	return n
}

func (n *note) render(f Note) (changed bool) {
	n.shown = f
	icon, color := widgets.MoodIcon(f.Mood)
	n.icon.Set(icon, color)
	title := widgets.Span{Text: f.Title, Bold: !f.Follows}
	if f.Follows {
		title.Color = theme.Muted
	}
	spans := []widgets.Span{title}
	if f.Text != "" {
		spans = append(spans, widgets.Span{Text: " " + f.Text, Color: theme.Muted})
	}
	if f.Code != "" {
		spans = append(spans, widgets.Span{Text: " " + f.Code, Mono: true, Size: theme.SmallText, Color: theme.Muted})
	}
	changed = n.text.Set(spans...)
	changed = widgets.Show(n.indent, f.Follows) || changed
	changed = widgets.Show(n.icon, f.Title != "") || changed
	for i, text := range f.Chips {
		before := n.chips[i].Box.Visible()
		n.chips[i].Set(text)
		changed = changed || before != n.chips[i].Box.Visible()
	}
	n.fix.SetText(f.Fix)
	return widgets.Show(n.fix, f.Fix != "") || changed
}
