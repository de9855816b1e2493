package codec_test

import (
	"fmt"

	"playtoken/core/keys/internal/codec"
)

func Example() {
	b, ok := codec.Loose("aGVs\n bG8_")
	fmt.Printf("%q %t\n", b, ok)
	_, err := codec.Chars("aGVs.bG8=")
	fmt.Println(err)
	// Output:
	// "hello?" true
	// the character '.' does not belong there
}
