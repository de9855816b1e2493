package widgets

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// FeedRow is what a [Feed] shows one entry in. Rows are used again for other entries as the
// feed scrolls.
type FeedRow interface {
	fyne.CanvasObject
	// Fill shows an entry, by its number.
	Fill(i int)
}

// Feed shows many entries of different heights one below the other, the latest first, and
// scrolls. It makes rows for those in sight alone. What is being read stays where it is when
// others come above it. It takes the keyboard as a whole: the arrows, Page, Home and End move
// the choice.
type Feed struct {
	widget.BaseWidget
	pressable
	// Label says an entry to a screen reader; nil for nothing.
	Label func(i int) string
	// OnCopy is called for Ctrl+C; nil for nothing.
	OnCopy func()

	least    float32
	scroll   *container.Scroll
	sheet    *feedSheet
	ground   *Ground // around it while it has the keyboard
	onChosen func(int)
}

var (
	_ fyne.Focusable    = (*Feed)(nil)
	_ fyne.Shortcutable = (*Feed)(nil)
	_ fyne.Accessible   = (*Feed)(nil)
)

// NewFeed makes an empty feed that is at least as high as least; row makes a row.
func NewFeed(least float32, row func() FeedRow, chosen func(int)) *Feed {
	f := &Feed{least: least, onChosen: chosen, ground: NewGround("", "", theme.Corner)}
	f.sheet = &feedSheet{feed: f, make: row, tops: []float32{0}, chosen: -1}
	f.self = f
	f.sheet.ExtendBaseWidget(f.sheet)
	f.scroll = container.NewVScroll(f.sheet)
	f.scroll.OnScrolled = func(fyne.Position) { f.show() }
	f.ExtendBaseWidget(f)
	return f
}

// Set shows other entries: the height of each, how many of them are new on top, and which
// one is chosen, -1 for none.
func (f *Feed) Set(heights []float32, fresh, chosen int) {
	s := f.sheet
	tops := make([]float32, len(heights)+1)
	for i, h := range heights {
		tops[i+1] = tops[i] + h
	}
	s.tops, s.chosen = tops, chosen
	offset := f.scroll.Offset.Y
	if offset > 0 && fresh > 0 {
		offset += tops[min(fresh, len(heights))]
	}
	f.scroll.Resize(fyne.NewSize(f.Size().Width, s.wholeRows(f.Size().Height)))
	f.scroll.Refresh()
	f.to(offset)
}

// Top scrolls to the first entry.
func (f *Feed) Top() { f.to(0) }

// Choose marks another entry.
func (f *Feed) Choose(chosen int) {
	if f.sheet.chosen != chosen {
		f.sheet.chosen = chosen
		f.show()
	}
}

// to scrolls to a height, as far as there is one.
func (f *Feed) to(y float32) {
	y = max(0, min(y, f.sheet.height()-f.scroll.Size().Height))
	if y != f.scroll.Offset.Y {
		f.scroll.ScrollToOffset(fyne.NewPos(0, y))
	}
	f.show()
}

// show fills the rows in sight.
func (f *Feed) show() { f.sheet.show(f.scroll.Offset.Y, f.scroll.Size()) }

// MinSize is as high as was asked for.
func (f *Feed) MinSize() fyne.Size { return fyne.NewSize(120, f.least) }

// Refresh shows whether the feed has the keyboard.
func (f *Feed) Refresh() {
	line := fyne.ThemeColorName("")
	if f.focused {
		line = theme.Accent
	}
	f.ground.SetLine(line, 1)
	f.show()
}

// TypedKey implements fyne.Focusable.
func (f *Feed) TypedKey(e *fyne.KeyEvent) {
	passEscape(f, e)
	n, to := len(f.sheet.tops)-1, f.sheet.chosen
	const page = 8
	switch e.Name {
	case fyne.KeyUp:
		to--
	case fyne.KeyDown:
		to++
	case fyne.KeyPageUp:
		to -= page
	case fyne.KeyPageDown:
		to += page
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = n - 1
	default:
		return
	}
	if to = max(0, min(to, n-1)); n > 0 && to != f.sheet.chosen {
		f.onChosen(to)
		f.reveal(to)
	}
}

// reveal scrolls until an entry is in sight.
func (f *Feed) reveal(i int) {
	if i < 0 || i+1 >= len(f.sheet.tops) {
		return
	}
	y, h := f.scroll.Offset.Y, f.scroll.Size().Height
	switch top, end := f.sheet.tops[i], f.sheet.tops[i+1]; {
	case top < y:
		f.to(top)
	case end > y+h:
		f.to(end - h)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (f *Feed) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok && f.OnCopy != nil {
		f.OnCopy()
		return
	}
	passShortcut(f, s)
}

// AccessibilityLabel implements fyne.Accessible: the entry that is chosen.
func (f *Feed) AccessibilityLabel() string {
	if i := f.sheet.chosen; f.Label != nil && i >= 0 && i+1 < len(f.sheet.tops) {
		return f.Label(i)
	}
	return ""
}

// AccessibilityRole implements fyne.Accessible.
func (f *Feed) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (f *Feed) CreateRenderer() fyne.WidgetRenderer { return Laid(f, feedRenderer{f}) }

type feedRenderer struct{ f *Feed }

func (r feedRenderer) Destroy()           {}
func (r feedRenderer) MinSize() fyne.Size { return r.f.MinSize() }
func (r feedRenderer) Refresh()           { r.f.Refresh() }

func (r feedRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.f.scroll, r.f.ground}
}

func (r feedRenderer) Layout(size fyne.Size) {
	r.f.ground.Resize(size)
	r.f.scroll.Resize(fyne.NewSize(size.Width, r.f.sheet.wholeRows(size.Height)))
	r.f.to(r.f.scroll.Offset.Y)
}

// feedSheet is all entries, of which some are drawn.
type feedSheet struct {
	widget.BaseWidget
	feed   *Feed
	make   func() FeedRow
	tops   []float32 // of each entry, and the end of the last one
	chosen int
	rows   []*feedPlace // made so far
	shown  []fyne.CanvasObject
}

func (s *feedSheet) height() float32 { return s.tops[len(s.tops)-1] }

// MinSize is as high as all entries.
func (s *feedSheet) MinSize() fyne.Size { return fyne.NewSize(0, s.height()) }

// CreateRenderer implements fyne.Widget.
func (s *feedSheet) CreateRenderer() fyne.WidgetRenderer { return feedSheetRenderer{s} }

// wholeRows is how much of a height whole rows take, where all of them are as high and have no
// room: the last one is not cut through then.
func (s *feedSheet) wholeRows(height float32) float32 {
	n := len(s.tops) - 1
	if n < 1 || s.height() <= height {
		return height
	}
	each := s.tops[1]
	for i := range n {
		if s.tops[i+1]-s.tops[i] != each {
			return height
		}
	}
	return max(each, float32(int(height/each))*each)
}

// show fills rows for what is in sight from a height on.
func (s *feedSheet) show(top float32, size fyne.Size) {
	n := len(s.tops) - 1
	first := max(0, sort.Search(n, func(i int) bool { return s.tops[i+1] > top }))
	var shown []fyne.CanvasObject
	for i := first; i < n && s.tops[i] < top+size.Height; i++ {
		if len(shown) == len(s.rows) {
			s.rows = append(s.rows, newFeedPlace(s.feed, s.make()))
		}
		row := s.rows[len(shown)]
		row.set(i, i == s.chosen)
		put(row, 0, s.tops[i], size.Width, s.tops[i+1]-s.tops[i])
		shown = append(shown, row)
	}
	s.shown = shown
	canvas.Refresh(s)
}

type feedSheetRenderer struct{ s *feedSheet }

func (feedSheetRenderer) Destroy()                       {}
func (feedSheetRenderer) Layout(fyne.Size)               {}
func (feedSheetRenderer) Refresh()                       {}
func (r feedSheetRenderer) MinSize() fyne.Size           { return r.s.MinSize() }
func (r feedSheetRenderer) Objects() []fyne.CanvasObject { return r.s.shown }
