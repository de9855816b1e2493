//go:build !race

package all_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

// TestNoKeyIsRepeated puts a key, whole and in pieces, into every field: nothing
// that is said may hold twelve characters of it in a row.
func TestNoKeyIsRepeated(t *testing.T) {
	base := string(fixtures.PrivateKey(t))
	pem, err := base64.StdEncoding.DecodeString(base)
	if err != nil {
		t.Fatal(err)
	}
	body := strings.Split(string(pem), "\n")[1]
	double := base64.StdEncoding.EncodeToString([]byte(base))
	texts := map[string]string{
		"base64 of PEM": base, "PEM": string(pem), "body of the PEM": body, "base64 of base64": double,
		"piece of base64": base[500:600], "short piece": base[500:536], "32 characters": body[700:732], "20 characters": body[700:720],
		"in quotes": `"` + base + `"`, "behind a space": "key: " + base, "in a URL": "https://example.com/" + base[500:600], "line of the body": body[128:192],
	}
	windows := map[string]bool{}
	for _, secret := range []string{base, string(pem), double} {
		for i := range len(secret) - 11 {
			windows[secret[i:i+12]] = true
		}
	}
	leaks := func(said string) string {
		for i := range max(0, len(said)-11) {
			if windows[said[i:i+12]] {
				return said[i : i+12]
			}
		}
		return ""
	}
	// The words that everyone knows are no secret.
	for _, plain := range []string{"-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----"} {
		for i := range len(plain) - 11 {
			delete(windows, plain[i:i+12])
		}
	}
	for p, field := range everyField() {
		for form, text := range texts {
			t.Run(p.Name+" "+field.Name+" "+form, func(t *testing.T) {
				r := platformtest.Complete(t, p)
				r.Values[field.Name] = text
				s, problems := p.Make(r)
				for _, p := range problems {
					if l := leaks(p.Text); l != "" {
						t.Errorf("the problem repeats part of the key: %s", l)
					}
				}
				if s != nil {
					if l := leaks(strings.Join(s.Notes(), " ")); l != "" {
						t.Errorf("a remark repeats part of the key: %s", l)
					}
				}
				if len(text) > 1000 && s != nil && field.Applies(r.Values) {
					t.Error("a whole private key went into a token or its URLs")
				}
				if s == nil || len(text) <= 1000 {
					return
				}
				for _, tok := range s.Tokens {
					if strings.Contains(fmt.Sprint(tok.URLs, string(tok.Claims.JSON()), string(tok.Header.JSON())), text) {
						t.Error("the key stands in the claims or the URLs")
					}
				}
			})
		}
	}
}
