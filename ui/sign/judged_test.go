package sign

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

// claim puts a further claim into the form.
func (d *desk) claim(name, json string) State {
	d.p.Claims.Add()
	d.p.Claims.Set(0, name, json)
	return d.settle()
}

// plainClaims is a plain JWT with claims of one's own.
func (d *desk) plainClaims(claims string) State {
	d.p.Form.ChoosePlatform(d.platform("jwt"))
	d.p.Key.Paste(fixtures.PrivateKey(d.t))
	d.settle()
	d.p.Form.SetField("claims", claims)
	return d.settle()
}

// What was signed is judged as it is when it comes back: of a token that does not play it is
// not said that it is valid.
func TestSignedIsJudged(t *testing.T) {
	at := func(d time.Duration) string { return fmt.Sprint(goldenTime + int(d.Seconds())) }
	byClaim := func(name, json string) func(*desk) State {
		return func(d *desk) State {
			d.fill()
			return d.claim(name, json)
		}
	}
	for _, c := range []struct {
		name  string
		make  func(*desk) State
		mood  viewmodel.Mood
		title string
	}{
		{"begins after its end", byClaim("nbf", at(48*time.Hour)), viewmodel.Failed, "Signed, but playback fails: the token ends before it begins"},
		{"begins later", byClaim("nbf", at(11*time.Hour)), viewmodel.Careful, "Signed, but playback fails: the token is not yet valid"},
		{"issued later", byClaim("iat", at(5*time.Hour)), viewmodel.Careful, "Signed, but playback may fail: "},
		{"issued after its end", byClaim("iat", at(1e5*time.Hour)), viewmodel.Failed, "Signed, but playback fails: the token ends before it begins"},
		{"has ended", byClaim("exp", at(-time.Hour)), viewmodel.Failed, "Signed, but playback fails: "},
		{"ends in milliseconds", byClaim("exp", at(time.Hour)+"000"), viewmodel.Failed, "Signed, but playback fails: exp is in milliseconds, not in seconds"},
		{"an audience of one's own", byClaim("aud", `"media:undefined"`), viewmodel.Failed, "Signed, but playback fails: "},
		{"begins now", byClaim("nbf", at(0)), viewmodel.Fine, "Signed, valid for 24 hours"},
		{"a claim that says nothing", byClaim("plan", `"pro"`), viewmodel.Fine, "Signed, valid for 24 hours"},
		{"plain, begins after its end", func(d *desk) State { return d.plainClaims(`{"nbf": ` + at(24*time.Hour) + `}`) }, viewmodel.Failed, "Signed, but playback fails: the token ends before it begins"},
		{"plain, issued soon", func(d *desk) State { return d.plainClaims(`{"iat": "soon"}`) }, viewmodel.Failed, "Signed, but playback fails: iat is not a time that the platform can read"},
		{"plain, ends by a length", func(d *desk) State { return d.plainClaims(`{"exp": 5}`) }, viewmodel.Failed, "Signed, but playback fails: exp holds a length of time, not a date"},
		{"plain, a year", func(d *desk) State { return d.plainClaims(`{"iat": ` + at(8760*time.Hour) + `}`) }, viewmodel.Failed, "Signed, but playback fails: the token ends before it begins"},
		{"CloudFront, begins later", func(d *desk) State { return d.cloudfront("url") }, viewmodel.Careful, "Signed, but playback fails: the token is not yet valid"},
		{"cookies, begin later", func(d *desk) State { return d.cloudfront("cookies") }, viewmodel.Careful, "Signed, but playback fails: the token is not yet valid"},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				s := c.make(d)
				if s.Mood != c.mood || !strings.HasPrefix(s.Title, c.title) || !s.HasToken() || s.Action != NoAction || (s.Clock != "") != (c.mood == viewmodel.Fine) {
					t.Errorf("mood %d, %q, %q, clock %q, action %d", s.Mood, s.Title, s.Detail, s.Clock, s.Action)
				}
				with := verify.Of("", d.p.key)
				with.Settings = d.p.platform.SettingsFor(d.p.values)
				v := diagnosis.Read(s.whole(), diagnosis.Options{Keys: []verify.Key{with}, Now: d.now, Platform: d.p.platform}).Verdict
				if s.Mood == viewmodel.Fine && v.State != diagnosis.Plays {
					t.Errorf("green, and Why? says: %s", v.Headline)
				}
			})
		})
	}
}

// cloudfront is a form of CloudFront that begins in an hour.
func (d *desk) cloudfront(place string) State {
	d.p.Form.ChoosePlatform(d.platform("cloudfront"))
	d.p.Form.setFields(map[string]string{
		platform.ID: "https://d111111abcdef8.cloudfront.net/hls/*", "play": "https://d111111abcdef8.cloudfront.net/hls/a.mp4", platform.KeyID: "K2JCJMDEHXQW5F",
		"place": place, "start": d.now.Add(time.Hour).UTC().Format(time.RFC3339),
	})
	d.p.Key.Paste(fixtures.PrivateKey(d.t))
	return d.settle()
}

// One that begins later is valid when that has come.
func TestBeginsLater(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		d.claim("nbf", fmt.Sprint(goldenTime+60))
		d.now = d.now.Add(time.Minute)
		d.p.Tick()
		if s := d.settle(); s.Mood != viewmodel.Fine || s.Title != "Signed, valid for 24 hours" {
			t.Errorf("mood %d, %q", s.Mood, s.Title)
		}
	})
}

// While a claim is being typed there is no alarm about it, and no promise.
func TestClaimIsTyped(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		d.p.Claims.Add()
		d.p.Claims.Enter(0)
		d.p.Claims.Set(0, "exp", "17")
		if s := d.settle(); s.Mood != viewmodel.Neutral || strings.Contains(s.Title, "valid") {
			t.Errorf("mood %d, %q", s.Mood, s.Title)
		}
		d.p.Claims.Leave()
		if s := d.settle(); s.Mood != viewmodel.Failed {
			t.Errorf("mood %d, %q", s.Mood, s.Title)
		}
	})
}

// What is pasted is whole: what there is to say of it comes at once.
func TestPastedIDIsWhole(t *testing.T) {
	for name, text := range map[string]string{
		"shorter than before": strings.Repeat("ab", 16), "longer": strings.Repeat("ab", 30),
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.fill()
				d.p.Form.Type(platform.ID, text)
				if s := d.settle(); s.Mood != viewmodel.Failed || len(s.Remarks) != 1 {
					t.Errorf("mood %d, %q, remarks %q", s.Mood, s.Title, s.Remarks)
				}
			})
		})
	}
}

// An end by hand goes before the lifetime, which is said where it stands; and there is no
// button that would sign the same again.
func TestEndByHand(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.plainClaims(fmt.Sprintf(`{"exp": %d}`, goldenTime+60))
		if f := d.field("claims"); f.Say != "exp here goes before the lifetime." || s.Mood != viewmodel.Careful {
			t.Errorf("%q, mood %d", f.Say, s.Mood)
		}
		d.now = d.now.Add(2 * time.Minute)
		d.p.Tick()
		if s = d.settle(); s.Mood != viewmodel.Failed || s.Action != NoAction || !strings.Contains(s.Title, "expired") {
			t.Errorf("mood %d, %q, action %d", s.Mood, s.Title, s.Action)
		}
		d.p.Form.SetField("claims", "")
		d.settle()
		d.now = d.now.Add(2 * time.Hour)
		d.p.Tick()
		if s = d.settle(); s.Action != SignFresh {
			t.Errorf("%q, action %d", s.Title, s.Action)
		}
	})
	atDesk(t, func(d *desk) { // a moment that has passed is none for a fresh token either
		d.fill()
		d.p.Form.SetDate("2025-04-16 12:00")
		d.settle()
		d.now = d.now.Add(24 * time.Hour)
		d.p.Tick()
		if s := d.settle(); s.Action != NoAction || s.Mood != viewmodel.Failed {
			t.Errorf("%q, action %d", s.Title, s.Action)
		}
	})
}

// The algorithm follows the key, wherever that comes from: out of a profile without settings,
// or with another platform's form.
func TestAlgorithmFollowsAnyKey(t *testing.T) {
	key, err := keys.Generate(context.Background(), keys.NewP256)
	if err != nil {
		t.Fatal(err)
	}
	for name, give := range map[string]func(*desk){
		"a saved key":  func(d *desk) { d.p.Fill(Filled{Form: profiles.Form{Platform: "jwt"}, Key: key}, "keyring") },
		"the next key": func(d *desk) { d.p.Form.ChoosePlatform(d.platform("jwt")); d.p.Rekey("2", key, "keyring") },
		"it was there": func(d *desk) {
			d.p.Key.Paste(key.PrivatePEM().Reveal())
			d.settle()
			d.p.Form.ChoosePlatform(d.platform("jwt"))
		},
		"it was pasted": func(d *desk) { d.p.Form.ChoosePlatform(d.platform("jwt")); d.p.Key.Paste(key.PrivatePEM().Reveal()) },
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				give(d)
				s := d.settle()
				if !s.HasToken() || d.field("alg").Value != "ES256" {
					t.Errorf("%q, %q, %s", s.Title, s.Detail, d.field("alg").Value)
				}
				d.p.Form.SetField("alg", "RS256") // which was said
				if s = d.settle(); s.HasToken() || d.field("alg").Value != "RS256" {
					t.Errorf("%q, %s", s.Title, d.field("alg").Value)
				}
			})
		})
	}
}
