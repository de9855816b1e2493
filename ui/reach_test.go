//go:build !race

package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
	"playtoken/ui/desktop"
	"playtoken/ui/widgets"
)

// eachFilled shows every screen with something on it, in a window of a size.
func eachFilled(t *testing.T, size fyne.Size, look func(d *desk, screen string)) {
	t.Helper()
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.saveKey("Shop production", keyOf(t, string(fixtures.PrivateKey(t))), vault.Profile{Platform: "fastpix", KeyID: keyID})
		d.w.Resize(size)
		d.fill()
		for i, s := range d.p.screens {
			d.p.Show(i)
			switch d.settle(); i {
			case atSign:
				d.press("Options")
			case atWhy:
				d.take(fixtures.Token(t))
				d.press("Edit and re-sign")
			case atCheck:
				d.press("Start")
			}
			d.settle()
			d.layOut()
			look(d, fmt.Sprintf("%s, %v", s.label, size))
		}
	})
}

var reachSizes = []fyne.Size{{Width: desktop.LeastWidth, Height: desktop.LeastHeight}, {Width: desktop.DefaultWidth, Height: desktop.DefaultHeight}}

// Tab goes through each screen in the order in which it is read: down a column, then to the
// one beside it. What has the keyboard is in sight.
func TestTabInReadingOrder(t *testing.T) {
	for _, size := range reachSizes {
		eachFilled(t, size, func(d *desk, screen string) {
			c := d.w.Canvas()
			c.Unfocus()
			c.FocusNext()
			first := c.Focused()
			before := fyne.Position{}
			for n := 0; n == 0 || c.Focused() != first; n++ {
				o, ok := c.Focused().(fyne.CanvasObject)
				if !ok || n > 200 {
					d.t.Fatalf("%s: control %d: the keyboard is at %T", screen, n, c.Focused())
				}
				d.settle()
				at, end := d.placeOf(o), c.Size()
				name := fmt.Sprintf("%s: %T %q", screen, o, labelOf(o))
				// What was before may have been scrolled.
				if _, rail := o.(*widgets.RailItem); !rail && (at.Y < 0 || at.Y+min(o.Size().Height, 40) > end.Height || at.X < 0 || at.X+o.Size().Width > end.Width+1) {
					d.t.Errorf("%s is out of sight, at %v", name, at)
				}
				c.FocusNext()
				next, ok := c.Focused().(fyne.CanvasObject)
				if before = d.placeOf(o); ok && c.Focused() != first {
					if to := d.placeOf(next); to.Y < before.Y-24 && to.X <= before.X {
						d.t.Errorf("%s: behind it comes %q, at %v after %v", name, labelOf(next), to, before)
					}
				}
			}
		})
	}
}

// The wheel scrolls the page wherever the pointer is: over every control.
func TestWheelOverEveryControl(t *testing.T) {
	for _, size := range reachSizes[:1] {
		eachFilled(t, size, func(d *desk, screen string) {
			c := d.w.Canvas()
			c.Unfocus()
			var controls []fyne.CanvasObject
			each(d.p.screens[d.p.current].view, func(o fyne.CanvasObject) {
				if _, ok := o.(fyne.Focusable); ok && o.Visible() {
					controls = append(controls, o)
				}
			})
			scrolls := 0
			for _, o := range controls {
				at := d.placeOf(o).AddXY(o.Size().Width/2, o.Size().Height/2)
				if at.Y < 60 || at.Y > size.Height-10 || d.p.current == atSign && labelOf(o) == "Copy token" {
					continue // not in sight, or on the banner that stays
				}
				moved := func(dy float32) bool {
					before := d.placeOf(o)
					test.Scroll(c, at, 0, dy)
					d.settle()
					return d.placeOf(o) != before
				}
				if !moved(-10) && !moved(10) {
					d.t.Errorf("%s: nothing moves with the pointer over %T %q", screen, o, labelOf(o))
				}
				moved(10)
				scrolls++
			}
			if scrolls == 0 {
				d.t.Errorf("%s: no control is in sight", screen)
			}
		})
	}
}

// A button that goes with what it takes away hands the keyboard on: what is typed next goes
// somewhere.
func TestKeyboardIsNeverNowhere(t *testing.T) {
	eachFilled(t, reachSizes[1], func(d *desk, screen string) {
		for _, name := range map[int][]string{
			atSign: {"Replace…", "New"}, atWhy: {"Edit text", "Clear"}, atKeys: {"Lock", "Unlock"}, atCheck: {"Stop"}, atSettings: {"Lock now"},
		}[d.p.current] {
			var button *widgets.Button
			each(d.w.Content(), func(o fyne.CanvasObject) {
				if b, ok := o.(*widgets.Button); ok && b.Visible() && b.Text() == name && !b.Disabled() && button == nil {
					button = b
				}
			})
			if button == nil {
				d.t.Errorf("%s: there is no button %q", screen, name)
				continue
			}
			d.w.Canvas().Focus(button)
			button.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			d.settle()
			d.p.Tick()
			if o, ok := d.w.Canvas().Focused().(fyne.CanvasObject); !ok || !d.seen(o) {
				d.t.Errorf("%s: behind %q the keyboard is at %T", screen, name, d.w.Canvas().Focused())
			}
		}
	})
}

// A panel of Why? that is closed hands the keyboard to what opened it, and what else goes
// with the control that was pressed to something that is shown.
func TestKeyboardBehindPanelsOfWhy(t *testing.T) {
	url := "https://stream.fastpix.com/" + otherID + ".m3u8?token=" + fixtures.Token(t)
	for _, c := range []struct {
		open  string
		close string // "" for Escape in the field
		want  string
	}{
		{"Compare two", "Close", "Compare two"},
		{"Compare two", "", "Compare two"},
		{"What did the player say?", "Close", "What did the player say?"},
		{"What did the player say?", "", ""},
		{"Edit and re-sign", "Cancel", "Edit and re-sign"},
		{"Edit and re-sign", "", "Edit and re-sign"},
		{"Sign for this URL's ID", "Close", ""},
		{"Replace…", "Cancel", ""},
	} {
		t.Run(c.open+" "+c.close, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				d.fill()
				d.take(url)
				d.layOut()
				tap := func(text string) {
					var found *widgets.Button
					each(d.w.Content(), func(o fyne.CanvasObject) {
						if b, ok := o.(*widgets.Button); ok && b.Text() == text && found == nil {
							found = b
						}
					})
					if found == nil {
						t.Fatalf("there is no %q:\n%s", text, d.shown())
					}
					d.w.Canvas().Focus(found)
					found.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
					d.settle()
					d.layOut()
				}
				tap(c.open)
				if c.close == "" {
					d.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
					d.settle()
				} else {
					tap(c.close)
				}
				d.p.Tick()
				o, ok := d.w.Canvas().Focused().(fyne.CanvasObject)
				if !ok || !d.seen(o) || c.want != "" && labelOf(o) != c.want {
					t.Errorf("the keyboard is at %T %.40q", d.w.Canvas().Focused(), labelOf(o))
				}
			})
		})
	}
}
