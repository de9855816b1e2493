package ui

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/vault"
	"playtoken/internal/uitest"
	"playtoken/ui/sign"
)

// onForm is all that stands on the form, but what is to be played.
func (d *desk) onForm() map[string]string {
	s := d.p.sign.Presenter().State()
	all := map[string]string{
		"platform": s.Platforms[s.Platform], "key": s.Key.Title + " " + s.Key.Fingerprint,
		"lifetime": fmt.Sprint(s.Life, " ", s.Date.Text), "others": fmt.Sprint(d.p.sign.Presenter().Filled().Lives),
	}
	for _, f := range s.Fields {
		if f.Kept() {
			all["field "+f.Name] = f.Value
		}
	}
	for i, c := range s.Claims {
		all[fmt.Sprint("claim ", i)] = c.Name + "=" + c.JSON
	}
	return all
}

// fillAll fills everything of a platform's form, with what is nowhere the default.
func (d *desk) fillAll(pl *platform.Platform) *sign.Presenter {
	d.t.Helper()
	p := d.choosePlatform(pl)
	p.Key.Sample()
	d.settle()
	for i := range p.State().Others {
		p.Form.SetOtherLife(i, 1)
		d.settle()
	}
	if pl.NewKey != "" {
		p.Key.Paste(keyText(d.t, pl.NewKey))
		d.settle()
	}
	for _, f := range pl.Fields {
		p.Form.SetField(f.Name, otherValue(f, p.State()))
	}
	p.Form.SetDate("90m")
	for i, c := range [][2]string{{"viewer", "ann"}, {"level", "12"}, {"groups", `["a", "b"]`}} {
		p.Claims.Add()
		p.Claims.Set(i, c[0], c[1])
	}
	d.settle()
	if s := p.State(); !s.Key.Taken() {
		d.t.Fatalf("%s: key %+v", pl.Name, s.Key)
	}
	return p
}

// keyText is the text of a new key.
func keyText(t *testing.T, kind keys.Type) []byte {
	t.Helper()
	k, err := keys.Generate(context.Background(), kind)
	if err != nil {
		t.Fatal(err)
	}
	if k.Kind() == keys.Secret {
		return k.SecretText().Reveal()
	}
	return k.PrivatePEM().Reveal()
}

// otherValue is a value for a field that it has not got now.
func otherValue(f platform.Field, s sign.State) string {
	for _, now := range s.Fields {
		for _, c := range f.Choices {
			if now.Name == f.Name && c.Value != now.Value && c.Value != f.Default {
				return c.Value
			}
		}
	}
	return "text-of-" + strings.ReplaceAll(f.Name, "_", "-")
}

// differences are the parts of two forms that differ.
func differences(a, b map[string]string) (list []string) {
	for name := range maps.All(a) {
		if a[name] != b[name] {
			list = append(list, fmt.Sprintf("%s: %q, then %q", name, a[name], b[name]))
		}
	}
	for name := range b {
		if _, there := a[name]; !there {
			list = append(list, name+" came")
		}
	}
	return list
}

// Whatever is on the form of a platform is in the profile that it is saved as: it is there
// again when that is chosen, after the next start too.
func TestProfileKeepsTheWholeForm(t *testing.T) {
	for _, pl := range allPlatforms() {
		t.Run(pl.Name, func(t *testing.T) {
			keyring, folder := &uitest.Keyring{}, t.TempDir()
			var filled map[string]string
			same := func(d *desk, when string) {
				t.Helper()
				if rows, _ := d.offered(); rows[1] != "Whole" {
					t.Errorf("%s it is marked: %q", when, rows)
				}
				for _, diff := range differences(filled, d.onForm()) {
					t.Errorf("%s another is %s", when, diff)
				}
			}
			atDeskWith(t, keyring, folder, func(d *desk) {
				d.fillAll(pl)
				filled = d.onForm()
				d.press("Save as…")
				d.answer("Save", "Whole")
				if said := d.p.toast.Text(); said != "Saved: Whole" {
					t.Errorf("said %q", said)
				}
				same(d, "saved,")
				d.press("New")
				d.settle()
				if got := d.onForm(); got["claim 0"] != "" || got["lifetime"] == filled["lifetime"] || len(differences(filled, got)) < 5 {
					t.Fatalf("New leaves %v", got)
				}
				d.p.form.use(d.p.book.List()[0].ID)
				d.settle()
				same(d, "chosen again,")
			})
			atDeskWith(t, keyring, folder, func(d *desk) {
				d.p.form.use(d.p.book.List()[0].ID)
				d.settle()
				same(d, "after a restart,")
			})
		})
	}
}

// changes are all that can be changed of the form of a platform, each with the way back.
func (d *desk) changes(pl *platform.Platform) map[string][2]func() {
	p := d.p.sign.Presenter()
	list := map[string][2]func(){
		"lifetime":       {func() { p.Form.SetLife(0) }, func() { p.Form.SetDate("90m") }},
		"typed lifetime": {func() { p.Form.SetDate("3d") }, func() { p.Form.SetDate("90 m") }},
		"claim":          {func() { p.Claims.Set(0, "viewer", "bob") }, func() { p.Claims.Set(0, "viewer", "ann") }},
		"claim added":    {func() { p.Claims.Add(); p.Claims.Set(3, "more", "1") }, func() { p.Claims.Remove(3) }},
	}
	for _, f := range pl.Fields {
		if f.Kept() {
			now := d.field(f.Name)
			list[f.Name] = [2]func(){
				func() { p.Form.SetField(f.Name, otherValue(f, p.State())+"x") },
				func() { p.Form.SetField(f.Name, now) },
			}
		}
	}
	return list
}

// Each change is marked, can be saved, and is there again when another profile was chosen in
// between; also while the secrets are locked.
func TestEachChangeOfAProfileIsMarked(t *testing.T) {
	for _, pl := range allPlatforms() {
		t.Run(pl.Name, func(t *testing.T) {
			atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
				d.fillAll(pl)
				d.save("Whole")
				whole := d.p.form.id
				d.press("New")
				d.save("Other")
				other := d.p.form.id
				d.p.form.use(whole)
				d.settle()
				for _, locked := range []bool{false, true} {
					if locked {
						d.p.book.Change(func(s *vault.Store) error { s.Lock(); return nil }, func(error) {})
						d.settle()
						if !d.p.sign.Presenter().State().Locked {
							t.Fatal("not locked")
						}
					}
					for name, c := range d.changes(pl) {
						c[0]()
						d.settle()
						changed := d.onForm()
						if !d.p.form.isChanged(whole) || !strings.Contains(strings.Join(d.buttons(), "|"), "Save|Revert") {
							t.Errorf("locked %v: %s is not marked", locked, name)
						}
						d.p.form.use(other)
						d.settle()
						d.p.form.use(whole)
						d.settle()
						for _, diff := range differences(changed, d.onForm()) {
							t.Errorf("locked %v: %s is lost: %s", locked, name, diff)
						}
						c[1]()
						d.settle()
						if d.p.form.isChanged(whole) {
							t.Errorf("locked %v: %s is marked still", locked, name)
						}
					}
				}
			})
		})
	}
}

// A moment at which one token ends is no lifetime: saving says so, and it stays on the form.
func TestMomentIsNotKeptSilently(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		d.p.sign.Presenter().Form.SetLife(1)
		d.p.sign.Presenter().Form.SetDate("friday 18:00")
		d.save("Shop")
		if said := d.p.toast.Text(); said != "Saved: Shop. It keeps 1 hour: “friday 18:00” is the end of this token alone." {
			t.Errorf("said %q", said)
		}
		shop := d.p.form.id
		d.press("New")
		d.p.form.use(shop)
		d.settle()
		if s := d.p.sign.Presenter().State(); s.Date.Text != "friday 18:00" || d.p.form.isChanged(shop) {
			t.Errorf("%q", s.Date.Text)
		}
	})
}

// New offers the way back to what no profile has, also from a profile.
func TestNewFromAProfileIsUndone(t *testing.T) {
	atDeskWith(t, &uitest.Keyring{}, t.TempDir(), func(d *desk) {
		d.fill()
		d.save("Shop")
		d.p.sign.Presenter().Form.SetField(platform.ID, otherID)
		d.settle()
		before := d.onForm()
		d.press("New")
		d.press("Undo")
		if d.field(platform.ID) != otherID || d.p.form.id == "" || len(differences(before, d.onForm())) > 0 {
			t.Errorf("%s, %q", d.field(platform.ID), differences(before, d.onForm()))
		}
	})
}

// What is saved while the secrets are locked keeps the key that is under lock.
func TestSavingWhileLocked(t *testing.T) {
	folder := t.TempDir()
	protected(t, folder)
	atDeskWith(t, nil, folder, func(d *desk) {
		p := d.p.book.List()[0]
		d.p.form.use(p.ID)
		d.settle()
		d.p.sign.Presenter().Form.SetField(platform.KeyID, otherID)
		d.settle()
		d.press("Save")
		if now := d.p.book.List()[0]; now.KeyID != otherID || now.Signing().Key != p.Signing().Key || d.p.form.isChanged(p.ID) {
			t.Errorf("key ID %s, said %q", now.KeyID, d.p.toast.Text())
		}
		d.p.sign.Presenter().Form.SetDate("90m")
		d.settle()
		d.entry("Passphrase").Set("correct horse")
		d.press("Unlock")
		if s := d.p.sign.Presenter().State(); !s.Key.Taken() || s.Date.Text != "90m" || !d.p.form.isChanged(p.ID) {
			t.Errorf("key %+v, %q, changed %v", s.Key, s.Date.Text, d.p.form.isChanged(p.ID))
		}
	})
}
