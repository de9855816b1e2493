package check_test

import (
	"fmt"

	"playtoken/core/platform/check"
)

// Checks say what is wrong with a text, or nothing.
func Example() {
	fmt.Println(check.ID("Playback ID", "DS00Spx1CV902MCtPj5WknGlR102V5HFkDe"))
	fmt.Println(check.ID("Playback ID", "two words").Text)
	fmt.Println(check.BareHost("https://video.example/"))
	// Output:
	// <nil>
	// A Playback ID has no spaces; there is one at place 4.
	// video.example
}
