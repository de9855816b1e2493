package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/async"
	"playtoken/ui/theme"
)

// Toast says a word in the lower right corner, with the sign of what it says. Good news
// goes away by itself, and so does an offer to undo, later; what did not go stays until it
// is closed, by its button, a tap or Escape, or until the next word.
type Toast struct {
	widget.BaseWidget
	card   *Press
	text   *Text
	icon   *Icon
	button *Button
	undo   func() // nil for none
	said   int    // counts what was said
	after  async.After
	stop   func()
	tips   *tips

	// Changed is called when something else is shown, or nothing any more; nil for nothing.
	Changed func()
	failing bool
}

// How long a toast stays: good news, and what can be undone.
const (
	shownFor   = 2500 * time.Millisecond
	offeredFor = 8 * time.Second
)

// NewToast makes a toast that says nothing yet.
func NewToast(after async.After) *Toast {
	t := &Toast{text: NewText(), icon: NewIcon("good", theme.ToastGood, 14), after: after}
	t.button = NewButton("Undo", onInk, t.pressed)
	t.button.Hide()
	t.card = NewPress(Over(NewGround(theme.Ink, "", 8), Inset(9, 14, 9, t.row())), t.Close)
	t.card.Hide()
	t.ExtendBaseWidget(t)
	t.tips = &tips{after: after, layer: t, card: newTipCard()}
	return t
}

// row is what is said: as wide as it is by itself where there is room, and else in lines.
func (t *Toast) row() Fluid {
	const gap, before = 8, 14 // between sign and text; before the button
	beside := func() float32 {
		w := float32(signSide + gap)
		if t.button.Visible() {
			w += before + leastWidth(t.button)
		}
		return w
	}
	natural := func() float32 { return beside() + t.text.NaturalWidth() + 1 }
	return newBox([]fyne.CanvasObject{t.icon, t.text, t.button}, natural, func(size fyne.Size, dry bool) float32 {
		width, button := max(0, size.Width-beside()), fyne.Size{}
		if t.button.Visible() {
			button = t.button.MinSize()
		}
		high := t.text.HeightFor(width)
		tall := max(high, signSide, button.Height)
		if !dry {
			put := func(o fyne.CanvasObject, x, w, h float32) {
				put(o, x, (tall-h)/2, w, h)
			}
			put(t.icon, 0, signSide, signSide)
			put(t.text, signSide+gap, width, high)
			put(t.button, size.Width-button.Width, button.Width, button.Height)
		}
		return tall
	})
}

// Say shows good news.
func (t *Toast) Say(text string) {
	t.say(text, "good", theme.ToastGood, "", shownFor)
}

// Fail shows what did not go.
func (t *Toast) Fail(text string) {
	t.say(text, "cross", theme.ToastBad, "Close", 0)
	t.failing = true
}

// Undo says what was done and offers to undo it, until end is called where something new has
// come since.
func (t *Toast) Undo(text string, undo func()) (end func()) {
	t.say(text, "undo", theme.Card, "Undo", offeredFor)
	t.undo = undo
	nth := t.said
	return func() {
		if t.said == nth {
			t.Withdraw()
		}
	}
}

// pressed undoes what was done, or closes what did not go.
func (t *Toast) pressed() {
	undo := t.undo
	t.Close()
	call(undo)
}

// TakeBack undoes what the toast offers to undo. It reports whether it offered that.
func (t *Toast) TakeBack() bool {
	if t.undo == nil {
		return false
	}
	t.pressed()
	return true
}

// Withdraw takes away what is offered to be undone.
func (t *Toast) Withdraw() {
	if t.undo != nil {
		t.Close()
	}
}

// Failing reports whether what did not go is still shown.
func (t *Toast) Failing() bool { return t.failing && t.card.Visible() }

// Close takes away what is shown.
func (t *Toast) Close() {
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	t.failing, t.undo = false, nil
	if t.card.Visible() {
		t.card.Hide()
		call(t.Changed)
	}
}

// say shows a text with its sign, and a button where it has a name, for a time; 0 for as
// long as nobody closes it.
func (t *Toast) say(text, icon string, color fyne.ThemeColorName, button string, shown time.Duration) {
	t.Close()
	t.said++
	t.icon.Set(icon, color)
	t.text.Set(Span{Text: text, Color: theme.Card})
	t.button.SetText(button)
	Show(t.button, button != "")
	t.card.Show()
	t.Refresh()
	call(t.Changed)
	if shown > 0 {
		t.stop = t.after(shown, t.Close)
	}
}

// Room is how much the toast takes of the lower end of the window, in pixels: it covers nothing
// for long that somebody may want to use. Good news goes at once and takes none.
func (t *Toast) Room() float32 {
	if !t.card.Visible() || !t.button.Visible() {
		return 0
	}
	return t.card.Size().Height + toastBelow + toastAbove
}

// What is free above and below a toast, in pixels.
const (
	toastAbove = 8
	toastBelow = 16
)

// Text is what is shown, or "".
func (t *Toast) Text() string {
	if !t.card.Visible() {
		return ""
	}
	return t.text.String()
}

// CreateRenderer implements fyne.Widget.
func (t *Toast) CreateRenderer() fyne.WidgetRenderer { return Laid(t, toastRenderer{t}) }

type toastRenderer struct{ t *Toast }

func (r toastRenderer) Destroy()           {}
func (r toastRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r toastRenderer) Objects() []fyne.CanvasObject {
	if tip := r.t.tips; tip.host == nil && tip.over == nil {
		return []fyne.CanvasObject{r.t.card, tip.card}
	}
	return []fyne.CanvasObject{r.t.card} // the tip is shown elsewhere
}

func (r toastRenderer) Layout(size fyne.Size) {
	w := min(leastWidth(r.t.card), size.Width-theme.RailWidth-32) // the rail can be pressed
	h := r.t.card.HeightFor(w)
	put(r.t.card, size.Width-w-18, size.Height-h-toastBelow, w, h)
}

func (r toastRenderer) Refresh() {
	r.Layout(r.t.Size())
	r.t.card.Refresh()
}
