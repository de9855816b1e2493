package sign

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// otherLives are the lifetimes of the tokens beside the first.
type otherLives struct {
	grid fyne.CanvasObject
	rows []*otherRow
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
		r.box = widgets.Stack(4, false, r.name, r.choice)
		l.rows, boxes = append(l.rows, r), append(boxes, r.box)
	}
	l.grid = widgets.Grid(10, 140, boxes...)
	return l
}

func (l *otherLives) render(list []OtherLife) (changed bool) {
	for i, r := range l.rows {
		there := i < len(list)
		changed = widgets.Show(r.box, there) || changed
		if there {
			label := list[i].Token + " lifetime"
			r.choice.SetName(label)
			r.name.Set(widgets.Span{Text: label, Color: theme.Muted, Size: theme.SmallText})
			r.choice.SetOptions(list[i].Choices, list[i].Choice)
		}
	}
	return widgets.Show(l.grid, len(list) > 0) || changed
}
