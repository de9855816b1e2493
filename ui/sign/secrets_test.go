package sign

import (
	"strings"
	"testing"

	"playtoken/core/platform"
	"playtoken/ui/viewmodel"
)

var aSecret = strings.Repeat("0badcafe", 8)

func (d *desk) choosePlatform(name string) {
	d.t.Helper()
	for i, pl := range d.p.platforms {
		if pl.Name == name {
			d.p.Form.ChoosePlatform(i)
		}
	}
	d.settle()
}

// A secret that is pasted where none is due goes to the key, and once there is one it is
// not shown.
func TestSecretPastedIntoAnotherField(t *testing.T) {
	for _, c := range []struct{ platform, field string }{
		{"fastpix", platform.KeyID},
		{"fastpix", platform.ID},
		{"fastpix", ""},
		{"edgecast", "host"},
		{"jwt", platform.KeyID},
		{"fastevo", "viewer"},
	} {
		t.Run(c.platform+" "+c.field, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.choosePlatform(c.platform)
				if !d.p.Paste.Into(c.field, aSecret) {
					t.Fatal("it was left to the field")
				}
				s := d.settle()
				if !s.Key.Taken() && !s.Key.Refused {
					t.Errorf("key %+v", s.Key)
				}
				if said := strings.Join(d.toasts, "|"); !strings.Contains(said, "That looks like a secret: it went to the key field") {
					t.Errorf("said %q", said)
				}
			})
		})
	}
	atDesk(t, func(d *desk) {
		d.fill()
		if d.p.Paste.Into(platform.ID, aSecret) {
			t.Error("it took the place of the key")
		}
		d.p.Form.SetField(platform.ID, aSecret)
		d.settle()
		f := d.field(platform.ID)
		if !f.Masked || f.Tone != viewmodel.Wrong || !strings.HasPrefix(f.Say, "This looks like a secret.") {
			t.Errorf("%+v", f)
		}
		d.p.Form.SetField(platform.ID, playbackID)
		d.p.Claims.Add()
		d.p.Claims.Set(0, "plan", aSecret)
		s := d.settle()
		if one := s.Claims[0]; !one.Masked || one.Message != notShown || !s.HasToken() || strings.Contains(s.Code, aSecret) {
			t.Errorf("%+v\n%s", one, s.Code)
		}
	})
}

// The key itself goes into no token.
func TestKeyInAnotherField(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.choosePlatform("jwt")
		d.p.Form.SetField(platform.ID, "a user")
		d.p.Key.Paste([]byte("a secret of no form, long enough for HS256"))
		s := d.settle()
		if !s.HasToken() {
			t.Fatalf("%s: %s", s.Title, s.Detail)
		}
		d.p.Form.SetField(platform.ID, "a secret of no form, long enough for HS256")
		if s = d.settle(); s.HasToken() || !d.field(platform.ID).Masked || d.field(platform.ID).Say != isTheKey {
			t.Errorf("%+v", d.field(platform.ID))
		}
		d.p.Form.SetField(platform.ID, "a user")
		d.p.Claims.Add()
		d.p.Claims.Set(0, "note", `"a secret of no form, long enough for HS256"`)
		if s = d.settle(); s.HasToken() || !s.Claims[0].Masked || s.Claims[0].Message != isTheKey {
			t.Errorf("%+v", s.Claims[0])
		}
	})
}

// A claim that is only begun is not wrong while the keyboard is in it.
func TestClaimBegun(t *testing.T) {
	atDesk(t, func(d *desk) {
		before := d.fill().Whole()
		claim := func() Claim { return d.settle().Claims[0] }
		d.p.Claims.Add()
		d.p.Claims.Enter(0)
		d.p.Claims.Set(0, "plan", "")
		if c := claim(); c.Message != "" || d.p.State().Whole() != before || !d.p.State().HasToken() {
			t.Errorf("while it is typed: %+v, %s", c, d.p.State().Title)
		}
		d.p.Claims.Leave() // from the name to the value
		d.p.Claims.Enter(0)
		if c := claim(); c.Message != "" {
			t.Errorf("at the value: %+v", c)
		}
		d.p.Claims.Leave()
		if c := claim(); c.Message != "The claim needs a value." || c.Tone != viewmodel.Wrong || d.p.State().HasToken() {
			t.Errorf("when it is left: %+v", c)
		}
		d.p.Claims.Enter(0)
		d.p.Claims.Set(0, "plan", "pro")
		if c := claim(); c.Message != `It goes in as the text "pro".` || !d.p.State().HasToken() {
			t.Errorf("with a value: %+v", c)
		}
	})
}
