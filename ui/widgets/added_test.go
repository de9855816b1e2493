package widgets

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
)

// Objects stand side by side as far as there is room, the last one at the right end.
func TestWrapped(t *testing.T) {
	app(t)
	var list []fyne.CanvasObject
	for range 3 {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(100, 20))
		list = append(list, r)
	}
	w := Wrapped(10, list...)
	stage(t, w, 400, 100)
	for width, want := range map[float32][3]fyne.Position{
		400: {{}, {X: 110}, {X: 300}},
		230: {{}, {X: 110}, {Y: 30}},
		100: {{}, {Y: 30}, {Y: 60}},
	} {
		w.Resize(fyne.NewSize(width, 100))
		for i, o := range list {
			if o.Position() != want[i] {
				t.Errorf("%v wide: object %d is at %v, want %v", width, i, o.Position(), want[i])
			}
		}
	}
	list[1].Hide()
	if h := w.HeightFor(230); h != 20 {
		t.Errorf("%v high without the hidden one", h)
	}
}

// What stands behind a text moves with it until there is no more room.
func TestLead(t *testing.T) {
	app(t)
	text, chip := NewText(Span{Text: "A name"}), NewChip()
	text.Wrap = Clip
	chip.Set("FastPix")
	l := Lead(8, text, chip.Box)
	stage(t, l, 400, 40)
	if x := chip.Box.Position().X; x < text.NaturalWidth()+8 || x > text.NaturalWidth()+12 {
		t.Errorf("the chip is at %v behind a text of %v", x, text.NaturalWidth())
	}
	l.Resize(fyne.NewSize(90, 40))
	if right := chip.Box.Position().X + chip.Box.Size().Width; right > 91 {
		t.Errorf("the chip ends at %v of 90", right)
	}
}

// A button that asks a host names it, to the eye and to a screen reader.
func TestAskButton(t *testing.T) {
	app(t)
	b := NewAsk("globe", "Ask", Plain, nil)
	stage(t, b, 300, 30)
	before := b.MinSize().Width
	b.SetHost("api.fastpix.com")
	if b.MinSize().Width <= before || b.AccessibilityLabel() != "Ask api.fastpix.com" || b.Host() != "api.fastpix.com" {
		t.Errorf("%v after %v, %q", b.MinSize().Width, before, b.AccessibilityLabel())
	}
}

// The rail says that something waits.
func TestRailDot(t *testing.T) {
	app(t)
	i := NewRailItem("keys", "Keys", nil)
	stage(t, i, 68, 52)
	if i.SetDot(true); i.AccessibilityLabel() != "Keys, something waits for you" {
		t.Errorf("%q", i.AccessibilityLabel())
	}
	if i.SetDot(false); i.AccessibilityLabel() != "Keys" {
		t.Errorf("%q", i.AccessibilityLabel())
	}
}

// A heading stands above the first of the items that have it.
func TestListHeads(t *testing.T) {
	app(t)
	l := NewList(300, func(int) {})
	stage(t, l, 300, 300)
	l.Set([]ListItem{{Head: "FastPix", Title: "A", Chip: "Default", Accent: true}, {Head: "FastPix", Title: "B"}, {Head: "Mux", Title: "C", Note: "this session", NoteIcon: "clock", Warns: true}}, 0)
	if n := len(l.rows.objects); n != 5 {
		t.Errorf("%d objects", n)
	}
	if !l.Set([]ListItem{{Title: "A"}}, 0) || len(l.rows.objects) != 1 {
		t.Errorf("%d objects", len(l.rows.objects))
	}
}

// A chip takes the colours of its mood.
func TestChipMood(t *testing.T) {
	app(t)
	c := NewChip()
	c.SetMood("Shop", viewmodel.Fine, "good")
	if c.ground.Fill != theme.GoodSoft || !c.icon.Visible() || !c.Box.Visible() {
		t.Errorf("%v", c.ground.Fill)
	}
	if c.SetMood("", viewmodel.Neutral, ""); c.Box.Visible() {
		t.Error("an empty chip is shown")
	}
}

// What did not go stays until it is closed; good news goes by itself, an offer to undo
// later. Each has its sign.
func TestToastStays(t *testing.T) {
	app(t)
	var c clock
	toast := NewToast(c.after)
	w := stage(t, toast, 600, 200)
	undone := 0
	undo := func() { undone++ }
	for _, k := range []struct {
		name   string
		say    func()
		sign   string
		button string
		stays  time.Duration // 0 for ever
	}{
		{"good news", func() { toast.Say("Saved") }, "good", "", 2500 * time.Millisecond},
		{"a failure", func() { toast.Fail("The disk is full.") }, "cross", "Close", 0},
		{"an offer", func() { toast.Undo("Cleared", undo) }, "undo", "Undo", 8 * time.Second},
		{"good news after an offer", func() { toast.Say("Copied") }, "good", "", 2500 * time.Millisecond},
	} {
		k.say()
		if toast.icon.name != k.sign || toast.button.Visible() != (k.button != "") || toast.button.Text() != k.button || toast.Failing() != (k.sign == "cross") {
			t.Errorf("%s: sign %q, button %q", k.name, toast.icon.name, toast.button.Text())
		}
		if k.stays == 0 {
			c.advance(time.Hour)
			if toast.Text() == "" {
				t.Errorf("%s went", k.name)
			}
			continue
		}
		c.advance(k.stays - time.Millisecond)
		if toast.Text() == "" {
			t.Errorf("%s went early", k.name)
		}
		c.advance(time.Millisecond)
		if toast.Text() != "" {
			t.Errorf("%s stays", k.name)
		}
	}
	toast.Undo("Cleared", undo)
	test.Tap(toast.button)
	if undone != 1 || toast.Text() != "" {
		t.Errorf("undone %d times, still says %q", undone, toast.Text())
	}
	toast.Undo("Cleared", undo)
	test.Tap(toast.card)
	toast.Fail("The disk is full.")
	w.Canvas().Focus(toast.button)
	press(toast.button, fyne.KeyReturn)
	if undone != 1 || toast.Failing() || toast.Text() != "" {
		t.Errorf("undone %d times, still says %q", undone, toast.Text())
	}
	for _, a := range c.list {
		if !a.off {
			t.Error("a timer is left running")
		}
	}
}
