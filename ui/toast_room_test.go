//go:build !race

package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/internal/fixtures"
	"playtoken/ui/desktop"
)

// What a toast says that stays, an offer to undo or a failure, covers nothing that can be used:
// the page leaves room for it, keeps all in its place, and has what it had once the toast is gone.
func TestToastCoversNothing(t *testing.T) {
	for name, say := range map[string]func(d *desk){
		"a paste replaced": func(d *desk) {
			d.take(fixtures.Token(d.t))
			d.take("https://stream.fastpix.com/" + otherID + ".m3u8?token=" + fixtures.Token(d.t))
		},
		"a failure on Sign":     func(d *desk) { d.fill(); d.p.toast.Fail("The file could not be read: is a directory") },
		"a failure on Keys":     func(d *desk) { d.keysOfAllKinds(); d.p.toast.Fail("The file could not be read") },
		"a failure on Settings": func(d *desk) { d.p.Show(atSettings); d.p.toast.Fail("The file could not be read") },
		"a failure on Check":    func(d *desk) { d.p.Show(atCheck); d.p.toast.Fail("The file could not be read") },
		"on another screen":     func(d *desk) { d.p.Show(atSettings); d.p.toast.Fail("It failed"); d.p.Show(atSign) },
	} {
		for _, size := range []fyne.Size{{Width: desktop.LeastWidth, Height: desktop.LeastHeight}, {Width: desktop.DefaultWidth, Height: desktop.DefaultHeight}} {
			t.Run(name, func(t *testing.T) {
				atDesk(t, nil, func(d *desk) {
					d.w.Resize(size)
					say(d)
					d.settle()
					d.layOut()
					if d.p.toast.Text() == "" {
						t.Fatal("nothing is said")
					}
					_, card := d.toast()
					for _, text := range d.under(card) {
						t.Errorf("%v: it covers %s", size, text)
					}
					before := d.places()
					d.p.toast.Close()
					d.layOut()
					if after := d.places(); len(after) < len(before) {
						t.Errorf("%v: %d controls are there, %d were", size, len(after), len(before))
					} else {
						for o, y := range before {
							if after[o] != y {
								t.Errorf("%v: %q stood at %v, now at %v", size, labelOf(o), y, after[o])
							}
						}
					}
				})
			})
		}
	}
}

func (d *desk) areaOf(o fyne.CanvasObject) area { return areaOf(d.placeOf(o), o.Size()) }

// toast is the toast of the window and the place of its card.
func (d *desk) toast() (toast fyne.CanvasObject, card area) {
	for _, c := range children(d.p.toast) {
		if _, ok := c.(fyne.Tappable); ok {
			card = d.areaOf(c)
		}
	}
	return d.p.toast, card
}

// under are the controls of the window that lie under an area, as far as they are shown.
func (d *desk) under(card area) (list []string) {
	d.controls(func(o fyne.CanvasObject, shown area) {
		if !shown.cut(card).empty() {
			list = append(list, describe(o, nil))
		}
	})
	return list
}

// places is where the controls of the window stand.
func (d *desk) places() map[fyne.CanvasObject]fyne.Position {
	list := map[fyne.CanvasObject]fyne.Position{}
	d.controls(func(o fyne.CanvasObject, _ area) { list[o] = d.placeOf(o) })
	return list
}

// controls visits what takes the keyboard, with what is shown of it.
func (d *desk) controls(visit func(o fyne.CanvasObject, shown area)) {
	var walk func(in fyne.CanvasObject, clip area)
	walk = func(in fyne.CanvasObject, clip area) {
		if in == fyne.CanvasObject(d.p.toast) {
			return
		}
		if hides(in) {
			clip = clip.cut(d.areaOf(in))
		}
		if _, ok := in.(fyne.Focusable); ok {
			if shown := d.areaOf(in).cut(clip); !shown.empty() {
				visit(in, shown)
			}
		}
		for _, child := range children(in) {
			walk(child, clip)
		}
	}
	size := d.w.Canvas().Size()
	walk(d.w.Content(), area{0, 0, size.Width, size.Height})
}
