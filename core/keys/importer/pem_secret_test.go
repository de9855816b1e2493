//go:build !race

package importer_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform/all"
)

// TestPEMIsNeverASecret: with a public key as the shared secret of HS256, anyone
// could make tokens (RFC 8725 section 2.1). No way to write a PEM text, or a part
// of it with a whole BEGIN or END line, is read as a secret for any platform.
func TestPEMIsNeverASecret(t *testing.T) {
	t.Parallel()
	uses := []string{"", "hmac"}
	for _, p := range all.Platforms() {
		uses = append(uses, p.Name)
	}
	for _, file := range []string{
		"A01_rsa2048_pkcs8.pem", "A04_rsa2048_pkcs1pub.pem", "A10_rsa2048_pkcs1_dekinfo.pem", "A23_ec_P-384_sec1.pem", "A30_ed25519_spki.pem",
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			for name, text := range waysToWrite(string(read(t, file))) {
				for _, u := range uses {
					last := 0 // the last choice: a platform is mostly an answer by itself
					if u == "" {
						last = 2
					}
					for choice := 0; choice <= last; choice++ {
						o := use(u)
						o.Choose = choice
						a := importer.ImportWith([]byte(text), o)
						if a.Taken() && a.Key.Kind() == keys.Secret {
							t.Errorf("%s, for %q, choice %d: %s", name, u, choice, a.Key.Title())
						}
						last = max(last, len(a.Choices))
					}
				}
			}
		})
	}
}

// waysToWrite are the texts that a PEM text becomes on its way, and parts of it.
func waysToWrite(pem string) map[string]string {
	escaped := strings.ReplaceAll(pem, "\n", `\n`)
	ways := map[string]string{
		"as it is":           pem,
		"trimmed":            strings.TrimSpace(pem),
		"CRLF":               strings.ReplaceAll(pem, "\n", "\r\n"),
		"escaped":            escaped,
		"quoted":             `"` + escaped + `"`,
		"environment":        "JWT_SECRET=" + escaped,
		"spaces":             strings.ReplaceAll(pem, "\n", " "),
		"no lines":           strings.ReplaceAll(pem, "\n", ""),
		"byte order mark":    "\ufeff" + pem,
		"zero byte behind":   pem + "\x00",
		"four dashes":        strings.ReplaceAll(pem, "-----", "----"),
		"base64":             b64(pem),
		"base64url":          base64.RawURLEncoding.EncodeToString([]byte(pem)),
		"base64 twice":       b64(b64(pem)),
		"base64 three times": b64(b64(b64(pem))),
		"hexadecimal":        fmt.Sprintf("%x", pem),
		"JSON":               `{"secret":` + asJSON(pem) + `}`,
		"k of a JWK":         `{"kty":"oct","k":` + asJSON(pem) + `}`,
		"k of a JWK, lines":  `{"kty":"oct","k":` + asJSON(strings.ReplaceAll(pem, "\n", "")) + `}`,
	}
	lines := strings.SplitAfter(strings.TrimSpace(pem), "\n")
	for i := 1; i < len(lines); i += 5 {
		ways[fmt.Sprint("lines to ", i)] = strings.Join(lines[:i], "")
		ways[fmt.Sprint("lines from ", i)] = strings.Join(lines[i:], "")
	}
	return ways
}
