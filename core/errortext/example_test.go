package errortext_test

import (
	"fmt"

	"playtoken/core/errortext"
)

// An error text is looked for in whatever was printed around it.
func Example() {
	t, ok := errortext.Find("[app] jsonwebtokenerror: jwt malformed\n    at /srv/app/verify.js")
	fmt.Println(ok, "-", t.Whose)
	fmt.Println(t.Means)
	fmt.Println(t.Look)
	// Output:
	// true - jsonwebtoken (Node.js)
	// the token has not three parts with two dots between: it is cut, or is no token
	// Look at what the checker gets: an empty text, undefined, the word Bearer in front, quotes, a whole URL, or a token that lost its end on the way. Paste it here as it is sent.
}
