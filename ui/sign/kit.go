package sign

import (
	"fyne.io/fyne/v2"

	"playtoken/core/platform"
	"playtoken/ui/background"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// kit is the card with the URLs, and beside them the fields of the platform that
// change nothing else: the first choice at its head, the rest in a fold.
type kit struct {
	p    *Presenter
	card fyne.CanvasObject
	list *urlList

	title  *widgets.Text
	unfold *widgets.Button
	fold   *widgets.Icon
	head   widgets.Fluid // what stands under the title
	top    widgets.Fluid // the title and what stands beside it

	parts map[int]*kitPart
	part  *kitPart // of the platform that is shown
}

// kitPart is what the kit has of one platform.
type kitPart struct {
	host     *control // nil for none
	controls []*control
	grid     fyne.CanvasObject
}

func newKit(p *Presenter, after background.After, qr func(int)) *kit {
	k := &kit{p: p, parts: map[int]*kitPart{}, list: newURLList(p, after, qr), title: widgets.Title("Playable URLs")}
	k.unfold = widgets.NewButton("Options", widgets.Link, p.ToggleOptions)
	k.fold = widgets.NewIcon("fold", theme.Accent, 9)
	k.top, k.head = widgets.Stack(0, false), widgets.Stack(8, false)
	k.card = widgets.Card(widgets.Stack(4, false, k.top, k.head, k.list.box))
	return k
}

func (k *kit) newPart(s State) *kitPart {
	n := &kitPart{}
	var boxes []fyne.CanvasObject
	for _, f := range s.Fields {
		switch {
		case f.Place != platform.URLKit:
		case n.host == nil && len(f.Choices) > 0:
			n.host = newControl(k.p, f.Field, apart)
		default:
			c := newControl(k.p, f.Field, stacked)
			n.controls = append(n.controls, c)
			boxes = append(boxes, c.whole.Box)
		}
	}
	n.grid = widgets.Inset(4, 0, 6, widgets.Grid(10, 170, boxes...))
	return n
}

func (k *kit) show(s State) bool {
	if k.parts[s.Platform] == nil {
		k.parts[s.Platform] = k.newPart(s)
	}
	if k.part == k.parts[s.Platform] {
		return false
	}
	k.part = k.parts[s.Platform]
	row := []fyne.CanvasObject{widgets.Fixed(k.title)}
	if len(k.part.controls) > 0 {
		row = append(row, k.fold, k.unfold)
	}
	gap := len(row)
	row = append(row, widgets.Space(0, 0))
	var below []fyne.CanvasObject
	if h := k.part.host; h != nil {
		row, below = append(row, h.choice), append(below, h.whole.Box)
	}
	widgets.Refill(k.top, widgets.Row(8, gap, row...))
	widgets.Refill(k.head, append(below, k.part.grid)...)
	return true
}

func (k *kit) render(s State) (changed bool) {
	changed = k.show(s)
	n := k.part
	if n.host != nil {
		changed = n.host.render(fieldOf(s, n.host.field.Name)) || changed
	}
	for _, c := range n.controls {
		changed = c.render(fieldOf(s, c.field.Name)) || changed
	}
	k.fold.Set("fold", theme.Accent)
	if s.Options {
		k.fold.Set("down", theme.Accent)
	}
	changed = widgets.Show(n.grid, s.Options && len(n.controls) > 0) || changed
	return k.list.render(s) || changed
}
