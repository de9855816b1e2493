package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"playtoken/ui/widgets"
)

// drawn is what can be read of the text that says something whole.
func (d *desk) drawn(whole string) string {
	d.t.Helper()
	var b strings.Builder
	each(d.w.Content(), func(o fyne.CanvasObject) {
		text, ok := o.(*widgets.Text)
		if !ok || text.String() != whole || b.Len() > 0 {
			return
		}
		for _, piece := range test.WidgetRenderer(text).Objects() {
			if c, ok := piece.(*canvas.Text); ok {
				b.WriteString(c.Text)
			}
		}
	})
	return b.String()
}

// TestShowAll: the whole token shows at once, and is cut again at once.
func TestShowAll(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		d.layOut()
		token := d.p.sign.Presenter().State().Whole()
		if got := d.drawn(token); len(got) >= len(token) {
			t.Fatalf("nothing is cut: %q", got)
		}
		d.press("Show all")
		if got := d.drawn(token); got != token {
			t.Errorf("%d of %d characters are shown", len(got), len(token))
		}
		d.press("Show less")
		if got := d.drawn(token); len(got) >= len(token) {
			t.Error("it is not cut again")
		}
	})
}

// TestCodeStaysWithoutAHost: the code that makes the token needs no host, and its card stays.
func TestCodeStaysWithoutAHost(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		d.layOut()
		d.p.sign.Presenter().Form.SetField("host", "")
		d.settle()
		d.layOut()
		if s := d.p.sign.Presenter().State(); s.Code == "" || d.drawn(s.Code) == "" {
			t.Errorf("%q is not shown:\n%s", s.Code, d.shown())
		}
	})
}

// TestButtonsKeepTheirPlace: what comes when a profile is changed moves no button that is there.
func TestButtonsKeepTheirPlace(t *testing.T) {
	for _, width := range []float32{860, 1120} {
		atDesk(t, nil, func(d *desk) {
			d.w.Resize(fyne.NewSize(width, 740))
			d.fill()
			d.save("Shop")
			place := func(text string) (at fyne.Position, shown bool) {
				d.layOut()
				each(d.w.Content(), func(o fyne.CanvasObject) {
					if b, ok := o.(*widgets.Button); ok && b.Text() == text && !shown {
						at, shown = fyne.CurrentApp().Driver().AbsolutePositionForObject(b), true
					}
				})
				return at, shown
			}
			before, there := place("New")
			if _, early := place("Revert"); !there || early {
				t.Fatalf("New %v, Revert %v", there, early)
			}
			d.p.sign.Presenter().Form.SetLife(0)
			d.settle()
			after, _ := place("New")
			saveAs, _ := place("Save as…")
			revert, changed := place("Revert")
			if !changed || before != after || revert.X >= saveAs.X {
				t.Errorf("New at %v, was at %v; Revert at %v", after, before, revert)
			}
		})
	}
}
