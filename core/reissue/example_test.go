package reissue_test

import (
	"fmt"
	"time"

	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/reissue"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
)

// A token that has ended is made again, with all that it said.
func Example() {
	key := importer.ImportWith([]byte("a secret of at least 32 characters"), importer.Options{Want: importer.HMACSecret}).Key
	old, err := jws.Sign(token.NewObject(token.StringMember("alg", "HS256")),
		token.NewObject(token.StringMember("sub", "a-video"), token.IntMember("iat", 1744780459), token.IntMember("exp", 1744784059)), key)
	if err != nil {
		fmt.Println(err)
		return
	}

	draft, err := reissue.From(formats.Decode(old), nil)
	if err != nil {
		fmt.Println(err) // it is encrypted, or not whole
		return
	}
	fresh := draft.Apply(platform.Remedy{Fresh: true}, time.Unix(1750000000, 0))
	for _, c := range reissue.Differences(draft, fresh) {
		fmt.Println(c.Name, c.Before, "->", c.After)
	}
	text, err := fresh.Make(key)
	fmt.Println(string(formats.Decode(text).Claims.JSON()), err)
	// Output:
	// iat 1744780459 -> 1750000000
	// exp 1744784059 -> 1750003600
	// {"sub":"a-video","iat":1750000000,"exp":1750003600} <nil>
}
