//go:build !race

package ui

import (
	"maps"
	"strings"
	"testing"

	"playtoken/core/platform"
	"playtoken/ui/widgets"
)

// panelStates are what the panels can look like.
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
			p.Claims.Add()
			p.Claims.Set(0, "x", `"`+strings.Repeat("x", 480)+`"`)
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
