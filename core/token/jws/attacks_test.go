package jws_test

import (
	"encoding/base64"
	"encoding/pem"
	"maps"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/internal/fixtures"
)

// sound are the tokens of attacks.json that a key verifies. RS512 by the right RSA
// key is sound cryptography: that a platform wants another algorithm is for
// core/diagnosis to say, and that a secret is weak is said when it is read.
var sound = map[string]string{
	"base-rs256": "rsa", "rs512-with-rs256-profile": "rsa",
	"base-hs": "hmac", "weak-secret": "hmac:secret", "weak-jwt_secret": "hmac:jwt_secret",
}

// forged are those whose signature is a MAC with the text of a public key, and
// that text. No import reads it as a secret: one has to write it into a JWK
// oneself. With that the MAC is right, so what keeps these tokens out is the rule
// alone.
func forged(rsaPEM, ecPEM string) map[string]string {
	return map[string]string{
		"confusion-rs-hs-pem-crlf":         strings.ReplaceAll(rsaPEM, "\n", "\r\n"),
		"confusion-rs-hs-pem-notrailingnl": strings.TrimSpace(rsaPEM),
		"confusion-es-hs-pem":              ecPEM,
		"nul-password":                     "\x00",
	}
}

// TestAttacks tries every hostile token with every key.
func TestAttacks(t *testing.T) {
	var vectors struct {
		Keys struct {
			RSA  string `json:"rsa_public_pem"`
			EC   string `json:"ec_public_pem"`
			Ed   string `json:"ed25519_public_b64url"`
			HMAC string `json:"hmac_secret"`
		}
		Cases []struct{ ID, Key, Want, Code, Token string }
	}
	fixtures.JSON(t, "token/formats/testdata/attacks.json", &vectors)
	all := map[string]*keys.Key{
		"rsa": imported(t, vectors.Keys.RSA), "ec": imported(t, vectors.Keys.EC), "ed25519": ed25519Public(t, vectors.Keys.Ed), "none": nil,
		"hmac": typed(t, vectors.Keys.HMAC), "hmac:secret": typed(t, "secret"), "hmac:jwt_secret": typed(t, "jwt_secret"),
	}
	says := map[string]string{
		"alg_none": "", "signature_missing": "signature is missing", "signature_is_der": "DER form", "alg_key_mismatch": "never used as one",
		"is_jwe": "no signature", "signature_invalid": "does not fit this key",
	}
	macs := forged(vectors.Keys.RSA, vectors.Keys.EC)
	unseen := maps.Clone(sound)
	for _, c := range vectors.Cases {
		t.Run(c.ID, func(t *testing.T) {
			tok := formats.Decode(c.Token)
			for name, k := range all {
				got := jws.Verify(tok, k)
				if want := k != nil && sound[c.ID] == name; (got.State == token.Valid) != want {
					t.Errorf("%s with the %s key: %s %s", c.Want, name, got.State, got.Reason)
				}
				if (got.Reason.String() == "") != (got.State == token.Valid) {
					t.Errorf("%s with the %s key, reason %q", got.State, name, got.Reason)
				}
			}
			k, known := all[c.Key]
			if !known {
				t.Fatalf("no such key: %s", c.Key)
			}
			if got := jws.Verify(tok, k); k != nil && !strings.Contains(got.Reason.String(), says[c.Code]) {
				t.Errorf("%q, want …%s…", got.Reason, says[c.Code])
			}
			if secret, ok := macs[c.ID]; ok {
				wantState(t, jws.Verify(tok, octet(t, []byte(secret))), token.Valid, "")
				delete(macs, c.ID)
			}
			if strings.HasPrefix(c.Want, "accept") != (sound[c.ID] != "") && c.Code != "alg_not_expected" {
				t.Errorf("the vector wants %s", c.Want)
			}
			delete(unseen, c.ID)
		})
	}
	if len(vectors.Cases) < 30 || len(unseen)+len(macs) > 0 {
		t.Errorf("%d cases, not there: %v %d", len(vectors.Cases), unseen, len(macs))
	}
}

// ed25519Public is a key of its 32 bytes in base64url.
func ed25519Public(t *testing.T, text string) *keys.Key {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	// RFC 8410 section 4: this head and the 32 bytes are the whole structure.
	spki := append([]byte{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00}, raw...)
	return imported(t, string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: spki})))
}
