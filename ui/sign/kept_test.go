package sign

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

// A wrong option of the URLs takes neither the token nor the URLs away, and its field says
// what it takes.
func TestWrongOptionKeepsTheToken(t *testing.T) {
	for field, c := range map[string]struct{ text, says string }{
		"thumbnail_width": {"99999", "Write a whole number of pixels from 1 to 10000, such as 640. It is left out until then."},
		"thumbnail_time":  {"abc", "Write seconds, such as 12 or 12.5. It is left out until then."},
	} {
		t.Run(field, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				before := d.fill()
				d.p.URLs.ToggleOptions()
				d.p.Form.SetField(field, c.text)
				s := d.settle()
				if s.whole() != before.whole() || !s.HasToken() || len(s.URLs) != len(before.URLs) || s.Code == "" {
					t.Errorf("token %q, %d URLs", s.whole(), len(s.URLs))
				}
				if strings.Contains(s.URLs[1].URL, c.text) || d.field(field).Say != c.says || d.field(field).Tone != viewmodel.Wrong {
					t.Errorf("%s, %q", s.URLs[1].URL, d.field(field).Say)
				}
				if s.Mood != viewmodel.Careful || len(s.Remarks) != 1 || !strings.HasPrefix(s.Remarks[0], "See the note at “Thumbnail ") { // it is said at the field
					t.Errorf("mood %d, remarks %q", s.Mood, s.Remarks)
				}
				d.p.URLs.ToggleOptions()
				if s = d.settle(); len(s.Remarks) != 1 || !strings.HasSuffix(s.Remarks[0], c.says) { // and where the field is folded away, in the banner
					t.Errorf("remarks %q", s.Remarks)
				}
			})
		})
	}
}

// While something is missing or wrong the last token stays to be seen, greyed, and is not
// copied.
func TestLastTokenStays(t *testing.T) {
	for name, spoil := range map[string]func(*desk){
		"an ID on its way": func(d *desk) { d.p.Form.SetField(platform.ID, "16af5b33 ") },
		"an ID gone":       func(d *desk) { d.p.Form.SetField(platform.ID, "") },
		"a claim on its way": func(d *desk) {
			d.p.Claims.Add()
			d.p.Claims.Set(0, "a", `{"b`)
		},
		"a date on its way": func(d *desk) { d.p.Form.SetDate("to") },
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				before := d.fill()
				spoil(d)
				if name == "an ID on its way" {
					d.p.Form.SetField(platform.ID, "16af5b33 c")
				}
				s := d.settle()
				if s.HasToken() || !s.Stale || s.Whole() != before.Whole() || len(s.URLs) != len(before.URLs) || !s.OldURLs || s.Code != before.Code {
					t.Errorf("stale %v, token %q, %d URLs", s.Stale, s.Whole(), len(s.URLs))
				}
				d.p.Result.Copy(nil)
				d.p.URLs.Copy(0, nil)
				d.p.Snippets.Copy(nil)
				d.p.Result.CopyAll(AsEnv, nil)
				d.p.Result.CopyPart("x")
				if name, _ := d.p.URLs.URL(0); name != "" || len(d.copied) > 0 {
					t.Errorf("copied %q", d.copied)
				}
				d.p.Form.SetField(platform.ID, playbackID)
				d.p.Claims.Remove(0)
				d.p.Form.SetDate("")
				if s = d.settle(); !s.HasToken() || s.whole() != fixtures.Token(t) || s.OldURLs {
					t.Errorf("not back: %q", s.Title)
				}
				d.p.Form.ChoosePlatform(1)
				if s = d.settle(); s.Stale || len(s.Token) > 0 {
					t.Error("the token of another platform is shown")
				}
			})
		})
	}
}

// The URLs of another host than the one that was asked for are not shown.
func TestURLsWaitForTheHost(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		d.p.Form.SetField("host", "")
		s := d.settle()
		if !s.HasToken() || len(s.URLs) > 0 || s.URLHint != "Fill in “Own host” and the URLs appear here." || !s.Awaited || s.Code == "" || slices.Contains(s.Snippets, "Player tag") || strings.Contains(s.Code, "fastpix.com/") || s.CodeHint != "They wait for “Own host”, as the URLs do." {
			t.Errorf("%d URLs, hint %q, code %q", len(s.URLs), s.URLHint, s.Code)
		}
		if d.p.URLs.Copy(0, nil); len(d.copied) > 0 || d.p.URLs.Stream() != "" {
			t.Errorf("copied %q", d.copied)
		}
		d.p.Form.SetField("host", "video.brand.example")
		if s = d.settle(); len(s.URLs) == 0 || !strings.Contains(s.URLs[0].URL, "brand.example") {
			t.Errorf("%+v", s.URLs)
		}
	})
}

// Nothing is amber that a person cannot help: with its sample form no platform has a remark.
func TestNoPlatformIsAlwaysCareful(t *testing.T) {
	atDesk(t, func(d *desk) {
		for i, pl := range d.p.platforms {
			d.p.Form.ChoosePlatform(i)
			d.p.Key.Sample()
			s := d.settle()
			facts := map[string]int{"fastpix": 1, "bitmovin": 1, "fastevo": 2, "edgecast": 1}[pl.Name]
			remarks := map[string]int{"cloudfront": 1}[pl.Name] // its example is a playlist alone
			if (s.Mood == viewmodel.Careful) != (remarks > 0) || len(s.Facts) != facts || len(s.Remarks) != remarks || !strings.HasPrefix(s.Title, "Signed, valid for ") {
				t.Errorf("%s: mood %d, %q, remarks %q, facts %q", pl.Name, s.Mood, s.Title, s.Remarks, s.Facts)
			}
			for _, f := range s.Fields {
				if f.Tone == viewmodel.Warning && f.Say != "" && strings.Contains(s.Detail+strings.Join(s.Remarks, " "), f.Say) {
					t.Errorf("%s says twice: %s", pl.Name, f.Say)
				}
			}
		}
	})
}

// One click does what a line about the platform offers.
func TestFactIsFollowed(t *testing.T) {
	atDesk(t, func(d *desk) {
		for i, pl := range d.p.platforms {
			if pl.Name == "edgecast" {
				d.p.Form.ChoosePlatform(i)
			}
		}
		d.p.Key.Sample()
		d.settle()
		d.p.Form.SetField(platform.ID, "/videos/a/b.m3u8")
		s := d.settle()
		if len(s.Facts) != 1 || s.Facts[0] != (Fact{"This token opens every path.", "Allow /videos/a/ alone"}) {
			t.Fatalf("%+v", s.Facts)
		}
		d.p.Result.Follow(0)
		if s = d.settle(); d.field("ec_url_allow").Value != "/videos/a/" || len(s.Facts) > 0 || s.Mood != viewmodel.Fine {
			t.Errorf("%q, %+v", d.field("ec_url_allow").Value, s.Facts)
		}
		d.p.Result.Follow(0)
	})
}

// A warning is no word of the banner while one is typing.
func TestWarningWaitsUntilTheFieldIsLeft(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		d.p.Form.SetField("host", "https://video.brand.example/path")
		if s := d.settle(); strings.Join(s.Remarks, "|") != "See the note at “Own host”." { // as the field is called
			t.Errorf("remarks %q", s.Remarks)
		}
		d.p.Form.SetField("host", "com")
		d.settle()
		for i := range "my-video" {
			d.p.Form.Type(platform.ID, "my-video"[:i+1])
		}
		if s := d.settle(); s.Mood != viewmodel.Neutral || !s.HasToken() || len(s.Remarks) > 0 {
			t.Errorf("mood %d while typing, remarks %q", s.Mood, s.Remarks)
		}
		d.p.Form.Left(platform.KeyID)
		d.p.Form.Left(platform.ID)
		if s := d.settle(); s.Mood != viewmodel.Failed || d.field(platform.ID).Tone != viewmodel.Warning || strings.Join(s.Remarks, "|") != "See the note at “Playback ID”." {
			t.Errorf("mood %d, remarks %q", s.Mood, s.Remarks)
		}
	})
}

// What was chosen of the snippets while there was no token holds when one comes.
func TestGroupChosenBeforeTheToken(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Snippets.ChooseGroup(1)
		if s := d.fill(); s.Group != 1 || s.Snippets[0] != "Node" || strings.HasPrefix(s.Code, "<") {
			t.Errorf("group %d, %q", s.Group, s.Snippets)
		}
	})
}

// The shortcut copies the address of the stream.
func TestCopyStream(t *testing.T) {
	atDesk(t, func(d *desk) {
		done := 0
		d.p.URLs.CopyStream(func() { done++ })
		if strings.Join(d.toasts, "") != "There is no URL to copy yet" || done > 0 {
			t.Errorf("said %q", d.toasts)
		}
		s := d.fill()
		d.p.URLs.CopyStream(func() { done++ })
		if done != 1 || len(d.copied) != 1 || d.copied[0] != s.URLs[0].URL {
			t.Errorf("copied %q", d.copied)
		}
	})
}

// Plain JWT signs with what the key that is given can do.
func TestAlgorithmFollowsTheKey(t *testing.T) {
	atDesk(t, func(d *desk) {
		for i, pl := range d.p.platforms {
			if pl.Name == "jwt" {
				d.p.Form.ChoosePlatform(i)
			}
		}
		for _, c := range []struct {
			kind keys.Type
			alg  string
		}{{keys.NewP256, "ES256"}, {keys.NewHMAC256, "HS256"}, {keys.NewEd25519, "EdDSA"}, {keys.NewRSA2048, "RS256"}} {
			k, err := keys.Generate(context.Background(), c.kind)
			if err != nil {
				t.Fatal(err)
			}
			d.p.Key.Paste(textOf(k).Reveal())
			s := d.settle()
			alg := d.field("alg")
			if alg.Value != c.alg || !s.HasToken() || alg.Remarks[alg.Choice] != "" || !slices.Contains(alg.Remarks, "not for this key") {
				t.Errorf("%s: %s, %q, %q", c.kind, alg.Value, s.Title, s.Detail)
			}
		}
		// What was chosen among those that fit stays.
		d.p.Form.SetField("alg", "PS384")
		d.settle()
		d.p.Key.Paste(fixtures.PrivateKey(t))
		if d.settle(); d.field("alg").Value != "PS384" {
			t.Errorf("alg %s", d.field("alg").Value)
		}
	})
}

// Code takes the time when it runs, unless these times are wanted.
func TestLiveTimeIsChosen(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		d.p.Snippets.ChooseGroup(1)
		s := d.settle()
		if !strings.Contains(s.Code, "the time when it runs") || strings.Contains(s.Code, "1744780459") || strings.Join(s.Times, "|") != "Live time|These times" || s.Time != 0 {
			t.Errorf("%q: %s", s.Times, s.Code)
		}
		d.p.Snippets.ChooseTime(1)
		if s = d.settle(); !strings.Contains(s.Code, "1744780459") || s.Time != 1 {
			t.Errorf("%s", s.Code)
		}
		d.p.Snippets.Copy(nil)
		d.p.Snippets.ChooseTime(0)
		d.p.Snippets.Copy(nil)
		if len(d.copied) != 2 || !strings.Contains(d.copied[0], "1744780459") || !strings.Contains(d.copied[1], "the time when it runs") {
			t.Errorf("copied %q", d.copied)
		}
		d.p.Snippets.ChooseGroup(0)
		if s = d.settle(); len(s.Times) > 0 {
			t.Errorf("a tag has times: %q", s.Times)
		}
	})
}

// Several tokens are copied by their names at once, and a signed URL is cut by what its
// pieces are.
func TestSeveralTokensAndSignedURLs(t *testing.T) {
	atDesk(t, func(d *desk) {
		for i, pl := range d.p.platforms {
			if pl.Name == "mux" {
				d.p.Form.ChoosePlatform(i)
			}
		}
		d.p.Key.Sample()
		s := d.settle()
		if strings.Join(s.Tokens, "|") != "Playback|Thumbnail|Storyboard" || s.TokenTitle != "Token" || s.Pieces != nil {
			t.Errorf("%q, %s", s.Tokens, s.TokenTitle)
		}
		d.p.Result.CopyAll(AsEnv, nil)
		d.p.Result.CopyAll(AsJSON, nil)
		var all map[string]string
		if err := json.Unmarshal([]byte(d.copied[1]), &all); err != nil || len(all) != 3 || all["playback-token"] != s.Whole() {
			t.Errorf("%v: %s", err, d.copied[1])
		}
		if lines := strings.Split(d.copied[0], "\n"); len(lines) != 4 || lines[0] != "PLAYBACK_TOKEN="+s.Whole() || !strings.HasPrefix(lines[2], "STORYBOARD_TOKEN=ey") {
			t.Errorf("%s", d.copied[0])
		}
		for i, pl := range d.p.platforms {
			if pl.Name == "cloudfront" {
				d.p.Form.ChoosePlatform(i)
			}
		}
		d.p.Key.Sample()
		if s = d.settle(); s.TokenTitle != "Signed URL" || s.Copies != "URL" || !json.Valid([]byte(s.Policy)) {
			t.Errorf("%s, policy %q", s.TokenTitle, s.Policy)
		}
		whole, inked := "", map[Ink]string{}
		for _, p := range s.Pieces {
			whole += p.Text
			inked[p.Ink] += p.Text
		}
		if whole != s.Whole() || !strings.HasPrefix(inked[InkClaims], "Expires=") || !strings.HasPrefix(inked[InkSignature], "Signature=") || inked[InkHeader] != "Key-Pair-Id=K2JCJMDEHXQW5FHash-Algorithm=SHA256" || !strings.HasPrefix(inked[InkPlain], "https://") {
			t.Errorf("%v", inked)
		}
		d.p.Form.SetField("place", "cookies")
		if s = d.settle(); s.TokenTitle != "Signed cookies" || len(s.Pieces) < 4 {
			t.Errorf("%s, %v", s.TokenTitle, s.Pieces)
		}
	})
}

// A label that begins with capitals keeps them inside a sentence.
func TestMissingURLIsCalledOne(t *testing.T) {
	atDesk(t, func(d *desk) {
		for i, pl := range d.p.platforms {
			if pl.Name == "fastevo" {
				d.p.Form.ChoosePlatform(i)
			}
		}
		if s := d.settle(); !s.NoURLs || s.NoClaims { // where a token goes is not published
			t.Errorf("URLs are promised: %q", s.URLHint)
		}
		d.p.Form.SetField("make", "engage")
		d.p.Key.Paste([]byte(strings.Repeat("0badcafe", 8)))
		if s := d.settle(); s.Title != "Still missing: URL to sign" || !s.NoClaims || s.NoURLs {
			t.Errorf("%q", s.Title)
		}
	})
}

// The token of another kind does not stay where a choice asks for other things.
func TestTokenOfAnotherKindGoes(t *testing.T) {
	atDesk(t, func(d *desk) {
		for i, pl := range d.p.platforms {
			if pl.Name == "fastevo" {
				d.p.Form.ChoosePlatform(i)
			}
		}
		d.p.Key.Sample()
		if s := d.settle(); !s.HasToken() {
			t.Fatal(s.Title)
		}
		d.p.Form.SetField("make", "engage")
		if s := d.settle(); s.Stale || len(s.Token) > 0 || s.Code != "" {
			t.Errorf("stale %v, %d parts", s.Stale, len(s.Token))
		}
	})
}
