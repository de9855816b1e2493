package formats_test

import (
	"fmt"
	"time"

	"playtoken/core/keys/importer"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/token/jws"
)

// A text is read in the format that it has, and a draft is made in the one it names.
func Example() {
	draft := token.Draft{
		Format: jws.Format,
		Header: token.NewObject(token.StringMember("alg", "HS256")),
		Claims: token.NewObject(token.StringMember("sub", "a-video"), token.IntMember("exp", 1744866859)),
	}
	secret := importer.ImportWith([]byte("a secret of at least 32 characters"), importer.Options{Want: importer.HMACSecret})
	text, err := draft.Make(secret.Key)
	if err != nil {
		fmt.Println(err)
		return
	}

	t := formats.Decode(text)
	exp, _ := t.Time("exp")
	fmt.Println(t.Format.Name(t), "for", t.Claims.Text("sub"))
	fmt.Println("ends", exp.At.Format(time.RFC3339))

	// What is damaged is read as far as it goes, and says where it does not.
	damaged := formats.Decode(text[:len(text)-44])
	fmt.Println(damaged.Claims.Text("sub"), "-", damaged.FirstFault().Text())
	// Output:
	// a JWT for a-video
	// ends 2025-04-17T05:14:19Z
	// a-video - The signature is missing: the token has 2 parts, 3 are needed.
}
