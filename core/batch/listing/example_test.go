package listing_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"playtoken/core/batch"
	"playtoken/core/batch/listing"
	"playtoken/core/diagnosis"
)

func Example() {
	const log = `203.0.113.7 - - [15/Jun/2025:15:06:30 +0000] "GET /live.m3u8?token=undefined HTTP/2.0" 401 12
203.0.113.8 - - [15/Jun/2025:15:06:31 +0000] "GET /live.m3u8?token=undefined HTTP/2.0" 401 12
`
	var l listing.List
	options := batch.WhyOptions{Options: diagnosis.Options{Now: time.Unix(1750000000, 0)}, About: listing.About}
	sum, err := batch.Why(context.Background(), strings.NewReader(log), options, l.Take, nil)
	l.End(sum)
	headline, detail := l.Head()
	fmt.Println(headline, err)
	fmt.Println(detail)
	l.Choose(listing.Filter{Search: "203.0.113.8"})
	for _, at := range l.Places {
		r := l.Rows[at]
		fmt.Println(r.Number, r.Asked, r.Answer, r.Text, r.Client)
	}
	// Output:
	// 2 of 2 requests were refused, from one cause <nil>
	// Since 15:06:30 UTC: no token in the URL.
	// 2 15:06:31 401 No token in the URL 203.0.113.8
}
