//go:build !race

package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/core/platform/all"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// What stands in an empty field of Sign has room there: it is read as an example, and half of
// one is none.
func TestPlaceholdersOfSignFit(t *testing.T) {
	for _, pl := range all.Platforms() {
		atDesk(t, nil, func(d *desk) {
			p := d.choosePlatform(pl)
			p.Form.ToggleMore()
			p.URLs.ToggleOptions()
			p.Claims.Add()
			d.settle()
			for _, width := range []float32{1000, 1120, 1600} {
				d.w.Resize(fyne.NewSize(width, 740))
				d.settle()
				d.layOut()
				each(d.w.Content(), func(o fyne.CanvasObject) {
					e, ok := o.(*widgets.Entry)
					if !ok || !e.Visible() || e.MultiLine || e.Text != "" || e.PlaceHolder == "" {
						return
					}
					if text, room := fyne.MeasureText(e.PlaceHolder, theme.TextSize, fyne.TextStyle{}).Width, e.Size().Width-18; text > room {
						t.Errorf("%s, %v wide: %q takes %v of %v", pl.Label, width, e.PlaceHolder, text, room)
					}
				})
			}
		})
	}
}
