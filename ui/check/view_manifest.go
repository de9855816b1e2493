package check

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// manifestCard is what came with a good answer: the renditions, and what they need.
type manifestCard struct {
	card         fyne.CanvasObject
	title, about *widgets.Text
	further      *widgets.Button
	heads        fyne.CanvasObject
	master       fyne.CanvasObject
	fold         *widgets.Button
	name         *widgets.Text
	accepted     *widgets.Text
	table        widgets.Fluid
	rows         []*renditionRow
	shown        int
	more         *widgets.Text
	moreBox      fyne.CanvasObject
	notes        *evidence
}

// renditionRow is one row of the table.
type renditionRow struct {
	box                             fyne.CanvasObject
	name, size, rate, codecs, token *widgets.Text
	icon                            *widgets.Icon
}

// The shares of the columns: rendition, size, rate, codecs, token. Room for the disclosure
// stands before the first.
var renditionShares = []float32{0.2, 0.152, 0.152, 0.312, 0.184}

const indent = 20

func (c *manifestCard) build(p *Presenter) fyne.CanvasObject {
	c.title, c.about = widgets.NewText(), widgets.NewText()
	c.further = widgets.NewAsk("globe", "", widgets.Plain, p.Look.Follow)
	var heads []fyne.CanvasObject
	for _, text := range []string{"Rendition", "Size", "Rate", "Codecs", "Token"} {
		heads = append(heads, widgets.Label(text))
	}
	c.heads = widgets.Inset(6, 0, 6, widgets.Cells(renditionShares, heads...))
	c.fold = widgets.NewButton("", widgets.Bare, p.Look.Fold)
	c.name, c.accepted = widgets.NewText(), widgets.NewText()
	space := func() fyne.CanvasObject { return widgets.Space(0, 0) }
	c.master = widgets.Stack(0, false, widgets.Separator(), widgets.Inset(3, 0, 2,
		widgets.Cells(renditionShares, c.fold, space(), space(), space(), c.accepted)))
	c.table = widgets.Stack(0, false)
	c.more = widgets.NewText()
	c.moreBox = widgets.Stack(0, false, widgets.Separator(), widgets.Inset(6, 0, 6, widgets.Row(0, 1, widgets.Space(indent, 0), c.more)))
	c.notes = newEvidence(true)
	c.card = widgets.Over(widgets.NewGround(theme.Card, theme.Line, theme.CardCorner), widgets.Inset(13, theme.Inset, 4, widgets.Stack(0, false,
		widgets.Wrapped(8, widgets.Row(8, -1, widgets.Fixed(c.title), widgets.Fixed(c.about)), c.further),
		widgets.Space(0, 2), c.heads, c.master, c.table, c.moreBox, c.notes.box)))
	return c.card
}

func (c *manifestCard) newRow() *renditionRow {
	r := &renditionRow{
		name: widgets.NewText(), size: widgets.NewText(), rate: widgets.NewText(), codecs: widgets.NewText(), token: widgets.NewText(),
		icon: widgets.NewIcon("done", theme.Good, 16),
	}
	r.name.Wrap, r.codecs.Wrap = widgets.Clip, widgets.Clip
	r.box = widgets.Stack(0, false, widgets.Separator(), widgets.Inset(6, 0, 6, widgets.Cells(renditionShares,
		widgets.Row(0, 1, widgets.Space(indent, 0), r.name), r.size, r.rate, r.codecs, widgets.Row(6, 1, r.icon, r.token))))
	return r
}

func (c *manifestCard) render(s ManifestState) bool {
	changed := widgets.Show(c.card, s.Shown)
	if !s.Shown {
		return changed
	}
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		c.further: s.Further != "", c.heads: s.Table, c.master: s.Table,
		c.table: s.Table && !s.Folded, c.moreBox: s.Table && !s.Folded && s.More != "",
	}) || changed
	changed = c.title.Set(widgets.Span{Text: s.Title, Bold: true, Color: theme.Muted}) || changed
	changed = c.about.Set(widgets.Span{Text: s.About, Color: theme.Muted}) || changed
	if c.further.Text() != s.Further || c.further.Host() != s.FurtherHost {
		changed = true
	}
	c.further.SetText(s.Further)
	c.further.SetHost(s.FurtherHost)
	c.further.SetEnabled(s.CanFurther)
	c.fold.SetText(s.List)
	c.fold.SetIcon(viewmodel.Either(s.Folded, "fold", "down"))
	changed = c.accepted.Set(widgets.Span{Text: s.Master, Color: ink(s.Stale)}) || changed
	changed = c.more.Set(widgets.Span{Text: s.More, Color: theme.Muted}) || changed
	changed = c.list(s) || changed
	return c.notes.set(s.Notes, s.Stale) || changed
}

func (c *manifestCard) list(s ManifestState) bool {
	for len(c.rows) < len(s.Rows) {
		c.rows = append(c.rows, c.newRow())
	}
	changed := c.shown != len(s.Rows)
	var objects []fyne.CanvasObject
	for i, one := range s.Rows {
		r := c.rows[i]
		for text, span := range map[*widgets.Text]widgets.Span{
			r.name: {Text: one.Name, Color: ink(s.Stale)}, r.size: {Text: one.Size, Color: ink(s.Stale)}, r.rate: {Text: one.Rate, Color: ink(s.Stale)},
			r.codecs: mono(one.Codecs, ink(s.Stale)), r.token: {Text: one.Token, Color: ink(s.Stale || one.Sign == NoSign)},
		} {
			changed = text.Set(span) || changed
		}
		setSign(r.icon, one.Sign, s.Stale)
		changed = widgets.Show(r.icon, one.Sign != NoSign) || changed
		objects = append(objects, r.box)
	}
	if changed {
		c.shown = len(s.Rows)
		widgets.Refill(c.table, objects...)
	}
	return changed
}
