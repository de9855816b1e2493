package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

// Select is a field to choose from a list.
type Select struct {
	name string // the label of its field, for those who hear it
	widget.BaseWidget
	pressable
	PlaceHolder string // shown while nothing is chosen
	onChosen    func(int)
	options     []string
	remarks     []string
	apart       []int
	chosen      int
	low         bool
	menu        *menu // the one that was opened last
	tone        viewmodel.Tone
}

var (
	_ fyne.Tappable     = (*Select)(nil)
	_ fyne.Focusable    = (*Select)(nil)
	_ desktop.Hoverable = (*Select)(nil)
)

// NewSelect makes a list of options, the first one chosen.
func NewSelect(options []string, chosen func(int)) *Select {
	s := &Select{options: options, onChosen: chosen}
	s.self = s
	s.ExtendBaseWidget(s)
	return s
}

// SetOptions changes what can be chosen, and marks a choice; -1 for none.
func (s *Select) SetOptions(options []string, chosen int) {
	if !slices.Equal(options, s.options) || chosen != s.chosen {
		s.options, s.chosen = options, chosen
		s.Refresh()
	}
}

// Chosen is the number of the choice, -1 for none.
func (s *Select) Chosen() int { return s.chosen }

// SetTone implements Toned.
func (s *Select) SetTone(tone viewmodel.Tone) {
	if s.tone != tone {
		s.tone = tone
		s.Refresh()
	}
}

// text is what stands in the field.
func (s *Select) text() (text string, chosen bool) {
	if s.chosen >= 0 && s.chosen < len(s.options) {
		return s.options[s.chosen], true
	}
	return s.PlaceHolder, false
}

// Set marks a choice without calling back.
func (s *Select) Set(i int) {
	if s.chosen != i {
		s.chosen = i
		s.Refresh()
	}
}

// SetRemarks gives the options remarks, muted at the right end of their rows in the list.
func (s *Select) SetRemarks(remarks []string) { s.remarks = remarks }

// SetApart has a line stand above some options in the list, by their numbers.
func (s *Select) SetApart(apart []int) { s.apart = apart }

// Low makes the field as low as segments are, to stand in one row with them.
func (s *Select) Low() {
	s.low = true
	s.Refresh()
}

// Tapped opens the list.
func (s *Select) Tapped(*fyne.PointEvent) {
	if len(s.options) == 0 || s.open() {
		return
	}
	items := make([]MenuItem, len(s.options))
	for i, o := range s.options {
		items[i] = MenuItem{Text: o, Checked: i == s.chosen, Apart: slices.Contains(s.apart, i), Chosen: func() {
			s.Set(i)
			if s.onChosen != nil {
				s.onChosen(i)
			}
		}}
		if i < len(s.remarks) {
			items[i].Remark = s.remarks[i]
		}
	}
	under := anchorAt(s)
	under.field = true
	s.menu = openMenu(CanvasOf(s), under, items, s.Refresh)
	s.Refresh()
}

// open reports whether the list is there.
func (s *Select) open() bool { return s.menu != nil && s.menu.layer.there() }

// height is that of the field.
func (s *Select) height() float32 {
	if s.low {
		return segmentHeight
	}
	return theme.FieldHeight
}

// TypedKey implements fyne.Focusable.
func (s *Select) TypedKey(e *fyne.KeyEvent) {
	passEscape(s, e)
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		s.Tapped(nil)
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (s *Select) AccessibilityLabel() string {
	text, _ := s.text()
	return strings.TrimSpace(s.name + " " + text)
}

// SetName says what is chosen here, for those who hear it.
func (s *Select) SetName(name string) { s.name = name }

// AccessibilityRole implements fyne.Accessible.
func (s *Select) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	r := &selectRenderer{
		s: s, frame: canvas.NewRectangle(nil),
		text: NewText(), arrow: NewIcon("down", theme.Muted, signSide),
	}
	r.text.Wrap, r.text.part = Middle, true
	s.whole = func() string { return whole(r.text) }
	r.paint()
	return Laid(s, r)
}

type selectRenderer struct {
	s     *Select
	frame *canvas.Rectangle
	text  *Text
	arrow *Icon
}

func (r *selectRenderer) Destroy() {}

func (r *selectRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.frame, r.text, r.arrow}
}
func (r *selectRenderer) MinSize() fyne.Size { return fyne.NewSize(80, r.s.height()) }

func (r *selectRenderer) Layout(size fyne.Size) {
	r.frame.Resize(size)
	const side, right = 10, 30 // beside the text; for the chevron
	h := r.text.HeightFor(size.Width - side - right)
	put(r.text, side, (size.Height-h)/2, size.Width-side-right, h)
	put(r.arrow, size.Width-24, (size.Height-signSide)/2, signSide, signSide)
}

func (r *selectRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.s)
}

func (r *selectRenderer) paint() {
	edge{hovered: r.s.hovered, focused: r.s.focused || r.s.open(), tone: r.s.tone}.paint(r.frame)
	text, chosen := r.s.text()
	ink := theme.Ink
	if !chosen {
		ink = theme.Muted
	}
	r.text.Set(Span{Text: text, Color: ink})
}
