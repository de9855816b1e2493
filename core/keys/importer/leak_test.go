package importer_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// TestNothingLeaks looks for any 12 characters of the pasted text, and of the
// private key in all its forms, in everything that can be printed or logged.
func TestNothingLeaks(t *testing.T) {
	t.Parallel()
	inputs := map[string]string{}
	for file := range vectors(t) {
		inputs[file] = string(read(t, file))
	}
	one := published(t)[0].PrivateKey
	inputs["published"] = one
	inputs["reply"] = string(read(t, "fastpix_create_201.json"))
	inputs["wrong character"] = one[:500] + "*" + one[501:]
	inputs["one lost"] = one[:500] + one[501:]
	inputs["two thirds"] = one[:1500]
	for name, text := range inputs {
		leaksNothing(t, name, text, importer.Options{}, false)
	}
	for i, c := range codedTexts(t) {
		if raced && i%5 != 0 {
			continue
		}
		for _, o := range []importer.Options{c.opts, {}, {Choose: 1}, {Choose: 2}, use("jwt"), use("fastevo")} {
			leaksNothing(t, c.name, c.text, o, true)
		}
	}
	for file, o := range answers {
		leaksNothing(t, file, string(read(t, file)), o, false)
	}
}

// leaksNothing looks into everything that one import gives. A text that is no
// key, such as a placeholder, can have words of a message in it.
func leaksNothing(t *testing.T, name, text string, o importer.Options, onlyKeys bool) {
	t.Helper()
	a := importer.ImportWith([]byte(text), o)
	secrets, public := []string{text}, ""
	values := []any{a, &a, []any{a}, struct{ a importer.Answer }{a}}
	if a.Taken() {
		if a.Key.Public() != nil { // half of DER is the same in both halves
			public = derIn(a.Key.PublicPEM())
			public += hex.EncodeToString([]byte(public)) + fmt.Sprintf("%#v%q", []byte(public), public)
		}
		shared := string(a.Key.Secret().Reveal())
		secrets = append(secrets, string(a.Key.PrivatePEM().Reveal()), string(a.Key.PrivateBase64().Reveal()),
			shared, hex.EncodeToString([]byte(shared)), b64(shared), url.QueryEscape(shared), asJSON(shared))
		values = append(values, a.Key, a.Key.PrivatePEM(), a.Key.Secret(), a.Key.SecretText(), a.Key.PrivateJWK("a"),
			struct{ k *keys.Key }{a.Key}, struct{ K *keys.Key }{a.Key}, struct{ k keys.Key }{*a.Key})
	}
	if !a.Private && (a.Taken() || onlyKeys) {
		return // a public key may be seen
	}
	out := everyPrint(t, values)
	shown, seen := map[string]bool{}, map[string]bool{}
	for line := range strings.Lines(out) {
		if seen[line] { // most values print the same in most ways
			continue
		}
		seen[line] = true
		for i := 0; i+12 <= len(line); i++ {
			shown[line[i:i+12]] = true
		}
	}
	for _, s := range secrets {
		for i := 0; i+12 <= len(s); i++ {
			if w := s[i : i+12]; shown[w] && !harmless(w) && !strings.Contains(public, strings.ToLower(w)) && !strings.Contains(public, w) {
				t.Fatalf("%s: 12 characters from %d on are shown", name, i)
			}
		}
	}
}

// harmless are windows of the BEGIN and END lines, of words around a key, and of
// the word secret in hexadecimal digits, which is a kind of key.
func harmless(window string) bool {
	return strings.TrimSpace(window) == "" || strings.Contains("-----BEGIN RSA PRIVATE KEY-----END EC PARAMETERS PUBLIC KEY PGP PRIVATE KEY BLOCK----- k4.local-wrap. 736563726574", window)
}

func everyPrint(t *testing.T, values []any) string {
	t.Helper()
	var out bytes.Buffer
	for _, v := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&out, verb+"\n", v)
		}
		if err := json.NewEncoder(&out).Encode(v); err != nil {
			t.Error(err)
		}
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "v", v)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "v", v)
	}
	return out.String()
}
