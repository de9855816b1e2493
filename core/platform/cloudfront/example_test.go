package cloudfront_test

import (
	"fmt"

	"playtoken/core/platform/cloudfront"
)

// What the form asks for.
func Example() {
	p := cloudfront.Platform
	fmt.Println(p.Name, "-", p.Label)
	for _, f := range p.Fields {
		if f.Required {
			fmt.Println(f.Name, "-", f.Label)
		}
	}
	// Output:
	// cloudfront - CloudFront
	// id - URL, or folder with *
	// key_id - Key pair ID
}
