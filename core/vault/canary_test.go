package vault

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"playtoken/core/secret"
)

// spellings are the forms in which a secret might leak. Base64 is looked for at
// each of its three offsets, without the characters that depend on neighbours.
func spellings(text []byte) map[string][]byte {
	quoted, _ := json.Marshal(string(text))
	forms := map[string][]byte{
		"raw": text, "hex": []byte(hex.EncodeToString(text)), "HEX": []byte(strings.ToUpper(hex.EncodeToString(text))),
		"percent": []byte(url.QueryEscape(string(text))), "path": []byte(url.PathEscape(string(text))),
		"JSON": quoted[1 : len(quoted)-1], "numbers": []byte(strings.Trim(fmt.Sprint(text), "[]")),
	}
	for name, encoding := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64url": base64.RawURLEncoding} {
		for offset := range 3 {
			whole := encoding.EncodeToString(append(make([]byte, offset), text...))
			forms[fmt.Sprint(name, offset)] = []byte(whole[4 : len(whole)-4])
		}
	}
	return forms
}

// TestCanary puts known secrets through everything and looks for them in every
// place where they have no business.
func TestCanary(t *testing.T) {
	canaries := map[string][]byte{
		"secret":     []byte("-----BEGIN \"canary\" KEY-----\nc4n/ry+1 <&>\xc3\xa9\\ 0123456789\n-----END\n"),
		"second":     []byte("c4n4ry-shared-secret/2+abcdefghijklmnopqrstuvwxyz"),
		"credential": []byte("c4n4ry-api-password/3+zyxwvutsrqponmlkjihgfedcba"),
		"answer":     []byte("{\"data\":{\"privateKey\":\"c4n4ry+answer/abcdefghijklmnopqrstuvwxyz0123456789\"}}"),
		"passphrase": []byte("canary horse \"battery\" staple/+"),
	}
	seen := map[string][]byte{} // by place
	see := func(place string, b []byte) { seen[place] = append(append(seen[place], b...), '\n') }
	say := func(place string, v any) {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			see(place, fmt.Appendf(nil, verb, v))
		}
		var out bytes.Buffer
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "v", v)
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "v", v)
		see(place, out.Bytes())
		if j, err := json.Marshal(v); err == nil {
			see(place, j)
		}
	}

	path, r := storePath(t), newRing()
	run := func(f *faulty) {
		f.sealed = func(b []byte) { see("written", b) }
		s := openWith(t, path, r, f.seam())
		var errs []error
		p, err := s.Put(Profile{ID: "a", Name: "A"}, signing(string(canaries["secret"])))
		errs = append(errs, err)
		_, err = s.Put(Profile{ID: "b", Name: "B"}, signing(string(canaries["second"])))
		errs = append(errs, err)
		_, err = s.Put(Profile{Name: "session", SessionOnly: true}, signing(string(canaries["second"])))
		errs = append(errs, err)
		_, err = s.Put(Profile{ID: "c", Name: "C", SessionOnly: true}, credential("api-password", string(canaries["credential"])))
		errs = append(errs, err)
		_, err = s.Put(Profile{ID: "a", Name: "A"}, credential("api-password", string(canaries["credential"])), keyOf(BackupKey, string(canaries["second"]), true))
		errs = append(errs, err, s.Promote("a", BackupKey))
		_, err = s.PutAccount(Account{ID: "account", Name: "Account", Platform: "p"}, map[string]secret.Bytes{"token_secret": secret.New(canaries["credential"])})
		errs = append(errs, err)
		account, credentials, err := s.OpenAccount("account")
		errs = append(errs, err)
		say("accounts", []any{account, s.Accounts(), credentials})
		for _, long := range []bool{true, false} {
			answer := canaries["answer"]
			if long {
				answer = bytes.Repeat(answer, maxAnswer/len(answer)+1)
			}
			e, err := s.Journal(map[string]string{"host": "api.example.com"})
			if errs = append(errs, err); err != nil {
				continue
			}
			errs = append(errs, e.Keep(secret.New(answer)))
			say("entry", e)
			say("entry", struct{ E *Entry }{e})
			_, err = e.Open()
			errs = append(errs, err)
			see("files", append([]byte(filepath.Base(e.path)), readFileOrNone(e.path)...))
			e.Close()
			for _, e := range s.Journals() {
				_, err := e.Open()
				say("entry", e)
				errs = append(errs, err, e.Err(), e.Done())
			}
		}
		text, err := s.Secret("a", SigningKey)
		errs = append(errs, err)
		if s.keys.key != nil {
			canaries["master key "+s.keys.key.id] = append([]byte(nil), s.keys.key.open()...)
		}
		errs = append(errs, s.ChangeProtection(UnderPassphrase, secret.New(canaries["passphrase"])))
		if s.keys.key != nil {
			canaries["master key "+s.keys.key.id] = append([]byte(nil), s.keys.key.open()...)
		}
		var out bytes.Buffer
		errs = append(errs, s.export(&out, secret.New(canaries["passphrase"]), 8, nil))
		see("export", out.Bytes())
		_, _, err = s.Import(&out, sec("wrong"))
		errs = append(errs, err, s.Unlock(secret.New(append(canaries["passphrase"], 'x'))), s.Unlock(secret.New(canaries["passphrase"])))
		say("store", s)
		say("store", struct{ S *Store }{s})
		say("guests", s.session.profiles)
		say("document", s.file.doc)
		say("key", s.keys.key)
		say("state", s.State())
		see("state", []byte(s.State().Mark()))
		say("profiles", []any{p, s.List()})
		say("secret", text)
		errs = append(errs, s.ChangeProtection(InKeyring, secret.Bytes{}))
		for _, err := range errs {
			if err != nil {
				say("errors", err)
				see("errors", []byte(Hint(err)))
			}
		}
	}
	run(&faulty{})
	for n := 1; n < 120; n += 7 {
		run(&faulty{failAt: n, fault: syscall.ENOSPC, short: n%2 == 0})
	}
	if len(seen["errors"]) == 0 || len(seen["written"]) == 0 {
		t.Fatal("nothing was seen")
	}
	for _, name := range inFolder(t, path) {
		see("files", append([]byte(name), readFile(t, filepath.Join(filepath.Dir(path), name))...))
	}
	for account, text := range r.entries {
		see("keyring", []byte(account))
		if strings.Contains(text, "canary") || len(text) != 44 {
			t.Error("the keyring holds something else than a key")
		}
	}
	for canary, text := range canaries {
		for form, spelled := range spellings(text) {
			for place, b := range seen {
				if bytes.Contains(b, spelled) {
					t.Errorf("%s: the %s is there, %s", place, canary, form)
				}
			}
		}
	}
}

// readFileOrNone is a file that need not be there.
func readFileOrNone(path string) []byte {
	b, _ := os.ReadFile(path)
	return b
}

// TestCanaryIsFound: the search finds what is there.
func TestCanaryIsFound(t *testing.T) {
	text := []byte("canary \"horse\"/+staple")
	for form, spelled := range spellings(text) {
		if len(spelled) < 12 {
			t.Errorf("%s is too short to look for: %q", form, spelled)
		}
	}
	inJSON, _ := json.Marshal(map[string]any{"pad": "x", "b": text, "s": string(text)})
	found := 0
	for _, spelled := range spellings(text) {
		if bytes.Contains(inJSON, spelled) {
			found++
		}
	}
	if found < 2 {
		t.Errorf("found %d forms in %s", found, inJSON)
	}
}

func TestHintForEachError(t *testing.T) {
	for _, h := range hints {
		if Hint(fmt.Errorf("case: %w", h.err)) != h.hint || strings.HasSuffix(h.err.Error(), ".") || !strings.HasSuffix(h.hint, ".") {
			t.Errorf("%v: %q", h.err, Hint(h.err))
		}
	}
	for _, err := range []error{nil, errors.New("other")} {
		if Hint(err) != "" {
			t.Errorf("a hint for %v", err)
		}
	}
}
