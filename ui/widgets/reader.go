package widgets

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// Reader shows a long text to be read, such as a licence, in lines that wrap between
// words, and scrolls. It makes only the lines in sight. With the keyboard, the arrows,
// Page, Space, Home and End move the text.
type Reader struct {
	widget.BaseWidget
	pressable
	ground *Ground
	scroll *container.Scroll
	sheet  *sheet
}

var (
	_ fyne.Focusable  = (*Reader)(nil)
	_ fyne.Accessible = (*Reader)(nil)
)

// readerSpan is the style of the text.
var readerSpan = Span{Mono: true, Size: theme.SmallText}

const (
	readerLine  = 17 // pixels from line to line
	readerInset = 10 // pixels around the text; on the right there is the bar as well
)

// NewReader makes a reader of a text.
func NewReader(text string) *Reader {
	r := &Reader{ground: NewGround(theme.Field, theme.Line, theme.Corner), sheet: &sheet{text: text}}
	r.self = r
	r.sheet.ExtendBaseWidget(r.sheet)
	r.scroll = container.NewVScroll(r.sheet)
	r.scroll.OnScrolled = func(fyne.Position) { r.show() }
	r.ExtendBaseWidget(r)
	return r
}

// show makes the lines in sight.
func (r *Reader) show() { r.sheet.show(r.scroll.Offset.Y, r.scroll.Size().Height) }

// MinSize leaves room for a few words.
func (r *Reader) MinSize() fyne.Size { return fyne.NewSize(200, 5*readerLine) }

// Refresh shows whether the reader has the keyboard.
func (r *Reader) Refresh() {
	line, weight := theme.Line, float32(1)
	if r.focused {
		line, weight = theme.Accent, 2
	}
	r.ground.SetLine(line, weight)
	r.ground.Refresh()
	r.show()
}

// TypedKey implements fyne.Focusable.
func (r *Reader) TypedKey(e *fyne.KeyEvent) {
	passEscape(r, e)
	to, page := r.scroll.Offset.Y, max(readerLine, r.scroll.Size().Height-2*readerLine) // two lines stay in sight
	switch e.Name {
	case fyne.KeyUp:
		to -= readerLine
	case fyne.KeyDown:
		to += readerLine
	case fyne.KeyPageUp:
		to -= page
	case fyne.KeyPageDown, fyne.KeySpace:
		to += page
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = r.sheet.MinSize().Height
	default:
		return
	}
	r.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(to, r.sheet.MinSize().Height-r.scroll.Size().Height))))
	r.show()
}

// AccessibilityLabel implements fyne.Accessible: what is in sight.
func (r *Reader) AccessibilityLabel() string {
	var lines []string
	for _, o := range r.sheet.shown {
		lines = append(lines, o.(*canvas.Text).Text)
	}
	return strings.Join(lines, "\n")
}

// AccessibilityRole implements fyne.Accessible.
func (r *Reader) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (r *Reader) CreateRenderer() fyne.WidgetRenderer { return Laid(r, readerRenderer{r}) }

type readerRenderer struct{ r *Reader }

func (rr readerRenderer) Destroy()           {}
func (rr readerRenderer) MinSize() fyne.Size { return rr.r.MinSize() }
func (rr readerRenderer) Refresh()           { rr.r.Refresh() }

func (rr readerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{rr.r.ground, rr.r.scroll}
}

func (rr readerRenderer) Layout(size fyne.Size) {
	rr.r.ground.Resize(size)
	rr.r.sheet.wrap(size.Width - 3*readerInset)
	rr.r.scroll.Move(fyne.NewPos(readerInset, readerInset))
	whole := max(1, int((size.Height-2*readerInset)/readerLine)) // lines
	rr.r.scroll.Resize(fyne.NewSize(size.Width-readerInset-2, float32(whole*readerLine)))
	rr.r.scroll.Refresh()
	rr.r.show()
}

// sheet is the whole text, of which a piece is drawn.
type sheet struct {
	widget.BaseWidget
	text  string
	width float32 // that the lines are wrapped for
	lines []string
	shown []fyne.CanvasObject
}

// MinSize is as high as all lines.
func (s *sheet) MinSize() fyne.Size { return fyne.NewSize(0, float32(len(s.lines))*readerLine) }

// CreateRenderer implements fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer { return sheetRenderer{s} }

// wrap breaks the text for a width.
func (s *sheet) wrap(width float32) {
	if s.width == width {
		return
	}
	s.width, s.lines = width, nil
	columns := max(1, int(width/monoAdvance(readerSpan)))
	for line := range strings.SplitSeq(s.text, "\n") {
		for utf8.RuneCountInString(line) > columns {
			head := string([]rune(line)[:columns+1])
			end := strings.LastIndexByte(head, ' ')
			if strings.TrimSpace(head[:max(0, end)]) == "" { // one long word
				end = len(string([]rune(line)[:columns]))
			}
			s.lines = append(s.lines, line[:end])
			line = strings.TrimLeft(line[end:], " ")
		}
		s.lines = append(s.lines, line)
	}
}

// show draws the lines from a height on.
func (s *sheet) show(top, height float32) {
	first := max(0, min(int(top/readerLine), len(s.lines)))
	lines := s.lines[first:min(len(s.lines), first+int(height/readerLine)+2)]
	for len(s.shown) < len(lines) {
		t := canvas.NewText("", nil)
		t.TextStyle, t.TextSize = readerSpan.style(), readerSpan.size()
		s.shown = append(s.shown, t)
	}
	s.shown = s.shown[:len(lines)]
	for i, line := range lines {
		t := s.shown[i].(*canvas.Text)
		t.Text, t.Color = line, theme.Of(theme.Ink)
		t.Resize(t.MinSize())
		t.Move(fyne.NewPos(0, float32(first+i)*readerLine))
		t.Refresh()
	}
	canvas.Refresh(s)
}

type sheetRenderer struct{ s *sheet }

func (sheetRenderer) Destroy()                       {}
func (sheetRenderer) Layout(fyne.Size)               {}
func (sheetRenderer) Refresh()                       {}
func (r sheetRenderer) MinSize() fyne.Size           { return r.s.MinSize() }
func (r sheetRenderer) Objects() []fyne.CanvasObject { return r.s.shown }
