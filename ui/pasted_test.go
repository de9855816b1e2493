//go:build !race

package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"playtoken/core/platform/all"
	"playtoken/internal/fixtures"
	"playtoken/ui/widgets"
)

func TestKeyPastedIntoAnyFieldOfSign(t *testing.T) {
	key := string(fixtures.PrivateKey(t))
	for _, c := range []struct {
		name, placeholder string
		prepare           func(*desk)
	}{
		{"key ID", "b7158b65", nil},
		{"playback ID", "16af5b33", nil},
		{"private key", "Paste the private key", nil},
		{"own host", "video.brand.example", func(d *desk) { d.choose("Own host") }},
		{"date", "or fri 18:00", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				if c.prepare != nil {
					c.prepare(d)
				}
				d.paste(d.entry(c.placeholder), key)
				d.noKey(key)
				if s := d.p.sign.Presenter().State(); !s.Key.Taken() {
					t.Errorf("key %+v", s.Key)
				}
			})
		})
	}
}

// A shared secret is nowhere to be read, whatever field it was pasted into.
func TestSecretPastedIntoAnyFieldOfSign(t *testing.T) {
	secret := strings.Repeat("0badcafe", 8)
	for _, pl := range all.Platforms() {
		for _, held := range []bool{false, true} {
			atDesk(t, nil, func(d *desk) {
				p := d.choosePlatform(pl)
				if held {
					p.Key.Sample()
					d.settle()
				}
				p.Form.ToggleMore()
				p.URLs.ToggleOptions()
				p.Claims.Add()
				d.settle()
				d.layOut()
				each(d.w.Content(), func(o fyne.CanvasObject) {
					e, ok := o.(*widgets.Entry)
					if !ok || !e.Visible() || e.MultiLine {
						return
					}
					e.Set("")
					d.paste(e, secret)
					if d.w.Canvas().Focused() != nil {
						d.w.Canvas().Unfocus()
					}
					d.settle()
					if strings.Contains(e.Text, secret) && !e.Password {
						t.Errorf("%s, held %v: %q is readable", pl.Name, held, e.PlaceHolder)
					}
					each(d.w.Content(), func(o fyne.CanvasObject) {
						if text, ok := o.(*canvas.Text); ok && strings.Contains(text.Text, secret[:16]) {
							t.Errorf("%s, held %v: %q shows %q", pl.Name, held, e.PlaceHolder, text.Text)
						}
					})
					e.SetText("")
					d.settle()
				})
			})
		}
	}
}
