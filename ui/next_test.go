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

// What is said of the text before leaves the key of the next one free.
func TestToastBesideTheKey(t *testing.T) {
	for name, key := range map[string]string{"no key": "", "one of the text before": fixtures.Key(t).PublicPEM()} {
		for _, size := range []fyne.Size{{Width: 1120, Height: 740}, {Width: 1280, Height: 800}} {
			t.Run(name, func(t *testing.T) {
				atDesk(t, nil, func(d *desk) {
					d.w.Resize(size)
					d.p.Show(atWhy)
					d.take(fixtures.Token(t))
					if key != "" {
						d.p.why.Presenter().Keys.Paste([]byte(key))
						d.settle()
					}
					d.take(fixtures.Token(t) + "\n")
					d.layOut()
					place := fyne.CurrentApp().Driver().AbsolutePositionForObject
					if d.p.toast.Text() != "Paste replaced" {
						t.Fatalf("said %q", d.p.toast.Text())
					}
					toast := children(d.p.toast)[0]
					from, to := place(toast), place(toast).Add(toast.Size())
					seen := 0
					each(d.p.why.View().Page, func(o fyne.CanvasObject) {
						b, ok := o.(*widgets.Button)
						if !ok || b.Text() != "Replace…" && b.Text() != "Forget" && b.Text() != "Choose file" {
							return
						}
						seen++
						if at := place(o); at.X < to.X && at.X+o.Size().Width > from.X {
							t.Errorf("%s at %v is below %v to %v", b.Text(), at, from, to)
						}
					})
					if seen == 0 {
						t.Error("there is no card")
					}
				})
			})
		}
	}
}
