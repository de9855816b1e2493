package paseto

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"

	"playtoken/core/secret"
)

// vector is one of the official test vectors, or one of Fastevo's shape.
type vector struct {
	Name       string
	ExpectFail bool   `json:"expect-fail"`
	Key, Nonce string // hexadecimal digits
	Token      string
	Payload    string
	Footer     string
	Implicit   string `json:"implicit-assertion"`
}

func readJSON(t testing.TB, path string, into any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatal(err)
	}
}

// official gives the 17 vectors of PASETO version 4.
func official(t testing.TB) []vector {
	t.Helper()
	var file struct{ Tests []vector }
	readJSON(t, "testdata/paseto_v4.json", &file)
	if len(file.Tests) != 17 {
		t.Fatalf("%d vectors, 17 are known", len(file.Tests))
	}
	return file.Tests
}

func (v vector) nonce(t testing.TB) (n [nonceSize]byte) {
	t.Helper()
	if copy(n[:], unhex(t, v.Nonce)) != nonceSize {
		t.Fatalf("the nonce of %s is short", v.Name)
	}
	return n
}

// testKey is the key of the official vectors. It is published.
const testKey = "707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f"

func keyOf(t testing.TB, digits string) secret.Bytes {
	t.Helper()
	return secret.New(unhex(t, digits))
}

func unhex(t testing.TB, digits string) []byte {
	t.Helper()
	b, err := hex.DecodeString(digits)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func mustSeal(t testing.TB, payload, footer, implicit string, key secret.Bytes) string {
	t.Helper()
	text, err := Seal([]byte(payload), []byte(footer), []byte(implicit), key)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
