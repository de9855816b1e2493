package widgets

import (
	"cmp"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

// Entry is the toolkit's entry, taught some things: Tab leaves it, shortcuts of
// the window and Escape pass through it, a paste can be taken whole before it
// becomes text, and what is too long to be drawn is cut.
type Entry struct {
	name string // the label of its field, for those who hear it
	widget.Entry
	// OnPaste is asked first what to do with pasted text. It returns true when it
	// has dealt with it; the text is then not inserted.
	OnPaste func(text string) bool
	// Passes, where set, says of pasted text that it is the window's: it goes where it would
	// with the keyboard nowhere.
	Passes func(text string) bool
	// OnEscape is called for Escape.
	OnEscape func()
	// OnFocus is called when the keyboard comes or goes.
	OnFocus func(bool)

	silent bool
	heard  bool                      // something was typed since the keyboard came here
	pasted bool                      // the last of it was pasted: it is whole
	onLeft func()                    // is called when the keyboard has gone
	onKey  func(*fyne.KeyEvent) bool // is asked first; it reports whether it has dealt with the key
	frame  *Ground
	rows   int // of an area, before it scrolls
	edge   edge
	low    bool
	head   bool // of a text that is cut the beginning is seen, else both ends
	search bool // it has the icon of a search
	picker *picker
	tip    string // what it takes
	view   *entryView
}

var (
	_ fyne.Shortcutable = (*Entry)(nil)
	_ fyne.Tabbable     = (*Entry)(nil)
	_ desktop.Keyable   = (*Entry)(nil)
	_ desktop.Hoverable = (*Entry)(nil)

	_ fyne.SecondaryTappable = (*Entry)(nil)
	_ Toned                  = (*Entry)(nil)
)

// NewEntry makes a one-line entry.
func NewEntry(placeholder string, changed func(string)) *Entry {
	e := &Entry{}
	e.setUp(placeholder, changed)
	return e
}

// NewArea makes an entry of several lines that wraps.
func NewArea(placeholder string, rows int, changed func(string)) *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.setUp(placeholder, changed)
	e.Wrapping = fyne.TextWrapBreak
	e.SetMinRowsVisible(rows)
	return e
}

// SetMinRowsVisible says how many lines an area shows before it scrolls.
func (e *Entry) SetMinRowsVisible(rows int) {
	e.rows = rows
	e.Entry.SetMinRowsVisible(rows)
}

// prepare makes an area ready for code. The font of its lines is 4 MB and a part of the time
// to the first picture, and an area that stays empty shows nothing of it.
func (e *Entry) prepare() {
	if e.MultiLine && e.TextStyle == theme.Code {
		e.TextStyle = theme.TallLines
		e.Refresh()
	}
}

func (e *Entry) setUp(placeholder string, changed func(string)) {
	e.TextStyle = theme.Code
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.PlaceHolder = placeholder
	e.OnChanged = func(s string) {
		if !e.silent && changed != nil {
			changed(s)
		}
	}
	e.ExtendBaseWidget(e)
}

// Set puts a text there without calling back. It does nothing when that text
// is there already, so that the cursor stays while a person types.
func (e *Entry) Set(text string) {
	if e.Text == text {
		return
	}
	if e.SelectedText() != "" { // it would begin anew with the next letter, and lose it
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	if text != "" {
		e.prepare()
	}
	e.silent = true
	e.SetText(text)
	e.silent = false
}

// SetPlaceHolder says what stands in the empty entry.
func (e *Entry) SetPlaceHolder(text string) {
	e.Entry.SetPlaceHolder(text)
	e.Refresh() // the toolkit draws its own words anew, and we have others
}

// SetMasked hides what stands in the entry, a dot for each letter, or shows it.
func (e *Entry) SetMasked(masked bool) {
	if e.Password != masked {
		e.Password = masked
		e.Refresh()
	}
}

// Low makes an entry of one line as low as segments are, to stand in one row with them.
func (e *Entry) Low() {
	e.low = true
	e.Refresh()
}

// KeepHead has a text that is too long cut at its end, where its beginning says the most.
func (e *Entry) KeepHead() { e.head = true }

// NewSearch makes a field of one line to search by, with the icon of that in its frame.
func NewSearch(placeholder string, changed func(string)) *Entry {
	e := NewEntry(placeholder, changed)
	e.search = true
	return e
}

// Framed is the entry in its frame, which shows its edge. The toolkit's own border comes
// out darker than its colour.
func (e *Entry) Framed() Fluid {
	e.frame = NewGround(theme.Field, theme.Edge, theme.Corner)
	e.mark(func(*edge) {})
	if e.search {
		return Over(e.frame, Row(0, 2, Space(searchSide, 0), NewIcon("search", theme.Muted, 16), e))
	}
	if e.picker != nil {
		return Over(e.frame, e.picker.beside(e))
	}
	return Over(e.frame, e)
}

// searchSide is left of the icon of a search, in pixels.
const searchSide = 9

// SetTone implements Toned.
func (e *Entry) SetTone(tone viewmodel.Tone) { e.mark(func(s *edge) { s.tone = tone }) }

// mark changes what the edge shows.
func (e *Entry) mark(change func(*edge)) {
	change(&e.edge)
	if e.frame != nil {
		fill, line, weight := e.edge.of()
		e.frame.SetFill(fill)
		e.frame.SetLine(line, weight)
	}
}

// Disable implements fyne.Disableable.
func (e *Entry) Disable() {
	e.Entry.Disable()
	e.mark(func(s *edge) { s.disabled = true })
}

// Enable implements fyne.Disableable.
func (e *Entry) Enable() {
	e.Entry.Enable()
	e.mark(func(s *edge) { s.disabled = false })
}

// MouseIn implements desktop.Hoverable.
func (e *Entry) MouseIn(*desktop.MouseEvent) {
	e.mark(func(s *edge) { s.hovered = true })
	askTip(e, e.tipText)
}

// SetTip says what is shown when the pointer rests here: what the field takes. Where the
// text is cut, that is shown whole in its place.
func (e *Entry) SetTip(text string) { e.tip = text }

func (e *Entry) tipText() string { return cmp.Or(e.whole(), e.tip) }

// MouseMoved implements desktop.Hoverable.
func (e *Entry) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (e *Entry) MouseOut() {
	e.mark(func(s *edge) { s.hovered = false })
	leaveTip(e)
}

// whole is the text, where it is cut.
func (e *Entry) whole() string {
	if e.view == nil || !e.view.rest.Visible() {
		return ""
	}
	return whole(e.view.rest)
}

// CreateRenderer implements fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	return Laid(e, newEntryView(e, e.Entry.CreateRenderer()))
}

// MinSize is in whole pixels: else the lines of an area are cut off beside its edge. An area
// is as high before it is ready for code.
func (e *Entry) MinSize() fyne.Size {
	size := e.Entry.MinSize()
	if e.MultiLine && e.TextStyle == theme.Code {
		size.Height += float32(e.rows) * (theme.TallLine(theme.SmallText) - fyne.MeasureText("M", theme.SmallText, theme.Code).Height)
	}
	size.Height = float32(math.Ceil(float64(size.Height)))
	if e.low {
		size.Height = segmentHeight
	}
	return size
}

// AcceptsTab lets Tab move on, in entries of several lines too.
func (e *Entry) AcceptsTab() bool { return false }

// AccessibilityLabel implements fyne.Accessible: what is asked for, and what is there. A
// password is not read out.
func (e *Entry) AccessibilityLabel() string {
	label := e.name
	if label == "" {
		label = e.PlaceHolder
	}
	if e.Text == "" || e.Password {
		return label
	}
	return strings.TrimSpace(label + " " + discreet(e.Text))
}

// AccessibilityRole implements fyne.Accessible.
func (e *Entry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
