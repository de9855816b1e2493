package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"playtoken/ui/widgets"
)

// After a press Tab goes on from what was pressed, or from what had the keyboard before a press
// on nothing, and not from the top of the window: on a screen, and after a menu or a question
// that the press opened.
func TestTabGoesOnFromAPress(t *testing.T) {
	type pressed interface {
		fyne.Tappable
		desktop.Mouseable
	}
	for name, c := range map[string]struct {
		find func(d *desk) pressed
		then func(d *desk)
	}{
		"a choice": {find: func(d *desk) pressed {
			return firstOf[*widgets.Segmented](d, func(*widgets.Segmented) bool { return true })
		}},
		"a link that folds out": {find: func(d *desk) pressed {
			return firstOf[*widgets.Button](d, func(b *widgets.Button) bool { return b.Text() == "More claims and options" })
		}},
		"a menu that was left": {
			find: func(d *desk) pressed { return firstOf[*widgets.Select](d, func(*widgets.Select) bool { return true }) },
			then: (*desk).escape,
		},
		"a question that was left": {
			find: func(d *desk) pressed {
				return firstOf[*widgets.Button](d, func(b *widgets.Button) bool { return b.Text() == "Save as…" })
			},
			then: (*desk).escape,
		},
		"nothing": {find: func(d *desk) pressed { return nil }},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				d.fill()
				d.layOut()
				canvas := d.w.Canvas()
				keys := &keyCanvas{Canvas: canvas}
				d.p.hearKeys(keys)
				from := canvas.Focused()
				if o := c.find(d); o != nil {
					o.MouseDown(&desktop.MouseEvent{})
					test.Tap(o)
					d.settle()
					from = o.(fyne.Focusable)
				}
				if c.then != nil {
					c.then(d)
				}
				canvas.Unfocus()
				keys.down(&fyne.KeyEvent{Name: fyne.KeyTab})
				canvas.FocusNext()
				got := canvas.Focused()
				canvas.Focus(from)
				canvas.FocusNext()
				want := canvas.Focused()
				if got != want {
					t.Errorf("Tab leads to %T %q, want %T %q", got, labelOf(got.(fyne.CanvasObject)), want, labelOf(want.(fyne.CanvasObject)))
				}
			})
		})
	}
}

// firstOf is the first control of a kind that is right.
func firstOf[T fyne.CanvasObject](d *desk, right func(T) bool) (found T) {
	there := false
	each(d.w.Content(), func(o fyne.CanvasObject) {
		if c, ok := o.(T); ok && !there && right(c) {
			found, there = c, true
		}
	})
	if !there {
		d.t.Fatalf("there is no such %T", found)
	}
	return found
}

// A choice that asks for another text gives that the keyboard.
func TestOwnHostIsTyped(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		d.choose("Own host")
		if e := d.entry("video.brand.example"); d.w.Canvas().Focused() != fyne.Focusable(e) {
			t.Errorf("the keyboard is at %T", d.w.Canvas().Focused())
		}
	})
}
