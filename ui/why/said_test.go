package why

import (
	"strings"
	"testing"
	"time"

	"playtoken/internal/fixtures"
)

// TestOneStrength: of a saved half that nothing vouches for each part of the screen says the
// same: that the token fits it.
func TestOneStrength(t *testing.T) {
	for name, unproven := range map[string]bool{"proven": false, "not proven": true} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				k := saved(t, "Shop", fixtures.Key(t))
				k.Unproven = unproven
				d.saved = append(d.saved, k)
				d.now = time.Unix(ends-3600, 0)
				s := d.paste(`203.0.113.7 - - [` + d.now.Add(-time.Minute).UTC().Format("02/Jan/2006:15:04:05 -0700") + `] "GET /` + playbackID + `.m3u8?token=` + fixtures.Token(t) + ` HTTP/2" 403 162`)
				if doubted := s.Title == "Refused with 403, though the token had no fault, if the saved key is the right one"; doubted != unproven {
					t.Error(s.Title)
				}
				ruled, left := "", ""
				for _, n := range s.Answered.Ruled {
					ruled += n.Title + "\n"
				}
				for _, l := range s.Answered.Left {
					left += l.Title + ": " + l.Text + "\n"
				}
				if strings.Contains(ruled, "signed it") == unproven || strings.Contains(left, "It fits the public half saved as key “Shop”. Unlock the saved secrets") != unproven {
					t.Errorf("ruled out:\n%sleft:\n%s", ruled, left)
				}
				if strings.Contains(s.Reply.Text, "could not check it to the end") != unproven || strings.HasSuffix(s.Parted.Signature, ", valid") == unproven {
					t.Errorf("%q, %q", s.Reply.Text, s.Parted.Signature)
				}
			})
		})
	}
}

// TestKeyAtHandIsNoNone: where a card of a key stands, nobody says that none was given, and what
// was tried is not said to be unchecked.
func TestKeyAtHandIsNoNone(t *testing.T) {
	for name, key := range map[string]string{"another key": anotherKey(t).PublicPEM(), "a secret": "kX9dQ2mZ7rT4vB1nH6wY3pL8sF5gJ0cA"} {
		for text, next := range map[string]string{"nothing wrong": "", "another ID": otherURL(t)} {
			t.Run(name+", "+text, func(t *testing.T) {
				atDesk(t, func(d *desk) {
					d.paste(unsigned(`{"exp":1}`))
					d.p.Keys.Paste([]byte(key))
					d.settle()
					if next == "" {
						next = fixtures.Token(t)
					}
					s := d.paste(next)
					said := s.Title + s.Detail + s.notes() + s.Parted.Signature
					if !s.Key.Taken() || strings.Contains(strings.ToLower(said), "no key given") || strings.Contains(said, "No key was given") || strings.Contains(said, "not checked") {
						t.Errorf("%+v: %s", s.Key, said)
					}
				})
			})
		}
	}
}
