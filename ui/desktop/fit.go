package desktop

import "fyne.io/fyne/v2"

// frameHigh is about how high the title of a window is, in pixels.
const frameHigh = 40

// Fit makes a window smaller where no screen has the room for it, as with large texts: not
// every system does that by itself. It is called on the window's thread, once the window is
// shown.
func Fit(w fyne.Window) {
	c := w.Canvas()
	if size := fitting(c.Size(), c.Scale(), workAreas()); size != c.Size() {
		w.Resize(size)
	}
}

// fitting is the size of a window that has the room, on one of the screens of a system that it
// knows of. A window that has been maximized is never changed.
func fitting(size fyne.Size, scale float32, screens []fyne.Size) fyne.Size {
	var best fyne.Size
	for _, s := range screens {
		if s.Width >= size.Width*scale && s.Height >= size.Height*scale {
			return size
		}
		if s.Width*s.Height > best.Width*best.Height {
			best = s
		}
	}
	if best.IsZero() || scale <= 0 {
		return size
	}
	return size.Min(fyne.NewSize(best.Width/scale, (best.Height-frameHigh)/scale))
}
