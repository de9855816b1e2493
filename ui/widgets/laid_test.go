package widgets

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"playtoken/core/diagnosis"
	"playtoken/ui/theme"
)

// The toolkit drops the renderer of what was out of sight for a minute. The one it
// makes next shows the same at the same places.
func TestASecondRendererShowsTheSame(t *testing.T) {
	app(t)
	life := NewLifeLine()
	life.Set(diagnosis.Life{Begin: 0.25, End: 1, Now: 0.5, BeginText: "issued 05:14", EndText: "ends 06:14", NowText: "now 05:40"})
	qr, err := newQR("https://stream.example/id.m3u8")
	if err != nil {
		t.Fatal(err)
	}
	progress := NewProgress()
	progress.Set(0.5)
	toast := NewToast(func(time.Duration, func()) (stop func()) { return func() {} })
	toast.Say("Token copied")
	all := map[string]fyne.Widget{
		"text":      NewText(Span{Text: "Playback fails: "}, Span{Text: "the token expired", Bold: true}),
		"icon":      NewIcon("good", theme.Good, 14),
		"button":    NewButton("Copy token", Filled, func() {}),
		"check":     NewCheck("Leave out who watches"),
		"segmented": NewSegmented([]string{"15 m", "1 h"}, func(int) {}),
		"select":    NewSelect([]string{"FastPix", "Edgecast"}, func(int) {}),
		"ground":    NewGround(theme.Card, theme.Line, theme.CardCorner),
		"entry":     NewEntry("or a date", func(string) {}),
		"area":      NewArea("Paste a token", 2, func(string) {}),
		"rail item": NewRailItem("sign", "Sign", func() {}),
		"life line": life,
		"QR":        qr,
		"progress":  progress,
		"toast":     toast,
	}
	for name, w := range all {
		t.Run(name, func(t *testing.T) {
			stage(t, container.NewStack(w), 420, 200)
			before, after := placed(visible(w)[1:]), w.CreateRenderer()
			var list []fyne.CanvasObject
			for _, o := range after.Objects() {
				list = append(list, visible(o)...)
			}
			got := placed(list)
			if len(before) == 0 || len(got) != len(before) {
				t.Fatalf("it shows %d things, before %d", len(got), len(before))
			}
			for i := range got {
				if got[i] != before[i] {
					t.Errorf("thing %d is %+v, was %+v", i, got[i], before[i])
				}
			}
		})
	}
}

type spot struct {
	at   fyne.Position
	size fyne.Size
	text string
}

// placed says where the things are that can be seen.
func placed(list []fyne.CanvasObject) (all []spot) {
	for _, o := range list {
		p := spot{at: o.Position(), size: o.Size()}
		if t, ok := o.(*canvas.Text); ok {
			p.text = t.Text
		}
		all = append(all, p)
	}
	return all
}

// The toolkit makes a renderer anew for what was out of sight for a minute, and by then may
// have forgotten how large the entry is at the least: to ask it that while the renderer is being
// made would make another one, without an end.
func TestAnEntryIsLaidOutBeforeItIsMeasured(t *testing.T) {
	app(t)
	for name, e := range map[string]*Entry{"entry": NewEntry("or a date", nil), "area": NewArea("Paste a token", 2, nil), "search": NewSearch("Search", nil)} {
		if e.Resize(fyne.NewSize(300, 60)); len(visible(e)) == 0 {
			t.Errorf("%s shows nothing", name)
		}
	}
}

// What has been out of sight for a minute, and is shown again, can have the keyboard at once:
// the toolkit has dropped what it knew of the boxes that it stands in.
func TestFocusOfWhatWasDropped(t *testing.T) {
	app(t)
	b := NewButton("Cancel", Plain, nil)
	row := Row(0, -1, b)
	banner := Stack(0, false, row)
	w := stage(t, NewPage(Stack(0, false, NewButton("Ask", Plain, nil), banner)), 300, 300)
	banner.Hide()
	t.Run("a minute later", func(t *testing.T) { test.TempWidgetRenderer(t, row) })
	banner.Show()
	Focus(w.Canvas(), b)
	if w.Canvas().Focused() != fyne.Focusable(b) {
		t.Errorf("the keyboard is at %T", w.Canvas().Focused())
	}
}

// A link that begins a line has its text where the other lines begin, and what is scrolled is of
// whole pixels.
func TestLinesBeginInOneColumn(t *testing.T) {
	app(t)
	name := Sized(240, 20, canvas.NewRectangle(nil))
	link, other := NewButton("Sign with it", Link, nil), NewButton("Rename", Link, nil)
	last := NewButton("Check it", Link, nil)
	wrapped := Wrapped(8, name, Row(2, -1, link, other), last, Space(0, 0))
	stage(t, wrapped, 250, 300)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	if got := at(link).X - at(name).X; got != -linkSide {
		t.Errorf("the link begins %v behind the text", got)
	}
	b := Bounded(func() fyne.Size { return fyne.NewSize(400, 400) }, Inset(10.4, 0, 3.3, NewText(Span{Text: "text"})))
	if h := b.HeightFor(300); h != float32(int(h)) {
		t.Errorf("%v high", h)
	}
}

// A control that moves away from under the pointer is not hovered any more.
func TestHoverFollowsTheLayout(t *testing.T) {
	app(t)
	card := Sized(100, 60, canvas.NewRectangle(nil))
	b := NewButton("Forget", Plain, nil)
	page := NewPage(Stack(0, false, card, Row(0, -1, b)))
	stage(t, page, 300, 300)
	in := func() {
		b.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(10, 70)}})
	}
	in()
	if page.Relayout(); !b.hovered {
		t.Error("it has not moved, and is left")
	}
	card.Hide()
	if page.Relayout(); b.hovered {
		t.Error("it has moved away and is hovered")
	}
	card.Show()
	page.Relayout()
	in()
	b.Hide()
	if page.Relayout(); b.hovered {
		t.Error("it has gone and is hovered")
	}
}
