package keys_test

import (
	"encoding/json"
	"strings"
	"testing"

	"playtoken/core/keys/importer"
	"playtoken/internal/fixtures"
)

// TestExports sends keys through every form in which they are written.
func TestExports(t *testing.T) {
	for _, file := range []string{"A01_rsa2048_pkcs8.pem", "A19_rsa2048_e3.pem", "A22_ec_P-256_pkcs8.pem", "A22_ec_P-521_pkcs8.pem", "A30_ed25519_spki.pem"} {
		k := fixtures.Taken(t, string(read(t, file)))
		public := map[string]string{"PEM": k.PublicPEM(), "base64": k.PublicBase64(), "JWK": k.PublicJWK(""), "JWKS": k.JWKS("mine")}
		for form, text := range public {
			a := importer.Import([]byte(text))
			if !a.Taken() || a.Private || a.Key.Fingerprint() != k.Fingerprint() {
				t.Errorf("%s as public %s: %s %q", file, form, a.Verdict, a.Codes)
			}
			if form != "PEM" && strings.ContainsAny(text, "\n ") {
				t.Errorf("%s as public %s is not one line", file, form)
			}
		}
		for form, text := range map[string][]byte{"PEM": k.PrivatePEM().Reveal(), "base64": k.PrivateBase64().Reveal(), "JWK": k.PrivateJWK("mine").Reveal()} {
			if !k.Private() {
				if len(text) > 0 {
					t.Errorf("%s has a private half as %s", file, form)
				}
				continue
			}
			a := importer.Import(text)
			if !a.Taken() || a.Key.String() != k.String() || !a.Private {
				t.Errorf("%s as private %s: %s %q %s", file, form, a.Verdict, a.Codes, a.Message)
			}
			if form != "PEM" && strings.Contains(string(text), "\n") {
				t.Errorf("%s as private %s is not one line", file, form)
			}
		}
	}
}

// TestThumbprint is the example of RFC 7638 3.1.
func TestThumbprint(t *testing.T) {
	const jwk = `{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}`
	k := fixtures.Taken(t, jwk)
	const want = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
	if k.Thumbprint() != want {
		t.Errorf("thumbprint %s", k.Thumbprint())
	}
	for given, kid := range map[string]string{"": want, "a\"b": "a\"b"} {
		var o map[string]string
		if err := json.Unmarshal([]byte(k.PublicJWK(given)), &o); err != nil || o["kid"] != kid || o["d"] != "" {
			t.Errorf("%v %v", o, err)
		}
	}
}
