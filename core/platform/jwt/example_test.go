package jwt_test

import (
	"fmt"

	"playtoken/core/platform/jwt"
)

// What the form asks for.
func Example() {
	p := jwt.Platform
	fmt.Println(p.Name, "-", p.Label)
	for _, f := range p.Fields {
		if f.Required {
			fmt.Println(f.Name, "-", f.Label)
		}
	}
	// Output:
	// jwt - Plain JWT
}
