package cloudflare_test

import (
	"fmt"

	"playtoken/core/platform/cloudflare"
)

// The platform's API is data: core/account makes its calls.
func Example() {
	p := cloudflare.Platform
	create := p.Account.Create
	fmt.Println(create.Method, p.Account.Base+create.Path)
	fmt.Println(p.Rotation.Most, "keys,", p.Rotation.MostBasis)
	for _, s := range p.Rotation.Steps {
		fmt.Print(s.Kind, " ")
	}
	// Output:
	// POST https://api.cloudflare.com/client/v4/accounts/{account_id}/stream/keys
	// 1000 keys, stated
	// make save sign wait delete
}
