package why

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"playtoken/core/keys/importer"
	"playtoken/internal/fixtures"
)

// A shared secret in place of a token is not shown, and can be taken to the Sign screen. What
// has another use is read as before.
func TestSecretIsHidden(t *testing.T) {
	hexed := strings.Repeat("0123456789abcdef", 4)
	based := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("\xfb", 32)))
	for name, c := range map[string]struct {
		text   string
		hidden bool
	}{
		"hexadecimal": {hexed, true}, "with a line end": {hexed + "\n", true}, "long": {hexed + hexed, true}, "base64": {based, true},
		"a media ID": {hexed[:32], false}, "a playback ID": {playbackID, false}, "a word": {"nothing", false}, "a token": {fixtures.Token(t), false},
	} {
		t.Run(name, func(t *testing.T) {
			atDesk(t, func(d *desk) {
				s := d.paste(c.text)
				if shown := strings.Contains(fmt.Sprintf("%+v", d.states), strings.TrimSpace(c.text)[:min(20, len(strings.TrimSpace(c.text)))]); c.hidden && shown || c.hidden != (s.Action == UseKey) {
					t.Errorf("shown %v, %q", shown, s.Title)
				}
				if c.hidden {
					d.p.UseKey()
					if d.settle(); len(d.used) != 1 || string(d.used[0]) != c.text || d.p.text != "" {
						t.Errorf("used %d", len(d.used))
					}
				}
			})
		})
	}
}

// A key whose password was wrong stays there: what is asked for again is the password.
func TestPasswordAgain(t *testing.T) {
	atDesk(t, func(d *desk) {
		asked := 0
		d.p.services.Ask.Password = func(string, func(string)) { asked++ }
		d.p.Keys.services.Ask.Password = d.p.services.Ask.Password
		text := fixtures.File(t, "keys/importer/testdata/A10_rsa2048_pkcs1_dekinfo.pem")
		if a := importer.Import(text); !locked(a) {
			t.Fatalf("%+v", a)
		}
		d.paste(fixtures.Token(t))
		d.p.Keys.Paste(text)
		d.settle()
		d.p.Keys.Ask()
		if s := d.settle(); asked != 2 || !s.Key.Refused {
			t.Errorf("asked %d times, %+v", asked, s.Key)
		}
		d.p.Keys.Forget()
		d.p.Keys.Ask()
		if d.settle(); asked != 2 {
			t.Errorf("asked %d times", asked)
		}
	})
}
