package mux_test

import (
	"fmt"

	"playtoken/core/platform/mux"
)

// What the form asks for.
func Example() {
	p := mux.Platform
	fmt.Println(p.Name, "-", p.Label)
	for _, f := range p.Fields {
		if f.Required {
			fmt.Println(f.Name, "-", f.Label)
		}
	}
	// Output:
	// mux - Mux
	// key_id - Signing key ID
	// id - Playback ID
}
