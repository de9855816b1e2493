package main

import (
	"strings"
	"testing"

	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
)

// TestTryProfiles: a key of a profile is tried like one in a file, and named by the
// profile's name.
func TestTryProfiles(t *testing.T) {
	s := shelve(t, vault.InKeyring)
	tok := fixtures.Token(t)
	at := s.on(stage{now: alive})
	r := at.run("why", tok, "--profile", "shop", "--json")
	if r.status != fine || r.err != "" || !strings.Contains(r.out, `"verdict":"plays"`) || !strings.Contains(r.out, `"key":"Shop (RSA 2048, public, sha256 `) {
		t.Errorf("%+v", r)
	}
	other := file(t, read(t, keyData+"A01_rsa2048_pkcs8.pem"))
	for name, c := range map[string]struct {
		args   []string
		status int
		has    string
	}{
		"of several":             {[]string{"decode", tok, "--profile", "Events", "--profile", "Shop", "--key", other}, fine, "valid for key"},
		"none of them":           {[]string{"decode", tok, "--profile", "Events", "--key", other}, answerIsNo, "invalid"},
		"one that did not":       {[]string{"why", tok, "--profile", "Events", "--json"}, fine, `"signature":"unchecked"`},
		"a public half alone":    {[]string{"decode", tok, "--profile", "Half", "--json"}, fine, `"signature":"valid"`},
		"compare":                {[]string{"compare", tok, tok, "--profile", "Shop", "--json"}, fine, `"key":"Shop (`},
		"batch why":              {[]string{"batch", "why", "--profile", "Shop", file(t, tok)}, fine, ",plays,"},
		"batch why, piped":       {[]string{"batch", "why", "--profile", "Shop"}, fine, ",plays,"},
		"passphrase for nothing": {[]string{"decode", tok, "--profile", "Shop", "--passphrase-file", "no-such-file"}, fine, "valid for key"},
	} {
		t.Run(name, func(t *testing.T) {
			st := at
			st.stdin = tok
			if r := st.run(c.args...); r.status != c.status || !strings.Contains(r.out, c.has) {
				t.Errorf("%+v", r)
			}
		})
	}
	if r := at.run("why", tok, "--profile", "Empty"); r.status != answerIsNo || !strings.Contains(r.err, "The profile has no key.") {
		t.Errorf("%+v", r)
	}
	// The settings of the profile, of which the token tells nothing, come along.
	sealed := s.on(stage{}).run("sign", "--profile", "Events", "--id", "65e8ddc52f41619f1815a083", "--set", "viewer=v", "--ttl", "1h")
	if r := s.on(stage{}).run("decode", strings.TrimSpace(sealed.out), "--profile", "Events", "--json"); r.status != fine || !strings.Contains(r.out, `"contentId"`) && !strings.Contains(r.out, "65e8ddc52f41619f1815a083") {
		t.Errorf("%+v", r)
	}
}

// TestPlatformOfProfile: where the text does not tell the platform, it is that of the
// profile whose key fits; where it does, the profile's does not matter.
func TestPlatformOfProfile(t *testing.T) {
	s := emptyShelf(t, vault.InKeyring)
	for _, name := range []string{"bitmovin", "mux"} {
		s.save(t, savedKey{name, profiles.Form{Platform: name, Values: map[string]string{platform.KeyID: goldenKeyID}}, fixtures.Key(t)})
	}
	signed := s.on(stage{}).run("sign", "--profile", "bitmovin", "--ttl", "1h")
	bare := strings.TrimSpace(signed.out)
	for _, c := range []struct{ name, text, profile, platform string }{
		{"told by nothing", bare, "bitmovin", "bitmovin"},
		{"told by the text", fixtures.Token(t), "mux", "fastpix"},
		{"a flag goes first", bare, "bitmovin", "jwt"},
	} {
		args := []string{"why", "--json", c.text, "--profile", c.profile}
		if c.platform == "jwt" {
			args = append(args, "--platform", "jwt")
		}
		if r := s.on(stage{}).run(args...); !strings.Contains(r.out, `"platform":"`+c.platform+`"`) || !strings.Contains(r.out, `"signature":"valid"`) {
			t.Errorf("%s: %+v", c.name, r)
		}
	}
	if r := s.on(stage{}).run("why", "--json", bare); !strings.Contains(r.out, `"platform":""`) {
		t.Errorf("the text tells it: %+v", r)
	}
}

// TestUnprovenProfile: while the secrets are locked no more is said than that a token fits
// what stands in the file, and a script that asks by the exit status hears no.
func TestUnprovenProfile(t *testing.T) {
	s := shelve(t, vault.UnderPassphrase)
	tok, right := fixtures.Token(t), file(t, passphrase)
	st := s.on(stage{now: alive})
	const doubt = "note: A public half that was saved is not proven"
	r := st.run("why", tok, "--profile", "Shop", "--json")
	if r.status != fine || !strings.HasPrefix(r.err, doubt) || !strings.Contains(r.err, "--passphrase-file FILE") ||
		!strings.Contains(r.out, `, if the saved key is the right one"`) || !strings.Contains(r.out, `"key":"Shop, not proven (`) {
		t.Errorf("%+v", r)
	}
	r = st.run("decode", tok, "--profile", "Shop")
	if r.status != answerIsNo || !strings.Contains(r.err, "nothing proves that half") {
		t.Errorf("%+v", r)
	}
	for _, args := range [][]string{{"why", tok, "--json"}, {"decode", tok}} {
		r = st.run(append(args, "--profile", "Shop", "--passphrase-file", right)...)
		if r.status != fine || r.err != "" || strings.Contains(r.out, "if the saved key") || strings.Contains(r.out, "not proven") {
			t.Errorf("opened: %+v", r)
		}
	}
	// A keyring that does not answer proves nothing either.
	ring := shelve(t, vault.InKeyring)
	ring.ring = &silent{}
	if r := ring.on(stage{now: alive}).run("decode", tok, "--profile", "Shop"); r.status != answerIsNo || !strings.Contains(r.err, "The system's keyring is locked.") {
		t.Errorf("%+v", r)
	}
}
