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

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/profiles"
	"playtoken/core/secret"
	"playtoken/core/token/paseto"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
	"playtoken/internal/uitest"
)

const (
	passphrase   = "correct horse battery"
	sharedSecret = "a secret of exactly 32 bytes, or" // of the profile Events
)

// shelf is a file of saved profiles, under a passphrase or with a keyring that opens it.
type shelf struct {
	path string
	ring vault.Keyring
	ids  map[string]string // by name
}

func (s shelf) open() *vault.Store { return vault.Open(s.path, s.ring, nil) }

// on is a stage with these profiles.
func (s shelf) on(st stage) stage {
	st.vault = s.open
	return st
}

// emptyShelf has no profiles yet. With the home a passphrase it has no keyring.
func emptyShelf(t *testing.T, home vault.Home) shelf {
	t.Helper()
	s := shelf{path: filepath.Join(t.TempDir(), "profiles.json"), ids: map[string]string{}}
	if home == vault.InKeyring {
		s.ring = &uitest.Keyring{}
	} else {
		s.protect(t)
	}
	return s
}

// protect puts the profiles under the passphrase.
func (s shelf) protect(t *testing.T) {
	t.Helper()
	store := s.open()
	defer store.Close()
	if err := store.ChangeProtection(vault.UnderPassphrase, secret.New([]byte(passphrase))); err != nil {
		t.Fatal(err)
	}
}

// save puts profiles with their keys on the shelf.
func (s shelf) save(t *testing.T, list ...savedKey) {
	t.Helper()
	store := s.open()
	defer store.Close()
	if store.State().Locked {
		if err := store.Unlock(secret.New([]byte(passphrase))); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range list {
		saved, err := profiles.Save(store, p.form.In(vault.Profile{Name: p.name}), p.key, nil)
		if err != nil || saved.Home == vault.ThisSession {
			t.Fatal(p.name, saved.Home, err)
		}
		s.ids[p.name] = saved.ID
	}
}

// savedKey is a form with its key, saved under a name.
type savedKey struct {
	name string
	form profiles.Form
	key  *keys.Key
}

// shelve saves profiles at a home: Shop, which makes the golden token, and others.
func shelve(t *testing.T, home vault.Home) shelf {
	t.Helper()
	s := emptyShelf(t, home)
	shop := profiles.Form{Platform: "fastpix", Life: vault.Lifetime(24 * time.Hour), Values: map[string]string{platform.KeyID: goldenKeyID, "host": "io"}}
	events := profiles.Form{Platform: "fastevo", Values: map[string]string{"key_form": "text", "assertion": "said"}}
	public := keys.Import([]byte(fixtures.Key(t).PublicPEM())).Key
	s.save(t, []savedKey{
		{"Shop", shop, fixtures.Key(t)},
		{"Half", shop, public},
		{"Twice", shop, public},
		{"TWICE", profiles.Form{}, public},
		{"Endless", profiles.Form{Platform: "jwt", Life: vault.Endless, Values: map[string]string{"alg": "RS256"}}, fixtures.Key(t)},
		{"Other platform", profiles.Form{Platform: "a-later-one"}, fixtures.Key(t)},
		{"No platform", profiles.Form{}, fixtures.Key(t)},
		{"Events", events, keys.ImportWith([]byte(sharedSecret), keys.Options{Want: all.KeyWant("fastevo", events.Values)}).Key},
		{"Empty", profiles.Form{Platform: "mux"}, nil},
	}...)
	return s
}

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
		{"the name that is written so", []string{"--profile", "Twice", "--platform", "mux"}, nil},
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
			if c.has == nil {
				if r.status != wrongUsage || !strings.Contains(r.err, "The profile is for FastPix") {
					t.Errorf("%+v", r)
				}
				return
			}
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
	k := keys.ImportWith([]byte(digits), keys.Options{Choose: 2}).Key
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

// TestPassphrase: what is under a passphrase is opened by a file or by a person, and a
// form that cannot be signed is refused before.
func TestPassphrase(t *testing.T) {
	s := shelve(t, vault.UnderPassphrase)
	tok, list := fixtures.Token(t), file(t, goldenID)
	sign := []string{"sign", "--profile", "Shop", "--id", goldenID, "--issued-at", "1744780459"}
	with := func(more ...string) []string { return append(sign[:len(sign):len(sign)], more...) }
	batch := []string{"batch", "sign", "--profile", "Shop", "--issued-at", "1744780459"}
	right, wrong := file(t, passphrase+"\n"), file(t, "incorrect horse\n")
	const prompt = "Passphrase of the saved profiles (it is not shown): "
	for _, c := range []struct {
		name   string
		stage  stage
		args   []string
		status int
		says   string // in what is answered, or complained of
	}{
		{"a file", stage{}, with("--passphrase-file", right), fine, tok},
		{"a person", stage{terminal: true, secret: passphrase + "\r"}, sign, fine, tok},
		{"a person, in a batch", stage{terminal: true, secret: passphrase + "\r"}, append(batch[:len(batch):len(batch)], list), fine, tok},
		{"a file, in a pipe", stage{stdin: goldenID}, append(batch[:len(batch):len(batch)], "--passphrase-file", right), fine, tok},
		{"nobody to ask", stage{}, sign, answerIsNo, "--passphrase-file FILE"},
		{"nobody to ask, in a pipe", stage{stdin: goldenID}, batch, answerIsNo, "--passphrase-file FILE"},
		{"nobody to ask, a key in the pipe", stage{stdin: string(fixtures.PrivateKey(t))}, []string{"why", tok, "--key", "-", "--profile", "Events"}, answerIsNo, "--passphrase-file FILE"},
		{"the wrong one", stage{}, with("--passphrase-file", wrong), answerIsNo, "This is not the passphrase."},
		{"a person, the wrong one", stage{terminal: true, secret: "incorrect\r"}, sign, answerIsNo, "This is not the passphrase."},
		{"a person, nothing", stage{terminal: true, secret: "\r"}, sign, wrongUsage, "No passphrase was given."},
		{"a person, Ctrl+C", stage{terminal: true, secret: "corr\x03"}, sign, wrongUsage, "No passphrase was given."},
		{"no such file", stage{}, with("--passphrase-file", "no-such-file"), wrongUsage, "The file that --passphrase-file names does not exist."},
		{"an empty file", stage{}, with("--passphrase-file", file(t, "\n")), wrongUsage, "holds no passphrase"},
		{"form first", stage{terminal: true, secret: passphrase + "\r"}, []string{"sign", "--profile", "Shop"}, wrongUsage, "Playback ID is missing"},
		{"form first, in a batch", stage{terminal: true, secret: passphrase + "\r"}, append(batch[:len(batch):len(batch)], "--set", "host=a b", list), wrongUsage, "Write a host name only"},
		{"no secret, and nobody is asked", stage{terminal: true, secret: passphrase + "\r"}, []string{"sign", "--profile", "Half", "--id", goldenID}, answerIsNo, "The profile has no secret."},
		{"a shared secret to try", stage{terminal: true, secret: passphrase + "\r"}, []string{"decode", tok, "--profile", "Events"}, answerIsNo, "the key is shared secret, 32 characters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := s.on(c.stage).run(c.args...)
			if r.status != c.status || !strings.Contains(r.out+r.err, c.says) {
				t.Errorf("status %d\n%s%s", r.status, r.err, r.out)
			}
			if asked := strings.Contains(r.err, prompt); asked != (strings.HasPrefix(c.name, "a person") || c.name == "a shared secret to try") {
				t.Errorf("asked: %t", asked)
			}
			if c.status != fine && !strings.Contains(r.err, prompt) {
				complaint(t, r)
			}
			if strings.Contains(r.out+r.err, passphrase) {
				t.Error("the passphrase is shown")
			}
		})
	}
}

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
		"two keys to sign with":    {[]string{"--profile", "Shop", "--key", key}, "--key and --profile are two keys"},
		"another platform":         {[]string{"--profile", "Shop", "--platform", "mux"}, "The profile is for FastPix, and --platform says another."},
		"two profiles":             {[]string{"--profile", "Shop", "--profile", "Half"}, "--profile is given twice."},
		"no platform":              {[]string{"--profile", "No platform"}, "No platform was given."},
		"a platform of a later on": {[]string{"--profile", "Other platform"}, "a platform that this ptok does not know"},
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

// TestLockedAgain: what opens the secrets does not outlive the reading of the key.
func TestLockedAgain(t *testing.T) {
	s := shelve(t, vault.UnderPassphrase)
	right := file(t, passphrase)
	for _, args := range [][]string{
		{"sign", "--profile", "Shop", "--id", goldenID},
		{"sign", "--profile", "Shop", "--id", goldenID, "--claim", `kid="another"`},
		{"batch", "sign", "--profile", "Shop", file(t, goldenID)},
		{"why", fixtures.Token(t), "--profile", "Events"},
		{"decode", fixtures.Token(t), "--profile", "Events", "--profile", "Empty"},
	} {
		var used *vault.Store
		unlocked := false
		st := stage{vault: func() *vault.Store {
			used = s.open()
			used.OnChange(func() { unlocked = unlocked || !used.State().Locked })
			return used
		}}
		r := st.run(append(args, "--passphrase-file", right)...)
		if used == nil || !unlocked || !used.State().Locked {
			t.Errorf("%v: opened %t, and left open; %+v", args, unlocked, r)
		}
	}
}
