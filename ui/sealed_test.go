package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/ui/widgets"
)

// With a signing key on Sign, and a sealed token on Why?, the button for the secret
// leads to a field that is there, and a secret that is pasted opens the token and is
// shown nowhere.
func TestSecretForASealedToken(t *testing.T) {
	const secret = "707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f"
	for name, give := range map[string]func(*desk){
		"in the field": func(d *desk) {
			d.press("Give the secret")
			e, ok := d.w.Canvas().Focused().(*widgets.Entry)
			if !ok || fyne.CurrentApp().Driver().AbsolutePositionForObject(e).IsZero() {
				d.t.Fatal("the keyboard is nowhere")
			}
			d.paste(e, secret)
		},
		"anywhere": func(d *desk) { d.p.Take([]byte(secret + "\n")) },
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				d.fill()
				d.p.Show(1)
				d.p.why.Presenter().Paste(sealedToken)
				d.settle()
				d.layOut()
				give(d)
				d.settle()
				if s := d.p.why.Presenter().State(); !s.Read || !s.OwnKey || s.Title == "No token found" {
					t.Errorf("%q, own key %v", s.Title, s.OwnKey)
				}
				if strings.Contains(d.shown(), secret[:16]) {
					t.Error("the secret is shown")
				}
			})
		})
	}
}
