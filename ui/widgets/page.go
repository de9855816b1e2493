package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Page is a screen's content in a scroll that is only there when the window is
// too low. Call Relayout after anything in it has changed its height.
type Page struct {
	widget.BaseWidget
	scroll  *container.Scroll
	content *pageContent
}

// NewPage makes a page of content.
func NewPage(content Fluid) *Page {
	p := &Page{content: &pageContent{fluid: content}}
	p.content.ExtendBaseWidget(p.content)
	p.scroll = container.NewVScroll(p.content)
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements fyne.Widget.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.scroll) }

// MinSize lets the window be as small as the scroll allows.
func (p *Page) MinSize() fyne.Size { return fyne.NewSize(p.content.fluid.MinSize().Width, 64) }

// Resize implements fyne.CanvasObject.
func (p *Page) Resize(size fyne.Size) {
	p.content.width, p.content.height = size.Width, p.content.fluid.HeightFor(size.Width)
	p.BaseWidget.Resize(size)
}

// Relayout places everything anew after a change.
func (p *Page) Relayout() {
	size := p.Size()
	p.content.height = p.content.fluid.HeightFor(size.Width)
	p.scroll.Refresh()
	p.content.Resize(fyne.NewSize(size.Width, max(size.Height, p.content.height)))
	place(p.content.fluid)
}

// place lays a box and everything in it out anew. An object that keeps its size
// is not laid out by being resized, though what is in it may have changed.
func place(o fyne.CanvasObject) {
	b, ok := o.(*box)
	if !ok || !b.Visible() {
		return
	}
	b.place(b.Size(), false)
	for _, inner := range b.objects {
		place(inner)
	}
}

type pageContent struct {
	widget.BaseWidget
	fluid         Fluid
	width, height float32
}

func (c *pageContent) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.fluid) }

func (c *pageContent) MinSize() fyne.Size { return fyne.NewSize(0, c.height) }

// Reveal scrolls until an object on the page can be seen.
func (p *Page) Reveal(o fyne.CanvasObject) {
	const room = 12
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(p.scroll).Y
	offset := p.scroll.Offset
	switch below := top + o.Size().Height + room - p.scroll.Size().Height; {
	case top < room:
		offset.Y += top - room
	case below > 0:
		offset.Y += min(below, top-room)
	default:
		return
	}
	p.scroll.ScrollToOffset(offset)
}

// reveal brings what has just got the keyboard into sight, should it stand on a
// page.
func reveal(o fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	var walk func(fyne.CanvasObject)
	walk = func(in fyne.CanvasObject) {
		switch in := in.(type) {
		case *Page:
			if in.Visible() && contains(in.content.fluid, o) {
				in.Reveal(o)
			}
		case *Watch:
			walk(in.content)
		case *fyne.Container:
			for _, child := range in.Objects {
				walk(child)
			}
		}
	}
	walk(c.Content())
}

func contains(in, o fyne.CanvasObject) bool {
	if in == o {
		return true
	}
	switch in := in.(type) {
	case *box:
		for _, child := range in.objects {
			if contains(child, o) {
				return true
			}
		}
	}
	return false
}
