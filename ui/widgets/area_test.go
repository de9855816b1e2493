package widgets

import (
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
)

// An area shows whole lines: the space above and below them stays empty, wherever
// its text was scrolled to.
func TestAreaShowsWholeLines(t *testing.T) {
	app(t)
	e := NewArea("", 2, nil)
	area := e.Framed()
	height := area.HeightFor(280)
	w := stage(t, Inset(10, 10, 10, area), 300, 10+height+10)
	e.Set(strings.Repeat("MMMMMMMM\n", 9) + "MMMMMMMM")
	for name, scroll := range map[string]func(){
		"at the top": func() { press(e, fyne.KeyPageUp, fyne.KeyPageUp) },
		"at the end": func() { e.TypedShortcut(&fyne.ShortcutSelectAll{}); press(e, fyne.KeyPageDown, fyne.KeyPageDown) },
	} {
		t.Run(name, func(t *testing.T) {
			scroll()
			shot := w.Canvas().Capture()
			if !inked(shot, 10, 10+int(height)) {
				t.Fatal("no line is shown")
			}
			low := 10 + int(height)
			for hem, rows := range map[string][2]int{"above": {11, 20}, "below": {low - 9, low - 1}} {
				if inked(shot, rows[0], rows[1]) {
					t.Errorf("there is a piece of a line %s", hem)
				}
			}
		})
	}
}

// An area is as high when it is empty as when there is code in it: nothing moves when a
// person begins to write.
func TestAreaKeepsItsHeight(t *testing.T) {
	app(t)
	for rows := 1; rows <= 12; rows++ {
		byKeyboard, bySet := NewArea("", rows, nil), NewArea("", rows, nil)
		empty := bySet.MinSize()
		stage(t, byKeyboard.Framed(), 300, 300).Canvas().Focus(byKeyboard)
		bySet.Set("a token")
		for how, e := range map[string]*Entry{"focused": byKeyboard, "with text": bySet} {
			if e.TextStyle != theme.TallLines {
				t.Errorf("%s, it has the lines of %+v", how, e.TextStyle)
			}
			if got := e.MinSize(); got != empty {
				t.Errorf("%d rows: %v empty, %v %s", rows, empty, got, how)
			}
		}
	}
}

// inked reports whether anything but the ground is drawn where the lines of an
// area begin, from one row of a picture to another.
func inked(shot image.Image, from, to int) bool {
	want := theme.Of(theme.Field)
	r, g, b, _ := want.RGBA()
	for y := from; y < to; y++ {
		for x := 19; x < 80; x++ {
			if cr, cg, cb, _ := shot.At(x, y).RGBA(); cr>>8 != r>>8 || cg>>8 != g>>8 || cb>>8 != b>>8 {
				return true
			}
		}
	}
	return false
}

// A text that is put in place of a marked one is not marked: nothing of what is
// typed then is lost.
func TestSetEndsTheSelection(t *testing.T) {
	app(t)
	e := NewArea("", 2, nil)
	w := stage(t, e.Framed(), 300, 60)
	w.Canvas().Focus(e)
	e.Set("a token")
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.Set("")
	for _, r := range "hello" {
		e.TypedRune(r)
	}
	if e.Text != "hello" {
		t.Errorf("it says %q", e.Text)
	}
}
