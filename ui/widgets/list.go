package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// ListItem is one thing to choose in a list: a name with a chip behind it, and
// below it a line with a note behind that, which may have an icon.
type ListItem struct {
	Head     string // stands above it, where it is another one than that of the item before
	Title    string
	Chip     string
	Accent   bool // whether the chip is that of something in use
	Line     string
	Note     string
	NoteIcon string
	Warns    bool // whether the note says what a person should know
}

// List offers things one below the other, one of them chosen, and scrolls where
// it has no room for them. It takes the keyboard as a whole: the arrows, Home,
// End, Page and letters move the choice, Enter and Space confirm it.
type List struct {
	widget.BaseWidget
	pressable
	// Confirmed is called for Enter and Space; nil for nothing.
	Confirmed func(int)

	most     float32
	page     *Page
	rows     *column
	lines    []int // what stands in it: numbers of items, and for a heading -1 less that of its item
	onChosen func(int)
	data     []ListItem
	items    []*listItem   // those that were seen, nil the others
	heads    map[int]Fluid // by their items, those that were seen
	high     map[listForm]float32
	chosen   int
	typed    typeahead
}

var (
	_ fyne.Focusable = (*List)(nil)
	_ Fluid          = (*List)(nil)
)

// NewList makes an empty list. It asks for the height of what is in it, but for
// most of it only.
func NewList(most float32, chosen func(int)) *List {
	l := &List{onChosen: chosen, most: most, chosen: -1}
	l.self = l
	l.rows = newColumn(l.object, func() { clear(l.items); clear(l.heads) })
	l.page = NewPage(Inset(listEdge, 2, listEdge, l.rows.box)) // room for the line around the item that has the keyboard
	l.rows.on(l.page)
	l.ExtendBaseWidget(l)
	return l
}

// listWheel takes the wheel for a list. What has nowhere to go in it scrolls the page around.
type listWheel struct {
	widget.BaseWidget
	l *List
}

// Scrolled implements fyne.Scrollable.
func (w *listWheel) Scrolled(e *fyne.ScrollEvent) {
	own := w.l.page.scroll
	before := own.Offset
	if own.Scrolled(e); own.Offset != before {
		return
	}
	if p := pageAround(w.l); p != nil {
		p.scroll.Scrolled(e)
	}
}

// CreateRenderer implements fyne.Widget.
func (w *listWheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Space(0, 0))
}

// listEdge is above and below the items, in pixels, and listGap between them.
const (
	listEdge = 1
	listGap  = 2
)

// Set shows other items; it reports whether that changed the list's height.
func (l *List) Set(items []ListItem, chosen int) (changed bool) {
	moved, before := chosen != l.chosen, len(l.lines)
	changed = len(l.data) != len(items)
	l.data, l.chosen = items, chosen
	l.heads, l.high, l.lines = map[int]Fluid{}, map[listForm]float32{}, nil
	for len(l.items) < len(items) {
		l.items = append(l.items, nil)
	}
	for _, n := range l.items {
		if n != nil {
			n.stale = true
		}
	}
	var heights []float32
	for i, item := range items {
		if item.Head != "" && (i == 0 || items[i-1].Head != item.Head) {
			l.lines, heights = append(l.lines, -1-i), append(heights, l.head(i).HeightFor(0))
		}
		l.lines, heights = append(l.lines, i), append(heights, l.heightOf(item))
	}
	changed = changed || before != len(l.lines)
	l.rows.set(listGap, heights)
	l.page.Relayout()
	if (moved || changed) && chosen >= 0 && chosen < len(items) && l.Size().Height > 0 {
		l.reveal()
	}
	return changed
}

// reveal scrolls until the chosen item is in sight, with the heading where it is the first
// below one.
func (l *List) reveal() {
	i := slices.Index(l.lines, l.chosen)
	if i > 0 && l.lines[i-1] < 0 {
		l.rows.reveal(i-1, i)
		return
	}
	l.rows.reveal(i, i)
}

// listForm is what the height of an item depends on: which of its parts there are.
type listForm struct{ chip, line, note, icon bool }

func (l *List) heightOf(item ListItem) float32 {
	form := listForm{item.Chip != "", item.Line != "", item.Note != "", item.NoteIcon != ""}
	if _, ok := l.high[form]; !ok {
		n := newListItem(l, 0)
		n.show(item)
		l.high[form] = n.HeightFor(0)
	}
	return l.high[form]
}

// head is the heading above an item.
func (l *List) head(i int) Fluid {
	if l.heads[i] == nil {
		l.heads[i] = Inset(10, 12, 4, NewText(Span{Text: l.data[i].Head, Bold: true, Size: theme.SmallText, Color: theme.Muted}))
	}
	return l.heads[i]
}

// object is what stands in the list at a place.
func (l *List) object(i int) fyne.CanvasObject {
	i = l.lines[i]
	if i < 0 {
		return l.head(-1 - i)
	}
	if l.items[i] == nil {
		l.items[i] = newListItem(l, i)
		l.items[i].stale = true
	}
	n := l.items[i]
	if n.stale {
		n.stale = false
		n.current, n.focused = i == l.chosen, l.marks(i) // before the chip, whose ground depends on it
		n.show(l.data[i])
		n.Refresh()
	}
	return n
}

// marks reports whether an item shows that the list has the keyboard.
func (l *List) marks(i int) bool { return l.focused && i == max(0, l.chosen) }

// HeightFor implements Fluid.
func (l *List) HeightFor(float32) float32 { return min(l.most, 2*listEdge+l.rows.high()) }

// MinSize is that of the widest item in sight, and as high as the list asks for.
func (l *List) MinSize() fyne.Size {
	w := l.rows.MinSize().Width
	return fyne.NewSize(w, l.HeightFor(w))
}

// CreateRenderer implements fyne.Widget.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	w := &listWheel{l: l}
	w.ExtendBaseWidget(w)
	return widget.NewSimpleRenderer(container.NewStack(l.page, w))
}

// Refresh shows whether the list has the keyboard, at the item that is chosen.
func (l *List) Refresh() {
	for i, n := range l.items[:len(l.data)] {
		if n != nil && !n.stale {
			n.set(&n.focused, l.marks(i))
		}
	}
}

// TypedKey implements fyne.Focusable.
func (l *List) TypedKey(e *fyne.KeyEvent) {
	passEscape(l, e)
	if l.typed.key(e.Name) {
		return
	}
	to := l.chosen
	switch e.Name {
	case fyne.KeyUp:
		to--
	case fyne.KeyDown:
		to++
	case fyne.KeyPageUp:
		to -= 8
	case fyne.KeyPageDown:
		to += 8
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(l.data) - 1
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		if l.Confirmed == nil || len(l.data) == 0 {
			return
		}
		if l.chosen < 0 { // the first one is marked
			l.onChosen(0)
		}
		l.Confirmed(max(0, l.chosen))
		return
	}
	l.to(to)
}

// to chooses an item.
func (l *List) to(i int) {
	if i = max(0, min(i, len(l.data)-1)); i != l.chosen && len(l.data) > 0 {
		l.onChosen(i)
		l.Refresh()
	}
}

// TypedRune implements fyne.Focusable: letters go to the item that begins with them.
func (l *List) TypedRune(r rune) {
	if i, ok := l.typed.find(r, l.chosen, len(l.data), func(i int) string { return l.data[i].Title }); ok {
		l.to(i)
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (l *List) AccessibilityLabel() string {
	if l.chosen < 0 || l.chosen >= len(l.data) {
		return ""
	}
	return l.data[l.chosen].Title
}

// AccessibilityRole implements fyne.Accessible.
func (l *List) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// listItem is one row. A tap chooses it.
type listItem struct {
	widget.BaseWidget
	pressable
	ground      *canvas.Rectangle
	title, line *Text
	chip        *ChipText
	note        *Text
	noteIcon    *Icon
	noteBox     Fluid
	body        Fluid
	current     bool
	stale       bool // whether the list has other things to say in it
	tapped      func()
}

var (
	_ fyne.Tappable     = (*listItem)(nil)
	_ desktop.Hoverable = (*listItem)(nil)
	_ Fluid             = (*listItem)(nil)
)

func newListItem(l *List, i int) *listItem {
	n := &listItem{ground: canvas.NewRectangle(nil), title: NewText(), line: NewText(), note: NewText(), tapped: func() { l.onChosen(i) }}
	n.self, n.keyboard = n, l
	n.title.Wrap, n.line.Wrap = Middle, Middle
	n.title.Tail = nameTail
	n.title.part, n.line.part = true, true
	n.whole = func() string { return whole(n.title, n.line) }
	n.chip, n.noteIcon = NewChip(), NewIcon("lock", theme.Muted, 14)
	n.noteBox = Row(4, -1, n.noteIcon, Fixed(n.note))
	n.body = Inset(7, 12, 7, Stack(1, false,
		Row(6, 0, n.title, n.chip.Box), Row(8, 0, n.line, n.noteBox)))
	n.ExtendBaseWidget(n)
	return n
}

func (n *listItem) show(item ListItem) {
	n.title.Set(Span{Text: item.Title, Bold: true})
	Show(n.line, item.Line != "")
	n.line.Set(Span{Text: item.Line, Mono: true, Size: theme.SmallText, Color: theme.Muted})
	ink, ground := theme.Muted, theme.Chip
	if item.Accent {
		ink, ground = theme.Accent, theme.AccentSoft
	}
	if n.current { // its own ground is that of an accent
		ground = theme.Card
	}
	n.chip.SetIn(item.Chip, ink, ground)
	Show(n.noteBox, item.Note != "")
	color := theme.Muted
	if item.Warns {
		color = theme.Warn
	}
	Show(n.noteIcon, item.NoteIcon != "")
	if item.NoteIcon != "" {
		n.noteIcon.Set(item.NoteIcon, color)
	}
	n.note.Set(Span{Text: item.Note, Size: theme.SmallText, Color: color})
	n.body.Refresh()
	place(n.body)
}

// Tapped implements fyne.Tappable.
func (n *listItem) Tapped(*fyne.PointEvent) {
	n.tapped()
	if c := CanvasOf(n); c != nil {
		Focus(c, n.keyboard)
	}
}

// HeightFor implements Fluid.
func (n *listItem) HeightFor(width float32) float32 { return n.body.HeightFor(width) }

// MinSize is that of what stands in the row.
func (n *listItem) MinSize() fyne.Size { return n.body.MinSize() }

// Cursor shows a hand.
func (n *listItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (n *listItem) CreateRenderer() fyne.WidgetRenderer {
	return newFilled(n, n.MinSize, n.paint, n.ground, n.body)
}

func (n *listItem) paint() {
	fill, line := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	switch {
	case n.current:
		fill = theme.AccentSoft
	case n.hovered:
		fill = "hover"
	}
	if n.focused {
		line = theme.Accent
	}
	paint(n.ground, fill, line)
	thick(n.ground, n.focused)
	n.ground.CornerRadius = 8
}
