//go:build !race

package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/core/probe"
	"playtoken/ui/desktop"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// button is one of the buttons that can be seen, by its text.
func (d *checkDesk) button(text string) *widgets.Button {
	d.t.Helper()
	var found *widgets.Button
	each(d.w.Content(), func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && b.Text() == text && found == nil {
			found = b
		}
	})
	if found == nil {
		d.t.Fatalf("there is no button %q:\n%s", text, d.shown())
	}
	return found
}

// key types a key at what has the keyboard.
func (d *checkDesk) key(name fyne.KeyName) {
	d.t.Helper()
	if d.w.Canvas().Focused() == nil {
		d.t.Fatal("the keyboard is nowhere")
	}
	d.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
}

// TestCheckByKeyboard goes through the screen without a pointer.
func TestCheckByKeyboard(t *testing.T) {
	d := openCheck(t, theme.Light)
	d.signers("fastpix")
	d.asker.Answer = func(probe.Request) (*probe.Answer, *probe.Fault) { return d.good(0), nil }
	d.verdict = plays
	c := d.w.Canvas()
	c.Focus(d.v.First())
	entry, ok := c.Focused().(*widgets.Entry)
	if !ok {
		t.Fatalf("the keyboard begins in a %T", c.Focused())
	}
	d.a.Clipboard().SetContent("curl -i '" + goodURL + "'")
	entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: d.a.Clipboard()})
	if entry.Text != goodURL {
		t.Errorf("the field has %q", entry.Text)
	}
	d.key(fyne.KeyReturn)
	d.Until(t, "an answer", func() bool { return d.v.Presenter().State().Field.CanAsk })
	if got := d.asker.Asked(); !slices.Equal(got, []string{"GET " + goodURL}) {
		t.Errorf("Enter asks %q", got)
	}
	if c.Focused() != entry {
		t.Errorf("asking took the keyboard to a %T", c.Focused())
	}
	var order []string
	c.FocusNext()
	for first := c.Focused(); ; {
		order = append(order, name(c.Focused()))
		c.FocusNext()
		if c.Focused() == first || len(order) > 40 {
			break
		}
	}
	want := "Ask stream.fastpix.com, Open in Why?, Ask for 720p too, Master, Start, Open in, Report…"
	if got := strings.Join(slices.DeleteFunc(order, func(s string) bool { return s == "" }), ", "); !strings.HasPrefix(got, want) {
		t.Errorf("Tab goes to %s", got)
	}
	c.Focus(d.button("Start"))
	d.key(fyne.KeySpace)
	d.Until(t, "a start", func() bool { return d.v.Presenter().State().Local.Running })
	if c.Focused() != d.button("Stop") {
		t.Errorf("after Start the keyboard is at %s", name(c.Focused()))
	}
	d.requests(1)
	c.Focus(d.button("Clear"))
	d.key(fyne.KeySpace)
	if c.Focused() != d.button("Stop") {
		t.Errorf("after Clear the keyboard is at %s", name(c.Focused()))
	}
}

// TestSegmentByKeyboard: the request for the first segment of a list of segments is reached with
// Tab, and the row of that list is called none of a master.
func TestSegmentByKeyboard(t *testing.T) {
	d := openCheck(t, theme.Light)
	a := d.good(0)
	a.Manifest = &probe.Manifest{Segments: 3, Host: "cdn.example", Travels: probe.NotCarried}
	d.v.Presenter().Take(goodURL)
	d.answer(a, nil)
	d.asker.Second = func(int) (*probe.Second, *probe.Fault) {
		return &probe.Second{Playlist: *a, Segment: &probe.Answer{Status: 403}}, nil
	}
	c := d.w.Canvas()
	c.Focus(d.button("Open in Why?"))
	c.FocusNext()
	if got := name(c.Focused()); got != "Ask for the first segment too" {
		t.Fatalf("Tab goes to %q", got)
	}
	d.key(fyne.KeySpace)
	d.Until(t, "an answer", func() bool { return len(d.v.Presenter().State().Manifest.Rows) == 1 })
	d.button("Playlist")
	if got := d.asker.Asked(); got[len(got)-1] != "follow 0" {
		t.Errorf("asked %q", got)
	}
}

func name(f fyne.Focusable) string {
	if b, ok := f.(*widgets.Button); ok {
		return b.Text()
	}
	return ""
}

// TestCheckAddressStays: it can be marked and copied, and not changed.
func TestCheckAddressStays(t *testing.T) {
	d := openCheck(t, theme.Light)
	d.start()
	var address *widgets.Entry
	each(d.w.Content(), func(o fyne.CanvasObject) {
		if e, ok := o.(*widgets.Entry); ok && e.Text == "http://127.0.0.1:8470" {
			address = e
		}
	})
	if address == nil {
		t.Fatalf("the address is not shown:\n%s", d.shown())
	}
	test.Type(address, "x")
	if address.Text != "http://127.0.0.1:8470" {
		t.Errorf("it was changed to %q", address.Text)
	}
}

// TestCheckMenuByKeyboard: the menus above the screen are those of all screens.
func TestCheckMenuByKeyboard(t *testing.T) {
	d := openCheck(t, theme.Light)
	d.v.Presenter().Take(goodURL)
	d.answer(d.good(0), nil)
	report := d.button("Report…")
	d.w.Canvas().Focus(report)
	for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyEnd, fyne.KeyReturn} {
		d.key(key)
	}
	if !d.v.Presenter().State().Tools.Mask || d.w.Canvas().Focused() != report {
		t.Errorf("mask %v, the keyboard is at %q", d.v.Presenter().State().Tools.Mask, name(d.w.Canvas().Focused()))
	}
}

// TestCheckWaitsByKeyboard: the keyboard goes from the button that rests to the one that gives
// the request up, and back.
func TestCheckWaitsByKeyboard(t *testing.T) {
	d := openCheck(t, theme.Light)
	d.v.Presenter().Take(goodURL)
	c := d.w.Canvas()
	c.Focus(d.v.First())
	if name(c.Focused()) != "Ask stream.fastpix.com" {
		t.Errorf("the keyboard begins at %q", name(c.Focused()))
	}
	s := d.v.Presenter().State()
	s.Field.Slow, s.Field.CanAsk = true, false
	d.v.Render(s)
	if name(c.Focused()) != "Cancel" {
		t.Errorf("while waiting it is at %q", name(c.Focused()))
	}
	s.Field.Slow, s.Field.CanAsk = false, true
	d.v.Render(s)
	if name(c.Focused()) != "Ask stream.fastpix.com" {
		t.Errorf("afterwards it is at %q", name(c.Focused()))
	}
}

// TestCheckShowsNoToken: of the URL both ends of the token alone are to be read, while the
// keyboard is elsewhere.
func TestCheckShowsNoToken(t *testing.T) {
	checkStory(t, theme.Light, func(d *checkDesk, at string) {
		d.w.Resize(fyne.NewSize(desktop.DefaultWidth, desktop.DefaultHeight))
		if d.w.Canvas().Focused() != nil {
			return
		}
		var texts strings.Builder
		each(d.w.Content(), func(o fyne.CanvasObject) {
			if text, ok := o.(*widgets.Text); ok {
				texts.WriteString(text.String() + "\n")
			}
			if e, ok := o.(*widgets.Entry); ok {
				texts.WriteString(e.Text + "\n")
			}
		})
		if strings.Contains(texts.String(), "mempVDKwmempVDKw") || strings.Contains(texts.String(), "eyJhbGciOiJSUzI1NiJ9") {
			t.Errorf("%s: the token can be read:\n%s", at, texts.String())
		}
	})
}

// TestCheckManyRequests: of a thousand requests the rows in sight alone are made.
func TestCheckManyRequests(t *testing.T) {
	d := openCheck(t, theme.Light)
	d.start()
	d.requests(3000)
	if s := d.v.Presenter().State().Requests; len(s.Rows) != 999 || !strings.HasPrefix(s.Count, "the last 999 of 3,005") {
		t.Errorf("%d rows, %q", len(s.Rows), s.Count)
	}
	d.layOut()
	texts := 0
	each(d.w.Content(), func(o fyne.CanvasObject) {
		if text, ok := o.(*widgets.Text); ok && strings.HasSuffix(text.String(), ".m3u8") || ok && strings.HasSuffix(text.String(), ".ts") {
			texts++
		}
	})
	if texts == 0 || texts > 20 {
		t.Errorf("%d rows are drawn", texts)
	}
}
