package secret_test

import (
	"fmt"

	"playtoken/core/secret"
)

// A secret prints as such wherever it goes; Reveal is the one way to it.
func Example() {
	key := struct{ Name, Text any }{"ours", secret.New([]byte("not to be shown"))}
	fmt.Printf("%v\n", key)
	fmt.Println(len(key.Text.(secret.Bytes).Reveal()))
	// Output:
	// {ours [secret]}
	// 15
}
