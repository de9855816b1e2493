package widgets

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/viewmodel"
)

// drawSelection draws over a value from a character to another, both on one line.
func drawSelection(v *Value, from, to fyne.Position) {
	v.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary})
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
	v.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: to}, Button: desktop.MouseButtonPrimary})
	v.DragEnd()
}

// cell is the middle of the left edge of a character of a monospaced text.
func cell(column, line int) fyne.Position {
	s := mono("")
	return fyne.NewPos(float32(column)*monoAdvance(s)+0.5, float32(line)*NewText(s).lineHeight()+5)
}

func TestSelectWithThePointer(t *testing.T) {
	app(t)
	v := Selectable(NewText(mono("16af5b33-cf4d\nsecond line ä€ end")))
	stage(t, v, 400, 100)
	for _, c := range []struct {
		name     string
		from, to fyne.Position
		want     string
	}{
		{"on the first line", cell(2, 0), cell(8, 0), "af5b33"},
		{"backwards", cell(8, 0), cell(2, 0), "af5b33"},
		{"over the line's end", cell(9, 0), cell(6, 1), "cf4d\nsecond"},
		{"characters of several bytes", cell(12, 1), cell(14, 1), "ä€"},
		{"beyond the end", cell(15, 1), cell(90, 5), "end"},
		{"before the beginning", cell(4, 0), fyne.NewPos(-20, -20), "16af"},
		{"nothing", cell(3, 0), cell(3, 0), ""},
	} {
		drawSelection(v, c.from, c.to)
		if got := v.SelectedText(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if marks := test.WidgetRenderer(v).(*valueRenderer).shown; (marks > 0) != (c.want != "") {
			t.Errorf("%s: %d marks", c.name, marks)
		}
	}
	v.DoubleTapped(&fyne.PointEvent{Position: cell(5, 0)})
	if got := v.SelectedText(); got != "16af5b33-cf4d" {
		t.Errorf("a word: %q", got)
	}
	empty := Selectable(NewText())
	stage(t, empty, 100, 20)
	empty.DoubleTapped(&fyne.PointEvent{})
	empty.TappedSecondary(&fyne.PointEvent{})
	drawSelection(empty, fyne.Position{}, cell(4, 0))
}

func TestSelectWithTheKeyboard(t *testing.T) {
	app(t)
	var got []string
	v := Selectable(NewText(mono("16af5b33")))
	v.OnCopy = func(s string) { got = append(got, s) }
	w := stage(t, v, 400, 100)
	escaped := 0
	w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { escaped++ })
	drawSelection(v, cell(2, 0), cell(2, 0))
	if w.Canvas().Focused() != fyne.Focusable(v) {
		t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
	}
	press(v, fyne.KeyRight)
	v.TypedShortcut(&fyne.ShortcutCopy{}) // nothing is selected: all of it
	v.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	press(v, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft)
	v.TypedShortcut(&fyne.ShortcutCopy{})
	press(v, fyne.KeyEnd)
	v.TypedShortcut(&fyne.ShortcutCopy{})
	press(v, fyne.KeyHome, fyne.KeyLeft)
	v.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	v.TypedShortcut(&fyne.ShortcutCopy{})
	v.TypedShortcut(&fyne.ShortcutSelectAll{})
	v.TypedShortcut(&fyne.ShortcutCopy{})
	if want := "16af5b33,af,af5b33,16,16af5b33"; strings.Join(got, ",") != want {
		t.Errorf("copied %q", got)
	}
	press(v, fyne.KeyEscape)
	if v.SelectedText() != "" || escaped != 0 {
		t.Errorf("selected %q, the window heard %d", v.SelectedText(), escaped)
	}
	press(v, fyne.KeyEscape)
	if escaped != 1 {
		t.Error("the second Escape is not the window's")
	}
	v.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.Canvas().Unfocus()
	if v.SelectedText() != "" {
		t.Error("what has not the keyboard is selected still")
	}
}

// The window's shortcuts reach it while a value has the keyboard: the toolkit gives what
// is disabled none but Copy.
func TestShortcutsPassThroughTheValue(t *testing.T) {
	a := app(t)
	v := Selectable(NewText(mono("16af5b33")))
	w := stage(t, v, 300, 100)
	w.Canvas().Focus(v)
	if v.Disabled() {
		t.Error("with the keyboard it is disabled")
	}
	c := &hearing{Canvas: w.Canvas()}
	fyne.SetCurrentApp(hearingApp{a, hearingDriver{a.Driver(), c}})
	t.Cleanup(func() { fyne.SetCurrentApp(a) })
	v.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.Key1, Modifier: fyne.KeyModifierControl})
	if len(c.heard) != 1 {
		t.Errorf("the window heard %v", c.heard)
	}
}

// Of what is cut the whole is copied.
func TestCutValueIsCopiedWhole(t *testing.T) {
	app(t)
	text := NewText(mono(longID))
	text.Wrap = Middle
	v := Selectable(text)
	stage(t, v, 150, 20)
	drawSelection(v, cell(1, 0), cell(3, 0))
	v.TypedShortcut(&fyne.ShortcutCopy{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != longID {
		t.Errorf("copied %q", got)
	}
}

// The menu of the right button copies what is selected, or all where nothing is.
func TestValueMenu(t *testing.T) {
	app(t)
	var got []string
	v := Selectable(NewText(mono("16af5b33")))
	v.OnCopy = func(s string) { got = append(got, s) }
	w := stage(t, v, 400, 100)
	copyIt := func() {
		v.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(10, 10)})
		press(w.Canvas().Focused(), fyne.KeyDown, fyne.KeyReturn)
	}
	copyIt()
	drawSelection(v, cell(0, 0), cell(4, 0))
	copyIt()
	if strings.Join(got, ",") != "16af5b33,16af" {
		t.Errorf("copied %q", got)
	}
	v.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(10, 10)})
	press(w.Canvas().Focused(), fyne.KeyEnd, fyne.KeyReturn)
	if v.SelectedText() != "16af5b33" {
		t.Errorf("selected %q", v.SelectedText())
	}
}

// Tab goes from copy icon to copy icon, and passes the values.
func TestCopyRow(t *testing.T) {
	app(t)
	var c clock
	var got []string
	rows := NewRows(80)
	rows.SetCopy(c.after, func(s string, done func()) {
		got = append(got, s)
		done()
	})
	rows.Set([]viewmodel.Row{{Label: "Key ID", Value: []viewmodel.Run{{Text: "b7158b65"}}}, {Label: "Kind", Value: []viewmodel.Run{{Text: "RSA 2048"}, {Text: ", private"}}}})
	last := NewButton("last", Plain, nil)
	w := stage(t, container.NewVBox(rows.Box, last), 400, 200)
	w.Canvas().FocusNext()
	first, ok := w.Canvas().Focused().(*copyIcon)
	if !ok {
		t.Fatalf("Tab comes to %T", w.Canvas().Focused())
	}
	seen := func(i *copyIcon) bool { return !test.WidgetRenderer(i).(*copyIconRenderer).icon.Hidden }
	if !seen(first) {
		t.Error("with the keyboard it is not seen")
	}
	press(first, fyne.KeyReturn)
	if first.ticked != true {
		t.Error("no tick")
	}
	c.advance(tickFor)
	if first.ticked {
		t.Error("the tick stays")
	}
	w.Canvas().FocusNext()
	second := w.Canvas().Focused().(*copyIcon)
	second.TypedShortcut(&fyne.ShortcutCopy{})
	if strings.Join(got, "|") != "b7158b65|RSA 2048, private" {
		t.Errorf("copied %q", got)
	}
	if w.Canvas().FocusNext(); w.Canvas().Focused() != fyne.Focusable(last) {
		t.Errorf("then Tab comes to %T", w.Canvas().Focused())
	}
	c.advance(time.Second)
	if seen(first) {
		t.Error("it is seen though nothing points to it")
	}
	first.row.MouseIn(nil)
	if !seen(first) || seen(second) {
		t.Error("under the pointer it is not seen")
	}
	first.row.MouseOut() // the toolkit tells the row first that the pointer has gone to the icon
	first.MouseIn(&desktop.MouseEvent{})
	if !seen(first) {
		t.Error("under the pointer itself it is not seen")
	}
	if first.MouseOut(); seen(first) {
		t.Error("left, it is still seen")
	}
}

// BenchmarkValue makes and draws a card of 20 values: as text alone, as values that can
// be selected, and as the toolkit's labels that can.
func BenchmarkValue(b *testing.B) {
	const text = "16af5b33-cf4d-4717-9b90-ce429a124455 of production"
	for name, make := range map[string]func() fyne.CanvasObject{
		"text":    func() fyne.CanvasObject { return NewText(Span{Text: text}) },
		"value":   func() fyne.CanvasObject { return Selectable(NewText(Span{Text: text})) },
		"toolkit": func() fyne.CanvasObject { l := widget.NewLabel(text); l.Selectable = true; return l },
	} {
		b.Run(name, func(b *testing.B) {
			app(b)
			for b.Loop() {
				var list []fyne.CanvasObject
				for range 20 {
					list = append(list, Width(480, make()))
				}
				w := test.NewWindow(Stack(4, false, list...))
				w.Resize(fyne.NewSize(500, 700))
				w.Close()
			}
		})
	}
}
