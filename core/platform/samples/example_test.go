package samples_test

import (
	"fmt"

	"playtoken/core/platform/samples"
)

// A text is quoted for the language that it is put into.
func Example() {
	fmt.Println(samples.ShellText("it's"))
	fmt.Println(samples.HTMLText(`"a" & <b>`))
	// Output:
	// 'it'\''s'
	// "&quot;a&quot; &amp; &lt;b>"
}
