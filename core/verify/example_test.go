package verify_test

import (
	"fmt"

	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
	"playtoken/core/verify"
)

// The key that made a token is found among those at hand, and how it has to be read.
func Example() {
	const secret = "c2VjcmV0IG9mIDMyIGJ5dGVzLCBvciBhIGxpdHRsZSBtb3Jl" // in base64, as an API gave it
	signer := importer.ImportWith([]byte("secret of 32 bytes, or a little more"), importer.Options{Want: importer.HMACSecret}).Key
	text, err := jws.Sign(token.NewObject(token.StringMember("alg", "HS256")), token.NewObject(token.StringMember("sub", "a")), signer)
	if err != nil {
		fmt.Println(err)
		return
	}

	list := verify.ReadAll("key of staging", []byte("another secret, just as long as it"), importer.Options{})
	list = append(list, verify.ReadAll("key of production", []byte(secret), importer.Options{})...)
	r := verify.Try(formats.Decode(text), list)
	fmt.Println(r.Check.State, "-", r.By.Name, "read as", r.Reading)
	// Output:
	// valid - key of production read as base64
}
