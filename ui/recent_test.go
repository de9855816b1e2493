package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/internal/fixtures"
	"playtoken/ui/widgets"
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

// What is offered to be undone ends with the next paste and on another screen. It can still be
// undone.
func TestOfferOfUndoEnds(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.do(ShowWhy)
		shows := func() string { s := d.p.why.Presenter().State(); return s.Before + s.Title }
		d.take(fixtures.Token(t))
		first := shows()
		d.press("Clear")
		d.take("403 Forbidden")
		if said := d.p.toast.Text(); said != "" {
			t.Errorf("beside the next paste stands %q", said)
		}
		d.p.undo()
		if d.settle(); shows() != first {
			t.Errorf("undo brings %q back", shows())
		}
		d.press("Clear")
		d.p.do(ShowCheck)
		if said := d.p.toast.Text(); said != "" {
			t.Errorf("on another screen stands %q", said)
		}
		d.p.do(ShowWhy)
		d.p.undo()
		d.settle()
		if got := shows(); got != first {
			t.Errorf("undo brings %q back", got)
		}
	})
}

// All of a row of what was read before opens it.
func TestARecentRowIsPressedAnywhere(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.do(ShowWhy)
		d.take(fixtures.Token(t))
		d.press("Clear")
		d.layOut()
		row := firstOf[*widgets.Press](d, func(*widgets.Press) bool { return true })
		test.TapCanvas(d.w.Canvas(), d.placeOf(row).AddXY(row.Size().Width-6, row.Size().Height/2))
		if d.settle(); !d.p.why.Presenter().State().Read {
			t.Error("its time does not")
		}
	})
}

// TestUndoStaysInTheField: a field of a panel that has the keyboard leaves the customer as it is;
// elsewhere a paste comes back, and that is said.
func TestUndoStaysInTheField(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.do(ShowWhy)
		d.take(fixtures.Token(t))
		first := d.p.why.Presenter().State().Before + d.p.why.Presenter().State().Title
		d.take("403 Forbidden")
		second := d.p.why.Presenter().State().Title
		d.p.toast.Close()
		d.press("Video length, platform…")
		d.w.Canvas().Focus(d.entry("45m, 1h30m"))
		d.p.undo() // Ctrl+Z, which a field without a text hands on
		d.settle()
		if s := d.p.why.Presenter().State(); s.Title != second {
			t.Errorf("in a field: %q", s.Title)
		}
		d.w.Canvas().Unfocus()
		d.p.undo()
		d.settle()
		if s := d.p.why.Presenter().State(); s.Before+s.Title != first || d.p.toast.Text() != "Paste brought back" {
			t.Errorf("%q, toast %q", s.Title, d.p.toast.Text())
		}
	})
}
