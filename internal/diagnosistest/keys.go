package diagnosistest

import (
	"bytes"
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"strings"
	"sync"
	"testing"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/internal/fixtures"
)

// throwaway are keys made once for all tests.
var throwaway = map[string]func() (*keys.Key, error){
	"rsa":  sync.OnceValues(func() (*keys.Key, error) { return keys.GenerateRSA(2048) }),
	"rsa2": sync.OnceValues(func() (*keys.Key, error) { return keys.GenerateRSA(2048) }),
	"rsa3": sync.OnceValues(func() (*keys.Key, error) { return keys.GenerateRSA(3072) }),
	"ec":   sync.OnceValues(func() (*keys.Key, error) { return keys.Generate(context.Background(), keys.NewP256) }),
	"ec2":  sync.OnceValues(func() (*keys.Key, error) { return keys.Generate(context.Background(), keys.NewP256) }),
	"ed":   sync.OnceValues(func() (*keys.Key, error) { return keys.Generate(context.Background(), keys.NewEd25519) }),
}

// made is what tests ask for again and again, each once: texts of keys, keys that sign, keys
// that were read and tokens. Nine tests go through a thousand cases, and each would spend
// more time on making the same tokens than on reading them.
var made sync.Map

// once makes something for a key that says all that it is made from.
func once[K comparable, V any](key K, make func() V) V {
	if v, ok := made.Load(key); ok {
		return v.(V)
	}
	v := make()
	made.Store(key, v)
	return v
}

type keyText string

// KeyText is the text of a key by its reference: "rsa", "rsa.public",
// "rsa.jwk:KID", "rsa.jwkof:MEMBERS", "text:SECRET", "hex:00ff", "file:NAME", and a set
// of JWKs, "set:rsa=KID rsa2=KID".
func KeyText(t testing.TB, ref string) []byte {
	t.Helper()
	return bytes.Clone(once(keyText(ref), func() []byte { return writeKey(t, ref) }))
}

func writeKey(t testing.TB, ref string) []byte {
	t.Helper()
	if text, ok := strings.CutPrefix(ref, "text:"); ok {
		return []byte(text)
	}
	if text, ok := strings.CutPrefix(ref, "hex:"); ok {
		b, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if text, ok := strings.CutPrefix(ref, "b64:"); ok {
		return []byte(base64.StdEncoding.EncodeToString([]byte(text)))
	}
	if file, ok := strings.CutPrefix(ref, "file:"); ok {
		return fixtures.File(t, "keys/importer/testdata/"+file)
	}
	if refs, ok := strings.CutPrefix(ref, "set:"); ok {
		var list []string
		for _, one := range strings.Fields(refs) {
			name, kid, _ := strings.Cut(one, "=")
			list = append(list, string(KeyText(t, name+".jwk:"+kid)))
		}
		return []byte(`{"keys":[` + strings.Join(list, ",") + `]}`)
	}
	name, form, _ := strings.Cut(ref, ".")
	make, ok := throwaway[name]
	if !ok {
		t.Fatalf("no key %q", ref)
	}
	k, err := make()
	if err != nil {
		t.Fatal(err)
	}
	form, kid, _ := strings.Cut(form, ":")
	private := string(k.PrivatePEM().Reveal())
	b64 := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	text := map[string]string{
		"": private, "public": k.PublicPEM(), "b64": b64(private), "b64b64": b64(b64(private)),
		"publicb64": b64(k.PublicPEM()),
		"escaped":   strings.ReplaceAll(private, "\n", `\n`), "oneline": strings.ReplaceAll(strings.TrimSpace(private), "\n", " "),
		"quoted": `"` + strings.TrimSpace(private) + `"`, "cut": private[:len(private)/2], "bare": strings.TrimSpace(private),
		"crlf": strings.ReplaceAll(private, "\n", "\r\n"),
		"lost": lose(b64(private)), "spaced": "   " + private + "\n\n",
		"jwk": k.PublicJWK(kid), "jwkof": strings.TrimSuffix(k.PublicJWK("k1"), "}") + "," + kid + "}",
		"privatejwk": string(k.PrivateJWK(kid).Reveal()), "jwks": k.JWKS(kid),
		"reply": `{"success":true,"data":{"id":"` + kid + `","privateKey":"` + b64(private) + `","createdAt":"2026-05-20T12:50:12.795601Z"}}`,
		"der":   string(block(private)), "pkcs1": pkcs1(k),
	}
	s, ok := text[form]
	if !ok {
		t.Fatalf("no form %q", ref)
	}
	return []byte(s)
}

func block(text string) []byte {
	b, _ := pem.Decode([]byte(text))
	return b.Bytes
}

func pkcs1(k *keys.Key) string {
	private, ok := k.Signer().(*rsa.PrivateKey)
	if !ok {
		return ""
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(private)}))
}

// lose takes characters out of the middle.
func lose(text string) string { return text[:len(text)/2] + text[len(text)/2+40:] }

// Published puts published sample keys in the place of two of those that are made for the
// tests, so that what "rsa" and "rsa2" sign is the same each time.
func Published(t testing.TB) {
	t.Helper()
	for name, text := range map[string][]byte{"rsa": fixtures.PrivateKey(t), "rsa2": fixtures.File(t, "keys/importer/testdata/A01_rsa2048_pkcs8.pem")} {
		k := importer.Import(text).Key
		if k == nil {
			t.Fatalf("the published key for %q is not read", name)
		}
		throwaway[name] = func() (*keys.Key, error) { return k, nil }
	}
	made.Clear()
}
