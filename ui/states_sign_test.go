//go:build !race

package ui

import (
	"maps"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/ui/sign"
	"playtoken/ui/widgets"
)

// storyStates are what each screen can look like on the day of the story, each reached as a
// person does. The name before the comma is the screen's.
func storyStates(t *testing.T) map[string]func(*desk) {
	t.Helper()
	list := map[string]func(*desk){}
	for _, pl := range all.Platforms() {
		maps.Copy(list, signStates(pl))
	}
	maps.Copy(list, whyStates(t))
	maps.Copy(list, keyStates())
	maps.Copy(list, settingStates())
	maps.Copy(list, overStates())
	return list
}

// signStates are those of the form of one platform.
func signStates(pl *platform.Platform) map[string]func(*desk) {
	signed := func(d *desk) *sign.Presenter {
		p := d.choosePlatform(pl)
		p.Key.Sample()
		d.settle()
		d.say()
		return p
	}
	saved := func(d *desk) *sign.Presenter {
		p := signed(d)
		d.save(pl.Label + " live")
		d.say()
		return p
	}
	list := map[string]func(*desk){
		"01 empty": func(d *desk) { d.choosePlatform(pl) },
		"02 typing": func(d *desk) {
			d.choosePlatform(pl)
			d.layOut()
			d.p.focusFirst()
			test.Type(d.w.Canvas().Focused(), "b715")
		},
		"03 wrong": func(d *desk) {
			p := d.choosePlatform(pl)
			for _, f := range p.State().Fields {
				if len(f.Choices) == 0 {
					p.Form.SetField(f.Name, "no, never ‐ “that”")
				}
			}
			p.Form.SetDate("next week or so")
			p.Key.Paste([]byte("<!DOCTYPE html><title>Sign in</title>"))
		},
		"04 warning": func(d *desk) {
			p := signed(d)
			p.Form.SetLife(len(p.State().Lives) - 1)
			p.Form.SetDate("2026-11-29 15:01 UTC")
		},
		"05 signed": func(d *desk) { signed(d) },
		"06 more":   func(d *desk) { signed(d).Form.ToggleMore() },
		"07 options": func(d *desk) {
			p := signed(d)
			p.URLs.Toggle()
			p.URLs.ToggleOptions()
		},
		"08 expired": func(d *desk) { signed(d); d.now = d.now.AddDate(1, 0, 0); d.p.Tick() },
		"09 stale":   func(d *desk) { signed(d).Form.SetField(platform.ID, "") },
		"10 locked": func(d *desk) {
			saved(d)
			d.protect()
			d.p.settings.Presenter().Lock()
			d.settle()
			d.say()
			d.p.Show(atSign)
		},
		"11 profile": func(d *desk) { saved(d) },
		"12 profile changed": func(d *desk) {
			p := saved(d)
			p.Form.SetLife(0)
			d.settle()
			p.Form.SetLife(1)
		},
	}
	all := map[string]func(*desk){}
	for name, reach := range list {
		all["Sign "+pl.Label+", "+name] = reach
	}
	return all
}

// say takes the word in the corner away.
func (d *desk) say() {
	d.p.toast.Close()
	time.Sleep(10 * time.Second) // of the bubble's clock
	d.settle()
}

// protect puts the saved secrets under a passphrase.
func (d *desk) protect() {
	d.p.Show(atSettings)
	d.settle()
	d.p.settings.Presenter().UsePassphrase()
	d.answer("Set passphrase", "correct horse", "correct horse")
	d.settle()
}

// overStates are what lies over the window: menus, tips, the palette, questions, toasts.
func overStates() map[string]func(*desk) {
	menu := func(first func(o fyne.CanvasObject) bool) func(*desk) {
		return func(d *desk) {
			d.fill()
			d.layOut()
			d.openFirst(first)
		}
	}
	return map[string]func(*desk){
		"Over, menu of the platforms": menu(func(o fyne.CanvasObject) bool {
			s, ok := o.(*widgets.Select)
			return ok && s.Visible() && strings.Contains(s.AccessibilityLabel(), "FastPix")
		}),
		"Over, menu with a search": func(d *desk) {
			d.take("https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + d.tokenAt(time.Hour))
			d.p.why.Presenter().Status.Toggle()
			d.settle()
			d.layOut()
			d.openFirst(func(o fyne.CanvasObject) bool {
				s, ok := o.(*widgets.Select)
				return ok && s.PlaceHolder == "Choose what it said"
			})
		},
		"Over, calendar": func(d *desk) {
			d.fill()
			d.layOut()
			d.w.Canvas().Focus(d.entry("or fri 18:00"))
			d.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		},
		"Over, palette":              func(d *desk) { d.fill(); d.save("Shop production"); d.say(); d.p.do(ShowPalette) },
		"Over, palette, typed":       func(d *desk) { d.p.do(ShowPalette); test.Type(d.w.Canvas().Focused(), "sign") },
		"Over, palette, nothing":     func(d *desk) { d.p.do(ShowPalette); test.Type(d.w.Canvas().Focused(), "qqq") },
		"Over, shortcuts":            func(d *desk) { d.p.do(ShowShortcuts) },
		"Over, toast, good":          func(d *desk) { d.fill(); d.p.toast.Say("Token copied, cleared in 60 s") },
		"Over, toast, failed":        func(d *desk) { d.fill(); d.p.toast.Fail("The file could not be read: is a directory") },
		"Over, toast, undo":          func(d *desk) { d.fill(); d.p.toast.Undo("Paste cleared", func() {}) },
		"Over, QR":                   func(d *desk) { d.w.Resize(fyne.NewSize(860, 560)); d.fill(); d.press("QR") },
		"Over, question, name":       func(d *desk) { d.fill(); d.p.form.save() },
		"Over, question, passphrase": func(d *desk) { d.p.Show(atSettings); d.settle(); d.p.settings.Presenter().UsePassphrase() },
		"Over, question, wrong passphrase": func(d *desk) {
			d.fill()
			d.save("Shop production")
			d.protect()
			d.p.settings.Presenter().Lock()
			d.settle()
			d.p.settings.Presenter().Unlock()
			d.settle()
			d.answerWrong("Unlock", "not it")
			d.say()
		},
		"Over, tip": func(d *desk) {
			d.p.Show(atSettings)
			d.settle()
			d.w.Resize(fyne.NewSize(860, 560))
			d.layOut()
			d.openTip("/home/sam/.config/playtoken/playtoken-profiles.json")
		},
	}
}
