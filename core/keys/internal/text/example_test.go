package text_test

import (
	"fmt"

	"playtoken/core/keys/internal/text"
)

// Repairs are undone from the outside in, and each is named.
func Example() {
	body, done := text.Outside("> -----BEGIN PUBLIC KEY-----\n> MCowBQYDK2VwAyEA\n> -----END PUBLIC KEY-----", nil)
	fmt.Println(body)
	fmt.Println(done[0].Code, "-", done[0].Repair)
	// Output:
	// -----BEGIN PUBLIC KEY-----
	// MCowBQYDK2VwAyEA
	// -----END PUBLIC KEY-----
	// fixed_quote_prefix - marks of a quoted mail
}
