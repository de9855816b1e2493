package paseto

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	gopaseto "aidanwoods.dev/go-paseto"

	"playtoken/core/secret"
)

// exchanged is how many tokens go each way between us and another library.
const exchanged = 500

// sample is what one exchanged token holds. Payload and footer are JSON objects,
// because other libraries take nothing else.
type sample struct {
	Key      string `json:"key"` // PASERK
	Payload  string `json:"payload"`
	Footer   string `json:"footer"`
	Implicit string `json:"implicit"`
	Token    string `json:"token"`
}

func (s sample) key(t testing.TB) secret.Bytes {
	t.Helper()
	key, err := KeyFor(secret.New([]byte(s.Key)), FormPASERK)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// samples draws contents, always the same ones.
func samples(t testing.TB) []sample {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("abcXYZ019 .-_/+=&\"\\<>\u2028\n\t\x00éß漢🎬")
	text := func(most int) string {
		var b strings.Builder
		for range r.IntN(most) {
			b.WriteRune(letters[r.IntN(len(letters))])
		}
		return b.String()
	}
	object := func(members int) string {
		m := map[string]any{}
		for i := range members {
			m[fmt.Sprintf("%s%d", text(6), i)] = []any{text(60), r.IntN(1000), true, nil, []string{text(9)}}[r.IntN(5)]
		}
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	list := make([]sample, exchanged)
	for i := range list {
		key := make([]byte, keySize)
		for j := range key {
			key[j] = byte(r.Uint32())
		}
		s := sample{Key: paserkHeader + base64.RawURLEncoding.EncodeToString(key), Payload: object(r.IntN(12)), Implicit: text(20)}
		if i%2 == 0 {
			s.Footer = object(r.IntN(4))
		}
		list[i] = s
	}
	return list
}

// same reports whether two texts are the same JSON.
func same(t testing.TB, a, b string) bool {
	t.Helper()
	var x, y any
	for text, into := range map[string]*any{a: &x, b: &y} {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			t.Fatal(err)
		}
	}
	return a == b || reflect.DeepEqual(x, y)
}

func TestAgainstGoPaseto(t *testing.T) {
	parser := gopaseto.NewParserWithoutExpiryCheck()
	for i, s := range samples(t) {
		key := s.key(t)
		theirKey, err := gopaseto.V4SymmetricKeyFromBytes(key.Reveal())
		if err != nil {
			t.Fatal(err)
		}
		ours := mustSeal(t, s.Payload, s.Footer, s.Implicit, key)
		read, err := parser.ParseV4Local(theirKey, ours, []byte(s.Implicit))
		if err != nil || !same(t, string(read.ClaimsJSON()), s.Payload) || string(read.Footer()) != s.Footer {
			t.Fatalf("%d: they read our token otherwise: %v", i, err)
		}
		token, err := gopaseto.NewTokenFromClaimsJSON([]byte(s.Payload), []byte(s.Footer))
		if err != nil {
			t.Fatal(err)
		}
		theirs := token.V4Encrypt(theirKey, []byte(s.Implicit))
		payload, footer, err := Open(theirs, key, []byte(s.Implicit))
		if err != nil || !bytes.Equal(payload, token.ClaimsJSON()) || string(footer) != s.Footer {
			t.Fatalf("%d: we read their token otherwise: %q, %v", i, payload, err)
		}
	}
}
