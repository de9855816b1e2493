package widgets

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"
)

// TestURLFieldIsShortWhileTheKeyboardIsElsewhere: Tab reaches the text itself, both ways.
func TestURLFieldIsShortWhileTheKeyboardIsElsewhere(t *testing.T) {
	app(t)
	var f *URLField
	here := false
	set := func() {
		f.Set("https://a.example/?token=eyJhbGciOi", here, Span{Text: "https://a.example/?token="}, Span{Text: "eyJ…"})
	}
	f = NewURLField("", func(string) {})
	f.Entry.OnFocus = func(on bool) { here = on; set() }
	before, behind := NewButton("before", Plain, nil), NewButton("behind", Plain, nil)
	c := stage(t, Stack(4, false, before, f.Box, behind), 400, 200).Canvas()
	set()
	if got := drawn(f.Box); !slices.Equal(got, []string{"https://a.example/?token=", "eyJ…"}) {
		t.Errorf("shows %q", got)
	}
	c.Focus(before)
	c.FocusNext()
	if c.Focused() != f.Entry || f.cover.Visible() || f.Entry.Text != "https://a.example/?token=eyJhbGciOi" {
		t.Errorf("Tab leads to %T, it has %q", c.Focused(), f.Entry.Text)
	}
	c.FocusNext()
	if c.Focused() != behind || !f.cover.Visible() {
		t.Errorf("Tab leads on to %T", c.Focused())
	}
	c.FocusPrevious()
	if c.Focused() != f.Entry {
		t.Errorf("Shift+Tab leads to %T", c.Focused())
	}
	c.FocusPrevious()
	if c.Focused() != before {
		t.Errorf("Shift+Tab leads back to %T", c.Focused())
	}
	test.Tap(f.cover)
	if c.Focused() != f.Entry || f.First() != f.Entry {
		t.Errorf("a tap leads to %T", c.Focused())
	}
}

// TestMiddleOfTheFirstSpan: what stands behind it is whole.
func TestMiddleOfTheFirstSpan(t *testing.T) {
	app(t)
	text := NewText(Span{Text: "https://a-long-host.example/and/a/long/path?token=", Mono: true}, Span{Text: "eyJh", Mono: true}, Span{Text: "…DKw", Mono: true})
	text.Wrap, text.Tail = Middle, 8
	stage(t, text, 200, 30)
	got := drawn(text)
	if len(got) != 3 || got[1] != "eyJh" || got[2] != "…DKw" || len(got[0]) >= 40 || got[0][:8] != "https://" {
		t.Errorf("shows %q", got)
	}
}

func TestCheckTellsWhenItIsTicked(t *testing.T) {
	app(t)
	var ticked []bool
	c := NewCheck("Offer it")
	c.OnTicked = func(on bool) { ticked = append(ticked, on) }
	c.Set(true)
	c.Tapped(nil)
	c.Tapped(nil)
	if !slices.Equal(ticked, []bool{false, true}) {
		t.Errorf("told %v", ticked)
	}
}

// TestBareButton stands at its left edge, and a menu has its chevron behind the word.
func TestBareButton(t *testing.T) {
	app(t)
	bare := NewButton("Master", Bare, nil)
	bare.SetIcon("down")
	stage(t, bare, 300, 30)
	r := test.WidgetRenderer(bare).(*buttonRenderer)
	if x := r.icon.Position().X; x != 0 || !r.text.TextStyle.Bold {
		t.Errorf("the chevron stands at %v", x)
	}
	menu := NewMenuButton("Open in", Link, nil)
	stage(t, menu, 300, 30)
	r = test.WidgetRenderer(menu).(*buttonRenderer)
	if !r.chevron.Visible() || r.chevron.Position().X < r.text.Position().X+r.text.Size().Width {
		t.Error("the chevron does not stand behind the word")
	}
}
