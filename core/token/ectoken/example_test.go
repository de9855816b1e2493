package ectoken_test

import (
	"fmt"

	"playtoken/core/secret"
	"playtoken/core/token/ectoken"
)

// A token is sealed from its parameters, in the order given.
func Example() {
	plain := ectoken.Join([]ectoken.Param{{Name: "ec_expire", Value: "1744866859"}, {Name: "ec_url_allow", Value: "/hls/"}})
	fmt.Println(plain)
	text, err := ectoken.Seal(plain, secret.New([]byte("a shared secret")))
	fmt.Println(err, ectoken.Format.Decode(text).Readable())
	for _, p := range ectoken.Parse(plain) {
		fmt.Println(p.Name, "=", p.Value)
	}
	// Output:
	// ec_expire=1744866859&ec_url_allow=/hls/
	// <nil> false
	// ec_expire = 1744866859
	// ec_url_allow = /hls/
}
