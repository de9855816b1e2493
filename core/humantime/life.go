package humantime

import (
	"strconv"
	"strings"
	"time"
)

// Life reads how long something is to live: what [Duration] reads, or a distance from now as
// [Time] reads it, such as "in 2 weeks" and "now+90m". A month is no span, and neither is a
// moment that is fixed: ErrSpan.
func Life(text string) (time.Duration, error) {
	if d, err := Duration(text); err == nil {
		return d, nil
	}
	months, d, ok := distance(strings.Fields(strings.ToLower(text)))
	if !ok || months != 0 || d <= 0 {
		return 0, ErrSpan
	}
	return d, nil
}

// Typed writes a span as people type it and [Duration] reads it again: "90m", "1h30m30s", "3d".
func Typed(d time.Duration) string {
	for _, u := range []struct {
		size time.Duration
		name string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "m"}} {
		if n := d / u.size; n > 0 && d%u.size == 0 {
			return strconv.FormatInt(int64(n), 10) + u.name
		}
	}
	return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) + "s"
}
