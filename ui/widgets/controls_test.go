package widgets

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/viewmodel"
)

func TestButton(t *testing.T) {
	app(t)
	pressed := 0
	b := NewButton("Copy", Plain, func() { pressed++ })
	stage(t, b, 100, 40)
	test.Tap(b)
	press(b, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyTab, fyne.KeyA)
	if pressed != 4 {
		t.Errorf("pressed %d times, want 4", pressed)
	}
	b.Disable()
	test.Tap(b)
	press(b, fyne.KeyReturn, fyne.KeySpace)
	if pressed != 4 {
		t.Error("a disabled button was pressed")
	}
	if b.Cursor() != desktop.DefaultCursor {
		t.Error("a disabled button shows a hand")
	}
	b.Enable()
	press(b, fyne.KeySpace)
	if pressed != 5 || b.Cursor() != desktop.PointerCursor || b.AccessibilityLabel() != "Copy" {
		t.Errorf("pressed %d times", pressed)
	}
	NewButton("nothing", Link, nil).Tapped(nil) // no callback, no panic
}

func TestButtonTick(t *testing.T) {
	app(t)
	b := NewButton("Copy", Plain, nil)
	stage(t, b, 100, 40)
	var c clock
	b.Tick(c.after)
	if shows(b, "Copy") || b.Text() != "Copy" {
		t.Errorf("shows %q, is called %q", drawn(b), b.Text())
	}
	size := b.MinSize()
	c.advance(400 * time.Millisecond)
	b.Tick(c.after) // pressed again: the half second begins anew
	c.advance(400 * time.Millisecond)
	if shows(b, "Copy") {
		t.Error("the first tick's end ended the second")
	}
	c.advance(100 * time.Millisecond)
	if !shows(b, "Copy") || b.MinSize() != size {
		t.Errorf("shows %q", drawn(b))
	}
}

func TestButtonTextWhileTicking(t *testing.T) {
	app(t)
	b := NewButton("Replace", Link, nil)
	stage(t, b, 100, 40)
	var c clock
	b.Tick(c.after)
	b.SetText("Try again")
	c.advance(time.Second)
	if !shows(b, "Try again") {
		t.Errorf("shows %q", drawn(b))
	}
}

func TestButtonLooks(t *testing.T) {
	app(t)
	for name, look := range map[string]Look{"plain": Plain, "filled": Filled, "link": Link, "danger": Danger} {
		b := NewButton("Forget", Plain, nil)
		w := stage(t, b, 100, 40)
		b.SetLook(look)
		b.MouseIn(nil)
		b.MouseMoved(nil)
		w.Canvas().Focus(b)
		if w.Canvas().Focused() != fyne.Focusable(b) || !shows(b, "Forget") {
			t.Errorf("%s: shows %q", name, drawn(b))
		}
		w.Canvas().Unfocus()
		b.MouseOut()
		b.TypedRune('x')
		if b.hovered || b.focused {
			t.Errorf("%s: hovered %v, focused %v", name, b.hovered, b.focused)
		}
	}
}

func TestSegmentedKeys(t *testing.T) {
	app(t)
	for _, c := range []struct {
		name  string
		start int
		keys  []fyne.KeyName
		want  []int
	}{
		{"right", 0, []fyne.KeyName{fyne.KeyRight}, []int{1}},
		{"down", 0, []fyne.KeyName{fyne.KeyDown}, []int{1}},
		{"left", 2, []fyne.KeyName{fyne.KeyLeft, fyne.KeyUp}, []int{1, 0}},
		{"beyond the first", 0, []fyne.KeyName{fyne.KeyLeft}, nil},
		{"beyond the last", 1, []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyRight}, []int{2}},
		{"from nowhere", -1, []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight}, []int{0}},
		{"another key", 0, []fyne.KeyName{fyne.KeySpace, fyne.KeyTab}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []int
			s := NewSegmented([]string{"15 m", "1 h", "24 h"}, func(i int) { got = append(got, i) })
			stage(t, s, 300, 40)
			s.Set(c.start)
			press(s, c.keys...)
			if !slices.Equal(got, c.want) {
				t.Errorf("chosen %v, want %v", got, c.want)
			}
		})
	}
}

func TestSegmentedTaps(t *testing.T) {
	app(t)
	bounds := NewSegmented([]string{"media", "DRM", "x"}, nil).bounds()
	for _, c := range []struct {
		name string
		x    float32
		want int // -1 for none
	}{
		{"left edge", 0, 0},
		{"before the border", bounds[0][1] - 0.5, 0},
		{"on the border", bounds[0][1], 1},
		{"middle", (bounds[1][0] + bounds[1][1]) / 2, 1},
		{"last", bounds[2][1] - 0.5, 2},
		{"beside it, where nothing is drawn", bounds[2][1] + 40, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := -1
			s := NewSegmented([]string{"media", "DRM", "x"}, func(i int) { got = i })
			stage(t, s, 400, 30)
			test.TapAt(s, fyne.NewPos(c.x, 12))
			if got != c.want || s.Chosen() != c.want {
				t.Errorf("chosen %d, want %d", got, c.want)
			}
			got = -1
			test.TapAt(s, fyne.NewPos(c.x, 12))
			if got != -1 {
				t.Error("the same was chosen twice")
			}
			s.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(c.x, 5)}})
		})
	}
}

func TestSegmentedOptions(t *testing.T) {
	app(t)
	called := false
	s := NewSegmented([]string{"a", "b", "c"}, func(int) { called = true })
	stage(t, s, 300, 40)
	s.Set(2)
	if s.AccessibilityLabel() != "c" || called {
		t.Errorf("label %q, called %v", s.AccessibilityLabel(), called)
	}
	for _, options := range [][]string{{"only"}, {}, {"x", "y", "z", "w"}, {"x", "y", "z", "w"}, {"x", "y"}} {
		s.SetOptions(options)
		if got := drawn(s); !slices.Equal(got, options) && len(options) > 0 {
			t.Errorf("shows %q, want %q", got, options)
		}
		test.TapAt(s, fyne.NewPos(5, 5))
		press(s, fyne.KeyLeft, fyne.KeyRight)
		_ = s.AccessibilityLabel()
	}
	NewSegmented(nil, nil).Tapped(&fyne.PointEvent{})
}

func TestSelect(t *testing.T) {
	app(t)
	got := -1
	s := NewSelect([]string{"FastPix", "Mux"}, func(i int) { got = i })
	w := stage(t, s, 200, 300)
	for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn, fyne.KeyDown} {
		press(s, key)
		if w.Canvas().Overlays().Top() == nil {
			t.Errorf("%s does not open the list", key)
			continue
		}
		w.Canvas().Overlays().Remove(w.Canvas().Overlays().Top())
	}
	press(s, fyne.KeyA)
	if w.Canvas().Overlays().Top() != nil {
		t.Error("any key opens the list")
	}
	test.Tap(s)
	list := w.Canvas().Overlays().Top()
	if !shows(list, "FastPix") || !shows(list, "Mux") {
		t.Fatalf("the list shows %q", drawn(list))
	}
	// The second one by keyboard, as in any menu.
	menu := w.Canvas().Focused()
	if menu == nil {
		t.Fatal("the list has not the keyboard")
	}
	press(menu, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if got != 1 || s.AccessibilityLabel() != "Mux" || !shows(s, "Mux") {
		t.Errorf("chosen %d, shows %q", got, drawn(s))
	}
}

func TestRailItem(t *testing.T) {
	app(t)
	tapped := 0
	i := NewRailItem("sign", "Sign", func() { tapped++ })
	stage(t, i, 68, 52)
	test.Tap(i)
	press(i, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyA)
	if tapped != 4 {
		t.Errorf("tapped %d times", tapped)
	}
	i.SetCurrent(true)
	if i.AccessibilityLabel() != "Sign" || !shows(i, "Sign") || !i.current {
		t.Errorf("shows %q", drawn(i))
	}
}

func TestToast(t *testing.T) {
	app(t)
	var c clock
	toast := NewToast(c.after)
	stage(t, toast, 860, 560)
	if toast.Text() != "" || len(drawn(toast)) > 0 {
		t.Errorf("says %q at first", toast.Text())
	}
	toast.Say("Token copied")
	if toast.Text() != "Token copied" || !shows(toast, "Token copied") {
		t.Errorf("says %q", toast.Text())
	}
	c.advance(2 * time.Second)
	toast.Say("Stream URL copied")
	c.advance(2 * time.Second)
	if toast.Text() != "Stream URL copied" {
		t.Errorf("the first one's end ended the second: %q", toast.Text())
	}
	c.advance(time.Second)
	if toast.Text() != "" {
		t.Errorf("still says %q", toast.Text())
	}
}

// A long message stays within the window, whole.
func TestLongToast(t *testing.T) {
	app(t)
	const text = "Token copied through this window's own clipboard. Install xclip or wl-clipboard to keep it after closing."
	for _, width := range []float32{860, 1600} {
		var c clock
		toast := NewToast(c.after)
		stage(t, toast, width, 560)
		toast.Say(text)
		for _, o := range visible(toast) {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
			if at.X < 0 || at.X+o.Size().Width > width || at.Y+o.Size().Height > 560 {
				t.Errorf("width %v: %T from %v to %v, height %v", width, o, at.X, at.X+o.Size().Width, at.Y+o.Size().Height)
			}
		}
	}
}

// Escape closes the panel from whatever has the keyboard in it; on a screen an entry keeps
// it, for what is pasted there must not go with it.
func TestEscapeClosesThePanel(t *testing.T) {
	app(t)
	rows := NewRows(40)
	rows.SetCopy((&clock{}).after, func(string, func()) {})
	rows.Set([]viewmodel.Row{{Label: "ID", Value: []viewmodel.Run{{Text: "16af"}}}})
	list := NewList(100, func(int) {})
	list.Set([]ListItem{{Title: "a"}}, 0)
	value := Selectable(NewText(Span{Text: "16af"}))
	all := []fyne.CanvasObject{
		NewEntry("", nil), NewArea("", 2, nil), NewButton("a", Plain, nil), newIconButton("copy", "Copy", "", Plain, nil), NewSelect([]string{"a"}, nil),
		NewSegmented([]string{"a"}, nil), NewCheck("a"), NewReader("a"), list, value, rows.Box,
	}
	w := stage(t, NewText(), 500, 600)
	escaped := 0
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			escaped++
		}
	})
	pop := widget.NewModalPopUp(Inset(5, 5, 5, Stack(4, false, all...)), w.Canvas())
	pop.Show()
	w.Canvas().Focus(value)
	for range 12 {
		escaped = 0
		f := w.Canvas().Focused()
		press(f, fyne.KeyEscape)
		if escaped != 1 {
			t.Errorf("%T: the window heard %d", f, escaped)
		}
		w.Canvas().FocusNext()
	}
	pop.Hide()
	e := NewEntry("", nil)
	w.SetContent(e)
	w.Canvas().Focus(e)
	escaped = 0
	if press(e, fyne.KeyEscape); escaped != 0 {
		t.Error("on a screen an entry gives Escape away")
	}
}

// A button of an icon alone is named by its tip and to a screen reader.
func TestIconButton(t *testing.T) {
	app(t)
	b := newIconButton("refresh", "Ask again", "Ctrl+R", Plain, nil)
	stage(t, b, 40, 40)
	if b.AccessibilityLabel() != "Ask again" || b.tipText() != "Ask again, Ctrl+R" || b.MinSize() != fyne.NewSquareSize(buttonHeight) || len(drawn(b)) > 0 {
		t.Errorf("%q, %q, %v, shows %q", b.AccessibilityLabel(), b.tipText(), b.MinSize(), drawn(b))
	}
}
