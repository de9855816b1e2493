package redact_test

import (
	"fmt"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/redact"
)

// What a ticket shows of a text has no whole token in it.
func Example() {
	c := diagnosis.Read("https://stream.mux.com/x.m3u8?token=eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3NTAwMDM2MDB9.c2lnbmF0dXJl", diagnosis.Options{Now: time.Unix(1744866859, 0)})
	fmt.Println(redact.New(c, false).URL(c.URL, c.Found))
	// Output:
	// https://stream.mux.com/x.m3u8?token=eyJhbG…
}
