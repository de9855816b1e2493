package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/ui/widgets"
)

// sealedToken is the vector 4-E-5 of the PASETO project (Creative Commons Zero): its
// footer can be read by everybody.
const sealedToken = "v4.local.32VIErrEkmY4JVILovbmfPXKW9wT1OdQepjMTC_MOtjA4kiqw7_tcaOM5GNEcnTxl60WkwMsYXw6FSNb_UdJPXjpzm0KW9ojM5f4O2mRvE2IcweP-PRdoHjd5-RHCiExR1IK6t4x-RMNXtQNbz7FvFZ_G-lFpk5RG3EOrwDL6CgDqcerSQ.eyJraWQiOiJ6VmhNaVBCUDlmUmYyc25FY1Q3Z0ZUaW9lQTlDT2NOeTlEZmdMMVc2MGhhTiJ9"

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
				d.p.why.Presenter().Paste.Take(sealedToken)
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
