package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/internal/uitest"
	"playtoken/ui/widgets"
)

// What is opened over the window is read from its top, and scrolled by keys where the window has
// no room for it, also after a press on nothing.
func TestAHighPanelIsReadFromItsTop(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.w.Resize(fyne.NewSize(573, 373)) // 860 x 560 at 150 %
		d.p.do(ShowShortcuts)
		d.settle()
		head := func() float32 {
			for _, o := range inQuestion[*widgets.Text](d) {
				if o.String() == "Shortcuts" {
					return d.placeOf(o).Y
				}
			}
			t.Fatal("there is no title")
			return 0
		}
		top := head()
		if top < 0 {
			t.Errorf("it opens %v pixels below its top", -top)
		}
		d.typed(fyne.KeyEnd)
		end := head()
		if end >= 0 {
			t.Errorf("End shows %v", end)
		}
		d.typed(fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyDown, fyne.KeyUp, fyne.KeyHome)
		if got := head(); got != top {
			t.Errorf("Home shows %v, not %v", got, top)
		}
		d.w.Canvas().Unfocus()
		d.w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEnd})
		if got := head(); got != end {
			t.Errorf("after a press: %v", got)
		}
	})
}

// A press on the box of a question leaves Enter to answer, and a press on a row gives the list the
// keyboard.
func TestAPressLeavesTheKeyboardSomewhere(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.keysOfAllKinds()
		d.p.do(ShowSign)
		d.press("Save as…")
		test.Type(d.w.Canvas().Focused(), "Shop")
		test.Tap(inQuestion[*widgets.Check](d)[0])
		d.w.Canvas().Unfocus() // as the toolkit does at a press
		before := len(d.p.book.List())
		d.w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if d.settle(); len(d.p.book.List()) != before+1 {
			t.Error("Enter does not save")
		}
		d.p.do(ShowKeys)
		d.layOut()
		list := firstOf[*widgets.List](d, func(*widgets.List) bool { return true })
		d.w.Canvas().Unfocus()
		test.TapCanvas(d.w.Canvas(), d.placeOf(list).AddXY(40, 60))
		d.settle()
		if got := d.w.Canvas().Focused(); got != list {
			t.Errorf("the keyboard is at %T", got)
		}
	})
}

// A question that is asked over another one leaves that as it was.
func TestACancelledQuitLeavesTheQuestion(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		d.press("Save as…")
		test.Type(d.w.Canvas().Focused(), "Shop")
		ended := false
		for _, closes := range []func(){func() { d.answer("Cancel") }, d.escape} {
			d.p.Leave(func() { ended = true })
			d.settle()
			closes()
			if ended || d.p.questions.asking == nil {
				t.Fatal("the question before is gone")
			}
		}
		d.typed(fyne.KeyReturn)
		if list := d.p.book.List(); len(list) != 1 || list[0].Name != "Shop" {
			t.Errorf("%d profiles", len(list))
		}
		if d.p.questions.asking != nil || d.w.Canvas().Overlays().Top() != nil {
			t.Error("something is still asked")
		}
	})
}
