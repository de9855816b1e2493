package widgets

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/async"
	"playtoken/ui/theme"
)

// tips explain what is under the pointer or has the keyboard, one at a time. They belong
// to the window's [Toast], which has the clock and lies over everything: a window without
// one has no tips.
type tips struct {
	after async.After
	layer fyne.Widget // where they are shown as long as nothing lies over the window
	card  *tipCard
	of    fyne.CanvasObject // what is explained, or will be, nil for none
	said  string            // in words
	stop  func()
	host  *box   // a panel that shows the card
	over  *layer // a menu that does
}

// Of a tip.
const (
	tipAfter  = 500 * time.Millisecond
	tipFor    = 10 * time.Second // the toolkit does not tell when the pointer leaves the window
	tipMost   = 320              // pixels wide
	tipAway   = 6                // from what is explained
	tipMargin = 8                // to the window's edge
)

// tipsOf are the tips of the window that an object is in, nil for none.
func tipsOf(o fyne.CanvasObject) *tips {
	if fyne.CurrentApp() == nil {
		return nil
	}
	return tipsIn(CanvasOf(o))
}

func tipsIn(c fyne.Canvas) *tips {
	if c == nil || c.Content() == nil {
		return nil
	}
	return tipsWithin(c.Content())
}

// tipsWithin looks for the toast beside the screens, not on them.
func tipsWithin(o fyne.CanvasObject) *tips {
	switch o := o.(type) {
	case *Toast:
		return o.tips
	case *Watch, *fyne.Container:
		for _, inner := range within(o) {
			if t := tipsWithin(inner); t != nil {
				return t
			}
		}
	}
	return nil
}

// askTip explains an object after half a second, unless that is left before.
func askTip(o fyne.CanvasObject, text func() string) {
	if t := tipsOf(o); t != nil && text() != "" {
		t.hide()
		t.of = o
		t.stop = t.after(tipAfter, func() {
			t.show(o, text())
			t.stop = t.after(tipFor, t.hide)
		})
	}
}

// leaveTip takes the explanation of an object away, or does not let it come.
func leaveTip(o fyne.CanvasObject) {
	if t := tipsOf(o); t != nil && t.of == o {
		t.hide()
	}
}

// HideTips takes away the tip that is shown on a canvas, as when the screen changes. It
// reports whether there was one.
func HideTips(c fyne.Canvas) bool {
	t := tipsIn(c)
	if t == nil {
		return false
	}
	shown := t.card.Visible()
	t.hide()
	return shown
}

// PlaceTips puts the tip that is shown on a canvas beside what it explains, where the window
// has got another size.
func PlaceTips(c fyne.Canvas) {
	if t := tipsIn(c); t != nil && t.of != nil && t.card.Visible() {
		t.show(t.of, t.said)
	}
}

func (t *tips) hide() {
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	t.of = nil
	if !t.card.Visible() {
		return
	}
	t.card.Hide()
	if t.host != nil {
		t.host.objects = slices.DeleteFunc(slices.Clone(t.host.objects), func(o fyne.CanvasObject) bool { return o == fyne.CanvasObject(t.card) })
		canvas.Refresh(t.host)
		t.host = nil
	}
	if t.over != nil {
		t.over.tip = nil
		canvas.Refresh(t.over)
		t.over = nil
	}
	canvas.Refresh(t.layer)
}

func (t *tips) show(o fyne.CanvasObject, text string) {
	c := CanvasOf(o)
	if c == nil || text == "" || !o.Visible() {
		return
	}
	driver := fyne.CurrentApp().Driver()
	ground := fyne.CanvasObject(t.layer)
	if top := c.Overlays().Top(); top != nil {
		if ground = t.borrow(top); ground == nil {
			return
		}
	}
	t.said = text
	t.card.text.Set(Span{Text: text, Color: theme.Card, Size: theme.SmallText})
	at, size := tipPlace(c.Size(), driver.AbsolutePositionForObject(o), o.Size(), t.card)
	t.card.Move(at.Subtract(driver.AbsolutePositionForObject(ground)))
	t.card.Resize(size)
	t.card.Show()
	canvas.Refresh(ground)
}

// borrow makes room for the card on what lies over the window, for what is below that
// cannot be seen or is dimmed. It gives nil where there is none.
func (t *tips) borrow(top fyne.CanvasObject) fyne.CanvasObject {
	if l, ok := top.(*layer); ok {
		t.over, l.tip = l, t.card
		return l
	}
	for _, inner := range overlaid(top) {
		pop, ok := inner.(*widget.PopUp)
		if !ok {
			continue
		}
		if b, ok := pop.Content.(*box); ok {
			t.host = b
			b.objects = append(slices.Clone(b.objects), t.card)
			return b
		}
	}
	return nil
}

// tipPlace puts a tip below what it explains, or above that where there is no room, and
// never over it.
func tipPlace(window fyne.Size, at fyne.Position, size fyne.Size, card *tipCard) (fyne.Position, fyne.Size) {
	width := min(leastWidth(card), tipMost, window.Width-2*tipMargin)
	height := card.HeightFor(width)
	x := max(tipMargin, min(at.X, window.Width-tipMargin-width))
	y := at.Y + size.Height + tipAway
	if y+height > window.Height-tipMargin && at.Y-tipAway-height >= 0 {
		y = at.Y - tipAway - height
	}
	return fyne.NewPos(x, min(y, window.Height-tipMargin-height)), fyne.NewSize(width, height)
}

// tipCard is what is shown.
type tipCard struct {
	widget.BaseWidget
	text *Text
	body Fluid
}

func newTipCard() *tipCard {
	c := &tipCard{text: NewText()}
	c.body = Over(NewGround(theme.Ink, "", theme.Corner), Inset(5, 9, 5, c.text))
	c.ExtendBaseWidget(c)
	c.Hide()
	return c
}

// HeightFor is the height at a width.
func (c *tipCard) HeightFor(width float32) float32 { return c.body.HeightFor(width) }

// MinSize is that of the text on one line.
func (c *tipCard) MinSize() fyne.Size { return fyne.NewSize(c.natural()+2*9+1, 27) }

// natural is the width of the longest line.
func (c *tipCard) natural() (w float32) {
	for _, s := range c.text.spans {
		for line := range strings.SplitSeq(s.Text, "\n") {
			w = max(w, measure(s, line))
		}
	}
	return w
}

// CreateRenderer implements fyne.Widget.
func (c *tipCard) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.body) }

// Tip shows an explanation when the pointer rests on an object that does not hear the
// pointer itself: a text, an icon, a chip. Controls have SetTip.
func Tip(o fyne.CanvasObject, text string) Fluid {
	return Over(o, newTipArea(func() string { return text }))
}

// whole is what stands in texts of which one is cut, "" where none is.
func whole(texts ...*Text) string {
	var lines []string
	cut := false
	for _, t := range texts {
		cut = cut || t.Cut()
		if s := t.String(); s != "" {
			lines = append(lines, s)
		}
	}
	if !cut {
		return ""
	}
	return discreet(strings.Join(lines, "\n"))
}

// random reports whether text looks like no words: it is longer than a fingerprint in hex,
// and has small letters, capitals and digits, or a long run without a hyphen or a dot.
func random(text string) bool {
	const fingerprint, word = 64, 40 // characters
	if len(text) <= fingerprint {
		return false
	}
	if strings.ContainsFunc(text, unicode.IsLower) && strings.ContainsFunc(text, unicode.IsUpper) && strings.ContainsFunc(text, unicode.IsDigit) {
		return true
	}
	return slices.ContainsFunc(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("-_.+", r) }), func(s string) bool { return len(s) > word })
}

// discreet shortens what may be a token or a secret: long runs of the letters that such
// are written in.
func discreet(text string) string {
	var b strings.Builder
	run := 0 // where it begins
	end := func(at int) {
		part := text[run:at]
		if random(part) {
			part = ShortID(part)
		}
		b.WriteString(part)
	}
	for i, r := range text {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.+", r) {
			end(i)
			b.WriteRune(r)
			run = i + utf8.RuneLen(r)
		}
	}
	end(len(text))
	return b.String()
}
