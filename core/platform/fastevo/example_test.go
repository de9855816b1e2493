package fastevo_test

import (
	"fmt"

	"playtoken/core/platform/fastevo"
)

// What the form asks for.
func Example() {
	p := fastevo.Platform
	fmt.Println(p.Name, "-", p.Label)
	for _, f := range p.Fields {
		if f.Required {
			fmt.Println(f.Name, "-", f.Label)
		}
	}
	// Output:
	// fastevo - Fastevo MP2
	// id - Content ID
	// viewer - Viewer
	// url - URL to sign
}
