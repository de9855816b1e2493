package known_test

import (
	"fmt"

	"playtoken/core/keys/internal/known"
)

func Example() {
	fmt.Println(known.IsKey("-----BEGIN PUBLIC KEY-----"), known.Weak("secret123"))
	fmt.Println(known.NotKey("b7158b65-302d-4fbd-9c48-503ca92bdd25"))
	// Output:
	// true true
	// This is a key ID, not a key. It names a key and cannot sign. Paste the private key that came with this ID when the key was created.
}
