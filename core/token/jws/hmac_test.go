package jws_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"hash"
	"strings"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/internal/fixtures"
)

// octet is a shared secret of any bytes, which a JWK can hold.
func octet(t testing.TB, b []byte) *keys.Key {
	t.Helper()
	return imported(t, fmt.Sprintf(`{"kty":"oct","k":%q}`, encode(b)))
}

// typed is a shared secret as people have it.
func typed(t testing.TB, s string) *keys.Key {
	t.Helper()
	a := importer.ImportWith([]byte(s), importer.Options{Want: importer.HMACSecret})
	if !a.Taken() {
		t.Fatal(a.Message)
	}
	return a.Key
}

func mac(with func() hash.Hash, secret []byte, input string) []byte {
	m := hmac.New(with, secret)
	m.Write([]byte(input))
	return m.Sum(nil)
}

// TestHMAC signs with secrets of many sizes: those beyond a block of the hash are
// hashed first (RFC 2104 section 2).
func TestHMAC(t *testing.T) {
	for _, tc := range []struct {
		alg  string
		hash func() hash.Hash
	}{{"HS256", sha256.New}, {"HS384", sha512.New384}, {"HS512", sha512.New}} {
		for _, size := range []int{1, 31, 32, 48, 64, 65, 128, 129, 4096} {
			t.Run(fmt.Sprint(tc.alg, " ", size), func(t *testing.T) {
				bytes := []byte(strings.Repeat("\x00\xffé\n", 1+size/5))[:size]
				k := octet(t, bytes)
				want := signingInput(tc.alg) + "." + encode(mac(tc.hash, bytes, signingInput(tc.alg)))
				if got := sign(t, tc.alg, k); got != want {
					t.Errorf("%s, want %s", got, want)
				}
				wantState(t, verify(want, k), token.Valid, "")
			})
		}
	}
}

// TestSecretAsText: a typed secret is its bytes in UTF-8, also where it looks like
// base64url or hexadecimal digits.
func TestSecretAsText(t *testing.T) {
	for _, s := range []string{
		"correct horse battery staple", "pässwörd-中文-🎬-0123456789", strings.Repeat("0f", 32), "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T", " inner  spaces ",
	} {
		bytes := []byte(strings.TrimSpace(s))
		if got, want := sign(t, "HS256", typed(t, s)), signingInput("HS256")+"."+encode(mac(sha256.New, bytes, signingInput("HS256"))); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
}

func TestHMACRefused(t *testing.T) {
	k := typed(t, "correct horse battery staple")
	good := sign(t, "HS256", k)
	sig := formats.Decode(good).Signature
	input := signingInput("HS256") + "."
	for _, tc := range []struct {
		name, text string
		key        *keys.Key
		state      token.State
		says       string
	}{
		{"another secret", good, typed(t, "correct horse battery stable"), token.Invalid, "another key signed it"},
		{"a line end more", good, octet(t, []byte("correct horse battery staple\n")), token.Invalid, "another key signed it"},
		// A short secret is filled up with zero bytes (RFC 2104 section 2).
		{"a zero byte more", good, octet(t, []byte("correct horse battery staple\x00")), token.Valid, ""},
		{"31 bytes", input + encode(sig[:31]), k, token.Invalid, "has 31 bytes, one by this key has 32"},
		{"16 bytes", input + encode(sig[:16]), k, token.Invalid, "has 16 bytes, one by this key has 32"},
		{"33 bytes", input + encode(append(sig[:32:32], 0)), k, token.Invalid, "has 33 bytes, one by this key has 32"},
		{"HS256 called HS384", signingInput("HS384") + "." + encode(sig), k, token.Invalid, "has 32 bytes, one by this key has 48"},
		{"HS256 called HS512", signingInput("HS512") + "." + encode(sig), k, token.Invalid, "has 32 bytes, one by this key has 64"},
		{"no signature", input, k, token.Invalid, "signature is missing"},
		{"HS512 cut to 32 bytes", input + encode(mac(sha512.New, k.Secret().Reveal(), signingInput("HS256"))[:32]), k, token.Invalid, "does not fit"},
		{"RS256", sign(t, "RS256", rsaKey()), k, token.Unchecked, "RS256, the key is shared secret, 28 characters. They do not go together"},
		{"RS256 with a MAC for a signature", signingInput("RS256") + "." + encode(mac(sha256.New, k.Secret().Reveal(), signingInput("RS256"))), k, token.Unchecked, "do not go together"},
		{"HS1", signingInput("HS1") + "." + encode(sig), k, token.Unchecked, "do not go together"},
		{"in lower case", signingInput("hs256") + "." + encode(sig), k, token.Unchecked, "do not go together"},
		{"RSA key", good, rsaKey(), token.Unchecked, "An RSA key is never used as one"},
		{"EC key", good, p256(), token.Unchecked, "An EC key is never used as one"},
		{"Ed25519 key", good, ed(), token.Unchecked, "An Ed25519 key is never used as one"},
	} {
		t.Run(tc.name, func(t *testing.T) { wantState(t, verify(tc.text, tc.key), tc.state, tc.says) })
	}
	for _, alg := range []string{"RS256", "ES256", "EdDSA", "none", "hs256", "HS1", ""} {
		if _, err := jws.Sign(head(alg), claims, k); !errors.Is(err, jws.ErrAlgorithm) {
			t.Errorf("%s with a shared secret: %v", alg, err)
		}
	}
}

// TestRFCSecrets verifies the examples of RFC 7515 appendix A.1 and RFC 7797
// section 4. The second of the latter is no JWT: its payload is not encoded.
func TestRFCSecrets(t *testing.T) {
	var vectors []struct {
		Name, Serialized, Signature string
		K                           string `json:"key_k"`
		Input                       string `json:"signing_input"`
	}
	fixtures.JSON(t, "token/formats/testdata/rfc_small_vectors.json", &vectors)
	says := map[string]string{"RFC7515 A.1": "", "RFC7797 4.1": "", "RFC7797 4.2": "b64"}
	for _, v := range vectors {
		want, ok := says[v.Name]
		if !ok {
			continue
		}
		delete(says, v.Name)
		t.Run(v.Name, func(t *testing.T) {
			k := imported(t, fmt.Sprintf(`{"kty":"oct","k":%q}`, v.K))
			if raw, err := base64.RawURLEncoding.DecodeString(v.K); err != nil || string(raw) != string(k.Secret().Reveal()) {
				t.Errorf("the secret is another: %v", err)
			}
			if v.Serialized == "" {
				v.Serialized = v.Input + "." + v.Signature
			}
			state := token.Unchecked
			if want == "" {
				state = token.Valid
				wantState(t, verify(v.Serialized, typed(t, "another secret")), token.Invalid, "another key signed it")
			}
			wantState(t, verify(v.Serialized, k), state, want)
		})
	}
	if len(says) > 0 {
		t.Errorf("not there: %v", says)
	}
}

// TestSecretDoesNotPrint: no error of Sign and no sentence of Verify has a part of
// the secret in it.
func TestSecretDoesNotPrint(t *testing.T) {
	const canary = "canary-5f0c1b7e-secret"
	k := typed(t, canary)
	_, err := jws.Sign(head("RS256"), claims, k)
	checks := []token.Check{verify(sign(t, "RS256", rsaKey()), k), verify(signingInput("HS256")+".AQID", k)}
	for _, s := range []string{err.Error(), fmt.Sprintf("%v %+v", checks, checks), fmt.Sprintf("%#v", checks)} {
		if strings.Contains(s, "canary") {
			t.Error("the secret is shown")
		}
	}
}
