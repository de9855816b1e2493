package why

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// statusBox asks what the player or the server said, and says what that leaves open and
// what it was not.
type statusBox struct {
	box, leftBox, ruledBox fyne.CanvasObject
	asked                  fyne.CanvasObject
	other                  *widgets.Button // answer than the one that was read
	close                  *widgets.Button
	title                  *widgets.Text
	platform               *widgets.ChipText
	choices                *widgets.Select
	entry                  *widgets.Entry
	means                  *widgets.Text
	list, ruled            *noteList
	left                   []*leftLine
	leftList               widgets.Fluid
	shown                  int
	p                      *Presenter
	after                  async.After
	giveKey, giveURL       func() // go to their fields
}

func newStatusBox(p *Presenter, after async.After) *statusBox {
	b := &statusBox{title: widgets.Title(""), platform: widgets.NewChip(), means: widgets.NewText(), list: newNoteList(p), ruled: newNoteList(p), leftList: widgets.Stack(0, false), p: p, after: after}
	b.ruled.close = true
	b.choices = widgets.NewSelect(nil, p.Status.Choose)
	b.choices.PlaceHolder = "Choose what it said"
	b.entry = widgets.NewEntry("or write it: 403", p.Status.Type)
	b.entry.OnEscape = p.Status.Toggle
	b.close = widgets.NewButton("Close", widgets.Link, p.Status.Toggle)
	b.leftBox = widgets.Stack(2, false, widgets.Title("Left to look at"), b.leftList)
	b.ruledBox = widgets.Stack(4, false, widgets.Title("Ruled out"), b.ruled.box)
	b.other = widgets.NewButton("Another answer", widgets.Link, func() {
		p.Status.Ask()
		if c := widgets.CanvasOf(b.entry); c != nil {
			widgets.Focus(c, b.entry)
		}
	})
	b.asked = widgets.Columns(12, 0.5, 100, 2000, 400, b.choices, b.entry.Framed())
	b.box = widgets.Card(widgets.Stack(10, false,
		flush(widgets.Row(8, 0, b.title, b.platform.Box, b.other, b.close)), b.asked, b.means, b.list.box, b.leftBox, b.ruledBox))
	return b
}

func (b *statusBox) render(state State) (changed bool) {
	s := state.Answered
	changed = widgets.Show(b.box, s.Open)
	b.entry.Set(s.Text)
	if !s.Open {
		return changed
	}
	changed = b.title.Set(widgets.Span{Text: s.Title, Color: theme.Muted, Size: theme.SmallText, Bold: true}) || changed
	b.platform.Set(state.Platform)
	b.choices.SetOptions(s.Choices, s.Chosen)
	b.choices.SetApart(s.Apart)
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{
		b.asked: !s.Read, b.other: s.Read, b.means: s.Means != "", b.list.box: len(s.Causes) > 0, b.leftBox: len(s.Left) > 0, b.ruledBox: len(s.Ruled) > 0,
	}) || changed
	changed = b.means.Set(widgets.Span{Text: s.Means, Color: theme.Ink}) || changed
	if len(s.Left) != b.shown {
		b.left = refill(b.leftList, b.left, len(s.Left), b.newLeftLine, func(l *leftLine) fyne.CanvasObject { return l.box })
		b.shown, changed = len(s.Left), true
	}
	for i, l := range s.Left {
		changed = b.left[i].show(l) || changed
	}
	changed = b.ruled.render(s.Ruled) || changed
	return b.list.render(s.Causes) || changed
}

// flush lets the text of the link at the end of a row stand out as far as all else does.
func flush(row fyne.CanvasObject) widgets.Fluid { return widgets.Right(-8, row) }

// leftLine is something that is left to look at.
type leftLine struct {
	box    widgets.Fluid
	title  *widgets.Text
	text   *widgets.Text
	button *widgets.Button
	row    LeftRow
}

func (b *statusBox) newLeftLine(int) *leftLine {
	l := &leftLine{title: widgets.NewText(), text: widgets.NewText()}
	l.button = widgets.NewButton("", widgets.Link, func() {
		switch l.row.Do {
		case GiveKey:
			b.giveKey()
		case GiveURL:
			b.giveURL()
		default:
			b.p.Status.Do(l.row.Do, func() { l.button.Tick(b.after) })
		}
	})
	l.box = widgets.Stack(0, false, widgets.Inset(5, 0, 0, widgets.Separator()), widgets.Inset(6, 0, 0, flush(widgets.Row(8, 0, widgets.Stack(1, false, l.title, l.text), l.button))))
	return l
}

func (l *leftLine) show(r LeftRow) (changed bool) {
	l.row = r
	l.button.SetText(r.Action)
	changed = l.title.Set(widgets.Span{Text: r.Title, Bold: true})
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{l.text: r.Text != "", l.button: r.Action != ""}) || changed
	return l.text.Set(widgets.Span{Text: r.Text, Color: theme.Muted}) || changed
}
