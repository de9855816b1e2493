package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/ui/widgets"
)

// What is typed after a claim was added by the mouse goes into that claim, which is in sight.
func TestClaimThatIsAddedHasTheKeyboard(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		p := d.p.sign.Presenter()
		p.Form.ToggleMore()
		d.settle()
		d.layOut()
		for i, name := range []string{"viewer", "level"} {
			d.w.Canvas().Unfocus() // as a click does
			d.press("Add a claim")
			d.layOut()
			e, ok := d.w.Canvas().Focused().(*widgets.Entry)
			if !ok {
				t.Fatalf("the keyboard is at %T", d.w.Canvas().Focused())
			}
			test.Type(e, name)
			d.settle()
			if got := p.State().Claims[i].Name; got != name {
				t.Errorf("claim %d is called %q", i, got)
			}
			if y := fyne.CurrentApp().Driver().AbsolutePositionForObject(e).Y; y < 0 || y+e.Size().Height > d.w.Canvas().Size().Height {
				t.Errorf("claim %d is at %v", i, y)
			}
		}
		d.press("Remove")
		if e, ok := d.w.Canvas().Focused().(*widgets.Entry); !ok || e.Text != "level" {
			t.Errorf("the keyboard is at %T", d.w.Canvas().Focused())
		}
		d.press("Remove")
		if b, ok := d.w.Canvas().Focused().(*widgets.Button); !ok || b.Text() != "Add a claim" {
			t.Errorf("the keyboard is at %T", d.w.Canvas().Focused())
		}
	})
}
