package logline_test

import (
	"fmt"
	"time"

	"playtoken/core/logline"
)

// A line is read without being told of which kind of log it is.
func Example() {
	e, ok := logline.Read(`203.0.113.7 - - [16/Apr/2025:06:00:00 +0000] "GET /a.m3u8?token=x HTTP/1.1" 403 12`, nil)
	at, timed := e.Time(time.Date(2025, 4, 17, 0, 0, 0, 0, time.UTC))
	fmt.Println(ok, e.Method, e.URL, e.Status, logline.Refuses(e.Status))
	fmt.Println(at, timed)
	// Output:
	// true GET /a.m3u8?token=x 403 true
	// 2025-04-16 06:00:00 +0000 UTC true
}
