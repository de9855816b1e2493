package widgets

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// Span is a piece of text in one style. A line break in it begins a new line.
type Span struct {
	Text  string
	Color fyne.ThemeColorName // Ink where empty
	Size  float32             // theme.TextSize where 0
	Mono  bool
	Bold  bool
	// Ground is behind the text: a soft one for what is pointed out in it. None where empty.
	Ground fyne.ThemeColorName
}

// style has no bold code: the toolkit has no font for that.
func (s Span) style() fyne.TextStyle {
	if s.Mono {
		return theme.Code
	}
	return fyne.TextStyle{Bold: s.Bold}
}

func (s Span) size() float32 {
	if s.Size == 0 {
		return theme.TextSize
	}
	return s.Size
}

func (s Span) color() fyne.ThemeColorName {
	if s.Color == "" {
		return theme.Ink
	}
	return s.Color
}

// Wrap says where a line may be broken.
type Wrap int

// The ways of wrapping.
const (
	Words      Wrap = iota // between words, inside a word only when it is wider than the line
	Characters             // anywhere in monospaced text: for tokens
	Clip                   // nowhere: one line, its end cut with an ellipsis
	// Middle breaks nowhere: one line, its middle cut, so that both ends show. Of several
	// spans the last one stays whole as long as there is room for it.
	Middle
)

// Text shows spans of text. It has no padding, so that texts and fields line up.
type Text struct {
	widget.BaseWidget
	Wrap     Wrap
	Tail     int     // characters that Middle leaves at the end; 0 for the last of several spans, or a third
	MaxLines int     // 0 for as many as it takes; what is left over is cut with an ellipsis
	Leading  float32 // height of a line over its text size; 1.45 where 0

	spans []Span

	cacheWidth float32
	cache      []piece
	cacheTall  float32
	cut        bool // whether something is left out at that width
	part       bool // of a control, which hears the pointer itself
}

var (
	_ Fluid           = (*Text)(nil)
	_ fyne.Accessible = (*Text)(nil)
)

// NewText makes a text of spans that wraps between words.
func NewText(spans ...Span) *Text {
	t := &Text{spans: spans}
	t.ExtendBaseWidget(t)
	return t
}

// Label makes the small muted text that stands above a field.
func Label(text string) *Text {
	return NewText(Span{Text: text, Color: theme.Muted, Size: theme.SmallText})
}

// Heading is what stands at the head of a panel.
func Heading(text string) *Text {
	return NewText(Span{Text: text, Size: theme.TitleSize, Bold: true})
}

// Title makes the bold muted text at the head of a card.
func Title(text string) *Text {
	return NewText(Span{Text: text, Color: theme.Muted, Size: theme.SmallText, Bold: true})
}

// Set shows other spans. It does nothing when they are the same, and reports
// whether they were not.
func (t *Text) Set(spans ...Span) bool {
	if slices.Equal(t.spans, spans) {
		return false
	}
	t.spans = spans
	t.cacheWidth = 0
	t.Refresh()
	return true
}

// wrapBy sets where a line may be broken, and reports whether that changed it.
func (t *Text) wrapBy(w Wrap) bool {
	if t.Wrap == w {
		return false
	}
	t.Wrap, t.cacheWidth = w, 0
	return true
}

// LimitTo sets MaxLines of a text that may be shown already, and reports whether that changed
// it.
func (t *Text) LimitTo(lines int) bool {
	if t.MaxLines == lines {
		return false
	}
	t.MaxLines, t.cacheWidth = lines, 0
	t.Refresh()
	return true
}

// String is the text without its styles.
func (t *Text) String() string {
	var b strings.Builder
	for _, s := range t.spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Cut reports whether a part of the text is left out where it stands, for want of room.
func (t *Text) Cut() bool {
	t.layout(t.Size().Width)
	return t.cut
}

// AccessibilityLabel implements fyne.Accessible.
func (t *Text) AccessibilityLabel() string { return t.String() }

// AccessibilityRole implements fyne.Accessible.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// HeightFor implements Fluid.
func (t *Text) HeightFor(width float32) float32 {
	t.layout(width)
	return t.cacheTall
}

// MinSize is as wide as a single word, a little wide where there are several, and as high as
// the current width asks for.
func (t *Text) MinSize() fyne.Size {
	w, wide := t.least(), t.Size().Width
	if wide > 0 {
		wide = max(w, wide)
	}
	return fyne.NewSize(w, t.HeightFor(wide))
}

func (t *Text) least() float32 {
	if t.Wrap == Words && len(t.spans) == 1 && !strings.ContainsAny(t.spans[0].Text, " \n") {
		return measure(t.spans[0], t.spans[0].Text)
	}
	return 24
}

// NaturalWidth is the width of the text on one line.
func (t *Text) NaturalWidth() float32 {
	var w float32
	for _, s := range t.spans {
		w += measure(s, s.Text)
	}
	return w
}

// piece is a run of one style at its place.
type piece struct {
	span Span
	text string
	x, y float32
}

// longest is how many bytes of a text are measured: what is longer is wider than any line, and
// how much does not matter.
const longest = 4096

func measure(s Span, text string) float32 {
	if text == "" {
		return 0
	}
	if s.Mono && even(text) {
		return monoAdvance(s) * float32(utf8.RuneCountInString(text))
	}
	if len(text) > longest {
		part := text[:border(text, longest)]
		return measure(s, part) * float32(len(text)) / float32(len(part))
	}
	size, _ := fyne.CurrentApp().Driver().RenderedTextSize(text, s.size(), s.style(), fontOf(s.style()))
	return size.Width
}

// even reports whether each character of a monospaced text is as wide as the next: those of
// other scripts, and pictures, come out of other fonts.
func even(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r >= 0x0530 && (r < 0x2010 || r > 0x2027) })
}

// fontOf is the font of a style where it should not be the theme's. Bold text is
// all our own words: without the theme's fonts for what other scripts and
// pictures people may use, it takes a third of the time and memory to load.
func fontOf(style fyne.TextStyle) fyne.Resource {
	if style == (fyne.TextStyle{Bold: true}) {
		return fynetheme.DefaultTheme().Font(style)
	}
	return nil
}

// monoAdvance is the width of one monospaced character. It is measured over many
// so that rounding does not add up along a line.
func monoAdvance(s Span) float32 {
	const many = "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"
	return fyne.MeasureText(many, s.size(), s.style()).Width / float32(len(many))
}

func (t *Text) lineHeight() float32 {
	var size float32
	for _, s := range t.spans {
		size = max(size, s.size())
	}
	if size == 0 {
		size = theme.TextSize
	}
	leading := t.Leading
	if leading == 0 {
		leading = 1.45
	}
	return float32(int(size*leading + 0.5))
}

func (t *Text) layout(width float32) {
	if width == t.cacheWidth && width != 0 {
		return
	}
	t.cacheWidth = width
	b := breaker{text: t, width: width, line: t.lineHeight(), pieces: t.cache[:0]}
	switch t.Wrap {
	case Clip, Middle:
		b.single()
	default:
		b.wrap()
	}
	t.cache, t.cut = b.pieces, b.full
	t.cacheTall = b.line * float32(b.row+1)
	if len(t.spans) == 0 || t.String() == "" {
		t.cacheTall = 0
	}
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer { return Laid(t, &textRenderer{text: t}) }

type textRenderer struct {
	text    *Text
	objects []fyne.CanvasObject // a text for each piece
	grounds []fyne.CanvasObject // behind them
	tip     *tipArea            // over a text that is cut, with the whole of it
}

func (r *textRenderer) Destroy() {}

func (r *textRenderer) Objects() []fyne.CanvasObject {
	cut := r.tip != nil && r.text.cut && !r.text.part && r.text.Wrap >= Clip
	if !cut && len(r.grounds) == 0 {
		return r.objects
	}
	list := slices.Concat(r.grounds, r.objects)
	if cut {
		list = append(list, r.tip)
	}
	return list
}

// ground puts a soft ground behind the pieces that have one.
func (r *textRenderer) ground(pieces []piece, line float32) {
	const beside = 2 // pixels by which it stands out beside its text
	n := 0
	for _, p := range pieces {
		if p.span.Ground == "" || p.text == "" {
			continue
		}
		if n == len(r.grounds) {
			r.grounds = append(r.grounds, canvas.NewRectangle(nil))
		}
		g := r.grounds[n].(*canvas.Rectangle)
		paint(g, p.span.Ground, "")
		g.CornerRadius = 3
		put(g, p.x-beside, p.y, measure(p.span, p.text)+2*beside, line)
		n++
	}
	r.grounds = r.grounds[:n]
}

func (r *textRenderer) MinSize() fyne.Size { return r.text.MinSize() }

func (r *textRenderer) Refresh() {
	r.Layout(r.text.Size())
	canvas.Refresh(r.text)
}

// Layout reuses the text objects there are: a refresh without a change makes no
// new ones.
func (r *textRenderer) Layout(size fyne.Size) {
	r.text.layout(size.Width)
	if r.text.cut && !r.text.part {
		if r.tip == nil {
			r.tip = newTipArea(func() string { return whole(r.text) })
		}
		r.tip.Resize(size)
	}
	pieces := r.text.cache
	for len(r.objects) < len(pieces) {
		r.objects = append(r.objects, canvas.NewText("", nil))
	}
	r.objects = r.objects[:len(pieces)]
	line := r.text.lineHeight()
	r.ground(pieces, line)
	for i, p := range pieces {
		o := r.objects[i].(*canvas.Text)
		c := theme.Of(p.span.color())
		if o.Text != p.text || o.Color != c || o.TextSize != p.span.size() || o.TextStyle != p.span.style() {
			o.Text, o.Color, o.TextSize, o.TextStyle = p.text, c, p.span.size(), p.span.style()
			o.FontSource = fontOf(o.TextStyle)
			o.Refresh()
		}
		min := o.MinSize()
		o.Resize(min)
		o.Move(fyne.NewPos(p.x, p.y+(line-min.Height)/2))
	}
}
