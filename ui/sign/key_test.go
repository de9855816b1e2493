package sign

import (
	"encoding/base64"
	"strings"
	"testing"

	"playtoken/core/platform"
	"playtoken/core/secret"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

func TestSampleMakesAKey(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Key.Sample()
		if s := d.p.State(); !s.Key.Working || s.Action != NoAction {
			t.Errorf("while the key is being made: %+v", s.Key)
		}
		s := d.settle()
		if s.Mood != viewmodel.Fine || !s.HasToken() || !s.Key.Taken() || s.Key.Where != "this session" {
			t.Errorf("mood %d, title %q, key %+v", s.Mood, s.Title, s.Key)
		}
		if s.Key.Source != "Made just now as a sample; no platform knows it" {
			t.Errorf("source %q", s.Key.Source)
		}
		if d.field(platform.KeyID).Value != keyID || d.field(platform.ID).Value != playbackID {
			t.Error("the IDs of the example are not in the form")
		}
		if s.whole() == fixtures.Token(t) {
			t.Error("the sample key is the published one")
		}
		if len(d.keys) != 1 || !strings.HasSuffix(d.keys[0], " "+keyID) {
			t.Errorf("told of the keys %q", d.keys)
		}
	})
}

func TestKeysThatAreRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		key  func(*testing.T) []byte
		say  string
	}{
		{"characters missing", func(t *testing.T) []byte { return fixtures.File(t, "keys/importer/testdata/D01_seed003_original.txt") }, "characters are missing"},
		{"text", func(*testing.T) []byte { return []byte("hello") }, ""},
		{"binary", func(*testing.T) []byte { return []byte{0, 1, 2, 0xff} }, ""},
		{"2 MB", func(*testing.T) []byte { return []byte(strings.Repeat("A", 2<<20)) }, "This is more than 256 KiB of data. A key is far smaller, so it was not read."},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.p.Form.SetField(platform.KeyID, keyID)
				d.p.Form.SetField(platform.ID, playbackID)
				d.p.Form.SetDate("2h")
				d.p.Key.Paste(c.key(t))
				if s := d.p.State(); !s.Key.Working {
					t.Errorf("while it is read: %+v", s.Key)
				}
				s := d.settle()
				if !s.Key.Refused || s.Key.Problem == "" || s.Key.Hint == "" || s.Key.Taken() || !strings.Contains(s.Key.Problem, c.say) {
					t.Errorf("key %+v", s.Key)
				}
				if s.Mood != viewmodel.Failed || s.Title != "No token yet" || s.HasToken() {
					t.Errorf("mood %d, title %q", s.Mood, s.Title)
				}
				if d.field(platform.KeyID).Value != keyID || d.field(platform.ID).Value != playbackID || s.Date.Text != "2h" {
					t.Error("something else was lost")
				}
				d.p.Key.Forget() // "Try again"
				if s = d.settle(); s.Key != (viewmodel.Key{}) || s.Title != "Still missing: private key" {
					t.Errorf("key %+v, title %q", s.Key, s.Title)
				}
				d.p.Key.Paste(fixtures.PrivateKey(t))
				if s = d.settle(); !s.HasToken() {
					t.Errorf("no token with the right key: %q", s.Detail)
				}
			})
		})
	}
}

func TestRefusedKeyTakesTheTokenAway(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		d.p.Key.Paste(fixtures.File(t, "keys/importer/testdata/D01_seed003_original.txt"))
		if s := d.settle(); s.HasToken() || s.Mood != viewmodel.Failed || len(s.URLs) > 0 || s.Code != "" {
			t.Errorf("a token of the key before is left: %+v", s)
		}
		if last := d.keys[len(d.keys)-1]; last != "none "+keyID {
			t.Errorf("the other screen holds key %q", last)
		}
	})
}

// A platform's own answer brings the ID of its key along, which fills the field, unless something
// was typed there.
func TestKeyIDComesWithTheKey(t *testing.T) {
	atDesk(t, func(d *desk) {
		answer := func(id string) []byte {
			private := base64.StdEncoding.EncodeToString(fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem"))
			return []byte(`{"success":true,"data":{"id":"` + id + `","privateKey":"` + private + `","createdAt":"2026-11-29T12:00:00Z"}}`)
		}
		d.p.Key.Paste(answer(fixtures.KeyID))
		s := d.settle()
		if d.p.values[platform.KeyID] != fixtures.KeyID || s.Key.Problem != "" || !s.Key.Taken() {
			t.Errorf("%q, %+v", d.p.values[platform.KeyID], s.Key)
		}
		const other = "3f0c6f1e-9a52-4c0d-8a61-5a0c1b7d2e44"
		d.p.Key.Paste(answer(other))
		if d.settle(); d.p.values[platform.KeyID] != other {
			t.Errorf("the next key has the ID of the one before: %q", d.p.values[platform.KeyID])
		}
		d.p.Form.SetField(platform.KeyID, "typed")
		d.p.Key.Paste(answer(other))
		if d.settle(); d.p.values[platform.KeyID] != "typed" {
			t.Errorf("what was typed was replaced by %q", d.p.values[platform.KeyID])
		}
	})
}

func TestKeysThatDoNotFit(t *testing.T) {
	atDesk(t, func(d *desk) {
		const say = "This is the public key. Signing needs the private one."
		d.p.Form.SetField(platform.KeyID, keyID)
		d.p.Form.SetField(platform.ID, playbackID)
		d.p.Key.Paste([]byte(fixtures.Key(t).PublicPEM()))
		s := d.settle()
		if s.Key.Problem != say || s.Detail != "Put “Private key” right and the token appears." || s.Mood != viewmodel.Failed || s.HasToken() {
			t.Errorf("problem %q, detail %q", s.Key.Problem, s.Detail)
		}
		d.p.Key.Paste(fixtures.File(t, "keys/importer/testdata/A22_ec_P-256_pkcs8.pem"))
		s = d.settle()
		if !s.Key.Refused || s.Key.Problem != "This key is P-256, private. FastPix signs with RS256, which needs an RSA key." || s.Mood != viewmodel.Failed || s.HasToken() {
			t.Errorf("problem %q, detail %q", s.Key.Problem, s.Detail)
		}
	})
}

func TestKeyPastedIntoAnIDField(t *testing.T) {
	for _, c := range []struct {
		name, text string
		key        func(*testing.T) []byte
		went       bool
	}{
		{"base64 of PEM", "", func(t *testing.T) []byte { return fixtures.PrivateKey(t) }, true},
		{"public PEM", "", func(t *testing.T) []byte { return []byte(fixtures.Key(t).PublicPEM()) }, true},
		{"damaged", "", func(t *testing.T) []byte { return fixtures.File(t, "keys/importer/testdata/D01_seed003_original.txt") }, true},
		{"ID", playbackID, nil, false},
		{"URL", "https://stream.fastpix.com/" + playbackID + ".m3u8", nil, false},
		{"empty", "", nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				text := c.text
				if c.key != nil {
					text = string(c.key(t))
				}
				if went := d.p.Key.PasteIntoField(text); went != c.went {
					t.Errorf("taken: %v", went)
				}
				s := d.settle()
				if c.went {
					if len(d.toasts) != 1 || d.toasts[0] != "That was a key: it went to the key field" {
						t.Errorf("said %q", d.toasts)
					}
					if !s.Key.Taken() && !s.Key.Refused {
						t.Errorf("key %+v", s.Key)
					}
				} else if len(d.toasts) > 0 || s.Key != (viewmodel.Key{}) {
					t.Errorf("said %q, key %+v", d.toasts, s.Key)
				}
				for _, f := range s.Fields {
					if f.Place == platform.Main && f.Value != f.Default {
						t.Errorf("it stands in %s too", f.Name)
					}
				}
			})
		})
	}
}

func TestKeyTypedIntoAnIDField(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Form.SetField(platform.ID, playbackID)
		d.p.Form.SetField(platform.KeyID, string(fixtures.PrivateKey(t)))
		s := d.settle()
		if got := d.field(platform.KeyID); got.Say != "This is a key. It belongs in the key field, not in signing key ID." || got.Tone != viewmodel.Wrong {
			t.Errorf("says %q", got.Say)
		}
		if s.Detail != "Put “Signing key ID” right and the token appears." || s.Key.Taken() {
			t.Errorf("detail %q", s.Detail)
		}
	})
}

func TestTypedKey(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Form.SetField(platform.KeyID, keyID)
		d.p.Form.SetField(platform.ID, playbackID)
		text := string(fixtures.PrivateKey(t))
		d.p.Key.Type(text[:40])
		if s := d.settle(); s.Key.Refused || s.Key.Taken() || s.Key.Problem == "" {
			t.Errorf("half a key: %+v", s.Key)
		}
		d.p.Key.Type("")
		if s := d.settle(); s.Key != (viewmodel.Key{}) || s.Title != "Still missing: private key" {
			t.Errorf("no key: %+v, %q", s.Key, s.Title)
		}
		// Its last characters typed fast: only the whole key answers.
		for i := len(text) - 20; i <= len(text); i++ {
			d.p.Key.Type(text[:i])
		}
		list := d.Waiting()
		for i := len(list) - 1; i >= 0; i-- {
			list[i]()
		}
		if s := d.settle(); s.whole() != fixtures.Token(t) || !s.Key.Taken() {
			t.Errorf("key %+v", s.Key)
		}
	})
}

func TestForgetKey(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.fill()
		d.p.Key.Forget()
		s := d.settle()
		if s.Key != (viewmodel.Key{}) || s.HasToken() || s.Title != "Still missing: private key" || len(s.URLs) > 0 || s.Code != "" {
			t.Errorf("title %q, token %q, key %+v", s.Title, s.whole(), s.Key)
		}
		if last := d.keys[len(d.keys)-1]; last != "none "+keyID {
			t.Errorf("the other screen holds key %q", last)
		}
		// A key that is still being read when it is forgotten does not come back.
		d.p.Key.Paste(fixtures.PrivateKey(t))
		d.p.Key.Forget()
		if s = d.settle(); s.Key.Taken() || s.HasToken() {
			t.Errorf("the key came back: %+v", s.Key)
		}
	})
}

func TestTokenPutWhereAKeyIsDue(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.p.Key.Paste([]byte(fixtures.Token(t)))
		s := d.settle()
		if !s.Key.Refused || s.Key.Problem == "" {
			t.Errorf("key %+v", s.Key)
		}
		if len(d.tokens) != 1 || d.tokens[0] != fixtures.Token(t) {
			t.Errorf("handed on: %d tokens", len(d.tokens))
		}
	})
}

// No state, at no moment of any way a key can take, holds a piece of it.
func TestNoStateShowsTheKey(t *testing.T) {
	for _, c := range []struct {
		name string
		key  func(*testing.T) []byte
		take func(*Presenter, []byte)
	}{
		{"pasted", func(t *testing.T) []byte { return fixtures.PrivateKey(t) }, func(p *Presenter, key []byte) { p.Key.Paste(key) }},
		{"pasted into an ID", func(t *testing.T) []byte { return fixtures.PrivateKey(t) }, func(p *Presenter, key []byte) { p.Key.PasteIntoField(string(key)) }},
		{"typed", func(t *testing.T) []byte { return fixtures.PrivateKey(t) }, func(p *Presenter, key []byte) { p.Key.Type(string(key)) }},
		{"cut short", func(t *testing.T) []byte { return fixtures.PrivateKey(t)[:1000] }, func(p *Presenter, key []byte) { p.Key.Paste(key) }},
		{"damaged", func(t *testing.T) []byte { return fixtures.File(t, "keys/importer/testdata/D01_seed003_original.txt") }, func(p *Presenter, key []byte) { p.Key.Paste(key) }},
		{"other kind", func(t *testing.T) []byte { return fixtures.File(t, "keys/importer/testdata/A22_ec_P-256_pkcs8.pem") }, func(p *Presenter, key []byte) { p.Key.Paste(key) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.p.Form.SetField(platform.KeyID, keyID)
				d.p.Form.SetField(platform.ID, playbackID)
				c.take(d.p, c.key(t))
				d.settle()
				d.p.Tick()
				d.p.Key.Forget()
				d.settle()
				key := secret.New(c.key(t))
				for i, s := range d.states {
					fixtures.NoPiece(t, "state "+string(rune('A'+i)), key, s)
				}
				fixtures.NoPiece(t, "what was said", key, d.toasts)
				fixtures.NoPiece(t, "what was told of keys", key, d.keys)
				if len(d.states) < 3 {
					t.Errorf("only %d states", len(d.states))
				}
			})
		})
	}
}

func TestLockedKeyAsksForItsPassword(t *testing.T) {
	atDesk(t, func(d *desk) {
		answers := []string{"wrong", "test"}
		d.p.services.Ask.Password = func(why string, done func(string)) {
			if why == "" || len(answers) == 0 {
				t.Fatalf("asked %q", why)
			}
			next := answers[0]
			answers = answers[1:]
			done(next)
		}
		d.p.Key.Paste(fixtures.File(t, "keys/importer/testdata/A10_rsa2048_pkcs1_dekinfo.pem"))
		s := d.settle()
		if len(answers) > 0 || !s.Key.Taken() || s.Key.Title != "RSA 2048, private" {
			t.Errorf("%d answers left, %+v", len(answers), s.Key)
		}
	})
}

// A question for the password that was closed is asked again without the key being pasted
// again, and the key can be forgotten.
func TestPasswordIsAskedForAgain(t *testing.T) {
	for _, forget := range []bool{false, true} {
		atDesk(t, func(d *desk) {
			answer := ""
			d.p.services.Ask.Password = func(_ string, done func(string)) {
				if answer != "" { // else the question is closed
					done(answer)
				}
			}
			d.p.Key.Paste(fixtures.File(t, "keys/importer/testdata/A10_rsa2048_pkcs1_dekinfo.pem"))
			if s := d.settle(); !s.Key.Refused || !s.Key.Asks {
				t.Fatalf("%+v", s.Key)
			}
			answer = "test"
			if forget {
				d.p.Key.Forget()
			} else {
				d.p.Key.Again()
			}
			if s := d.settle(); s.Key.Taken() == forget || s.Key.Refused || s.Key.Asks {
				t.Errorf("forget %v: %+v", forget, s.Key)
			}
		})
	}
}
