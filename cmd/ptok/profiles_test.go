package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
)

// TestProfiles: the list tells what --profile takes, needs no passphrase and no secret.
func TestProfiles(t *testing.T) {
	for home, locked := range map[vault.Home]bool{vault.InKeyring: false, vault.UnderPassphrase: true} {
		t.Run(string(home), func(t *testing.T) {
			s := shelve(t, home)
			r := s.on(stage{}).run("profiles", "--json")
			print := fixtures.Key(t).Fingerprint()
			want := fmt.Sprintf(`{"name":"Shop","id":"%s","platform":"fastpix","key_id":"%s","kind":"rsa","spki_sha256":"%s","home":"%s","locked":%t}`,
				s.ids["Shop"], goldenKeyID, print, home, locked)
			if r.status != fine || r.err != "" || !strings.Contains(r.out, want) || !json.Valid([]byte(r.out)) {
				t.Errorf("%s is not in %+v", want, r)
			}
			if want := `"kind":"rsa","spki_sha256":"` + print + `","home":"","locked":false}`; !strings.Contains(r.out, want) {
				t.Errorf("of a public half: %s", r.out)
			}
			r = s.on(stage{}).run("profiles")
			where := map[vault.Home]string{vault.InKeyring: "system keyring", vault.UnderPassphrase: "passphrase"}[home]
			flat := strings.Join(strings.Fields(r.out), " ")
			for _, line := range []string{
				"NAME PLATFORM KEY ID KIND FINGERPRINT WHERE ",
				"Shop fastpix " + goldenKeyID + " RSA 2048, private " + print[:16] + " " + where,
				"Half fastpix " + goldenKeyID + " RSA 2048, public " + print[:16] + " no secret",
				"Events fastevo - shared secret, ", "Empty mux - - - no secret",
			} {
				if r.status != fine || r.err != "" || !strings.Contains(flat, line) {
					t.Errorf("%q is not in %+v", line, r)
				}
			}
		})
	}
	deaf := shelve(t, vault.InKeyring)
	deaf.ring = &silent{}
	if r := deaf.on(stage{}).run("profiles", "--json"); r.status != fine || !strings.Contains(r.out, `"home":"keyring","locked":true`) {
		t.Errorf("%+v", r)
	}
	none := shelf{path: filepath.Join(t.TempDir(), "profiles.json")}
	if r := none.on(stage{}).run("profiles", "--json"); r != (result{fine, `{"profiles":[]}` + "\n", ""}) {
		t.Errorf("%+v", r)
	}
	if r := none.on(stage{}).run("profiles"); r != (result{fine, "", "note: No profiles are saved here.\n"}) {
		t.Errorf("%+v", r)
	}
	if _, err := os.Stat(none.path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a look has left something: %v", err)
	}
	if r := (stage{}).run("profiles"); r.status != answerIsNo || !strings.Contains(r.err, "names no folder") {
		t.Errorf("%+v", r)
	}
}

// A profile's own lifetimes of tokens beside the first hold in a terminal too, and a lifetime
// that is given holds for all.
func TestProfileWithLifetimesByToken(t *testing.T) {
	s := emptyShelf(t, vault.InKeyring)
	form := profiles.Form{
		Platform: "fastpix", Values: map[string]string{platform.KeyID: goldenKeyID, "for": "drm"},
		Life: vault.Lifetime(time.Hour), Lives: map[string]vault.Lifetime{"drm-token": vault.Lifetime(15 * time.Minute)},
	}
	s.save(t, savedKey{"Shop", form, fixtures.Key(t)})
	for alike, args := range map[bool][]string{false: nil, true: {"--ttl", "2h"}} {
		r := s.on(stage{}).run(append([]string{"sign", "--profile", "Shop", "--id", goldenID, "--json"}, args...)...)
		var a struct{ Tokens []struct{ Token string } }
		if err := json.Unmarshal([]byte(r.out), &a); r.status != fine || err != nil || len(a.Tokens) != 2 {
			t.Fatalf("%q: status %d, %d tokens, %v, %s", args, r.status, len(a.Tokens), err, r.err)
		}
		if (a.Tokens[0].Token == a.Tokens[1].Token) != alike {
			t.Errorf("%q: the tokens end otherwise than they should", args)
		}
	}
}

// The further claims of a profile are in its tokens, those of flags before them.
func TestProfileWithClaims(t *testing.T) {
	s := emptyShelf(t, vault.InKeyring)
	form := profiles.Form{
		Platform: "fastpix", Values: map[string]string{platform.KeyID: goldenKeyID}, Life: vault.Lifetime(90 * time.Minute),
		Claims: []vault.Claim{{Name: "who", Text: "ann"}, {Name: "tier", Text: "2"}},
	}
	s.save(t, savedKey{"Shop", form, fixtures.Key(t)})
	for _, c := range []struct {
		args []string
		want string
	}{{nil, `"who":"ann","tier":2`}, {[]string{"--claim", "who=7", "--ttl", "2h"}, `"who":7,"tier":2`}} {
		r := s.on(stage{}).run(append([]string{"sign", "--profile", "Shop", "--id", goldenID, "--json"}, c.args...)...)
		if flat := strings.ReplaceAll(r.out, " ", ""); r.status != fine || !strings.Contains(flat, c.want) {
			t.Errorf("%q: %+v", c.args, r)
		}
	}
	form.Claims[1].Text = `{"a`
	s.save(t, savedKey{"Broken", form, fixtures.Key(t)})
	if r := s.on(stage{}).run("sign", "--profile", "Broken", "--id", goldenID); r.status != notUnderstood || !strings.Contains(r.err, `The claim "tier" of the profile cannot be read.`) {
		t.Errorf("%+v", r)
	}
}
