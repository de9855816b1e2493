package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/internal/fixtures"
	"playtoken/ui/widgets"
)

// A click that opens a question brings the keyboard to it.
func TestKeyboardAtTheQuestion(t *testing.T) {
	text := "curl 'https://stream.fastpix.com/" + otherID + ".m3u8?token=" + fixtures.Token(t) + "'"
	for _, c := range []struct {
		name, button, label string
	}{
		{"the key that is missing", "Sign for this URL's ID", "<Paste the private key>"},
		{"what the player said", "What did the player say?", "<or write it: 403>"},
		{"the options", "Video length, platform…", "<now, or fri 18:00>"},
		{"the text", "Edit text", text},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				d.p.Show(atWhy)
				d.take(text)
				d.w.Canvas().Unfocus()
				d.press(c.button)
				e, ok := d.w.Canvas().Focused().(*widgets.Entry)
				if !ok || e.Text != c.label && "<"+e.PlaceHolder+">" != c.label {
					t.Errorf("the keyboard is at %T", d.w.Canvas().Focused())
				}
			})
		})
	}
	t.Run("the passphrase", func(t *testing.T) {
		folder := t.TempDir()
		protected(t, folder)
		atDeskWith(t, nil, folder, func(d *desk) {
			d.p.Show(atWhy)
			d.take(text)
			d.w.Canvas().Unfocus()
			d.press("Sign for this URL's ID")
			if e, ok := d.w.Canvas().Focused().(*widgets.Entry); !ok || !e.Password {
				t.Errorf("the keyboard is at %T", d.w.Canvas().Focused())
			}
		})
	})
}

// Another text is shown from its top, and its field for the key is empty.
func TestNextTextFromItsTop(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.w.Resize(fyne.NewSize(860, 560))
		d.p.Show(atWhy)
		page := d.p.why.View().Page
		first := func() float32 {
			d.layOut()
			y := float32(0)
			each(page, func(o fyne.CanvasObject) {
				if b, ok := o.(*widgets.Button); ok && y == 0 && (b.Text() == "Clear" || b.Text() == "Paste") {
					y = fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
				}
			})
			return y
		}
		d.take(fixtures.Token(t))
		top := first()
		for name, next := range map[string]func(){
			"pasted":  func() { d.take(fixtures.Token(t) + "\n") },
			"cleared": func() { d.p.why.Presenter().Clear(); d.settle(); d.take(fixtures.Token(t)) },
		} {
			var key *widgets.Entry
			each(page, func(o fyne.CanvasObject) {
				if e, ok := o.(*widgets.Entry); ok && strings.HasPrefix(e.PlaceHolder, "Paste the key") {
					key = e
				}
			})
			test.Type(key, "-----BEGIN")
			d.settle()
			page.Reveal(key)
			if y := first(); y >= top {
				t.Fatalf("%s: nothing was scrolled: %v, %v", name, y, top)
			}
			next()
			if y := first(); y != top {
				t.Errorf("%s: the top is at %v, was %v", name, y, top)
			}
			if key.Text != "" {
				t.Errorf("%s: %q is left in the field", name, key.Text)
			}
		}
	})
}
