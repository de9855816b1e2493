package widgets

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// MenuItem is a row of a menu.
type MenuItem struct {
	Text    string
	Remark  string // muted, at the right end
	Checked bool
	Apart   bool // whether a line stands above it
	Chosen  func()
}

// OpenMenu opens a menu below a button or a link, or above it where there is more room.
// Up, Down, Home, End, Page and letters move the choice, Enter and Space take it, Escape
// closes the menu and nothing else.
func OpenMenu(under fyne.CanvasObject, items []MenuItem) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	openMenu(CanvasOf(under), anchor{at: at, size: under.Size()}, items, nil)
}

// OpenMenuAt opens a menu at a place in the window, as for the right button of the mouse.
func OpenMenuAt(c fyne.Canvas, at fyne.Position, items []MenuItem) {
	openMenu(c, anchor{at: at}, items, nil)
}

// anchor is what a menu belongs to.
type anchor struct {
	at    fyne.Position
	size  fyne.Size
	field bool // whether the rows' text stands under that of a field
}

// Of a menu, in pixels.
const (
	menuRow    = 30
	menuMost   = 9 // rows
	menuEdge   = 5 // around the rows
	menuText   = 30
	menuLead   = 20 // by which a menu begins to the left of its field: the tick hangs there
	menuSearch = 36
	menuBelow  = 4
	menuTail   = 15 // between the longest row and the menu's right edge
	menuGap    = 24 // between a text and its remark
	menuMargin = 8  // to the window's edge
	menuApart  = 9  // a line between two rows
)

// menu is what is open. It has the keyboard, or its search has.
type menu struct {
	widget.BaseWidget
	pressable
	items  []MenuItem
	rows   []*menuItemRow
	shown  []int // numbers of the items that the search leaves
	active int   // in shown
	typed  string
	search *Entry
	none   *Text
	list   *box
	page   *Page
	body   Fluid
	anchor anchor
	layer  *layer
}

var _ fyne.Focusable = (*menu)(nil)

func openMenu(c fyne.Canvas, a anchor, items []MenuItem, closed func()) *menu {
	m := &menu{items: items, anchor: a}
	m.self = m
	m.ExtendBaseWidget(m)
	for i, item := range items {
		m.rows = append(m.rows, newMenuItemRow(m, i, item))
	}
	m.none = NewText(Span{Text: "Nothing found", Color: theme.Muted})
	m.list = stack(0, false, nil)
	m.page = newBarePage(m.list)
	m.body = Inset(menuEdge, menuEdge, menuEdge, m.page)
	first := fyne.Focusable(m)
	if len(items) > menuMost {
		m.body = m.withSearch()
		first = m.search
	}
	m.filter("")
	m.layer = openLayer(c, m, first, m.place, closed)
	m.page.Reveal(m.current())
	return m
}

// withSearch puts a search on top of the rows.
func (m *menu) withSearch() Fluid {
	m.search = NewEntry("", m.filter)
	m.search.PlaceHolder = "Search " + strconv.Itoa(len(m.items))
	m.search.onKey = m.key
	head := Sized(0, menuSearch, Inset(0, 10, 0, Row(menuText-10-16-entrySide, 1, NewIcon("search", theme.Muted, 16), m.search)))
	line := Separator()
	return newBox([]fyne.CanvasObject{head, line, m.page}, func() float32 { return 0 }, func(size fyne.Size, dry bool) float32 {
		if !dry {
			head.Move(fyne.NewPos(0, 0))
			head.Resize(fyne.NewSize(size.Width, menuSearch))
			line.Move(fyne.NewPos(1, menuSearch))
			line.Resize(fyne.NewSize(size.Width-2, 1))
			m.page.Move(fyne.NewPos(menuEdge, menuSearch+1+menuEdge))
			m.page.Resize(fyne.NewSize(size.Width-2*menuEdge, max(0, size.Height-menuSearch-1-2*menuEdge)))
		}
		return size.Height
	})
}

// filter leaves the rows in which a text occurs.
func (m *menu) filter(text string) {
	text = strings.ToLower(strings.TrimSpace(text))
	m.shown = m.shown[:0]
	m.active = -1
	for i, item := range m.items {
		if strings.Contains(strings.ToLower(item.Text+"\n"+item.Remark), text) {
			if item.Checked && text == "" {
				m.active = len(m.shown)
			}
			m.shown = append(m.shown, i)
		}
	}
	if m.active < 0 && (text != "" || m.anchor.field) {
		m.active = 0
	}
	var objects []fyne.CanvasObject
	for n, i := range m.shown {
		if m.items[i].Apart && n > 0 {
			objects = append(objects, Sized(0, menuApart, Inset(menuApart/2, 0, menuApart/2, Separator())))
		}
		objects = append(objects, m.rows[i])
	}
	if len(objects) == 0 {
		objects = append(objects, Sized(0, menuRow, Inset(6, menuText-menuEdge, 0, m.none)))
	}
	m.list.objects = objects
	m.list.Refresh()
	m.page.Relayout()
	m.mark()
}

// current is the row that Enter would take, nil for none.
func (m *menu) current() *menuItemRow {
	if m.active < 0 || m.active >= len(m.shown) {
		return nil
	}
	return m.rows[m.shown[m.active]]
}

// mark shows which row is the current one.
func (m *menu) mark() {
	current := m.current()
	for _, r := range m.rows {
		r.set(&r.hovered, r == current)
	}
}

// to makes another row the current one.
func (m *menu) to(n int) {
	if len(m.shown) == 0 {
		return
	}
	m.active = max(0, min(n, len(m.shown)-1))
	m.mark()
	m.page.Reveal(m.current())
}

// take closes the menu and does what the current row is for.
func (m *menu) take() {
	row := m.current()
	m.layer.Close()
	if row != nil {
		call(m.items[row.index].Chosen)
	}
}

// key deals with a key, and reports whether it is one of the menu's.
func (m *menu) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		m.layer.Close()
	case fyne.KeyReturn, fyne.KeyEnter:
		m.take()
	case fyne.KeyUp:
		m.to(m.active - 1)
	case fyne.KeyDown:
		m.to(m.active + 1)
	case fyne.KeyPageUp:
		m.to(m.active - menuMost + 1)
	case fyne.KeyPageDown:
		m.to(m.active + menuMost - 1)
	case fyne.KeyHome:
		m.to(0)
	case fyne.KeyEnd:
		m.to(len(m.shown) - 1)
	default:
		return false
	}
	return true
}

// TypedKey implements fyne.Focusable.
func (m *menu) TypedKey(e *fyne.KeyEvent) {
	if !m.key(e) && e.Name == fyne.KeySpace && m.typed == "" {
		m.take()
	}
}

// TypedRune implements fyne.Focusable: letters go to the next row that begins with them,
// all that were typed as long as there is one, and else the last.
func (m *menu) TypedRune(r rune) {
	if r == ' ' && m.typed == "" || !unicode.IsPrint(r) {
		return
	}
	letter := strings.ToLower(string(r))
	for _, typed := range []string{m.typed + letter, letter} {
		from := m.active
		if utf8.RuneCountInString(typed) == 1 {
			from++ // the same letter again goes on
		}
		for n := range m.shown {
			at := (max(0, from) + n) % len(m.shown)
			if strings.HasPrefix(strings.ToLower(m.items[m.shown[at]].Text), typed) {
				m.typed = typed
				m.to(at)
				return
			}
		}
	}
	m.typed = ""
}

// place puts the menu below its anchor, or above it where there is more room, and makes
// it as wide as the longest row, but no wider than the window.
func (m *menu) place(window fyne.Size) (fyne.Position, fyne.Size) {
	width := m.anchor.size.Width
	x := m.anchor.at.X
	if m.anchor.field {
		width += menuLead
		x -= menuLead
	}
	for _, r := range m.rows {
		width = max(width, r.natural())
	}
	width = min(width, window.Width-2*menuMargin)
	if right := m.anchor.at.X + m.anchor.size.Width; x+width > window.Width-menuMargin && !m.anchor.field && m.anchor.size.Width > 0 {
		x = right - width
	}
	x = max(menuMargin, min(x, window.Width-menuMargin-width))
	frame := float32(2 * menuEdge)
	if m.search != nil {
		frame += menuSearch + 1
	}
	most := min(m.list.HeightFor(width), menuRow*menuMost)
	if m.search != nil {
		most = menuRow * menuMost // it stays as it is while one searches
	}
	top := m.anchor.at.Y + m.anchor.size.Height + menuBelow
	below := window.Height - menuMargin - top
	above := m.anchor.at.Y - menuBelow - menuMargin
	height := frame + most
	switch {
	case height <= below:
	case above > below:
		height = min(height, above)
		top = m.anchor.at.Y - menuBelow - height
	default:
		height = max(frame+menuRow, below)
	}
	return fyne.NewPos(x, top), fyne.NewSize(width, height)
}

// AccessibilityLabel implements fyne.Accessible.
func (m *menu) AccessibilityLabel() string {
	if r := m.current(); r != nil {
		return m.items[r.index].Text
	}
	return "Menu"
}

// AccessibilityRole implements fyne.Accessible.
func (m *menu) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (m *menu) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.body) }

// menuItemRow is one row of a menu.
type menuItemRow struct {
	widget.BaseWidget
	pressable
	menu         *menu
	index        int
	ground       *Ground
	text, remark *Text
	body         Fluid
}

var (
	_ fyne.Tappable     = (*menuItemRow)(nil)
	_ desktop.Hoverable = (*menuItemRow)(nil)
)

func newMenuItemRow(m *menu, index int, item MenuItem) *menuItemRow {
	r := &menuItemRow{menu: m, index: index, ground: NewGround("", "", 4), text: NewText(Span{Text: item.Text}), remark: NewText(Span{Text: item.Remark, Color: theme.Muted, Size: theme.SmallText})}
	r.self = r
	r.text.Wrap, r.remark.Wrap = Middle, Middle
	r.text.part, r.remark.part = true, true
	r.whole = func() string { return whole(r.text, r.remark) }
	tick := NewIcon("good", theme.Accent, signSide)
	tick.Hidden = !item.Checked
	r.body = newBox([]fyne.CanvasObject{r.ground, tick, r.text, r.remark}, func() float32 { return 0 }, func(size fyne.Size, dry bool) float32 {
		if dry {
			return menuRow
		}
		r.ground.Resize(size)
		tick.Move(fyne.NewPos(5, (menuRow-signSide)/2))
		tick.Resize(fyne.NewSquareSize(signSide))
		left, right := float32(menuText-menuEdge), size.Width-(menuTail-menuEdge)
		text, remark := r.text.NaturalWidth()+1, r.remark.NaturalWidth()+1
		if item.Remark == "" {
			remark = -menuGap
		}
		if room := right - left - menuGap; text+remark > room { // the remark gives way first, down to a third
			remark = min(remark, max(room-text, room/3))
			text = room - remark
		}
		r.put(r.text, left, text)
		r.put(r.remark, right-max(0, remark), max(0, remark))
		return menuRow
	})
	r.ExtendBaseWidget(r)
	return r
}

// put places one of the texts of a row.
func (r *menuItemRow) put(t *Text, x, width float32) {
	h := t.HeightFor(width)
	t.Move(fyne.NewPos(x, (menuRow-h)/2))
	t.Resize(fyne.NewSize(width, h))
}

// natural is the width of a menu in which the row is whole.
func (r *menuItemRow) natural() float32 {
	w := menuText + r.text.NaturalWidth() + 2 + menuTail
	if r.remark.String() != "" {
		w += menuGap + r.remark.NaturalWidth()
	}
	return w
}

// MouseIn implements desktop.Hoverable: the row under the pointer is the current one.
func (r *menuItemRow) MouseIn(*desktop.MouseEvent) {
	r.menu.active = slices.Index(r.menu.shown, r.index)
	r.menu.mark()
	askTip(r, r.tipText)
}

// MouseOut implements desktop.Hoverable. The row stays the current one.
func (r *menuItemRow) MouseOut() { leaveTip(r) }

// Tapped implements fyne.Tappable.
func (r *menuItemRow) Tapped(*fyne.PointEvent) {
	r.MouseIn(nil)
	r.menu.take()
}

// MinSize is the height of a row.
func (r *menuItemRow) MinSize() fyne.Size { return fyne.NewSize(0, menuRow) }

// Refresh shows whether the row is the current one.
func (r *menuItemRow) Refresh() {
	fill := fyne.ThemeColorName("")
	if r.hovered {
		fill = "hover"
	}
	r.ground.SetFill(fill)
}

// CreateRenderer implements fyne.Widget.
func (r *menuItemRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }
