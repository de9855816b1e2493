//go:build !race

package ui

import (
	"crypto/rsa"
	"runtime"
	"testing"
	"weak"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
)

// Once the saved secrets are locked nothing in the window leads to a private key of theirs,
// whatever was done with it before.
func TestLockedKeyIsUnreachable(t *testing.T) {
	for name, use := range map[string]func(d *desk){
		"signed with": func(*desk) {},
		"changed":     func(d *desk) { d.p.sign.Presenter().Form.SetField(platform.KeyID, otherID) },
		"reverted": func(d *desk) {
			d.p.sign.Presenter().Form.SetField(platform.KeyID, otherID)
			d.settle()
			d.press("Revert")
		},
		"left with changes": func(d *desk) {
			d.p.sign.Presenter().Form.SetField(platform.KeyID, otherID)
			d.settle()
			d.p.form.use("")
		},
		"emptied":   func(d *desk) { d.press("New") },
		"replacing": func(d *desk) { d.press("Replace…") },
		"forgotten": func(d *desk) { d.press("Forget") },
		"on every screen": func(d *desk) {
			d.take(fixtures.Token(d.t))
			for i := range d.p.screens {
				d.p.Show(i)
				d.settle()
			}
			d.p.Show(atSign)
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			protected(t, folder)
			atDeskWith(t, nil, folder, func(d *desk) {
				d.unlock()
				d.p.form.use(d.p.book.List()[0].ID)
				d.settle()
				d.p.sign.Presenter().Form.SetField(platform.ID, playbackID)
				d.settle()
				key, numbers := keyOfForm(d)
				use(d)
				d.settle()
				d.p.book.Change(func(s *vault.Store) error { s.Lock(); return nil }, func(error) {})
				d.settle()
				d.p.Tick()
				d.settle()
				for range 5 {
					runtime.GC()
				}
				if key.Value() != nil || numbers.Value() != nil {
					t.Errorf("the key is reachable: %v, its numbers: %v", key.Value() != nil, numbers.Value() != nil)
				}
			})
		})
	}
}

// keyOfForm are weak pointers to the key on the form and to its private half.
//
//go:noinline
func keyOfForm(d *desk) (weak.Pointer[keys.Key], weak.Pointer[rsa.PrivateKey]) {
	k := d.p.sign.Presenter().Filled().Key
	if k == nil || !d.p.sign.Presenter().State().HasToken() {
		d.t.Fatal("the form has not signed")
	}
	return weak.Make(k), weak.Make(k.Signer().(*rsa.PrivateKey))
}
