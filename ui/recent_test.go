package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/internal/fixtures"
)

// A text that was cleared, by its button or by Escape, comes back.
func TestUndoOfClear(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.do(ShowWhy)
		undo := func() {
			d.p.undo()
			d.settle()
		}
		d.take(fixtures.Token(t))
		d.press("Clear")
		if !strings.Contains(d.p.toast.Text(), "Paste cleared") || !strings.Contains(d.shown(), "Why does it not play?") {
			d.t.Fatalf("toast %q, shows\n%s", d.p.toast.Text(), d.shown())
		}
		undo()
		if !d.p.why.Presenter().State().Read {
			t.Errorf("not undone, shows\n%s", d.shown())
		}
		d.w.Canvas().Unfocus()
		d.w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
		d.settle()
		d.w.Canvas().Unfocus()
		undo()
		if !d.p.why.Presenter().State().Read {
			t.Errorf("not undone, shows\n%s", d.shown())
		}
	})
}
