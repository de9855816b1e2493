package why

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// replyBox is the answer to the customer, to be changed and copied.
type replyBox struct {
	box   fyne.CanvasObject
	entry *widgets.Entry
	copy  *widgets.Button
	less  *widgets.Check
	rows  int // of the entry

	changed fyne.CanvasObject // says that another one is proposed by now
}

func newReplyBox(p *Reply, after async.After) *replyBox {
	b := &replyBox{}
	b.copy = widgets.NewButton("Copy reply", widgets.Filled, func() { p.Copy(func() { b.copy.Tick(after) }) })
	b.entry = widgets.NewArea("", leastReply, p.Type)
	b.entry.TextStyle, b.entry.Wrapping = fyne.TextStyle{}, fyne.TextWrapWord
	b.less = widgets.NewCheck("Without address, key and IDs")
	b.less.OnTicked = func(bool) { p.ToggleDetail() }
	b.changed = flush(widgets.Folded(8, 200, widgets.Level(8, widgets.NewIcon("warn", theme.Warn, 14), widgets.NewText(widgets.Span{Text: "Since you wrote this, another reply is proposed."})),
		widgets.NewButton("Take the new one", widgets.Link, p.TakeProposed)))
	b.box = widgets.Card(widgets.Stack(10, false, widgets.Row(8, 0, widgets.Title("Reply to the customer"), b.copy), b.entry.Framed(), b.changed, b.less))
	return b
}

// leastReply and mostReply are how many rows there are for a reply, and replyLine about how many
// letters stand on one.
const leastReply, mostReply, replyLine = 8, 17, 56

// replyRows is how many rows a reply takes, with one to go on.
func replyRows(text string) int {
	rows := 1
	for line := range strings.SplitSeq(text, "\n") {
		rows += 1 + utf8.RuneCountInString(line)/replyLine
	}
	return min(mostReply, max(leastReply, rows))
}

func (b *replyBox) render(s State) (changed bool) {
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{b.box: s.Reply.Open, b.changed: s.Reply.Changed})
	b.entry.Set(s.Reply.Text)
	if rows := replyRows(s.Reply.Text); rows != b.rows {
		b.rows, changed = rows, true
		b.entry.SetMinRowsVisible(rows)
	}
	b.less.Set(!s.Reply.Detail)
	// One filled button: that of the banner, or of what was mended, goes first.
	b.copy.SetLook(viewmodel.Either(s.Action == NoAction && !s.Mended.Open, widgets.Filled, widgets.Plain))
	return changed
}
