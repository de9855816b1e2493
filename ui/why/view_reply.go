package why

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// replyBox is the answer to the customer, to be changed and copied.
type replyBox struct {
	box   fyne.CanvasObject
	entry *widgets.Entry
	copy  *widgets.Button
	less  *widgets.Check
}

func newReplyBox(p *Reply, after async.After) *replyBox {
	b := &replyBox{}
	b.copy = widgets.NewButton("Copy reply", widgets.Filled, func() { p.Copy(func() { b.copy.Tick(after) }) })
	b.entry = widgets.NewArea("", 17, p.Type)
	b.entry.TextStyle, b.entry.Wrapping = fyne.TextStyle{}, fyne.TextWrapWord
	b.less = widgets.NewCheck("Without address, key and IDs")
	b.less.OnTicked = func(bool) { p.ToggleDetail() }
	b.box = widgets.Card(widgets.Stack(10, false, widgets.Row(8, 0, widgets.Title("Reply to the customer"), b.copy), b.entry.Framed(), b.less))
	return b
}

func (b *replyBox) render(s State) (changed bool) {
	changed = widgets.Show(b.box, s.Reply.Open)
	b.entry.Set(s.Reply.Text)
	b.less.Set(!s.Reply.Detail)
	// One filled button: that of the banner, or of what was mended, goes first.
	b.copy.SetLook(viewmodel.Either(s.Action == NoAction && !s.Mended.Open, widgets.Filled, widgets.Plain))
	return changed
}
