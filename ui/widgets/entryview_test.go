package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

const longID = "16af5b33-cf4d-4717-9b90-ce429a124455-and-then-some-more-of-it-up-to-the-end"

// The wheel turns the page over every field of one line, select and text, with the
// keyboard there too; over an area that has the keyboard it moves the lines, as far as
// they go.
func TestWheel(t *testing.T) {
	lines := strings.Repeat("a line\n", 20)
	for _, c := range []struct {
		name  string
		make  func() (whole fyne.CanvasObject, focus fyne.Focusable)
		own   func(o fyne.Focusable) float32 // how far its own lines were moved
		turns []float32                      // of the wheel, in pixels
		moved bool                           // whether that is the page
	}{
		{"an entry", func() (fyne.CanvasObject, fyne.Focusable) {
			e := NewEntry("", nil)
			e.Set(longID)
			return e.Framed(), nil
		}, nil, []float32{-30}, true},
		{"an entry with the keyboard", func() (fyne.CanvasObject, fyne.Focusable) {
			e := NewEntry("", nil)
			e.Set(longID)
			return e.Framed(), e
		}, nil, []float32{-30}, true},
		{"a select", func() (fyne.CanvasObject, fyne.Focusable) {
			s := NewSelect([]string{longID}, nil)
			return s, s
		}, nil, []float32{-30}, true},
		{"a text", func() (fyne.CanvasObject, fyne.Focusable) { return NewText(Span{Text: longID}), nil }, nil, []float32{-30}, true},
		{"an area", func() (fyne.CanvasObject, fyne.Focusable) {
			e := NewArea("", 3, nil)
			e.Set(lines)
			return e.Framed(), nil
		}, nil, []float32{-30}, true},
		{"an area with the keyboard", func() (fyne.CanvasObject, fyne.Focusable) {
			e := NewArea("", 3, nil)
			e.Set(lines)
			return e.Framed(), e
		}, areaOffset, []float32{-30}, false},
		{"an area with the keyboard, at its end", func() (fyne.CanvasObject, fyne.Focusable) {
			e := NewArea("", 3, nil)
			e.Set(lines)
			return e.Framed(), e
		}, areaOffset, []float32{-9999, -30}, true},
		{"an area with the keyboard, short", func() (fyne.CanvasObject, fyne.Focusable) {
			e := NewArea("", 3, nil)
			e.Set("one")
			return e.Framed(), e
		}, nil, []float32{-30}, true},
	} {
		for where, put := range map[string]func(fyne.Window, fyne.CanvasObject){
			"in the window": func(w fyne.Window, o fyne.CanvasObject) { w.SetContent(NewWatch(container.NewStack(o), func() {})) },
			"in a panel": func(w fyne.Window, o fyne.CanvasObject) {
				w.SetContent(container.NewStack())
				p := widget.NewModalPopUp(Sized(300, 200, o), w.Canvas())
				p.Show()
				p.Resize(fyne.NewSize(300, 200))
			},
		} {
			t.Run(c.name+", "+where, func(t *testing.T) {
				app(t)
				whole, focus := c.make()
				page := NewPage(Stack(0, false, whole, Space(10, 2000)))
				w := stage(t, NewText(), 300, 200)
				put(w, page)
				w.Resize(fyne.NewSize(300, 200))
				if focus != nil {
					w.Canvas().Focus(focus)
				}
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(whole).AddXY(20, 10)
				for i, dy := range c.turns {
					if last := i == len(c.turns)-1; last && c.own != nil && len(c.turns) > 1 {
						page.scroll.ScrollToOffset(fyne.Position{})
					}
					test.Scroll(w.Canvas(), at, 0, dy)
				}
				if moved := page.scroll.Offset.Y > 0; moved != c.moved {
					t.Errorf("the page is at %v", page.scroll.Offset.Y)
				}
				if c.own != nil && c.own(focus) == 0 {
					t.Error("its lines are not moved")
				}
			})
		}
	}
}

func areaOffset(f fyne.Focusable) float32 { return viewOf(f.(*Entry)).scroll.Offset.Y }

func viewOf(e *Entry) *entryView { return test.WidgetRenderer(e).(*entryView) }

// No field has a bar or a shadow in it, however long its text is.
func TestNoBarsInFields(t *testing.T) {
	app(t)
	e := NewEntry(longID, nil)
	w := stage(t, e.Framed(), 200, 40)
	for _, text := range []string{"", longID} {
		e.Set(text)
		for _, focused := range []bool{false, true} {
			if focused {
				w.Canvas().Focus(e)
			} else {
				w.Canvas().Unfocus()
			}
			for _, o := range visible(e) {
				if _, ok := o.(fyne.Scrollable); ok {
					t.Errorf("%.9q, focused %v: %T", text, focused, o)
				}
			}
		}
	}
}

// A text that is too long is cut in the middle while the keyboard is elsewhere, and whole
// with it; what is typed is never lost.
func TestLongTextIsCut(t *testing.T) {
	app(t)
	e := NewEntry("", nil)
	w := stage(t, e.Framed(), 200, 40)
	e.Set(longID)
	if got := strings.Join(drawn(e), ""); !strings.HasPrefix(got, "16af5b33") || !strings.Contains(got, ellipsis) || !strings.HasSuffix(got, "the-end") {
		t.Errorf("shows %q", got)
	}
	w.Canvas().Focus(e)
	if got := strings.Join(drawn(e), ""); got != longID {
		t.Errorf("with the keyboard: %q", got)
	}
	test.Type(e, "x")
	w.Canvas().Unfocus()
	if e.Text != "x"+longID || !strings.HasPrefix(strings.Join(drawn(e), ""), "x16af") {
		t.Errorf("%q, shows %q", e.Text, drawn(e))
	}
	w.Canvas().Unfocus()
	e.KeepHead()
	e.Set("2026-12-03 18:00 Europe/Berlin and more of it")
	if got := strings.Join(drawn(e), ""); !strings.HasPrefix(got, "2026-12-03 1") || !strings.HasSuffix(got, ellipsis) {
		t.Errorf("shows %q", got)
	}
	e.Set("short")
	if got := strings.Join(drawn(e), ""); got != "short" {
		t.Errorf("shows %q", got)
	}
	e.Password = true
	e.Set(longID)
	if shows(e, "16af") {
		t.Errorf("a secret is shown: %q", drawn(e))
	}
}

// Text that is cut stands where text that fits does.
func TestCutTextStandsOnTheLine(t *testing.T) {
	app(t)
	fits, cut := NewEntry("", nil), NewEntry("", nil)
	fits.Set("MMMMMMMM")
	cut.Set(strings.Repeat("M", 200))
	rows := func(e *Entry) (top, bottom, left int) {
		w := stage(t, e, 200, 32)
		top, bottom, left = 99, 0, 99
		shot := w.Canvas().Capture()
		for y := range 32 {
			for x := range 60 {
				if r, _, _, _ := shot.At(x, y).RGBA(); r < 0x6000 {
					top, bottom, left = min(top, y), max(bottom, y), min(left, x)
				}
			}
		}
		return top, bottom, left
	}
	t1, b1, l1 := rows(fits)
	t2, b2, l2 := rows(cut)
	if t1 != t2 || b1 != b2 || l1 != l2 {
		t.Errorf("%d to %d from %d, cut %d to %d from %d", t1, b1, l1, t2, b2, l2)
	}
}

// What stands in an empty entry is there until something is typed, and wraps in an area.
func TestPlaceHolder(t *testing.T) {
	app(t)
	e, a := NewEntry("or fri 18:00", nil), NewArea("Paste the private key or drop a file of it here", 3, nil)
	w := stage(t, Stack(8, false, e.Framed(), a.Framed()), 160, 200)
	if !shows(e, "or fri 18:00") || len(drawn(a)) < 2 {
		t.Errorf("shows %q, %q", drawn(e), drawn(a))
	}
	w.Canvas().Focus(e)
	if got := drawn(e); len(got) != 1 || got[0] != "or fri 18:00" {
		t.Errorf("with the keyboard: %q", got)
	}
	test.Type(e, "1")
	if got := drawn(e); len(got) != 1 || got[0] != "1" {
		t.Errorf("with a text: %q", got)
	}
	e.SetPlaceHolder("another")
	e.Set("")
	if got := drawn(e); len(got) != 1 || got[0] != "another" {
		t.Errorf("empty again: %q", got)
	}
}

// The caret can be seen.
func TestCaret(t *testing.T) {
	app(t)
	e := NewEntry("", nil)
	w := stage(t, e.Framed(), 200, 40)
	w.Canvas().Focus(e)
	for _, r := range "abc" {
		e.TypedRune(r)
		if got := viewOf(e).caret.Size().Width; got != caretWidth {
			t.Errorf("%v px wide after %c", got, r)
		}
	}
}

// A selection that is drawn with the mouse holds what is under it, in a text that was
// scrolled as well.
func TestDragSelects(t *testing.T) {
	app(t)
	e := NewEntry("", nil)
	w := stage(t, e, 200, 32)
	e.Set(longID)
	w.Canvas().Focus(e)
	press(e, fyne.KeyEnd)
	offset := viewOf(e).scroll.Offset.X
	if offset == 0 {
		t.Fatal("the text was not scrolled to its end")
	}
	down := fyne.NewPos(150, 16)
	e.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: down}, Button: desktop.MouseButtonPrimary})
	test.Drag(w.Canvas(), down, -70, 0)
	got := e.SelectedText()
	if got == "" || !strings.Contains(longID[20:], got) {
		t.Errorf("selected %q", got)
	}
}

// BenchmarkKeystroke types into an entry with a long text, as on Why?.
func BenchmarkKeystroke(b *testing.B) {
	for name, e := range map[string]*Entry{"line": NewEntry("", nil), "area": NewArea("", 4, nil)} {
		b.Run(name, func(b *testing.B) {
			app(b)
			w := stage(b, e.Framed(), 600, 120)
			size := 2 << 10
			if e.MultiLine {
				size = 8 << 10
			}
			e.Set(strings.Repeat("eyJhbGciOiJSUzI1NiJ9", size/20))
			w.Canvas().Focus(e)
			for b.Loop() {
				e.TypedRune('x')
				e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			}
		})
	}
}

// BenchmarkScroll moves a page of fields by one turn of the wheel.
func BenchmarkScroll(b *testing.B) {
	app(b)
	var list []fyne.CanvasObject
	for range 40 {
		e := NewEntry("", nil)
		e.Set(longID)
		list = append(list, NewField("A field", e.Framed()).Box, NewSelect([]string{"FastPix"}, nil))
	}
	page := NewPage(Stack(10, false, list...))
	stage(b, page, 300, 500)
	dy := float32(-20)
	for b.Loop() {
		page.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, dy)})
		if page.scroll.Offset.Y == 0 || page.scroll.Offset.Y > 1500 {
			dy = -dy
		}
	}
}
