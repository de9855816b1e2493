package widgets

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// MenuItem is a row of a menu.
type MenuItem struct {
	Text    string
	Remark  string // muted, at the right end
	Checked bool
	Apart   bool // whether a line stands above it
	Last    bool // whether it stands behind all else that a search finds
	Chosen  func()
}

// OpenMenu opens a menu below a button or a link, or above it where there is more room.
// Up, Down, Home, End, Page and letters move the choice, Enter and Space take it, Escape
// closes the menu and nothing else.
func OpenMenu(under fyne.CanvasObject, items []MenuItem) {
	openMenu(CanvasOf(under), anchorAt(under), items, nil)
}

// OpenMenuAt opens a menu at a place in the window, as for the right button of the mouse. It
// goes when the window gets another size.
func OpenMenuAt(c fyne.Canvas, at fyne.Position, items []MenuItem) {
	openMenu(c, &anchor{at: at}, items, nil)
}

// OpenMenuIn opens a menu in the middle of the window, so far from its top.
func OpenMenuIn(c fyne.Canvas, top float32, items []MenuItem) {
	openMenu(c, &anchor{centred: true, at: fyne.NewPos(0, top)}, items, nil)
}

// menu is what is open. It has the keyboard, or its search has.
type menu struct {
	widget.BaseWidget
	pressable
	items  []MenuItem
	rows   []*menuItemRow // those that were seen, nil the others
	lines  []int          // what stands in the list: numbers of items, -1 for a line
	wide   float32        // of the longest item
	shown  []int          // numbers of the items that the search leaves
	active int            // in shown
	typed  typeahead
	search *Entry
	none   *Text
	list   *column
	page   *Page
	body   Fluid
	anchor *anchor
	layer  *layer
}

var _ fyne.Focusable = (*menu)(nil)

func openMenu(c fyne.Canvas, a *anchor, items []MenuItem, closed func()) *menu {
	m := &menu{items: items, anchor: a}
	m.self = m
	m.ExtendBaseWidget(m)
	m.rows = make([]*menuItemRow, len(items))
	m.wide = naturalMenu(items)
	m.none = NewText(Span{Text: "Nothing found", Color: theme.Muted})
	m.list = newColumn(m.object, func() { clear(m.rows) })
	m.page = newBarePage(m.list.box)
	m.list.on(m.page)
	m.body = Inset(menuEdge, menuEdge, menuEdge, m.page)
	first := fyne.Focusable(m)
	if len(items) > menuMost {
		m.body = m.withSearch()
		first = m.search
	}
	m.filter("")
	m.layer = openLayer(c, m, first, a, m.place, closed)
	m.reveal()
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
			put(head, 0, 0, size.Width, menuSearch)
			put(line, 1, menuSearch, size.Width-2, 1)
			put(m.page, menuEdge, menuSearch+1+menuEdge, size.Width-2*menuEdge, max(0, size.Height-menuSearch-1-2*menuEdge))
		}
		return size.Height
	})
}

// filter leaves the rows in which a text occurs: first what is called so, then what begins so.
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
	if text != "" {
		slices.SortStableFunc(m.shown, func(a, b int) int { return m.items[a].behind(text) - m.items[b].behind(text) })
	}
	if m.active < 0 && (text != "" || m.anchor.field) {
		m.active = 0
	}
	m.lines = m.lines[:0]
	var heights []float32
	for n, i := range m.shown {
		if m.items[i].Apart && n > 0 && text == "" {
			m.lines, heights = append(m.lines, -1), append(heights, menuApart)
		}
		m.lines, heights = append(m.lines, i), append(heights, menuRow)
	}
	if len(m.lines) == 0 {
		heights = append(heights, menuRow)
	}
	m.list.set(0, heights)
	m.page.Relayout()
	m.mark()
}

// behind is how far behind others an item stands of what a search for a text finds.
func (i MenuItem) behind(text string) int {
	switch name := strings.ToLower(i.Text); {
	case i.Last:
		return 3
	case name == text:
		return 0
	case strings.HasPrefix(name, text):
		return 1
	}
	return 2
}

// object is what stands in the list at a place.
func (m *menu) object(i int) fyne.CanvasObject {
	switch {
	case len(m.lines) == 0:
		return Sized(0, menuRow, Inset(6, menuText-menuEdge, 0, m.none))
	case m.lines[i] < 0:
		return Sized(0, menuApart, Inset(menuApart/2, 0, menuApart/2, Separator()))
	}
	return m.row(m.lines[i])
}

// row is the row of an item.
func (m *menu) row(item int) *menuItemRow {
	if m.rows[item] == nil {
		m.rows[item] = newMenuItemRow(m, item, m.items[item])
		m.rows[item].set(&m.rows[item].hovered, m.active >= 0 && m.active < len(m.shown) && m.shown[m.active] == item)
	}
	return m.rows[item]
}

// reveal scrolls to the current row.
func (m *menu) reveal() {
	if m.active >= 0 && m.active < len(m.shown) {
		i := slices.Index(m.lines, m.shown[m.active])
		m.list.reveal(i, i)
	}
}

// current is the row that Enter would take, nil for none.
func (m *menu) current() *menuItemRow {
	if m.active < 0 || m.active >= len(m.shown) {
		return nil
	}
	return m.row(m.shown[m.active])
}

// mark shows which row is the current one.
func (m *menu) mark() {
	current := m.current()
	for _, r := range m.rows {
		if r != nil {
			r.set(&r.hovered, r == current)
		}
	}
}

// to makes another row the current one.
func (m *menu) to(n int) {
	if len(m.shown) == 0 {
		return
	}
	m.active = max(0, min(n, len(m.shown)-1))
	m.mark()
	m.reveal()
}

// take closes the menu and does what the current row is for. Where a search has found nothing
// the menu stays, for another word.
func (m *menu) take() {
	if len(m.shown) == 0 {
		return
	}
	row := m.current()
	m.layer.Close()
	if row != nil {
		call(m.items[row.index].Chosen)
	}
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
