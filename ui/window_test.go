package ui

import (
	"bytes"
	"compress/gzip"
	"errors"
	"image/color"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"playtoken/internal/fixtures"
	"playtoken/ui/desktop"
	"playtoken/ui/theme"
	"playtoken/ui/viewmodel"
	"playtoken/ui/why"
	"playtoken/ui/widgets"
)

func TestFirstWindow(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		if d.p.current != 0 || !d.p.sign.Page.Visible() || d.at(atWhy) {
			t.Error("it does not begin with Sign")
		}
		if d.w.Canvas().Focused() != d.p.sign.First() {
			t.Errorf("the keyboard is at %T", d.w.Canvas().Focused())
		}
		for _, text := range []string{"None saved yet", "Fill in the form and the token appears here", "[Try it with a sample]", "Works offline"} {
			if !strings.Contains(d.shown(), text) {
				t.Errorf("%q is missing:\n%s", text, d.shown())
			}
		}
		d.w.Resize(fyne.NewSize(900, 600))
		d.p.Remember()
		if got := d.p.out.Settings.WindowSize(); got != fyne.NewSize(900, 600) {
			t.Errorf("remembered %v", got)
		}
	})
}

func TestWindowOfLastTime(t *testing.T) {
	for _, c := range []struct {
		name   string
		screen int
		mode   theme.Mode
		want   int
	}{
		{"Why? in the dark", 1, theme.Dark, 1},
		{"no such screen", 99, theme.Light, 0},
		{"below the first", -3, theme.System, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(s desktop.Settings) { s.SetScreen(c.screen); s.SetTheme(c.mode) }, func(d *desk) {
				if d.p.current != c.want || d.p.mode != c.mode {
					t.Errorf("screen %d, %s", d.p.current, d.p.mode)
				}
			})
		})
	}
}

func TestScreens(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		for _, c := range []struct {
			name   string
			action Action
			screen int
			title  string
		}{
			{"Why?", ShowWhy, 1, "Why does it not play?"},
			{"again", ShowWhy, 1, "Why does it not play?"},
			{"Keys", ShowKeys, 2, "No key is saved yet"},
			{"Sign", ShowSign, 0, "Fill in the form"},
			{"the paste field", FocusPaste, 1, "Why does it not play?"},
		} {
			d.p.do(c.action)
			if d.p.current != c.screen || d.p.sign.Page.Visible() != (c.screen == 0) || d.at(atWhy) != (c.screen == 1) {
				t.Errorf("%s: screen %d", c.name, d.p.current)
			}
			if !strings.Contains(d.shown(), c.title) || d.p.out.Settings.Screen() != c.screen {
				t.Errorf("%s: remembered %d, shows\n%s", c.name, d.p.out.Settings.Screen(), d.shown())
			}
			if got := d.w.Canvas().Focused(); got == nil || got != d.p.screens[c.screen].first() {
				t.Errorf("%s: the keyboard is at %T", c.name, got)
			}
		}
		test.Tap(d.p.rail.items[0])
		if d.p.current != 0 {
			t.Error("the rail does not go to Sign")
		}
	})
}

// Only the clock of the screen that is shown moves; another catches up when it is
// shown.
func TestTick(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		d.take(fixtures.Token(t))
		d.now = d.now.Add(time.Hour)
		d.p.Tick()
		if s := d.p.why.Presenter().State(); s.Clock != "23:00:00" {
			t.Errorf("Why? shows %q", s.Clock)
		}
		if s := d.p.sign.Presenter().State(); s.Clock != "24:00:00" {
			t.Errorf("Sign moved though hidden: %q", s.Clock)
		}
		d.p.Show(0)
		if s := d.p.sign.Presenter().State(); s.Clock != "23:00:00" {
			t.Errorf("Sign shows %q", s.Clock)
		}
	})
}

// What is dropped or pasted goes where it belongs.
func TestTake(t *testing.T) {
	for _, c := range []struct {
		name   string
		from   int // the screen that is shown
		text   func(*testing.T) string
		screen int
		right  func(*App) bool
	}{
		{"token on Sign", 0, func(t *testing.T) string { return fixtures.Token(t) }, 1, func(p *App) bool { return p.why.Presenter().State().Read }},
		{"token on Why?", 1, func(t *testing.T) string { return fixtures.Token(t) }, 1, func(p *App) bool { return p.why.Presenter().State().Read }},
		{"URL on Sign", 0, func(t *testing.T) string {
			return "https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t)
		}, 1, func(p *App) bool { return p.why.Presenter().State().What == "playback URL, 1 token" }},
		{"URL that is signed itself on Sign", 0, func(*testing.T) string {
			return "https://d111111abcdef8.cloudfront.net/a.mp4?Expires=1767229200&Key-Pair-Id=K2JCJMDEHXQW5F&Signature=AAAA"
		}, 1, func(p *App) bool { return p.why.Presenter().State().Read }},
		{"cookies on Sign", 0, func(*testing.T) string {
			return "CloudFront-Expires=1767229200; CloudFront-Key-Pair-Id=K2JCJMDEHXQW5F; CloudFront-Signature=AAAA"
		}, 1, func(p *App) bool { return p.why.Presenter().State().Read }},
		{"URL without a token on Sign", 0, func(*testing.T) string {
			return "https://stream.fastpix.com/" + playbackID + ".m3u8"
		}, 0, func(p *App) bool {
			return p.sign.Presenter().Filled().Platform == "fastpix" && p.toast.Text() == "Taken out of the URL: playback ID"
		}},
		{"an .env file on Sign", 0, func(t *testing.T) string {
			return "FASTPIX_SIGNING_KEY_ID=" + keyID + "\nFASTPIX_PRIVATE_KEY=" + string(fixtures.PrivateKey(t)) + "\nFASTPIX_PLAYBACK_ID=" + playbackID + "\n"
		}, 0, func(p *App) bool { return p.sign.Presenter().State().Whole() == fixtures.Token(t) }},
		{"private key on Sign", 0, func(t *testing.T) string { return string(fixtures.PrivateKey(t)) }, 0, func(p *App) bool { return p.sign.Presenter().State().Key.Taken() }},
		{"private key on Keys", 2, func(t *testing.T) string { return string(fixtures.PrivateKey(t)) }, 2, func(p *App) bool { return p.questions.asking != nil }},
		{"token on Keys", 2, func(t *testing.T) string { return fixtures.Token(t) }, 2, func(p *App) bool {
			return p.keys.Presenter().State().Answer == "None of the saved keys signed this token."
		}},
		{"public key on Why?", 1, func(t *testing.T) string { return fixtures.Key(t).PublicPEM() }, 1, func(p *App) bool { return p.why.Presenter().State().OwnKey }},
		{"private key on Why?", 1, func(t *testing.T) string { return string(fixtures.PrivateKey(t)) }, 1, func(p *App) bool {
			return p.why.Presenter().State().Action == why.UseKey // it is offered to Sign, not kept
		}},
		{"damaged key on Sign", 0, func(t *testing.T) string {
			return string(fixtures.File(t, "keys/importer/testdata/D01_seed003_original.txt"))
		}, 0, func(p *App) bool {
			return p.sign.Presenter().State().Key.Refused
		}},
		{"words on Sign", 0, func(*testing.T) string { return "hello" }, 0, func(p *App) bool { return p.sign.Presenter().State().Key.Refused }},
		{"words on Why?", 1, func(*testing.T) string { return "hello" }, 1, func(p *App) bool { return p.why.Presenter().State().Before == "hello" }},
		{"binary on Why?", 1, func(*testing.T) string { return "\x00\xff" }, 1, func(p *App) bool {
			return p.why.Presenter().State().Detail == "This is binary data, not text. Paste the token or the URL as text."
		}},
		{"2 MB on Sign", 0, func(*testing.T) string { return strings.Repeat("x", 2<<20) }, 0, func(p *App) bool { return p.sign.Presenter().State().Key.Refused }},
		{"nothing", 0, func(*testing.T) string { return "" }, 0, func(p *App) bool {
			return p.sign.Presenter().State().Key == (viewmodel.Key{})
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				d.p.Show(c.from)
				d.p.given("", []byte(c.text(t)))
				d.settle()
				if d.p.current != c.screen || !c.right(d.p) {
					t.Errorf("screen %d:\n%s", d.p.current, d.shown())
				}
			})
		})
	}
}

// A key that was pasted in place of a token goes to Sign with one press, and what
// Sign holds checks the next token.
func TestKeyGoesFromWhyToSign(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.Show(1)
		d.p.why.Presenter().Paste.Take(string(fixtures.PrivateKey(t)))
		d.settle()
		if strings.Contains(d.shown(), string(fixtures.PrivateKey(t)[:24])) {
			t.Error("the key is shown")
		}
		d.press("Sign with it")
		if s := d.p.sign.Presenter().State(); d.p.current != 0 || !s.Key.Taken() {
			t.Errorf("screen %d, key %+v", d.p.current, s.Key)
		}
		d.take(fixtures.Token(t))
		if s := d.p.why.Presenter().State(); s.Mood != viewmodel.Fine || s.OwnKey {
			t.Errorf("mood %d, %s", s.Mood, s.Title)
		}
	})
}

func TestSampleOfSign(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.press("Try it with a sample")
		if !strings.Contains(d.shown(), "Signed, valid for 24 hours") || strings.Contains(d.shown(), "[Try it") {
			t.Errorf("shows\n%s", d.shown())
		}
	})
}

func TestCopyShortcut(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.do(CopyAnswer)
		if len(d.copied) > 0 {
			t.Errorf("copied %q", d.copied)
		}
		d.fill()
		d.p.do(CopyAnswer)
		if len(d.copied) != 1 || d.copied[0] != fixtures.Token(t) || d.p.toast.Text() != "Token copied, cleared in 60 s" {
			t.Errorf("copied %q, said %q", d.copied, d.p.toast.Text())
		}
		d.take(fixtures.Token(t))
		d.note = "through this window's own clipboard."
		d.p.do(CopyAnswer)
		if !strings.HasPrefix(d.copied[1], "Plays until Thu 17 Apr 2025") || d.p.toast.Text() != "Verdict copied through this window's own clipboard." {
			t.Errorf("copied %q, said %q", d.copied[1], d.p.toast.Text())
		}
		time.Sleep(3 * time.Second) // of the bubble's clock
		d.settle()
		if d.p.toast.Text() != "" {
			t.Errorf("still says %q", d.p.toast.Text())
		}
	})
}

func TestOpenURL(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		d.press("Open")
		if len(d.opened) != 1 || d.opened[0] != "https://images.fastpix.com/"+playbackID+"/thumbnail.jpg?token="+fixtures.Token(t) {
			t.Errorf("opened %q", d.opened)
		}
	})
}

func TestEscapeClearsWhy(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		escape := d.w.Canvas().OnTypedKey()
		d.fill()
		escape(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if d.settle(); !d.p.sign.Presenter().State().HasToken() {
			t.Error("Escape emptied Sign")
		}
		d.take(fixtures.Token(t))
		escape(&fyne.KeyEvent{Name: fyne.KeySpace})
		if d.settle(); !d.p.why.Presenter().State().Read {
			t.Error("Space emptied Why?")
		}
		why := d.p.why.Presenter()
		for name, panel := range map[string]struct {
			open func()
			is   func() bool
		}{
			"the fields": {why.Edit.Open, func() bool { return why.State().Edit.Open }},
			"compare":    {why.Compare.Toggle, func() bool { return why.State().Compared.Open }},
			"the answer": {why.Status.Toggle, func() bool { return why.State().Answered.Open }},
		} {
			panel.open()
			was := panel.is()
			escape(&fyne.KeyEvent{Name: fyne.KeyEscape})
			if d.settle(); !was || panel.is() || !why.State().Read {
				t.Errorf("%s: open %v, then %v, read %v", name, was, panel.is(), why.State().Read)
			}
		}
		escape(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if d.settle(); d.p.why.Presenter().State().Read {
			t.Error("Escape did not empty Why?")
		}
		if e, ok := d.w.Canvas().Focused().(*widgets.Entry); !ok || e.Text != "" {
			t.Errorf("the keyboard is at %T", d.w.Canvas().Focused())
		}
	})
}

func TestThemeSwitching(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		ink := func() map[color.Color]bool {
			used := map[color.Color]bool{}
			each(d.w.Content(), func(o fyne.CanvasObject) {
				if text, ok := o.(*canvas.Text); ok {
					used[text.Color] = true
				}
			})
			return used
		}
		for _, want := range []theme.Mode{theme.Light, theme.Dark, theme.System, theme.Light} {
			d.p.do(SwitchTheme)
			if d.p.mode != want || d.p.out.Settings.Theme() != want {
				t.Errorf("%s, remembered %s, want %s", d.p.mode, d.p.out.Settings.Theme(), want)
			}
			if want == theme.System {
				continue
			}
			other := theme.Light
			if want == theme.Light {
				other = theme.Dark
			}
			used := ink()
			for _, role := range []fyne.ThemeColorName{theme.Ink, theme.Muted, theme.Header, theme.Claims, theme.Signature, theme.Good} {
				if !used[theme.Theme{Mode: want}.Color(role, 0)] || used[theme.Theme{Mode: other}.Color(role, 0)] {
					t.Errorf("%s: %s is not in its colour", want, role)
				}
			}
		}
		if said := d.p.toast.Text(); said != "Look: Light" {
			t.Errorf("said %q", said)
		}
	})
}

func TestDroppedFiles(t *testing.T) {
	folder := t.TempDir()
	write := func(name string, b []byte) fyne.URI {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return storage.NewFileURI(path)
	}
	for _, c := range []struct {
		name  string
		uris  []fyne.URI
		toast string
		right func(*App) bool
	}{
		{"key", []fyne.URI{write("key.pem", fixtures.PrivateKey(t))}, "", func(p *App) bool { return p.sign.Presenter().State().Key.Taken() && p.current == 0 }},
		{"token", []fyne.URI{write("token.jwt", []byte(fixtures.Token(t)+"\n"))}, "", func(p *App) bool { return p.why.Presenter().State().Read && p.current == 1 }},
		{"a token and its key", []fyne.URI{write("b.pem", fixtures.PrivateKey(t)), write("a.jwt", []byte(fixtures.Token(t)))}, "", func(p *App) bool {
			s := p.why.Presenter().State()
			return p.current == atWhy && s.Read && s.Key.Taken() && !p.sign.Presenter().State().Key.Taken()
		}},
		{"two tokens", []fyne.URI{write("a.jwt", []byte(fixtures.Token(t))), write("c.txt", []byte("https://stream.fastpix.com/"+otherID+".m3u8?token="+fixtures.Token(t)))}, "", func(p *App) bool {
			return p.current == atWhy && strings.Contains(p.why.Presenter().State().Text, otherID)
		}},
		{"the key and its names", []fyne.URI{write("b.pem", fixtures.PrivateKey(t)), write("names.env", []byte("SIGNING_KEY_ID="+keyID+"\nPLAYBACK_ID="+playbackID+"\n"))}, "Taken out of the text: ", func(p *App) bool {
			return p.current == atSign && p.sign.Presenter().State().Whole() == fixtures.Token(t)
		}},
		{"two keys", []fyne.URI{write("b.pem", fixtures.PrivateKey(t)), write("d.pem", fixtures.PrivateKey(t))}, "Only one log or key is taken at a time. ", func(p *App) bool {
			return p.current == atSign && p.sign.Presenter().State().Key.Taken() && strings.HasSuffix(p.toast.Text(), "Not read: d.")
		}},
		{"none", nil, "", func(p *App) bool { return p.current == 0 }},
		{"missing", []fyne.URI{storage.NewFileURI(filepath.Join(folder, "missing.pem"))}, "The file could not be read: ", func(p *App) bool { return p.current == 0 }},
		{"folder", []fyne.URI{storage.NewFileURI(folder)}, "The file could not be read: ", func(p *App) bool { return p.current == 0 }},
		{"a device", []fyne.URI{storage.NewFileURI(os.DevNull)}, "The file could not be read: null is a pipe or a device", func(p *App) bool { return p.current == 0 }},
		{"2 MB", []fyne.URI{write("large.bin", make([]byte, 2<<20))}, "", func(p *App) bool { return p.sign.Presenter().State().Key.Refused }},
		{"a large log", []fyne.URI{write("access.log", []byte(strings.Repeat("token="+fixtures.Token(t)+"\n", 2000)))}, "", func(p *App) bool {
			l := p.why.Presenter().State().Log
			return p.current == 1 && l.Title == "access.log" && len(l.Rows) == 2000
		}},
		{"a packed log", []fyne.URI{write("access.log.gz", gzipped(t, strings.Repeat("token="+fixtures.Token(t)+"\n", 2000)))}, "", func(p *App) bool {
			l := p.why.Presenter().State().Log
			return p.current == atWhy && l.Title == "access.log.gz" && len(l.Rows) == 2000
		}},
		{"a packed token", []fyne.URI{write("token.gz", gzipped(t, fixtures.Token(t)))}, "", func(p *App) bool { return p.current == atWhy && p.why.Presenter().State().Read }},
		{"a packed key", []fyne.URI{write("key.pem.gz", gzipped(t, string(fixtures.PrivateKey(t))))}, "", func(p *App) bool {
			k := p.sign.Presenter().State().Key
			return k.Taken() && strings.Contains(k.Source, "gzip")
		}},
		{"a short log", []fyne.URI{write("short.log", []byte("# requests\n/a?token="+fixtures.Token(t)+"\n/b?token="+fixtures.Token(t)+"\n"))}, "", func(p *App) bool {
			l := p.why.Presenter().State().Log
			return p.current == 1 && l.Title == "short.log" && len(l.Rows) == 2
		}},
		{"empty", []fyne.URI{write("empty.pem", nil)}, "There is ", func(p *App) bool { return p.sign.Presenter().State().Key == (viewmodel.Key{}) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				d.p.dropped(c.uris)
				d.settle()
				d.p.Tick()
				d.settle()
				said := d.p.toast.Text() // its end is the system's own
				if !c.right(d.p) || !strings.HasPrefix(said, c.toast) || (said == "") != (c.toast == "") || said != "" && said == c.toast {
					t.Errorf("screen %d, said %q", d.p.current, d.p.toast.Text())
				}
				if strings.Contains(d.p.toast.Text(), folder) {
					t.Error("the path is said, though the person knows it")
				}
			})
		})
	}
}

// On Keys all files are taken, each with its question.
func gzipped(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDroppedFilesOnKeys(t *testing.T) {
	folder := t.TempDir()
	var uris []fyne.URI
	for _, name := range []string{"first.pem", "second.pem"} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, fixtures.PrivateKey(t), 0o600); err != nil {
			t.Fatal(err)
		}
		uris = append(uris, storage.NewFileURI(path))
	}
	atDesk(t, nil, func(d *desk) {
		d.p.Show(atKeys)
		d.p.dropped(uris)
		d.settle()
		d.answer("Save")
		d.p.Tick()
		d.settle()
		d.answer("Save")
		if list := d.p.book.List(); len(list) != 2 || list[0].Name != "first" || list[1].Name != "second" {
			t.Errorf("saved %+v", list)
		}
	})
}

// A key that comes while a text is being read is for that text, and takes no place of it.
func TestKeyBehindAText(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.Show(atWhy)
		d.p.given("", []byte("https://stream.fastpix.com/"+fixtures.PlaybackID+".m3u8?token="+fixtures.Token(t)))
		d.p.given("key", fixtures.PrivateKey(t))
		d.p.takeLater() // the clock may go on before the text is read
		d.settle()
		d.p.Tick()
		d.settle()
		if s := d.p.why.Presenter().State(); !s.Read || !s.OwnKey || !s.Key.Taken() {
			t.Errorf("%q, key %+v", s.Title, s.Key)
		}
	})
}

// The program takes files, a token or a URL when it is started.
func TestArguments(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key.pem")
	if err := os.WriteFile(path, fixtures.PrivateKey(t), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		arguments []string
		right     func(*App) bool
	}{
		{nil, func(p *App) bool { return p.current == atSign && p.toast.Text() == "" }},
		{[]string{path}, func(p *App) bool { return p.current == atSign && p.sign.Presenter().State().Key.Taken() }},
		{[]string{"--"}, func(p *App) bool { return p.current == atSign && p.sign.Presenter().State().Key == (viewmodel.Key{}) }},
		{[]string{fixtures.Token(t)}, func(p *App) bool { return p.current == atWhy && p.why.Presenter().State().Read }},
		{[]string{"https://stream.fastpix.com/" + otherID + ".m3u8"}, func(p *App) bool {
			return p.current == atWhy && strings.Contains(p.why.Presenter().State().Text, otherID)
		}},
	} {
		atDesk(t, nil, func(d *desk) {
			d.p.Begin(c.arguments, "")
			if d.settle(); !c.right(d.p) {
				t.Errorf("%.40q: screen %d, said %q", c.arguments, d.p.current, d.p.toast.Text())
			}
		})
	}
	atDesk(t, nil, func(d *desk) {
		if d.p.Begin(nil, "/home/sam/preferences.json.unreadable"); !strings.HasSuffix(d.p.toast.Text(), "kept as preferences.json.unreadable.") {
			t.Errorf("said %q", d.p.toast.Text())
		}
	})
}

// What is no file, no token and no URL is answered in the terminal, and opens no window.
func TestArgumentsOfATerminal(t *testing.T) {
	there := filepath.Join(t.TempDir(), "key.pem")
	if err := os.WriteFile(there, fixtures.PrivateKey(t), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		argument, says string
		status         int
	}{
		{"--help", "Usage: playtoken [FILE|TOKEN|URL]...", 0},
		{"-h", "Usage: ", 0},
		{"--version", "Playtoken 1.2.3\n", 0},
		{"--colour=red", "There is no option --colour.\n\nUsage: ", 2},
		{"./nosuch.json", "There is no file ./nosuch.json.\n", 1},
		{"nosuch.json", "There is no file nosuch.json.\n", 1},
		{`C:\nosuch`, "There is no file ", 1},
		{there, "", 0},
		{fixtures.Token(t), "", 0},
		{"https://stream.fastpix.com/" + otherID + ".m3u8", "", 0},
		{"/" + otherID + ".m3u8?token=" + fixtures.Token(t), "", 0},
		{"-aVCmYV1DpyqXJmSd8N0hEoiNpeWPbbmcjRP0_fbW4Ofb3mG", "", 0},
		{"/q2VCmYV1DpyqXJmSd8N0hEoiNpeWPbbmcjRP0/fbW4=", "", 0},
		{"words", "", 0},
	} {
		if text, status := Answer([]string{there, c.argument}, "1.2.3"); status != c.status || !strings.HasPrefix(text, c.says) || (text == "") != (c.says == "") {
			t.Errorf("%s: %q, status %d", c.argument, text, status)
		}
	}
}

func TestUnreadableFileKeepsEverything(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		d.p.files.read(func() (io.ReadCloser, error) { return nil, errors.New("it is in use") }, func([]byte, bool) { t.Error("something was taken") })
		d.settle()
		if d.p.toast.Text() != "The file could not be read: it is in use" || !d.p.sign.Presenter().State().HasToken() {
			t.Errorf("said %q", d.p.toast.Text())
		}
	})
}

// While a file is asked for, the window's shortcuts wait: what they would change
// lies under the question.
func TestAskingForAFile(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.press("Choose file")
		overlays := d.w.Canvas().Overlays()
		if overlays.Top() == nil {
			t.Fatal("nothing is asked")
		}
		d.p.do(ShowWhy)
		d.p.do(FocusPaste)
		d.p.do(CopyAnswer)
		if d.p.current != 0 {
			t.Error("a shortcut changed the screen under the question")
		}
		d.w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
		d.settle()
		if overlays.Top() != nil || d.p.questions.asking != nil {
			t.Error("Escape does not close it")
		}
		d.p.do(ShowWhy)
		if d.p.current != 1 {
			t.Error("the shortcuts still wait")
		}
	})
}

// The question for a file says what it is for.
func TestTitlesOfFileQuestions(t *testing.T) {
	for title, ask := range map[string]func(*desk){
		"Open a key file": func(d *desk) { d.press("Choose file") },
		"Open a list of IDs": func(d *desk) {
			d.fill()
			d.press("Sign a list…")
			d.inTop("Choose file")
		},
		"Open a file": func(d *desk) {
			d.p.Show(1)
			d.press("Open a file…")
		},
		"Save playback-report.md": func(d *desk) {
			d.p.Show(1)
			d.p.why.Presenter().Paste.Sample()
			d.settle()
			d.p.why.Presenter().Report.Save(false)
		},
		"Open a key file ": func(d *desk) { // on Keys
			d.p.Show(2)
			d.press("Import a key file")
		},
	} {
		t.Run(title, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				ask(d)
				d.settle()
				top := d.w.Canvas().Overlays().Top()
				if top == nil {
					t.Fatal("nothing is asked")
				}
				var heads []string
				each(top, func(o fyne.CanvasObject) {
					if l, ok := o.(*widgets.Text); ok {
						heads = append(heads, l.String())
					}
				})
				if !slices.Contains(heads, strings.TrimSpace(title)) {
					t.Errorf("it says %q", heads)
				}
			})
		})
	}
}

// at reports whether a screen is what is seen.
func (d *desk) at(i int) bool { return d.p.screens[i].view != nil && d.p.screens[i].view.Visible() }

// Screens that nobody has looked at are not built, and know what happened meanwhile when they
// are.
func TestScreensAreBuiltWhenTheyAreShown(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		d.p.Tick()
		if d.p.why.built || d.p.keys.built || d.p.check.built || d.p.settings.built {
			t.Errorf("built: Why? %v, Keys %v, Check %v, Settings %v", d.p.why.built, d.p.keys.built, d.p.check.built, d.p.settings.built)
		}
		d.take(fixtures.Token(t))
		if s := d.p.why.Presenter().State(); !s.Key.Taken() {
			t.Errorf("it does not know the key on Sign: %+v", s.Key)
		}
		if !d.at(atWhy) || d.at(atSign) || d.p.screens[atKeys].view != nil {
			t.Error("another screen is seen")
		}
	})
}
