package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// keyCanvas hears keys, which the canvas of the tests does not.
type keyCanvas struct {
	fyne.Canvas
	down func(*fyne.KeyEvent)
}

func (c *keyCanvas) OnKeyDown() func(*fyne.KeyEvent)     { return c.down }
func (c *keyCanvas) SetOnKeyDown(f func(*fyne.KeyEvent)) { c.down = f }
func (*keyCanvas) OnKeyUp() func(*fyne.KeyEvent)         { return nil }
func (*keyCanvas) SetOnKeyUp(func(*fyne.KeyEvent))       {}

func TestPressedKeysReachTheWindow(t *testing.T) {
	var heard []fyne.KeyName
	c := &keyCanvas{}
	passDown(c, &fyne.KeyEvent{Name: fyne.KeyA}) // nobody listens
	c.SetOnKeyDown(func(k *fyne.KeyEvent) { heard = append(heard, k.Name) })
	passDown(c, &fyne.KeyEvent{Name: fyne.KeyB})
	passDown(nil, &fyne.KeyEvent{Name: fyne.KeyC}) // not on a canvas
	if len(heard) != 1 || heard[0] != fyne.KeyB {
		t.Errorf("heard %q", heard)
	}
}

// All that can have the focus passes its keys on.
func TestFocusablesPassKeysOn(t *testing.T) {
	app(t)
	for _, o := range []fyne.CanvasObject{
		NewEntry("", nil), NewButton("", Plain, nil), NewSegmented([]string{"a"}, nil),
		NewSelect([]string{"a"}, nil), NewRailItem("sign", "Sign", nil),
	} {
		stage(t, o, 100, 40)
		k, ok := o.(desktop.Keyable)
		if !ok {
			t.Errorf("%T does not hear keys", o)
			continue
		}
		k.KeyDown(&fyne.KeyEvent{Name: fyne.KeyA})
	}
}

func TestWatch(t *testing.T) {
	app(t)
	moved := 0
	b := NewButton("Copy", Plain, nil)
	w := NewWatch(b, func() { moved++ })
	stage(t, w, 200, 40)
	if w.Cursor() != desktop.DefaultCursor || moved != 1 {
		t.Errorf("moved %d times", moved)
	}
	if !shows(w, "Copy") || b.Size() != w.Size() {
		t.Error("the content is not shown")
	}
}

// What gets the keyboard comes into sight in a window that is watched too.
func TestRevealUnderAWatch(t *testing.T) {
	app(t)
	low := NewEntry("", nil)
	page := NewPage(Stack(0, false, Space(10, 900), low))
	w := stage(t, NewWatch(page, func() {}), 200, 100)
	w.Canvas().Focus(low)
	if page.scroll.Offset.Y < 500 {
		t.Errorf("scrolled to %v", page.scroll.Offset.Y)
	}
}
