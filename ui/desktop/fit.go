package desktop

import "fyne.io/fyne/v2"

// frameHigh is about how high the title of a window is, in pixels.
const frameHigh = 40

// Fitter makes a window smaller where no screen has the room for it, as with large texts: not
// every system does that by itself. Where there is room again, the window gets the size back
// that it was taken.
type Fitter struct{ wanted, given fyne.Size }

// Fit is called on the window's thread, once the window is shown and when its scale has changed.
func (f *Fitter) Fit(w fyne.Window) {
	c := w.Canvas()
	if size := f.size(c.Size(), c.Scale(), workAreas()); size != c.Size() {
		w.Resize(size)
	}
}

// size is the one for a window that has the size of now.
func (f *Fitter) size(now fyne.Size, scale float32, screens []fyne.Size) fyne.Size {
	const rounded = 2 // pixels by which a window is another size than it was asked for
	if d := now.Subtract(f.given); max(d.Width, -d.Width, d.Height, -d.Height) > rounded {
		f.wanted = now // a person gave it
	}
	f.given = fitting(f.wanted, scale, screens)
	return f.given
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
