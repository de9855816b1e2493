package paseto_test

import (
	"fmt"

	"playtoken/core/secret"
	"playtoken/core/token/paseto"
)

// The footer can be read by anybody, the payload by who has the key.
func Example() {
	key := secret.New([]byte("a shared secret of just 32 bytes"))
	text, err := paseto.Seal([]byte(`{"contentId":"a-video"}`), []byte(`{"p":"a-project"}`), nil, key)
	if err != nil {
		fmt.Println(err)
		return
	}
	parts, err := paseto.Split(text)
	fmt.Println(string(parts.Footer), err)
	payload, _, err := paseto.Open(text, key, nil)
	fmt.Println(string(payload), err)
	_, _, err = paseto.Open(text, secret.New([]byte("another secret of just 32 bytes.")), nil)
	fmt.Println(err)
	// Output:
	// {"p":"a-project"} <nil>
	// {"contentId":"a-video"} <nil>
	// another key, another implicit assertion, or the token was changed
}
