package widgets

import (
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Page is a screen's content in a scroll that is only there when the window is
// too low. Call Relayout after anything in it has changed its height.
type Page struct {
	widget.BaseWidget
	scroll  *container.Scroll
	view    fyne.CanvasObject // the scroll as it is shown
	content *pageContent
	foot    float32 // what is left free at the lower end
	moved   func()  // is called when another part of the content is seen; nil for nothing
	// Fit is called with each new size of the page, to show and hide what has room and what has
	// not, and reports whether that changed anything; nil for nothing.
	Fit func(page fyne.Size) (changed bool)
}

// NewPage makes a page of content.
func NewPage(content Fluid) *Page {
	p := &Page{content: &pageContent{fluid: content}}
	p.content.ExtendBaseWidget(p.content)
	p.scroll = container.NewVScroll(p.content)
	p.view = p.scroll
	p.scroll.OnScrolled = p.scrolled
	p.ExtendBaseWidget(p)
	return p
}

// newBarePage makes a page without shadows at its ends, for what has one of its own.
func newBarePage(content Fluid) *Page {
	p := &Page{content: &pageContent{fluid: content}}
	p.content.ExtendBaseWidget(p.content)
	s := &bareScroll{}
	s.Content, s.Direction = p.content, fyne.ScrollVerticalOnly
	s.ExtendBaseWidget(s)
	p.scroll, p.view = &s.Scroll, s
	p.scroll.OnScrolled = p.scrolled
	p.ExtendBaseWidget(p)
	return p
}

// scrolled takes away the tip of what has moved from its place.
func (p *Page) scrolled(fyne.Position) {
	HideTips(CanvasOf(p))
	call(p.moved)
}

// sight is the part of the content that is seen.
func (p *Page) sight() (top, end float32) {
	top = p.scroll.Offset.Y
	return top, top + p.scroll.Size().Height
}

// bareScroll is the toolkit's scroll without its shadows.
type bareScroll struct{ container.Scroll }

// CreateRenderer implements fyne.Widget.
func (s *bareScroll) CreateRenderer() fyne.WidgetRenderer {
	r := s.Scroll.CreateRenderer()
	if settable, ok := r.(interface{ SetObjects([]fyne.CanvasObject) }); ok && len(r.Objects()) > 3 {
		bars := r.Objects()[len(r.Objects())-2:]
		settable.SetObjects([]fyne.CanvasObject{s.Content, bars[0], bars[1]})
	}
	return r
}

// CreateRenderer implements fyne.Widget.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return Laid(p, pageRenderer{p}) }

type pageRenderer struct{ p *Page }

func (pageRenderer) Destroy()                       {}
func (r pageRenderer) MinSize() fyne.Size           { return r.p.MinSize() }
func (r pageRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.p.view} }
func (r pageRenderer) Refresh()                     { r.p.view.Refresh() }

func (r pageRenderer) Layout(size fyne.Size) {
	r.p.view.Resize(fyne.NewSize(size.Width, max(0, size.Height-r.p.foot)))
	call(r.p.moved)
}

// LeaveFoot leaves room at the lower end of the pages in an object, of those alone that stand
// on no other page. What is on them keeps its place and is scrolled that much further; what has
// the keyboard stays in sight.
func LeaveFoot(in fyne.CanvasObject, foot float32) {
	p, ok := in.(*Page)
	if !ok {
		for _, child := range within(in) {
			LeaveFoot(child, foot)
		}
		return
	}
	if p.foot == foot {
		return
	}
	p.foot = foot
	p.Relayout()
	p.view.Resize(fyne.NewSize(p.Size().Width, max(0, p.Size().Height-foot)))
	if c := CanvasOf(p); c != nil && foot > 0 {
		if o, ok := c.Focused().(fyne.CanvasObject); ok && o.Size().Height < p.view.Size().Height/2 { // a list goes on being seen
			p.Reveal(o)
		}
	}
}

// MinSize lets the window be as small as the scroll allows.
func (p *Page) MinSize() fyne.Size { return fyne.NewSize(leastWidth(p.content.fluid), 64) }

// Resize implements fyne.CanvasObject.
func (p *Page) Resize(size fyne.Size) {
	if p.Fit != nil && size != p.Size() && p.Fit(size) {
		defer p.Relayout()
	}
	p.content.height = p.high(size)
	p.BaseWidget.Resize(size)
}

// high is how high the content of a page of a size is. It fills the page as if nothing was left
// free below, where something is.
func (p *Page) high(size fyne.Size) float32 {
	high := p.content.fluid.HeightFor(size.Width)
	if p.foot > 0 {
		high = max(high, size.Height)
	}
	return high
}

// Relayout places everything anew after a change.
func (p *Page) Relayout() {
	size := p.Size()
	p.content.height = p.high(size)
	p.scroll.Refresh()
	p.content.Resize(fyne.NewSize(size.Width, max(size.Height, p.content.height)))
	place(p.content.fluid)
	call(p.moved)
	leaveWhatMoved()
}

// Place lays what a widget of a screen's own consists of out anew, after a change in it.
func Place(o Fluid) { place(o) }

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
	fluid  Fluid
	height float32
}

func (c *pageContent) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.fluid) }

func (c *pageContent) MinSize() fyne.Size { return fyne.NewSize(0, c.height) }

// ToTop scrolls the pages in an object to their top.
func ToTop(in fyne.CanvasObject) {
	if p, ok := in.(*Page); ok {
		p.ToTop()
	}
	for _, child := range within(in) {
		ToTop(child)
	}
}

// scrollsPage scrolls the page that a control stands on, by a key that it has no use for itself.
func scrollsPage(o fyne.CanvasObject, e *fyne.KeyEvent) {
	p := pageAround(o)
	if p == nil {
		return
	}
	const line = 40 // pixels
	to, most := p.scroll.Offset.Y, max(0, p.content.height-p.scroll.Size().Height)
	switch e.Name {
	case fyne.KeyUp:
		to -= line
	case fyne.KeyDown:
		to += line
	case fyne.KeyPageUp:
		to -= max(line, p.scroll.Size().Height-line)
	case fyne.KeyPageDown:
		to += max(line, p.scroll.Size().Height-line)
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = most
	default:
		return
	}
	p.to(max(0, min(to, most)))
}

// ToTop scrolls to the top.
func (p *Page) ToTop() { p.to(0) }

func (p *Page) to(y float32) {
	p.scroll.ScrollToOffset(fyne.NewPos(0, y))
	call(p.moved)
}

// Reveal scrolls until an object on the page can be seen.
func (p *Page) Reveal(o fyne.CanvasObject) {
	if top, ok := below(p.content.fluid, o); ok {
		p.revealPart(top, o.Size().Height)
	}
}

// revealPart is Reveal for a part of the content.
func (p *Page) revealPart(top, high float32) {
	const room = 12
	y := p.scroll.Offset.Y
	top -= y
	switch below := top + high + room - p.scroll.Size().Height; {
	case top < room:
		p.to(y + top - room)
	case below > 0:
		p.to(y + min(below, top-room))
	}
}

// CanvasOf is the canvas of the window. The toolkit tells it of an object only when
// that was drawn within the last minute.
func CanvasOf(o fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(o); c != nil {
		return c
	}
	if all := driver.AllWindows(); len(all) > 0 {
		return all[0].Canvas()
	}
	return nil
}

// Gone reports whether a control that was drawn is not shown any more. Of one that has not
// been drawn yet the toolkit knows no place: it is on its way.
func Gone(o fyne.CanvasObject) bool {
	driver := fyne.CurrentApp().Driver()
	// The toolkit finds what is seen alone, and nothing to be pressed is in the corner.
	return driver.CanvasForObject(o) != nil && driver.AbsolutePositionForObject(o) == (fyne.Position{})
}

// Focus gives the keyboard to a control, also to one that is only just shown: the toolkit finds
// none in what it has not drawn for a minute, which is made ready for that.
func Focus(c fyne.Canvas, f fyne.Focusable) {
	makeReady(c.Content(), f)
	for _, o := range c.Overlays().List() {
		makeReady(o, f)
	}
	c.Focus(f)
}

// makeReady lets the toolkit know what leads to an object, and reports whether that is in in.
func makeReady(in fyne.CanvasObject, f fyne.Focusable) bool {
	if any(in) == any(f) {
		return true
	}
	found := slices.ContainsFunc(append(within(in), overlaid(in)...), func(c fyne.CanvasObject) bool { return makeReady(c, f) })
	if found {
		in.Refresh()
	}
	return found
}

// reveal brings what has just got the keyboard into sight, should it stand on a
// page.
func reveal(o fyne.CanvasObject) {
	c := CanvasOf(o)
	if c == nil {
		return
	}
	for _, p := range slices.Backward(pagesOf(c)) { // one on another page before that
		if p.Visible() {
			p.Reveal(o)
		}
	}
}

// pagesOf lists the pages of a window, and of what lies over it.
func pagesOf(c fyne.Canvas) (list []*Page) {
	var walk func(fyne.CanvasObject)
	walk = func(in fyne.CanvasObject) {
		if p, ok := in.(*Page); ok {
			list = append(list, p)
		}
		for _, child := range within(in) {
			walk(child)
		}
	}
	walk(c.Content())
	for _, o := range c.Overlays().List() {
		walk(o)
		for _, inner := range overlaid(o) {
			walk(inner)
		}
	}
	return list
}

// pageAround is the page that an object stands on, the innermost where pages stand on
// pages, nil for none.
func pageAround(o fyne.CanvasObject) (found *Page) {
	c := CanvasOf(o)
	if c == nil {
		return nil
	}
	for _, p := range pagesOf(c) {
		if p.Visible() && holds(p.content.fluid, o) {
			found = p
		}
	}
	return found
}

func holds(in, o fyne.CanvasObject) bool {
	return in == o || slices.ContainsFunc(within(in), func(c fyne.CanvasObject) bool { return holds(c, o) })
}

// Buttons are the buttons in an object that can be pressed now.
func Buttons(in fyne.CanvasObject) (list []*Button) {
	if in == nil || !in.Visible() {
		return nil
	}
	if b, ok := in.(*Button); ok && !b.Disabled() {
		return []*Button{b}
	}
	for _, child := range within(in) {
		list = append(list, Buttons(child)...)
	}
	return list
}

// within are the objects that one is made of, as far as pages can be among them.
func within(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *box:
		return o.objects
	case *Page:
		return []fyne.CanvasObject{o.content.fluid}
	case *CopyRow:
		return []fyne.CanvasObject{o.content, o.icon}
	case *List:
		return []fyne.CanvasObject{o.page}
	case *Press:
		return []fyne.CanvasObject{o.body}
	case *Watch:
		return []fyne.CanvasObject{o.content}
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case *fyne.Container:
		return o.Objects
	case *widget.PopUp:
		return []fyne.CanvasObject{o.Content}
	}
	return nil
}

// overlaid is what the toolkit's own container of what lies over a window holds: its
// type has no name outside the toolkit.
func overlaid(o fyne.CanvasObject) []fyne.CanvasObject {
	if v := reflect.Indirect(reflect.ValueOf(o)); v.Kind() == reflect.Struct && v.Type().Name() == "OverlayContainer" {
		if content, ok := v.FieldByName("Content").Interface().(fyne.CanvasObject); ok {
			return []fyne.CanvasObject{content}
		}
	}
	return nil
}

// below is how far an object stands below the top of another that it is in, as pages in
// between are scrolled.
func below(in, o fyne.CanvasObject) (y float32, ok bool) {
	if in == o {
		return 0, true
	}
	for _, child := range within(in) {
		if y, ok := below(child, o); ok {
			y += child.Position().Y
			if p, isPage := in.(*Page); isPage {
				y -= p.scroll.Offset.Y
			}
			return y, true
		}
	}
	return 0, false
}
