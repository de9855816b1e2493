package widgets

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"playtoken/ui/theme"
)

// column is rows one below the other on a page, of heights that are known, of which those
// alone are there that can be seen: a thousand of them take no longer than ten.
type column struct {
	*box
	page *Page
	tops []float32 // of each row, and the end of the last one
	row  func(i int) fyne.CanvasObject
	// forget lets go of all rows made: they have the colours of another look, and the toolkit
	// tells those in sight alone that it has changed.
	forget func()
	ink    color.Color // in which they were made
}

// newColumn makes a column without rows; row makes one, or finds it.
func newColumn(row func(i int) fyne.CanvasObject, forget func()) *column {
	c := &column{tops: []float32{0}, row: row, forget: forget}
	c.box = newBox(nil, func() float32 { return widest(c.objects)() }, func(size fyne.Size, dry bool) float32 {
		if !dry {
			c.show(size.Width)
		}
		return c.high()
	})
	return c
}

// on says which page the column scrolls with.
func (c *column) on(p *Page) {
	c.page = p
	p.moved = func() {
		c.show(c.Size().Width)
		canvas.Refresh(c.box)
	}
}

func (c *column) high() float32 { return c.tops[len(c.tops)-1] }

// set takes the heights of other rows, with a gap between them.
func (c *column) set(gap float32, heights []float32) {
	c.tops = make([]float32, 1, len(heights)+1)
	for i, h := range heights {
		if i > 0 {
			c.tops[i] += gap
		}
		c.tops = append(c.tops, c.tops[i]+h)
	}
}

// show has the rows in sight.
func (c *column) show(width float32) {
	if ink := theme.Of(theme.Ink); ink != c.ink {
		c.ink = ink
		c.forget()
	}
	top, end := c.page.sight()
	n := len(c.tops) - 1
	c.objects = nil
	for i := max(0, sort.Search(n, func(i int) bool { return c.tops[i+1] > top })); i < n && c.tops[i] < end; i++ {
		o := c.row(i)
		o.Move(fyne.NewPos(0, c.tops[i]))
		o.Resize(fyne.NewSize(width, heightOf(o, width)))
		c.objects = append(c.objects, o)
	}
}

// reveal scrolls until the rows from one to another are in sight.
func (c *column) reveal(from, to int) {
	if from >= 0 && to+1 < len(c.tops) {
		c.page.revealPart(c.tops[from], c.tops[to+1]-c.tops[from])
	}
}
