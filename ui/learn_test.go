package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/secret"
	"playtoken/core/token/paseto"
	"playtoken/core/token/urlsig"
	"playtoken/core/vault"
	"playtoken/internal/uitest"
	"playtoken/ui/widgets"
)

const (
	hashedSecret = "a-secret-7f3a-of-the-project" // a key by its SHA-256
	findOut      = "Find out from a genuine token or URL…"
)

// genuineToken is a token as Fastevo would make it, with a footer that cannot be
// made of the project ID alone.
func genuineToken(t *testing.T) string {
	t.Helper()
	key, err := paseto.KeyFor(secret.New([]byte(hashedSecret)), paseto.FormSHA256)
	if err != nil {
		t.Fatal(err)
	}
	tok, err := paseto.Seal([]byte("{}"), []byte(`{"p":"0123456789abcdef01234567", "v":"1"}`), nil, key)
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

func genuineURL(t *testing.T, path string) string {
	t.Helper()
	signed, err := urlsig.Sign("https://media.example.com"+path, time.Unix(1_790_000_000, 0), urlsig.Default(), secret.New([]byte(hashedSecret)))
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// fastevo chooses that platform and gives it a secret.
func (d *desk) fastevo(text string) {
	p := d.choosePlatform(all.ByName("fastevo"))
	p.Form.SetField(platform.ID, "65e8ddc52f41619f1815a083")
	p.Form.SetField("viewer", "viewer-1")
	if text != "" {
		p.Key.Paste([]byte(text))
	}
	d.settle()
}

func (d *desk) field(name string) string {
	for _, f := range d.p.sign.Presenter().State().Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// learn opens the panel and looks for what a text tells.
func (d *desk) learn(genuine string) {
	d.press(findOut)
	d.paste(d.w.Canvas().Focused().(*widgets.Entry), genuine)
	d.settle()
	d.inTop("Find out")
}

// TestLearnedIsSaved: what a genuine token told is saved with the profile, and
// makes tokens in the next run.
func TestLearnedIsSaved(t *testing.T) {
	keyring, folder := &uitest.Keyring{}, t.TempDir()
	atDeskWith(t, keyring, folder, func(d *desk) {
		d.fastevo(hashedSecret)
		if d.p.sign.Presenter().State().HasToken() {
			t.Fatal("the secret was taken without knowing its form")
		}
		d.learn(genuineToken(t))
		if !strings.Contains(d.said(), "The secret is a text whose SHA-256 is the key") {
			t.Errorf("shows\n%s", d.said())
		}
		d.inTop("Use it")
		if d.w.Canvas().Overlays().Top() != nil || !d.p.sign.Presenter().State().HasToken() {
			t.Errorf("open still, or no token: %+v", d.p.sign.Presenter().State())
		}
		d.save("Shop")
		if said := d.p.toast.Text(); said != "Saved: Shop" {
			t.Errorf("said %q", said)
		}
	})
	atDeskWith(t, keyring, folder, func(d *desk) {
		d.fastevo("")
		list := d.p.book.List()
		if len(list) != 1 || list[0].Home != vault.InKeyring {
			t.Fatalf("%+v", list)
		}
		d.p.form.use(list[0].ID)
		d.settle()
		s := d.p.sign.Presenter().State()
		if !s.HasToken() || d.field("key_form") != "sha256" || d.field("footer") != `{"p":"0123456789abcdef01234567", "v":"1"}` {
			t.Fatalf("%s: %s; form %q, footer %q", s.Title, s.Detail, d.field("key_form"), d.field("footer"))
		}
		key, err := paseto.KeyFor(secret.New([]byte(hashedSecret)), paseto.FormSHA256)
		if err != nil {
			t.Fatal(err)
		}
		if _, footer, err := paseto.Open(s.Whole(), key, nil); err != nil || string(footer) != d.field("footer") {
			t.Errorf("footer %s, %v", footer, err)
		}
	})
}

// TestLearnByKeyboard goes to the link, finds a recipe, and closes by Escape
// without a change.
func TestLearnByKeyboard(t *testing.T) {
	atDesk(t, nil, func(d *desk) {
		d.fastevo(hashedSecret)
		d.p.sign.Presenter().Form.SetField("make", "engage")
		d.p.sign.Presenter().Form.SetField("url", "https://media.example.com/b.jpg")
		d.settle()
		if !strings.Contains(d.shown(), "How Fastevo signs URLs is not published") || !strings.Contains(d.shown(), "may differ") {
			t.Error("nothing is said about the recipe")
		}
		c := d.w.Canvas()
		link := func() bool {
			b, ok := c.Focused().(*widgets.Button)
			return ok && b.Text() == findOut
		}
		for range 40 {
			if c.FocusNext(); link() {
				break
			}
		}
		if !link() {
			t.Fatal("Tab does not come to the link")
		}
		for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyEscape, fyne.KeySpace} {
			c.Focused().TypedKey(&fyne.KeyEvent{Name: key})
			d.settle()
			if open := c.Overlays().Top() != nil; open != (key == fyne.KeySpace) {
				t.Fatalf("after %s the panel is open: %v", key, open)
			}
			if key == fyne.KeyEscape {
				for range 40 {
					if link() {
						break
					}
					c.FocusNext()
				}
			}
		}
		d.paste(c.Focused().(*widgets.Entry), genuineURL(t, "/a.jpg?w=1")+"\n"+genuineURL(t, "/c.jpg?a=2"))
		for _, text := range []string{"Find out", "Use it"} {
			for range 10 {
				if b, ok := c.Focused().(*widgets.Button); ok && b.Text() == text {
					break
				}
				c.FocusNext()
			}
			c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			d.settle()
		}
		if d.field("recipe_confirmed") != "yes" || c.Overlays().Top() != nil {
			t.Errorf("confirmed %q", d.field("recipe_confirmed"))
		}
		if strings.Contains(d.shown(), "How Fastevo signs URLs is not published") || strings.Contains(d.shown(), "may differ") {
			t.Error("it is confirmed, and doubted still")
		}
	})
}

// learnStates are what the panel can look like.
func learnStates(t *testing.T) map[string]func(*desk) {
	learn := func(key, genuine string) func(*desk) {
		return func(d *desk) { d.fastevo(key); d.learn(genuine) }
	}
	return map[string]func(*desk){
		"panel, learn, no key":             func(d *desk) { d.fastevo(""); d.press(findOut) },
		"panel, learn, a token":            learn(hashedSecret, genuineToken(t)),
		"panel, learn, another secret":     learn("cHFyc3R1dnd4eXp7fH1+f4CBgoOEhYaHiImKi4yNjo8=", genuineToken(t)),
		"panel, learn, URLs":               learn(hashedSecret, genuineURL(t, "/a.jpg?w=1")+"\n"+genuineURL(t, "/b/"+strings.Repeat("long/", 80))),
		"panel, learn, a very long footer": learn(hashedSecret, "v4.local."+strings.Repeat("A", 4000)),
	}
}
