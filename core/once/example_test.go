package once_test

import (
	"fmt"

	"playtoken/core/once"
)

var digits = once.Regexp(`\d+`)

func Example() {
	var lengths once.Cache[int]
	length := func(text string) int {
		if n := lengths.Get(text); n != nil {
			return *n
		}
		n := len(digits().FindString(text))
		lengths.Put(text, &n)
		return n
	}
	fmt.Println(length("expires in 3600 s"), length("expires in 3600 s"))
	// Output: 4 4
}
