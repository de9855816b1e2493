package why

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

func otherURL(t *testing.T) string {
	return "curl 'https://stream.fastpix.com/" + otherID + ".m3u8?token=" + fixtures.Token(t) + "&x=1'"
}

// The wrong ID is put right, the token begins afresh with it, and the result
// plays.
func TestFix(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.now = time.Unix(ends+7200, 0)
		s := d.paste(otherURL(t))
		if s.Action != ApplyFix || s.Fix != "Sign for this URL's ID" {
			t.Fatalf("action %d, %q", s.Action, s.Fix)
		}
		d.p.Reissue.Fix(0)
		s = d.settle()
		m := s.Mended
		if !m.Open || len(m.Rows) != 3 || m.Rows[0][2][0].Text != `"media:`+otherID+`"` || m.Problem != "" || m.By != "Signed with the key of the Sign screen, as the old one" {
			t.Fatalf("%+v", m)
		}
		if m.Mood != viewmodel.Fine || m.Next != "" || !s.Read || !strings.Contains(s.Title, "another playback ID") {
			t.Errorf("verdict %q, next %q", m.Verdict, m.Next)
		}
		d.p.Reissue.Check()
		d.p.Reissue.CopyURL(nil)
		d.p.Reissue.Copy(nil)
		if len(d.copied) != 2 || !strings.HasPrefix(d.copied[0], "https://stream.fastpix.com/"+otherID+".m3u8?token=eyJ") || !strings.HasSuffix(d.copied[0], "&x=1") {
			t.Fatalf("copied %q", d.copied)
		}
		if c := jws.Verify(formats.Decode(d.copied[1]), fixtures.Key(t)); c.State != token.Valid {
			t.Errorf("%+v", c)
		}
		d.p.Reissue.Open()
		if len(d.opened) != 1 || d.opened[0] != d.copied[0] {
			t.Errorf("opened %q", d.opened)
		}
		d.p.Reissue.ToSign()
		if want := " fastpix " + otherID + " " + keyID + "  24h0m0s 0"; !m.ToSign || len(d.again) != 1 || d.again[0] != want {
			t.Errorf("to Sign: %q", d.again)
		}
		d.p.Reissue.Read()
		if s = d.settle(); s.Mood != viewmodel.Fine || s.Mended.Open {
			t.Errorf("%q, %+v", s.Title, s.Mended)
		}
	})
}

// Two things wrong are put right one after the other.
// TestURLPutRight: what is wrong with the URL alone is put right without a key.
func TestURLPutRight(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.paste("https://stream.fastpix.com/" + playbackID + ".m3u8?jwt=" + fixtures.Token(t) + "&x=1")
		if s.Action != ApplyFix || s.Fix != "Copy the URL put right" {
			t.Fatalf("action %d, %q: %s", s.Action, s.Fix, s.Title)
		}
		d.p.Reissue.Fix(0)
		want := "https://stream.fastpix.com/" + playbackID + ".m3u8?token=" + fixtures.Token(t) + "&x=1"
		if d.settle(); len(d.copied) != 1 || d.copied[0] != want || d.p.State().Mended.Open {
			t.Errorf("copied %q", d.copied)
		}
	})
}

// TestSignForURL: a URL without a token is taken to the form.
func TestSignForURL(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.paste("https://stream.fastpix.com/" + playbackID + ".m3u8")
		if s.Action != ApplyFix || s.Fix != "Sign for this ID" {
			t.Fatalf("action %d, %q: %s", s.Action, s.Fix, s.Title)
		}
		d.p.Reissue.Fix(0)
		if len(d.signFor) != 1 || d.signFor[0] != "fastpix "+playbackID {
			t.Errorf("%q", d.signFor)
		}
	})
}

// TestSignForAnID: an ID alone is no failure, and can be signed for.
func TestSignForAnID(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.paste(playbackID)
		if s.Mood != viewmodel.Neutral || s.Action != SignForID || s.Title != "This is an ID alone, of a key or of a video" || s.Before != playbackID {
			t.Fatalf("mood %d, action %d, %q", s.Mood, s.Action, s.Title)
		}
		if d.p.SignForID(); len(d.signFor) != 1 || d.signFor[0] != " "+playbackID {
			t.Errorf("%q", d.signFor)
		}
		d.p.Clear()
		if d.p.SignForID(); len(d.signFor) != 1 {
			t.Errorf("%q", d.signFor)
		}
	})
}

func TestFixNext(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		text, err := jws.Sign(
			token.NewObject(token.StringMember("alg", "RS256"), token.StringMember("kid", keyID)),
			token.NewObject(token.StringMember("aud", otherID), token.StringMember("iss", "fastpix.com"), token.IntMember("exp", ends)),
			fixtures.Key(t))
		if err != nil {
			t.Fatal(err)
		}
		d.now = time.Unix(ends-3600, 0)
		d.paste("https://stream.fastpix.com/" + otherID + ".m3u8?token=" + text)
		d.p.Reissue.Fix(0)
		m := d.settle().Mended
		if m.Next == "" || m.Mood != viewmodel.Failed {
			t.Fatalf("%+v", m)
		}
		d.p.Reissue.FixNext()
		if m = d.settle().Mended; m.Next != "" || m.Mood != viewmodel.Fine || len(m.Rows) != 2 {
			t.Errorf("%+v", m)
		}
	})
}

func TestWhichKeySigns(t *testing.T) {
	expired := func(d *desk) { d.now = time.Unix(ends+7200, 0) }
	for _, c := range []struct {
		name    string
		prepare func(*desk)
		signer  string // "" for none
		problem string
		kid     string
	}{
		{"none", expired, "", "the private key of the ID b7158b65…dd25 is needed", ""},
		{"the public half only", func(d *desk) { expired(d); d.p.Keys.Paste([]byte(fixtures.Key(d.t).PublicPEM())) }, "", "is needed", ""},
		{"the one given here", func(d *desk) { expired(d); d.p.Keys.Paste(fixtures.PrivateKey(d.t)) }, givenHere, "", keyID},
		{"another one on Sign", func(d *desk) { expired(d); d.p.Keys.SetSignKey(anotherKey(d.t), otherID) }, "", "Choose the key to sign with.", ""},
		{"another one on Sign, without an ID", func(d *desk) { expired(d); d.p.Keys.SetSignKey(anotherKey(d.t), "") }, "", "Choose the key to sign with.", ""},
		{"one of the text before", func(d *desk) {
			expired(d)
			d.paste(otherURL(d.t))
			d.p.Keys.Paste(fixtures.File(d.t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"))
		}, "", "the private key of the ID b7158b65…dd25 is needed", ""},
		{"one of the text before, which made this one", func(d *desk) {
			expired(d)
			d.paste(otherURL(d.t))
			d.p.Keys.Paste(fixtures.PrivateKey(d.t))
		}, givenEarlier, "", keyID},
		{"a saved one is to be chosen", func(d *desk) {
			expired(d)
			d.signers = []Signer{{Profile: "7", Name: "staging", KeyID: otherID, Kind: keys.RSA, Fingerprint: "x"}}
		}, "", "Choose the key to sign with.", ""},
		{"the saved one that made it", func(d *desk) {
			expired(d)
			d.saved = append(d.saved, saved(d.t, "production", fixtures.Key(d.t)))
			d.signers = []Signer{{Profile: "7", Name: "production", KeyID: keyID, Kind: keys.RSA, Fingerprint: fixtures.Key(d.t).Fingerprint()}}
			d.open = fixtures.Key(d.t)
		}, "production", "", keyID},
		{"it cannot be opened", func(d *desk) {
			expired(d)
			d.saved = append(d.saved, saved(d.t, "production", fixtures.Key(d.t)))
			d.signers = []Signer{{Profile: "7", Name: "production", KeyID: keyID, Kind: keys.RSA, Fingerprint: fixtures.Key(d.t).Fingerprint()}}
		}, "production", "The key could not be opened: locked.", ""},
		{"a secret does not go with RS256", func(d *desk) {
			expired(d)
			d.signers = []Signer{{Profile: "7", Name: "edge", Kind: keys.Secret}}
		}, "", "is needed", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				c.prepare(d)
				d.settle()
				d.paste(fixtures.Token(t))
				d.p.Reissue.Fix(0)
				m := d.settle().Mended
				if !m.Open {
					t.Fatalf("%s: %+v", d.p.State().Title, d.p.found.Verdict.Findings)
				}
				chosen := ""
				if m.Signer >= 0 {
					chosen = m.Signers[m.Signer]
				}
				if chosen != c.signer || !strings.Contains(m.Problem, c.problem) || (m.Problem == "") != (c.problem == "") {
					t.Errorf("signer %q, problem %q", chosen, m.Problem)
				}
				if m.NeedsKey != strings.Contains(c.problem, "is needed") {
					t.Errorf("asks for a key: %v", m.NeedsKey)
				}
				if c.kid != "" {
					d.p.Reissue.Copy(nil)
					if len(d.copied) == 0 || formats.Decode(d.copied[0]).Claims.Text("kid") != c.kid {
						t.Errorf("copied %q", d.copied)
					}
				} else if len(m.Parts) > 0 {
					t.Error("signed all the same")
				}
			})
		})
	}
}

// A key of another customer signs where a person wants it, and what comes of that is doubted.
func TestKeyOfAnother(t *testing.T) {
	for name, prepare := range map[string]func(*desk){
		"of the text before": func(d *desk) {
			d.paste(otherURL(t))
			d.p.Keys.Paste(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"))
		},
		"on Sign": func(d *desk) { d.p.Keys.SetSignKey(anotherKey(t), otherID) },
		"saved": func(d *desk) {
			d.signers = []Signer{{Profile: "7", Name: "staging", KeyID: otherID, Kind: keys.RSA, Fingerprint: anotherKey(t).Fingerprint()}}
			d.open = anotherKey(t)
		},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.now = time.Unix(ends+7200, 0)
				prepare(d)
				d.settle()
				d.paste(fixtures.Token(t))
				d.p.Reissue.Fix(0)
				if m := d.settle().Mended; m.Signer != -1 || len(m.Signers) != 1 || len(m.Parts) > 0 {
					t.Fatalf("%+v", m)
				}
				d.p.Reissue.Choose(0)
				if m := d.settle().Mended; len(m.Parts) != 3 || m.Mood != viewmodel.Careful || !strings.HasSuffix(m.Verdict, ", if the platform has this key for the video") {
					t.Errorf("%+v", m)
				}
			})
		})
	}
}

// The card waits for a key: once it is there, the token is.
func TestKeyAfterTheFix(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.now = time.Unix(ends+7200, 0)
		d.paste(fixtures.Token(t))
		d.p.Reissue.Fix(0)
		d.settle()
		d.p.Keys.Paste(fixtures.PrivateKey(t))
		s := d.settle()
		if s.Mended.Problem != "" || len(s.Mended.Parts) != 3 {
			t.Errorf("%+v", s.Mended)
		}
		key := secret.New(fixtures.PrivateKey(t))
		for _, state := range d.states {
			fixtures.NoPiece(t, "a state", key, state)
		}
		d.p.Reissue.Close()
		if s = d.settle(); s.Mended.Open || !s.Read {
			t.Errorf("%+v", s.Mended)
		}
	})
}

func TestEdit(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.paste(fixtures.Token(t))
		d.p.Edit.Open()
		s := d.settle()
		e := s.Edit
		if !e.Open || !e.HasHeader || !strings.Contains(e.Claims, `  "iss": "fastpix.com",`) || len(s.Mended.Rows) > 0 || s.CanEdit {
			t.Fatalf("%+v", s.Mended)
		}
		for _, c := range []struct{ name, text, problem string }{
			{"a comma is missing", strings.Replace(e.Claims, `com",`, `com"`, 1), "Line 5, place 3: The text of the claims is not JSON"},
			{"no object", "12", "a JSON object is needed."},
			{"nothing", "", "Line 1, place 1"},
			{"twice", strings.Replace(e.Claims, `"iss"`, `"aud"`, 1), "aud"},
		} {
			d.p.Edit.TypeClaims(c.text)
			s = d.settle()
			if !strings.Contains(s.Edit.ClaimsProblem, c.problem) || len(s.Mended.Parts) > 0 || s.Edit.Claims != c.text {
				t.Errorf("%s: %q", c.name, s.Edit.ClaimsProblem)
			}
		}
		d.p.Edit.TypeClaims(strings.Replace(e.Claims, "fastpix.com", "other", 1))
		s = d.settle()
		if len(s.Mended.Rows) != 1 || s.Mended.Rows[0][0][0].Text != "iss" || len(s.Mended.Parts) != 3 || s.Edit.ClaimsProblem != "" {
			t.Errorf("%+v", s.Mended)
		}
		d.p.Reissue.Copy(nil)
		if got := formats.Decode(d.copied[0]); got.Claims.Text("iss") != "other" || got.Claims.Text("kid") != keyID {
			t.Errorf("copied %s", got.Payload)
		}
		d.p.Edit.TypeHeader(`{"alg":"HS256"}`) // no key at hand goes with it
		if s = d.settle(); len(s.Mended.Parts) > 0 || s.Mended.Problem == "" {
			t.Errorf("%+v", s.Mended)
		}
		d.p.Reissue.Close()
		if s = d.settle(); s.Mended.Open || s.Mood != viewmodel.Fine || !s.CanEdit {
			t.Errorf("after Cancel: %+v", s.Mended)
		}
	})
}

// What was changed by hand comes back after the panel was closed, on the token it is of.
func TestUndoOfAnEdit(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste(fixtures.Token(t))
		d.p.Edit.Open()
		d.p.Reissue.Close()
		if d.settle(); len(d.undone) != 0 {
			t.Errorf("nothing was changed: %q", d.undone)
		}
		d.p.Edit.Open()
		d.p.Edit.TypeClaims(`{"exp": 1, no JSON`)
		if !d.p.closePanel() || d.p.State().Edit.Open || len(d.undone) != 1 {
			t.Fatalf("open %v, %q", d.p.State().Edit.Open, d.undone)
		}
		d.p.Undo()
		if e := d.settle().Edit; !e.Open || e.Claims != `{"exp": 1, no JSON` || e.ClaimsProblem == "" {
			t.Errorf("%+v", e)
		}
		d.p.Reissue.Close()
		d.paste(otherURL(t))
		d.p.Undo() // the paste
		if s := d.settle(); s.Text != fixtures.Token(t) {
			t.Errorf("%.40q", s.Text)
		}
		d.p.Undo() // the fields
		if e := d.settle().Edit; !e.Open {
			t.Errorf("%+v", e)
		}
		d.p.Reissue.Close()
		d.paste(unsigned(fastpix(`"exp":1`)))
		d.p.back = d.p.back[:1]
		d.p.Undo()
		if s := d.settle(); s.Edit.Open || s.Text == fixtures.Token(t) {
			t.Error("the fields are of another token")
		}
	})
}

// The last change counts, whatever is signed first.
func TestEditLatestWins(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.paste(fixtures.Token(t))
		d.p.Edit.Open()
		claims := d.settle().Edit.Claims
		for i := range 8 {
			d.p.Edit.TypeClaims(strings.Replace(claims, "fastpix.com", fmt.Sprint("issuer", i), 1))
		}
		list := d.Waiting()
		for i := len(list) - 1; i >= 0; i-- {
			list[i]()
		}
		d.settle()
		d.p.Reissue.Copy(nil)
		if got := formats.Decode(d.copied[0]).Claims.Text("iss"); got != "issuer7" {
			t.Errorf("signed %q", got)
		}
	})
}

// A saved key that is opened too late signs nothing.
func TestKeyOpenedTooLate(t *testing.T) {
	for name, meanwhile := range map[string]func(*Presenter){
		"closed":     func(p *Presenter) { p.Reissue.Close() },
		"cleared":    (*Presenter).Clear,
		"spoiled":    func(p *Presenter) { p.Edit.TypeClaims("{") },
		"not at all": func(*Presenter) {},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.saved = append(d.saved, saved(t, "production", fixtures.Key(t)))
				d.signers = []Signer{{Profile: "7", Name: "production", KeyID: keyID, Kind: keys.RSA, Fingerprint: fixtures.Key(t).Fingerprint()}}
				var late func(*keys.Key, error)
				d.p.services.OpenKey = func(_ string, done func(*keys.Key, error)) { late = done }
				d.paste(fixtures.Token(t))
				d.p.Edit.Open()
				d.settle()
				meanwhile(d.p)
				late(fixtures.Key(t), nil)
				if m := d.settle().Mended; (len(m.Parts) > 0) != (name == "not at all") {
					t.Errorf("%+v", m)
				}
			})
		})
	}
}

// openKey opens the key of a profile, where there is one.
func (d *desk) openKey(_ string, done func(*keys.Key, error)) {
	if d.open == nil {
		done(nil, errors.New("locked"))
		return
	}
	done(d.open, nil)
}

// TestLineOfLog: a line of a log is judged as of its own time, and a moment by hand goes
// before it.
func TestLineOfLog(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.now = time.Unix(ends+7200, 0)
		asked := time.Unix(ends-3600, 0).UTC()
		s := d.paste(`203.0.113.7 - - [` + asked.Format("02/Jan/2006:15:04:05 -0700") + `] "GET /` + playbackID + `.m3u8?token=` + fixtures.Token(t) + ` HTTP/2" 403 162`)
		if s.Title != "Refused with 403, though the token had no fault" ||
			s.Detail != "At "+asked.Format("15:04:05")+" UTC, when it was asked for, it had 1 h left. Now it has expired: it ended at 05:14:19 UTC." ||
			s.Options.Live || !strings.HasSuffix(s.Options.Moment, " UTC, from the log") || s.Options.Source != "the log" {
			t.Errorf("%q, %q, %q", s.Title, s.Detail, s.Options.Moment)
		}
		if !strings.HasPrefix(s.Life.AskedText, "asked ") || !strings.HasSuffix(s.Life.AskedText, ", 1 h left") || s.Life.AskedOver || !s.Life.Over {
			t.Errorf("%+v", s.Life)
		}
		d.p.Options.SetAsOf(time.Unix(ends+60, 0).UTC().Format(time.RFC3339))
		if s = d.settle(); !strings.Contains(s.Title, "expired") || s.Options.Source != "" {
			t.Errorf("%q, %q", s.Title, s.Options.Moment)
		}
	})
}
