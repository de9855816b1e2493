package widgets

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// feedLine is a row that says its number.
type feedLine struct {
	widget.BaseWidget
	text *canvas.Text
}

func (l *feedLine) Fill(i int) {
	l.text.Text = fmt.Sprint("row ", i)
	l.text.Refresh()
}

func (l *feedLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.text) }

// feedOf is a feed of n entries, the tall ones three times as high as the others, in a window.
func feedOf(t *testing.T, n int) (f *Feed, made *int, chosen *[]int) {
	t.Helper()
	app(t)
	made, chosen = new(int), &[]int{}
	f = NewFeed(100, func() FeedRow {
		*made++
		l := &feedLine{text: canvas.NewText("", nil)}
		l.ExtendBaseWidget(l)
		return l
	}, func(i int) {
		*chosen = append(*chosen, i)
		f.Choose(i)
	})
	stage(t, f, 200, 200)
	f.Set(heights(n), 0, -1)
	return f, made, chosen
}

func heights(n int) []float32 {
	list := make([]float32, n)
	for i := range list {
		list[i] = 20 + 40*float32(i%2)
	}
	return list
}

func TestFeedMakesWhatIsInSight(t *testing.T) {
	f, made, _ := feedOf(t, 1000)
	if got := drawn(f); !slices.Equal(got, []string{"row 0", "row 1", "row 2", "row 3", "row 4", "row 5"}) {
		t.Errorf("shows %q", got)
	}
	for y := float32(0); y < 40_000; y += 1234 {
		f.to(y)
	}
	f.to(1e6)
	if last := drawn(f); last[len(last)-1] != "row 999" {
		t.Errorf("shows %q at its end", last)
	}
	if *made > 8 {
		t.Errorf("%d rows were made for 200 pixels", *made)
	}
	f.Set(nil, 0, -1)
	if got := drawn(f); len(got) > 0 {
		t.Errorf("empty, it shows %q", got)
	}
}

// TestFeedStaysWhereItIsRead: what comes above moves nothing that is being read, and shows at
// once to whoever is at the top.
func TestFeedStaysWhereItIsRead(t *testing.T) {
	f, _, _ := feedOf(t, 100)
	f.Set(append([]float32{30, 30}, heights(100)...), 2, -1)
	if f.scroll.Offset.Y != 0 {
		t.Errorf("from the top it moved to %v", f.scroll.Offset.Y)
	}
	f.to(500)
	f.Set(append([]float32{30, 30, 30}, heights(102)...), 3, -1)
	if f.scroll.Offset.Y != 590 {
		t.Errorf("it moved to %v", f.scroll.Offset.Y)
	}
}

func TestFeedByKeyboard(t *testing.T) {
	f, _, chosen := feedOf(t, 100)
	copied := 0
	f.OnCopy = func() { copied++ }
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyEnd, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyHome, fyne.KeyUp} {
		f.TypedKey(&fyne.KeyEvent{Name: k})
		if at := f.sheet.chosen; at >= 0 {
			if top, end := f.sheet.tops[at], f.sheet.tops[at+1]; top < f.scroll.Offset.Y || end > f.scroll.Offset.Y+f.scroll.Size().Height {
				t.Errorf("%s: entry %d is out of sight", k, at)
			}
		}
	}
	if want := []int{0, 1, 0, 8, 99, 91, 0}; !slices.Equal(*chosen, want) {
		t.Errorf("chose %v, not %v", *chosen, want)
	}
	f.TypedShortcut(&fyne.ShortcutCopy{})
	if copied != 1 {
		t.Errorf("copied %d times", copied)
	}
	f.sheet.rows[2].Tapped(nil)
	if last := (*chosen)[len(*chosen)-1]; last != 2 {
		t.Errorf("a tap chose %d", last)
	}
}

// Where all rows are as high, the last one in sight is not cut through; new entries are read
// from the top.
func TestFeedShowsWholeRows(t *testing.T) {
	f, _, _ := feedOf(t, 0)
	even := make([]float32, 40)
	for i := range even {
		even[i] = 30
	}
	f.Set(even, 0, -1)
	if got := f.scroll.Size().Height; got != 180 {
		t.Errorf("%v of 200 pixels are used", got)
	}
	f.to(600)
	if f.Top(); f.scroll.Offset.Y != 0 {
		t.Errorf("scrolled by %v", f.scroll.Offset.Y)
	}
	f.Set(even[:2], 0, -1)
	if got := f.scroll.Size().Height; got != 200 {
		t.Errorf("with two rows %v of 200 pixels are used", got)
	}
}
