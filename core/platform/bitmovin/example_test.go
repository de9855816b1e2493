package bitmovin_test

import (
	"fmt"

	"playtoken/core/platform/bitmovin"
)

// What the form asks for.
func Example() {
	p := bitmovin.Platform
	fmt.Println(p.Name, "-", p.Label)
	for _, f := range p.Fields {
		if f.Required {
			fmt.Println(f.Name, "-", f.Label)
		}
	}
	// Output:
	// bitmovin - Bitmovin Streams
}
