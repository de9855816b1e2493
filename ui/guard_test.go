package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	driver "fyne.io/fyne/v2/driver/desktop"

	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

func (d *desk) isLocked() bool {
	d.settle()
	return d.p.book.State().Locked
}

// pass lets time go by on all clocks.
func (d *desk) pass(span time.Duration) {
	time.Sleep(span)
	d.now = d.now.Add(span)
	d.settle()
}

// What a person does keeps the saved secrets open, and nothing else does.
func TestIdleLock(t *testing.T) {
	type acts map[string]func(*desk)
	for name, act := range (acts{
		"a key": func(d *desk) {
			c := &keyCanvas{Canvas: d.w.Canvas()}
			d.p.hearKeys(c)
			c.down(&fyne.KeyEvent{Name: fyne.KeyA})
		},
		"the pointer":    func(d *desk) { d.w.Content().(*fyne.Container).Objects[0].(driver.Cursorable).Cursor() },
		"another screen": func(d *desk) { d.p.Show((d.p.current + 1) % 2) },
		"the window":     func(d *desk) { d.p.Foreground() },
	}) {
		t.Run(name, func(t *testing.T) {
			atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
				d.fill()
				d.save("Shop")
				for range 4 {
					d.pass(10 * time.Minute)
					act(d)
					d.settle()
				}
				if d.isLocked() {
					t.Error("locked though somebody was there")
				}
				d.pass(10 * time.Minute)
				d.p.Tick()
				d.pass(5 * time.Minute)
				if !d.isLocked() {
					t.Error("still open after 15 minutes without anybody")
				}
			})
		})
	}
}

// keyCanvas hears keys, which the canvas of the tests does not.
type keyCanvas struct {
	fyne.Canvas
	down func(*fyne.KeyEvent)
}

var _ driver.Canvas = (*keyCanvas)(nil)

func (c *keyCanvas) OnKeyDown() func(*fyne.KeyEvent)     { return c.down }
func (c *keyCanvas) SetOnKeyDown(f func(*fyne.KeyEvent)) { c.down = f }
func (*keyCanvas) OnKeyUp() func(*fyne.KeyEvent)         { return nil }
func (*keyCanvas) SetOnKeyUp(func(*fyne.KeyEvent))       {}

// Locking takes the key of a saved profile off the form, and no other.
func TestLockForgetsTheKeyOfAProfile(t *testing.T) {
	for _, c := range []struct {
		name  string
		saved bool
	}{{"of a profile", true}, {"of nobody's", false}} {
		t.Run(c.name, func(t *testing.T) {
			atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
				d.fill()
				if c.saved {
					d.save("Shop")
				} else {
					d.saveKey("Other", keyOf(t, string(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"))), vault.Profile{})
					d.saveKey("A shared one", keyOf(t, "a secret phrase"), vault.Profile{Platform: "jwt"})
				}
				d.p.Show(atCheck)
				if d.settle(); !strings.Contains(d.p.check.Presenter().State().Field.Text, "token=") {
					t.Errorf("Check begins with %q", d.p.check.Presenter().State().Field.Text)
				}
				d.p.settings.Presenter().Lock()
				d.settle()
				if has := d.p.check.Presenter().State().Field.Text != ""; has == c.saved {
					t.Errorf("a URL on Check: %t", has)
				}
				d.p.Show(atSign)
				s := d.p.sign.Presenter().State()
				if s.Key.Taken() == c.saved || s.HasToken() == c.saved {
					t.Errorf("key %+v, token %v", s.Key, s.HasToken())
				}
				if !c.saved {
					return
				}
				if !strings.Contains(d.shown(), "The saved secrets are locked, and the key with them.") {
					t.Errorf("it is not said:\n%s", d.shown())
				}
				// What is pasted while they are locked is the person's own.
				d.p.sign.Presenter().Key.Paste(fixtures.PrivateKey(t))
				d.settle()
				d.p.Foreground()
				if d.settle(); !d.p.sign.Presenter().State().Key.Taken() {
					t.Error("a key pasted later was taken away")
				}
			})
		})
	}
}

// What another copy of the program has saved is there when the window comes to
// the front.
func TestReloadInTheForeground(t *testing.T) {
	keyring, folder := &uitest.Keyring{}, t.TempDir()
	atDeskWith(t, keyring, folder, func(d *desk) {
		other := d.p.out.Vault()
		if _, err := other.Put(vault.Profile{Name: "From the other copy"}); err != nil {
			t.Fatal(err)
		}
		d.settle()
		if len(d.p.book.List()) != 0 {
			t.Fatal("it was there before")
		}
		d.p.Foreground()
		d.settle()
		if list := d.p.book.List(); len(list) != 1 || list[0].Name != "From the other copy" {
			t.Errorf("%+v", list)
		}
	})
}

func TestSettingsInTheWindow(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.do(ShowSettings)
		d.settle()
		if d.p.out.Settings.Screen() != 0 {
			t.Error("the next run would begin with the settings")
		}
		for _, text := range []string{"Appearance", "Clear a copied token after", "In memory, for this session only.", "Keys and tokens stay on this machine.", "[Use a passphrase]", "v1.2.3", "profiles.json"} {
			if !strings.Contains(d.shown(), text) {
				t.Errorf("%q is missing:\n%s", text, d.shown())
			}
		}
		d.choose("Dark")
		if d.p.mode != theme.Dark || d.p.out.Settings.Theme() != theme.Dark {
			t.Errorf("the look is %s", d.p.mode)
		}
		d.p.do(SwitchTheme)
		if got := d.p.settings.Presenter().State().Look; got != 0 {
			t.Errorf("look %d is shown", got)
		}
		d.choose("1 h")
		if got := d.p.out.Settings.LockAfter(); got != time.Hour {
			t.Errorf("they lock after %v", got)
		}
		d.press("Copy")
		if len(d.copied) != 1 || !strings.HasSuffix(d.copied[0], "profiles.json") {
			t.Errorf("copied %q", d.copied)
		}
		d.p.do(FocusPaste)
		if d.p.current != 1 {
			t.Error("there is no way out")
		}
	})
}

// A passphrase is asked for twice.
func TestSetAPassphrase(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.p.do(ShowSettings)
		d.settle()
		d.press("Use a passphrase")
		typed := func(text string) {
			t.Helper()
			e, ok := d.w.Canvas().Focused().(*widgets.Entry)
			if !ok || !e.Password || d.p.questions.asking == nil {
				t.Fatalf("the keyboard is at %T", d.w.Canvas().Focused())
			}
			e.SetText(text)
			e.OnSubmitted(e.Text)
			d.settle()
		}
		typed("correct horse")
		typed("correct hose") // the two differ: the question stays, and so does the first
		if d.p.questions.asking == nil || d.p.book.State().Home != vault.ThisSession {
			t.Fatal("it was taken")
		}
		typed("correct horse")
		if got := d.p.book.State().Home; got != vault.UnderPassphrase || d.p.questions.asking != nil {
			t.Errorf("home %q, said %q", got, d.p.toast.Text())
		}
		if !strings.Contains(d.shown(), "[Change the passphrase]") {
			t.Errorf("shows\n%s", d.shown())
		}
	})
}

// Tokens, and what carries them, go their own way to the clipboard.
func TestTokensAreCopiedAsTokens(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fill()
		before := len(d.tokens)
		d.p.do(CopyAnswer)
		d.p.sign.Presenter().URLs.Copy(0, func() {})
		d.p.sign.Presenter().Snippets.Copy(nil)
		if got := d.p.toast.Text(); got != "Player tag copied, cleared in 60 s" {
			t.Errorf("said %q", got)
		}
		d.take(fixtures.Token(t))
		d.p.why.Presenter().Paste.Copy(nil)
		if len(d.tokens)-before != 4 || len(d.copied) != 4 {
			t.Errorf("%d copies, %d of them tokens", len(d.copied), len(d.tokens))
		}
		d.p.do(CopyAnswer) // the verdict
		d.p.why.Presenter().Structure.CopyHeader(nil)
		if len(d.tokens) != 4 || len(d.copied) != 6 {
			t.Errorf("%d copies, %d of them tokens", len(d.copied), len(d.tokens))
		}
	})
}
