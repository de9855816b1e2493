package why

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// feedLine is a row of a feed made of cells.
type feedLine struct {
	widget.BaseWidget
	row  widgets.Fluid
	high float32
	fill func(i int)
}

func newFeedLine(high float32, cells widgets.Fluid, fill func(int)) *feedLine {
	line := widgets.Separator()
	l := &feedLine{high: high, fill: fill}
	l.row = widgets.Over(widgets.Inset(0, 16, 0, cells), widgets.Inset(high-1, 16, 0, line))
	l.ExtendBaseWidget(l)
	return l
}

// Fill implements widgets.FeedRow.
func (l *feedLine) Fill(i int) {
	l.fill(i)
	widgets.Place(l.row)
}

// MinSize is the height of the row.
func (l *feedLine) MinSize() fyne.Size { return fyne.NewSize(200, l.high) }

// CreateRenderer implements fyne.Widget.
func (l *feedLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.row) }

// cell is a text on one line.
func cell(wrap widgets.Wrap) *widgets.Text {
	t := widgets.NewText()
	t.Wrap = wrap
	return t
}

func newCauseLine(b *logBox) widgets.FeedRow {
	icon := widgets.NewIcon("dot", theme.Muted, 16)
	title, count, share, since, last, whom := cell(widgets.Clip), widgets.NewText(), widgets.NewText(), cell(widgets.Clip), cell(widgets.Clip), cell(widgets.Middle)
	bar := widgets.NewShare()
	cells := causeCells(icon, title, right(count), widgets.Row(8, 0, bar, widgets.Width(34, share)), widgets.Width(64, since), widgets.Width(64, last), whom)
	return newFeedLine(causeRowHeight, widgets.Inset(3, 0, 0, cells), func(i int) {
		r := b.causeRows[i]
		icon.Set(widgets.MoodIcon(moods[r.State]))
		title.Set(widgets.Span{Text: r.Title})
		count.Set(mono(r.Count, theme.Ink))
		bar.Set(r.Part)
		share.Set(widgets.Span{Text: r.Share, Color: theme.Muted, Size: theme.SmallText})
		since.Set(mono(r.Since, theme.Ink))
		last.Set(mono(r.Last, theme.Muted))
		whom.Set(widgets.Span{Text: r.Whom, Color: theme.Muted, Size: theme.SmallText})
	})
}

func newLogLine(b *logBox) widgets.FeedRow {
	icon := widgets.NewIcon("dot", theme.Muted, 16)
	line, asked, status := cell(widgets.Clip), cell(widgets.Clip), cell(widgets.Clip)
	text, where, client := cell(widgets.Clip), cell(widgets.Middle), cell(widgets.Middle)
	return newFeedLine(logRowHeight, widgets.Inset(5, 0, 0, logCells(icon, line, asked, status, text, where, client)), func(i int) {
		r := b.rows[i]
		icon.Set(widgets.MoodIcon(r.Mood))
		line.Set(mono(r.Number, theme.Muted))
		asked.Set(mono(r.Asked, theme.Ink))
		status.Set(mono(r.Answer, theme.Ink))
		text.Set(widgets.Span{Text: r.Text})
		of := r.Where
		if r.IsID {
			of = widgets.ShortID(of)
		}
		where.Set(mono(of, theme.Ink))
		client.Set(mono(r.Client, theme.Muted))
	})
}

// logDetail is what there is to say of the chosen row.
type logDetail struct {
	box                   widgets.Fluid
	head, title, said     *widgets.Text
	icon                  *widgets.Icon
	rows                  *widgets.Rows
	copy, alone, only     *widgets.Button
	there, none, headline fyne.CanvasObject
	page                  *widgets.Page
}

// leastDetail is how high the detail is at least, in pixels; it scrolls.
const leastDetail = 200

func newLogDetail(p *Presenter, after async.After) *logDetail {
	d := &logDetail{head: widgets.NewText(), title: widgets.NewText(), said: widgets.NewText(), icon: widgets.NewIcon("dot", theme.Muted, 16), rows: widgets.NewRows(84)}
	d.rows.SetCopy(after, func(text string, done func()) { p.Log.copyFact(text, done) })
	d.copy = widgets.NewButton("Copy row", widgets.Link, func() { p.Log.Copy(func() { d.copy.Tick(after) }) })
	d.alone = widgets.NewButton("Open it alone", widgets.Plain, func() { p.Log.Alone(true) })
	d.only = widgets.NewButton("Only this cause", widgets.Plain, p.Filter.OnlyThis)
	d.headline = widgets.Level(8, d.icon, d.title)
	d.there = widgets.Stack(10, false, flush(widgets.Row(8, 0, d.head, d.copy)), d.headline, d.said, d.rows.Box, widgets.Wrapped(8, d.alone, d.only, widgets.Space(0, 0)))
	d.none = widgets.NewText(widgets.Span{Text: "Choose a row to read its token.", Color: theme.Muted})
	d.page = widgets.NewPage(widgets.Inset(12, 16, 12, widgets.Stack(0, false, d.there, d.none)))
	d.box = widgets.Over(widgets.NewGround(theme.Card, theme.Line, 0), widgets.SizedBy(0, func() float32 { return leastDetail }, d.page))
	return d
}

func (d *logDetail) render(s State) (changed bool) {
	open := s.Log.Opened >= 0 && s.Log.Opened < len(s.Log.Rows)
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{d.there: open, d.none: !open})
	if !open {
		d.page.Relayout()
		return changed
	}
	r := s.Log.Rows[s.Log.Opened]
	changed = d.head.Set(widgets.Span{Text: s.Log.Name, Bold: true}) || changed
	icon, color := widgets.MoodIcon(s.Mood)
	d.icon.Set(icon, color)
	changed = d.title.Set(widgets.Span{Text: s.Title, Bold: true, Color: viewmodel.Either(s.Mood == viewmodel.Neutral, theme.Ink, color)}) || changed
	changed = d.said.Set(widgets.Span{Text: s.Detail}) || changed
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{d.said: s.Detail != "", d.only: s.Log.Cause == 0 && r.Mood != viewmodel.Neutral && r.Mood != viewmodel.Fine}) || changed
	if changed = d.rows.Set(s.Log.Facts) || changed; changed {
		d.page.Relayout()
	}
	return changed
}
