//go:build !race

package verify_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// keyTexts are texts of keys of two halves, by name: those that are read, those that are
// damaged, and those of kinds that sign no playback token.
func keyTexts(t *testing.T) map[string][]byte {
	t.Helper()
	list := map[string][]byte{}
	files, err := filepath.Glob(fixtures.Path(t, "keys/importer/testdata/[A-DF][0-9]*"))
	if err != nil || len(files) < 30 {
		t.Fatal(len(files), err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list[filepath.Base(file)] = b
	}
	// Structures of keys on curves that are not used here: no key is in them that anybody has.
	scalar := bytes.Repeat([]byte{7, 19, 101, 211}, 8)
	algorithm := map[string]string{
		"X25519": "300506032b656e", "Ed448": "300506032b6571",
		"secp256k1": "301006072a8648ce3d020106052b8104000a", "P-224": "301006072a8648ce3d020106052b81040021",
	}
	for name, oid := range algorithm {
		b, err := hex.DecodeString(oid)
		if err != nil {
			t.Fatal(err)
		}
		private := append([]byte{2, 1, 0}, b...)
		private = append(private, 4, 34, 4, 32)
		private = append(private, scalar...)
		list[name+" private"] = append([]byte{0x30, byte(len(private))}, private...)
		point := append([]byte{3, 66, 0, 4}, append(bytes.Clone(scalar), scalar...)...)
		public := append(bytes.Clone(b), point...)
		list[name+" public"] = append([]byte{0x30, byte(len(public))}, public...)
	}
	small, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if list["P-256 public"], err = x509.MarshalPKIXPublicKey(&small.PublicKey); err != nil {
		t.Fatal(err)
	}
	jwk := func(change func(map[string]any)) []byte {
		m := map[string]any{}
		if err := json.Unmarshal([]byte(rsaKey().PublicJWK("a")), &m); err != nil {
			t.Fatal(err)
		}
		change(m)
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	list["kty in small letters"] = jwk(func(m map[string]any) { m["kty"] = "rsa" })
	list["another curve"] = []byte(`{"kty":"EC","crv":"secp256k1","x":"` + encode(string(scalar)) + `","y":"` + encode(string(scalar)) + `"}`)
	list["modulus empty"] = jwk(func(m map[string]any) { m["n"] = "" })
	list["member twice"] = bytes.Replace(jwk(func(map[string]any) {}), []byte("{"), []byte(`{"kty":"RSA",`), 1)
	list["PuTTY"] = []byte("PuTTY-User-Key-File-3: ssh-rsa\r\nEncryption: none\r\nComment: a\r\nPublic-Lines: 2\r\n" + strings.Repeat("AAAAB3NzaC1yc2E", 8) + "\r\n")
	return list
}

// written are the ways in which a key goes about: as it is, encoded, wrapped, damaged.
func written(key []byte, r *mathrand.Rand) [][]byte {
	b64, digits := base64.StdEncoding.EncodeToString(key), hex.EncodeToString(key)
	list := [][]byte{
		key, []byte(b64), []byte(base64.RawURLEncoding.EncodeToString(key)), []byte(digits),
		[]byte(base64.StdEncoding.EncodeToString([]byte(b64))), []byte(`"` + b64 + `"`), []byte("SIGNING_KEY=" + b64), []byte(`{"privateKey":"` + b64 + `"}`),
		[]byte(strings.ReplaceAll(b64, "+", " ")),
	}
	if block, _ := pem.Decode(key); block != nil {
		list = append(list, block.Bytes)
	}
	for _, whole := range list[:4] {
		if len(whole) < 200 { // less of it may be a secret for all that anybody knows
			continue
		}
		at := r.IntN(len(whole) - 100)
		list = append(list, whole[:100+at], append(bytes.Clone(whole[:at]), whole[at+1+r.IntN(8):]...))
		changed := bytes.Clone(whole)
		changed[at] ^= byte(1 + r.IntN(7))
		list = append(list, changed, append(bytes.Clone(whole), '\n'), bytes.ReplaceAll(whole, []byte("\n"), nil))
	}
	return list
}

// TestNoHMACOverAKeyIsValid signs with the text of keys as a shared secret, and with what it
// decodes to. What the importer takes for a secret may be one: of that nothing is asked.
func TestNoHMACOverAKeyIsValid(t *testing.T) {
	t.Parallel()
	r := mathrand.New(mathrand.NewPCG(1, 2))
	tried, secrets := 0, 0
	for name, key := range keyTexts(t) {
		for i, text := range written(key, r) {
			k := verify.Read("given", text, importer.Options{})
			if !k.IsKey() {
				secrets++
				continue
			}
			signed := [][]byte{text, token.Trimmed(text), append(bytes.Clone(text), '\n')}
			signed = append(signed, token.FromBase64(token.Trimmed(text))...)
			signed = append(signed, token.FromHex(token.Trimmed(text))...)
			for j, s := range signed {
				res := verify.Try(macToken(`{"alg":"HS256"}`, string(s)), []verify.Key{k})
				tried++
				switch {
				case res.State == token.Valid:
					t.Errorf("%s, form %d: valid, %q", name, i, k.Answer.Codes)
				case j == 0 && (res.State != token.Invalid || res.Misuse == token.NoMisuse):
					t.Errorf("%s, form %d: %s and not proven, %q", name, i, res.State, k.Answer.Codes)
				}
			}
		}
	}
	if tried < 5000 || secrets > tried/20 {
		t.Errorf("%d tried; %d texts were taken for secrets", tried, secrets)
	}
}
