package sign

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// otherLives are the lifetimes of the tokens beside the first.
type otherLives struct {
	field *widgets.Field
	rows  []*otherRow
}

type otherRow struct {
	box    fyne.CanvasObject
	name   *widgets.Text
	choice *widgets.Select
}

// mostOthers is how many tokens a form makes beside the first, at the most.
const mostOthers = 4

func newOtherLives(p *Presenter) *otherLives {
	l := &otherLives{}
	var boxes []fyne.CanvasObject
	for i := range mostOthers {
		r := &otherRow{name: widgets.NewText(), choice: widgets.NewSelect(nil, func(choice int) { p.Form.SetOtherLife(i, choice) })}
		r.choice.Low()
		r.box = widgets.Beside(92, 200, r.name, r.choice)
		l.rows, boxes = append(l.rows, r), append(boxes, r.box)
	}
	l.field = widgets.NewField("Another lifetime for", widgets.Stack(6, false, boxes...))
	return l
}

func (l *otherLives) render(list []OtherLife) (changed bool) {
	for i, r := range l.rows {
		there := i < len(list)
		changed = widgets.Show(r.box, there) || changed
		if there {
			r.name.Set(widgets.Span{Text: list[i].Token, Color: theme.Muted})
			r.choice.SetOptions(list[i].Choices, list[i].Choice)
		}
	}
	return widgets.Show(l.field.Box, len(list) > 0) || changed
}
