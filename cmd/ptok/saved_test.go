package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
)

// silent is a keyring that answers with an error.
type silent struct{ uitest.Keyring }

func (*silent) Get(string) (string, error) { return "", vault.ErrKeyringLocked }

// TestNoProfile: what is wrong is said in a line, with a way out.
func TestNoProfile(t *testing.T) {
	tok, key, list := fixtures.Token(t), file(t, string(fixtures.PrivateKey(t))), file(t, goldenID)
	s := shelve(t, vault.InKeyring)
	// changed are the same profiles in a file that something was done to.
	changed := func(change func(path string)) func() *vault.Store {
		return func() *vault.Store {
			path := filepath.Join(t.TempDir(), "profiles.json")
			if err := os.WriteFile(path, []byte(read(t, s.path)), 0o600); err != nil {
				t.Fatal(err)
			}
			change(path)
			return vault.Open(path, s.ring, nil)
		}
	}
	damaged := changed(func(path string) { _ = os.WriteFile(path, []byte("{"), 0o600) })
	newer := changed(func(path string) {
		_ = os.WriteFile(path, []byte(strings.Replace(read(t, path), `"schema": 2`, `"schema": 9`, 1)), 0o600)
		uitest.Forge(t, path, nil)
	})
	forged := changed(func(path string) {
		all := strings.ReplaceAll(read(t, path), fixtures.Key(t).Fingerprint(), strings.Repeat("0", 64))
		_ = os.WriteFile(path, []byte(all), 0o600)
		uitest.Forge(t, path, nil)
	})
	deaf := func() *vault.Store { return vault.Open(s.path, &silent{}, nil) }
	nothing := func() *vault.Store { return vault.Open(filepath.Join(t.TempDir(), "profiles.json"), nil, nil) }
	nowhere := func() *vault.Store { return vault.Open("", nil, nil) }
	shop := []string{"--profile", "Shop"}
	for _, c := range []struct {
		name   string
		vault  func() *vault.Store
		flags  []string
		status int
		says   string
	}{
		{"another name", s.open, []string{"--profile", "Shopping"}, wrongUsage, "There is no profile of that name.\nhint: Saved are: Empty, Endless, Events, Half, No platform, Other platform, Shop, "},
		{"no name", s.open, []string{"--profile", ""}, wrongUsage, "There is no profile of that name."},
		{"two of the name", s.open, []string{"--profile", "twice"}, wrongUsage, "Several profiles have that name.\nhint: Give the ID of one: "},
		{"two of the name are told apart", s.open, []string{"--profile", "twice"}, wrongUsage, s.ids["Twice"] + " (fastpix, key ID " + goldenKeyID + ")"},
		{"two of the name, one without a platform", s.open, []string{"--profile", "twice"}, wrongUsage, s.ids["TWICE"] + " (no platform, key ID none)"},
		{"nothing saved", nothing, shop, wrongUsage, "No profiles are saved here."},
		{"no folder", nowhere, shop, answerIsNo, "This system names no folder to keep them in."},
		{"a damaged file", damaged, shop, answerIsNo, "The file with the saved profiles is damaged"},
		{"a newer file", newer, shop, answerIsNo, "The saved profiles were written by a newer Playtoken"},
		{"a keyring that is locked", deaf, []string{"--profile", "Events"}, answerIsNo, "The system's keyring is locked."},
		{"another public half in the file", forged, shop, answerIsNo, "was changed: it does not open."},
		{"a passphrase for no profile", s.open, []string{"--key", key, "--passphrase-file", key}, wrongUsage, "--passphrase-file is for a saved profile."},
	} {
		for _, args := range [][]string{{"sign", "--id", goldenID}, {"batch", "sign", list}, {"decode", tok}, {"why", tok}, {"compare", tok, tok}, {"batch", "why", file(t, tok)}} {
			if strings.HasPrefix(c.name, "a passphrase") && strings.HasSuffix(args[0]+args[1], "sign") {
				args = append(args, "--platform", "fastpix")
			}
			if c.flags[1] == "Events" && args[0] == "sign" {
				args = []string{"sign", "--id", "65e8ddc52f41619f1815a083", "--set", "viewer=v"}
			}
			r := stage{vault: c.vault}.run(append(args, c.flags...)...)
			name := c.name + ", " + strings.Join(args[:1], " ")
			if lines := strings.SplitAfter(r.err, "\n"); strings.HasPrefix(r.err, "note: ") {
				r.err = strings.Join(lines[1:], "") // of damage
			}
			if r.status != c.status || !strings.Contains(r.err, c.says) || r.out != "" {
				t.Errorf("%s: %+v", name, r)
			}
			complaint(t, r)
		}
	}
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"two keys to sign with":       {[]string{"--profile", "Shop", "--key", key}, "--key and --profile are two keys"},
		"another platform":            {[]string{"--profile", "Shop", "--platform", "mux"}, "The profile is for FastPix, and --platform says another."},
		"the name written so, of two": {[]string{"--profile", "Twice", "--platform", "mux"}, "The profile is for FastPix, and --platform says another."},
		"two profiles":                {[]string{"--profile", "Shop", "--profile", "Half"}, "--profile is given twice."},
		"no platform":                 {[]string{"--profile", "No platform"}, "No platform was given."},
		"a platform of a later on":    {[]string{"--profile", "Other platform"}, "a platform that this ptok does not know"},
	} {
		for _, args := range [][]string{{"sign", "--id", goldenID}, {"batch", "sign", list}} {
			r := s.on(stage{terminal: true}).run(append(args, c.args...)...)
			if r.status != wrongUsage || !strings.Contains(r.err, c.says) || r.out != "" {
				t.Errorf("%s: %+v", name, r)
			}
			complaint(t, r)
		}
	}
}

// TestManyProfiles: a hint names no thousand of them.
func TestManyProfiles(t *testing.T) {
	s := shelf{path: filepath.Join(t.TempDir(), "profiles.json")}
	store := s.open()
	for i := range 25 {
		if _, err := store.Put(vault.Profile{Name: fmt.Sprintf("Shop %02d", i)}); err != nil {
			t.Fatal(err)
		}
	}
	store.Close()
	r := s.on(stage{}).run("sign", "--profile", "Shop")
	if !strings.HasSuffix(r.err, "Shop 18, Shop 19 and 5 more, see ptok profiles.\n") {
		t.Errorf("%+v", r)
	}
}
