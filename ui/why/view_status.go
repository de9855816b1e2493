package why

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// statusBox asks what the player or the server said, and ranks the causes.
type statusBox struct {
	box     fyne.CanvasObject
	choices *widgets.Select
	entry   *widgets.Entry
	means   *widgets.Text
	list    *noteList
}

func newStatusBox(p *Presenter) *statusBox {
	b := &statusBox{means: widgets.NewText(), list: newNoteList(p)}
	b.choices = widgets.NewSelect(nil, p.Status.Choose)
	b.choices.PlaceHolder = "Choose what it said"
	b.entry = widgets.NewEntry("or write it: 403 Forbidden", p.Status.Type)
	b.entry.OnEscape = p.Status.Toggle
	b.box = widgets.Card(widgets.Stack(10, false,
		widgets.Title("What did the player or the server say?"),
		widgets.Columns(12, 0.5, 100, 2000, 500, b.choices, b.entry.Framed()), b.means, b.list.box))
	return b
}

func (b *statusBox) render(s StatusState) (changed bool) {
	changed = widgets.Show(b.box, s.Open)
	b.entry.Set(s.Text)
	if !s.Open {
		return changed
	}
	b.choices.SetOptions(s.Choices, s.Chosen)
	changed = widgets.Show(b.means, s.Means != "") || changed
	changed = b.means.Set(widgets.Span{Text: s.Means, Color: theme.Ink}) || changed
	return b.list.render(s.Causes) || changed
}
