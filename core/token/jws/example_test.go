package jws_test

import (
	"fmt"

	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// The key decides what it can verify; the header of a token decides nothing.
func Example() {
	key := importer.ImportWith([]byte("a secret of at least 32 characters"), importer.Options{Want: importer.HMACSecret}).Key
	text, err := jws.Sign(token.NewObject(token.StringMember("alg", "HS256")), token.NewObject(token.IntMember("exp", 1744866859)), key)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(text[:40] + "…")
	t := jws.Format.Decode(text)
	fmt.Println(t.Algorithm(), jws.Verify(t, key).State)
	fmt.Println(jws.Algorithms(key))
	// Output:
	// eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3NDQ4NjY…
	// HS256 valid
	// [HS256 HS384 HS512]
}
