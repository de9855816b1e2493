package sign

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// columns lays the screen out: the form on the left, and on the right the banner, which
// stays, over what the token is and opens. Each side scrolls by itself, so that what changes
// on the right moves no field that one is typing into. In a narrow window the form stands
// below the banner, with the rest under it.
type columns struct {
	banner      widgets.Fluid
	form        fyne.CanvasObject
	rest        []fyne.CanvasObject
	left, right *widgets.Page
	formSlot    widgets.Fluid // what is on the left page
	lower       widgets.Fluid // what is on the right one

	laid, narrow bool
	room         func(urls int) // is told how many addresses a window as high as this one shows
}

// Measures of the screen, in pixels.
const (
	outside    = 18 // beside the columns
	between    = 16 // the columns, and above them
	strip      = 12 // right of the form, for its scroll bar
	formShare  = 0.36
	formLeast  = 330
	formMost   = 400
	stackBelow = 916 // of this screen: that of a window 1,000 wide
	leastHigh  = 160

	urlHigh  = 37  // a row with an address
	usualTop = 676 // of this screen: up to this it shows the fewest addresses, a window 740 high too
)

func newColumns(room func(urls int), banner widgets.Fluid, form fyne.CanvasObject, rest ...fyne.CanvasObject) (*columns, *fyne.Container) {
	c := &columns{room: room, banner: banner, form: form, rest: rest}
	c.formSlot, c.lower = widgets.Stack(0, true), widgets.Stack(theme.Gap, true)
	// A strip on the right of each page is for its scroll bar.
	c.left = widgets.NewPage(widgets.Inset(between, 0, between, widgets.Right(strip, c.formSlot)))
	c.right = widgets.NewPage(widgets.Inset(theme.Gap, 0, between, widgets.Right(outside, c.lower)))
	return c, container(c, c.left, banner, c.right)
}

func container(layout fyne.Layout, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: layout, Objects: objects}
}

// MinSize implements fyne.Layout.
func (c *columns) MinSize([]fyne.CanvasObject) fyne.Size {
	w := max(c.form.MinSize().Width, c.banner.MinSize().Width)
	for _, o := range c.rest {
		w = max(w, o.MinSize().Width)
	}
	return fyne.NewSize(w+2*outside, leastHigh)
}

// Layout implements fyne.Layout.
func (c *columns) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	c.arrange(size.Width < stackBelow)
	x, w := float32(outside), size.Width-2*outside
	if !c.narrow {
		form := float32(int(fyne.Max(formLeast, fyne.Min(formMost, w*formShare)))) // whole pixels have sharp edges
		put(c.left, x, 0, form+strip, size.Height)
		x, w = x+form+between, w-form-between
	}
	high := c.banner.HeightFor(w)
	put(c.banner, x, between, w, high)
	put(c.right, x, between+high, w+outside, max(0, size.Height-between-high))
	c.room(shownURLs + int(max(0, size.Height-usualTop)/urlHigh))
}

func put(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}

// arrange puts the form beside the rest or above it.
func (c *columns) arrange(narrow bool) {
	if c.laid && c.narrow == narrow {
		return
	}
	c.laid, c.narrow = true, narrow
	if narrow {
		widgets.Refill(c.formSlot)
		widgets.Refill(c.lower, append([]fyne.CanvasObject{c.form}, c.rest...)...)
	} else {
		widgets.Refill(c.formSlot, c.form)
		widgets.Refill(c.lower, c.rest...)
	}
	widgets.Show(c.left, !narrow)
	c.left.Relayout()
	c.right.Relayout()
}

// relayout places everything anew after a change: the banner may have another height.
func (c *columns) relayout(on *fyne.Container) {
	if !c.laid {
		return
	}
	c.Layout(nil, on.Size())
	widgets.Place(c.banner)
	c.left.Relayout()
	c.right.Relayout()
}
