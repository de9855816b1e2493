// Package widgets holds what Playtoken's screens are made of: cards, buttons,
// coloured text, fields, the key card, the life line.
//
// Widgets present. They know no screen, no presenter and no service; a screen
// sets them and listens to their callbacks.
//
// Text that wraps has a height that depends on its width, which the toolkit's
// layouts cannot ask for. So everything here that can be asked implements
// [Fluid], and the containers of this file pass the question on.
package widgets

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Fluid is an object whose height depends on the width it is given.
type Fluid interface {
	fyne.Widget
	HeightFor(width float32) float32
}

// Show sets whether an object is there, and reports whether that changed it.
func Show(o fyne.CanvasObject, visible bool) bool {
	if o.Visible() == visible {
		return false
	}
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
	return true
}

// ShowEach is Show for several objects.
func ShowEach(there map[fyne.CanvasObject]bool) (changed bool) {
	for o, visible := range there {
		changed = Show(o, visible) || changed
	}
	return changed
}

// heightOf asks an object for its height at a width.
func heightOf(o fyne.CanvasObject, width float32) float32 {
	if f, ok := o.(Fluid); ok {
		return f.HeightFor(width)
	}
	return o.MinSize().Height
}

// leastWidth is the width that an object needs, as its MinSize has it. What wraps is not asked
// how high it were then: that takes long, again at each level of what holds it.
func leastWidth(o fyne.CanvasObject) float32 {
	if n, ok := o.(interface{ least() float32 }); ok {
		return n.least()
	}
	return o.MinSize().Width
}

// box is a container whose layout is a function of its width.
type box struct {
	widget.BaseWidget
	objects []fyne.CanvasObject
	// place lays the objects out and returns the height that takes. With dry set
	// nothing is moved.
	place func(size fyne.Size, dry bool) float32
	min   func() float32 // the least width
	needs bool           // a row counts that also where the box takes what is left of it
}

func newBox(objects []fyne.CanvasObject, min func() float32, place func(fyne.Size, bool) float32) *box {
	b := &box{objects: objects, place: place, min: min}
	b.ExtendBaseWidget(b)
	return b
}

// HeightFor implements Fluid.
func (b *box) HeightFor(width float32) float32 { return b.place(fyne.NewSize(width, 0), true) }

func (b *box) least() float32 { return b.min() }

func (b *box) MinSize() fyne.Size {
	w := b.min()
	return fyne.NewSize(w, b.HeightFor(max(w, b.Size().Width)))
}

func (b *box) CreateRenderer() fyne.WidgetRenderer { return boxRenderer{b} }

type boxRenderer struct{ b *box }

func (r boxRenderer) Layout(size fyne.Size)        { r.b.place(size, false) }
func (r boxRenderer) MinSize() fyne.Size           { return r.b.MinSize() }
func (r boxRenderer) Objects() []fyne.CanvasObject { return r.b.objects }
func (r boxRenderer) Destroy()                     {}

// Refresh does not pass on to the objects: each of them refreshes itself when it
// changes, and the toolkit visits them all when the theme does.
func (r boxRenderer) Refresh() { r.b.place(r.b.Size(), false) }

// Laid gives a renderer just made the size of its widget. The toolkit drops the
// renderer of what was out of sight for a minute; the next one is never told the
// size, for that has not changed, and would show nothing.
func Laid(w fyne.Widget, r fyne.WidgetRenderer) fyne.WidgetRenderer {
	if size := w.Size(); !size.IsZero() {
		r.Layout(size)
	}
	return r
}

func widest(objects []fyne.CanvasObject) func() float32 {
	return func() float32 {
		var w float32
		for _, o := range objects {
			if o.Visible() {
				w = max(w, leastWidth(o))
			}
		}
		return w
	}
}

// Stack puts objects one below the other over the whole width. The last visible
// object takes what height is left when fill is set.
func Stack(gap float32, fill bool, objects ...fyne.CanvasObject) Fluid {
	return stack(gap, fill, objects)
}

// stack is Stack with its type, for those who change its objects later.
func stack(gap float32, fill bool, objects []fyne.CanvasObject) *box {
	var b *box
	least := func() float32 { return widest(b.objects)() }
	b = newBox(nil, least, func(size fyne.Size, dry bool) float32 {
		var y float32
		last := -1
		for i, o := range b.objects {
			if o.Visible() {
				last = i
			}
		}
		for i, o := range b.objects {
			if !o.Visible() {
				continue
			}
			h := heightOf(o, size.Width)
			if fill && i == last {
				h = max(h, size.Height-y)
			}
			if !dry {
				put(o, 0, y, size.Width, h)
			}
			y += h
			if i != last {
				y += gap
			}
		}
		return y
	})
	b.objects = objects
	return b
}

// pixels is a width in whole pixels, so that what stands in a row is drawn sharp and ends
// where other rows end.
func pixels(w float32) float32 { return float32(math.Ceil(float64(w))) }

// Row puts objects one beside the other, centred upright. The object at grow
// takes the width that is left; with a negative grow the end stays empty.
func Row(gap float32, grow int, objects ...fyne.CanvasObject) Fluid {
	widths := func(total float32) []float32 {
		ws := make([]float32, len(objects))
		rest := total
		n := 0
		for i, o := range objects {
			if !o.Visible() {
				continue
			}
			n++
			if i != grow {
				ws[i] = pixels(leastWidth(o))
				rest -= ws[i]
			}
		}
		if grow >= 0 {
			ws[grow] = max(0, rest-gap*float32(max(0, n-1)))
		}
		return ws
	}
	least := func() float32 {
		var w float32
		for i, o := range objects {
			if o.Visible() {
				if w > 0 {
					w += gap
				}
				if b, ok := o.(*box); i != grow || ok && b.needs {
					w += pixels(leastWidth(o))
				}
			}
		}
		return w
	}
	return newBox(objects, least, func(size fyne.Size, dry bool) float32 {
		ws := widths(size.Width)
		hs := make([]float32, len(objects))
		var tall float32
		for i, o := range objects {
			if o.Visible() {
				hs[i] = heightOf(o, ws[i])
				tall = max(tall, hs[i])
			}
		}
		if dry {
			return tall
		}
		space := max(tall, size.Height)
		var x float32
		for i, o := range objects {
			if !o.Visible() {
				continue
			}
			put(o, x, (space-hs[i])/2, ws[i], hs[i])
			x += ws[i] + gap
		}
		return tall
	})
}

// Inset puts space around an object.
func Inset(top, side, bottom float32, o fyne.CanvasObject) Fluid {
	return newBox([]fyne.CanvasObject{o}, func() float32 { return leastWidth(o) + 2*side }, func(size fyne.Size, dry bool) float32 {
		h := heightOf(o, size.Width-2*side)
		if !dry {
			put(o, side, top, size.Width-2*side, max(h, size.Height-top-bottom))
		}
		return h + top + bottom
	})
}

// Sized gives an object a least width and a height of its own.
func Sized(width, height float32, o fyne.CanvasObject) Fluid {
	return SizedBy(width, func() float32 { return height }, o)
}

// SizedBy gives an object a fixed width, and a height that is asked for whenever it is laid
// out.
func SizedBy(width float32, height func() float32, o fyne.CanvasObject) Fluid {
	return newBox([]fyne.CanvasObject{o}, func() float32 { return width }, func(size fyne.Size, dry bool) float32 {
		least := height()
		if !dry {
			put(o, 0, 0, size.Width, max(least, size.Height))
		}
		return least
	})
}

// Right leaves a strip free on the right of an object.
func Right(strip float32, o fyne.CanvasObject) Fluid {
	return newBox([]fyne.CanvasObject{o}, func() float32 { return leastWidth(o) + strip }, func(size fyne.Size, dry bool) float32 {
		h := heightOf(o, size.Width-strip)
		if !dry {
			put(o, 0, 0, size.Width-strip, max(h, size.Height))
		}
		return h
	})
}

// Over puts objects above each other, all of the same size.
func Over(objects ...fyne.CanvasObject) Fluid {
	return newBox(objects, widest(objects), func(size fyne.Size, dry bool) float32 {
		var h float32
		for _, o := range objects {
			if o.Visible() {
				h = max(h, heightOf(o, size.Width))
			}
		}
		if !dry {
			for _, o := range objects {
				put(o, 0, 0, size.Width, max(h, size.Height))
			}
		}
		return h
	})
}

// Columns puts two objects side by side: the left one of a share of the width, within bounds
// and in whole pixels, so that no edge is blurred, the right one of the rest. Below the width
// of stackBelow they stand one below the other. They fill the height they get.
func Columns(gap, share, least, most, stackBelow float32, left, right fyne.CanvasObject) Fluid {
	min := func() float32 { return max(leastWidth(left), leastWidth(right)) }
	return newBox([]fyne.CanvasObject{left, right}, min, func(size fyne.Size, dry bool) float32 {
		if size.Width < stackBelow {
			hl, hr := heightOf(left, size.Width), heightOf(right, size.Width)
			if !dry {
				put(left, 0, 0, size.Width, hl)
				put(right, 0, hl+gap, size.Width, max(hr, size.Height-hl-gap))
			}
			return hl + gap + hr
		}
		wl := float32(int(fyne.Max(least, fyne.Min(most, size.Width*share))))
		wr := size.Width - wl - gap
		h := max(heightOf(left, wl), heightOf(right, wr))
		if !dry {
			h := max(h, size.Height)
			put(left, 0, 0, wl, h)
			put(right, wl+gap, 0, wr, h)
		}
		return h
	})
}
