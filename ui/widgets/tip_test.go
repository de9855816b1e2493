package widgets

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"playtoken/ui/theme"
)

// tipStage is a window with a toast over it, as the program's is, and the clock of its tips.
func tipStage(t *testing.T, o fyne.CanvasObject, width, height float32) (fyne.Window, *clock, *tips) {
	t.Helper()
	c := &clock{}
	toast := NewToast(c.after)
	w := stage(t, NewWatch(container.NewStack(o, toast), func() {}), width, height)
	return w, c, toast.tips
}

// says is the tip that is shown, "" for none.
func (t *tips) says() string {
	if !t.card.Visible() {
		return ""
	}
	return t.card.text.String()
}

func TestTipComesAndGoes(t *testing.T) {
	app(t)
	b, other := NewButton("Copy", Plain, nil), NewButton("Other", Plain, nil)
	b.SetTip("Copy the token, Ctrl+Shift+C")
	w, c, tips := tipStage(t, container.NewVBox(b, other), 400, 200)
	const said = "Copy the token, Ctrl+Shift+C"
	hover := func() { b.MouseIn(&desktop.MouseEvent{}) }
	for _, k := range []struct {
		name string
		do   func()
		want string // after half a second
	}{
		{"under the pointer", hover, said},
		{"left", b.MouseOut, ""},
		{"left too early to be shown", func() { hover(); c.advance(400 * time.Millisecond); b.MouseOut() }, ""},
		{"with the keyboard", func() { w.Canvas().Focus(b) }, said},
		{"the keyboard goes on", func() { w.Canvas().Focus(other) }, ""},
		{"pressed", func() { hover(); c.advance(time.Second); test.Tap(b) }, ""},
		{"Escape", func() { w.Canvas().Focus(b); c.advance(time.Second); press(b, fyne.KeyEscape) }, ""},
		{"a menu opens", func() {
			hover()
			c.advance(time.Second)
			OpenMenu(b, []MenuItem{{Text: "a"}})
			w.Canvas().Overlays().Remove(w.Canvas().Overlays().Top())
		}, ""},
		{"the pointer has left the window, which nobody tells", func() { hover(); c.advance(tipAfter); c.advance(tipFor) }, ""},
		{"the screen changes", func() { hover(); c.advance(time.Second); HideTips(w.Canvas()) }, ""},
		{"nothing to say", func() { other.MouseIn(&desktop.MouseEvent{}) }, ""},
	} {
		k.do()
		if k.want != "" && tips.says() != "" {
			t.Errorf("%s: shown at once", k.name)
		}
		c.advance(500 * time.Millisecond)
		if got := tips.says(); got != k.want {
			t.Errorf("%s: %q", k.name, got)
		}
	}
	for _, a := range c.list {
		if !a.off {
			t.Error("a timer is left running")
		}
	}
}

// A page that is scrolled leaves its tip behind.
func TestTipGoesWithScrolling(t *testing.T) {
	app(t)
	b := NewButton("Copy", Plain, nil)
	b.SetTip("Copy the token")
	page := NewPage(Stack(0, false, b, Space(10, 900)))
	_, c, tips := tipStage(t, page, 300, 200)
	b.MouseIn(&desktop.MouseEvent{})
	c.advance(time.Second)
	if tips.says() == "" {
		t.Fatal("no tip")
	}
	page.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -20)})
	if tips.says() != "" {
		t.Errorf("says %q", tips.says())
	}
}

// In a panel and in a menu the tip lies over those.
func TestTipOverPanels(t *testing.T) {
	app(t)
	w, c, tips := tipStage(t, container.NewVBox(), 500, 400)
	b := NewButton("QR", Plain, nil)
	b.SetTip("Show the URL as a QR code")
	pop := widget.NewModalPopUp(Inset(20, 20, 20, Stack(8, false, b)), w.Canvas())
	pop.Show()
	before := len(visible(pop))
	b.MouseIn(&desktop.MouseEvent{})
	c.advance(time.Second)
	if !shows(pop, "Show the URL") {
		t.Errorf("the panel shows %q", drawn(pop))
	}
	at, under := fyne.CurrentApp().Driver().AbsolutePositionForObject(tips.card), fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	if at.X != under.X || at.Y != under.Y+b.Size().Height+tipAway {
		t.Errorf("at %v, the button at %v", at, under)
	}
	b.MouseOut()
	if len(visible(pop)) != before {
		t.Error("the panel keeps the tip")
	}
	pop.Hide()

	long := strings.Repeat("a long entry ", 60)
	OpenMenuAt(w.Canvas(), fyne.NewPos(0, 0), []MenuItem{{Text: "short"}, {Text: long}})
	m := w.Canvas().Overlays().Top().(*layer).sheet.content.(*menu)
	m.rows[0].MouseIn(&desktop.MouseEvent{})
	c.advance(time.Second)
	if tips.says() != "" {
		t.Errorf("a row that is whole: %q", tips.says())
	}
	m.rows[1].MouseIn(&desktop.MouseEvent{})
	c.advance(time.Second)
	if tips.says() != long || !shows(w.Canvas().Overlays().Top(), "a long entry") {
		t.Errorf("a row that is cut: %q", tips.says())
	}
	press(w.Canvas().Focused(), fyne.KeyEscape)
	if tips.says() != "" {
		t.Error("the menu's tip stays")
	}
}

// Whatever is cut shows the whole; what is not cut shows nothing, and no tip holds a token.
func TestTipsOfWhatIsCut(t *testing.T) {
	app(t)
	const name = "A rather long name of a key that was made in November"
	token := "eyJ" + strings.Repeat("hbGciOiJSUzI1NiJ9", 20)
	text := func(wrap Wrap, s string) *Text {
		x := NewText(Span{Text: s})
		x.Wrap = wrap
		return x
	}
	lines := text(Words, strings.Repeat(name+" ", 5))
	lines.MaxLines = 1
	entry, secret, choice := NewEntry("", nil), NewEntry("", nil), NewSelect([]string{name}, nil)
	entry.Set(name)
	secret.Password = true
	secret.Set(name)
	list := NewList(200, func(int) {})
	list.Set([]ListItem{{Title: name, Line: "RSA 2048"}}, 0)
	chip := NewChip()
	chip.Set("may differ")
	chip.SetTip("Seen in FastPix's own code, not stated.")
	for _, k := range []struct {
		name string
		o    fyne.CanvasObject
		wide float32
		want string
	}{
		{"a text that fits", text(Middle, name), 600, ""},
		{"cut in the middle", text(Middle, name), 100, name},
		{"cut at the end", text(Clip, name), 100, name},
		{"lines that are cut", lines, 100, ""}, // they can be unfolded: that is the screen's
		{"a URL with a token", text(Clip, "https://x.example/a.m3u8?token="+token), 100, "https://x.example/a.m3u8?token=eyJhbGci…NiJ9"},
		{"a long name of hyphens", text(Clip, longID), 100, longID},
		{"a secret in hex", text(Clip, strings.Repeat("05586d54f2af", 8)), 100, "05586d54…f2af"},
		{"an entry", Stack(0, false, entry), 100, name},
		{"an entry that is wide", Stack(0, false, entry), 600, ""},
		{"a password", Stack(0, false, secret), 100, ""},
		{"a select", choice, 120, name},
		{"a row of a list", list, 120, name + "\nRSA 2048"},
		{"a chip", chip.Box, 200, "Seen in FastPix's own code, not stated."},
		{"an icon", Tip(NewIcon("info", theme.Muted, 18), "What it rests on"), 18, "What it rests on"},
	} {
		t.Run(k.name, func(t *testing.T) {
			_, c, tips := tipStage(t, Stack(0, false, k.o), k.wide, 300)
			layOut(k.o)
			for _, o := range visible(k.o) {
				if h, ok := o.(desktop.Hoverable); ok {
					h.MouseIn(&desktop.MouseEvent{})
				}
			}
			c.advance(time.Second)
			if got := tips.says(); got != k.want {
				t.Errorf("%q, want %q", got, k.want)
			}
		})
	}
}

// A tip is at most 320 wide, stays in the window and never lies over what it explains.
func TestTipPlace(t *testing.T) {
	app(t)
	card := newTipCard()
	window := fyne.NewSize(860, 560)
	for _, text := range []string{"short", strings.Repeat("a longer sentence of several words ", 8)} {
		card.text.Set(Span{Text: text, Size: theme.SmallText})
		for _, at := range []fyne.Position{{}, {X: 850, Y: 10}, {X: 400, Y: 540}, {X: 850, Y: 540}, {X: 300, Y: 300}} {
			size := fyne.NewSize(40, 20)
			pos, got := tipPlace(window, at, size, card)
			if got.Width > tipMost || pos.X < 0 || pos.Y < 0 || pos.X+got.Width > window.Width || pos.Y+got.Height > window.Height {
				t.Errorf("%.9q at %v: from %v, %v", text, at, pos, got)
			}
			if pos.Y < at.Y+size.Height && pos.Y+got.Height > at.Y {
				t.Errorf("%.9q at %v: it lies over that, from %v, %v", text, at, pos, got)
			}
		}
	}
}

// A window without a toast has no tips, and nothing breaks.
func TestNoTips(t *testing.T) {
	app(t)
	b := NewButton("Copy", Plain, nil)
	b.SetTip("Copy")
	w := stage(t, b, 100, 40)
	b.MouseIn(&desktop.MouseEvent{})
	b.MouseOut()
	if HideTips(w.Canvas()) || HideTips(nil) {
		t.Error("there was a tip")
	}
}

// TestPicturesOfTips compares a tip with a picture of each theme.
func TestPicturesOfTips(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("other processors round the edges of letters in another way")
	}
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		t.Run(string(mode), func(t *testing.T) {
			app(t).Settings().SetTheme(theme.Theme{Mode: mode})
			chip := NewChip()
			chip.Set("may differ")
			chip.SetTip("Seen in FastPix's own code, not stated. Your account may answer otherwise.")
			w, c, _ := tipStage(t, Over(NewGround(theme.Card, "", 0), Inset(10, 16, 0, Row(8, -1, Fixed(NewText(Span{Text: "FastPix answers 401"})), chip.Box))), 380, 110)
			chip.tip.MouseIn(&desktop.MouseEvent{})
			c.advance(time.Second)
			test.AssertRendersToImage(t, "tip-"+string(mode)+".png", w.Canvas())
		})
	}
}
