package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/vault"
	"playtoken/internal/uitest"
)

// elsewhere is another copy of the program on the same profiles: it changes the profile of the
// desk and the desk does not come to the front.
func (d *desk) elsewhere(change func(s *vault.Store, p vault.Profile)) {
	d.t.Helper()
	s := vault.Open(d.folder+"/profiles.json", d.keyring, nil)
	defer s.Close()
	if list := s.List(); len(list) != 1 {
		d.t.Fatalf("%d profiles", len(list))
	}
	change(s, s.List()[0])
}

// Two copies of the program on one profile: what one saves takes nothing back that the other
// has saved, and what both have changed is asked about.
func TestTwoCopiesSave(t *testing.T) {
	settings := func(change func(p *vault.Profile)) func(t *testing.T, s *vault.Store, p vault.Profile) {
		return func(t *testing.T, s *vault.Store, p vault.Profile) {
			change(&p)
			if _, err := s.Put(p); err != nil {
				t.Fatal(err)
			}
		}
	}
	life := settings(func(p *vault.Profile) { p.Lifetime = vault.Lifetime(time.Hour) })
	rotated := func(t *testing.T, s *vault.Store, p vault.Profile) {
		k, err := keys.Generate(context.Background(), keys.NewRSA2048)
		if err != nil {
			t.Fatal(err)
		}
		p.KeyID = otherID
		if _, err := profiles.Save(s, p, k, nil); err != nil {
			t.Fatal(err)
		}
	}
	const day7 = 7 * 24 * time.Hour
	for name, c := range map[string]struct {
		there func(t *testing.T, s *vault.Store, p vault.Profile)
		here  func(d *desk)
		asks  string // a piece of the question, "" for none
		want  func(p vault.Profile) bool
	}{
		"the key there, the lifetime here": {
			rotated, func(d *desk) { d.p.sign.Presenter().Form.SetDate("7d") }, "",
			func(p vault.Profile) bool {
				return p.KeyID == otherID && p.Lifetime == vault.Lifetime(day7) && len(p.Items) == 2
			},
		},
		"the lifetime there, the ID here": {
			life, func(d *desk) { d.p.sign.Presenter().Form.SetField(platform.KeyID, otherID) }, "",
			func(p vault.Profile) bool { return p.KeyID == otherID && p.Lifetime == vault.Lifetime(time.Hour) },
		},
		"the lifetime on both sides": {
			life, func(d *desk) { d.p.sign.Presenter().Form.SetDate("7d") }, "has saved the lifetime of Shop since",
			func(p vault.Profile) bool { return p.Lifetime == vault.Lifetime(day7) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
				d.fill()
				d.save("Shop")
				var there string
				d.elsewhere(func(s *vault.Store, p vault.Profile) {
					c.there(t, s, p)
					now, _ := s.Get(p.ID)
					there = now.Signing().Key.Fingerprint
				})
				c.here(d)
				d.settle()
				d.press("Save")
				if c.asks != "" {
					if said := d.said(); !strings.Contains(said, c.asks) {
						t.Fatalf("asked: %q", said)
					}
					d.answer("Save over it")
				} else if d.p.questions.asking != nil {
					t.Fatalf("asks: %q", d.said())
				}
				p := d.p.book.List()[0]
				if !c.want(p) || p.Signing().Key.Fingerprint != there {
					t.Errorf("saved is %+v", p)
				}
				form := d.p.sign.Presenter().Filled()
				if d.p.form.changed || form.Key == nil || form.Key.Fingerprint() != there || form.Values[platform.KeyID] != p.KeyID || form.Life != p.Lifetime {
					t.Errorf("on the form, changed %v: %+v", d.p.form.changed, form)
				}
				if got := d.p.sign.Presenter().State().Whole(); got == "" {
					t.Error("nothing is signed")
				}
			})
		})
	}
}

// What another copy has saved comes onto a form that was not changed, and makes no change of
// it.
func TestFormFollowsAnotherCopy(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		d.save("Shop")
		d.elsewhere(func(s *vault.Store, p vault.Profile) {
			k, err := keys.Generate(context.Background(), keys.NewRSA2048)
			if err != nil {
				t.Fatal(err)
			}
			p.KeyID, p.Lifetime = otherID, vault.Lifetime(time.Hour)
			if _, err := profiles.Save(s, p, k, nil); err != nil {
				t.Fatal(err)
			}
		})
		d.p.Foreground()
		d.settle()
		p, form := d.p.book.List()[0], d.p.sign.Presenter().Filled()
		if d.p.form.changed || form.Values[platform.KeyID] != otherID || form.Life != vault.Lifetime(time.Hour) || form.Key == nil || form.Key.Fingerprint() != p.Signing().Key.Fingerprint {
			t.Errorf("changed %v: %+v", d.p.form.changed, form)
		}
		if id := d.p.sign.Presenter().State(); !id.HasToken() {
			t.Errorf("what was to be played has gone: %q", id.Title)
		}
	})
}
