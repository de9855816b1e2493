package doc_test

import (
	"fmt"

	"playtoken/core/keys/internal/doc"
)

// JSON, YAML and .env files become the same nodes.
func Example() {
	object, _ := doc.JSON(`{"data":{"id":"k1","note":"x"}}`)
	yaml, ok := doc.Lines("data:\n  id: k1\n  note: x # a comment")
	env, _ := doc.Lines("export KEY_ID=k1\nNOTE='x'")
	fmt.Println(object.Kid("data").TextOf("id"), yaml.Kid("data").TextOf("id"), env.TextOf("KEY_ID"), ok)
	// Output: k1 k1 k1 true
}
