package ectoken

import (
	"strconv"
	"strings"
	"time"

	"playtoken/core/humantime"
)

// Bounds of what is taken for Unix seconds of our days: September 2001 and the
// year 5138, behind which milliseconds begin.
const (
	soonest = 1_000_000_000
	latest  = 100_000_000_000
)

func checkExpire(value string) *Problem {
	n, ok := wholeSeconds(value)
	switch {
	case value == "":
		return problem("There is no value.")
	case !ok:
		return notSeconds(value)
	case n >= latest:
		seconds := n
		for seconds >= latest {
			seconds /= 1000
		}
		return problem("This is milliseconds or finer, write seconds: %d.", seconds)
	case n < soonest:
		return warning("This is %s. ec_expire is a moment in Unix seconds, not a span.", humantime.UTC(time.Unix(n, 0)))
	}
	return nil
}

// wholeSeconds reads digits and nothing else.
func wholeSeconds(value string) (int64, bool) {
	if value == "" || strings.Trim(value, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(value, 10, 64)
	return n, err == nil
}

func notSeconds(value string) *Problem {
	trimmed := strings.TrimSpace(value)
	if _, ok := wholeSeconds(trimmed); ok {
		return problem("There is a space beside the number.")
	}
	if strings.Contains(value, ",") {
		return problem("This is one number, not a list.")
	}
	if whole, rest, ok := strings.Cut(trimmed, "."); ok && rest != "" && strings.Trim(rest, "0123456789") == "" {
		if _, ok := wholeSeconds(whole); ok {
			return problem("Only whole seconds are taken: %s.", shown(whole))
		}
	}
	if strings.Contains(trimmed, "-") && !strings.HasPrefix(trimmed, "now") {
		if t, err := humantime.Time(trimmed, time.Time{}, time.UTC); err == nil {
			return problem("This is a date, write its Unix seconds: %d, if it is in UTC.", t.Unix())
		}
	}
	return problem("This is not a number of Unix seconds, as in 1735646400.")
}
