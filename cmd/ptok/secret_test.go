package main

import (
	"encoding/base64"
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

// A key does not come out again, wherever it was put.
func TestNoKeyIsShown(t *testing.T) {
	whole := string(fixtures.PrivateKey(t))
	pem, err := base64.StdEncoding.DecodeString(whole)
	if err != nil {
		t.Fatal(err)
	}
	// A key is taken where it belongs; beside a token one without marks is noise.
	taken := map[string]bool{"file": true, "file, JSON": true, "standard input": true, "key to check": true, "beside a token": true}
	// A line of a key looks like a token of those that have no mark of their own.
	taken["batch why"], taken["batch why, file"] = true, true
	saved := shelve(t, vault.UnderPassphrase)
	for name, key := range map[string]string{
		"base64 of PEM":        whole,
		"PEM":                  string(pem),
		"DER in base64":        strings.Split(string(pem), "\n")[1],
		"base64 twice":         base64.StdEncoding.EncodeToString([]byte(whole)),
		"damaged":              read(t, keyData+"D01_seed003_original.txt"),
		"damaged PEM":          read(t, keyData+"D07_pem_truncated_half.pem"),
		"PEM with a bad sign":  read(t, keyData+"D10_pem_bad_char.pem"),
		"halves of a key":      read(t, keyData+"F01_rsa_n_changed.pem"),
		"in quotes":            `"` + whole + `",`,
		"lines joined by \\n":  strings.ReplaceAll(string(pem), "\n", `\n`),
		"in an answer of JSON": `{"data":{"privateKey":"` + whole + `"}}`,
	} {
		path := file(t, key)
		form := []string{"sign", "--platform", "fastpix", "--key-id", goldenKeyID, "--id", goldenID}
		with := func(more ...string) []string { return append(form[:len(form):len(form)], more...) }
		for place, args := range map[string][]string{
			"file":            with("--key", path),
			"file, JSON":      with("--key", path, "--json"),
			"standard input":  with("--key", "-"),
			"--key itself":    with("--key", key),
			"--key=":          with("--key=" + key),
			"host":            with("--key", path, "--set", "host="+key),
			"ID":              {"sign", "--platform", "fastpix", "--key", path, "--key-id", goldenKeyID, "--id", key},
			"key ID":          {"sign", "--platform", "fastpix", "--key", path, "--key-id", key, "--id", goldenID},
			"--set":           with("--key", path, "--set", "for="+key),
			"--set alone":     with("--key", path, "--set", key),
			"--claim":         with("--key", path, "--claim", "a="+key),
			"--claim, quoted": with("--key", path, "--claim", `a="`+strings.TrimSpace(key)+`"`),
			"--claim alone":   with("--key", path, "--claim", key),
			"--ttl":           with("--key", path, "--ttl", key),
			"--issued-at":     with("--key", path, "--issued-at", key),
			"--platform":      with("--key", path, "--platform", key),
			"argument":        with("--key", path, key),
			"command":         {key},
			"flag":            {"--" + key},
			"topic":           {"help", key},
			"text":            {"decode", key},
			"text, JSON":      {"decode", "--json", key},
			"piped text":      {"decode"},
			"piped, JSON":     {"decode", "--json"},
			"key to check":    {"decode", fixtures.Token(t), "--key", path},
			"key as --key":    {"decode", fixtures.Token(t), "--key", key},
			"beside a token":  {"decode", fixtures.Token(t) + " " + key},
			"platforms":       {"platforms", key},
			"why, text":       {"why", key},
			"why, piped":      {"why"},
			"why, JSON":       {"why", "--json"},
			"why, report":     {"why", "--report", "json"},
			"why, beside":     {"why", fixtures.Token(t) + " " + key, "--report", "markdown"},
			"why, --key":      {"why", fixtures.Token(t), "--key", key},
			"why, --id":       {"why", fixtures.Token(t), "--key", path, "--id", key},
			"why, --now":      {"why", fixtures.Token(t), "--now", key},
			"why, --status":   {"why", fixtures.Token(t), "--status", key},
			"why, --platform": {"why", fixtures.Token(t), "--platform", key},
			"compare":         {"compare", fixtures.Token(t), key},
			"compare, piped":  {"compare", fixtures.Token(t), "-", "--json"},
			"batch why":       {"batch", "why"},
			"batch why, file": {"batch", "why", path},
			"batch sign":      {"batch", "sign", "--platform", "fastpix", "--key", path, "--key-id", key, path},
			"batch format":    {"batch", "why", "--format", key},
			"profile":         {"sign", "--profile", key, "--id", goldenID},
			"profile to try":  {"decode", fixtures.Token(t), "--profile", key},
			"profile and key": with("--key", path, "--profile", key),
			"passphrase":      {"sign", "--profile", "Shop", "--id", goldenID, "--passphrase-file", key},
			"passphrase, try": {"why", fixtures.Token(t), "--profile", "Shop", "--passphrase-file", key},
			"key as a file":   {"sign", "--profile", "Shop", "--id", goldenID, "--passphrase-file", path},
			"profiles":        {"profiles", key},
			"batch command":   {"batch", key},
		} {
			r := saved.on(stage{stdin: key, outTerminal: true}).run(args...)
			if leaks(r.out, key) || leaks(r.err, key) {
				t.Errorf("%s as %s: the key is shown", name, place)
			}
			if r.status == fine && !taken[place] {
				t.Errorf("%s as %s: taken", name, place)
			}
		}
	}
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
