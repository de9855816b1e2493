package why

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// logBox shows what became of a log file.
type logBox struct {
	box, result           fyne.CanvasObject
	title, count, problem *widgets.Text
	stop, close, save     *widgets.Button
	causes                *widgets.Select
	list                  *logList
	rows                  []LogRow
}

// logList is as high as its rows, up to a height in which it scrolls.
type logList struct {
	widget.List
	rows int
}

const (
	logHeight     = 260
	logLineHeight = 22
)

// MinSize implements fyne.CanvasObject.
func (l *logList) MinSize() fyne.Size {
	n := float32(l.rows)
	return fyne.NewSize(100, min(logHeight, n*logLineHeight+(n-1)*fynetheme.Padding()))
}

// CreateRenderer implements fyne.Widget.
func (l *logList) CreateRenderer() fyne.WidgetRenderer {
	return widgets.Laid(l, l.List.CreateRenderer())
}

func newLogBox(p *Log) *logBox {
	b := &logBox{title: widgets.NewText(), count: widgets.NewText(), problem: widgets.NewText()}
	b.stop = widgets.NewButton("Cancel", widgets.Plain, p.Stop)
	b.close = widgets.NewButton("Close", widgets.Link, p.Close)
	b.save = widgets.NewButton("Save as CSV …", widgets.Filled, p.Save)
	b.causes = widgets.NewSelect(nil, p.ChooseCause)
	b.list = &logList{List: widget.List{
		Length:     func() int { return len(b.rows) },
		CreateItem: newLogLine,
		UpdateItem: func(i widget.ListItemID, o fyne.CanvasObject) {
			if i < len(b.rows) {
				o.(*logLine).show(b.rows[i])
			}
		},
		OnSelected:     p.OpenRow,
		HideSeparators: true,
	}}
	b.list.ExtendBaseWidget(b.list)
	b.result = widgets.Stack(10, false, widgets.Row(8, -1, widgets.Width(280, b.causes), b.save), b.list)
	b.box = widgets.Card(widgets.Stack(10, false,
		widgets.Row(8, 0, b.title, b.stop, b.close), b.count, b.problem, b.result))
	return b
}

func (b *logBox) render(l LogState) (changed bool) {
	changed = widgets.Show(b.box, l.Open)
	if !l.Open {
		b.rows = nil
		return changed
	}
	b.title.Set(widgets.Span{Text: l.Title, Bold: true})
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		b.problem: l.Problem != "", b.stop: l.Working, b.close: !l.Working, b.result: len(l.Rows) > 0,
	}) || changed
	changed = b.count.Set(widgets.Span{Text: l.Count, Color: theme.Muted}) || changed
	changed = b.problem.Set(widgets.Span{Text: l.Problem, Color: theme.Warn}) || changed
	b.save.SetEnabled(l.CanSave)
	b.causes.SetOptions(l.Causes, l.Cause)
	if len(l.Rows) != len(b.rows) || len(l.Rows) > 0 && &l.Rows[0] != &b.rows[0] {
		changed = changed || len(l.Rows) != len(b.rows)
		b.rows, b.list.rows = l.Rows, len(l.Rows)
		b.list.UnselectAll()
		b.list.ScrollToTop()
		b.list.Refresh()
	}
	if l.Opened < 0 {
		b.list.UnselectAll()
	} else {
		b.list.Select(l.Opened)
	}
	return changed
}

// logLine is one row of the list.
type logLine struct {
	widget.BaseWidget
	icon                                     *widgets.Icon
	line, text, asked, status, client, where *widgets.Text
	row                                      widgets.Fluid
}

func newLogLine() fyne.CanvasObject {
	l := &logLine{
		icon: widgets.NewIcon("dot", theme.Muted, 14), line: widgets.NewText(), text: widgets.NewText(),
		asked: widgets.NewText(), status: widgets.NewText(), client: widgets.NewText(), where: widgets.NewText(),
	}
	l.line.Wrap, l.text.Wrap, l.asked.Wrap, l.status.Wrap = widgets.Clip, widgets.Clip, widgets.Clip, widgets.Clip
	l.client.Wrap, l.where.Wrap = widgets.Middle, widgets.Middle
	l.row = widgets.Inset(0, 6, 0, widgets.Row(8, 2, l.icon, widgets.Width(56, l.line), l.text,
		widgets.Width(62, l.asked), widgets.Width(26, l.status), widgets.Width(112, l.client), widgets.Width(104, l.where)))
	l.ExtendBaseWidget(l)
	return l
}

func (l *logLine) show(r LogRow) {
	icon, color := widgets.MoodIcon(r.Mood)
	l.icon.Set(icon, color)
	l.text.Set(widgets.Span{Text: r.Text})
	for cell, text := range map[*widgets.Text]string{l.line: r.Line, l.asked: r.Asked, l.status: r.Status, l.client: r.Client, l.where: r.Where} {
		cell.Set(widgets.Span{Text: text, Mono: true, Size: theme.SmallText, Color: theme.Muted})
	}
	l.row.Refresh()
}

// MinSize is the height of one line.
func (l *logLine) MinSize() fyne.Size { return fyne.NewSize(300, logLineHeight) }

// CreateRenderer implements fyne.Widget.
func (l *logLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.row) }
