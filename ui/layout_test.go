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
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/ui/desktop"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// states are what both screens can look like, each reached as a person does.
func states(t *testing.T) map[string]func(*desk) {
	t.Helper()
	g := fixtures.Token(t)
	encode := base64.RawURLEncoding.EncodeToString
	unsigned := func(payload string) string {
		return encode([]byte(`{"alg":"RS256"}`)) + "." + encode([]byte(payload)) + "." + encode(make([]byte, 256))
	}
	why := func(text string) func(*desk) {
		return func(d *desk) {
			d.p.Show(1)
			d.p.why.Presenter().Paste.Take(text)
		}
	}
	long := `{"aud":"media:` + playbackID + `",`
	for i := range 40 {
		long += fmt.Sprintf(`"claim%d":%q,`, i, strings.Repeat("long ", 30))
	}
	long += `"exp":1744866859}`
	list := map[string]func(*desk){
		"sign, empty": func(*desk) {},
		"sign, wrong": func(d *desk) {
			p := d.p.sign.Presenter()
			p.Form.SetField(platform.KeyID, "b7158b65 302d")
			p.Form.SetField(platform.ID, strings.Repeat("x", 300))
			p.Form.SetDate("next week or so")
			p.Key.Paste(fixtures.File(t, "keys/importer/testdata/D01_seed003_original.txt"))
		},
		"sign, one missing": func(d *desk) {
			p := d.p.sign.Presenter()
			p.Form.SetField(platform.KeyID, keyID)
			p.Key.Paste([]byte(fixtures.Key(t).PublicPEM()))
		},
		"sign, done": func(d *desk) { d.fill() },
		"sign, 7 days and a replaced claim": func(d *desk) {
			d.fill()
			p := d.p.sign.Presenter()
			p.Form.SetLife(3)
			p.Claims.Add()
			p.Claims.Set(0, "sub", `"`+strings.Repeat("someone ", 40)+`"`)
		},
		"sign, expired": func(d *desk) {
			d.fill()
			d.now = d.now.AddDate(1, 2, 3)
			d.p.Tick()
		},
		"sign, DRM with all URLs and an own host": func(d *desk) {
			d.fill()
			p := d.p.sign.Presenter()
			p.Form.SetField("for", "drm")
			p.Form.SetField("host", "a-rather-long-host-name.video.brand.example")
			p.URLs.Toggle()
			p.Snippets.Choose(1)
		},
		"sign, a wrong own host": func(d *desk) {
			d.fill()
			d.p.sign.Presenter().Form.SetField("host", "https://video.brand.example/path?query")
		},
		"sign, more with three claims": func(d *desk) {
			d.fill()
			p := d.p.sign.Presenter()
			p.Form.ToggleMore()
			p.Form.SetField("issuer", "an.issuer.of.ones.own.example")
			for i, json := range []string{`"pro"`, "not JSON", strings.Repeat("9", 200)} {
				p.Claims.Add()
				p.Claims.Set(i, fmt.Sprintf("claim-%d-with-a-long-name", i), json)
			}
		},
		"sign, many choices": func(d *desk) {
			p := d.choosePlatform(manyChoices)
			p.Form.SetField("body", strings.Repeat("{\"a claim\": [1, 2, 3]}\n", 20))
			p.Key.Sample()
		},
		"sign, many choices, a key that does not fit": func(d *desk) {
			d.fill()
			d.choosePlatform(manyChoices).Form.ToggleMore()
		},
		"sign, many fields": func(d *desk) { d.choosePlatform(manyFields) },
		"sign, many fields, all that unfolds": func(d *desk) {
			p := d.choosePlatform(manyFields)
			p.Form.SetField(platform.ID, "/000001/Secure/")
			p.Key.Paste(textKey().Reveal())
			d.settle()
			p.Form.ToggleMore()
			p.URLs.ToggleOptions()
			p.Form.SetField("host", "a-rather-long-host-name.video.brand.example")
			p.Snippets.ChooseGroup(1)
		},
		"sign, many fields, without an end, back at the first": func(d *desk) {
			d.fill()
			d.choosePlatform(manyFields)
			d.choosePlatform(manyChoices).Form.SetLife(4)
			d.settle()
			d.p.sign.Presenter().Form.ChoosePlatform(0)
		},
		"why, empty":    func(d *desk) { d.p.Show(1) },
		"why, no token": why(strings.Repeat("it does not play, ", 60)),
		"why, expired":  func(d *desk) { d.p.Show(1); d.now = d.now.AddDate(2, 0, 0); d.p.why.Presenter().Paste.Sample() },
		"why, plays": func(d *desk) {
			d.fill()
			why(g)(d)
		},
		"why, before it begins": func(d *desk) {
			d.now = d.now.Add(-90e9)
			why(g)(d)
		},
		"why, damaged":       why(g[:len(g)-400]),
		"why, other ID":      why("curl -I 'https://stream.fastpix.com/" + otherID + ".m3u8?token=" + g + "'"),
		"why, 8 KB":          why(unsigned(strings.Repeat("x", 6000))),
		"why, 8 KB of claim": why(unsigned(`{"exp":1744866859,"a":"` + strings.Repeat("x", 6000) + `"}`)),
		"why, many claims": func(d *desk) {
			why(unsigned(long))(d)
			d.settle()
			d.p.why.Presenter().Structure.ToggleAll()
		},
		"why, strange claims":      why(unsigned(`{"kid":"` + strings.Repeat("k", 300) + `","aud":"media:` + strings.Repeat("a", 500) + `","iss":"` + strings.Repeat("i i", 99) + `","nbf":1e9,"exp":"no","iat":1e99}`)),
		"why, private key pasted":  why(string(fixtures.PrivateKey(t))),
		"why, public key pasted":   why(fixtures.Key(t).PublicPEM()),
		"why, a refused key":       func(d *desk) { why(g)(d); d.p.why.Presenter().Keys.Paste([]byte("no key at all")) },
		"why, another key's asked": func(d *desk) { d.fill(); why(g)(d); d.p.why.Presenter().Keys.Ask() },
		"why, a wrong key": func(d *desk) {
			why(g)(d)
			d.p.why.Presenter().Keys.Paste(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"))
		},
		"why, being edited": func(d *desk) { why(g)(d); d.settle(); d.p.why.Presenter().Paste.Edit() },
		"why, a line of today": func(d *desk) {
			why(`203.0.113.7 - - [` + time.Unix(goldenTime+60, 0).UTC().Format("02/Jan/2006:15:04:05 -0700") + `] "GET /` + playbackID + ".m3u8?token=" + g + ` HTTP/2.0" 403 112`)(d)
		},
		"why, options": func(d *desk) {
			why("curl -I 'https://stream.fastpix.com/" + otherID + ".m3u8?token=" + g + "'")(d)
			d.settle()
			p := d.p.why.Presenter()
			p.Options.Toggle()
			p.Options.SetAsOf("now+25h")
			p.Options.SetLength("a rather long video")
			p.Options.SetID(otherID)
			p.Options.ChoosePlatform(1)
		},
		"why, fixed": func(d *desk) {
			d.fill()
			d.now = d.now.AddDate(0, 1, 0)
			why("curl -I 'https://stream.fastpix.com/" + otherID + ".m3u8?token=" + g + "'")(d)
			d.settle()
			d.p.why.Presenter().Reissue.Fix(0)
		},
		"why, no key to fix with": func(d *desk) {
			why("https://stream.fastpix.com/" + otherID + ".m3u8?token=" + g)(d)
			d.settle()
			d.p.why.Presenter().Reissue.Fix(0)
		},
		"why, claims edited": func(d *desk) {
			d.fill()
			why(g)(d)
			d.settle()
			d.p.why.Presenter().Edit.Open()
			d.settle()
			d.p.why.Presenter().Edit.TypeClaims(`{"iss": "` + strings.Repeat("other ", 60) + `"}`)
		},
		"why, claims edited wrongly": func(d *desk) {
			why(g)(d)
			d.settle()
			d.p.why.Presenter().Edit.Open()
			d.settle()
			d.p.why.Presenter().Edit.TypeClaims("{\n  no JSON")
		},
		"why, compared": func(d *desk) {
			d.fill()
			why("https://stream.fastpix.com/" + otherID + ".m3u8?token=" + g)(d)
			d.settle()
			d.p.why.Presenter().Compare.Toggle()
			d.p.why.Presenter().Compare.Take(unsigned(long))
		},
		"why, what the player said": func(d *desk) {
			why(g)(d)
			d.settle()
			d.p.why.Presenter().Status.Toggle()
			d.p.why.Presenter().Status.Type("401 Unauthorized")
		},
		"why, 3 tokens": func(d *desk) {
			why("a " + g + " b " + unsigned(long) + " c https://x.example/?token=" + unsigned("{}"))(d)
			d.settle()
			d.p.why.Presenter().Paste.Choose(1)
		},
		"why, 30 tokens, all judged": func(d *desk) {
			text := ""
			for i := range 30 {
				text += unsigned(fmt.Sprintf(`{"aud":"media:%s%d","exp":%d}`, strings.Repeat("a", 60), i, 1744866859+i)) + "\n"
			}
			why(text)(d)
			d.settle()
			d.p.why.Presenter().Log.JudgeTokens()
			d.settle()
			d.p.why.Presenter().Paste.Choose(20)
		},
		"why, an answer alone": why("HTTP/1.1 403 Forbidden"),
		"why, 9 tokens": func(d *desk) {
			text := ""
			for i := range 9 {
				text += fmt.Sprintf("https://a-long-host-name-%d.video.brand.example/v.m3u8?some-token=%s\n", i, unsigned(fmt.Sprintf(`{"exp":%d}`, i)))
			}
			why(text)(d)
		},
		"why, many findings": func(d *desk) {
			why("https://stream.fastpix.com/" + otherID + ".m3u8?jwt=" + unsigned(`{"kid":7,"aud":["fastpix"],"iss":3,"sub":[],"nbf":"x","iat":99999999999,"exp":"soon"}`) + "&aud=x&min-resolution=1")(d)
			d.settle()
			d.p.why.Presenter().Verdict.ToggleNotes()
		},
		"why, a PASETO": why("https://x.example/v.m3u8?token=" + sealedToken),
		"why, a log": func(d *desk) {
			d.p.Show(1)
			text := strings.Repeat("GET https://stream.fastpix.com/"+otherID+".m3u8?token="+g+"\n", 40)
			d.p.why.Presenter().Log.Read("access.log", func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil })
		},
		"settings": func(d *desk) { d.p.Show(atSettings) },
		"settings, being changed": func(d *desk) {
			d.p.Show(atSettings)
			d.settle()
			d.p.settings.Presenter().UsePassphrase()
			d.answer("Set passphrase", "a", "b")
		},
		"settings, locked": func(d *desk) {
			d.p.Show(atSettings)
			d.settle()
			d.p.settings.Presenter().UsePassphrase()
			d.answer("Set passphrase", "correct horse", "correct horse")
			d.p.settings.Presenter().Lock()
		},
		"keys, empty":            func(d *desk) { d.p.Show(2) },
		"keys, one of each kind": func(d *desk) { d.keysOfAllKinds() },
		"keys, armed, with an answer": func(d *desk) {
			d.keysOfAllKinds()
			p := d.p.keys.Presenter()
			p.Finder.WhichKey(g)
			d.settle()
			p.List.Choose(len(p.State().Items) - 1)
			p.Detail.CopyPrivate(func() {})
		},
		"keys, a shared secret": func(d *desk) {
			d.keysOfAllKinds()
			d.chooseKey("Archive CDN")
			d.p.keys.Presenter().Detail.CopyPrivate(func() {})
		},
		"keys, long names": func(d *desk) {
			d.keysOfAllKinds()
			p := d.p.keys.Presenter()
			p.Detail.Rename()
			d.answer("Rename", strings.Repeat("A rather long name of a key ", 7))
			p.Detail.SetRole(2)
		},
		"keys, 200": func(d *desk) {
			for i := range 200 {
				d.saveKey(fmt.Sprintf("Key %03d", i), keyOf(t, fixtures.Key(t).PublicPEM()), vault.Profile{Platform: "fastpix"})
			}
			d.p.Show(2)
			d.p.keys.Presenter().List.Choose(150)
		},
		"keys, locked": func(d *desk) {
			d.keysOfAllKinds()
			p := d.p.keys.Presenter()
			p.Safe.Protect()
			d.answer("Set passphrase", "correct horse", "correct horse")
			p.Safe.Lock()
		},
		"keys, making one": func(d *desk) {
			d.keysOfAllKinds()
			s := d.p.keys.Presenter().State()
			s.Working, s.CanCancel = "Making a key: RSA 4096", true
			d.p.keys.View().Render(s)
		},
		"a long toast": func(d *desk) {
			d.fill()
			d.note = desktop.CopiedByOwn
			d.p.do(CopyAnswer)
		},
	}
	for _, pl := range all.Platforms() {
		list["sign, all of "+pl.Name] = func(d *desk) {
			p := d.choosePlatform(pl)
			p.Key.Sample()
			d.settle()
			p.Form.ToggleMore()
			p.URLs.ToggleOptions()
			p.URLs.Toggle()
		}
	}
	return list
}

const (
	bit = 1.1 // pixels by which rounding may be off: a text on one line has one to spare
	// A button that is a link stands out of its column by the room beside its
	// text, so that the text lines up.
	link = 8
)

// outside finds what does not lie within what it stands on, and pieces of a text that do
// not lie within the text.
func outside(o fyne.CanvasObject) (faults []string) {
	scrolls := hides(o)
	text, _ := o.(*widgets.Text)
	for _, c := range children(o) {
		p, s := c.Position(), c.Size()
		left, right := float32(-bit), o.Size().Width+bit
		switch piece, ok := c.(*canvas.Text); {
		case ok && piece.Text == "":
			continue
		case ok && strings.HasSuffix(piece.Text, " "):
			right += 8 // the space behind the last word of a line needs no room
		case !ok:
			left, right = left-link, right+link
		}
		if p.X < left || p.X+s.Width > right {
			faults = append(faults, fmt.Sprintf("outside: %s from %v to %v in a width of %v", describe(c, text), p.X, p.X+s.Width, o.Size().Width))
		}
		if !scrolls && (p.Y < -bit || p.Y+s.Height > o.Size().Height+bit) {
			faults = append(faults, fmt.Sprintf("outside: %s from %v down to %v in a height of %v", describe(c, text), p.Y, p.Y+s.Height, o.Size().Height))
		}
		faults = append(faults, outside(c)...)
	}
	return faults
}

// In the least window an ID is not broken for its last character.
func TestIDStandsOnALine(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.take(fixtures.Token(t))
		d.w.Resize(fyne.NewSize(desktop.LeastWidth, desktop.LeastHeight))
		d.settle()
		d.layOut()
		found := false
		each(d.w.Content(), func(o fyne.CanvasObject) {
			if text, ok := o.(*widgets.Text); ok && text.String() == "stream and images of playback ID "+playbackID {
				found = true
				if lines := text.Size().Height / widgets.Label("a").HeightFor(100); lines > 2.5 {
					t.Errorf("%.1f lines: %v", lines, text.Size())
				}
			}
		})
		if !found {
			t.Error("there is no such row")
		}
	})
}

// The heads of the two cards are level, also where the left one has no button.
func TestHeadsOfWhyAreLevel(t *testing.T) {
	for head, text := range map[string]string{"Header": fixtures.Token(t), "Kind": sealedToken} {
		atDesk(t, nil, func(d *desk) {
			d.take(text)
			d.layOut()
			at := map[string]float32{}
			each(d.w.Content(), func(o fyne.CanvasObject) {
				if text, ok := o.(*widgets.Text); ok && at[text.String()] == 0 {
					at[text.String()] = d.placeOf(o).Y
				}
			})
			if left, right := at[head], at["What it says"]; left == 0 || left != right {
				t.Errorf("%q stands at %v, the other head at %v", head, left, right)
			}
		})
	}
}

// What stands in the empty fields of Why? fits into them, in each size of window.
func TestPlaceholdersOfWhyFit(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.take(fixtures.Token(t))
		d.p.why.Presenter().Options.Toggle()
		d.p.why.Presenter().Status.Toggle()
		d.p.why.Presenter().Compare.Toggle()
		for _, size := range []fyne.Size{{Width: desktop.LeastWidth, Height: desktop.LeastHeight}, {Width: desktop.DefaultWidth, Height: desktop.DefaultHeight}} {
			d.w.Resize(size)
			d.settle()
			d.layOut()
			n := 0
			each(d.w.Content(), func(o fyne.CanvasObject) {
				if e, ok := o.(*widgets.Entry); ok && !e.MultiLine && e.Text == "" {
					n++
					if text, room := fyne.MeasureText(e.PlaceHolder, theme.SmallText, fyne.TextStyle{}).Width, e.Size().Width-18; text > room {
						t.Errorf("%v: %q takes %v of %v", size, e.PlaceHolder, text, room)
					}
				}
			})
			if n < 4 {
				t.Errorf("%d fields", n)
			}
		}
	})
}

// hides reports whether an object shows only what of its content fits into it.
func hides(o fyne.CanvasObject) bool {
	_, scrolls := o.(interface{ ScrollToTop() })
	_, clips := o.(*container.Clip)
	return scrolls || clips
}

// describe says what an object is, by the first text in it.
func describe(o fyne.CanvasObject, parent *widgets.Text) string {
	var first string
	each(o, func(c fyne.CanvasObject) {
		if text, ok := c.(*canvas.Text); ok && first == "" {
			first = text.Text
		}
	})
	if parent != nil {
		return fmt.Sprintf("%.30q of %.60q", first, parent.String())
	}
	return fmt.Sprintf("%T with %.60q", o, first)
}
