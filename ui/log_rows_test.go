package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/ui/desktop"
	"playtoken/ui/widgets"
)

// A log shows at least six of its rows at once in every size of window: where they have no
// room below the causes, these are folded, and a button brings them.
func TestRowsOfALogHaveRoom(t *testing.T) {
	for name, c := range map[string]struct {
		size   fyne.Size
		folded bool
	}{
		"the least window": {fyne.NewSize(desktop.LeastWidth, desktop.LeastHeight), true},
		"a wide, low one":  {fyne.NewSize(1600, desktop.LeastHeight), true},
		"the usual one":    {fyne.NewSize(desktop.DefaultWidth, desktop.DefaultHeight), false},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				d.w.Resize(c.size)
				d.p.Show(atWhy)
				d.p.why.Presenter().SampleLog()
				d.settle()
				rows := func() (causes, requests int) {
					d.layOut()
					each(d.w.Content(), func(o fyne.CanvasObject) {
						if _, ok := o.(widgets.FeedRow); !ok || d.placeOf(o).Y+o.Size().Height > d.w.Canvas().Size().Height {
							return
						}
						if o.Size().Height < 30 {
							causes++
						} else {
							requests++
						}
					})
					return causes, requests
				}
				if causes, requests := rows(); requests < 6 || c.folded != (causes == 0) {
					t.Errorf("%d causes and %d rows are in sight", causes, requests)
				}
				d.w.Resize(fyne.NewSize(1280, 1000))
				if causes, requests := rows(); causes != 5 || requests < 6 {
					t.Errorf("%d causes and %d rows are in sight in a high window", causes, requests)
				}
				d.w.Resize(c.size)
				if !c.folded {
					return
				}
				if causes, _ := rows(); causes != 0 {
					t.Errorf("%d causes are in sight again", causes)
				}
				d.press("Causes")
				if causes, _ := rows(); causes != 5 {
					t.Errorf("%d causes are unfolded", causes)
				}
				d.press("Causes")
				if causes, requests := rows(); causes != 0 || requests < 6 {
					t.Errorf("%d causes and %d rows are in sight after the causes were folded", causes, requests)
				}
			})
		})
	}
}
