package der_test

import (
	"encoding/base64"
	"fmt"

	"playtoken/core/keys/internal/der"
)

// The outline tells the structure, whatever a label says; what a damaged key says of its
// length is there as well.
func Example() {
	b, _ := base64.StdEncoding.DecodeString("MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
	k, err := der.Parse(der.Outline(b), b)
	fmt.Println(der.Outline(b), k, err)
	fmt.Printf("%q %d\n", der.Outline(b[:20]), der.Announced(b[:20]))
	// Output:
	// SubjectPublicKeyInfo [Ed25519, public, sha256 06e3fd8fda29bb60] <nil>
	// "" 44
}
