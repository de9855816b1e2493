package extract_test

import (
	"fmt"

	"playtoken/core/extract"
)

// A token is found wherever it stands, with what pasting and the URL have done to it.
func Example() {
	p := extract.Read(`curl "https://stream.mux.com/x.m3u8?token=%22eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjE3NTAwMDM2MDB9.c2lnbmF0dXJl%22"`)
	for _, f := range p.All {
		fmt.Println(f.Token)
		fmt.Println(f.Place, f.Name, f.Damage, f.URL.Host)
	}
	// Output:
	// eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjE3NTAwMDM2MDB9.c2lnbmF0dXJl
	// query token [quotes] stream.mux.com
}
