package widgets

import "fyne.io/fyne/v2"

// Grid puts objects in rows of as many columns as the width allows, each at least
// least wide, and no more than fill the rows evenly: six stand in three columns where there is
// room for four. Hidden objects take no place.
func Grid(gap, least float32, objects ...fyne.CanvasObject) Fluid {
	minimum := func() float32 { return min(least, widest(objects)()) }
	return newBox(objects, minimum, func(size fyne.Size, dry bool) float32 {
		columns := max(1, int((size.Width+gap)/(least+gap)))
		if n := shownOf(objects); n > columns {
			rows := (n + columns - 1) / columns
			columns = (n + rows - 1) / rows
		}
		w := (size.Width - gap*float32(columns-1)) / float32(columns)
		var top, tall float32
		n := 0
		for _, o := range objects {
			if !o.Visible() {
				continue
			}
			if n > 0 && n%columns == 0 {
				top, tall = top+tall+gap, 0
			}
			h := heightOf(o, w)
			if !dry {
				put(o, float32(n%columns)*(w+gap), top, w, h)
			}
			tall = max(tall, h)
			n++
		}
		return top + tall
	})
}

// shownOf is how many of some objects are shown.
func shownOf(objects []fyne.CanvasObject) (n int) {
	for _, o := range objects {
		if o.Visible() {
			n++
		}
	}
	return n
}

// Refill puts other objects on a stack that [Stack] made.
func Refill(stack Fluid, objects ...fyne.CanvasObject) {
	b := stack.(*box)
	b.objects = objects
	b.Refresh()
}

// lineLabel is how wide the label of a line is.
const lineLabel = 112

// NewLine makes a field whose label stands beside its control, for forms of many
// fields.
func NewLine(label string, control fyne.CanvasObject) *Field {
	f := newField(control)
	f.Box = Stack(0, false, Row(8, 1, Width(lineLabel, Label(label)), control), f.holder)
	return f
}

// Beside puts a label of a fixed width beside an object, or above it where both
// together have less than a width.
func Beside(label, below float32, text, o fyne.CanvasObject) Fluid {
	return BesideBy(func(float32) float32 { return label }, below, text, o)
}

// BesideBy is Beside with a label whose width depends on that of both.
func BesideBy(wide func(float32) float32, below float32, text, o fyne.CanvasObject) Fluid {
	const gap = 8
	return newBox([]fyne.CanvasObject{text, o}, func() float32 { return leastWidth(o) }, func(size fyne.Size, dry bool) float32 {
		label := wide(size.Width)
		left, top := label+gap, float32(0)
		ht := heightOf(text, label)
		if size.Width < below {
			left, top = 0, ht
		}
		h := heightOf(o, size.Width-left)
		tall := max(ht, top+h)
		if !dry {
			y := float32(0)
			if top == 0 {
				y = (tall - ht) / 2
			}
			put(text, 0, y, label, ht)
			put(o, left, top, size.Width-left, tall-top)
		}
		return tall
	})
}

// Lead puts an object behind a text that is as wide as it is by itself, or as there is
// room for.
func Lead(gap float32, t *Text, o fyne.CanvasObject) Fluid {
	natural := func() float32 {
		w := t.NaturalWidth() + 1
		if o.Visible() {
			w += gap + leastWidth(o)
		}
		return w
	}
	return newBox([]fyne.CanvasObject{t, o}, natural, func(size fyne.Size, dry bool) float32 {
		wide, wo := t.NaturalWidth()+1, float32(0)
		if o.Visible() {
			wo = gap + leastWidth(o)
		}
		wide = max(0, min(wide, size.Width-wo))
		ht, ho := t.HeightFor(wide), heightOf(o, wo)
		tall := max(ht, ho, size.Height)
		if !dry {
			put(t, 0, (tall-ht)/2, wide, ht)
			put(o, wide+gap, (tall-ho)/2, max(0, wo-gap), ho)
		}
		return max(ht, ho)
	})
}

// giveWay puts one text behind another. Where they have no room the second is cut first,
// and goes when nothing of it could be read; then the first.
func giveWay(gap float32, first, second *Text) Fluid {
	const least = 60 // pixels
	return newBox([]fyne.CanvasObject{first, second}, func() float32 { return least }, func(size fyne.Size, dry bool) float32 {
		w1, w2 := first.NaturalWidth()+1, second.NaturalWidth()+1
		w1 = min(w1, size.Width)
		if w2 = min(w2, size.Width-w1-gap); w2 < least && w2 < second.NaturalWidth() {
			w2 = 0
		}
		h1, h2 := first.HeightFor(w1), second.HeightFor(max(0, w2))
		tall := max(h1, h2)
		if !dry {
			put(first, 0, (tall-h1)/2, w1, h1)
			put(second, w1+gap, (tall-h2)/2, max(0, w2), h2)
		}
		return tall
	})
}

// Wrapped puts objects side by side at their own width, centred upright, and on a further
// line what there is no room for. The last one stands at the right end where it has room.
func Wrapped(gap float32, objects ...fyne.CanvasObject) Fluid {
	const least = 240 // narrower than that no line has to be
	return newBox(objects, func() float32 { return min(least, widest(objects)()) }, func(size fyne.Size, dry bool) float32 {
		var y float32
		for at := 0; at < len(objects); {
			end, tall := lineOf(objects, at, gap, size.Width)
			if !dry {
				placeLine(objects, at, end, gap, y, tall, size.Width)
			}
			if y += tall; end < len(objects) {
				y += gap
			}
			at = end
		}
		return y
	})
}

// lineOf says which objects from one on stand on its line, and how tall that is.
func lineOf(objects []fyne.CanvasObject, at int, gap, width float32) (end int, tall float32) {
	var x float32
	for end = at; end < len(objects); end++ {
		o := objects[end]
		if !o.Visible() {
			continue
		}
		w := min(pixels(leastWidth(o)), width)
		if x > 0 && x+w > width {
			break
		}
		x, tall = x+w+gap, max(tall, heightOf(o, w))
	}
	return end, tall
}

func placeLine(objects []fyne.CanvasObject, at, end int, gap, y, tall, width float32) {
	var x float32
	for i, o := range objects[at:end] {
		if !o.Visible() {
			continue
		}
		w := min(pixels(leastWidth(o)), width)
		h := heightOf(o, w)
		if at+i == len(objects)-1 && x > 0 {
			x = max(x, width-w)
		}
		put(o, x, y+(tall-h)/2, w, h)
		if x == 0 && beginsWithLink(o) { // its text stands where other lines begin
			o.Move(o.Position().SubtractXY(linkSide, 0))
		}
		x += w + gap
	}
}

// linkSide is the room beside the text of a link, in pixels.
const linkSide = 8

// beginsWithLink reports whether a link stands at the left edge of an object.
func beginsWithLink(o fyne.CanvasObject) bool {
	if b, ok := o.(*Button); ok {
		return b.Look == Link || b.Look == Danger
	}
	for _, child := range within(o) {
		if child.Visible() && child.Position().X == 0 && beginsWithLink(child) {
			return true
		}
	}
	return false
}
