package check

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// requestsList is what the edge was asked for.
type requestsList struct {
	count       *widgets.Text
	copy, clear *widgets.Button
	empty       *widgets.Text
	emptyBox    fyne.CanvasObject
	feed        *widgets.Feed
	feedBox     fyne.CanvasObject
	rows        []Row
	run         int
}

// The heights of rows, in pixels: of the first line, of each further one, and of what is
// around them.
const (
	rowLine   = 20
	rowMore   = 22
	rowAround = 17
	leastFeed = 190
)

func height(r Row) float32 {
	h := float32(rowLine + rowAround)
	for _, text := range []string{r.Code + r.Said, r.Again} {
		if text != "" {
			h += rowMore
		}
	}
	return h
}

func (c *requestsList) build(p *Presenter, after async.After) fyne.CanvasObject {
	c.count = widgets.NewText()
	c.count.Wrap = widgets.Clip
	c.copy = widgets.NewButton("Copy", widgets.Link, nil)
	c.copy.OnTapped = func() { p.Requests.Copy(func() { c.copy.Tick(after) }) }
	c.clear = widgets.NewButton("Clear", widgets.Link, p.Requests.Clear)
	c.empty = widgets.NewText()
	c.emptyBox = widgets.Inset(12, theme.Inset, 14, c.empty)
	c.feed = widgets.NewFeed(leastFeed, func() widgets.FeedRow { return c.newRow() }, p.Requests.Choose)
	c.feed.Label = func(i int) string { return c.rows[i].line() }
	c.feed.OnCopy = func() { p.Requests.Copy(nil) }
	c.feedBox = widgets.Inset(0, 1, 8, c.feed)
	head := widgets.Over(widgets.NewGround(theme.Chip, "", 0), widgets.Stack(0, false, widgets.Separator(),
		widgets.Inset(3, theme.Inset-1, 3, widgets.Right(-8, widgets.Row(8, 1, widgets.Fixed(widgets.Title("Requests")), c.count, widgets.Row(0, -1, c.copy, c.clear, widgets.Space(0, 26))))),
		widgets.Separator()))
	return widgets.Stack(0, true, widgets.Inset(0, 1, 0, head), widgets.Stack(0, true, c.emptyBox, c.feedBox))
}

func (c *requestsList) render(s RequestsState) bool {
	some := len(s.Rows) > 0
	changed := widgets.Show(c.feedBox, some)
	changed = widgets.Show(c.emptyBox, !some) || changed
	changed = widgets.Show(c.copy, some) || changed
	changed = widgets.Show(c.clear, some) || changed
	count := s.Count
	if some {
		count += ", in UTC"
	}
	c.count.Set(widgets.Span{Text: count, Color: theme.Muted})
	changed = c.empty.Set(widgets.Span{Text: s.Empty, Color: theme.Muted}) || changed
	if s.Run != c.run {
		c.run, c.rows = s.Run, s.Rows
		heights := make([]float32, len(s.Rows))
		for i, r := range s.Rows {
			heights[i] = height(r)
		}
		c.feed.Set(heights, s.New, s.Chosen)
	}
	c.feed.Choose(s.Chosen)
	return changed
}

// requestRow is one request.
type requestRow struct {
	widget.BaseWidget
	list               *requestsList
	line               fyne.CanvasObject
	icon               *widgets.Icon
	time, status, path *widgets.Text
	code               *widgets.ChipText
	said               *widgets.Text
	saidBox            fyne.CanvasObject
	again              *widgets.Text
	againBox           fyne.CanvasObject
	body               widgets.Fluid
}

func (c *requestsList) newRow() *requestRow {
	r := &requestRow{
		list: c, line: widgets.Separator(), icon: widgets.NewIcon("dot", theme.Muted, 16),
		time: widgets.NewText(), status: widgets.NewText(), path: widgets.NewText(), said: widgets.NewText(), again: widgets.NewText(),
		code: widgets.NewChip(),
	}
	r.path.Wrap, r.said.Wrap, r.again.Wrap = widgets.Middle, widgets.Clip, widgets.Clip
	left := func(o fyne.CanvasObject) fyne.CanvasObject { return widgets.Row(12, 1, widgets.Space(16, rowMore), o) }
	r.saidBox = left(widgets.Row(8, 1, r.code.Box, r.said))
	r.againBox = left(widgets.Row(7, 1, widgets.NewIcon("again", theme.Muted, 14), r.again))
	r.body = widgets.Inset(0, theme.Inset-1, 0, widgets.Stack(0, false, r.line, widgets.Inset(8, 0, 8, widgets.Stack(0, false,
		widgets.Row(12, 1, r.icon, widgets.Row(14, 2, widgets.Fixed(r.time), widgets.Fixed(r.status), r.path), widgets.Space(0, rowLine)),
		r.saidBox, r.againBox))))
	r.ExtendBaseWidget(r)
	return r
}

// Fill implements widgets.FeedRow.
func (r *requestRow) Fill(i int) {
	if i >= len(r.list.rows) {
		return
	}
	one := r.list.rows[i]
	setSign(r.icon, one.Sign, false)
	color := theme.Muted
	if one.Sign == Refused {
		color = theme.Ink
	}
	changed := widgets.Show(r.line, i > 0)
	changed = r.time.Set(mono(one.Time, theme.Ink)) || changed
	changed = r.status.Set(mono(one.Status, theme.Ink)) || changed
	changed = r.path.Set(mono(one.Path, color)) || changed
	changed = r.said.Set(widgets.Span{Text: one.Said}) || changed
	changed = r.again.Set(small(one.Again, theme.Muted)) || changed
	r.code.SetCode(one.Code)
	changed = widgets.Show(r.saidBox, one.Code+one.Said != "") || changed
	changed = widgets.Show(r.againBox, one.Again != "") || changed
	if changed {
		widgets.Place(r.body)
	}
}

// MinSize is that of one line.
func (r *requestRow) MinSize() fyne.Size { return fyne.NewSize(100, rowLine+rowAround) }

// CreateRenderer implements fyne.Widget.
func (r *requestRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }
