package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

// Segmented offers a few choices side by side, one of them chosen. With the
// keyboard the arrows move the choice.
type Segmented struct {
	widget.BaseWidget
	pressable
	options  []string
	chosen   int // -1 for none
	onChosen func(int)
	over     int
	tone     viewmodel.Tone
}

var (
	_ fyne.Tappable     = (*Segmented)(nil)
	_ fyne.Focusable    = (*Segmented)(nil)
	_ desktop.Hoverable = (*Segmented)(nil)
)

// segmentHeight is how high segments are, and what stands in one row with them.
const segmentHeight = 30

// NewSegmented makes a choice of options, none chosen.
func NewSegmented(options []string, chosen func(int)) *Segmented {
	s := &Segmented{options: options, chosen: -1, over: -1, onChosen: chosen}
	s.self = s
	s.ExtendBaseWidget(s)
	return s
}

// Set marks a choice without calling back.
func (s *Segmented) Set(i int) {
	if s.chosen != i {
		s.chosen = i
		s.Refresh()
	}
}

// SetTone implements Toned.
func (s *Segmented) SetTone(tone viewmodel.Tone) {
	if s.tone != tone {
		s.tone = tone
		s.Refresh()
	}
}

// SetOptions changes what is offered.
func (s *Segmented) SetOptions(options []string) {
	if !slices.Equal(options, s.options) {
		s.options = options
		s.Refresh()
	}
}

// Chosen is the number of the choice, or -1.
func (s *Segmented) Chosen() int { return s.chosen }

func (s *Segmented) choose(i int) {
	if i >= 0 && i < len(s.options) && i != s.chosen {
		s.Set(i)
		if s.onChosen != nil {
			s.onChosen(i)
		}
	}
}

// at is the option at a place, -1 beside them: a column may be wider than they
// are.
func (s *Segmented) at(x float32) int {
	for i, r := range s.bounds() {
		if x < r[1] {
			return i
		}
	}
	return -1
}

// bounds are the left and right edges of the options.
func (s *Segmented) bounds() [][2]float32 {
	list := make([][2]float32, len(s.options))
	var x float32
	for i, o := range s.options {
		w := measure(Span{Text: o, Bold: true}, o) + 22
		list[i] = [2]float32{x, x + w}
		x += w
	}
	return list
}

// Tapped implements fyne.Tappable.
func (s *Segmented) Tapped(e *fyne.PointEvent) { s.choose(s.at(e.Position.X)) }

// TypedKey implements fyne.Focusable.
func (s *Segmented) TypedKey(e *fyne.KeyEvent) {
	passEscape(s, e)
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.choose(s.chosen - 1)
	case fyne.KeyRight, fyne.KeyDown:
		s.choose(s.chosen + 1)
	}
}

// MouseMoved implements desktop.Hoverable.
func (s *Segmented) MouseMoved(e *desktop.MouseEvent) {
	s.pointedAt(e)
	if i := s.at(e.Position.X); i != s.over {
		s.over = i
		s.Refresh()
	}
}

// Cursor shows a hand.
func (s *Segmented) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel implements fyne.Accessible.
func (s *Segmented) AccessibilityLabel() string {
	if s.chosen < 0 || s.chosen >= len(s.options) {
		return ""
	}
	return s.options[s.chosen]
}

// AccessibilityRole implements fyne.Accessible.
func (s *Segmented) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer {
	r := &segmentedRenderer{s: s, frame: canvas.NewRectangle(nil)}
	r.paint()
	return Laid(s, r)
}

type segmentedRenderer struct {
	s       *Segmented
	frame   *canvas.Rectangle
	grounds []*canvas.Rectangle
	lines   []*canvas.Rectangle
	texts   []*canvas.Text
}

func (r *segmentedRenderer) Destroy() {}

func (r *segmentedRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.frame}
	for i := range r.texts {
		list = append(list, r.grounds[i])
	}
	for i := range r.texts {
		list = append(list, r.lines[i], r.texts[i])
	}
	return list
}

func (r *segmentedRenderer) MinSize() fyne.Size {
	b := r.s.bounds()
	if len(b) == 0 {
		return fyne.NewSize(0, segmentHeight)
	}
	return fyne.NewSize(b[len(b)-1][1], segmentHeight)
}

func (r *segmentedRenderer) Layout(size fyne.Size) {
	bounds := r.s.bounds()
	h := r.MinSize().Height
	r.frame.Resize(fyne.NewSize(r.MinSize().Width, h))
	_, _, edge := r.edge().of() // which the grounds leave free
	for i, b := range bounds {
		left, right := b[0], b[1]
		if i == 0 {
			left += edge
		}
		if i == len(bounds)-1 {
			right -= edge
		}
		put(r.grounds[i], left, edge, right-left, h-2*edge)
		put(r.lines[i], b[1]-1, 1, 1, h-2)
		min := r.texts[i].MinSize()
		r.texts[i].Resize(min)
		r.texts[i].Move(fyne.NewPos((b[0]+b[1]-min.Width)/2, (h-min.Height)/2))
	}
}

func (r *segmentedRenderer) edge() edge {
	return edge{hovered: r.s.hovered, focused: r.s.focused, tone: r.s.tone}
}

func (r *segmentedRenderer) Refresh() {
	r.paint()
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *segmentedRenderer) paint() {
	n := len(r.s.options)
	for len(r.texts) < n {
		r.grounds = append(r.grounds, canvas.NewRectangle(nil))
		r.lines = append(r.lines, canvas.NewRectangle(nil))
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	r.grounds, r.lines, r.texts = r.grounds[:n], r.lines[:n], r.texts[:n]
	for i, o := range r.s.options {
		ground, ink := fyne.ThemeColorName(""), theme.Ink
		chosen := i == r.s.chosen
		switch {
		case chosen:
			ground, ink = theme.AccentSoft, theme.Accent
		case r.s.hovered && i == r.s.over:
			ground = "hover"
		}
		g := r.grounds[i]
		paint(g, ground, "")
		if i == 0 {
			g.TopLeftCornerRadius, g.BottomLeftCornerRadius = theme.Corner-1, theme.Corner-1
		}
		if i == n-1 {
			g.TopRightCornerRadius, g.BottomRightCornerRadius = theme.Corner-1, theme.Corner-1
		}
		paint(r.lines[i], theme.Line, "")
		if i == n-1 {
			paint(r.lines[i], "", "")
		}
		t := r.texts[i]
		t.Text, t.TextSize, t.Color, t.TextStyle = o, theme.TextSize, theme.Of(ink), fyne.TextStyle{Bold: chosen}
		t.FontSource = fontOf(t.TextStyle)
	}
	r.edge().paint(r.frame)
}
