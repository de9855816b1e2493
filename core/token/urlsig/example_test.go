package urlsig_test

import (
	"fmt"
	"time"

	"playtoken/core/secret"
	"playtoken/core/token/urlsig"
)

// A URL is signed and checked by a recipe; a changed one does not fit.
func Example() {
	key := secret.New([]byte("a shared secret"))
	signed, err := urlsig.Sign("https://media.example/engage/a.jpg?w=100", time.Unix(1744866859, 0), urlsig.Default(), key)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(signed[:63] + "…")
	r, err := urlsig.Verify(signed, urlsig.Default(), key)
	fmt.Println(r.OK, r.Expires.UTC(), err)
	// Output:
	// https://media.example/engage/a.jpg?w=100&expires=1744866859&sig…
	// true 2025-04-17 05:14:19 +0000 UTC <nil>
}
