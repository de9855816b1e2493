package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"playtoken/ui/theme"
)

// What has no room beside something stands below it, and takes no place where it is not shown.
func TestFolded(t *testing.T) {
	app(t)
	first, second := canvas.NewRectangle(nil), Sized(100, 30, canvas.NewRectangle(nil))
	f := Folded(10, 200, Sized(0, 20, first), second)
	for _, c := range []struct {
		name          string
		width, high   float32
		shown         bool
		at            fyne.Position
		first, second float32
	}{
		{"beside", 310, 30, true, fyne.NewPos(210, 0), 200, 100},
		{"below", 309, 20 + foldGap + 30, true, fyne.NewPos(209, 20+foldGap), 309, 100},
		{"narrower than itself", 80, 20 + foldGap + 30, true, fyne.NewPos(0, 20+foldGap), 80, 80},
		{"not there", 150, 20, false, fyne.Position{}, 150, 0},
	} {
		Show(second, c.shown)
		if got := f.HeightFor(c.width); got != c.high {
			t.Errorf("%s: %v high, want %v", c.name, got, c.high)
		}
		f.Resize(fyne.NewSize(c.width, c.high))
		f.Refresh()
		if second.Position() != c.at || first.Size().Width != c.first || second.Size().Width != c.second {
			t.Errorf("%s: the first %v wide, the second %v wide at %v", c.name, first.Size().Width, second.Size().Width, second.Position())
		}
	}
}

// What lies over a window is no larger than that, and is scrolled; what fits is as large as it is.
func TestBounded(t *testing.T) {
	app(t)
	most := fyne.NewSize(300, 200)
	for _, c := range []struct {
		name       string
		content    Fluid
		size, seen fyne.Size
	}{
		{"small", Sized(120, 50, canvas.NewRectangle(nil)), fyne.NewSize(120, 52), fyne.NewSize(120, 52)},
		{"high", Sized(120, 500, canvas.NewRectangle(nil)), fyne.NewSize(132, 200), fyne.NewSize(120, 500)},
		{"wide", Width(700, Sized(0, 50, canvas.NewRectangle(nil))), fyne.NewSize(300, 52), fyne.NewSize(300, 52)},
	} {
		b := Bounded(func() fyne.Size { return most }, c.content)
		if got := b.MinSize(); got != c.size {
			t.Errorf("%s: %v, want %v", c.name, got, c.size)
		}
		stage(t, b, c.size.Width, c.size.Height)
		if got := c.content.Size(); got != c.seen {
			t.Errorf("%s: laid out in %v, want %v", c.name, got, c.seen)
		}
	}
}

// A grid fills its rows evenly.
func TestGridIsEven(t *testing.T) {
	app(t)
	for _, c := range []struct {
		n, columns int
		width      float32
	}{{6, 3, 440}, {6, 3, 330}, {6, 2, 250}, {6, 6, 900}, {5, 3, 440}, {4, 2, 330}, {3, 3, 440}, {1, 1, 440}, {6, 1, 90}} {
		var list []fyne.CanvasObject
		for range c.n {
			list = append(list, Sized(50, 20, canvas.NewRectangle(nil)))
		}
		stage(t, Grid(10, 100, list...), c.width, 300)
		got := 0
		for _, o := range list {
			if o.Position().Y == 0 {
				got++
			}
		}
		if got != c.columns {
			t.Errorf("%d in %v: %d in the first row, want %d", c.n, c.width, got, c.columns)
		}
	}
}

// Cells that have no room are left out, and come back.
func TestCellsLeftOut(t *testing.T) {
	app(t)
	a, b := Sized(10, 20, canvas.NewRectangle(nil)), Sized(10, 20, canvas.NewRectangle(nil))
	cells := CellsBy(func(width float32) []float32 {
		if width < 100 {
			return []float32{1, -1}
		}
		return []float32{0.5, 0.5}
	}, a, b)
	for width, shown := range map[float32]bool{90: false, 212: true} {
		cells.Resize(fyne.NewSize(width, 20))
		Place(cells)
		if b.Visible() != shown || !shown && a.Size().Width != width || shown && a.Size().Width != 100 {
			t.Errorf("%v wide: the second is shown %v, the first is %v wide", width, b.Visible(), a.Size().Width)
		}
	}
}

// A line around nothing is drawn in one piece: no corner is filled.
func TestLineAroundNothing(t *testing.T) {
	app(t)
	for fill, whole := range map[fyne.ThemeColorName]bool{"": true, theme.Card: false} {
		g := NewGround(fill, theme.Accent, theme.Corner)
		stage(t, g, 400, 300)
		r := visible(g)
		one := len(r) == 2 && r[1].(*canvas.Rectangle).StrokeWidth == 1
		if one != whole {
			t.Errorf("filled with %q: %d pieces", fill, len(r)-1)
		}
	}
}
