package sign

import (
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

// TestIDSavedWithAnotherKey: an ID that is saved with another key than the one on the form is
// said to be so, at the field and of the token, as long as it is.
func TestIDSavedWithAnotherKey(t *testing.T) {
	saved := func(k *keys.Key, id, of string) verify.Key {
		own := verify.Of("Shop", k)
		own.Held, own.Profile, own.ID, own.Of = true, "p1", id, all.ByName(of)
		return own
	}
	other, err := keys.Generate(t.Context(), keys.NewRSA2048)
	if err != nil {
		t.Fatal(err)
	}
	const note, toast = "This ID is saved as “Shop” with another key.", "The key ID on the form is saved as “Shop” with another key"
	fails := "Signed, but playback fails: the token names another key than the one that signed it"
	replaced := saved(other, keyID, "fastpix")
	replaced.Replaced = time.Unix(goldenTime, 0)
	for _, c := range []struct {
		name  string
		saved []verify.Key
		title string
		note  string
	}{
		{"with another key", []verify.Key{saved(other, keyID, "fastpix")}, fails, note},
		{"with this key", []verify.Key{saved(fixtures.Key(t), keyID, "fastpix")}, "Signed, valid for 24 hours", ""},
		{"with this key, in place of another", []verify.Key{saved(fixtures.Key(t), keyID, "fastpix"), replaced}, "Signed, valid for 24 hours", ""},
		{"with another key that was replaced", []verify.Key{replaced}, fails, note},
		{"with both", []verify.Key{saved(fixtures.Key(t), keyID, "fastpix"), saved(other, keyID, "fastpix")}, "Signed, valid for 24 hours", note},
		{"for another platform", []verify.Key{saved(other, keyID, "mux")}, "Signed, valid for 24 hours", ""},
		{"elsewhere, and this key with another ID", []verify.Key{saved(other, keyID, "fastpix"), saved(fixtures.Key(t), "another", "fastpix")}, fails, note},
		{"nowhere, and this key with another ID", []verify.Key{saved(fixtures.Key(t), "another", "fastpix")}, fails, ""},
		{"nowhere, and this key for another platform", []verify.Key{saved(fixtures.Key(t), "another", "mux")}, "Signed, valid for 24 hours", ""},
		{"not at all", []verify.Key{saved(other, "another", "fastpix")}, "Signed, valid for 24 hours", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				check := func(when string, s State, title, note string) {
					t.Helper()
					if f := d.field(platform.KeyID); s.Title != title || f.Say != note || note != "" && s.Mood == viewmodel.Fine {
						t.Errorf("%s: %q, at the field %q, mood %d", when, s.Title, f.Say, s.Mood)
					}
				}
				check("signed", d.fill(), "Signed, valid for 24 hours", "")
				d.p.SetSaved(c.saved)
				check("saved since", d.settle(), c.title, c.note)
				d.p.Result.Refresh()
				check("signed again", d.settle(), c.title, c.note)
				d.p.SetSaved(nil)
				check("deleted since", d.settle(), "Signed, valid for 24 hours", "")
				d.p.Result.Refresh()
				d.p.SetSaved(c.saved)
				check("saved while it was signed", d.settle(), c.title, c.note)
				if slices.Contains(d.toasts, toast) {
					t.Errorf("%q", d.toasts)
				}
			})
		})
	}
	t.Run("dropped on a form that is not whole", func(t *testing.T) {
		atDesk(t, func(d *desk) {
			d.p.SetSaved([]verify.Key{saved(other, keyID, "fastpix")})
			d.p.Form.SetField(platform.KeyID, keyID)
			d.settle()
			d.p.Key.Paste(fixtures.PrivateKey(t))
			d.settle()
			f := d.field(platform.KeyID)
			if f.Say != note || f.Tone != viewmodel.Warning || !slices.Contains(d.toasts, toast) {
				t.Errorf("%q, %v", f.Say, d.toasts)
			}
			if s := d.settle(); !strings.HasPrefix(s.Title, "Still missing: ") {
				t.Errorf("%q", s.Title)
			}
		})
	})
}
