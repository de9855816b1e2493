package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/internal/fixtures"
	"playtoken/ui/desktop"
	"playtoken/ui/widgets"
)

// What is open below a control while the window gets another size stands at the control
// afterwards, or has gone where that is out of sight. What belongs to no control goes, and the
// palette stays in the middle.
func TestOpenMenuFollows(t *testing.T) {
	button := func(d *desk, text string) (found fyne.CanvasObject) {
		each(d.w.Content(), func(o fyne.CanvasObject) {
			if b, ok := o.(*widgets.Button); ok && b.Text() == text {
				found = b
			}
		})
		return found
	}
	calendar := func(d *desk) fyne.CanvasObject {
		d.fill()
		d.layOut()
		at := d.entry("or fri 18:00")
		d.w.Canvas().Focus(at)
		at.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		return at
	}
	for name, c := range map[string]struct {
		open  func(d *desk) (at fyne.CanvasObject)
		sizes []fyne.Size
		goes  bool // whether it is closed
	}{
		"a select": {func(d *desk) fyne.CanvasObject {
			d.fill()
			var at *widgets.Select
			each(d.p.sign.Page, func(o fyne.CanvasObject) {
				if s, ok := o.(*widgets.Select); ok && at == nil {
					at = s
				}
			})
			test.Tap(at)
			return at
		}, []fyne.Size{{Width: desktop.LeastWidth, Height: desktop.LeastHeight}, {Width: 1500, Height: 900}}, false},
		"a calendar":                         {calendar, []fyne.Size{{Width: 1500, Height: 900}, {Width: 1300, Height: 760}}, false},
		"a calendar of a field out of sight": {calendar, []fyne.Size{{Width: 860, Height: 400}}, true},
		"the menu of a button": {func(d *desk) fyne.CanvasObject {
			d.take(fixtures.Token(d.t))
			d.layOut()
			at := button(d, "Report…")
			test.Tap(at.(fyne.Tappable))
			return at
		}, []fyne.Size{{Width: desktop.LeastWidth, Height: desktop.LeastHeight}, {Width: 1500, Height: 900}}, false},
		"the menu of the right button": {func(d *desk) fyne.CanvasObject {
			widgets.OpenMenuAt(d.w.Canvas(), fyne.NewPos(500, 300), []widgets.MenuItem{{Text: "Copy"}})
			return nil
		}, []fyne.Size{{Width: 1500, Height: 900}}, true},
		"the palette": {func(d *desk) fyne.CanvasObject { d.p.do(ShowPalette); return nil }, []fyne.Size{{Width: 860, Height: 560}, {Width: 1500, Height: 900}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				at := c.open(d)
				d.settle()
				for _, size := range c.sizes {
					d.w.Resize(size)
					d.settle()
					d.layOut()
					top := d.w.Canvas().Overlays().Top()
					if (top == nil) != c.goes {
						t.Fatalf("%v: open: %v", size, top != nil)
					}
					if top == nil {
						return
					}
					sheet := children(top)[0]
					x, y := sheet.Position().X, sheet.Position().Y
					if at == nil {
						if x != float32(int((size.Width-sheet.Size().Width)/2)) {
							t.Errorf("%v: at %v", size, x)
						}
						continue
					}
					from, high := d.placeOf(at), at.Size().Height
					below, above := y-from.Y-high, from.Y-y-sheet.Size().Height
					if below != 4 && above != 4 {
						t.Errorf("%v: %v below and %v above its control", size, below, above)
					}
					if right := x + sheet.Size().Width; x > from.X || right < from.X {
						t.Errorf("%v: from %v to %v, its control stands at %v", size, x, right, from.X)
					}
				}
			})
		})
	}
}
