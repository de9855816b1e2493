package edge_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"playtoken/core/edge"
	"playtoken/core/keys"
	"playtoken/core/platform/all"
)

// The edge plays what a key of its own signed, and refuses what came without a token as the
// platform does.
func Example() {
	key, err := keys.GenerateRSA(2048)
	if err != nil {
		fmt.Println(err)
		return
	}
	e, err := edge.Start(edge.Config{Sample: stream()}, edge.Set{
		Signers: []edge.Signer{{Platform: all.ByName("fastpix"), Key: key, Name: "a new key"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = e.Stop(context.Background()) }()
	good, err := e.Good()
	if err != nil {
		fmt.Println(err)
		return
	}
	without, _, _ := strings.Cut(good[0].URL, "?")
	for _, address := range []string{good[0].URL, without} {
		r, err := http.Get(address)
		if err != nil {
			fmt.Println(err)
			return
		}
		_ = r.Body.Close()
	}
	for _, entry := range e.Log() {
		fmt.Println(entry.N, entry.Platform, entry.Status, entry.Said)
	}
	// Output:
	// 2 fastpix 401 there is no token
	// 1 fastpix 200
}
