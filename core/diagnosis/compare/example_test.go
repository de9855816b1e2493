package compare_test

import (
	"fmt"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/compare"
)

// One that plays is put beside one that does not.
func Example() {
	read := func(text string) diagnosis.Case {
		return diagnosis.Read(text, diagnosis.Options{Now: time.Unix(1744866859, 0)})
	}
	c := compare.Cases(read("eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3NTAwMDM2MDB9.c2lnbmF0dXJl"), read("eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3NDAwMDM2MDB9.c2lnbmF0dXJl"))
	fmt.Println(c.Headline)
	for _, d := range c.Rows {
		if d.Matters {
			fmt.Println(d.Where, d.Name, d.Good, d.Bad)
		}
	}
	// Output:
	// What sets the second one apart: the token expired 56 days 6 h ago
	// times exp Sun 15 Jun 2025, 16:06:40 UTC Wed 19 Feb 2025, 22:20:00 UTC
}
