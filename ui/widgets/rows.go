package widgets

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

// Rows is a table of two columns: a muted word and what it stands for, with a
// thin line between.
type Rows struct {
	Box   Fluid
	stack *box
	label float32
	rows  []*row
}

type row struct {
	label, value *Text
	line         fyne.CanvasObject
	whole        Fluid
}

// NewRows makes an empty table whose first column has a width.
func NewRows(label float32) *Rows {
	r := &Rows{label: label}
	r.stack = stack(0, false, nil)
	r.Box = r.stack
	return r
}

// Set shows rows; it reports whether anything changed.
func (r *Rows) Set(rows []viewmodel.Row) bool {
	changed := len(rows) != len(r.rows)
	for len(r.rows) < len(rows) {
		n := &row{label: NewText(), value: NewText(), line: Separator()}
		n.whole = Stack(0, false, n.line, Inset(7, 0, 7, twoColumns(r.label, n.label, n.value)))
		r.rows = append(r.rows, n)
	}
	r.rows = r.rows[:len(rows)]
	var objects []fyne.CanvasObject
	for i, text := range rows {
		n := r.rows[i]
		changed = n.label.Set(Span{Text: text.Label, Color: theme.Muted}) || changed
		changed = n.value.Set(Spans(text.Value)...) || changed
		Show(n.line, i > 0)
		objects = append(objects, n.whole)
	}
	if changed {
		r.stack.objects = objects
		r.stack.Refresh()
	}
	return changed
}

// twoColumns puts a value beside a label of a fixed width.
func twoColumns(width float32, label, value Fluid) Fluid {
	return newBox([]fyne.CanvasObject{label, value}, func() float32 { return width + 60 }, func(size fyne.Size, dry bool) float32 {
		hl, hv := label.HeightFor(width), value.HeightFor(size.Width-width)
		if !dry {
			label.Move(fyne.Position{})
			label.Resize(fyne.NewSize(width, hl))
			value.Move(fyne.NewPos(width, 0))
			value.Resize(fyne.NewSize(size.Width-width, hv))
		}
		return max(hl, hv)
	})
}

// Spans gives runs their style.
func Spans(runs []viewmodel.Run) []Span {
	list := make([]Span, len(runs))
	for i, r := range runs {
		s := Span{Text: r.Text}
		switch r.Style {
		case viewmodel.Muted:
			s.Color = theme.Muted
		case viewmodel.Bad:
			s.Color = theme.Bad
		case viewmodel.Code:
			s.Mono, s.Size = true, theme.SmallText
		case viewmodel.QuietCode:
			s.Mono, s.Size, s.Color = true, theme.SmallText, theme.Muted
		}
		list[i] = s
	}
	return list
}
