package widgets

import (
	"strings"

	"fyne.io/fyne/v2"

	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

// Rows is a table of two columns: a muted word and what it stands for, with a
// thin line between. The values can be selected and copied.
type Rows struct {
	Box   Fluid
	stack *box
	label float32
	rows  []*row
	after async.After
	copy  func(text string, done func())
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
		r.rows = append(r.rows, r.newRow())
	}
	r.rows = r.rows[:len(rows)]
	var objects []fyne.CanvasObject
	for i, text := range rows {
		n := r.rows[i]
		changed = n.label.Set(Span{Text: text.Label, Color: theme.Muted}) || changed
		changed = n.value.wrapBy(idLike(text.Value)) || changed
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

// idLike says how a value is wrapped: an ID or an address alone is on one line, its middle cut.
func idLike(value []viewmodel.Run) Wrap {
	const longest = 40 // that of an address of IPv6 is one less
	if len(value) == 1 && value[0].Style == viewmodel.Code && len(value[0].Text) <= longest && !strings.ContainsAny(value[0].Text, " /,") {
		return Middle
	}
	return Words
}

// SetCopy gives each row that is made from now on a copy icon at its end, and lets a
// selected part of a value be copied in the same way; copy calls done when that went well.
func (r *Rows) SetCopy(after async.After, copy func(text string, done func())) {
	r.after, r.copy = after, copy
}

func (r *Rows) newRow() *row {
	n := &row{label: NewText(), value: NewText(), line: Separator()}
	value := Selectable(n.value)
	columns := twoColumns(r.label, n.label, value)
	if r.copy != nil {
		value.OnCopy = func(text string) { r.copy(text, func() {}) }
		columns = NewCopyRow(columns, r.after, func(done func()) { r.copy(n.value.String(), done) })
	}
	n.whole = Stack(0, false, n.line, Inset(7, 0, 7, columns))
	return n
}

// twoColumns puts a value beside a label of a fixed width.
func twoColumns(width float32, label, value Fluid) Fluid {
	return newBox([]fyne.CanvasObject{label, value}, func() float32 { return width + 60 }, func(size fyne.Size, dry bool) float32 {
		hl, hv := label.HeightFor(width), value.HeightFor(size.Width-width)
		if !dry {
			put(label, 0, 0, width, hl)
			put(value, width, 0, size.Width-width, hv)
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
