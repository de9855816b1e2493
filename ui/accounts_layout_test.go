//go:build !race

package ui

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys/importer"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformapi"
	"playtoken/internal/uitest"
	"playtoken/ui/desktop"
	keyscreen "playtoken/ui/keys"
	"playtoken/ui/theme"
)

// story goes through what the Keys screen can look like beside a platform, and has each
// state looked at.
func story(t *testing.T, mode theme.Mode, look func(d *desk, name string)) {
	t.Helper()
	s := platformapi.New(t, "fastpix")
	now := time.Date(2026, 11, 29, 15, 1, 0, 0, time.UTC)
	d := openAt(t, func(s desktop.Settings) { s.SetTheme(mode) }, &uitest.Keyring{}, t.TempDir(), now)
	s.Now = func() time.Time { return d.now }
	d.until("an open store", d.p.book.Ready)
	p := d.p.keys.Presenter()
	state := func() keyscreen.State { return p.State() }
	idle := func() {
		d.until("an answer", func() bool { return !state().Account.Busy })
		d.steady()
	}
	d.p.Show(2)
	look(d, "empty")
	s.Add(t, d.now.AddDate(0, 0, -330))
	old := s.Add(t, d.now.AddDate(0, 0, -76))
	save := func(p vault.Profile, text string) {
		a := importer.Import([]byte(text))
		if !a.Taken() {
			a = importer.ImportWith([]byte(text), importer.Options{Want: importer.TextSecret})
		}
		d.p.book.SaveKey(p, a.Key, nil, func(_ vault.Profile, err error) {
			if err != nil {
				t.Error(err)
			}
		})
		d.steady()
	}
	save(vault.Profile{Name: "Shop production", Platform: "fastpix", KeyID: old}, string(fixtures.PrivateKey(t)))
	save(vault.Profile{Name: "Shop staging", Platform: "fastpix", KeyID: "9b1c77e0-a4f3-4d20-9b1c-77e0a4f31d20"}, string(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")))
	save(vault.Profile{Name: "Courses", Platform: "fastevo", SessionOnly: true}, "a secret of exactly 32 bytes, or")
	save(vault.Profile{Name: "Archive CDN", Platform: "edgecast"}, "a-secret-of-the-examples-7f3a-000102030405060708090a0b0c0d0e0f10")
	save(vault.Profile{Name: "Videos", Platform: "cloudflare", KeyID: "0123456789abcdef0123456789abcdef"}, fixtures.Key(t).PublicPEM())
	d.chooseKey("Shop production")
	look(d, "no account")
	p.Account.Manage()
	look(d, "panel, a new account")
	p.Accounts.ToggleMore()
	p.Accounts.Save(keyscreen.Typed{Name: "Shop", Base: "http://api.example.com", Credentials: map[string]string{"token_id": "x", "token_secret": "y"}}, false)
	d.steady()
	look(d, "panel, a wrong address")
	d.p.panels.escape()
	d.connect(s, "Shop workspace of the shop with a rather long name")
	idle()
	look(d, "listed")
	p.Account.Manage()
	d.steady()
	look(d, "panel, an account")
	d.p.panels.escape()
	s.Before(func(w http.ResponseWriter, _ *http.Request) bool {
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte(`{"success":false,"error":{"code":403,"description":"permission"}}`))
		return true
	})
	p.Account.Ask()
	idle()
	look(d, "refused")
	s.Before(nil)
	asking := state()
	asking.Account.Working, asking.Account.CanCancel, asking.Account.Busy = "Asking api.fastpix.com for its keys…", true, true
	d.p.keys.View().Render(asking)
	look(d, "asking")
	s.After(func(*http.Request) { panic(http.ErrAbortHandler) })
	p.Account.Create()
	d.answer("Create", "Shop next")
	idle()
	look(d, "lost")
	s.After(nil)
	p.Left.Again()
	idle()
	look(d, "made")
	d.chooseKey("Shop production")
	p.Account.Delete(2)
	look(d, "question, delete")
	d.p.questions.asking.Hide()
	d.p.questions.asking = nil
	s.After(func(*http.Request) {
		done := make(chan struct{})
		d.p.book.Change(func(s *vault.Store) error { s.Lock(); close(done); return nil }, func(error) {})
		<-done
	})
	p.Account.Create()
	d.answer("Create", "Shop third")
	d.until("the dialog, and what is left", func() bool {
		return d.p.panels.top != nil && strings.Contains(d.shown(), "is not saved yet")
	})
	look(d, "panel, not saved")
	p.Unsaved.Copy(func() {})
	for _, b := range []string{"Show", "Close"} {
		look(d, "panel, not saved, "+b)
		d.inTop(b)
	}
	s.After(nil)
	look(d, "locked, left")
	p.Safe.Unlock()
	d.steady()
	d.steady()
	look(d, "left")
	p.Left.Restore()
	d.steady()
	d.chooseKey("Shop production")
	p.Rotation.Open()
	look(d, "rotation, not begun")
	for _, step := range []string{"make", "sign"} {
		p.Rotation.Do()
		idle()
		look(d, "rotation, "+step)
	}
	var id string
	for _, one := range d.p.book.List() {
		if one.Name == "Shop production" {
			id = one.ID
		}
	}
	d.p.book.Change(func(s *vault.Store) error {
		return s.Signed(id, vault.SigningKey, d.now.Add(23*time.Hour+58*time.Minute+2*time.Second))
	}, func(error) {})
	d.steady()
	p.Rotation.Do()
	idle()
	d.now = d.now.Add(5 * time.Hour)
	d.p.Tick()
	look(d, "rotation, waits")
	p.Rotation.Back()
	look(d, "keys, a rotation waits")
	d.chooseKey("Shop production, old")
	look(d, "keys, replaced")
	d.now = d.now.Add(20 * time.Hour)
	d.p.Tick()
	look(d, "keys, due")
	p.Rotation.ShowDue()
	look(d, "rotation, safe")
	p.Rotation.Do()
	look(d, "question, delete the old key")
	d.answer("Delete")
	idle()
	look(d, "rotation, done")
	p.Rotation.Back()
	for _, name := range []string{"Courses", "Videos", "Archive CDN"} {
		d.chooseKey(name)
		look(d, "keys, "+name)
	}
	p.Safe.Unlock()
	d.steady()
	p.Rotation.Open()
	look(d, "rotation by hand, not begun")
	for range 5 {
		p.Rotation.Do()
		d.steady()
	}
	look(d, "rotation by hand, takes effect")
}
