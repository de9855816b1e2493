package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"playtoken/core/platform"
	"playtoken/ui/widgets"
)

// placeOf is where an object stands in the window.
func placeOf(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
}

// What changes on the right moves no field that one is typing into, and the banner stays
// while what is below it scrolls.
func TestFormStandsStill(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(1120, 740), fyne.NewSize(1600, 1000)} {
		atDesk(t, nil, func(d *desk) {
			d.fill()
			d.w.Resize(size)
			d.layOut()
			p := d.p.sign.Presenter()
			field, button := d.entry("or fri"), d.buttonCalled("Copy token")
			before, banner := placeOf(field), placeOf(button)
			for _, change := range []func(){
				p.URLs.Toggle, p.URLs.ToggleOptions,
				func() { p.Form.SetField("host", "") },
				func() { p.Form.SetField("host", "com") },
				func() { p.Form.SetLife(3) },
				func() { p.Form.SetDate("tomor") },
				func() { p.Form.SetDate("tomorrow") },
				func() { p.Form.SetDate("") },
				func() { p.Snippets.ChooseGroup(1) },
			} {
				change()
				d.settle()
				d.layOut()
				if now := placeOf(field); now != before {
					t.Errorf("%v: the field went from %v to %v", size, before, now)
				}
			}
			p.Form.SetLife(2)
			d.settle()
			d.layOut()
			d.scroll(d.buttonCalled("Options"), 400)
			if now := placeOf(button); now != banner {
				t.Errorf("%v: the banner went from %v to %v", size, banner, now)
			}
			if now := placeOf(field); now != before {
				t.Errorf("%v: the field scrolled along: %v", size, now)
			}
		})
	}
}

// In a narrow window the form stands below the banner, and Tab still goes through it.
func TestNarrowColumns(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		wide := placeOf(d.entry("or fri")).X
		for _, width := range []float32{990, 860, 1010, 860} {
			d.w.Resize(fyne.NewSize(width, 600))
			d.layOut()
			banner, options := d.buttonCalled("Copy token"), d.buttonCalled("Options")
			field := placeOf(d.entry("16af5b33"))
			if narrow := width < 1000; narrow && field.Y < placeOf(banner).Y || narrow != (placeOf(options).X < 400) {
				t.Errorf("%v: field %v, banner %v, options %v", width, field, placeOf(banner), placeOf(options))
			}
		}
		if wide < 100 {
			t.Error("no place")
		}
		d.p.sign.Presenter().Form.SetField(platform.ID, otherID)
		d.settle()
		if d.entry("16af5b33").Text != otherID {
			t.Error("the field shows something else")
		}
	})
}

// buttonCalled is the button with a text.
func (d *desk) buttonCalled(text string) (found *widgets.Button) {
	d.t.Helper()
	each(d.w.Content(), func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && b.Text() == text && b.Visible() {
			found = b
		}
	})
	if found == nil {
		d.t.Fatalf("there is no button %q:\n%s", text, d.shown())
	}
	return found
}

// scroll turns the wheel over an object.
func (d *desk) scroll(over fyne.CanvasObject, by float32) {
	d.t.Helper()
	at := placeOf(over)
	var found *container.Scroll
	each(d.w.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*container.Scroll); ok && s.Visible() {
			if top := placeOf(s); at.X >= top.X && at.X < top.X+s.Size().Width && at.Y >= top.Y {
				found = s
			}
		}
	})
	if found == nil {
		d.t.Fatal("nothing scrolls there")
	}
	found.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -by)})
}
