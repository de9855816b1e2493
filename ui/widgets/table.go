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
			changed = r.cells[n].Set(Spans(cell)...) || changed
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
	var cells []fyne.CanvasObject
	for range t.shares {
		cell := NewText()
		r.cells, cells = append(r.cells, cell), append(cells, Selectable(cell))
	}
	top := Separator()
	Show(top, line)
	r.whole = Stack(0, false, top, Inset(6, 0, 6, columns(t.shares, cells)))
	return r
}

// Cells puts objects side by side, centred upright, each with a share of the width. One
// with a share of 0 gets its own least width.
func Cells(shares []float32, cells ...fyne.CanvasObject) Fluid {
	return CellsBy(func(float32) []float32 { return shares }, cells...)
}

// CellsBy is Cells with shares that depend on the width of them all: one with a share below 0
// is left out.
func CellsBy(shares func(width float32) []float32, cells ...fyne.CanvasObject) Fluid {
	const least = 300 // pixels, for those that matter
	return newBox(cells, func() float32 { return least }, func(size fyne.Size, dry bool) float32 {
		var list []float32
		var shown []fyne.CanvasObject
		for i, share := range shares(size.Width) {
			if share >= 0 {
				list, shown = append(list, share), append(shown, cells[i])
			}
			if !dry {
				Show(cells[i], share >= 0)
			}
		}
		return cellsIn(list, true, shown, size, dry)
	})
}

func columns(shares []float32, cells []fyne.CanvasObject) Fluid {
	least := func() float32 { return float32(len(cells)) * 60 }
	return newBox(cells, least, func(size fyne.Size, dry bool) float32 { return cellsIn(shares, false, cells, size, dry) })
}

// cellsIn places cells in a row, and gives its height.
func cellsIn(shares []float32, centred bool, cells []fyne.CanvasObject, size fyne.Size, dry bool) float32 {
	room := size.Width - tableGap*float32(len(cells)-1)
	for i, c := range cells {
		if shares[i] == 0 {
			room -= leastWidth(c)
		}
	}
	width := func(i int) float32 {
		if shares[i] == 0 {
			return leastWidth(cells[i])
		}
		return room * shares[i]
	}
	var x, tall float32
	for i, c := range cells {
		tall = max(tall, heightOf(c, width(i)))
	}
	if dry {
		return tall
	}
	for i, c := range cells {
		w := width(i)
		h := heightOf(c, w)
		top := float32(0)
		if centred {
			top = (tall - h) / 2
		}
		put(c, x, top, w, h)
		x += w + tableGap
	}
	return tall
}
