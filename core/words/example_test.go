package words_test

import (
	"fmt"

	"playtoken/core/words"
)

// Numbers and lists as sentences have them.
func Example() {
	fmt.Println(words.Count(1, "token"), words.Count(1200, "token"))
	fmt.Println(words.List([]string{"HS256", "HS384", "HS512"}))
	// Output:
	// 1 token 1,200 tokens
	// HS256, HS384 and HS512
}
