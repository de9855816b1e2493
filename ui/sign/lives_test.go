package sign

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
)

// Each of several tokens may live as long as it is wanted to.
func TestLifetimesByToken(t *testing.T) {
	atDesk(t, func(d *desk) {
		var last time.Time
		d.p.services.Released = func(_ *keys.Key, ends time.Time) { last = ends }
		d.choosePlatform("mux")
		d.p.Key.Sample()
		s := d.settle()
		if len(s.Others) != 2 || s.Others[0].Token != "Thumbnail" || s.Others[1].Token != "Storyboard" || s.Others[0].Choice != 0 {
			t.Fatalf("%+v", s.Others)
		}
		d.p.Form.SetLife(1)
		d.p.Form.SetOtherLife(0, 3)
		s = d.settle()
		ends := func(name string) int64 {
			for _, one := range d.p.signed.Tokens {
				if one.Name == name {
					v, _ := one.Claims.Get("exp")
					n, _ := strconv.ParseInt(v.Raw, 10, 64)
					return n - goldenTime
				}
			}
			return 0
		}
		if a, b, c := ends("playback-token"), ends("thumbnail-token"), ends("storyboard-token"); a != 3600 || b != 86400 || c != 3600 {
			t.Errorf("ends %d, %d, %d", a, b, c)
		}
		if s.Title != "Signed, valid for 1 hour" || s.Others[0].Choices[3] != "24 hours" || s.Others[0].Choice != 3 {
			t.Errorf("%q, %+v", s.Title, s.Others)
		}
		d.p.Result.Choose(1)
		if s = d.settle(); s.Title != "Signed, valid for 24 hours" {
			t.Errorf("the thumbnail's: %q", s.Title)
		}
		if d.p.Result.Copy(func() {}); last.Unix() != goldenTime+86400 {
			t.Errorf("what left ends %v", last)
		}
		d.p.Snippets.ChooseGroup(inCode)
		for i, name := range d.p.State().Snippets {
			if name == "Mux SDK" {
				d.p.Snippets.Choose(i)
			}
		}
		if s = d.settle(); strings.Count(s.Code, "'3600s'") != 2 || strings.Count(s.Code, "'86400s'") != 1 {
			t.Errorf("%s", s.Code)
		}
		// A profile keeps it, and knows when it has changed.
		kept := d.p.Filled()
		d.p.Form.SetOtherLife(0, 0)
		if d.settle(); d.p.Filled().Same(kept) {
			t.Error("the change is not seen")
		}
		d.p.Fill(kept, "keyring")
		if s = d.settle(); s.Others[0].Choice != 3 || ends("thumbnail-token") != 86400 || !d.p.Filled().Same(kept) {
			t.Errorf("%+v", s.Others)
		}
		d.p.Form.SetOtherLife(0, 0)
		if d.settle(); ends("thumbnail-token") != 3600 {
			t.Error("it does not go back")
		}
	})
}

// A FastPix token for DRM that ends otherwise is another token.
func TestLifetimeOfDRM(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		if s := d.p.State(); len(s.Others) != 0 {
			t.Errorf("%+v", s.Others)
		}
		d.p.Form.SetField("for", "drm")
		if s := d.settle(); len(s.Others) != 1 || s.Others[0].Token != "DRM" || len(s.Tokens) > 0 {
			t.Errorf("%+v, tokens %q", s.Others, s.Tokens)
		}
		d.p.Form.SetOtherLife(0, 1)
		if s := d.settle(); strings.Join(s.Tokens, "|") != "Playback|DRM" || !strings.Contains(s.Code, "drm-token") {
			t.Errorf("tokens %q\n%s", s.Tokens, s.Code)
		}
		if d.field(platform.ID).Value != playbackID {
			t.Error("the form changed")
		}
	})
}
