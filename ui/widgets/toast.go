package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/async"
	"playtoken/ui/theme"
)

// Toast says a word in the lower right corner and goes away by itself.
type Toast struct {
	widget.BaseWidget
	card  Fluid
	text  *Text
	icon  *Icon
	after async.After
	stop  func()
}

// shownFor is how long a toast stays.
const shownFor = 2500 * time.Millisecond

// NewToast makes a toast that says nothing yet.
func NewToast(after async.After) *Toast {
	t := &Toast{text: NewText(), icon: NewIcon("good", theme.ToastGood, 14), after: after}
	t.card = Over(NewGround(theme.Ink, "", 8),
		Inset(9, 14, 9, Row(8, -1, t.icon, Fixed(t.text))))
	t.card.Hide()
	t.ExtendBaseWidget(t)
	return t
}

// Say shows good news.
func (t *Toast) Say(text string) { t.say(text, "good", theme.ToastGood) }

// Fail shows what did not go.
func (t *Toast) Fail(text string) { t.say(text, "bad", theme.ToastBad) }

func (t *Toast) say(text, icon string, color fyne.ThemeColorName) {
	t.icon.Set(icon, color)
	if t.stop != nil {
		t.stop()
	}
	t.text.Set(Span{Text: text, Color: theme.Card})
	t.card.Show()
	t.Refresh()
	t.stop = t.after(shownFor, t.card.Hide)
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
