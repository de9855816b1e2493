package keys_test

import (
	"context"
	"fmt"

	"playtoken/core/keys"
)

// A key prints as its kind, size and fingerprint; a signer of the standard library is
// made one.
func Example() {
	k, err := keys.Generate(context.Background(), keys.NewP256)
	if err != nil {
		fmt.Println(err)
		return
	}
	same, err := keys.FromSigner(k.Signer())
	fmt.Println(same.Title(), same.Fingerprint() == k.Fingerprint(), err)
	// Output: P-256, private true <nil>
}
