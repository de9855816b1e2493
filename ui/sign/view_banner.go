package sign

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// banner is the answer on top of the right column. Joined below it stand what to look at,
// and what is always so at the platform.
type banner struct {
	p            *Presenter
	box          widgets.Fluid
	banner       *widgets.Banner
	action, copy *widgets.Button
	list         fyne.CanvasObject
	remarks      []*note
	facts        []*note
}

// note is one line below the banner.
type note struct {
	box  fyne.CanvasObject
	text *widgets.Text
	do   *widgets.Button
}

// The most notes of a kind that have a line of their own.
const (
	mostRemarks = 8
	mostFacts   = 4
)

func (b *banner) build(p *Presenter, after async.After) {
	b.p = p
	b.action = widgets.NewButton("", widgets.Filled, b.act)
	b.copy = widgets.NewButton("Copy token", widgets.Filled, func() {
		p.Result.Copy(func() { b.copy.Tick(after) })
	})
	b.banner = widgets.NewBanner(b.action, b.copy)
	var lines []fyne.CanvasObject
	line := func(icon string, color fyne.ThemeColorName, follow func()) *note {
		n := &note{text: widgets.NewText(), do: widgets.NewButton("", widgets.Link, follow)}
		n.box = widgets.Row(8, 0, widgets.Level(12, widgets.NewIcon(icon, color, 18), n.text), n.do)
		lines = append(lines, n.box)
		return n
	}
	for range mostRemarks {
		b.remarks = append(b.remarks, line("warn", theme.Warn, nil))
	}
	for i := range mostFacts {
		b.facts = append(b.facts, line("info", theme.Muted, func() { p.Result.Follow(i) }))
	}
	b.list = widgets.Inset(8, theme.Inset, 8, widgets.Stack(6, false, lines...))
	b.box = widgets.Over(widgets.NewGround(theme.Card, theme.Line, theme.CardCorner), widgets.Stack(0, false, b.banner.Box, b.list))
}

func (b *banner) act() {
	switch b.p.State().Action {
	case TrySample:
		b.p.Key.Sample()
	case SignFresh:
		b.p.Result.Refresh()
	}
}

func (b *banner) render(s State) (changed bool) {
	b.action.SetText(map[Action]string{TrySample: "Try it with a sample", SignFresh: "Sign a fresh one"}[s.Action])
	changed = widgets.Show(b.action, s.Action != NoAction)
	b.copy.SetText("Copy " + s.Copies)
	changed = widgets.Show(b.copy, s.HasToken() && s.Action == NoAction) || changed
	changed = b.banner.Set(s.Mood, s.Title, s.Detail, s.Clock) || changed
	open := len(s.Remarks)+len(s.Facts) > 0
	b.banner.SetOpenBelow(open)
	for i, n := range b.remarks {
		var f Fact
		if i < len(s.Remarks) {
			f.Text = s.Remarks[i]
		}
		changed = n.render(f, theme.Ink) || changed
	}
	for i, n := range b.facts {
		var f Fact
		if i < len(s.Facts) {
			f = s.Facts[i]
		}
		changed = n.render(f, theme.Muted) || changed
	}
	return widgets.Show(b.list, open) || changed
}

// render shows a line, or none for one that says nothing.
func (n *note) render(f Fact, ink fyne.ThemeColorName) (changed bool) {
	changed = widgets.Show(n.box, f.Text != "")
	n.do.SetText(f.Label)
	changed = widgets.Show(n.do, f.Label != "") || changed
	return n.text.Set(widgets.Span{Text: f.Text, Color: ink}) || changed
}
