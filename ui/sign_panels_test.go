package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"playtoken/core/platform/all"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
	"playtoken/ui/widgets"
)

// A panel with a code is as large as the window allows, and follows it.
func TestQRFollowsTheWindow(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.w.Resize(fyne.NewSize(860, 560))
		d.fill()
		d.press("QR")
		large, usual, least := fyne.NewSize(1600, 1000), fyne.NewSize(1120, 740), fyne.NewSize(860, 560)
		last := map[fyne.Size]float32{}
		for _, size := range []fyne.Size{least, usual, large, usual, least} { // larger, and as small again
			d.w.Resize(size)
			d.settle()
			d.layOut()
			code := find[*widgets.QR](d)
			bottom := d.bottom("Close")
			side := min(code.Size().Width, code.Size().Height)
			panel := d.p.panels.top.pop.Content.Size()
			if bottom > size.Height || side < size.Height/2 || panel.Height > side+160 || last[size] > 0 && side != last[size] {
				t.Errorf("%v: the code is %v large in %v, Close ends at %v", size, code.Size(), panel, bottom)
			}
			last[size] = side
		}
		if last[large] <= last[usual] || last[usual] <= last[least] {
			t.Errorf("sides %v", last)
		}
	})
}

// find is the first object of a kind in what lies over the window.
func find[T fyne.CanvasObject](d *desk) (found T) {
	d.t.Helper()
	ok := false
	each(d.w.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if one, is := o.(T); is && !ok {
			found, ok = one, true
		}
	})
	if !ok {
		d.t.Fatal("there is none of the kind")
	}
	return found
}

// over is the button of a text in what lies over the window.
func (d *desk) over(text string) (found *widgets.Button) {
	d.t.Helper()
	each(d.w.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && b.Text() == text {
			found = b
		}
	})
	if found == nil {
		d.t.Fatalf("there is no button %q", text)
	}
	return found
}

// bottom is where that button ends in the window.
func (d *desk) bottom(text string) float32 {
	b := d.over(text)
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(b).Y + b.Size().Height
}

// In the panels the area takes what room the rest leaves, and gives it back.
func TestAreaOfPanels(t *testing.T) {
	for _, c := range []struct {
		name, start, text string
		open              func(*desk)
	}{
		{"Sign a list", "Sign the list", "no ID at all, but words", func(d *desk) { d.fill(); d.press("Sign a list…") }},
		{"Find out", "Find out", "no token at all", func(d *desk) {
			d.choosePlatform(all.ByName("fastevo")).Key.Sample()
			d.settle()
			d.press("Find out from a genuine token or URL…")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				c.open(d)
				d.layOut()
				before, foot := find[*widgets.Entry](d).Size().Height, d.bottom("Close")
				find[*widgets.Entry](d).SetText(c.text)
				d.settle()
				test.Tap(d.over(c.start))
				d.settle()
				d.layOut()
				after := find[*widgets.Entry](d).Size().Height
				if before < 150 || after >= before || d.bottom("Close") != foot {
					t.Errorf("the area is %v high, then %v; Close ends at %v, then %v", before, after, foot, d.bottom("Close"))
				}
			})
		})
	}
}

// A tall window shows all addresses that it has room for.
func TestTallWindowShowsMoreURLs(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		for _, c := range []struct {
			height float32
			shown  int
		}{{740, 4}, {1000, 7}, {740, 4}} {
			d.w.Resize(fyne.NewSize(1120, c.height))
			d.settle()
			d.layOut()
			if n := len(d.p.sign.Presenter().State().URLs); n != c.shown {
				t.Errorf("%v high: %d addresses", c.height, n)
			}
		}
	})
}

// A fixed URL is shown as a code under Why? as the URLs of Sign are, and so leaves the program.
func TestQROfAFixedURL(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.saveKey("Shop", keyOf(t, string(fixtures.PrivateKey(t))), vault.Profile{Platform: "fastpix", KeyID: keyID})
		d.take("https://stream.fastpix.com/" + otherID + ".m3u8?token=" + d.tokenAt(time.Hour))
		w := d.p.why.Presenter()
		w.Reissue.Fix(0)
		d.settle()
		url := w.State().Mended.URL
		if d.p.book.List()[0].Signing().LastExpiry != (time.Time{}) {
			t.Fatal("a URL that only stands on the screen counts as one that left")
		}
		d.press("QR")
		if find[*widgets.QR](d) == nil || !strings.Contains(d.said(), "Fixed URL") {
			t.Fatalf("shows\n%s", d.said())
		}
		d.inTop("Copy")
		if len(d.copied) != 1 || url == "" || d.copied[0] != url {
			t.Errorf("copied %q, want %q", d.copied, url)
		}
		d.settle()
		if d.p.book.List()[0].Signing().LastExpiry.IsZero() {
			t.Error("it left, and its key does not know")
		}
		d.escape()
		if d.w.Canvas().Overlays().Top() != nil {
			t.Error("Escape does not close it")
		}
	})
}

// A window of 1280 by 800 has room for all addresses of FastPix, one of 1120 by 740 for the first.
func TestAddressesFillTheWindow(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		for size, want := range map[fyne.Size]int{{Width: 1280, Height: 800}: 7, {Width: 1120, Height: 740}: 4} {
			d.w.Resize(size)
			d.settle()
			d.layOut()
			s := d.p.sign.Presenter().State()
			if len(s.URLs) != want || s.Hidden != 7-want {
				t.Errorf("%v shows %d, hides %d", size, len(s.URLs), s.Hidden)
			}
		}
	})
}

// The name of no address is cut, on any platform.
func TestNamesOfAddressesAreWhole(t *testing.T) {
	for _, pl := range all.Platforms() {
		atDesk(t, nil, func(d *desk) {
			p := d.choosePlatform(pl)
			p.Key.Sample()
			d.settle()
			p.URLs.Toggle()
			d.w.Resize(fyne.NewSize(1120, 740))
			d.settle()
			d.layOut()
			names := map[string]bool{}
			for _, u := range p.State().URLs {
				names[u.Name] = false
			}
			each(d.w.Content(), func(o fyne.CanvasObject) {
				if piece, ok := o.(*canvas.Text); ok {
					if _, due := names[piece.Text]; due {
						names[piece.Text] = true
					}
				}
			})
			for name, whole := range names {
				if !whole {
					t.Errorf("%s: %q is cut", pl.Label, name)
				}
			}
		})
	}
}

// In a window of the usual size no address is cut beyond its ID.
func TestAddressesAreWhole(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		d.w.Resize(fyne.NewSize(1120, 740))
		d.settle()
		d.layOut()
		seen := 0
		each(d.w.Content(), func(o fyne.CanvasObject) {
			text, ok := o.(*widgets.Text)
			if !ok || text.Wrap != widgets.Middle || !strings.Contains(text.String(), "fastpix.com/") {
				return
			}
			drawn := ""
			for _, c := range children(text) {
				if piece, ok := c.(*canvas.Text); ok {
					drawn += piece.Text
				}
			}
			if seen++; strings.Count(drawn, "…") != 1 {
				t.Errorf("%q is drawn as %q", text, drawn)
			}
		})
		if seen != 4 {
			t.Errorf("%d addresses", seen)
		}
	})
}
