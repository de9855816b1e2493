package widgets

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"playtoken/ui/theme"
)

// stage puts an object into a window of a size.
func stage(t testing.TB, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

// app starts the toolkit's test driver in the light theme, with a window for
// widgets that ask where the keyboard is.
func app(t testing.TB) fyne.App {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.Theme{Mode: theme.Light})
	test.NewTempWindow(t, canvas.NewRectangle(nil))
	return a
}

// layOut places everything in an object anew. A real window does so for each
// change of a least size; the test driver does not.
func layOut(o fyne.CanvasObject) {
	for _, v := range visible(o) {
		if w, ok := v.(fyne.Widget); ok {
			test.WidgetRenderer(w).Layout(w.Size())
		}
	}
}

// visible lists what an object is made of, down to the last rectangle.
func visible(o fyne.CanvasObject) []fyne.CanvasObject {
	if !o.Visible() {
		return nil
	}
	list := []fyne.CanvasObject{o}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	for _, c := range children {
		list = append(list, visible(c)...)
	}
	return list
}

// drawn lists the texts that are drawn.
func drawn(o fyne.CanvasObject) []string {
	var list []string
	for _, v := range visible(o) {
		if text, ok := v.(*canvas.Text); ok && text.Text != "" {
			list = append(list, text.Text)
		}
	}
	return list
}

func shows(o fyne.CanvasObject, text string) bool {
	return slices.ContainsFunc(drawn(o), func(s string) bool { return strings.Contains(s, text) })
}

// clock stands in for background.After.
type clock struct {
	now  time.Duration
	list []*alarm
}

type alarm struct {
	at  time.Duration
	f   func()
	off bool
}

func (c *clock) after(d time.Duration, f func()) (stop func()) {
	a := &alarm{at: c.now + d, f: f}
	c.list = append(c.list, a)
	return func() { a.off = true }
}

// advance lets time pass.
func (c *clock) advance(d time.Duration) {
	c.now += d
	for _, a := range c.list {
		if a.at <= c.now && !a.off {
			a.off = true
			a.f()
		}
	}
}

func press(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func near(a, b float32) bool { return math.Abs(float64(a-b)) < 0.02 }
