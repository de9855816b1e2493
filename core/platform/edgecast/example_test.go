package edgecast_test

import (
	"fmt"

	"playtoken/core/platform/edgecast"
)

// What the form asks for.
func Example() {
	p := edgecast.Platform
	fmt.Println(p.Name, "-", p.Label)
	for _, f := range p.Fields {
		if f.Required {
			fmt.Println(f.Name, "-", f.Label)
		}
	}
	// Output:
	// edgecast - Edgecast
}
