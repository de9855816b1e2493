package foreign_test

import (
	"fmt"
	"net/url"

	"playtoken/core/foreign"
)

// A URL that another network signs is told as its own.
func Example() {
	u, err := url.Parse("https://media.s3.amazonaws.com/a.mp4?X-Amz-Date=20250416T120000Z&X-Amz-Expires=3600&X-Amz-Signature=0123abcd")
	if err != nil {
		fmt.Println(err)
		return
	}
	f := foreign.OfURL(u)
	fmt.Println(f.Signs, f.Name, f.End)
	// Output:
	// true Amazon S3 2025-04-16 13:00:00 +0000 UTC
}
