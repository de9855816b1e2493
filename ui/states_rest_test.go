//go:build !race

package ui

import (
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	driver "fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"playtoken/core/keys"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/ui/widgets"
)

// openFirst presses the first control of the window that is looked for.
func (d *desk) openFirst(right func(fyne.CanvasObject) bool) {
	d.t.Helper()
	var found fyne.Tappable
	each(d.w.Content(), func(o fyne.CanvasObject) {
		if t, ok := o.(fyne.Tappable); ok && found == nil && right(o) {
			found = t
		}
	})
	if found == nil {
		d.t.Fatalf("there is no such control:\n%s", d.shown())
	}
	test.Tap(found)
	d.settle()
}

// openTip rests the pointer on a text that is cut.
func (d *desk) openTip(text string) {
	d.t.Helper()
	var found driver.Hoverable
	each(d.w.Content(), func(o fyne.CanvasObject) {
		if t, ok := o.(*widgets.Text); ok && t.String() == text {
			for _, c := range children(t) {
				if h, ok := c.(driver.Hoverable); ok {
					found = h
				}
			}
		}
	})
	if found == nil {
		d.t.Fatalf("%q is not cut", text)
	}
	found.MouseIn(nil)
	time.Sleep(time.Second) // of the bubble's clock
	d.settle()
}

// answerWrong is answer where the question stays.
func (d *desk) answerWrong(button, text string) {
	d.t.Helper()
	d.answer(button, text)
	if d.w.Canvas().Overlays().Top() == nil {
		d.t.Error("the question has gone")
	}
}

// whyStates are those of Why?.
func whyStates(t *testing.T) map[string]func(*desk) {
	t.Helper()
	const stream = "https://stream.fastpix.com/"
	ofDay := stream + playbackID + ".m3u8?token="
	// read has a text read that a token of that age stands in, with or without its key at hand.
	read := func(age time.Duration, key bool, text func(tok string) string, then ...func(*desk)) func(*desk) {
		return func(d *desk) {
			tok := d.tokenAt(age)
			if !key {
				d.p.sign.Presenter().Empty()
				d.settle()
			}
			d.take(text(tok))
			d.say()
			for _, f := range then {
				f(d)
				d.settle()
			}
		}
	}
	whole := func(tok string) string { return ofDay + tok }
	other := func(tok string) string { return stream + otherID + ".m3u8?token=" + tok }
	line := func(status int) func(string) string {
		return func(tok string) string {
			return fmt.Sprintf(`203.0.113.7 - - [29/Nov/2026:02:05:11 +0000] "GET /%s.m3u8?token=%s HTTP/2.0" %d 112 "https://shop.example/watch/42" "Mozilla/5.0 (iPhone)"`, playbackID, tok, status)
		}
	}
	text := func(text string) func(*desk) {
		return func(d *desk) { d.p.Show(atWhy); d.take(text) }
	}
	fix := func(d *desk) { d.p.why.Presenter().Reissue.Fix(0) }
	reply := func(d *desk) { d.p.why.Presenter().Status.Toggle() }
	row := func(d *desk) { d.p.why.Presenter().Log.OpenRow(2) }
	log := func(then ...func(*desk)) func(*desk) {
		return func(d *desk) {
			d.p.Show(atWhy)
			d.p.why.Presenter().SampleLog()
			d.settle()
			for _, f := range then {
				f(d)
				d.settle()
			}
		}
	}
	encode := base64.RawURLEncoding.EncodeToString
	list := map[string]func(*desk){
		"01 empty":                 func(d *desk) { d.p.Show(atWhy) },
		"02 empty, with recent":    read(time.Hour, true, whole, func(d *desk) { d.p.why.Presenter().Clear(); d.say() }),
		"03 typing":                func(d *desk) { d.p.Show(atWhy); d.p.focusFirst(); test.Type(d.w.Canvas().Focused(), "htt") },
		"10 plays":                 read(time.Hour, true, whole),
		"11 nothing wrong, no key": read(time.Hour, false, whole),
		"12 expired":               read(26*time.Hour+14*time.Minute, true, whole),
		"13 not yet valid":         read(-time.Hour, true, whole),
		"14 another ID":            read(time.Hour, true, other),
		"15 no token":              text(stream + playbackID + ".m3u8"),
		"16 damaged":               read(time.Hour, true, func(tok string) string { return ofDay + tok[:len(tok)-90] }),
		"17 another key": read(time.Hour, false, whole, func(d *desk) {
			d.p.why.Presenter().Keys.Paste([]byte(fixtures.File(d.t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")))
		}),
		"18 refused with 403":  read(23*time.Hour, true, line(403)),
		"19 answered with 200": read(23*time.Hour, true, line(200)),
		"20 none of ours":      text("eyJhbGciOiJSUzI1NiJ9." + encode([]byte(`{"iss":"https://accounts.google.com","aud":"shop","exp":1796050805}`)) + "." + encode(make([]byte, 256))),
		"21 no token in it":    text("It does not play since this morning, please help."),
		"22 a private key":     text(string(fixtures.PrivateKey(t))),
		"23 sealed":            text("https://x.example/v.m3u8?token=" + sealedToken),
		"24 several tokens": read(time.Hour, true, func(tok string) string {
			return ofDay + tok + "\n" + stream + otherID + ".m3u8?token=" + tok + "\n" + ofDay + tok[:len(tok)-90]
		}),
		"25 several tokens, judged": read(time.Hour, true, func(tok string) string {
			return ofDay + tok + "\n" + stream + otherID + ".m3u8?token=" + tok[:len(tok)-90]
		}, func(d *desk) { d.p.why.Presenter().Log.JudgeTokens() }),
		"30 fixed":         read(time.Hour, true, other, fix),
		"31 fixed, no key": read(time.Hour, false, other, fix),
		"32 edited": read(time.Hour, true, whole, func(d *desk) { d.p.why.Presenter().Edit.Open() }, func(d *desk) {
			d.p.why.Presenter().Edit.TypeClaims(`{"aud": "media:` + otherID + `", "exp": 1796050805}`)
		}),
		"33 edited, wrong":  read(time.Hour, true, whole, func(d *desk) { d.p.why.Presenter().Edit.Open() }, func(d *desk) { d.p.why.Presenter().Edit.TypeClaims("{\n  no JSON") }),
		"34 compared":       read(time.Hour, true, whole, func(d *desk) { d.p.why.Presenter().Compare.Toggle() }, func(d *desk) { d.p.why.Presenter().Compare.Take(fixtures.Token(d.t)) }),
		"35 compare, empty": read(time.Hour, true, whole, func(d *desk) { d.p.why.Presenter().Compare.Toggle() }),
		"36 options":        read(time.Hour, true, whole, func(d *desk) { d.p.why.Presenter().Options.Toggle() }, func(d *desk) { d.p.why.Presenter().Options.SetAsOf("tomorrow") }),
		"37 notes":          read(23*time.Hour, true, line(403), func(d *desk) { d.p.why.Presenter().Verdict.ToggleNotes() }),
		"38 report": read(23*time.Hour, true, line(403), func(d *desk) {
			d.layOut()
			d.openFirst(func(o fyne.CanvasObject) bool {
				b, ok := o.(*widgets.Button)
				return ok && strings.HasPrefix(b.Text(), "Report")
			})
		}),
		"39 the player said":                   read(time.Hour, true, whole, reply, func(d *desk) { d.p.why.Presenter().Status.Type("manifestLoadError 401") }),
		"40 reply, edited":                     read(23*time.Hour, true, line(403), func(d *desk) { d.p.why.Presenter().Reply.Type("Hello,\n\nthe link works now.") }),
		"40 reply, another one proposed since": read(23*time.Hour, true, line(403), func(d *desk) { d.p.why.Presenter().Reply.Type("Hello,\n\nthe link works now.") }, func(d *desk) { d.p.why.Presenter().Status.Type("404") }),
		"41 a locked key": read(time.Hour, true, whole, func(d *desk) {
			d.p.Show(atSign)
			d.save("Shop production")
			d.protect()
			d.p.settings.Presenter().Lock()
			d.settle()
			d.say()
			d.p.Show(atWhy)
		}),
		"42 pasted again after a lock": read(time.Hour, true, whole, func(d *desk) {
			tok := d.p.why.Presenter().State().Text
			d.p.Show(atSign)
			d.save("Shop production")
			d.protect()
			d.p.settings.Presenter().Lock()
			d.settle()
			d.say()
			d.take(tok)
		}),
		"43 asked the day before, locked": func(d *desk) {
			d.p.Show(atSign)
			d.fill()
			d.save("Shop production")
			d.protect()
			d.p.settings.Presenter().Lock()
			d.settle()
			d.say()
			d.take(strings.Replace(line(403)(d.tokenAt(26*time.Hour)), "29/Nov", "28/Nov", 1))
		},
		"44 pasted over": read(26*time.Hour, false, whole, func(d *desk) {
			d.p.why.Presenter().Keys.Paste([]byte(fixtures.Key(d.t).PublicPEM()))
			d.settle()
			d.take(stream + otherID + ".m3u8?token=" + fixtures.Token(d.t))
		}),
		"45 fixed, a key of the text before": read(26*time.Hour, false, other, func(d *desk) {
			d.p.why.Presenter().Keys.Paste([]byte(fixtures.File(d.t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")))
			d.settle()
			d.take(d.p.why.Presenter().State().Text + "\n")
			d.say()
		}, fix),
		"50 log":               log(),
		"51 log, one cause":    log(func(d *desk) { d.p.why.Presenter().Filter.ChooseCause(1) }),
		"52 log, a row":        log(row),
		"53 log, searched":     log(func(d *desk) { d.p.why.Presenter().Filter.Search("203.0.113.1") }),
		"54 log, nothing left": log(func(d *desk) { d.p.why.Presenter().Filter.Search("qqqq") }),
		"55 log, a row alone":  log(row, func(d *desk) { d.p.why.Presenter().Log.Alone(true) }),
		"56 log, unreadable": func(d *desk) {
			d.p.Show(atWhy)
			d.p.why.Presenter().Log.Read("access.log", func() (io.ReadCloser, error) { return nil, fmt.Errorf("open access.log: permission denied") })
		},
	}
	all := map[string]func(*desk){}
	for name, reach := range list {
		all["Why, "+name] = reach
	}
	return all
}

// keyStates are those of Keys, beside what is at a platform.
func keyStates() map[string]func(*desk) {
	kept := func(then func(*desk)) func(*desk) {
		return func(d *desk) { d.keysOfAllKinds(); d.say(); then(d) }
	}
	return map[string]func(*desk){
		"Keys, 01 empty":                  func(d *desk) { d.p.Show(atKeys) },
		"Keys, 02 filled":                 kept(func(*desk) {}),
		"Keys, 03 a public key":           kept(func(d *desk) { d.chooseKey("Live events") }),
		"Keys, 04 session only":           kept(func(d *desk) { d.chooseKey("Own service") }),
		"Keys, 05 a shared secret":        kept(func(d *desk) { d.chooseKey("Archive CDN") }),
		"Keys, 06 question before delete": kept(func(d *desk) { d.p.keys.Presenter().Detail.Delete() }),
		"Keys, 07 new key":                kept(func(d *desk) { d.p.keys.Presenter().Transfer.NewKey() }),
		"Keys, 08 rename":                 kept(func(d *desk) { d.p.keys.Presenter().Detail.Rename() }),
		"Keys, 09 export":                 kept(func(d *desk) { d.p.keys.Presenter().Transfer.ExportAll() }),
		"Keys, 10 locked": kept(func(d *desk) {
			d.protect()
			d.p.keys.Presenter().Safe.Lock()
			d.settle()
			d.say()
			d.p.Show(atKeys)
		}),
		"Keys, 11 whose token":    kept(func(d *desk) { d.p.keys.Presenter().Finder.WhichKey(fixtures.Token(d.t)) }),
		"Keys, 12 nobody's token": kept(func(d *desk) { d.p.keys.Presenter().Finder.WhichKey(sealedToken) }),
		"Keys, 13 replaced": func(d *desk) {
			d.saveKey("Shop production", keyOf(d.t, string(fixtures.PrivateKey(d.t))), vault.Profile{Platform: "fastpix", KeyID: keyID})
			d.replace(keys.NewRSA2048)
			d.p.Show(atKeys)
			d.say()
		},
	}
}

// settingStates are those of Settings.
func settingStates() map[string]func(*desk) {
	at := func(then func(*desk)) func(*desk) {
		return func(d *desk) {
			d.p.Show(atSettings)
			d.settle()
			then(d)
			d.settle()
			d.say()
		}
	}
	return map[string]func(*desk){
		"Settings, 01 keyring":     at(func(*desk) {}),
		"Settings, 02 passphrase":  at(func(d *desk) { d.protect() }),
		"Settings, 03 locked":      at(func(d *desk) { d.protect(); d.p.settings.Presenter().Lock() }),
		"Settings, 04 large texts": at(func(d *desk) { d.p.settings.Presenter().ChooseTextSize(2) }),
		"Settings, 05 licences":    at(func(d *desk) { d.press("Show") }),
		"Settings, 06 no lock":     at(func(d *desk) { d.p.settings.Presenter().ChooseLock(0); d.p.settings.Presenter().ChooseTokens(0) }),
	}
}
