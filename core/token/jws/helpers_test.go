package jws_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
)

func imported(t testing.TB, text string) *keys.Key {
	t.Helper()
	a := importer.Import([]byte(text))
	if !a.Taken() {
		t.Fatal(a.Message)
	}
	return a.Key
}

func fromSigner(s crypto.Signer, err error) *keys.Key {
	if err != nil {
		panic(err)
	}
	k, err := keys.FromSigner(s)
	if err != nil {
		panic(err)
	}
	return k
}

// publicHalf is what a verifier has; of a shared secret there are no halves.
func publicHalf(t testing.TB, k *keys.Key) *keys.Key {
	t.Helper()
	if k.Kind() == keys.Secret {
		return k
	}
	return imported(t, k.PublicPEM())
}

var rsaKey = sync.OnceValue(func() *keys.Key {
	b, err := os.ReadFile(filepath.FromSlash("../../keys/importer/testdata/fastpix_keys.json"))
	if err != nil {
		panic(err)
	}
	var list []struct {
		Base64 string `json:"privateKey_base64"`
	}
	if err := json.Unmarshal(b, &list); err != nil {
		panic(err)
	}
	return importer.Import([]byte(list[0].Base64)).Key
})

var (
	p256 = sync.OnceValue(func() *keys.Key { return fromSigner(ecdsa.GenerateKey(elliptic.P256(), rand.Reader)) })
	p384 = sync.OnceValue(func() *keys.Key { return fromSigner(ecdsa.GenerateKey(elliptic.P384(), rand.Reader)) })
	p521 = sync.OnceValue(func() *keys.Key { return fromSigner(ecdsa.GenerateKey(elliptic.P521(), rand.Reader)) })
	ed   = sync.OnceValue(func() *keys.Key {
		_, k, err := ed25519.GenerateKey(rand.Reader)
		return fromSigner(k, err)
	})
	shared = sync.OnceValue(func() *keys.Key {
		b := make([]byte, 64)
		_, _ = rand.Read(b) // never fails
		return importer.Import(fmt.Appendf(nil, `{"kty":"oct","k":%q}`, encode(b))).Key
	})
)

// algorithms are all that can be signed with, and the key for each.
var algorithms = []struct {
	alg string
	key func() *keys.Key
}{
	{"HS256", shared},
	{"HS384", shared},
	{"HS512", shared},
	{"RS256", rsaKey},
	{"RS384", rsaKey},
	{"RS512", rsaKey},
	{"PS256", rsaKey},
	{"PS384", rsaKey},
	{"PS512", rsaKey},
	{"ES256", p256},
	{"ES384", p384},
	{"ES512", p521},
	{"EdDSA", ed},
	{"Ed25519", ed},
}

var claims = token.NewObject(token.StringMember("aud", "media:16af5b33-cf4d-4717-9b90-ce429a124455"), token.IntMember("exp", 1744866859))

func head(alg string) token.Object { return token.NewObject(token.StringMember("alg", alg)) }

func sign(t testing.TB, alg string, k *keys.Key) string {
	t.Helper()
	text, err := jws.Sign(head(alg), claims, k)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// signingInput is what the signature of a token with that algorithm covers.
func signingInput(alg string) string {
	return encode(head(alg).JSON()) + "." + encode(claims.JSON())
}

func verify(text string, k *keys.Key) token.Check { return jws.Verify(formats.Decode(text), k) }

// wantState checks the answer, and that each but valid comes with a sentence.
func wantState(t *testing.T, c token.Check, want token.State, says string) {
	t.Helper()
	if c.State != want || !strings.Contains(c.Reason.String(), says) || (c.Reason.String() == "") != (want == token.Valid) {
		t.Errorf("%s: %q; want %s: …%s…", c.State, c.Reason, want, says)
	}
}
