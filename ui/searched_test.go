//go:build !race

package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/internal/fixtures"
	"playtoken/ui/desktop"
)

// A search that finds nothing says so where the rows would be, and is taken back there.
func TestSearchWithoutAHit(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.Show(atWhy)
		d.p.why.Presenter().SampleLog()
		d.settle()
		d.p.why.Presenter().Filter.Search("qqqq")
		d.settle()
		d.layOut()
		if s := d.shown(); !strings.Contains(s, "No row has “qqqq” in it.") || !strings.Contains(s, "0 rows") {
			t.Errorf("shows\n%s", s)
		}
		d.press("Copy rows")
		if len(d.copied) > 0 {
			t.Errorf("copied %q", d.copied)
		}
		d.press("Clear the search")
		d.layOut()
		if s := d.shown(); strings.Contains(s, "No row has") || !strings.Contains(s, "Had expired") {
			t.Errorf("shows\n%s", s)
		}
	})
}

// A field that is emptied by hand leaves the same screen as Clear does.
func TestEmptiedField(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.Show(atWhy)
		d.take("https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t))
		d.p.do(FocusPaste)
		d.settle()
		e := d.entry("https://stream.fastpix.com")
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
		d.settle()
		d.layOut()
		if s := d.shown(); !strings.Contains(s, "What can be pasted") || !strings.Contains(s, "Recent") {
			t.Errorf("shows\n%s", s)
		}
		test.Type(e, "x")
		d.settle()
		if s := d.p.why.Presenter().State(); s.Text != "x" || s.Blank {
			t.Errorf("typed on, it holds %q", s.Text)
		}
	})
}

// In the least window with the largest texts the bar of each screen stands on two lines where
// it has to, and its screen begins below it.
func TestBarOnTwoLines(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		for size, high := range map[fyne.Size]float32{{Width: desktop.DefaultWidth, Height: desktop.DefaultHeight}: 50, inLargeTexts(desktop.LeastWidth, desktop.LeastHeight): 70} {
			d.w.Resize(size)
			for _, screen := range []int{atSettings, atWhy} {
				d.p.Show(screen)
				d.settle()
				want := high
				if screen == atSettings {
					want = 50
				}
				d.layOut()
				if got := d.placeOf(d.p.screens[screen].view).Y; got < want || got > want+30 || want == 50 && got != want {
					t.Errorf("%v, screen %d: it begins at %v", size, screen, got)
				}
			}
		}
	})
}
