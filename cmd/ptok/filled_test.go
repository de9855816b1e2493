package main

import (
	"strings"
	"testing"

	"playtoken/core/keys/importer"
	"playtoken/core/profiles"
	"playtoken/core/secret"
	"playtoken/core/token/paseto"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
)

// TestSignByProfile: a profile says what the flags do not, and its key signs.
func TestSignByProfile(t *testing.T) {
	s := shelve(t, vault.InKeyring)
	tok := fixtures.Token(t)
	const at = "--issued-at=1744780459"
	for _, c := range []struct {
		name string
		args []string
		has  []string
	}{
		{"as it is", []string{"--profile", "Shop"}, []string{`"token":"` + tok + `"`, "https://stream.fastpix.io/" + goldenID}},
		{"without regard to case", []string{"--profile", "sHOP "}, []string{tok}},
		{"its ID", []string{"--profile", s.ids["Shop"]}, []string{tok}},
		{"its own platform", []string{"--profile", "Shop", "--platform", "fastpix"}, []string{tok}},
		{"lifetime by a flag", []string{"--profile", "Shop", "--ttl", "1h"}, []string{`"expires_at":"2025-04-16T06:14:19Z"`}},
		{"end by a flag", []string{"--profile", "Shop", "--expires-at", "1744790000"}, []string{`"exp":1744790000`}},
		{"key ID by a flag", []string{"--profile", "Shop", "--key-id", goldenID}, []string{`"kid":"` + goldenID + `"`}},
		{"a setting by a flag", []string{"--profile", "Shop", "--set", "host=com"}, []string{tok, "https://stream.fastpix.com/"}},
		{"no end", []string{"--profile", "Endless"}, []string{`"expires_at":""`}},
		{"a platform by a flag", []string{"--profile", "No platform", "--platform", "fastpix", "--key-id", goldenKeyID}, []string{tok}},
		{"a shared secret", []string{"--profile", "Events", "--set", "viewer=v"}, []string{`"platform":"fastevo"`, `"token":"v4.local.`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			id := goldenID
			if c.args[1] == "Events" {
				id = "65e8ddc52f41619f1815a083"
			}
			args := append([]string{"sign", "--id", id, at, "--json"}, c.args...)
			if c.args[1] == "Endless" {
				args = append([]string{"sign", at, "--json"}, c.args...)
			}
			r := s.on(stage{}).run(args...)
			for _, has := range c.has {
				if r.status != fine || !strings.Contains(r.out, has) {
					t.Errorf("%s is not in: status %d, %s%s", has, r.status, r.err, r.out)
				}
			}
		})
	}
}

// TestReadingOfProfile: digits that were saved as the bytes that they stand for sign as
// those, though the platform would take the text.
func TestReadingOfProfile(t *testing.T) {
	const digits = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
	s := emptyShelf(t, vault.InKeyring)
	k := importer.ImportWith([]byte(digits), importer.Options{Choose: 2}).Key
	s.save(t, savedKey{"Bytes", profiles.Form{}, k})
	signed := s.on(stage{}).run("sign", "--profile", "Bytes", "--platform", "jwt", "--set", "alg=HS256", "--ttl", "1h")
	r := stage{}.run("why", strings.TrimSpace(signed.out), "--key", file(t, digits), "--json")
	if !strings.Contains(r.out, `"key":"the key given here (shared secret, read as hex`) {
		t.Errorf("%+v, %+v", signed, r)
	}
}

// TestBatchSignByProfile: a list may come from standard input, as with the key in a file.
func TestBatchSignByProfile(t *testing.T) {
	s := shelve(t, vault.InKeyring)
	list := file(t, goldenID+"\n")
	for name, c := range map[string]struct {
		stage stage
		list  []string
	}{
		"a file":             {stage{}, []string{list}},
		"standard input":     {stage{stdin: goldenID + "\n"}, nil},
		"a file, a terminal": {stage{terminal: true}, []string{list}},
	} {
		r := s.on(c.stage).run(append([]string{"batch", "sign", "--profile", "Shop", "--issued-at", "1744780459"}, c.list...)...)
		if r.status != fine || !strings.Contains(r.out, fixtures.Token(t)+",2025-04-17T05:14:19Z,https://stream.fastpix.io/") || r.err != "note: 1 row, 1 token; 1 with a remark.\n" && r.err != "note: 1 row, 1 token.\n" {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// TestLearnForProfile: what a genuine token tells goes before what the profile says, and
// not before a flag.
func TestLearnForProfile(t *testing.T) {
	s := shelve(t, vault.InKeyring) // the secret is saved as the text itself
	key, err := paseto.KeyFor(secret.New([]byte(sharedSecret)), paseto.FormSHA256)
	if err != nil {
		t.Fatal(err)
	}
	genuine, err := paseto.Seal([]byte("{}"), []byte(`{"v":"1"}`), nil, key)
	if err != nil {
		t.Fatal(err)
	}
	sign := []string{"sign", "--profile", "Events", "--id", "65e8ddc52f41619f1815a083", "--set", "viewer=v", "--set", "assertion=", "--learn-from", genuine}
	r := s.on(stage{}).run(sign...)
	if r.status != fine || !strings.Contains(r.err, "--set key_form=sha256") {
		t.Errorf("%+v", r)
	}
	tok := strings.TrimSpace(r.out)
	hashed := file(t, sharedSecret)
	if r := (stage{}).run("decode", tok, "--key", hashed, "--set", "key_form=sha256"); r.status != fine {
		t.Errorf("%+v", r)
	}
	if r := s.on(stage{}).run(append(sign, "--set", "key_form=text")...); !strings.Contains(r.err, "What --set says stays") {
		t.Errorf("%+v", r)
	}
}
