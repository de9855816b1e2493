//go:build !race

package main

import (
	"encoding/base64"
	"strings"
	"testing"

	"playtoken/core/vault"
	"playtoken/internal/fixtures"
)

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
