package why

import (
	"strings"

	"fyne.io/fyne/v2"

	"playtoken/core/batch/listing"
	"playtoken/core/extract"
	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// logBox shows what became of a log: what it is, why requests were refused, and each of
// them.
type logBox struct {
	back                  fyne.CanvasObject // to the list, from what is shown alone
	backTo                *widgets.Button
	box                   widgets.Fluid
	title, about, problem *widgets.Text
	stop, close, another  *widgets.Button
	banner                *widgets.Banner
	sum, rowsBox          fyne.CanvasObject
	table                 widgets.Fluid
	fold                  *widgets.Button // of the table of causes, where rows have no room below it
	above                 []widgets.Fluid // the rows
	unfolded              bool
	problemBox            fyne.CanvasObject
	causeRows             []listing.CauseRow
	causeFeed             *widgets.Feed
	search                *widgets.Entry
	scope                 *widgets.Segmented
	causes                *widgets.Select
	count                 *widgets.Text
	copyAll               *widgets.Button
	heads                 []*widgets.Button
	feed                  *widgets.Feed
	none                  fyne.CanvasObject // no row has what is searched for
	nothing               *widgets.Text
	rows                  []LogRow
	detail                *logDetail
	state                 LogState
}

// Heights of rows, in pixels.
const (
	causeRowHeight = 28
	logRowHeight   = 31
	leastLogRows   = 6
)

// Between the cards, and beside them.
const (
	logGap   = 12
	pageSide = 18
)

// Widths of the columns that are as wide as what stands in them, in pixels.
const (
	lineWidth   = 52
	askedWidth  = 62
	statusWidth = 48
)

func newLogBox(p *Presenter, after async.After) *logBox {
	l := p.Log
	b := &logBox{title: widgets.NewText(), about: widgets.NewText(), problem: widgets.NewText(), count: widgets.NewText()}
	b.title.Wrap = widgets.Middle
	b.stop = widgets.NewButton("Cancel", widgets.Plain, l.Stop)
	b.close = widgets.NewButton("Clear", widgets.Plain, p.Clear)
	b.another = widgets.NewButton("Open another…", widgets.Link, l.Choose)
	b.backTo = widgets.NewButton("Back to the list", widgets.Link, func() { l.Alone(false) })
	b.backTo.SetIcon("back")
	b.back = widgets.Row(0, -1, widgets.Inset(0, -8, 0, b.backTo))
	b.problemBox = widgets.Level(6, widgets.NewIcon("warn", theme.Warn, 14), b.problem)
	file := widgets.Card(widgets.Stack(6, false,
		widgets.Row(8, 4, widgets.NewIcon("file", theme.Muted, 18), widgets.Fixed(b.title), widgets.Space(0, 0), widgets.Space(0, 0), b.about, b.another, b.stop, b.close), b.problemBox))

	b.fold = widgets.NewButton("Causes", widgets.Link, nil)
	b.banner = widgets.NewBanner(b.fold)
	b.causeFeed = widgets.NewFeed(0, func() widgets.FeedRow { return newCauseLine(b) }, func(i int) { p.Filter.ChooseCause(viewmodel.Either(b.state.Cause == i+1, 0, i+1)) })
	b.causeFeed.Label = func(i int) string { return b.causeRows[i].Title + ", " + b.causeRows[i].Count }
	b.table = widgets.Inset(4, 0, 6, widgets.Stack(0, false,
		widgets.Inset(2, 16, 5, causeCells(widgets.Space(16, 0), small12("Cause"), right(small12("Count")), small12("Share"), widgets.Width(64, small12("Since")), widgets.Width(64, small12("Last")), small12("Whom"))),
		widgets.Inset(0, 16, 0, widgets.Separator()),
		widgets.SizedBy(0, func() float32 { return float32(min(len(b.causeRows), 8)) * causeRowHeight }, b.causeFeed)))
	b.sum = widgets.Over(widgets.NewGround(theme.Card, theme.Line, theme.CardCorner), widgets.Stack(0, false, b.banner.Box, b.table))

	b.search = widgets.NewSearch("Search ID, client, agent", p.Filter.Search)
	b.search.Low()
	b.search.Passes = isPasteOfItsOwn
	b.search.OnEscape = func() {
		if b.state.Search == "" {
			p.Escape()
			return
		}
		p.Filter.Search("")
	}
	b.scope = widgets.NewSegmented(nil, p.Filter.ChooseScope)
	b.causes = widgets.NewSelect(nil, p.Filter.ChooseCause)
	b.causes.Low()
	b.copyAll = widgets.NewButton("Copy rows", widgets.Link, func() { l.CopyAll(func() { b.copyAll.Tick(after) }) })
	bar := widgets.Inset(8, 16, 8, widgets.Columns(8, 0.5, 0, 2000, 900,
		widgets.Folded(8, 160, b.search.Framed(), b.scope), widgets.Row(8, 0, widgets.AtMost(300, b.causes), b.copyAll, widgets.Fixed(b.count))))
	b.feed = widgets.NewFeed(leastLogRows*logRowHeight, func() widgets.FeedRow { return newLogLine(b) }, l.OpenRow)
	b.feed.Label = func(i int) string { return b.rows[i].Number + ", " + b.rows[i].Text }
	clear := widgets.NewButton("Clear the search", widgets.Link, func() { p.Filter.Search("") })
	b.nothing = widgets.NewText()
	b.none = widgets.Inset(12, 16, 12, widgets.Stack(2, false, b.nothing, widgets.Inset(0, -8, 0, widgets.Row(0, -1, clear))))
	b.feed.OnCopy = func() { l.Copy(nil) }
	var heads []fyne.CanvasObject
	for i, text := range listing.Heads {
		h := widgets.NewButton(text, widgets.Head, func() { p.Filter.Sort(listing.Column(i)) })
		b.heads, heads = append(b.heads, h), append(heads, h)
	}
	head := widgets.Inset(0, 16, 0, logCells(append([]fyne.CanvasObject{widgets.Space(16, 0)}, heads...)...))
	left := widgets.Stack(0, true, head, widgets.Separator(), b.none, b.feed)
	b.detail = newLogDetail(p, after)
	b.rowsBox = widgets.Over(widgets.NewGround(theme.Card, theme.Line, theme.CardCorner),
		widgets.Inset(1, 1, 1, widgets.Stack(0, true, bar, widgets.Separator(), widgets.Columns(0, 0.69, 430, 2000, 860, left, b.detail.box))))
	b.box = widgets.Stack(logGap, true, file, b.sum, b.rowsBox)
	b.above = []widgets.Fluid{file, b.banner.Box, b.table, bar, head}
	return b
}

// isPasteOfItsOwn reports whether a text that is pasted into the search is no word to look for:
// the next text to read, which goes where it would go anywhere else.
func isPasteOfItsOwn(text string) bool {
	if strings.ContainsAny(strings.TrimSpace(text), "\r\n") {
		return true
	}
	p := extract.Read(text)
	return len(p.All) > 0 || p.HasKey || p.URL != nil && p.URL.Host != ""
}

// fit folds the table of causes where the least of rows would have no room below it in a page
// of a size, until it is asked for. It reports whether that changed anything.
func (b *logBox) fit(page fyne.Size) (changed bool) {
	high := theme.Inset + float32(leastLogRows*logRowHeight)
	for _, o := range b.above {
		high += o.HeightFor(page.Width-2*pageSide) + logGap
	}
	there := len(b.state.Table) > 0
	low := there && high > page.Height
	open := there && (!low || b.unfolded)
	b.fold.SetIcon(viewmodel.Either(open, "down", "fold"))
	b.banner.SetOpenBelow(open)
	return widgets.ShowEach(map[fyne.CanvasObject]bool{b.table: open, b.fold: low})
}

// causeCells and logCells are the columns of the two tables. Where they have no room, those
// that matter least are left out, and not cut: the name of a cause is read whole.
func causeCells(cells ...fyne.CanvasObject) widgets.Fluid {
	return widgets.CellsBy(func(width float32) []float32 {
		switch {
		case width < 500:
			return []float32{0, 0.84, 0.16, -1, 0, -1, -1}
		case width < 620:
			return []float32{0, 0.56, 0.1, -1, 0, -1, 0.34}
		case width < 840:
			return []float32{0, 0.53, 0.1, -1, 0, 0, 0.37}
		}
		return []float32{0, 0.38, 0.08, 0.2, 0, 0, 0.34}
	}, cells...)
}

func logCells(cells ...fyne.CanvasObject) widgets.Fluid {
	for i, width := range []float32{lineWidth, askedWidth, statusWidth} {
		cells[1+i] = widgets.Width(width, cells[1+i])
	}
	return widgets.CellsBy(func(width float32) []float32 {
		switch {
		case width < 500:
			return []float32{0, -1, 0, 0, 1, -1, -1}
		case width < 620:
			return []float32{0, 0, 0, 0, 0.66, 0.34, -1}
		}
		return []float32{0, 0, 0, 0, 0.5, 0.26, 0.24}
	}, cells...)
}

// small12 is a muted text for the head of a column.
func small12(text string) *widgets.Text {
	t := widgets.Label(text)
	t.Wrap = widgets.Clip
	return t
}

// right puts a text at the right end of its cell.
func right(t *widgets.Text) fyne.CanvasObject {
	return widgets.Row(0, 0, widgets.Space(0, 0), widgets.Fixed(t))
}

func (b *logBox) render(s State) (changed bool) {
	l := s.Log
	b.state = l
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{b.box: inList(s), b.back: l.Open && l.Alone})
	if !l.Open {
		b.renderTables(LogState{Opened: -1}) // a table is drawn again without being asked for
		b.search.Set("")
		return changed
	}
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		b.problemBox: l.Problem != "", b.stop: l.Working, b.close: !l.Working, b.another: !l.Working && s.CanLog, b.sum: l.Headline != "",
		b.rowsBox: !l.Working && l.CanSave, b.scope: len(l.Scopes) > 0, b.none: l.Nothing != "", b.feed: l.Nothing == "",
	}) || changed
	b.backTo.SetText("Back to " + l.Title)
	changed = b.title.Set(widgets.Span{Text: l.Title, Bold: true}) || changed
	changed = b.about.Set(widgets.Span{Text: l.About, Color: theme.Muted}) || changed
	changed = b.problem.Set(widgets.Span{Text: l.Problem, Color: theme.Warn}) || changed
	changed = b.banner.Set(l.Mood, l.Headline, l.Detail, "") || changed
	b.search.Set(l.Search)
	b.copyAll.SetEnabled(len(l.Rows) > 0)
	changed = b.nothing.Set(widgets.Span{Text: l.Nothing, Color: theme.Muted}) || changed
	b.scope.SetOptions(l.Scopes)
	b.scope.Set(l.Scope)
	b.causes.SetOptions(l.Causes, l.Cause)
	changed = b.count.Set(widgets.Span{Text: l.Count, Color: theme.Muted}) || changed
	b.renderHeads(l)
	changed = b.renderTables(l) || changed
	return b.detail.render(s) || changed
}

func (b *logBox) renderHeads(l LogState) {
	for i, h := range b.heads {
		text := viewmodel.Either(len(l.Heads) > 0, l.Heads, listing.Heads[:])[i]
		if listing.Column(i) == l.Sort {
			text += viewmodel.Either(l.Descending, " ↑", " ↓")
		}
		h.SetText(text)
	}
}

func (b *logBox) renderTables(l LogState) (changed bool) {
	if len(l.Table) != len(b.causeRows) {
		changed = true
	}
	b.causeRows = l.Table
	b.causeFeed.Set(heights(len(l.Table), causeRowHeight), 0, l.Cause-1)
	if len(l.Rows) != len(b.rows) || len(l.Rows) > 0 && &l.Rows[0] != &b.rows[0] {
		b.rows = l.Rows
		b.feed.Set(heights(len(l.Rows), logRowHeight), 0, l.Opened)
		b.feed.Top()
	}
	b.feed.Choose(l.Opened)
	return changed
}

func heights(n int, each float32) []float32 {
	list := make([]float32, n)
	for i := range list {
		list[i] = each
	}
	return list
}
