package why

import (
	"fmt"

	"fyne.io/fyne/v2"

	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// compareBox takes a second token and shows what sets the two apart.
type compareBox struct {
	box, below, result fyne.CanvasObject
	entry              *widgets.Entry
	field              *widgets.Field
	headline           *widgets.Text
	table              *widgets.Table
	same, close        *widgets.Button
}

func newCompareBox(p *Compare) *compareBox {
	b := &compareBox{headline: widgets.NewText(), table: widgets.NewTable(0.2, 0.28, 0.28, 0.24)}
	b.entry = widgets.NewArea("Paste the other token, or a text with it: one that plays, or one that does not", 2, p.Type)
	b.entry.OnPaste = func(s string) bool {
		if b.entry.Text != "" && b.entry.SelectedText() != b.entry.Text {
			return false
		}
		p.Take(s) // it may be a key: it is read before it is shown
		return true
	}
	b.entry.OnEscape = p.Toggle
	b.field = widgets.NewField("Compare with", b.entry.Framed())
	b.same = widgets.NewButton("", widgets.Link, p.ToggleSame)
	b.below = widgets.Inset(0, -8, 0, widgets.Row(0, -1, b.same))
	b.result = widgets.Stack(8, false, b.headline, b.table.Box, b.below)
	b.close = widgets.NewButton("Close", widgets.Link, p.Toggle)
	b.box = widgets.Card(widgets.Stack(12, false,
		flush(widgets.Row(8, 0, b.field.Box, b.close)), b.result))
	return b
}

func (b *compareBox) render(c CompareState) (changed bool) {
	changed = widgets.Show(b.box, c.Open)
	if !c.Open {
		b.entry.Set("")
		return changed
	}
	b.entry.Set(c.Text)
	changed = b.field.Say(c.Note, viewmodel.Wrong) || changed
	changed = widgets.ShowEach(map[fyne.CanvasObject]bool{b.result: c.Headline != "", b.below: c.Same > 0}) || changed
	changed = b.headline.Set(widgets.Span{Text: c.Headline + ".", Bold: true}) || changed
	b.same.SetText(viewmodel.Either(c.All, "Show differences only", fmt.Sprintf("Show %d that are the same", c.Same)))
	return b.table.Set(c.Heads, c.Rows) || changed
}
