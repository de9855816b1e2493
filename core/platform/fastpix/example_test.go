package fastpix_test

import (
	"fmt"

	"playtoken/core/platform/fastpix"
)

// What the form asks for.
func Example() {
	p := fastpix.Platform
	fmt.Println(p.Name, "-", p.Label)
	for _, f := range p.Fields {
		if f.Required {
			fmt.Println(f.Name, "-", f.Label)
		}
	}
	// Output:
	// fastpix - FastPix
	// key_id - Signing key ID
	// id - Playback ID
}
