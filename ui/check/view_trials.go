package check

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// trialsCard lists what else may refuse, one request a button.
type trialsCard struct {
	p            *Presenter
	card         fyne.CanvasObject
	title, about *widgets.Text
	list         widgets.Fluid
	rows         []*trialRow
	shown        int
}

type trialRow struct {
	box                fyne.CanvasObject
	icon               *widgets.Icon
	name, answer, text *widgets.Text
	answerBox          fyne.CanvasObject
	ask                *widgets.Button
}

func (c *trialsCard) build(p *Presenter) fyne.CanvasObject {
	c.p = p
	c.title, c.about = widgets.NewText(), widgets.NewText()
	c.list = widgets.Stack(0, false)
	c.card = widgets.Over(widgets.NewGround(theme.Card, theme.Line, theme.CardCorner),
		widgets.Inset(13, theme.Inset, 4, widgets.Stack(2, false, c.title, c.about, widgets.Space(0, 4), c.list)))
	return c.card
}

func (c *trialsCard) newRow(i int) *trialRow {
	r := &trialRow{icon: widgets.NewIcon("ring", theme.Muted, 18), name: widgets.NewText(), answer: widgets.NewText(), text: widgets.NewText()}
	r.answerBox = widgets.Fixed(r.answer)
	r.ask = widgets.NewAsk("globe", "Ask again", widgets.Plain, func() { c.p.Look.Try(i - 1) })
	r.box = widgets.Stack(0, false, widgets.Separator(), widgets.Inset(6, 0, 6,
		widgets.Stack(0, false, widgets.Row(12, 1, r.icon, r.name, r.answerBox, r.ask), widgets.Row(12, 1, widgets.Space(18, 0), r.text))))
	return r
}

func (c *trialsCard) render(s TrialsState) bool {
	changed := widgets.Show(c.card, s.Shown)
	if !s.Shown {
		return changed
	}
	changed = c.title.Set(widgets.Span{Text: s.Title, Bold: true, Color: theme.Muted}) || changed
	changed = c.about.Set(small(s.About, theme.Muted)) || changed
	for len(c.rows) < len(s.Rows) {
		c.rows = append(c.rows, c.newRow(len(c.rows)))
	}
	changed = changed || c.shown != len(s.Rows)
	var objects []fyne.CanvasObject
	for i, one := range s.Rows {
		r := c.rows[i]
		setSign(r.icon, one.Sign, false)
		if one.Sign == NoSign {
			r.icon.Set("ring", theme.Muted)
		}
		changed = r.name.Set(widgets.Span{Text: one.Name}) || changed
		changed = r.text.Set(small(one.Text, theme.Muted)) || changed
		changed = r.answer.Set(widgets.Span{Text: one.Answer, Color: theme.Muted}) || changed
		changed = widgets.Show(r.text, one.Text != "") || changed
		changed = widgets.Show(r.answerBox, one.Answer != "") || changed
		changed = widgets.Show(r.ask, one.Host != "") || changed
		changed = changed || r.ask.Host() != one.Host
		r.ask.SetHost(one.Host)
		r.ask.SetEnabled(one.CanTry)
		objects = append(objects, r.box)
	}
	if changed {
		c.shown = len(s.Rows)
		widgets.Refill(c.list, objects...)
	}
	return changed
}
