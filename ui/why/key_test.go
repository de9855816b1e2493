package why

import (
	"fmt"
	"strings"
	"testing"

	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/internal/fixtures"
	"playtoken/ui/viewmodel"
)

func TestPrivateKeyInPlaceOfAToken(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.paste(string(fixtures.PrivateKey(t)))
		if s.Mood != viewmodel.Careful || s.Title != "This is a private key, not a token" || s.Action != UseKey || s.What != "a key" {
			t.Errorf("mood %d, title %q, action %d", s.Mood, s.Title, s.Action)
		}
		if s.Text != "" || s.Before != "" || s.Editing || s.Key.Taken() {
			t.Errorf("%+v", s)
		}
		d.p.Paste.Edit()
		if s = d.settle(); s.Editing {
			t.Error("the key can be edited")
		}
		d.p.UseKey()
		if s = d.settle(); !s.Blank || !s.Editing || s.Text != "" {
			t.Errorf("after it was used: %+v", s)
		}
		if len(d.used) != 1 || string(d.used[0]) != string(fixtures.PrivateKey(t)) {
			t.Errorf("handed on %d keys", len(d.used))
		}
		d.p.UseKey()
		if d.settle(); len(d.used) != 1 {
			t.Error("the key was kept")
		}
	})
}

func TestTokenAfterAKeyForgetsTheKey(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste(string(fixtures.PrivateKey(t)))
		if s := d.paste(fixtures.Token(t)); !s.Read || s.Action != NoAction {
			t.Errorf("%+v", s)
		}
		d.p.UseKey()
		if d.settle(); len(d.used) > 0 {
			t.Error("the key was kept")
		}
	})
}

func TestPublicKeyInPlaceOfAToken(t *testing.T) {
	atDesk(t, func(d *desk) {
		s := d.paste(fixtures.Key(t).PublicPEM())
		if s.Mood != viewmodel.Neutral || s.Title != "This is a public key, not a token" || s.Action != NoAction || s.Text != "" {
			t.Errorf("mood %d, title %q, action %d", s.Mood, s.Title, s.Action)
		}
		if !s.OwnKey || s.Key.Title != "RSA 2048, public" {
			t.Errorf("key %+v", s.Key)
		}
		if s = d.paste(fixtures.Token(t)); s.Mood != viewmodel.Fine {
			t.Errorf("mood %d, title %q", s.Mood, s.Title)
		}
		d.p.Clear()
		if s = d.settle(); s.OwnKey || s.Key.Taken() {
			t.Errorf("key %+v", s.Key)
		}
	})
}

func TestKeysGivenHere(t *testing.T) {
	damaged := func(t *testing.T) []byte { return fixtures.File(t, "keys/importer/testdata/D01_seed003_original.txt") }
	atDesk(t, func(d *desk) {
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		if s := d.settle(); s.OwnKey || s.Key.Where != "from Sign" || s.Key.Fingerprint != "c937b8c36b1edad4" {
			t.Errorf("key %+v", s.Key)
		}
		d.paste(fixtures.Token(t))

		// Room for another; the Sign key checks until there is one.
		d.p.Keys.Ask()
		s := d.settle()
		if s.Key.Taken() || s.Key.Where != "from Sign" || s.OwnKey || s.Mood != viewmodel.Fine {
			t.Errorf("asking: key %+v, mood %d", s.Key, s.Mood)
		}
		// A damaged one is refused, and the sentence stands there.
		d.p.Keys.Paste(damaged(t))
		if s = d.p.State(); !s.Key.Working || !s.OwnKey {
			t.Errorf("while it is read: %+v", s.Key)
		}
		s = d.settle()
		if !s.Key.Refused || !strings.Contains(s.Key.Problem, "characters are missing") || !s.Read {
			t.Errorf("key %+v", s.Key)
		}
		// Half a key typed is no refusal.
		d.p.Keys.Type("-----BEGIN PUBLIC")
		if s = d.settle(); s.Key.Refused || s.Key.Taken() {
			t.Errorf("half a key: %+v", s.Key)
		}
		d.p.Keys.Type("")
		if s = d.settle(); s.Key.Where != "from Sign" || !s.Key.Taken() {
			t.Errorf("nothing typed: %+v", s.Key)
		}
		// Another key: Sign's fits all the same, and that is said.
		d.p.Keys.Paste([]byte(anotherKey(t).PublicPEM()))
		if s = d.settle(); s.Mood != viewmodel.Fine || !s.OwnKey || !strings.Contains(s.notes(), "The key given here did not make it.") {
			t.Errorf("mood %d, title %q, %s", s.Mood, s.Title, s.notes())
		}
		d.p.Keys.SetSignKey(nil, "")
		if s = d.settle(); s.Mood != viewmodel.Failed || s.Title != "Playback fails: another key signed the token, or its signature was changed" {
			t.Errorf("mood %d, title %q", s.Mood, s.Title)
		}
		d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
		d.p.Keys.Forget()
		if s = d.settle(); s.Mood != viewmodel.Fine || s.OwnKey || s.Key.Where != "from Sign" {
			t.Errorf("mood %d, key %+v", s.Mood, s.Key)
		}
		d.p.Keys.SetSignKey(nil, "")
		if s = d.settle(); s.Mood != viewmodel.Neutral || s.Key.Taken() || s.Parted.Signature != "Signature: 256 bytes, not checked" {
			t.Errorf("mood %d, key %+v, %s", s.Mood, s.Key, s.Parted.Signature)
		}
	})
}

func TestForgottenKeyDoesNotComeBack(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.paste(fixtures.Token(t))
		d.p.Keys.Paste([]byte(fixtures.Key(t).PublicPEM()))
		d.p.Keys.Forget()
		if s := d.settle(); s.OwnKey || s.Mood != viewmodel.Neutral {
			t.Errorf("key %+v, mood %d", s.Key, s.Mood)
		}
	})
}

// The key changes while a token is being read: the verdict is by the new key,
// and about the new token.
func TestKeyChangesWhileATokenIsRead(t *testing.T) {
	orders := map[string]func([]func()){
		"in order": func(l []func()) {
			for _, f := range l {
				f()
			}
		},
		"the other way round": func(l []func()) {
			for i := len(l) - 1; i >= 0; i-- {
				l[i]()
			}
		},
	}
	for name, run := range orders {
		t.Run(name, func(t *testing.T) {
			for _, before := range []string{"", fixtures.Token(t), unsigned(fastpix(fmt.Sprintf(`"exp":%d`, ends)))} {
				atDesk(t, func(d *desk) {
					d.paste(before)
					d.p.Paste.Take(fixtures.Token(t))
					d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
					run(d.Waiting())
					if s := d.settle(); s.Mood != viewmodel.Fine || s.Parted.Signature != "Signature: 256 bytes, valid" {
						t.Errorf("mood %d, %s, %s", s.Mood, s.Title, s.Parted.Signature)
					}
				})
			}
		})
	}
}

// No state, at no moment of any way a key can take, holds a piece of it.
func TestNoStateShowsTheKey(t *testing.T) {
	damaged := func(t *testing.T) []byte { return fixtures.File(t, "keys/importer/testdata/D01_seed003_original.txt") }
	pem := func(t *testing.T) []byte { return fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem") }
	paste := func(p *Presenter, key []byte) { p.Paste.Take(string(key)) }
	for _, c := range []struct {
		name string
		key  func(*testing.T) []byte
		take func(*Presenter, []byte)
	}{
		{"pasted for a token", func(t *testing.T) []byte { return fixtures.PrivateKey(t) }, paste},
		{"PEM for a token", pem, paste},
		{"damaged for a token", damaged, paste},
		{"pasted as a key", func(t *testing.T) []byte { return fixtures.PrivateKey(t) }, func(p *Presenter, key []byte) { p.Keys.Paste(key) }},
		{"damaged as a key", damaged, func(p *Presenter, key []byte) { p.Keys.Paste(key) }},
		{"typed as a key", func(t *testing.T) []byte { return fixtures.PrivateKey(t) }, func(p *Presenter, key []byte) { p.Keys.Type(string(key)) }},
	} {
		for _, first := range []struct{ name, text string }{{"an empty screen", ""}, {"a token", fixtures.Token(t)}, {"a text without a token", "hello"}} {
			t.Run(c.name+" over "+first.name, func(t *testing.T) {
				atDesk(t, func(d *desk) {
					d.paste(first.text)
					c.take(d.p, c.key(t))
					d.p.Tick() // before the answer is there
					d.p.Keys.SetSignKey(fixtures.Key(t), keyID)
					d.settle()
					d.p.Tick()
					d.p.Paste.Edit()
					d.p.Structure.ToggleAll()
					d.p.UseKey()
					d.settle()
					key := secret.New(c.key(t))
					for i, s := range d.states {
						fixtures.NoPiece(t, fmt.Sprintf("state %d of %d", i+1, len(d.states)), key, s)
					}
					fixtures.NoPiece(t, "what was said", key, d.toasts)
				})
			})
		}
	}
}

// The password of a key is asked for. All else is tried.
func TestKeyThatLeavesAQuestionOpen(t *testing.T) {
	for name, c := range map[string]struct {
		key    []byte
		asked  int
		title  string // of the key that was taken
		answer string // a password, or how the choice begins
	}{
		"locked":   {fixtures.File(t, "keys/importer/testdata/A10_rsa2048_pkcs1_dekinfo.pem"), 1, "RSA 2048, private", "test"},
		"two keys": {append(fixtures.File(t, "keys/importer/testdata/A22_ec_P-256_pkcs8.pem"), fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")...), 0, "2 keys", ""},
		"digits":   {[]byte(strings.Repeat("0123456789abcdef", 4)), 0, "Shared secret", ""},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				asked := 0
				d.p.services.Ask.Password = func(_ string, done func(string)) { asked++; done(c.answer) }
				d.p.services.Ask.Choice = func(_, _ string, choices []string, done func(int)) {
					asked++
					for i, label := range choices {
						if strings.HasPrefix(label, c.answer) {
							done(i)
						}
					}
				}
				d.p.Keys.Paste(c.key)
				if s := d.settle(); asked != c.asked || s.Key.Title != c.title {
					t.Errorf("asked %d times, key %+v", asked, s.Key)
				}
				asked = 0
				d.p.Keys.Type(string(c.key))
				if d.settle(); asked != 0 {
					t.Error("asked while it is being typed")
				}
			})
		})
	}
}

// TestKeyOfThePasteBefore: a key given for one text is tried on the next, named as given
// earlier, and held against it only where the token names it. Clear forgets it.
func TestKeyOfThePasteBefore(t *testing.T) {
	fits, stranger := fixtures.Key(t).PublicPEM(), anotherKey(t).PublicPEM()
	for _, c := range []struct {
		name, key   string
		mood, later viewmodel.Mood
		notes       string
	}{
		{"one that fits", fits, viewmodel.Fine, viewmodel.Fine, "Signed by the key given earlier."},
		{"one that does not", stranger, viewmodel.Failed, viewmodel.Neutral, ""},
		{"a secret", "kX9dQ2mZ7rT4vB1nH6wY3pL8sF5gJ0cA", viewmodel.Careful, viewmodel.Neutral, ""},
		{"a damaged one", fits[:200], viewmodel.Careful, viewmodel.Neutral, ""},
		{"one that the token names", anotherKey(t).PublicJWK(keyID), viewmodel.Failed, viewmodel.Failed, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				d.paste(fixtures.Token(t))
				d.p.Keys.Paste([]byte(c.key))
				if s := d.settle(); s.Mood != c.mood {
					t.Errorf("mood %d, %s", s.Mood, s.Title)
				}
				next, kept := signed(t, token.IntMember("iat", issued), token.IntMember("exp", ends)), c.name != "a damaged one"
				s := d.paste(next)
				if s.Mood != c.later || s.OwnKey != kept || s.Key.Refused || !strings.Contains(s.notes(), c.notes) {
					t.Errorf("then mood %d, %s\n%s", s.Mood, s.Title, s.notes())
				}
				if s.Key.Taken() && s.Key.Where != "given earlier" {
					t.Errorf("the key is %+v", s.Key)
				}
				d.p.Keys.Paste([]byte(c.key))
				if s = d.settle(); s.Mood != c.mood {
					t.Errorf("given again, mood %d, %s", s.Mood, s.Title)
				}
				d.p.Clear()
				d.settle()
				if s = d.paste(next); s.OwnKey || s.Mood != viewmodel.Neutral {
					t.Errorf("after Clear: mood %d, %s, key %+v", s.Mood, s.Title, s.Key)
				}
				d.p.Clear()
				d.paste(fixtures.Token(t))
				d.p.Keys.Paste([]byte(c.key)) // the next text does not wait until it is read
				if s = d.paste(next); s.Mood != c.later || s.OwnKey != kept || s.Key.Refused || s.Key.Taken() && s.Key.Where != "given earlier" {
					t.Errorf("pasted behind it at once: mood %d, %s, key %+v", s.Mood, s.Title, s.Key)
				}
			})
		})
	}
}
