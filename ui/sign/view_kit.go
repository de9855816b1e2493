package sign

import (
	"fyne.io/fyne/v2"

	"playtoken/core/platform"
	"playtoken/ui/async"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// kit is the card with the URLs, and beside them the fields of the platform that
// change nothing else: a first one that is a choice at its head, the rest in a fold. A first
// one that is a text is asked for in the form.
type kit struct {
	p    *Presenter
	card fyne.CanvasObject
	list *urlList

	title           *widgets.Text
	unfold          *widgets.Button
	fold            *widgets.Icon
	unfoldRow       fyne.CanvasObject
	links           fyne.CanvasObject // below the list
	top, head, foot widgets.Fluid     // the title's row, what stands below it, and below the list

	parts map[int]*kitPart
	part  *kitPart // of the platform that is shown
}

// kitPart is what the kit has of one platform.
type kitPart struct {
	host     *control // a choice at the head of the card, nil for none
	controls []*control
	grid     fyne.CanvasObject
}

func newKit(p *Presenter, after async.After, qr func(int)) *kit {
	k := &kit{p: p, parts: map[int]*kitPart{}, list: newURLList(p, after, qr), title: widgets.NewText()}
	k.unfold = widgets.NewButton("Options", widgets.Link, p.URLs.ToggleOptions)
	k.fold = widgets.NewIcon("fold", theme.Accent, 9)
	k.top, k.head, k.foot = widgets.Stack(0, false), widgets.Stack(8, false), widgets.Stack(0, false)
	k.unfoldRow = widgets.Row(0, -1, k.fold, k.unfold)
	k.links = widgets.Row(16, -1, k.list.moreB, k.unfoldRow)
	k.card = widgets.Card(widgets.Stack(4, false, k.top, k.head, k.list.box, k.links, k.foot))
	return k
}

func (k *kit) newPart(s State) *kitPart {
	n := &kitPart{}
	var boxes []fyne.CanvasObject
	host := k.p.firstOption()
	for _, f := range s.Fields {
		switch {
		case f.Place != platform.URLKit:
		case f.Name != host:
			c := newControl(k.p, f.Field, cell)
			n.controls = append(n.controls, c)
			boxes = append(boxes, c.whole.Box)
		case len(f.Choices) > 0: // else it stands in the form
			n.host = newControl(k.p, f.Field, apart)
		}
	}
	n.grid = widgets.Inset(8, 0, 4, widgets.Grid(10, cellWidth, boxes...))
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
	row, below := []fyne.CanvasObject{k.title}, []fyne.CanvasObject{}
	if h := k.part.host; h != nil {
		row, below = append(row, h.choice), append(below, h.whole.Box)
	}
	widgets.Refill(k.top, widgets.Row(8, 0, row...))
	widgets.Refill(k.head, below...)
	widgets.Refill(k.foot, k.part.grid)
	widgets.Show(k.unfoldRow, len(k.part.controls) > 0)
	return true
}

func (k *kit) render(s State) (changed bool) {
	changed = k.show(s)
	n := k.part
	head := []widgets.Span{titleSpan("Playable URLs")}
	if s.Copies == "token" && len(s.URLs) > 0 {
		head = append(head, widgets.Span{Text: "  copied with the token", Color: theme.Muted, Size: theme.SmallText})
	}
	changed = k.title.Set(head...) || changed
	if n.host != nil {
		changed = n.host.render(fieldOf(s, n.host.field.Name)) || changed
	}
	for _, c := range n.controls {
		changed = c.render(fieldOf(s, c.field.Name)) || changed
	}
	k.fold.Set(viewmodel.Either(s.Options, "down", "fold"), theme.Accent)
	open := s.Options && len(n.controls) > 0
	changed = widgets.Show(n.grid, open) || changed
	changed = k.list.render(s) || changed
	return widgets.ShowEach(map[fyne.CanvasObject]bool{
		k.links: k.list.moreB.Visible() || k.unfoldRow.Visible(), k.foot: open,
		k.head: n.host != nil && n.host.whole.Box.Visible(),
	}) || changed
}
