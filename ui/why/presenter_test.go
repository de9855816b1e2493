package why

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"playtoken/assets"
	"playtoken/core/token"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

func TestEmptyScreen(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.p.State()
		if !s.Blank || s.Title != "" || s.Action != NoAction || s.Read || s.Judged || !s.Editing || s.Text != "" || len(s.Notes) > 0 {
			t.Errorf("%+v", s)
		}
		for _, text := range []string{"", " ", "\n\t\u200b"} {
			if s = d.paste(text); !s.Blank || s.Title != "" || s.Read {
				t.Errorf("%q: blank %t, title %q", text, s.Blank, s.Title)
			}
		}
		d.paste(fixtures.Token(t))
		d.p.Paste.Edit()
		d.p.Paste.Type("") // as with all of it marked and deleted
		if s = d.settle(); !s.Blank || s.Title != "" || len(s.Recent) != 1 {
			t.Errorf("emptied by hand: blank %t, title %q, %d recent", s.Blank, s.Title, len(s.Recent))
		}
	})
}

func TestSampleHasExpired(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.now = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
		d.p.Paste.Sample()
		s := d.settle()
		if s.Mood != viewmodel.Failed || s.Title != "Playback fails: the token expired 186 days ago" || s.Clock != "" {
			t.Errorf("mood %d, title %q, clock %q", s.Mood, s.Title, s.Clock)
		}
		if s.Detail != "It ended Wed 20 May 2026, 09:23:52 UTC, its life was 24 hours. Sign a fresh token." {
			t.Errorf("detail %q", s.Detail)
		}
		if s.What != "token" || s.Platform != "FastPix" || s.Editing || strings.Join(s.Parts, ".") != strings.TrimSpace(assets.SampleToken) {
			t.Errorf("what %q, platform %q", s.What, s.Platform)
		}
		const want = "{\n" +
			`  "kid": "117e80b8-721e-4b6c-b65f-f83a15c5e162",` + "\n" +
			`  "aud": "drm:f89d40ab-b457-4fed-8d13-84d51eb62dfc",` + "\n" +
			`  "iss": "fastpix.com",` + "\n" + `  "sub": "",` + "\n" + `  "iat": 1779182632,` + "\n" + `  "exp": 1779269032` + "\n}\n"
		if s.claims() != want {
			t.Errorf("claims\n%s", s.claims())
		}
		if s.row("Expires") != "Wed 20 May 2026, 09:23:52 UTC  11:23:52 here  186 days ago" ||
			s.row("Opens") != "DRM stream, licences and images of playback ID f89d40ab-b457-4fed-8d13-84d51eb62dfc" {
			t.Errorf("rows %+v", s.Rows)
		}
	})
}

// One token, one verdict for each key and clock.
func TestVerdict(t *testing.T) {
	const unchecked = "Nothing wrong in the token itself; the signature was not checked"
	golden := func(t *testing.T) string { return fixtures.Token(t) }
	for _, c := range []struct {
		name      string
		prepare   func(*desk)
		text      func(*testing.T) string
		mood      viewmodel.Mood
		title     string
		detail    string // in the detail
		notes     string // in the notes
		signature string
	}{
		{
			"plays with the Sign key", func(d *desk) { d.p.Keys.SetSignKey(fixtures.Key(d.t), keyID) }, golden,
			viewmodel.Fine, "Plays until Thu 17 Apr 2025, 05:14:19 UTC", "That is in 23 h. The signature is valid",
			"Signed by the key of the Sign screen.  c937b8c36b1edad4", "Signature: 256 bytes, valid",
		},
		{
			"plays with a Sign key without an ID", func(d *desk) { d.p.Keys.SetSignKey(fixtures.Key(d.t), "") }, golden,
			viewmodel.Fine, "Plays until Thu 17 Apr 2025, 05:14:19 UTC", "", "c937b8c36b1edad4", "Signature: 256 bytes, valid",
		},
		{
			"no key", nil, golden, viewmodel.Neutral, unchecked + ", no key given",
			"It runs until Thu 17 Apr 2025, 05:14:19 UTC, that is in 23 h.", "", "Signature: 256 bytes, not checked",
		},
		{
			"a Sign key that is somebody else's", func(d *desk) { d.p.Keys.SetSignKey(anotherKey(d.t), otherID) }, golden, viewmodel.Neutral, "Nothing wrong in the token itself; no key at hand confirms its signature",
			"", "No key at hand has the ID that the token names. It names b7158b65…dd25. The one key at hand did not sign it.", "Signature: 256 bytes, confirmed by no key at hand",
		},
		{
			"a Sign key of another ID that fits all the same", func(d *desk) { d.p.Keys.SetSignKey(fixtures.Key(d.t), otherID) }, golden, viewmodel.Failed,
			"Playback fails: the token names another key than the one that signed it", "", "Signed by the key of the Sign screen.", "Signature: 256 bytes, valid",
		},
		{
			"a saved key", func(d *desk) {
				d.saved = append(d.saved, saved(d.t, "production", fixtures.Key(d.t)))
				d.p.Keys.SetSignKey(fixtures.Key(d.t), "")
			}, golden, viewmodel.Fine,
			"Plays until Thu 17 Apr 2025, 05:14:19 UTC", "", "Signed by key “production”.  c937b8c36b1edad4", "Signature: 256 bytes, valid",
		},
		{
			"wrong key", func(d *desk) { d.p.Keys.SetSignKey(anotherKey(d.t), keyID) }, golden, viewmodel.Failed,
			"Playback fails: another key signed the token, or its signature was changed",
			"With the key of the Sign screen the signature opens to nothing. The token names b7158b65…dd25, the ID that was given for this key.", "", "Signature: 256 bytes, does not fit the key",
		},
		{
			"public key given here", func(d *desk) { d.p.Keys.Paste([]byte(fixtures.Key(d.t).PublicPEM())) }, golden, viewmodel.Fine,
			"Plays until Thu 17 Apr 2025, 05:14:19 UTC", "", "Signed by the key given here.  c937b8c36b1edad4", "Signature: 256 bytes, valid",
		},
		{
			"the key given here goes before that of Sign", func(d *desk) {
				d.p.Keys.SetSignKey(anotherKey(d.t), keyID)
				d.p.Keys.Paste([]byte(fixtures.Key(d.t).PublicPEM()))
			}, golden, viewmodel.Fine, "Plays until Thu 17 Apr 2025, 05:14:19 UTC", "", "the key given here", "Signature: 256 bytes, valid",
		},
		{
			"expired though the signature is valid", func(d *desk) {
				d.now = time.Unix(ends+134*60, 0)
				d.p.Keys.SetSignKey(fixtures.Key(d.t), keyID)
			}, golden, viewmodel.Failed, "Playback fails: the token expired 2 h 14 min ago", "its life was 24 hours",
			"Signed by the key of the Sign screen.", "Signature: 256 bytes, valid",
		},
		{
			"changed", func(d *desk) { d.p.Keys.SetSignKey(fixtures.Key(d.t), keyID) }, func(t *testing.T) string {
				claims := unsigned(fastpix(fmt.Sprintf(`"iat":%d,"exp":%d`, issued, ends+1)))
				return claims[:strings.LastIndexByte(claims, '.')] + fixtures.Token(t)[strings.LastIndexByte(fixtures.Token(t), '.'):]
			}, viewmodel.Failed, "Playback fails: the token was changed after it was signed", "", "", "Signature: 256 bytes, does not fit the key",
		},
		{
			"cut in the claims", nil, func(t *testing.T) string { g := fixtures.Token(t); return g[:len(g)-400] }, viewmodel.Failed,
			"Playback fails: the token is cut short", "the rest of the claims and the signature are missing", "", "Signature: missing",
		},
		{
			"without its signature", nil, func(t *testing.T) string { g := fixtures.Token(t); return g[:strings.LastIndexByte(g, '.')+1] }, viewmodel.Failed,
			"Playback fails: the signature is missing", "", "", "Signature: missing",
		},
		{
			"cut in the signature", nil, func(t *testing.T) string { g := fixtures.Token(t); return g[:len(g)-40] }, viewmodel.Failed,
			"Playback fails: the signature is cut short", "It has 226 bytes, one of RS256 has 256", "Signature not checked. No key was given.", "Signature: 226 bytes, not checked",
		},
		{
			"a strange character", nil, func(t *testing.T) string { g := fixtures.Token(t); return g[:30] + "!" + g[31:] }, viewmodel.Failed,
			"Playback fails: the token cannot be read", "“!”, at place 10", "", "Signature: 256 bytes, not checked",
		},
		{
			"URL with another ID", nil, func(t *testing.T) string {
				return "https://stream.fastpix.com/" + otherID + ".m3u8?token=" + fixtures.Token(t)
			}, viewmodel.Failed, "Playback fails: the token is for another playback ID",
			"The token opens 16af5b33…4455, the URL asks for 99c14bd2…3a44.", "", "Signature: 256 bytes, not checked",
		},
		{
			"URL with its ID", func(d *desk) { d.p.Keys.SetSignKey(fixtures.Key(d.t), keyID) }, func(t *testing.T) string {
				return "https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t)
			}, viewmodel.Fine, "Plays until Thu 17 Apr 2025, 05:14:19 UTC", "", "", "Signature: 256 bytes, valid",
		},
		{
			"not yet valid", nil, func(t *testing.T) string {
				return signed(t, token.IntMember("iat", issued), token.IntMember("nbf", issued+7200), token.IntMember("exp", ends))
			}, viewmodel.Failed, "Playback fails: the token is not yet valid", "It begins Wed 16 Apr 2025, 07:14:19 UTC, in 1 h.", "", "Signature: 256 bytes, not checked",
		},
		{
			"milliseconds", nil, func(t *testing.T) string {
				return signed(t, token.IntMember("iat", issued), token.IntMember("exp", ends*1000))
			}, viewmodel.Failed, "Playback fails: exp is in milliseconds, not in seconds", "Divide it by 1000.", "", "Signature: 256 bytes, not checked",
		},
		{
			"clock before iat", nil, func(t *testing.T) string {
				return signed(t, token.IntMember("iat", issued+7200), token.IntMember("exp", ends))
			}, viewmodel.Careful, "Playback may fail: the token was issued in the future", "one of the two clocks is wrong", "", "Signature: 256 bytes, not checked",
		},
		{
			"no expiry", func(d *desk) { d.p.Keys.SetSignKey(fixtures.Key(d.t), keyID) }, func(t *testing.T) string { return signed(t) },
			viewmodel.Careful, "Playback may fail: the token has no expiry", "", "Signed by the key of the Sign screen.", "Signature: 256 bytes, valid",
		},
		{
			"claims that are no JSON", nil, func(*testing.T) string { return unsigned("hello") }, viewmodel.Failed,
			"Playback fails: the claims cannot be read", "", "", "Signature: 256 bytes, not checked",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				if c.prepare != nil {
					c.prepare(d)
					d.settle()
				}
				s := d.paste(c.text(t))
				if s.Mood != c.mood || !strings.HasPrefix(s.Title, c.title) || !strings.Contains(s.Detail, c.detail) {
					t.Errorf("mood %d\n%s\n%s", s.Mood, s.Title, s.Detail)
				}
				if !strings.Contains(s.notes(), c.notes) || s.Parted.Signature != c.signature {
					t.Errorf("notes %s%s", s.notes(), s.Parted.Signature)
				}
				if !s.Read || s.Editing || s.Action != NoAction && s.Action != ApplyFix {
					t.Errorf("read %v, editing %v, action %d", s.Read, s.Editing, s.Action)
				}
			})
		})
	}
}

func TestWhatIsReadOfADamagedToken(t *testing.T) {
	g := fixtures.Token(t)
	for _, c := range []struct{ name, text, has string }{
		{"cut in the claims", g[:len(g)-400], `  "kid": "` + keyID + `",`},
		{"a strange character", g[:200] + "!" + g[201:], `  "kid": "` + keyID + `",`},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				s := d.paste(c.text)
				if s.Mood != viewmodel.Failed || !strings.Contains(s.claims(), c.has) || !strings.HasSuffix(s.claims(), "   …\n") {
					t.Errorf("mood %d, claims\n%s", s.Mood, s.claims())
				}
				if len(s.Parted.Header) != 3 || s.Parted.Header[1].Name+s.Parted.Header[1].Rest != `"alg": "RS256"` {
					t.Errorf("header %+v", s.Parted.Header)
				}
			})
		})
	}
}

// What is too large to be pasted can be opened as a file, where it would be read as one.
func TestTooLargeAPaste(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.services.OpenLog = func(func(string, func() (io.ReadCloser, error))) {}
		for name, c := range map[string]struct{ text, says string }{
			"lines":                   {strings.Repeat("x\n", 1<<20), "This is too large: 2.0 MiB. Nothing above 1 MiB is read. Save it as a file and open that: logs and HAR files may be larger."},
			"JSON on one line":        {"{" + strings.Repeat("x ", 1<<20), "This is too large: 2.0 MiB. Nothing above 1 MiB is read. Save it as a file and open that: logs and HAR files may be larger."},
			"one line":                {strings.Repeat("x ", 1<<20), "This is too large: 2.0 MiB. Nothing above 1 MiB is read. All of it stands on one line: paste the token or the URL alone."},
			"the beginning of a file": {strings.Repeat("x", 1<<20+1), "This is too large: more than 1 MiB. Nothing above 1 MiB is read. All of it stands on one line: paste the token or the URL alone."},
		} {
			if s := d.paste(c.text); s.Detail != c.says {
				t.Errorf("%s: %q", name, s.Detail)
			}
		}
	})
}

func TestNoToken(t *testing.T) {
	for _, c := range []struct{ name, text, detail, before string }{
		{"HTML", "<!DOCTYPE html><html><body>404</body></html>", "This is a web page, not a token. " + wanted, "<!DOCTYPE html><html><body>404</body></html>"},
		{"binary", "\x89PNG\x00\xff", "This is binary data, not text. Paste the token or the URL as text.", "6 bytes of binary data"},
		{"2 MB", strings.Repeat("é", 1<<20), "This is too large: 2.0 MiB. Nothing above 1 MiB is read. All of it stands on one line: paste the token or the URL alone.", strings.Repeat("é", 200) + "…"},
		{"words", "it  does\nnot play", "There is no token in this text. " + wanted, "it does not play"},
		{"words that act", "a\u202eb \x1b[31mc", "There is no token in this text. " + wanted, `a\u202Eb \u001B[31mc`},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				s := d.paste(c.text)
				if s.Mood != viewmodel.Failed || s.Title != "No token found" || s.Detail != c.detail || s.Read || s.Editing {
					t.Errorf("mood %d, %q, %q, editing %v", s.Mood, s.Title, s.Detail, s.Editing)
				}
				if c.before != "" && s.Before != c.before {
					t.Errorf("shown %.80q", s.Before)
				}
				d.p.Clear()
				if s = d.settle(); s.Mood != viewmodel.Neutral || s.Before != "" || s.Text != "" || !s.Editing {
					t.Errorf("after Clear: %+v", s)
				}
				if s = d.paste(fixtures.Token(t)); !s.Read {
					t.Errorf("the next token is not read: %q", s.Detail)
				}
			})
		})
	}
}

// A URL without a token may be all there is to say.
func TestNoTokenInAURL(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.paste("https://stream.fastpix.com/" + playbackID + ".m3u8")
		if s.Mood != viewmodel.Careful || s.Title != "Playback may fail: there is no token" || s.Read || s.Before == "" {
			t.Errorf("mood %d, %q, %q", s.Mood, s.Title, s.Detail)
		}
	})
}

func TestTwoTokens(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.paste("first " + fixtures.Token(t) + " then " + strings.TrimSpace(assets.SampleToken) + " end")
		if s.What != "text, 2 tokens: 1 may fail" || len(s.Tokens) != 2 || s.Token != 0 || strings.Join(s.Parts, ".") != fixtures.Token(t) || s.Before != "first" {
			t.Errorf("what %q, before %q", s.What, s.Before)
		}
		if !strings.HasPrefix(s.After, "then eyJ") || len(s.After) > 410 {
			t.Errorf("after %q", s.After)
		}
		d.p.Paste.Choose(1)
		s = d.settle()
		if s.Token != 1 || strings.Join(s.Parts, ".") != strings.TrimSpace(assets.SampleToken) || s.After != "end" || !strings.HasSuffix(s.Before, " then") || s.Title != "Nothing wrong in the token itself; the signature was not checked, no key given" && s.Mood != viewmodel.Careful {
			t.Errorf("second: %d, before %q, after %q, %q", s.Token, s.Before, s.After, s.Title)
		}
		// The keys change: it is still the second.
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		if s = d.settle(); s.Token != 1 || s.Parted.Signature != "Signature: 256 bytes, confirmed by no key at hand" {
			t.Errorf("token %d, %s", s.Token, s.Parted.Signature)
		}
		d.p.Paste.Choose(0)
		if s = d.settle(); s.Token != 0 || s.Mood != viewmodel.Fine {
			t.Errorf("token %d, mood %d", s.Token, s.Mood)
		}
	})
}

func TestClearAndEdit(t *testing.T) {
	atDesk(t, func(d *desk) {
		text := "curl 'https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t) + "'"
		s := d.paste(text)
		if s.Editing || s.What != "cURL command, 1 token" {
			t.Errorf("editing %v, what %q", s.Editing, s.What)
		}
		d.p.Paste.Edit()
		if s = d.settle(); !s.Editing || s.Text != text || !s.Read {
			t.Errorf("editing %v, text %q", s.Editing, s.Text)
		}
		d.p.Clear()
		if s = d.settle(); !s.Editing || s.Text != "" || s.Read || !s.Blank || s.HasLife || len(s.Rows) > 0 {
			t.Errorf("after Clear: %+v", s)
		}
	})
}

func TestLongTextIsNotEdited(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste(strings.Repeat("log line ", 4000) + fixtures.Token(t))
		d.p.Paste.Edit()
		if s := d.settle(); s.Editing || !s.Read || len(s.Before) > 410 {
			t.Errorf("editing %v, read %v, %d characters before", s.Editing, s.Read, len(s.Before))
		}
	})
}

func TestTypedText(t *testing.T) {
	atDesk(t, func(d *desk) {
		g := fixtures.Token(t)
		for _, c := range []struct {
			name, text string
			mood       viewmodel.Mood
			read       bool
		}{
			{"a word", "hello", viewmodel.Neutral, false}, // it is still on its way
			{"a header alone", g[:20], viewmodel.Failed, true},
			{"half", g[:100], viewmodel.Failed, true},
			{"whole", g, viewmodel.Neutral, true},
			{"nothing", "", viewmodel.Neutral, false},
		} {
			d.p.Paste.Type(c.text)
			s := d.settle()
			if s.Mood != c.mood || s.Read != c.read || s.Text != c.text || !s.Editing || s.Before != "" && !c.read {
				t.Errorf("%s: mood %d, read %v, editing %v, text %q", c.name, s.Mood, s.Read, s.Editing, s.Text)
			}
		}
		n := len(d.states)
		d.p.Paste.Type("")
		if d.settle(); len(d.states) != n {
			t.Error("the same text was read again")
		}
	})
}

// Answers may come in any order; what was typed last is what is shown.
func TestLatestWins(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		g := fixtures.Token(t)
		for i := len(g) - 30; i <= len(g); i++ {
			d.p.Paste.Type(g[:i])
		}
		list := d.Waiting()
		if len(list) != 31 {
			t.Fatalf("%d answers are due", len(list))
		}
		for i := len(list) - 1; i >= 0; i-- {
			list[i]()
		}
		if s := d.settle(); s.Mood != viewmodel.Fine || strings.Join(s.Parts, ".") != g {
			t.Errorf("mood %d, title %q", s.Mood, s.Title)
		}
	})
}

func TestPasteThenClearAtOnce(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Paste.Take(fixtures.Token(t))
		d.p.Clear()
		list := d.Waiting()
		for i := len(list) - 1; i >= 0; i-- {
			list[i]()
		}
		if s := d.settle(); s.Read || s.Text != "" || !s.Editing {
			t.Errorf("%+v", s)
		}
	})
}

// The verdict turns at exp itself, not a moment before or after.
func TestTickTurnsTheVerdict(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.paste(fixtures.Token(t))
		for _, c := range []struct {
			name  string
			at    time.Time
			clock string
			mood  viewmodel.Mood
			over  bool
		}{
			{"a day before", time.Unix(issued, 0), "24:00:00", viewmodel.Fine, false},
			{"an hour before", time.Unix(ends-3600, 0), "01:00:00", viewmodel.Fine, false},
			{"a second before", time.Unix(ends-1, 0), "00:00:01", viewmodel.Fine, false},
			{"a nanosecond before", time.Unix(ends-1, 999_999_999), "00:00:01", viewmodel.Fine, false},
			{"at exp", time.Unix(ends, 0), "", viewmodel.Failed, true},
			{"a second after", time.Unix(ends+1, 0), "", viewmodel.Failed, true},
		} {
			d.now = c.at
			d.p.Tick()
			s := d.p.State() // at once, not in the background
			if s.Clock != c.clock || s.Mood != c.mood || s.Life.Over != c.over {
				t.Errorf("%s: clock %q, mood %d, over %v", c.name, s.Clock, s.Mood, s.Life.Over)
			}
		}
		if s := d.p.State(); s.Title != "Playback fails: the token expired 1 s ago" {
			t.Errorf("title %q", s.Title)
		}
	})
}

func TestTickWithoutATokenShowsNothingNew(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Tick()
		d.paste("hello")
		n := len(d.states)
		d.p.Tick()
		if d.settle(); len(d.states) != n {
			t.Errorf("%d states, were %d", len(d.states), n)
		}
	})
}

func TestCopy(t *testing.T) {
	for _, c := range []struct {
		name  string
		copy  func(*Presenter, func())
		text  func(*testing.T, State) string
		toast string
	}{
		{"verdict", func(p *Presenter, done func()) { p.Verdict.Copy(done) }, func(_ *testing.T, s State) string { return s.Title + ". " + s.Detail }, "Verdict copied"},
		{"header", func(p *Presenter, done func()) { p.Structure.CopyHeader(done) }, func(*testing.T, State) string { return `{"alg":"RS256"}` }, "Header copied"},
		{"claims", func(p *Presenter, done func()) { p.Structure.CopyClaims(done) }, func(*testing.T, State) string {
			return fastpix(fmt.Sprintf(`"iat":%d,"exp":%d`, issued, ends))
		}, "Claims copied"},
		{"token", func(p *Presenter, done func()) { p.Paste.Copy(done) }, func(t *testing.T, _ State) string { return fixtures.Token(t) }, "Token copied"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, note := range []string{"", "through this window's own clipboard."} {
				atDesk(t, func(d *desk) {
					d.note = note
					done := 0
					c.copy(d.p, func() { done++ }) // nothing there yet
					s := d.paste("Authorization: Bearer " + fixtures.Token(t) + "\n")
					if len(d.copied) != 0 || done != 0 {
						t.Errorf("copied %q without a token", d.copied)
					}
					c.copy(d.p, func() { done++ })
					c.copy(d.p, nil)
					if done != 1 || len(d.copied) != 2 || d.copied[0] != c.text(t, s) {
						t.Errorf("%d times done, copied %q", done, d.copied)
					}
					if want := strings.TrimSpace(c.toast + " " + note); d.toasts[len(d.toasts)-1] != want {
						t.Errorf("said %q, want %q", d.toasts, want)
					}
				})
			}
		})
	}
}

// TestBlanksAtTheToken: what parts a token from the words around it is seen.
func TestBlanksAtTheToken(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		want                [2]bool
	}{
		{"blanks", "the token ", " is refused", [2]bool{true, true}},
		{"line ends", "the token:\n", "\nis refused", [2]bool{true, true}},
		{"line ends of Windows", "the token:\r\n", "\r\nis refused", [2]bool{true, true}},
		{"tabs", "the token:\t", "\tis refused", [2]bool{true, true}},
		{"none", "?token=", "&a=b", [2]bool{false, false}},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				if s := d.paste(c.before + fixtures.Token(t) + c.after); s.Blanks != c.want {
					t.Errorf("%v: %q, %q", s.Blanks, s.Before, s.After)
				}
			})
		})
	}
}
