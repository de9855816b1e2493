package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/async"
	"playtoken/ui/theme"
)

// Toast says a word in the lower right corner. Good news goes away by itself; what did not
// go stays until it is closed, by a tap or by Escape, or until the next word.
type Toast struct {
	widget.BaseWidget
	card  *toastCard
	text  *Text
	icon  *Icon
	after async.After
	stop  func()

	failing bool
}

// toastCard is what is shown. A tap closes it.
type toastCard struct {
	widget.BaseWidget
	body   Fluid
	tapped func()
}

var (
	_ fyne.Tappable = (*toastCard)(nil)
	_ Fluid         = (*toastCard)(nil)
)

// Tapped implements fyne.Tappable.
func (c *toastCard) Tapped(*fyne.PointEvent) { c.tapped() }

// HeightFor implements Fluid.
func (c *toastCard) HeightFor(width float32) float32 { return c.body.HeightFor(width) }

// MinSize is that of what is said.
func (c *toastCard) MinSize() fyne.Size { return c.body.MinSize() }

// CreateRenderer implements fyne.Widget.
func (c *toastCard) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.body) }

// shownFor is how long a toast stays.
const shownFor = 2500 * time.Millisecond

// NewToast makes a toast that says nothing yet.
func NewToast(after async.After) *Toast {
	t := &Toast{text: NewText(), icon: NewIcon("good", theme.ToastGood, 14), after: after}
	t.card = &toastCard{body: Over(NewGround(theme.Ink, "", 8), Inset(9, 14, 9, Row(8, -1, t.icon, Fixed(t.text)))), tapped: t.Close}
	t.card.ExtendBaseWidget(t.card)
	t.card.Hide()
	t.ExtendBaseWidget(t)
	return t
}

// Say shows good news.
func (t *Toast) Say(text string) {
	t.say(text, "good", theme.ToastGood)
	t.failing = false
	t.stop = t.after(shownFor, t.card.Hide)
}

// Fail shows what did not go.
func (t *Toast) Fail(text string) {
	t.say(text, "cross", theme.ToastBad)
	t.failing = true
}

// Failing reports whether what did not go is still shown.
func (t *Toast) Failing() bool { return t.failing && t.card.Visible() }

// Close takes away what is shown.
func (t *Toast) Close() {
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	t.failing = false
	t.card.Hide()
}

func (t *Toast) say(text, icon string, color fyne.ThemeColorName) {
	t.icon.Set(icon, color)
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	t.text.Set(Span{Text: text, Color: theme.Card})
	t.card.Show()
	t.Refresh()
}

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

func (r toastRenderer) Destroy()                     {}
func (r toastRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r toastRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.t.card} }

func (r toastRenderer) Layout(size fyne.Size) {
	w := min(r.t.card.MinSize().Width, size.Width-32)
	h := r.t.card.HeightFor(w)
	r.t.card.Move(fyne.NewPos(size.Width-w-18, size.Height-h-16))
	r.t.card.Resize(fyne.NewSize(w, h))
}

func (r toastRenderer) Refresh() {
	r.Layout(r.t.Size())
	r.t.card.Refresh()
}
