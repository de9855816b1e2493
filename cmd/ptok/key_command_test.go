package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/internal/fixtures"
	"playtoken/internal/ownfiletest"
)

func TestKeyInspect(t *testing.T) {
	password := file(t, "test\n")
	for _, c := range []struct {
		name   string
		args   []string
		status int
		want   string // the beginning of the object
	}{
		{"plain", []string{keyData + "A01_rsa2048_pkcs8.pem"}, fine, `{"verdict":"accept","code":"","codes":[],"kind":"rsa","bits":2048,"curve":"","private":true,"spki_sha256":"05586d54f2af81f9`},
		{"curve", []string{keyData + "A22_ec_P-256_pkcs8.pem"}, fine, `{"verdict":"accept","code":"","codes":[],"kind":"ec","bits":256,"curve":"P-256","private":true,`},
		{"repaired", []string{keyData + "B07_single_quotes.pem"}, fine, `{"verdict":"accept_warn","code":"fixed_quotes","codes":["fixed_quotes"],"kind":"rsa",`},
		{"damaged", []string{keyData + "D01_seed003_original.txt"}, answerIsNo, `{"verdict":"reject","code":"b64pem_missing_chars","codes":["b64pem_missing_chars"`},
		{"locked", []string{keyData + "A10_rsa2048_pkcs1_dekinfo.pem"}, answerIsNo, `{"verdict":"ask","code":"key_encrypted",`},
		{"opened", []string{keyData + "A10_rsa2048_pkcs1_dekinfo.pem", "--password-file", password}, fine, `{"verdict":"accept","code":"","codes":[],"kind":"rsa","bits":2048,`},
		{"secret, no platform", []string{file(t, strings.Repeat("0f", 32))}, answerIsNo, `{"verdict":"ask","code":"hex_or_text",`},
		{"secret as text", []string{file(t, strings.Repeat("0f1e", 16)), "--use", "edgecast"}, fine, `{"verdict":"accept`},
		{"RSA where a secret is due", []string{keyData + "A01_rsa2048_pkcs8.pem", "--use", "edgecast"}, answerIsNo, `{"verdict":"reject","code":"key_type_unsupported",`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stage{}.run(append([]string{"key", "inspect", "--json"}, c.args...)...)
			if r.status != c.status || r.err != "" || !strings.HasPrefix(r.out, c.want) || !json.Valid([]byte(r.out)) {
				t.Errorf("status %d, errors %q\n%s", r.status, r.err, r.out)
			}
			plain := stage{}.run(append([]string{"key", "inspect"}, c.args...)...)
			if plain.status != c.status || plain.out == "" || plain.err != "" {
				t.Errorf("in words: status %d, errors %q, %q", plain.status, plain.err, plain.out)
			}
		})
	}
	if r := (stage{}).run("key", "inspect", "--json", keyData+"D01_seed003_original.txt"); !strings.Contains(r.out, "Copy the whole key again") {
		t.Errorf("no way out: %s", r.out)
	}
	if r := (stage{stdin: string(fixtures.PrivateKey(t))}).run("key", "inspect", "-", "--json"); r.status != fine || !strings.Contains(r.out, `"published_sample"`) {
		t.Errorf("standard input: %d %s %s", r.status, r.out, r.err)
	}
	for _, args := range [][]string{
		{"key", "inspect", keyData + "missing.pem"},
		{"key", "inspect", "--use", "nobody", keyData + "A01_rsa2048_pkcs8.pem"},
		{"key", "inspect", "a", "b"},
		{"key", "inspect", "--password-file", keyData + "missing", keyData + "A01_rsa2048_pkcs8.pem"},
		{"key"},
		{"key", "new"},
		{"key", "new", "--type", "rsa512"},
	} {
		if r := (stage{}).run(args...); r.status != wrongUsage || strings.Count(r.err, "\n") != 2 || r.out != "" {
			t.Errorf("%v: status %d, %q, %q", args, r.status, r.err, r.out)
		}
	}
}

func TestKeyNewAndPublic(t *testing.T) {
	for _, kind := range keys.Types() {
		t.Run(string(kind), func(t *testing.T) {
			if testing.Short() && strings.HasPrefix(string(kind), "rsa4") {
				t.Skip("a large key takes its time")
			}
			path := filepath.Join(t.TempDir(), "key")
			r := stage{}.run("key", "new", "--type", string(kind), "--out", path)
			if r.status != fine {
				t.Fatalf("status %d, %s", r.status, r.err)
			}
			ownfiletest.OwnersAlone(t, path)
			private, err := os.ReadFile(path)
			if err != nil || strings.Contains(r.out+r.err, string(private)) {
				t.Errorf("the private key is printed, %v", err)
			}
			if again := (stage{}).run("key", "new", "--type", string(kind), "--out", path); again.status != wrongUsage {
				t.Errorf("a file that is there was written over: %d", again.status)
			}
			public := stage{}.run("key", "public", path)
			if strings.HasPrefix(string(private), "-----BEGIN") {
				if public.status != fine || public.out != r.out || !strings.HasPrefix(public.out, "-----BEGIN PUBLIC KEY-----") {
					t.Errorf("public half: %d %q", public.status, public.out)
				}
				if openssl, err := exec.LookPath("openssl"); err == nil {
					if out, err := exec.Command(openssl, "pkey", "-in", path, "-check", "-noout").CombinedOutput(); err != nil {
						t.Errorf("openssl: %v %s", err, out)
					}
				}
			} else if public.status != answerIsNo || r.out != "" {
				t.Errorf("a secret has a public half: %d %q", public.status, public.out)
			}
		})
	}
}
