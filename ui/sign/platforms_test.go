package sign

import (
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/profiles"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/ui/viewmodel"
)

// plain is a platform with what FastPix has not: a choice that says how the key is
// read, a field beside one choice only, no key ID, no end, texts in groups, and
// several remarks.
var plain = &platform.Platform{
	Name: "plain", Label: "Plain", Note: "A note.",
	Form: platform.Form{
		Life: time.Hour, KeyLabel: "Signing secret", KeyHint: "Paste the secret",
		Lives: []time.Duration{time.Hour, 24 * time.Hour, platform.Endless},
		Fields: []platform.Field{
			{Name: platform.ID, Label: "Stream ID", Required: true, Example: "stream-1"},
			{Name: "alg", Label: "Algorithm", Default: "text", Choices: []platform.Choice{{Value: "text"}, {Value: "bytes"}, {Value: "RS256"}}},
			{Name: "size", Label: "Size", Required: true, When: "alg=RS256"},
			{Name: "strict", Label: "Strict", Default: "no", Choices: []platform.Choice{{Value: "no"}, {Value: "yes"}}},
		},
		KeyWant: func(f platform.Filled) importer.Want {
			return map[string]importer.Want{
				"text": importer.TextSecret, "bytes": importer.PASETOSecret, "RS256": {Kinds: []keys.Kind{keys.RSA}, For: "RS256"},
			}[f.Get("alg")]
		},
	},
	Signing: platform.Signing{
		KeyFits: func(f platform.Filled, k *keys.Key) string {
			if (f.Get("alg") == "RS256") != (k.Kind() == keys.RSA) {
				return "This key is of another kind."
			}
			return ""
		},
		CheckForm: func(f platform.Filled) []platform.Problem {
			if f.Get("strict") == "no" {
				return nil
			}
			return []platform.Problem{{Field: "strict", Text: "First remark.", Warning: true}, {Field: "strict", Text: "Second remark.", Warning: true}}
		},
		Compose: func(f platform.Filled) []platform.Draft {
			claims := token.NewObject(token.StringMember("sub", f.Get(platform.ID)))
			if !f.Expires.IsZero() {
				claims = claims.With(token.IntMember("exp", f.Expires.Unix()))
			}
			alg := "HS256"
			if f.Get("alg") == "RS256" {
				alg = "RS256"
			}
			header := token.NewObject(token.StringMember("alg", alg))
			return []platform.Draft{{Name: "token", Draft: token.Draft{Format: jws.Format, Header: header, Claims: claims}}}
		},
		URLs: func(platform.Filled, platform.NamedToken) []platform.URL { return nil },
		Snippets: func(s *platform.Signed) (list []platform.Snippet) {
			for _, name := range []string{"Tag", "iOS", "cURL"} {
				list = append(list, platform.Snippet{Name: name, Text: name + " " + s.First().Text})
			}
			for _, name := range []string{"Node", "Go", "PHP"} {
				list = append(list, platform.Snippet{Name: name, Text: name + " makes it"})
			}
			return list
		},
	},
	Reading: platform.Reading{Formats: []token.Format{jws.Format}},
}

// atPlain runs a test with FastPix and the platform above, which is chosen.
func atPlain(t *testing.T, test func(d *desk)) {
	t.Helper()
	atDesk(t, func(d *desk) {
		d.p.platforms = []*platform.Platform{all.ByName("fastpix"), plain}
		d.p.Form.ChoosePlatform(1)
		d.settle()
		test(d)
	})
}

const hexSecret = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

func (d *desk) fillPlain() State {
	d.p.Form.SetField(platform.ID, "stream-1")
	d.p.Key.Paste([]byte(hexSecret))
	return d.settle()
}

func TestOtherPlatform(t *testing.T) {
	atPlain(t, func(d *desk) {
		s := d.p.State()
		if s.Platforms[s.Platform] != "Plain" || s.Note != "A note." || s.KeyLabel != "Signing secret" || s.KeyHint != "Paste the secret" || strings.Join(s.Lives, ",") != "1 h,24 h,none" {
			t.Errorf("%+v", s)
		}
		if s.Title != "Fill in the form and the token appears here" || s.Action != TrySample {
			t.Errorf("title %q", s.Title)
		}
		d.p.Form.SetField(platform.ID, "stream-1")
		if s = d.settle(); s.Title != "Still missing: signing secret" {
			t.Errorf("title %q", s.Title)
		}
		s = d.fillPlain()
		if s.Title != "Signed, valid for 1 hour" || s.Detail != "Until Wed 16 Apr, 06:14:19 UTC (08:14 here)" || !s.NoURLs || len(s.Token) != 3 {
			t.Errorf("title %q, detail %q, %d parts", s.Title, s.Detail, len(s.Token))
		}
		if s.Key.Title != "shared secret, 64 characters" || s.Key.Fingerprint != "" {
			t.Errorf("key %+v", s.Key)
		}
	})
}

func TestSampleOfOtherPlatforms(t *testing.T) {
	for alg, title := range map[string]string{"text": "shared secret, 64 characters", "RS256": "RSA 2048, private"} {
		atPlain(t, func(d *desk) {
			d.p.Form.SetField("alg", alg)
			d.p.Form.SetField("size", "1")
			d.p.Key.Sample()
			if s := d.settle(); !s.HasToken() || s.Key.Title != title || d.field(platform.ID).Value != "stream-1" {
				t.Errorf("%s: key %+v, %q", alg, s.Key, s.Title)
			}
		})
	}
}

func TestThereAndBackAgain(t *testing.T) {
	atPlain(t, func(d *desk) {
		d.fillPlain()
		d.p.Form.SetLife(1)
		d.p.Claims.Add()
		d.p.Claims.Set(0, "plan", `"pro"`)
		d.p.Snippets.Choose(1)
		first := d.settle()
		d.p.Form.ChoosePlatform(0)
		if s := d.p.State(); s.HasToken() {
			t.Error("the token of the other platform is shown")
		}
		s := d.settle()
		if len(s.Claims) != 0 || s.Lives[s.Life] != "24 h" || d.field(platform.ID).Value != "" || !s.Key.Taken() {
			t.Errorf("%+v", s)
		}
		d.p.Form.SetField(platform.ID, playbackID)
		d.p.Form.SetField(platform.KeyID, keyID)
		d.p.Form.SetDate("2h")
		d.settle()
		d.p.Form.ChoosePlatform(1)
		if s = d.settle(); s.whole() != first.whole() || s.Life != 1 || len(s.Claims) != 1 || s.Snippets[s.Snippet] != "iOS" {
			t.Errorf("%+v", s)
		}
		d.p.Form.ChoosePlatform(0)
		if s = d.settle(); s.Date.Text != "2h" || d.field(platform.ID).Value != playbackID {
			t.Errorf("%+v", s)
		}
	})
}

// The same text is another key for another use, and one that does not fit stays.
func TestKeyIsReadForItsUse(t *testing.T) {
	atPlain(t, func(d *desk) {
		d.fillPlain()
		if got := string(d.p.key.Secret().Reveal()); got != hexSecret {
			t.Errorf("as text: %q", got)
		}
		d.p.Form.SetField("alg", "bytes")
		s := d.settle()
		if got := hex.EncodeToString(d.p.key.Secret().Reveal()); got != hexSecret || !s.HasToken() {
			t.Errorf("as bytes: %s, title %q", got, s.Title)
		}
		d.p.Form.SetField("alg", "RS256")
		d.p.Form.SetField("size", "1")
		s = d.settle()
		if s.HasToken() || !s.Key.Taken() || !strings.Contains(s.Key.Problem, "signs with RS256") || s.Detail != "Put “Signing secret” right and the token appears." {
			t.Errorf("key %+v, detail %q", s.Key, s.Detail)
		}
		d.p.Form.SetField("alg", "text")
		if s = d.settle(); !s.HasToken() || s.Key.Hint != "" || strings.Contains(s.Key.Problem, "RS256") || string(d.p.key.Secret().Reveal()) != hexSecret {
			t.Errorf("key %+v, title %q", s.Key, s.Title)
		}
	})
}

func TestKeyRefusedByOnePlatformFitsAnother(t *testing.T) {
	for name, give := range map[string]func(*Presenter, string){
		"pasted": func(p *Presenter, key string) { p.Key.Paste([]byte(key)) },
		"typed":  func(p *Presenter, text string) { p.Key.Type(text) },
	} {
		t.Run(name, func(t *testing.T) {
			atPlain(t, func(d *desk) {
				d.p.Form.SetField(platform.ID, "stream-1")
				d.p.Form.ChoosePlatform(0)
				give(d.p, hexSecret)
				if s := d.settle(); s.Key.Taken() || s.Key.Problem == "" {
					t.Errorf("FastPix takes %+v", s.Key)
				}
				d.p.Form.ChoosePlatform(1)
				if s := d.settle(); !s.Key.Taken() || !s.HasToken() {
					t.Errorf("refused still: %+v", s.Key)
				}
				d.p.Key.Forget()
				d.p.Form.ChoosePlatform(0)
				d.p.Form.ChoosePlatform(1)
				if s := d.settle(); s.Key != (viewmodel.Key{}) {
					t.Errorf("a key that was forgotten came back: %+v", s.Key)
				}
			})
		})
	}
}

func TestKeyOfAnotherKindStaysForItsPlatform(t *testing.T) {
	atPlain(t, func(d *desk) {
		d.p.Form.SetField(platform.ID, "stream-1")
		d.p.Form.ChoosePlatform(0)
		before := d.fill()
		d.p.Form.ChoosePlatform(1)
		s := d.settle()
		if s.HasToken() || s.Key.Title != "RSA 2048, private" || !strings.Contains(s.Key.Problem, "uses a shared secret") || s.Mood != viewmodel.Failed {
			t.Errorf("key %+v, title %q", s.Key, s.Title)
		}
		if last := d.keys[len(d.keys)-1]; !strings.HasPrefix(last, "c937b8c36b1edad4") {
			t.Errorf("the other screen holds %q", last)
		}
		d.p.Form.ChoosePlatform(0)
		if s = d.settle(); s.whole() != before.whole() || s.Key != before.Key {
			t.Errorf("key %+v, was %+v", s.Key, before.Key)
		}
	})
}

func TestFieldBesideOneChoice(t *testing.T) {
	atPlain(t, func(d *desk) {
		s := d.fillPlain()
		if d.field("size").Shown || !s.HasToken() {
			t.Error("a field that does not matter is asked for")
		}
		d.p.Form.SetField("alg", "RS256")
		if d.settle(); !d.field("size").Shown {
			t.Error("it is not shown")
		}
		d.p.Form.SetField("size", "7")
		d.p.Form.SetField("alg", "text")
		d.p.Form.SetField("alg", "RS256")
		if d.settle(); d.field("size").Value != "7" {
			t.Error("its value was lost")
		}
	})
}

func TestWithoutAnEnd(t *testing.T) {
	for name, choose := range map[string]func(*Presenter){
		"chosen": func(p *Presenter) { p.Form.SetLife(2) },
		"typed":  func(p *Presenter) { p.Form.SetDate("None") },
	} {
		t.Run(name, func(t *testing.T) {
			atPlain(t, func(d *desk) {
				d.fillPlain()
				choose(d.p)
				s := d.settle()
				if s.Mood != viewmodel.Fine || s.Title != "Signed, without an expiry" || s.Clock != "" || strings.Contains(claimsOf(t, s), "exp") || s.Date.Message != "" {
					t.Errorf("mood %d, title %q, claims %s", s.Mood, s.Title, claimsOf(t, s))
				}
			})
		})
	}
	atDesk(t, func(d *desk) { // a platform that does not offer it
		d.fill()
		d.p.Form.SetDate("none")
		if s := d.settle(); s.HasToken() || s.DateTone != viewmodel.Wrong {
			t.Errorf("title %q", s.Title)
		}
	})
}

func TestProfilesOfOtherPlatforms(t *testing.T) {
	atPlain(t, func(d *desk) {
		d.fillPlain()
		d.p.Form.SetField("strict", "yes")
		d.p.Form.SetLife(2)
		d.settle()
		f := d.p.Filled()
		if f.Platform != "plain" || f.Values["strict"] != "yes" || f.Values["alg"] != "text" || f.Key == nil {
			t.Errorf("%+v", f)
		}
		d.p.Form.ChoosePlatform(0)
		d.settle()
		d.p.Fill(f, "keyring")
		s := d.settle()
		if s.Platforms[s.Platform] != "Plain" || s.Life != 2 || s.Key.Where != "keyring" || d.field("strict").Value != "yes" || d.field(platform.ID).Value != "stream-1" || !s.HasToken() {
			t.Errorf("%+v", s)
		}
		// A profile that says nothing of a life means the usual one.
		d.p.Fill(Filled{Form: profiles.Form{Platform: "plain"}, Key: f.Key}, "")
		if s = d.settle(); s.Life != 0 || d.field("strict").Value != "no" {
			t.Errorf("life %d", s.Life)
		}
		// The key of a profile is read for its use as well.
		d.p.Form.SetField("alg", "bytes")
		if s = d.settle(); !s.HasToken() || s.Key.Source != "Read from the profile" || hex.EncodeToString(d.p.key.Secret().Reveal()) != hexSecret {
			t.Errorf("key %+v", s.Key)
		}
	})
}

func TestSeveralRemarks(t *testing.T) {
	atPlain(t, func(d *desk) {
		d.p.Form.SetField("strict", "yes")
		s := d.fillPlain()
		if s.Mood != viewmodel.Careful || s.Title != "Signed, valid for 1 hour" || strings.Join(s.Remarks, "|") != "Second remark." || d.field("strict").Say != "First remark." || strings.Contains(s.Detail, "remark") {
			t.Errorf("title %q, detail %q, remarks %q, at the field %q", s.Title, s.Detail, s.Remarks, d.field("strict").Say)
		}
	})
}

func TestGroupsOfSnippets(t *testing.T) {
	atPlain(t, func(d *desk) {
		var tokens []string
		d.p.services.CopyToken = func(text string, done func(string)) { tokens = append(tokens, text); done("") }
		s := d.fillPlain()
		if strings.Join(s.Groups, ",") != "In a player,In code" || s.Group != 0 || strings.Join(s.Snippets, ",") != "Tag,iOS,cURL" {
			t.Errorf("%v, %d, %v", s.Groups, s.Group, s.Snippets)
		}
		d.p.Snippets.Choose(2)
		d.p.Snippets.Copy(nil)
		if s = d.p.State(); len(tokens) != 1 || tokens[0] != "cURL "+s.whole() || strings.Contains(s.Code, s.Token[1].Text) {
			t.Errorf("copied %q, shown %q", tokens, s.Code)
		}
		d.p.Snippets.ChooseGroup(1)
		if s = d.p.State(); s.Group != 1 || strings.Join(s.Snippets, ",") != "Node,Go,PHP" || s.Code != "Node makes it" {
			t.Errorf("%d, %v, %q", s.Group, s.Snippets, s.Code)
		}
		d.p.Snippets.Choose(1)
		d.p.Snippets.Copy(nil)
		if len(tokens) != 1 || !slices.Equal(d.copied, []string{"Go makes it"}) {
			t.Errorf("copied %q and %q", tokens, d.copied)
		}
		d.p.Result.Copy(nil)
		if len(tokens) != 2 {
			t.Error("the token is not copied as one")
		}
	})
}

func TestPartsOfTokens(t *testing.T) {
	for name, c := range map[string]struct{ text, want, short string }{
		"JWT":                {"eyJhbGciOiJub25lIn0.e30.AA", "0 eyJhbGciOiJub25lIn0|1 e30|2 AA", "eyJhbGciOiJub25lIn0…"},
		"PASETO":             {"v4.local." + strings.Repeat("A", 90), "0 v4.local|1 " + strings.Repeat("A", 90), "v4.local.AAAAAAAAAAAA…"},
		"PASETO with footer": {"v4.local." + strings.Repeat("A", 90) + ".Zm9v", "0 v4.local|1 " + strings.Repeat("A", 90) + "|2 Zm9v", "v4.local.AAAAAAAAAAAA…"},
		"ectoken":            {strings.Repeat("aB3_", 20), "3 " + strings.Repeat("aB3_", 20), strings.Repeat("aB3_", 5) + "…"},
		"signed URL":         {"https://cdn.example/v.m3u8?sig=1.2.3", "3 https://cdn.example/v.m3u8?sig=1.2.3", "https://cdn.example/v.m3u8?sig=1.2.3…"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			tok := formats.Decode(c.text)
			parts := tok.Pieces()
			for _, p := range parts {
				got = append(got, fmt.Sprintf("%d %s", p.Role, p.Text))
			}
			if strings.Join(got, "|") != c.want {
				t.Errorf("%q", got)
			}
			if s := (ResultState{Token: parts}); s.Whole() != c.text {
				t.Errorf("whole %q", s.Whole())
			}
			if got := shortened(tok); got != c.short {
				t.Errorf("short %q", got)
			}
		})
	}
}

// lister opens the panel for a list.
func (d *desk) lister() *Lister { return d.p.NewLister(func(ListState) {}) }

func TestLists(t *testing.T) {
	atPlain(t, func(d *desk) {
		var saved map[string]string
		var fail error
		d.p.services.Save = func(name string, content []byte, done func(error)) {
			saved = map[string]string{name: string(content)}
			done(fail)
		}
		l := d.lister()
		if s := l.State(); s.Ready || s.Lacks != "The form is not complete. Still missing: signing secret." || s.CanCopy {
			t.Errorf("%+v", s)
		}
		d.fillPlain()
		l = d.lister()
		l.SetText("a\nb\n")
		if s := l.State(); !s.Ready || s.Lacks != "" || s.Text != "a\nb\n" || len(s.Columns) != 0 {
			t.Errorf("%+v", s)
		}
		l.Start()
		if s := l.State(); !s.Working || s.Status != "0 of 2" {
			t.Errorf("%+v", s)
		}
		d.settle()
		if s := l.State(); s.Working || s.Status != "2 rows signed." || !s.CanCopy || !s.CanSave || s.Part != 1 {
			t.Errorf("%+v", s)
		}
		l.Save()
		if out := saved["tokens.csv"]; strings.Count(out, "\n") != 3 || l.State().Status != "Saved." {
			t.Errorf("saved %q, %q", saved, l.State().Status)
		}
		fail = errors.New("the disk is full")
		if l.Save(); l.State().Status != "The file could not be written: the disk is full." || l.State().Tone != viewmodel.Wrong {
			t.Errorf("%+v", l.State())
		}
		l.SetFormat(1)
		if s := l.State(); s.CanCopy || s.Status != "" {
			t.Errorf("a result of another format is there still: %+v", s)
		}
		if l.Start(); !d.settleList(l).CanCopy {
			t.Errorf("%+v", l.State())
		}
		l.Copy(nil)
		if len(d.copied) != 1 || !strings.HasPrefix(d.copied[0], `{"id":"a","token":"ey`) {
			t.Errorf("copied %q", d.copied)
		}
	})
}

func (d *desk) settleList(l *Lister) ListState {
	d.settle()
	return l.State()
}

func TestListOfColumns(t *testing.T) {
	atPlain(t, func(d *desk) {
		d.fillPlain()
		l := d.lister()
		l.Take([]byte("asset,id,strict\na1,i 1,yes\na2,,no\n"))
		s := l.State()
		if strings.Join(s.Columns, ",") != "asset,id,strict" || s.Column != 1 || s.Source != "From the file: 2 rows" || s.Text != "" {
			t.Errorf("%+v", s)
		}
		l.Start()
		if s = d.settleList(l); s.Status != "1 of 2 rows has a problem. It is said in its place. Line 3: Stream ID is missing. Not used: asset." || s.Tone != viewmodel.Warning {
			t.Errorf("%+v", s)
		}
		l.SetColumn(0)
		l.Start()
		if s = d.settleList(l); s.Status != "2 rows signed, 1 with a remark. Line 2: First remark. Not used: id." {
			t.Errorf("%+v", s)
		}
		l.Clear()
		if s = l.State(); s.Ready || s.Source != "" || s.CanCopy || s.Status != "" {
			t.Errorf("%+v", s)
		}
	})
}

func TestListCancelled(t *testing.T) {
	atPlain(t, func(d *desk) {
		d.fillPlain()
		l := d.lister()
		if l.Paste("short") || !l.Paste(strings.Repeat("stream\n", 2000)) {
			t.Error("a long paste is shown, or a short one is not")
		}
		if s := l.State(); s.Source != "Pasted: 2,000 rows" {
			t.Errorf("%+v", s)
		}
		l.Start()
		l.Cancel()
		s := d.settleList(l)
		if s.Working || s.CanCopy || !strings.HasPrefix(s.Status, "Stopped after 0 rows.") {
			t.Errorf("%+v", s)
		}
		l.Start()
		if s = d.settleList(l); s.Status != "2,000 rows signed." {
			t.Errorf("%+v", s)
		}
	})
}

// Two platforms that want the same key: what was signed for one is not shown for the other.
func TestPlatformWithTheSameKey(t *testing.T) {
	twin := *all.ByName("fastpix")
	twin.Name, twin.Label = "twin", "Twin"
	atDesk(t, func(d *desk) {
		d.p.platforms = []*platform.Platform{all.ByName("fastpix"), &twin}
		if !d.fill().HasToken() {
			d.t.Fatal("no token")
		}
		d.p.Form.ChoosePlatform(1)
		if s := d.p.State(); s.HasToken() || s.Clock != "" {
			t.Error("the token of the other platform is shown")
		}
	})
}
