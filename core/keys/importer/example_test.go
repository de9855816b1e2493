package importer_test

import (
	"context"
	"fmt"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// Whatever was pasted is a key, or it is said what else it is and what to do.
func Example() {
	for _, pasted := range []string{
		"-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----",
		"b7158b65-302d-4fbd-9c48-503ca92bdd25",
	} {
		a := importer.Import([]byte(pasted))
		if !a.Taken() {
			fmt.Println(a.Code, "-", a.Message, a.Hint)
			continue
		}
		fmt.Println(a.Key) // prints no part of the key
	}
	// Output:
	// [Ed25519, public, sha256 06e3fd8fda29bb60]
	// is_key_id - This is a key ID, not a key. It names a key and cannot sign. Paste the private key that came with this ID when the key was created.
}

// A platform says what it wants of a key; a text that could be meant in two ways is then
// no question.
func ExampleImportWith() {
	digits := []byte("97841b575f3ba280d63d5b8085c9f5bf77a310f1ce2d4ffd4090086508d638b7")
	for _, want := range []importer.Want{{}, importer.HMACSecret, importer.PASETOSecret} {
		a := importer.ImportWith(digits, importer.Options{Want: want})
		fmt.Println(a.Verdict, a.Code, a.Key)
	}
	// Output:
	// ask hex_or_text [no key]
	// accept_warn is_hex [shared secret, 64 characters]
	// accept  [shared secret, 32 bytes]
}

func ExampleGenerate() {
	k, err := keys.Generate(context.Background(), keys.NewP256)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(k.Title())
	// Output: P-256, private
}
