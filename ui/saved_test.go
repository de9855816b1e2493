package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/secret"
	"playtoken/core/token/ectoken"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
	"playtoken/ui/viewmodel"
	"playtoken/ui/widgets"
)

// A token is tried with every saved key, and the one that made it is named.
func TestWhyNamesTheSavedKey(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		d.save("Shop production")
		d.p.sign.Presenter().Key.Forget()
		d.take(fixtures.Token(t))
		s := d.p.why.Presenter().State()
		if s.Mood != viewmodel.Fine || !strings.Contains(d.shown(), "Signed by key “Shop production”.") {
			t.Errorf("%q\n%s", s.Title, d.shown())
		}
		// And it signs again, though the Sign screen has forgotten it.
		d.now = d.now.AddDate(0, 1, 0)
		d.p.Tick()
		d.press("Sign a fresh one")
		m := d.p.why.Presenter().State().Mended
		if m.By != "Signed with key “Shop production”, as the old one" || m.Mood != viewmodel.Fine || m.Problem != "" {
			t.Errorf("%+v", m)
		}
		d.press("Copy token")
	})
}

// A saved secret opens tokens until it is locked.
func TestSavedSecretOpensUntilItIsLocked(t *testing.T) {
	const key = "the-edge-key-2025"
	tok, err := ectoken.Seal("ec_expire=1744866859", secret.New([]byte(key)))
	if err != nil {
		t.Fatal(err)
	}
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.saveKey("Edge", importer.ImportWith([]byte(key), importer.Options{Want: importer.TextSecret}).Key, vault.Profile{Platform: "edgecast"})
		d.take("https://cdn.example.com/a.m3u8?" + tok)
		if s := d.p.why.Presenter().State(); s.Mood != viewmodel.Fine || !strings.Contains(d.shown(), "Opened by key “Edge”.") {
			t.Errorf("%q\n%s", s.Title, d.shown())
		}
		d.p.book.Change(func(s *vault.Store) error { s.Lock(); return nil }, func(error) {})
		d.settle()
		if s := d.p.why.Presenter().State(); s.Mood == viewmodel.Fine || len(s.Parted.Params) > 0 || len(d.p.saved.list) > 0 {
			t.Errorf("locked: %q", s.Title)
		}
	})
}

// protected saves the golden key as "production", under a passphrase.
func protected(t *testing.T, folder string) {
	atDeskWith(t, nil, folder, func(d *desk) {
		d.fill()
		d.save("production")
		d.p.keys.Presenter().Safe.Protect()
		d.answer("Set passphrase", "correct horse", "correct horse")
	})
}

func (d *desk) unlock() {
	d.p.keys.Presenter().Safe.Unlock()
	d.answer("Unlock", "correct horse")
}

// While the secrets are locked nobody can look whether a saved public half is the
// one that was saved, and no more is said than that it fits.
func TestWhyBelievesNoFileThatIsLocked(t *testing.T) {
	folder := t.TempDir()
	protected(t, folder)
	atDeskWith(t, nil, folder, func(d *desk) {
		d.take(fixtures.Token(t))
		s := d.p.why.Presenter().State()
		if s.Mood != viewmodel.Careful || !strings.HasSuffix(s.Title, ", if the saved key is the right one") ||
			!strings.Contains(d.shown(), "Fits the public half saved as key “production”.") || strings.Contains(d.shown(), "Signed by") || s.Key.Source != "Fits this token, not proven" {
			t.Errorf("locked: %q, key %+v\n%s", s.Title, s.Key, d.shown())
		}
		d.p.keys.Presenter().Finder.WhichKey(fixtures.Token(t))
		d.settle()
		if s := d.p.keys.Presenter().State(); s.AnswerMood != viewmodel.Careful || !strings.HasPrefix(s.Answer, "It fits the public half saved as production. Anyone who can write the file") {
			t.Errorf("locked: %q", s.Answer)
		}
		const doubt = "sealed under the passphrase; its public half is compared with it once you unlock"
		if s := d.p.keys.Presenter().State(); s.Home != doubt {
			t.Errorf("locked: home %q", s.Home)
		}
		each(d.w.Content(), func(o fyne.CanvasObject) {
			if text, ok := o.(*widgets.Text); ok && text.String() == doubt && text.Wrap != widgets.Words {
				t.Error("the doubt is cut")
			}
		})
		d.unlock()
		if s := d.p.keys.Presenter().State(); s.Home != "sealed under the passphrase" {
			t.Errorf("unlocked: home %q", s.Home)
		}
		s = d.p.why.Presenter().State()
		if s.Mood != viewmodel.Fine || strings.Contains(s.Title, "saved key") || !strings.Contains(d.shown(), "Signed by key “production”.") {
			t.Errorf("unlocked: %q\n%s", s.Title, d.shown())
		}
		d.p.keys.Presenter().Finder.WhichKey(fixtures.Token(t))
		d.settle()
		if s := d.p.keys.Presenter().State(); s.Answer != "Signed by production." {
			t.Errorf("unlocked: %q", s.Answer)
		}
	})
}

// A public half that somebody has put into the file is named no more once the
// secrets are open.
func TestForgedPublicHalf(t *testing.T) {
	folder, forger := t.TempDir(), keyOf(t, string(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")))
	protected(t, folder)
	uitest.Forge(t, filepath.Join(folder, "profiles.json"), map[string]string{
		fixtures.Key(t).PublicPEM(): forger.PublicPEM(), fixtures.Key(t).Fingerprint(): forger.Fingerprint(),
	})
	genuine := formats.Decode(fixtures.Token(t))
	tok, err := jws.Sign(genuine.Header, genuine.Claims, forger)
	if err != nil {
		t.Fatal(err)
	}
	atDeskWith(t, nil, folder, func(d *desk) {
		d.take(tok)
		if s := d.p.why.Presenter().State(); s.Mood != viewmodel.Careful || strings.Contains(d.shown(), "Signed by") {
			t.Errorf("locked: %q\n%s", s.Title, d.shown())
		}
		d.unlock()
		for _, tok := range []string{tok, fixtures.Token(t)} {
			d.take(tok)
			if s := d.p.why.Presenter().State(); s.Mood == viewmodel.Fine || strings.Contains(d.shown(), "production”") {
				t.Errorf("unlocked: %q\n%s", s.Title, d.shown())
			}
			d.p.keys.Presenter().Finder.WhichKey(tok)
			d.settle()
			if s := d.p.keys.Presenter().State(); s.Answer != "None of the saved keys signed this token." {
				t.Errorf("unlocked: %q", s.Answer)
			}
		}
		if s := d.p.keys.Presenter().State(); s.Public != "" || !strings.HasPrefix(s.Home, "not to be opened: the file was changed") {
			t.Errorf("the Keys screen shows %q, home %q", s.Public, s.Home)
		}
		d.p.form.use(d.p.book.List()[0].ID)
		d.settle()
		if said := d.p.toast.Text(); d.p.sign.Presenter().State().Key.Taken() || !strings.HasPrefix(said, "The sealed secret, or what the file says of its key, was changed") {
			t.Errorf("the key is used; said %q", said)
		}
	})
}

// What was asked about a token is gone with the screen: nobody knows then which one it was. Of
// two profiles with its key, Keys and Why? name the same.
func TestWhichKeyIsLeft(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		k := keyOf(t, string(fixtures.PrivateKey(t)))
		d.saveKey("CF shop", k, vault.Profile{Platform: "cloudfront", KeyID: "K2JCJMDEHXQW5F"})
		d.saveKey("Shop", k, vault.Profile{Platform: "fastpix"})
		d.p.do(ShowKeys)
		if got, _ := d.whose(fixtures.Token(t)); got != "Signed by Shop." {
			t.Errorf("Keys: %q", got)
		}
		d.p.do(ShowWhy)
		d.take(fixtures.Token(t))
		if !strings.Contains(d.shown(), "Signed by key “Shop”.") {
			t.Errorf("Why?: %s", d.shown())
		}
		d.p.do(ShowKeys)
		if s := d.p.keys.Presenter().State(); s.Answer != "" {
			t.Errorf("after Why?: %q", s.Answer)
		}
		d.saveKey("Shop 2", k, vault.Profile{Platform: "fastpix"})
		d.p.do(ShowWhy)
		d.take(fixtures.Token(t))
		if !strings.Contains(d.shown(), "Signed by key “Shop” and key “Shop 2”.") {
			t.Errorf("Why?: %s", d.shown())
		}
	})
}

// A token that names the ID of a saved key and is signed by another one is refused on every
// screen alike, be that other one on the form, saved for another platform, or saved with an ID of
// its own; and on Sign from the moment on that the key is dropped.
func TestKeyOfAnotherID(t *testing.T) {
	other, err := keys.Generate(t.Context(), keys.NewRSA2048)
	if err != nil {
		t.Fatal(err)
	}
	for name, save := range map[string]func(d *desk){
		"nowhere":              func(*desk) {},
		"for another platform": func(d *desk) { d.saveKey("Bit", other, vault.Profile{Platform: "bitmovin"}) },
		"with an ID of its own": func(d *desk) {
			d.saveKey("Shop2", other, vault.Profile{Platform: "fastpix", KeyID: "c9158b65-302d-4fbd-9c48-503ca92bdd99"})
		},
		"without an ID, as itself": func(d *desk) { d.saveKey("Plain", other, vault.Profile{Platform: "fastpix"}) },
	} {
		t.Run(name, func(t *testing.T) {
			atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
				d.fill()
				d.save("Shop")
				save(d)
				p := d.p.sign.Presenter()
				d.take(string(other.PrivatePEM().Reveal()))
				s := p.State()
				note := ""
				for _, f := range s.Fields {
					if f.Name == platform.KeyID {
						note = f.Say
					}
				}
				if s.Mood != viewmodel.Failed || !strings.HasPrefix(s.Title, "Signed, but playback fails: the token names another key") || note != "This ID is saved as “Shop” with another key." {
					t.Errorf("Sign: %q, %q", s.Title, note)
				}
				token, stream := s.Whole(), p.URLs.Stream()
				d.take(token)
				if v := d.p.why.Presenter().State(); v.Mood != viewmodel.Failed || v.Title != "Playback fails: the token names another key than the one that signed it" {
					t.Errorf("Why: %q", v.Title)
				}
				if v := diagnosis.Read(stream, diagnosis.Options{Keys: d.p.saved.toTry(), Now: d.now}).Verdict; v.State != diagnosis.Fails { // as Check reads it, and the edge
					t.Errorf("Check: %s", v.Headline)
				}
			})
		})
	}
}
