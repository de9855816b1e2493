package bench

import (
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"playtoken/core/diagnosis"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/internal/fixtures"
)

// whyAim allows for finding the token in the text, and for the rules.
const whyAim = 2

// BenchmarkWhy is the whole way from a pasted token to the verdict with one key,
// beside golang-jwt's parse of the same token.
func BenchmarkWhy(b *testing.B) {
	key := fixtures.Key(b)
	text, err := signOurs(key)
	must(b, err)
	given := []verify.Key{{Name: "given", Trial: token.Trial{Answer: importer.Answer{Verdict: importer.Accept, Key: key, Kind: keys.RSA, Private: true}}}}
	now := time.Unix(iat+60, 0)
	public := key.Public()
	parser := jwt.NewParser(jwt.WithTimeFunc(func() time.Time { return now }), jwt.WithValidMethods([]string{"RS256"}))
	against(b, "golang-jwt", whyAim, "why", 10, func() {
		if v := diagnosis.Read(text, diagnosis.Options{Keys: given, Now: now}).Verdict; v.State != diagnosis.Plays {
			b.Fatal(v.Headline)
		}
	}, func() {
		_, err := parser.Parse(text, func(*jwt.Token) (any, error) { return public, nil })
		must(b, err)
	})
}

// BenchmarkWhyHundredKeys: the keys of a full vault cost a verification each, no more.
func BenchmarkWhyHundredKeys(b *testing.B) {
	key := fixtures.Key(b)
	text, err := signOurs(key)
	must(b, err)
	other, err := keys.GenerateRSA(2048)
	must(b, err)
	var saved []verify.Key
	answer := importer.Answer{Verdict: importer.Accept, Key: other, Kind: keys.RSA}
	for range 100 {
		saved = append(saved, verify.Key{Name: "saved", Trial: token.Trial{Held: true, Answer: answer}})
	}
	for b.Loop() {
		if v := diagnosis.Read(text, diagnosis.Options{Keys: saved, Now: time.Unix(iat+60, 0)}).Verdict; v.State != diagnosis.Unknown {
			b.Fatal(v.Headline)
		}
	}
}
