package widgets

import (
	"fyne.io/fyne/v2"
)

// Folded puts a second object at the right end of a line, at its own width, beside a first
// one that takes the rest. Where that would be less than least, the second one stands below
// the first.
func Folded(gap, least float32, first, second fyne.CanvasObject) Fluid {
	return newBox([]fyne.CanvasObject{first, second}, func() float32 {
		return max(min(least, leastWidth(first)), leastWidth(second))
	}, func(size fyne.Size, dry bool) float32 {
		beside := pixels(leastWidth(second))
		if !second.Visible() || beside == 0 {
			beside = -gap
		}
		wide, folded := size.Width-beside-gap, false
		if beside > 0 && wide < max(least, leastWidth(first)) {
			wide, folded = size.Width, true
		}
		h := heightOf(first, wide)
		if beside <= 0 {
			if !dry {
				put(first, 0, 0, wide, max(h, size.Height))
				put(second, 0, 0, 0, 0)
			}
			return h
		}
		h2 := heightOf(second, min(beside, size.Width))
		if folded {
			if !dry {
				put(first, 0, 0, wide, h)
				put(second, max(0, size.Width-beside), h+foldGap, min(beside, size.Width), h2)
			}
			return h + foldGap + h2
		}
		tall := max(h, h2)
		if !dry {
			space := max(tall, size.Height)
			put(first, 0, (space-h)/2, wide, h)
			put(second, wide+gap, (space-h2)/2, beside, h2)
		}
		return tall
	})
}

// Ahead puts an object, as wide as most or as there is room for, in front of another one that
// stands right behind it at its own width.
func Ahead(most float32, first, second fyne.CanvasObject) Fluid {
	const least = 60 // pixels
	behind := func() float32 { return pixels(leastWidth(second)) }
	return newBox([]fyne.CanvasObject{first, second}, func() float32 { return least + behind() }, func(size fyne.Size, dry bool) float32 {
		wide := max(0, min(most, size.Width-behind()))
		h, h2 := heightOf(first, wide), heightOf(second, behind())
		tall := max(h, h2)
		if !dry {
			space := max(tall, size.Height)
			put(first, 0, (space-h)/2, wide, h)
			put(second, wide, (space-h2)/2, behind(), h2)
		}
		return tall
	})
}

// foldGap is between what is folded, in pixels.
const foldGap = 6

// put gives an object its place and its size.
func put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// Bounded shows content at its own size, and no larger than most: what is wider gets less
// room, and what is higher is scrolled, with room for the bar beside it. It is cut to whole
// pixels, wherever it stands, so that it has some more of them than the content.
func Bounded(most func() fyne.Size, content Fluid) Fluid {
	const bar, spare = 12, 2
	page := NewPage(newBox([]fyne.CanvasObject{content}, func() float32 { return leastWidth(content) }, func(size fyne.Size, dry bool) float32 {
		w := size.Width
		if content.HeightFor(w) > most().Height {
			w -= bar
		}
		h := content.HeightFor(w)
		if !dry {
			put(content, 0, 0, w, max(h, size.Height))
		}
		return h
	}))
	wide := func() float32 {
		w, most := leastWidth(content), most()
		if content.HeightFor(w) > most.Height {
			w += bar
		}
		return min(w, most.Width)
	}
	return newBox([]fyne.CanvasObject{page}, wide, func(size fyne.Size, dry bool) float32 {
		h := pixels(min(content.HeightFor(size.Width)+spare, most().Height))
		if !dry {
			put(page, 0, 0, size.Width, max(h, min(size.Height, most().Height)))
			page.Relayout()
		}
		return h
	})
}

// Width gives an object a fixed width, and less where there is not so much.
func Width(width float32, o fyne.CanvasObject) Fluid {
	return newBox([]fyne.CanvasObject{o}, func() float32 { return width }, func(size fyne.Size, dry bool) float32 {
		w := width
		if size.Width > 0 {
			w = min(w, size.Width)
		}
		h := heightOf(o, w)
		if !dry {
			put(o, 0, 0, w, h)
		}
		return h
	})
}

// AtMost gives an object the width there is, up to a most, and no less than what a name can be
// read in.
func AtMost(most float32, o fyne.CanvasObject) Fluid {
	const least = 120 // pixels
	b := newBox([]fyne.CanvasObject{o}, func() float32 { return min(least, most) }, func(size fyne.Size, dry bool) float32 {
		w := min(most, size.Width)
		h := heightOf(o, w)
		if !dry {
			put(o, 0, 0, w, h)
		}
		return h
	})
	b.needs = true
	return b
}
