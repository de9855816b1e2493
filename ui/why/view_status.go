package why

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// answerBox asks what the player or the server said, and ranks the causes.
type answerBox struct {
	box     fyne.CanvasObject
	choices *widgets.Select
	entry   *widgets.Entry
	means   *widgets.Text
	list    *noteList
}

func newAnswerBox(p *Presenter) *answerBox {
	b := &answerBox{means: widgets.NewText(), list: newNoteList(p)}
	b.choices = widgets.NewSelect(nil, p.ChooseAnswer)
	b.choices.PlaceHolder = "Choose what it said"
	b.entry = widgets.NewEntry("or write it: 403 Forbidden", p.TypeAnswer)
	b.entry.OnEscape = p.ToggleAnswer
	b.box = widgets.Card(widgets.Stack(10, false,
		widgets.Title("What did the player or the server say?"),
		widgets.Columns(12, 0.5, 100, 2000, 500, b.choices, b.entry.Framed()), b.means, b.list.box))
	return b
}

func (b *answerBox) render(s State) (changed bool) {
	a := s.Answered
	changed = widgets.Show(b.box, a.Open && s.Read)
	b.entry.Set(a.Text)
	if !a.Open {
		return changed
	}
	b.choices.SetOptions(a.Choices, a.Chosen)
	changed = widgets.Show(b.means, a.Means != "") || changed
	changed = b.means.Set(widgets.Span{Text: a.Means, Color: theme.Ink}) || changed
	return b.list.render(a.Causes) || changed
}
