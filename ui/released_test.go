package ui

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
	"playtoken/ui/widgets"
)

// What leaves the program is remembered with the saved key that signed it, whichever way it
// leaves, and nothing of what only stands on the screen.
func TestReleased(t *testing.T) {
	for name, leave := range map[string]func(d *desk){
		"nothing":     func(*desk) {},
		"copy token":  func(d *desk) { d.p.do(CopyAnswer) },
		"copy URL":    func(d *desk) { d.p.sign.Presenter().URLs.Copy(1, nil) },
		"open":        func(d *desk) { d.p.sign.Presenter().URLs.Open(0) },
		"QR":          func(d *desk) { d.press("QR") },
		"snippet":     func(d *desk) { d.p.sign.Presenter().Snippets.Copy(nil) },
		"code sample": func(d *desk) { d.p.sign.Presenter().Snippets.ChooseGroup(1); d.p.sign.Presenter().Snippets.Copy(nil) },
		"list": func(d *desk) {
			d.press("Sign a list…")
			d.paste(d.w.Canvas().Focused().(*widgets.Entry), playbackID+"\n"+otherID)
			d.settle()
			d.inTop("Sign the list")
			d.settle()
			d.inTop("Copy")
		},
		"fresh one under Why?": func(d *desk) {
			d.take(fixtures.Token(d.t))
			d.now = d.now.AddDate(0, 1, 0)
			d.p.Tick()
			d.press("Sign a fresh one")
			d.p.why.Presenter().Reissue.Copy(func() {})
		},
	} {
		t.Run(name, func(t *testing.T) {
			atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
				d.saveKey("Shop", keyOf(t, string(fixtures.PrivateKey(t))), vault.Profile{Platform: "fastpix", KeyID: keyID})
				d.fill()
				leave(d)
				d.settle()
				it := d.p.book.List()[0].Signing()
				nothing := name == "nothing" || name == "code sample"
				if it.LastExpiry.IsZero() != nothing || it.NoExpiry {
					t.Errorf("%+v", it)
				}
				if want := d.now.Add(24 * time.Hour); !nothing && !it.LastExpiry.Equal(want) {
					t.Errorf("ends %v, want %v", it.LastExpiry, want)
				}
			})
		})
	}
}

// What was given out with a key is taken over when the key is saved, in whichever way, and when
// it is unlocked.
func TestReleasedBeforeItIsSaved(t *testing.T) {
	secret := importer.ImportWith([]byte("a secret of the examples"), importer.Options{Want: importer.TextSecret}).Key
	for name, c := range map[string]struct {
		own  *keys.Key // in place of the key of the form; nil for that
		save func(d *desk)
	}{
		"save as": {nil, func(d *desk) { d.p.form.saveAs(); d.answer("Save", "Late") }},
		"import": {nil, func(d *desk) {
			d.saveKey("Late", keyOf(t, string(fixtures.PrivateKey(t))), vault.Profile{Platform: "fastpix", KeyID: keyID})
		}},
		"a shared secret": {secret, func(d *desk) { d.p.form.saveAs(); d.answer("Save", "Late") }},
	} {
		t.Run(name, func(t *testing.T) {
			atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
				d.fill()
				if c.own != nil {
					d.saveKey("Other", c.own, vault.Profile{Platform: "jwt", Settings: map[string]string{"alg": "HS256"}})
					other := d.p.book.List()[0].ID
					d.p.form.use(other)
					d.settle()
					d.p.book.Change(func(s *vault.Store) error { return s.Delete(other) }, func(error) {})
					d.settle()
				}
				d.saveKey("Another", keyOf(t, string(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"))), vault.Profile{})
				d.p.do(CopyAnswer)
				d.settle()
				if len(d.tokens) != 1 {
					t.Fatalf("%d copied", len(d.tokens))
				}
				c.save(d)
				d.settle()
				seen := 0
				for _, p := range d.p.book.List() {
					it := p.Signing()
					if want := p.Name == "Late"; it.LastExpiry.IsZero() == want || it.NoExpiry {
						t.Errorf("%s: %+v", p.Name, it)
					}
					seen++
				}
				if seen != 2 {
					t.Errorf("%d profiles", seen)
				}
			})
		})
	}
}

// A shared secret is told by its bytes, and a token without an expiry as one.
func TestReleasedBySecret(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		secret := "a secret of the examples"
		k := importer.ImportWith([]byte(secret), importer.Options{Want: importer.TextSecret}).Key
		d.saveKey("Own", k, vault.Profile{Platform: "jwt", Settings: map[string]string{"alg": "HS256"}})
		d.saveKey("Another", importer.ImportWith([]byte("another secret here"), importer.Options{Want: importer.TextSecret}).Key, vault.Profile{Platform: "jwt"})
		for _, p := range d.p.book.List() {
			if p.Name == "Own" {
				d.p.form.use(p.ID)
			}
		}
		d.settle()
		d.p.sign.Presenter().Form.SetLife(4) // none
		d.settle()
		d.p.do(CopyAnswer)
		d.settle()
		for _, p := range d.p.book.List() {
			if it := p.Signing(); it.NoExpiry != (p.Name == "Own") || !it.LastExpiry.IsZero() {
				t.Errorf("%s: %+v", p.Name, it)
			}
		}
	})
}

// Saving over another private key says that the one before stays.
func TestSavingOverSaysSo(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		d.p.form.saveAs()
		d.answer("Save", "Shop")
		if got := d.p.toast.Text(); got != "Saved: Shop" {
			t.Errorf("said %q", got)
		}
		d.p.sign.Presenter().Key.Paste(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"))
		d.settle()
		d.p.form.save()
		d.settle()
		d.answer("Replace")
		if got := d.p.toast.Text(); got != "Saved. The key before stays as replaced." || len(d.p.book.List()[0].Items) != 2 {
			t.Errorf("said %q, %+v", got, d.p.book.List())
		}
		d.p.form.save()
		d.settle()
		if got := d.p.toast.Text(); got != "Saved: Shop" {
			t.Errorf("said %q", got)
		}
	})
}

// A rotation that has changed the key of the profile in use changes it on Sign too, and
// nothing else of the form; a key that was put there by hand stays.
func TestSignFollowsARotation(t *testing.T) {
	for _, own := range []bool{false, true} {
		atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
			d.saveKey("Shop", keyOf(t, string(fixtures.PrivateKey(t))), vault.Profile{Platform: "fastpix", KeyID: keyID})
			id := d.p.book.List()[0].ID
			d.p.form.use(id)
			d.settle()
			p := d.p.sign.Presenter()
			p.Form.SetField(platform.ID, playbackID)
			p.Form.SetField("host", "video.brand.example")
			if own {
				p.Key.Paste(fixtures.PrivateKey(t))
			}
			d.settle()
			next := keyOf(t, string(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")))
			d.p.book.Change(func(s *vault.Store) error {
				of, _ := s.Get(id)
				item, err := profiles.NewItem(of, next)
				item.Name, item.KeyID = vault.BackupKey, otherID
				if _, err2 := s.Put(of, item); err != nil || err2 != nil {
					return errors.Join(err, err2)
				}
				return s.Promote(id, vault.BackupKey)
			}, func(err error) {
				if err != nil {
					t.Error(err)
				}
			})
			d.settle()
			f := p.Filled()
			if got := f.Key.Fingerprint() == next.Fingerprint() && f.Values[platform.KeyID] == otherID; got == own || f.Values["host"] != "video.brand.example" {
				t.Errorf("put there by hand %v: %s, %v", own, f.Key, f.Values)
			}
			d.p.do(CopyAnswer)
			if len(d.tokens) != 1 {
				t.Fatal("no token")
			}
			if _, payload := claimsOf(t, d.tokens[0]); strings.Contains(payload, otherID) == own {
				t.Errorf("put there by hand %v: %s", own, payload)
			}
		})
	}
}

// A key of a platform without a form signs plain JWTs with its ID, and stays that
// platform's.
func TestPlatformWithoutAForm(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.saveKey("Videos", keyOf(t, string(fixtures.PrivateKey(t))), vault.Profile{Platform: "cloudflare", KeyID: "0123456789abcdef0123456789abcdef"})
		d.p.Show(2)
		if s := d.p.keys.Presenter().State(); s.Items[0].Platform != "Cloudflare Stream" || s.Account.Title != "At Cloudflare Stream" {
			t.Errorf("%+v", s)
		}
		d.press("Sign with it")
		d.p.sign.Presenter().Form.SetField(platform.ID, "ea95132c15732412d22c1476fa83f27a")
		d.settle()
		s := d.p.sign.Presenter().State()
		d.p.do(CopyAnswer)
		if len(d.tokens) != 1 {
			t.Fatalf("%q, %+v", s.Title, s)
		}
		header, payload := claimsOf(t, d.tokens[0])
		if header != `{"alg":"RS256","typ":"JWT","kid":"0123456789abcdef0123456789abcdef"}` || payload[:79] != `{"kid":"0123456789abcdef0123456789abcdef","sub":"ea95132c15732412d22c1476fa83f2` {
			t.Errorf("%s %s", header, payload)
		}
		d.p.form.save()
		d.settle()
		if p := d.p.book.List()[0]; p.Platform != "cloudflare" || len(d.p.book.List()) != 1 {
			t.Errorf("%+v", p)
		}
	})
}

func claimsOf(t *testing.T, tok string) (header, payload string) {
	t.Helper()
	parts := strings.Split(tok, ".")
	for i, to := range []*string{&header, &payload} {
		b, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		*to = string(b)
	}
	return header, payload
}
