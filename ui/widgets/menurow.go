package widgets

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

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
	r := &menuItemRow{menu: m, index: index, ground: NewGround("", "", 4), text: NewText(Span{Text: item.Text}), remark: NewText(menuRemark(item))}
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
		put(tick, 5, (menuRow-signSide)/2, signSide, signSide)
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
	put(t, x, (menuRow-h)/2, width, h)
}

func menuRemark(item MenuItem) Span {
	return Span{Text: item.Remark, Color: theme.Muted, Size: theme.SmallText}
}

// naturalMenu is the width of a menu in which all rows are whole. Of very many those alone are
// measured that have the most characters.
func naturalMenu(items []MenuItem) (wide float32) {
	const most = 100
	if len(items) > most {
		characters := func(item MenuItem) int { return utf8.RuneCountInString(item.Text + item.Remark) }
		items = slices.SortedFunc(slices.Values(items), func(a, b MenuItem) int { return cmp.Compare(characters(b), characters(a)) })[:most]
	}
	text, remark := NewText(), NewText()
	for _, item := range items {
		text.Set(Span{Text: item.Text})
		remark.Set(menuRemark(item))
		wide = max(wide, naturalRow(text, remark))
	}
	return wide
}

// naturalRow is the width of a menu in which a row with these texts is whole.
func naturalRow(text, remark *Text) float32 {
	w := menuText + text.NaturalWidth() + 2 + menuTail
	if remark.String() != "" {
		w += menuGap + remark.NaturalWidth()
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
