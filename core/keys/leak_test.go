package keys_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"playtoken/core/keys"
)

// TestNothingLeaks looks for any 12 characters of the pasted text, and of the
// private key in all its forms, in everything that can be printed or logged.
func TestNothingLeaks(t *testing.T) {
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
		a := keys.Import([]byte(text))
		secrets := []string{text}
		values := []any{a, &a, []any{a}, struct{ a keys.Answer }{a}}
		if a.Taken() {
			secrets = append(secrets, string(a.Key.PrivatePEM().Reveal()))
			values = append(values, a.Key, a.Key.PrivatePEM(), struct{ k *keys.Key }{a.Key}, struct{ K *keys.Key }{a.Key})
			if !a.Private {
				secrets = nil // a public key may be seen
			}
		}
		out := everyPrint(t, values)
		for _, s := range secrets {
			for i := 0; i+12 <= len(s); i++ {
				if w := s[i : i+12]; !harmless(w) && strings.Contains(out, w) {
					t.Fatalf("%s: 12 characters from %d on are shown", name, i)
				}
			}
		}
	}
}

// harmless are windows of the BEGIN and END lines and of words around a key.
func harmless(window string) bool {
	return strings.TrimSpace(window) == "" || strings.Contains("-----BEGIN RSA PRIVATE KEY-----END EC PARAMETERS PUBLIC KEY PGP PRIVATE KEY BLOCK-----", window)
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
