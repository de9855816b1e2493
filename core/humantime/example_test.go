package humantime_test

import (
	"fmt"
	"time"

	"playtoken/core/humantime"
)

// Times are read and told as people write them.
func Example() {
	now := time.Date(2025, 4, 16, 12, 0, 0, 0, time.UTC)
	at, err := humantime.Time("friday 18:00", now, time.UTC)
	fmt.Println(humantime.UTC(at), "-", humantime.Relative(at, now), err)
	at, ok := humantime.Log("16/Apr/2025:06:00:00 +0200", now)
	fmt.Println(at.UTC(), ok)
	// Output:
	// Fri 18 Apr 2025, 18:00:00 UTC - in 2 days 6 h <nil>
	// 2025-04-16 04:00:00 +0000 UTC true
}
