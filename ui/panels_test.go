package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/assets"
	"playtoken/internal/fixtures"
	"playtoken/ui/widgets"
)

// inPanel does something with the panel in the place of the window's content.
func (d *desk) top() fyne.CanvasObject {
	d.t.Helper()
	o := d.w.Canvas().Overlays().Top()
	if o == nil {
		d.t.Fatal("no panel is open")
	}
	return o
}

// inTop presses a button of the panel.
func (d *desk) inTop(text string) {
	d.t.Helper()
	var found *widgets.Button
	each(d.top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && b.Text() == text && found == nil {
			found = b
		}
	})
	if found == nil {
		d.t.Fatalf("the panel has no button %q", text)
	}
	test.Tap(found)
	d.settle()
}

// said is all that is to be read in the panel.
func (d *desk) said() string {
	var b strings.Builder
	each(d.top(), func(o fyne.CanvasObject) {
		if text, ok := o.(*widgets.Text); ok {
			b.WriteString(text.String() + "\n")
		}
	})
	return b.String()
}

func (d *desk) escape() {
	key := &fyne.KeyEvent{Name: fyne.KeyEscape}
	if f := d.w.Canvas().Focused(); f != nil {
		f.TypedKey(key)
	} else {
		d.w.Canvas().OnTypedKey()(key)
	}
	d.settle()
}

func TestQRPanel(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		d.press("QR")
		var code *widgets.QR
		each(d.top(), func(o fyne.CanvasObject) {
			if q, ok := o.(*widgets.QR); ok {
				code = q
			}
		})
		if code == nil || !strings.Contains(d.said(), "Stream URL") {
			t.Fatalf("shows\n%s", d.said())
		}
		d.p.do(ShowWhy)
		if d.p.current != 0 {
			t.Error("the window changed under the panel")
		}
		d.inTop("Copy")
		if len(d.copied) != 1 || d.copied[0] != d.p.sign.Presenter().State().URLs[0].URL {
			t.Errorf("copied %q", d.copied)
		}
		d.escape()
		if d.w.Canvas().Overlays().Top() != nil || d.p.panels.top != nil {
			t.Error("Escape does not close it")
		}
		d.press("QR")
		d.inTop("Close")
		if d.w.Canvas().Overlays().Top() != nil {
			t.Error("Close does not close it")
		}
	})
}

func TestQRPanelOfALongURL(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		p := d.p.sign.Presenter()
		p.Claims.Add()
		p.Claims.Set(0, "long", `"`+strings.Repeat("x", 1500)+`"`)
		d.settle()
		d.press("QR")
		if !strings.Contains(d.said(), "This URL is too long for a QR code: 2,") {
			t.Errorf("shows\n%s", d.said())
		}
	})
}

func TestListPanel(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.press("Sign a list…")
		if !strings.Contains(d.said(), "The form is not complete. Still missing: signing key ID and private key.") {
			t.Errorf("shows\n%s", d.said())
		}
		d.escape()
		d.fill()
		d.press("Sign a list…")
		area := d.w.Canvas().Focused().(*widgets.Entry)
		test.Type(area, playbackID)
		d.settle()
		d.inTop("Sign the list")
		if !strings.Contains(d.said(), "1 row signed.") {
			t.Errorf("shows\n%s", d.said())
		}
		d.inTop("Copy")
		if len(d.copied) != 1 || !strings.HasPrefix(d.copied[0], "id,token,expires_at,stream_url,") || !strings.Contains(d.copied[0], "\n"+playbackID+","+fixtures.Token(t)) {
			t.Errorf("copied %q", d.copied)
		}
		d.inTop("Close")
		if d.w.Canvas().Overlays().Top() != nil {
			t.Error("it is open still")
		}
	})
}

// The licences of others are read with the keyboard alone.
func TestLicencesPanel(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.Show(atSettings)
		d.settle()
		d.press("Show")
		reader, ok := d.w.Canvas().Focused().(*widgets.Reader)
		if !ok {
			t.Fatalf("the keyboard is at %T", d.w.Canvas().Focused())
		}
		d.layOut()
		if text := reader.AccessibilityLabel(); !strings.HasPrefix(text, "Playtoken is made with the software and fonts of others.") {
			t.Errorf("shows\n%s", text)
		}
		reader.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		if text := reader.AccessibilityLabel(); !strings.HasSuffix(assets.Notices, text[strings.LastIndexByte(strings.TrimRight(text, "\n"), '\n'):]) {
			t.Errorf("at the end\n%s", text)
		}
		reader.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if d.w.Canvas().Overlays().Top() != nil {
			t.Error("it is open still")
		}
	})
}
