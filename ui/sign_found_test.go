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
