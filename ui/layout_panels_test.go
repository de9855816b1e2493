//go:build !race

package ui

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/core/platform"
	"playtoken/internal/uitest"
	"playtoken/ui/desktop"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// TestPanelsFit looks at the panels in windows of the least and the usual size.
func TestPanelsFit(t *testing.T) {
	for name, reach := range panelStates(t) {
		t.Run(name, func(t *testing.T) {
			for _, size := range []fyne.Size{{Width: desktop.LeastWidth, Height: desktop.LeastHeight}, {Width: desktop.DefaultWidth, Height: desktop.DefaultHeight}} {
				atDesk(t, func(s desktop.Settings) { s.SetTheme(theme.Light) }, func(d *desk) {
					d.w.Resize(size)
					reach(d)
					d.settle()
					d.layOut()
					if got := d.w.Canvas().Size(); got != size {
						t.Errorf("the panel needs %v", got)
					}
					inside(t, d.top(), fmt.Sprint(size))
				})
			}
		})
	}
}

func panelStates(t *testing.T) map[string]func(*desk) {
	t.Helper()
	list := func(text string) func(*desk) {
		return func(d *desk) {
			d.fill()
			d.press("Sign a list…")
			d.paste(d.w.Canvas().Focused().(*widgets.Entry), text)
		}
	}
	all := map[string]func(*desk){
		"panel, QR": func(d *desk) { d.fill(); d.press("QR") },
		"panel, QR of a URL of 1,400 characters": func(d *desk) {
			d.fill()
			p := d.p.sign.Presenter()
			p.Form.AddClaim()
			p.Form.SetClaim(0, "x", `"`+strings.Repeat("x", 480)+`"`)
			d.settle()
			d.press("QR")
		},
		"panel, list, empty":     func(d *desk) { d.press("Sign a list…") },
		"panel, list, short":     list(playbackID + "\n" + otherID),
		"panel, list of columns": list("title,Playback ID,for\n" + strings.Repeat("A,"+playbackID+",drm\nB,bad id,\n", 400)),
		"panel, list, done": func(d *desk) {
			list("title,Playback ID,for\n" + strings.Repeat("A,"+playbackID+",drm\nB,bad id,\n", 40))(d)
			d.settle()
			d.inTop("Sign the list")
		},
		"panel, list, platform's form is wrong": func(d *desk) {
			d.fill()
			d.p.sign.Presenter().Form.SetField(platform.KeyID, "no spaces in an ID")
			d.settle()
			d.press("Sign a list…")
		},
	}
	all["panel, licences"] = func(d *desk) {
		d.p.Show(atSettings)
		d.press("Show")
	}
	maps.Copy(all, learnStates(t))
	return all
}

// All the buttons of the saved secrets fit into their card in the least window.
func TestButtonsOfSavedSecretsFit(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.w.Resize(fyne.NewSize(desktop.LeastWidth, desktop.LeastHeight))
		d.p.Show(atSettings)
		v := d.p.settings.View()
		s := v.Presenter().State()
		s.CanLock, s.CanUseKeyring, s.Passphrase = true, true, "Change the passphrase"
		v.Render(s)
		d.layOut()
		inside(t, d.w.Content(), "Settings under a passphrase")
	})
}
