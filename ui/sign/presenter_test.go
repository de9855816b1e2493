package sign

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/words"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

func TestEmptyForm(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.p.State()
		if s.Mood != viewmodel.Neutral || s.Action != TrySample || s.HasToken() || len(s.URLs) > 0 || s.Code != "" || s.Clock != "" {
			t.Errorf("%+v", s)
		}
		if s.Title != "Fill in the form and the token appears here" {
			t.Errorf("title = %q", s.Title)
		}
		for _, f := range s.Fields {
			if f.Say != "" {
				t.Errorf("an untouched form says at %s: %s", f.Name, f.Say)
			}
		}
		if len(d.states) != 1 || s.Platforms[s.Platform] != "FastPix" {
			t.Errorf("%d states, platforms %v", len(d.states), s.Platforms)
		}
		if got := strings.Join(s.Lives, ","); got != "15 m,1 h,24 h,7 d" || s.Lives[s.Life] != "24 h" {
			t.Errorf("lives %s, chosen %d", got, s.Life)
		}
	})
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	keyIn := func(d *desk) { d.p.Key.Paste(fixtures.PrivateKey(d.t)) }
	keyIDIn := func(d *desk) { d.p.Form.SetField(platform.KeyID, keyID) }
	idIn := func(d *desk) { d.p.Form.SetField(platform.ID, playbackID) }
	for _, c := range []struct {
		name string
		do   []func(*desk)
		want string
	}{
		{"all but the key ID", []func(*desk){keyIDIn}, "Still missing: playback ID and private key"},
		{"all but the playback ID", []func(*desk){idIn}, "Still missing: signing key ID and private key"},
		{"all but the key", []func(*desk){keyIn}, "Still missing: signing key ID and playback ID"},
		{"key", []func(*desk){keyIDIn, idIn}, "Still missing: private key"},
		{"playback ID", []func(*desk){keyIDIn, keyIn}, "Still missing: playback ID"},
		{"key ID", []func(*desk){idIn, keyIn}, "Still missing: signing key ID"},
		{"nothing", []func(*desk){idIn, keyIn, keyIDIn}, "Signed, valid for 24 hours"},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				for _, do := range c.do {
					do(d)
				}
				s := d.settle()
				if s.Title != c.want || s.Mood == viewmodel.Failed || s.Action != NoAction {
					t.Errorf("title %q, mood %d, action %d", s.Title, s.Mood, s.Action)
				}
				if s.HasToken() != (c.name == "nothing") {
					t.Errorf("token %q", s.whole())
				}
				for _, f := range s.Fields {
					if f.Say != "" {
						t.Errorf("what is only missing is said at %s: %s", f.Name, f.Say)
					}
				}
			})
		})
	}
}

// The published vector, in whatever order the form is filled.
func TestGoldenToken(t *testing.T) {
	for _, c := range []struct {
		name string
		now  time.Time
	}{
		{"at the whole second", time.Unix(goldenTime, 0)},
		{"within the second", time.Unix(goldenTime, 999_999_999)},
		{"on another clock", time.Unix(goldenTime, 0).In(time.FixedZone("far", -11*3600))},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.now = c.now
				s := d.fill()
				if s.whole() != fixtures.Token(t) {
					t.Errorf("token = %s\nwant    %s", s.whole(), fixtures.Token(t))
				}
				if s.Mood != viewmodel.Fine || s.Title != "Signed, valid for 24 hours" {
					t.Errorf("banner %d %q", s.Mood, s.Title)
				}
				const detail = "Until Thu 17 Apr, 05:14:19 UTC (07:14 here)"
				if s.Detail != detail {
					t.Errorf("detail = %q\nwant     %q", s.Detail, detail)
				}
				if s.Key.Title != "RSA 2048, private" || s.Key.Where != "this session" || s.Key.Fingerprint != "c937b8c36b1edad4" {
					t.Errorf("key = %+v", s.Key)
				}
				if d.keys[len(d.keys)-1] != "c937b8c36b1edad4 "+keyID {
					t.Errorf("told of the keys %q", d.keys)
				}
			})
		})
	}
}

// claimsOf is the payload of the token that is shown.
func claimsOf(t *testing.T, s State) string {
	t.Helper()
	b, err := base64.RawURLEncoding.DecodeString(s.Token[1].Text)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func headerOf(t *testing.T, s State) string {
	t.Helper()
	b, err := base64.RawURLEncoding.DecodeString(s.Token[0].Text)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestTokenFollowsEachChange(t *testing.T) {
	const other = "99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44"
	for _, c := range []struct {
		name   string
		change func(*Presenter)
		part   func(*testing.T, State) string
		want   string
	}{
		{"playback ID", func(p *Presenter) { p.Form.SetField(platform.ID, other) }, claimsOf, `"aud":"media:` + other + `"`},
		{"playback ID between spaces", func(p *Presenter) { p.Form.SetField(platform.ID, "  "+other+"\n") }, claimsOf, `"aud":"media:` + other + `"`},
		{"key ID", func(p *Presenter) { p.Form.SetField(platform.KeyID, other) }, claimsOf, `{"kid":"` + other + `"`},
		{"DRM", func(p *Presenter) { p.Form.SetField("for", "drm") }, claimsOf, `"aud":"drm:` + playbackID + `"`},
		{"lifetime", func(p *Presenter) { p.Form.SetLife(0) }, claimsOf, `"exp":1744781359}`},
		{"header of the plugin", func(p *Presenter) { p.Form.SetField("header", "plugin") }, headerOf, `{"alg":"RS256","typ":"JWT","kid":"` + keyID + `"}`},
		{"issuer", func(p *Presenter) { p.Form.SetField("issuer", "fastpix.io") }, claimsOf, `"iss":"fastpix.io"`},
		{"another issuer", func(p *Presenter) { p.Form.SetField("issuer", "video.example") }, claimsOf, `"iss":"video.example"`},
		{"no issuer is the usual one", func(p *Presenter) { p.Form.SetField("issuer", "") }, claimsOf, `"iss":"fastpix.com"`},
		{"a claim", func(p *Presenter) { p.Claims.Add(); p.Claims.Set(0, "plan", `"pro"`) }, claimsOf, `,"plan":"pro"}`},
		{"a replaced claim", func(p *Presenter) { p.Claims.Add(); p.Claims.Set(0, "sub", `"me"`) }, claimsOf, `"sub":"me","iat"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				before := d.fill()
				c.change(d.p)
				s := d.settle()
				if got := c.part(t, s); !strings.Contains(got, c.want) {
					t.Errorf("%s, want %s in it", got, c.want)
				}
				if !s.HasToken() || c.name != "no issuer is the usual one" && s.whole() == before.whole() {
					t.Error("the token did not follow")
				}
				if !strings.HasSuffix(s.URLs[0].URL, "?token="+s.whole()) {
					t.Errorf("the URL has another token: %s", s.URLs[0].URL)
				}
			})
		})
	}
}

// Only the addresses change with the host: the token stays, though time passes.
func TestHostKeepsTheToken(t *testing.T) {
	for _, c := range []struct {
		name, host, stream, thumbnail, note string
		prepare                             func(*Presenter)
	}{
		{name: "io", host: "io", stream: "https://stream.fastpix.io/", thumbnail: "https://images.fastpix.io/"},
		{
			name: "own host", host: "video.brand.example",
			stream: "https://stream.video.brand.example/", thumbnail: "https://images.video.brand.example/", note: "may differ",
		},
		{
			name: "with a free lifetime", host: "io", stream: "https://stream.fastpix.io/", thumbnail: "https://images.fastpix.io/",
			prepare: func(p *Presenter) { p.Form.SetDate("90m") },
		},
		{
			name: "with a claim iat of one's own", host: "io", stream: "https://stream.fastpix.io/", thumbnail: "https://images.fastpix.io/",
			prepare: func(p *Presenter) { p.Claims.Add(); p.Claims.Set(0, "iat", "1700000000") },
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				before := d.fill()
				if c.prepare != nil {
					c.prepare(d.p)
					before = d.settle()
				}
				d.now = d.now.Add(90*time.Second + 700*time.Millisecond)
				d.p.Form.SetField("host", c.host)
				s := d.settle()
				if s.whole() != before.whole() {
					t.Errorf("the token changed: %s, was %s", claimsOf(t, s), claimsOf(t, before))
				}
				if !strings.HasPrefix(s.URLs[0].URL, c.stream) || s.URLs[0].Note != "" {
					t.Errorf("stream = %+v", s.URLs[0])
				}
				if !strings.HasPrefix(s.URLs[1].URL, c.thumbnail) || s.URLs[1].Note != c.note {
					t.Errorf("thumbnail = %+v", s.URLs[1])
				}
				d.p.Form.SetField("host", "com")
				if back := d.settle(); back.whole() != before.whole() || back.URLs[0] != before.URLs[0] {
					t.Error("going back is not the same")
				}
			})
		})
	}
}

// On its way an own host is no host: the token stays, the URLs wait.
func TestTypingAHostKeepsTheToken(t *testing.T) {
	atDesk(t, func(d *desk) {
		before := d.fill()
		const host = "video.brand.example"
		for i := range len(host) {
			d.now = d.now.Add(time.Second)
			d.p.Form.SetField("host", host[:i+1])
			s := d.settle()
			if wrong := host[i] == '.'; !s.HasToken() || wrong != (len(s.URLs) == 0) {
				t.Errorf("%s: token %q, %d URLs", host[:i+1], s.whole(), len(s.URLs))
			}
		}
		if s := d.p.State(); s.whole() != before.whole() {
			t.Errorf("the token changed: %s", claimsOf(t, s))
		}
		d.p.Form.SetField("issuer", "fastpix.io")
		d.p.Form.SetField("host", "io")
		if s := d.settle(); !strings.Contains(claimsOf(t, s), `"iat":1744780478,`) {
			t.Errorf("not signed anew: %s", claimsOf(t, s))
		}
	})
}

func TestOwnHostIsChecked(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		d.p.Form.SetField("host", "video.brand.example/path")
		s := d.settle()
		if f := d.field("host"); f.Say == "" || f.Tone != viewmodel.Wrong || f.Choice != -1 {
			t.Errorf("field = %+v", f)
		}
		if !s.HasToken() || s.Mood != viewmodel.Careful || s.Title != "Signed, valid for 24 hours" || len(s.URLs) > 0 || slices.Contains(s.Snippets, "Player tag") || len(s.Snippets) == 0 || s.URLHint != "Put “Own host” right and the URLs appear here." {
			t.Errorf("banner %d %q, token %q, hint %q", s.Mood, s.Title, s.whole(), s.URLHint)
		}
		d.p.Form.SetField("host", "video.brand.example")
		if s = d.settle(); !s.HasToken() || d.field("host").Say != "" {
			t.Errorf("no token after the host was put right: %q", s.Detail)
		}
	})
}

func TestFreeDate(t *testing.T) {
	for _, c := range []struct {
		name, text string
		title      string
		message    string // at the field
		tone       viewmodel.Tone
		exp        string
	}{
		{"span", "90m", "Signed, valid for 90 minutes", "Ends Wed 16 Apr 2025, 06:44:19 UTC.", viewmodel.Quiet, `"exp":1744785859}`},
		{"spans", "1h30m", "Signed, valid for 90 minutes", "Ends Wed 16 Apr 2025, 06:44:19 UTC.", viewmodel.Quiet, `"exp":1744785859}`},
		{"from now", "now+2h", "Signed, valid for 2 hours", "Ends Wed 16 Apr 2025, 07:14:19 UTC.", viewmodel.Quiet, `"exp":1744787659}`},
		{"here", "2025-04-16 12:00", "Signed, valid for 4 h 45 min", "Ends Wed 16 Apr 2025, 10:00:00 UTC.", viewmodel.Quiet, `"exp":1744797600}`},
		{"UTC", "2025-04-16 10:00 UTC", "Signed, valid for 4 h 45 min", "Ends Wed 16 Apr 2025, 10:00:00 UTC.", viewmodel.Quiet, `"exp":1744797600}`},
		{"RFC 3339", "2025-04-16T10:00:00Z", "Signed, valid for 4 h 45 min", "Ends Wed 16 Apr 2025, 10:00:00 UTC.", viewmodel.Quiet, `"exp":1744797600}`},
		{"seconds", "1744797600", "Signed, valid for 4 h 45 min", "Ends Wed 16 Apr 2025, 10:00:00 UTC.", viewmodel.Quiet, `"exp":1744797600}`},
		{"past", "2020-01-01", "No token yet", platform.EndsBeforeBegin, viewmodel.Wrong, ""},
		{"now", "now", "No token yet", platform.EndsBeforeBegin, viewmodel.Wrong, ""},
		{"nonsense", "soon", "No token yet", words.Sentence(humantime.ErrTime), viewmodel.Wrong, ""},
		{"milliseconds", "1744797600000", "Signed, valid for 4 h 45 min", "Ends Wed 16 Apr 2025, 10:00:00 UTC.", viewmodel.Quiet, `"exp":1744797600}`},
		{"points, here", "16.4.2025 12:00", "Signed, valid for 4 h 45 min", "Ends Wed 16 Apr 2025, 10:00:00 UTC.", viewmodel.Quiet, `"exp":1744797600}`},
		{"in words", "today noon", "Signed, valid for 4 h 45 min", "Ends Wed 16 Apr 2025, 10:00:00 UTC.", viewmodel.Quiet, `"exp":1744797600}`},
		{"a weekday elsewhere", "wednesday 19:00 JST", "Signed, valid for 4 h 45 min", "Ends Wed 16 Apr 2025, 10:00:00 UTC.", viewmodel.Quiet, `"exp":1744797600}`},
		{"day or month", "05/06/2025", "No token yet", "05/06/2025 may be 5 June or 6 May: " + humantime.ErrTime.Error() + ".", viewmodel.Wrong, ""},
		{"long", "7d", "Signed, valid for 7 days", "Ends Wed 23 Apr 2025, 05:14:19 UTC.", viewmodel.Quiet, `"exp":1745385259}`},
		{"a day alone", "17.4.2025", "Signed, valid for 1 day 16 h", "Ends Thu 17 Apr 2025, 22:00:00 UTC, as Thu 17 Apr ends here.", viewmodel.Quiet, `"exp":1744927200}`},
		{"spaces are no date", "  ", "Signed, valid for 24 hours", "Ends Thu 17 Apr 2025, 05:14:19 UTC.", viewmodel.Quiet, `"exp":1744866859}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.fill()
				d.p.Form.SetDate(c.text)
				s := d.settle()
				if s.Title != c.title || s.Date.Message != c.message || s.DateTone != c.tone {
					t.Errorf("title %q, message %q, tone %d", s.Title, s.Date.Message, s.DateTone)
				}
				if c.exp == "" {
					if s.HasToken() || s.Mood != viewmodel.Failed || s.Detail != "Put “Lifetime” right and the token appears." {
						t.Errorf("token %q, mood %d, detail %q", s.whole(), s.Mood, s.Detail)
					}
				} else if got := claimsOf(t, s); !strings.Contains(got, c.exp) {
					t.Errorf("claims %s, want %s", got, c.exp)
				}
				if s.Life != -1 || s.Date.Text != c.text {
					t.Errorf("life %d, text %q", s.Life, s.Date.Text)
				}
				// Nothing else is lost, and the lifetimes are one press away.
				if d.field(platform.KeyID).Value != keyID || d.field(platform.ID).Value != playbackID || !s.Key.Taken() {
					t.Error("something else was lost")
				}
				d.p.Form.SetLife(2)
				if s = d.settle(); s.whole() != fixtures.Token(t) || s.Date != (Input{}) || s.Life != 2 {
					t.Errorf("back at 24 h: life %d, date %+v, token %q", s.Life, s.Date, s.whole())
				}
			})
		})
	}
}

func TestWrongDateIsSaidBesideWhatIsWrongElsewhere(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		d.p.Form.SetField(platform.ID, "16af5b33 cf4d")
		d.p.Form.SetDate("soon")
		s := d.settle()
		if s.Date.Message == "" || d.field(platform.ID).Say != "A playback ID has no spaces; there is one at place 9." {
			t.Errorf("date %q, ID %q", s.Date.Message, d.field(platform.ID).Say)
		}
		if s.Detail != "Put “Playback ID” and “Lifetime” right and the token appears." {
			t.Errorf("the banner says %q", s.Detail)
		}
		d.p.Key.Paste([]byte("<!DOCTYPE html><title>Sign in</title>"))
		if s = d.settle(); s.Detail != "Put “Playback ID”, “Private key” and “Lifetime” right and the token appears." {
			t.Errorf("the banner says %q", s.Detail)
		}
	})
}

// A preset that is offered is no fault of the person who takes it: what is not known of it
// is a fact about the platform.
func TestAPresetIsNoDoubt(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		d.p.Form.SetLife(3)
		s := d.settle()
		if s.Mood != viewmodel.Fine || s.Title != "Signed, valid for 7 days" || !s.HasToken() || len(s.Remarks) > 0 || s.Date.Message != "" {
			t.Errorf("mood %d, title %q, remarks %q, %q", s.Mood, s.Title, s.Remarks, s.Date.Message)
		}
		if len(s.Facts) != 2 || !strings.HasSuffix(s.Facts[0].Text, "Whether it accepts longer ones is not known.") || s.Clock != "7 d 00:00:00" {
			t.Errorf("facts %q, clock %q", s.Facts, s.Clock)
		}
	})
}

func TestWrongIDs(t *testing.T) {
	for _, c := range []struct {
		name, field, text string
		want              string
		tone              viewmodel.Tone
	}{
		{"spaces", platform.ID, "16af5b33 cf4d", "A playback ID has no spaces; there is one at place 9.", viewmodel.Wrong},
		{"other form", platform.ID, "my-video", "FastPix playback IDs look like 16af5b33-cf4d-4717-9b90-ce429a124455. This one does not.", viewmodel.Warning},
		{"media ID", platform.ID, strings.Repeat("ab", 16), "This looks like the ID of a media or a live stream. The token needs the playback ID.", viewmodel.Warning},
		{"URL", platform.ID, "https://stream.fastpix.com/" + playbackID + ".m3u8", "This is a URL. The playback ID in it is " + playbackID + ".", viewmodel.Wrong},
		{"hidden", platform.ID, "16af5b33\u200bcf4d", "There is a character here that cannot be seen, at place 9 (U+200B).", viewmodel.Wrong},
		{"token", platform.KeyID, "eyJhbGciOiJSUzI1NiJ9.e30.AA", "This is a token, not a signing key ID. Read it under Why?.", viewmodel.Wrong},
		{"too long", platform.KeyID, strings.Repeat("a", 201), "This is too long for a signing key ID: 201 characters.", viewmodel.Wrong},
		{"binary", platform.KeyID, "b7\x00\x01", "There is a character here that cannot be seen, at place 3 (U+0000).", viewmodel.Wrong},
		{"2 MB", platform.ID, strings.Repeat("z", 2<<20), "This is too long for a playback ID: 2097152 characters.", viewmodel.Wrong},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.fill()
				d.p.Form.SetField(c.field, c.text)
				s := d.settle()
				f := d.field(c.field)
				if f.Say != c.want || f.Tone != c.tone {
					t.Errorf("says %q, tone %d", f.Say, f.Tone)
				}
				if s.HasToken() != (c.tone == viewmodel.Warning) {
					t.Errorf("token %q", s.whole())
				}
				if s.Mood != viewmodel.Failed { // FastPix plays no such ID, which Why? says of the token
					t.Errorf("mood %d", s.Mood)
				}
				if !s.Key.Taken() {
					t.Error("the key was lost")
				}
			})
		})
	}
}

func TestFurtherClaims(t *testing.T) {
	for _, c := range []struct {
		name, claim, json string
		message           string
		inToken           string
	}{
		{"text", "plan", `"pro"`, "", `,"plan":"pro"}`},
		{"number keeps its digits", "n", "1.10e3", "", `,"n":1.10e3}`},
		{"list", "scope", `["a", "b"]`, "", `,"scope":["a", "b"]}`},
		{"text without quotes", "plan", "pro \"max\"", `It goes in as the text "pro \"max\"".`, `,"plan":"pro \"max\""}`},
		{"what begins as JSON", "plan", `{"a":`, `This is not JSON. Text needs quotes: "{\"a\":"`, ""},
		{"without a name", "", "12", "The claim needs a name.", ""},
		{"without a value", "plan", "", "The claim needs a value.", ""},
		{"empty row", "", "", "", `"exp":1744866859}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.fill()
				d.p.Claims.Add()
				d.p.Claims.Set(0, c.claim, c.json)
				s := d.settle()
				if s.Claims[0].Message != c.message || s.Claims[0].Name != c.claim || s.Claims[0].JSON != c.json {
					t.Errorf("claim %+v", s.Claims[0])
				}
				if c.inToken == "" {
					if s.HasToken() || s.Claims[0].Tone != viewmodel.Wrong || s.Detail != "Further claims: A further claim cannot be read." {
						t.Errorf("token %q, detail %q", s.whole(), s.Detail)
					}
				} else if got := claimsOf(t, s); !strings.HasSuffix(got, c.inToken) {
					t.Errorf("claims %s", got)
				}
				d.p.Claims.Remove(0)
				if s = d.settle(); s.whole() != fixtures.Token(t) || len(s.Claims) != 0 {
					t.Errorf("after removing it: %d claims, token %q", len(s.Claims), s.whole())
				}
			})
		})
	}
}

func TestReplacedClaimIsSaid(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		d.p.Claims.Add()
		d.p.Claims.Set(0, "sub", `"me"`)
		s := d.settle()
		if s.Mood != viewmodel.Careful || strings.Join(s.Remarks, "|") != "Your own value stands in place of the platform's for sub." {
			t.Errorf("mood %d, remarks %q", s.Mood, s.Remarks)
		}
		d.p.Claims.Set(0, "exp", `"tomorrow"`)
		if s = d.settle(); s.Mood != viewmodel.Failed || s.Title != "Signed, but playback fails: exp is not a time that the platform can read" || !strings.Contains(s.Detail, `"tomorrow"`) || s.Clock != "" {
			t.Errorf("title %q, detail %q, clock %q", s.Title, s.Detail, s.Clock)
		}
		d.p.Claims.Set(0, "exp", `"`+strings.Repeat("é", 500)+`"`)
		if s = d.settle(); len(s.Detail) > 200 {
			t.Errorf("detail %q", s.Detail)
		}
	})
}

func TestClaimsOfEarlierStatesStay(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		d.p.Claims.Add()
		d.p.Claims.Add()
		d.p.Claims.Set(0, "a", "1")
		d.p.Claims.Set(1, "b", "nonsense")
		first := d.settle()
		d.p.Claims.Set(1, "b", "2")
		d.p.Claims.Remove(0)
		if s := d.settle(); len(s.Claims) != 1 || s.Claims[0] != (Claim{Name: "b", JSON: "2"}) {
			t.Errorf("claims %+v", s.Claims)
		}
		if len(first.Claims) != 2 || first.Claims[0].Name != "a" || first.Claims[1].JSON != "nonsense" || first.Claims[1].Message == "" {
			t.Errorf("an earlier state was changed: %+v", first.Claims)
		}
		d.p.Claims.Set(7, "x", "1") // a row that is gone
		d.p.Claims.Remove(7)
		if s := d.settle(); len(s.Claims) != 1 {
			t.Errorf("claims %+v", s.Claims)
		}
	})
}

func TestCountdown(t *testing.T) {
	atDesk(t, func(d *desk) {
		before := d.fill()
		if before.Clock != "24:00:00" {
			t.Errorf("clock %q", before.Clock)
		}
		for _, c := range []struct {
			name  string
			at    time.Duration
			clock string
			title string
		}{
			{"a second later", time.Second, "23:59:59", "Signed, valid for 24 hours"},
			{"half a second more", 1500 * time.Millisecond, "23:59:59", "Signed, valid for 24 hours"},
			{"a minute", time.Minute, "23:59:00", "Signed, valid for 24 hours"},
			{"the last second", 24*time.Hour - time.Second, "00:00:01", "Signed, valid for 24 hours"},
			{"a nanosecond before", 24*time.Hour - 1, "00:00:01", "Signed, valid for 24 hours"},
			{"exactly at the end", 24 * time.Hour, "", "This token expired now"},
			{"an hour after", 25 * time.Hour, "", "This token expired 1 h ago"},
		} {
			d.now = time.Unix(goldenTime, 0).Add(c.at)
			d.p.Tick()
			s := d.settle()
			if s.Clock != c.clock || s.Title != c.title || s.whole() != before.whole() {
				t.Errorf("%s: clock %q, title %q, want %q and %q", c.name, s.Clock, s.Title, c.clock, c.title)
			}
			if expired := c.clock == ""; expired != (s.Action == SignFresh) || expired != (s.Mood == viewmodel.Failed) {
				t.Errorf("%s: action %d, mood %d", c.name, s.Action, s.Mood)
			}
		}
		d.p.Result.Refresh()
		s := d.settle()
		if s.Mood != viewmodel.Fine || s.whole() == before.whole() || s.Action != NoAction {
			t.Errorf("after a fresh one: mood %d, %s", s.Mood, claimsOf(t, s))
		}
	})
}

func TestTickWithoutATokenShowsNothingNew(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Tick()
		if d.settle(); len(d.states) != 1 {
			t.Errorf("%d states", len(d.states))
		}
	})
}

// What was asked last is what is shown, in whatever order the answers come.
func TestLatestWins(t *testing.T) {
	for _, c := range []struct {
		name  string
		order func([]func()) []func()
	}{
		{"in order", func(l []func()) []func() { return l }},
		{"the other way round", func(l []func()) []func() {
			var back []func()
			for i := len(l) - 1; i >= 0; i-- {
				back = append(back, l[i])
			}
			return back
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.fill()
				d.p.Form.SetField(platform.ID, "")
				d.settle()
				for i := range len(playbackID) {
					d.p.Form.SetField(platform.ID, playbackID[:i+1])
				}
				list := d.Waiting()
				if len(list) != len(playbackID) {
					t.Fatalf("%d answers are due", len(list))
				}
				for _, f := range c.order(list) {
					before := len(d.states)
					f()
					if s := d.p.State(); len(d.states) > before && s.whole() != fixtures.Token(t) {
						t.Errorf("an older answer was shown: %s", s.whole())
					}
				}
				if s := d.settle(); s.whole() != fixtures.Token(t) {
					t.Errorf("token %s", s.whole())
				}
			})
		})
	}
}

// TestSignFor: an ID of another platform is taken over with it, and the key stays.
func TestSignFor(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		d.p.Form.SignFor("bitmovin", "cp1mv7dsrjnnig8jc960")
		if s := d.settle(); s.Platforms[s.Platform] != "Bitmovin Streams" || d.field(platform.ID).Value != "cp1mv7dsrjnnig8jc960" || !s.HasToken() {
			t.Errorf("%+v", s)
		}
		before := d.settle()
		d.p.Form.SignFor("nobody", "x")
		if s := d.settle(); s.Platform != before.Platform || d.field(platform.ID).Value != "cp1mv7dsrjnnig8jc960" {
			t.Errorf("%+v", s)
		}
	})
}

func TestPlatformChosenAnew(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		d.p.Form.SetDate("1h")
		before := d.settle()
		d.p.Form.ChoosePlatform(0)
		if s := d.settle(); s.whole() != before.whole() || s.Date.Text != "1h" || d.field(platform.ID).Value != playbackID {
			t.Errorf("%+v", s)
		}
	})
}
