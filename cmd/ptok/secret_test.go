package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/core/platform/all"
	"playtoken/core/vault"
	"playtoken/internal/fixtures"
)

// canary is how many characters of a key in a row are too many.
const canary = 12

// leaks reports whether a piece of a key is in a text.
func leaks(text, key string) bool {
	for _, line := range strings.Fields(key) {
		for i := 0; i+canary <= len(line); i++ {
			piece := line[i : i+canary]
			// The lines around a key are no secret.
			if strings.Contains(text, piece) && !strings.Contains("-----BEGIN PRIVATE KEY----- -----END PRIVATE KEY-----", piece) {
				return true
			}
		}
	}
	return false
}

// The middle of a key looks like nothing, so what is not known is not repeated.
func TestNoPieceOfAKeyIsShown(t *testing.T) {
	piece, saved := string(fixtures.PrivateKey(t))[900:1000], shelve(t, vault.InKeyring)
	for name, args := range map[string][]string{
		"--key":    {"sign", "--platform", "fastpix", "--key", piece, "--key-id", goldenKeyID, "--id", goldenID},
		"decode":   {"decode", fixtures.Token(t), "--key", piece},
		"command":  {piece},
		"flag":     {"sign", "--" + piece},
		"argument": {"sign", piece},
		"topic":    {"help", piece},
		"platform": {"sign", "--platform", piece},
		"field":    {"sign", "--set", piece + "=x"},
		"value":    {"sign", "--set", "for=" + piece},
		"claim":    {"sign", "--claim", piece + "=x"},
		"JSON":     {"sign", "--claim", "x=" + piece},
		"end":      {"sign", "--expires-at", piece},
		"span":     {"sign", "--ttl", piece},
		"text":     {"decode", piece},
		"profile":  {"sign", "--profile", piece},
		"to try":   {"decode", fixtures.Token(t), "--profile", piece},
	} {
		t.Run(name, func(t *testing.T) {
			r := saved.on(stage{}).run(args...)
			if leaks(r.out+r.err, piece) || r.status == fine {
				t.Errorf("%+v", r)
			}
			complaint(t, r)
		})
	}
}

func TestKeyAsArgument(t *testing.T) {
	for name, args := range map[string][]string{
		"base64": {"sign", "--platform", "fastpix", "--key", string(fixtures.PrivateKey(t))},
		"PEM":    {"decode", "x", "--key", read(t, keyData+"A01_rsa2048_pkcs8.pem")},
		"DER":    {"sign", "--claim", "a=" + strings.Split(read(t, keyData+"B10_body_single_line.pem"), "\n")[1]},
	} {
		t.Run(name, func(t *testing.T) {
			r := stage{}.run(args...)
			if r.status != wrongUsage || !strings.Contains(r.err, "A key was given as an argument") || !strings.Contains(r.err, "--key FILE") {
				t.Errorf("%+v", r)
			}
			complaint(t, r)
		})
	}
}

// What must not be in the source: a look at the environment, where a key must
// never come from, and the name of a platform, which is data of the core.
func TestSource(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		words := []string{"Getenv", "LookupEnv", "Environ("}
		for _, p := range all.Platforms() {
			if p.Name != "jwt" { // the name of a format as well
				words = append(words, p.Name)
			}
			words = append(words, `"`+p.Name+`"`, p.Label)
		}
		for _, word := range words {
			if strings.Contains(strings.ToLower(string(b)), strings.ToLower(word)) {
				t.Errorf("%s is in %s", word, f)
			}
		}
	}
}
