package ui

import (
	"io"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"playtoken/core/platform/all"
	"playtoken/internal/fixtures"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// entry finds the entry of a placeholder that begins so.
func (d *desk) entry(placeholder string) *widgets.Entry {
	d.t.Helper()
	var found *widgets.Entry
	each(d.w.Content(), func(o fyne.CanvasObject) {
		if e, ok := o.(*widgets.Entry); ok && strings.HasPrefix(e.PlaceHolder, placeholder) && found == nil {
			found = e
		}
	})
	if found == nil {
		d.t.Fatalf("there is no entry %q:\n%s", placeholder, d.shown())
	}
	return found
}

// choose taps a choice.
func (d *desk) choose(option string) {
	d.t.Helper()
	var found *widgets.Segmented
	var at fyne.Position
	each(d.w.Content(), func(o fyne.CanvasObject) {
		s, ok := o.(*widgets.Segmented)
		if !ok {
			return
		}
		for _, c := range children(s) {
			if text, ok := c.(*canvas.Text); ok && text.Text == option {
				found, at = s, text.Position()
			}
		}
	})
	if found == nil {
		d.t.Fatalf("there is no choice %q", option)
	}
	test.TapAt(found, at)
	d.settle()
	d.layOut()
}

func (d *desk) paste(into *widgets.Entry, text string) {
	clipboard := test.NewClipboard()
	clipboard.SetContent(text)
	d.w.Canvas().Focus(into)
	into.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	d.settle()
	d.layOut()
}

// noKey looks for a piece of the key in all that is drawn and in every entry.
func (d *desk) noKey(key string) {
	d.t.Helper()
	shown := d.shown()
	each(d.w.Content(), func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok {
			shown += text.Text + "\n"
		}
	})
	for i := 0; i+16 <= len(key); i++ {
		if strings.Contains(shown, key[i:i+16]) {
			d.t.Errorf("the key is shown from character %d on", i)
			return
		}
	}
}

// The golden token, made with the keyboard alone.
func TestSignByKeyboard(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		test.Type(d.w.Canvas().Focused(), keyID)
		d.settle()
		if !strings.Contains(d.shown(), "Still missing: playback ID and private key") {
			t.Errorf("shows\n%s", d.shown())
		}
		d.w.Canvas().FocusNext()
		test.Type(d.w.Canvas().Focused(), playbackID)
		d.w.Canvas().FocusNext()
		e, ok := d.w.Canvas().Focused().(*widgets.Entry)
		if !ok {
			t.Fatalf("the keyboard is at %T", d.w.Canvas().Focused())
		}
		key := string(fixtures.PrivateKey(t))
		d.paste(e, key)
		d.noKey(key)
		if got := d.p.sign.Presenter().State().Whole(); got != fixtures.Token(t) {
			t.Errorf("token %s", got)
		}
		b, ok := d.w.Canvas().Focused().(*widgets.Button)
		if !ok || b.Text() != "Replace…" {
			t.Errorf("the keyboard is at %T", d.w.Canvas().Focused())
		}
	})
}

func TestKeyPastedIntoWhy(t *testing.T) {
	key := string(fixtures.PrivateKey(t))
	atDesk(t, nil, func(d *desk) {
		d.p.Show(1)
		d.paste(d.entry("https://stream.fastpix.com"), key)
		d.noKey(key)
		if s := d.p.why.Presenter().State(); s.Title != "This is a private key, not a token" {
			t.Errorf("title %q", s.Title)
		}
		d.take(fixtures.Token(t))
		d.layOut()
		d.paste(d.entry("Paste the key to check"), key)
		d.noKey(key)
		if s := d.p.why.Presenter().State(); s.Mood != viewmodel.Fine || !s.OwnKey {
			t.Errorf("mood %d, key %+v", s.Mood, s.Key)
		}
	})
}

func TestOwnHostInTheWindow(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		before := d.p.sign.Presenter().State().Whole()
		d.choose("Own host")
		e := d.entry("video.brand.example")
		d.w.Canvas().Focus(e)
		test.Type(e, "video.example?")
		d.settle()
		if !strings.Contains(d.shown(), "Write a host name only, such as video.brand.example.") {
			t.Errorf("the wrong host is not said:\n%s", d.shown())
		}
		press := func(key fyne.KeyName) {
			e.TypedKey(&fyne.KeyEvent{Name: key})
			d.settle()
		}
		press(fyne.KeyBackspace)
		if !strings.Contains(d.shown(), "stream.video.example/") || strings.Contains(d.shown(), "Write a host name") {
			t.Errorf("shows\n%s", d.shown())
		}
		d.choose("fastpix.io")
		if s := d.shown(); !strings.Contains(s, "stream.fastpix.io/") || strings.Contains(s, "Own host\n") {
			t.Errorf("shows\n%s", s)
		}
		// A wrong one is said again when it is chosen again.
		d.choose("Own host")
		test.Type(d.entry("video.brand.example"), "?")
		d.settle()
		d.choose("fastpix.com")
		if strings.Contains(d.shown(), "Write a host name") || d.p.sign.Presenter().State().Whole() != before {
			t.Errorf("shows\n%s", d.shown())
		}
		d.choose("Own host")
		if !strings.Contains(d.shown(), "Write a host name only") {
			t.Errorf("the wrong host is not said:\n%s", d.shown())
		}
		d.choose("fastpix.com")
		if d.p.sign.Presenter().State().Whole() != before {
			t.Error("the token changed with the host")
		}
	})
}

func TestOtherIssuerInTheWindow(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		d.press("More claims and options")
		d.layOut()
		d.choose("alg, typ, kid")
		d.choose("Other")
		p := d.p.sign.Presenter()
		for _, f := range p.State().Fields {
			if f.Name == "header" && f.Value != "plugin" {
				t.Errorf("header %q", f.Value)
			}
		}
		d.press("Add a claim")
		d.layOut()
		test.Type(d.entry("name"), "plan")
		test.Type(d.entry("text or JSON"), `"pro"`)
		d.settle()
		if s := p.State(); len(s.Claims) != 1 || s.Claims[0].Name != "plan" || !s.HasToken() {
			t.Errorf("claims %+v, %s", s.Claims, s.Detail)
		}
		d.press("Remove")
		if s := p.State(); len(s.Claims) != 0 {
			t.Errorf("claims %+v", s.Claims)
		}
		for range 12 {
			d.press("Add a claim")
		}
		if n := len(p.State().Claims); n != 8 {
			t.Errorf("%d claims", n)
		}
	})
}

// What a platform makes decides which of its fields are asked for.
func TestKeyboardGoesToAFieldThatIsShown(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		p := d.choosePlatform(all.ByName("fastevo"))
		for _, c := range []struct{ makes, placeholder string }{{"token", "65e8ddc5"}, {"engage", "https://media.exampl"}} {
			p.Form.SetField("make", c.makes)
			d.settle()
			d.p.do(ShowSign)
			if e, ok := d.w.Canvas().Focused().(*widgets.Entry); !ok || !strings.HasPrefix(e.PlaceHolder, c.placeholder) {
				t.Errorf("%s: the keyboard is at %T", c.makes, d.w.Canvas().Focused())
			}
		}
	})
}

func TestWhyInTheWindow(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.Show(1)
		g := fixtures.Token(t)
		d.paste(d.entry("https://stream.fastpix.com"), g)
		for _, text := range []string{"Nothing wrong in the token itself", "Signature: 256 bytes, not checked", "issued 05:14", "FastPix", "[Edit text]", "[Copy token]", "[Clear]"} {
			if !strings.Contains(d.shown(), text) {
				t.Errorf("%q is missing:\n%s", text, d.shown())
			}
		}
		d.press("Edit text")
		e := d.entry("https://stream.fastpix.com")
		if e.Text != g {
			t.Errorf("the entry holds %q", e.Text)
		}
		// Typed on, it is read on.
		d.w.Canvas().Focus(e)
		test.Type(e, "x")
		d.settle()
		if s := d.p.why.Presenter().State(); s.Text != e.Text || e.Text == g {
			t.Errorf("read %.40q, there is %.40q", s.Text, e.Text)
		}
		d.press("Clear")
		if d.entry("https://stream.fastpix.com").Text != "" || strings.Contains(d.shown(), "256 bytes") {
			t.Errorf("shows\n%s", d.shown())
		}
		d.press("an expired URL")
		if s := d.p.why.Presenter().State(); !s.Read {
			t.Error("the sample is not read")
		}
		d.p.do(FocusPaste)
		e = d.entry("https://stream.fastpix.com")
		if d.w.Canvas().Focused() != fyne.Focusable(e) || e.SelectedText() != e.Text || e.Text == "" {
			t.Errorf("the keyboard is at %T, %d of %d characters are marked", d.w.Canvas().Focused(), len(e.SelectedText()), len(e.Text))
		}
		d.paste(e, g) // in place of what is marked
		if s := d.p.why.Presenter().State(); s.Text != g {
			t.Errorf("text %q", s.Text)
		}
	})
}

// A huge text pasted into a field is cut to what the toolkit can draw, and the
// sentence stands at the field. Nothing else is lost.
func TestHugePaste(t *testing.T) {
	huge := strings.Repeat("é", 1<<20)
	for _, c := range []struct{ placeholder, says string }{
		{"b7158b65", "This is too long for a signing key ID: "},
		{"16af5b33", "This is too long for a playback ID: "},
		{"or fri 18:00", "Write a date as "},
	} {
		t.Run(c.placeholder, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				d.p.sign.Presenter().Key.Paste(fixtures.PrivateKey(t))
				d.settle()
				e := d.entry(c.placeholder)
				d.paste(e, huge)
				if len(e.Text) == 0 || len(e.Text) > 4<<10 || !strings.HasPrefix(huge, e.Text) {
					t.Errorf("%d bytes are there", len(e.Text))
				}
				if !strings.Contains(d.shown(), c.says) {
					t.Errorf("it is not said:\n%.2000s", d.shown())
				}
				if !d.p.sign.Presenter().State().Key.Taken() {
					t.Error("the key was lost")
				}
			})
		})
	}
	atDesk(t, nil, func(d *desk) {
		d.p.Show(1)
		e := d.entry("https://stream.fastpix.com")
		d.paste(e, huge)
		if got := d.p.why.Presenter().State().Detail; !strings.HasPrefix(got, "This is too large: 2.0 MiB. Nothing above 1 MiB is read. All of it stands on one line") {
			t.Errorf("says %q", got)
		}
		d.press("Clear")
		d.layOut()
		test.Type(e, "a")
		d.settle()
		d.paste(e, huge) // into what is being typed
		if len(e.Text) > 64<<10 {
			t.Errorf("%d bytes are there", len(e.Text))
		}
	})
}

// Behind a paste the keyboard is not in the field that has gone: a key pasted next is tried
// with the token, and what is typed by accident replaces nothing.
func TestBehindAPasteOnWhy(t *testing.T) {
	key := string(fixtures.PrivateKey(t))
	secret := "0b5e9f1c7d2a48e3916fb0c4d7a85e2f60139bd8f4a27c5ee1d3906b8472fa1d"
	for name, given := range map[string]string{"a private key": key, "a public key": fixtures.Key(t).PublicPEM(), "a shared secret": secret} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				d.p.Show(atWhy)
				field := d.entry("https://stream.fastpix.com")
				d.w.Canvas().Focus(field)
				d.paste(field, fixtures.Token(t))
				focused := d.w.Canvas().Focused()
				if o, ok := focused.(fyne.CanvasObject); !ok || !d.seen(o) {
					t.Errorf("the keyboard is at %T, which is not shown", focused)
				}
				focused.TypedRune('x')
				if d.settle(); d.p.why.Presenter().State().Text != fixtures.Token(t) {
					t.Errorf("a letter replaced the text: %q", d.p.why.Presenter().State().Text)
				}
				if e, ok := focused.(*widgets.Entry); ok {
					d.paste(e, given)
				} else { // what has the keyboard leaves a paste to the window
					d.p.given("", []byte(given))
					d.settle()
				}
				d.noKey(given)
				if s := d.p.why.Presenter().State(); !s.Read || !s.OwnKey {
					t.Errorf("title %q, key %+v", s.Title, s.Key)
				}
				focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
				if d.settle(); !d.p.why.Presenter().State().Blank {
					t.Error("Escape did not clear the text")
				}
			})
		})
	}
}

// While a log is listed the keyboard is in its search, and not in the field for a text.
func TestKeyboardInAList(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.Show(atWhy)
		d.p.why.Presenter().SampleLog()
		d.settle()
		d.p.Tick()
		search, ok := d.w.Canvas().Focused().(*widgets.Entry)
		if !ok || search.PlaceHolder != "Search ID, client, agent" {
			t.Errorf("the keyboard is at %T", d.w.Canvas().Focused())
			return
		}
		test.Type(search, "qqq")
		d.settle()
		if s := d.p.why.Presenter().State(); !s.Log.Open || s.Log.Alone || len(s.Log.Rows) > 0 || s.Text != "" {
			t.Errorf("%d rows, text %q", len(s.Log.Rows), s.Text)
		}
		escape := &fyne.KeyEvent{Name: fyne.KeyEscape}
		search.TypedKey(escape)
		if s := d.p.why.Presenter().State(); s.Log.Search != "" || !s.Log.Open {
			t.Errorf("Escape: search %q, open %v", s.Log.Search, s.Log.Open)
		}
		d.p.do(FocusPaste)
		d.settle()
		if e, ok := d.w.Canvas().Focused().(*widgets.Entry); !ok || !d.seen(e) || e == search {
			t.Errorf("the keyboard is at %T", d.w.Canvas().Focused())
		}
		d.press("Back to " + d.p.why.Presenter().State().Log.Title)
		d.w.Canvas().Focus(search)
		search.TypedKey(escape)
		if d.settle(); !d.p.why.Presenter().State().Blank {
			t.Error("a second Escape did not close the log")
		}
	})
}

// What an answer leaves to look at leads to the field for what was not given.
func TestWhatIsLeftLeadsToItsField(t *testing.T) {
	for name, c := range map[string]struct{ text, button, field string }{
		"the key": {"https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t), "Give the key", "Paste the key to check"},
		"the URL": {fixtures.Token(t), "Give the URL", "https://stream.fastpix.com"},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				d.p.Show(atWhy)
				d.take(c.text)
				d.p.why.Presenter().Status.Type("401")
				d.layOut()
				d.press(c.button)
				if e, ok := d.w.Canvas().Focused().(*widgets.Entry); !ok || !d.seen(e) || !strings.HasPrefix(e.PlaceHolder, c.field) {
					t.Errorf("the keyboard is at %T:\n%s", d.w.Canvas().Focused(), d.shown())
				}
			})
		})
	}
}

// An ID alone goes to the form, for its platform where that takes such an ID.
func TestIDAloneGoesToSign(t *testing.T) {
	for form, want := range map[string]string{"fastpix": "fastpix", "mux": "fastpix", "edgecast": "fastpix"} { // a UUID is no ID of Mux
		atDesk(t, nil, func(d *desk) {
			d.choosePlatform(all.ByName(form))
			d.p.Show(atWhy)
			d.take(playbackID)
			d.press("Sign for this ID")
			if f := d.p.sign.Presenter().Filled(); d.p.current != atSign || f.Platform != want || !strings.Contains(d.shown(), "<"+playbackID+">") {
				t.Errorf("%s: screen %d, %q\n%s", form, d.p.current, f.Platform, d.shown())
			}
		})
	}
}

// In a log the middle of an ID is left out, and not that of a host.
func TestHostInALog(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.Show(atWhy)
		const host = "a-rather-long-host.of-a-customer.example"
		log := "GET https://" + host + "/v/master.m3u8?token=eyJhbGciOiJub25lIn0.eyJleHAiOjF9. 403\nGET https://stream.fastpix.com/" + otherID + ".m3u8?token=" + fixtures.Token(t) + " 403\n"
		d.p.why.Presenter().Log.Read("access.log", func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(log)), nil })
		d.settle()
		d.layOut()
		if shown := d.shown(); !strings.Contains(shown, "\n"+host+"\n") || !strings.Contains(shown, "\n99c14bd2…3a44\n") {
			t.Errorf("shows\n%s", shown)
		}
	})
}

// A log that was closed leaves nothing to draw behind: another one can be read, the look can
// change, and a row that was chosen may have had the keyboard.
func TestBehindALog(t *testing.T) {
	log := strings.Repeat("GET https://stream.fastpix.com/"+otherID+".m3u8?token="+fixtures.Token(t)+" 403\n", 40)
	read := func(d *desk) {
		d.p.why.Presenter().Log.Read("access.log", func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(log)), nil })
		d.settle()
		d.layOut()
	}
	for name, next := range map[string]func(d *desk){
		"another log":          read,
		"the same, undone":     func(d *desk) { d.p.undo() },
		"the other look":       func(d *desk) { d.p.setTheme(theme.Dark) },
		"larger texts":         func(d *desk) { d.p.out.Settings.SetTextSize(150); d.p.resize() },
		"another size":         func(d *desk) { d.w.Resize(fyne.NewSize(1600, 1000)) },
		"another screen, back": func(d *desk) { d.p.Show(atKeys); d.p.Show(atWhy) },
		"a token":              func(d *desk) { d.take(fixtures.Token(t)) },
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				d.p.Show(atWhy)
				read(d)
				var rows []*widgets.Feed
				each(d.w.Content(), func(o fyne.CanvasObject) {
					if f, ok := o.(*widgets.Feed); ok && f.Visible() {
						rows = append(rows, f)
					}
				})
				if len(rows) != 2 {
					t.Fatalf("%d tables", len(rows))
				}
				d.w.Canvas().Focus(rows[1])
				rows[1].TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
				d.settle()
				d.w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
				d.settle()
				if d.p.why.Presenter().State().Log.Open {
					t.Fatal("Escape did not close the log")
				}
				next(d)
				d.settle()
				d.layOut()
				d.w.Canvas().Capture()
			})
		})
	}
}
