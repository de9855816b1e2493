package widgets

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

// Table shows rows of cells under a line of headings, with a thin line between.
// Each column has a share of the width; what is long wraps.
type Table struct {
	Box    Fluid
	shares []float32
	stack  *box
	rows   []*tableRow
	shown  int
}

type tableRow struct {
	whole Fluid
	cells []*Text
}

const tableGap = 12

// NewTable makes an empty table. The shares of its columns add up to 1.
func NewTable(shares ...float32) *Table {
	t := &Table{shares: shares, stack: stack(0, false, nil)}
	t.Box = t.stack
	return t
}

// Set shows other headings and rows; it reports whether anything changed.
func (t *Table) Set(heads []string, rows [][][]viewmodel.Run) bool {
	for len(t.rows) < len(rows)+1 {
		t.rows = append(t.rows, t.newRow(len(t.rows) > 0))
	}
	changed := t.shown != len(rows)+1
	for i, head := range heads {
		changed = t.rows[0].cells[i].Set(Span{Text: head, Color: theme.Muted, Size: theme.SmallText}) || changed
	}
	objects := []fyne.CanvasObject{t.rows[0].whole}
	for i, row := range rows {
		r := t.rows[i+1]
		for n, cell := range row {
			changed = r.cells[n].Set(spans(cell)...) || changed
		}
		objects = append(objects, r.whole)
	}
	if changed {
		t.shown = len(rows) + 1
		t.stack.objects = objects
		t.stack.Refresh()
	}
	return changed
}

func (t *Table) newRow(line bool) *tableRow {
	r := &tableRow{}
	var cells []Fluid
	for range t.shares {
		cell := NewText()
		r.cells, cells = append(r.cells, cell), append(cells, cell)
	}
	top := Separator()
	Show(top, line)
	r.whole = Stack(0, false, top, Inset(6, 0, 6, t.columns(cells)))
	return r
}

// columns puts cells side by side.
func (t *Table) columns(cells []Fluid) Fluid {
	var objects []fyne.CanvasObject
	for _, c := range cells {
		objects = append(objects, c)
	}
	least := func() float32 { return float32(len(cells)) * 60 }
	return newBox(objects, least, func(size fyne.Size, dry bool) float32 {
		room := size.Width - tableGap*float32(len(cells)-1)
		var x, tall float32
		for i, c := range cells {
			w := room * t.shares[i]
			h := c.HeightFor(w)
			if !dry {
				c.Move(fyne.NewPos(x, 0))
				c.Resize(fyne.NewSize(w, h))
			}
			tall = max(tall, h)
			x += w + tableGap
		}
		return tall
	})
}
