package humantime

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ErrTime and ErrSpan say that what was typed could not be read. Their text
// names the forms that can.
var (
	ErrTime = errors.New("write a date as 2026-11-22 14:30, 2026-11-22T14:30:00Z, seconds since 1970, or now+1h")
	ErrSpan = errors.New("write a span as 90s, 15m, 24h or 7d")
)

// layouts are the dates that people type; those without a zone are on the clock
// of the place.
var layouts = []string{
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02",
}

// Time reads a moment: Unix seconds, RFC 3339, "now", "now+1h", "now-90s", or a
// date on the clock of loc, with "UTC" behind it on that one. now is rounded
// down to the whole second, since a token counts in seconds.
func Time(text string, now time.Time, loc *time.Location) (time.Time, error) {
	text = strings.TrimSpace(text)
	if rest, ok := strings.CutPrefix(text, "now"); ok {
		now, rest = now.Truncate(time.Second), strings.TrimSpace(rest)
		if rest == "" {
			return now, nil
		}
		d, err := Duration(rest[1:])
		switch {
		case err != nil:
			return time.Time{}, ErrTime
		case rest[0] == '+':
			return now.Add(d), nil
		case rest[0] == '-':
			return now.Add(-d), nil
		}
		return time.Time{}, ErrTime
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && len(text) >= 9 {
		if n >= 100_000_000_000 {
			seconds := n
			for seconds >= 100_000_000_000 {
				seconds /= 1000
			}
			return time.Time{}, fmt.Errorf("%d is milliseconds or finer, write seconds: %d", n, seconds)
		}
		return time.Unix(n, 0).UTC(), nil
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UTC(), nil
	}
	if rest, ok := strings.CutSuffix(text, "UTC"); ok {
		text, loc = strings.TrimSpace(rest), time.UTC
	}
	for _, l := range layouts {
		if t, err := time.ParseInLocation(l, text, loc); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, ErrTime
}

// maxSpan keeps a typing slip out of the sums: nobody means a century.
const maxSpan = 100 * 365 * 24 * time.Hour

// Duration reads a span: whole or broken numbers with s, m, h or d, one behind
// the other: "90s", "1h30m", "7d", "1.5h".
func Duration(text string) (time.Duration, error) {
	text = strings.ReplaceAll(strings.TrimSpace(text), " ", "")
	var sum time.Duration
	for text != "" {
		i := strings.IndexAny(text, "smhd")
		if i <= 0 {
			return 0, ErrSpan
		}
		n, err := strconv.ParseFloat(text[:i], 64)
		unit := map[byte]time.Duration{'s': time.Second, 'm': time.Minute, 'h': time.Hour, 'd': 24 * time.Hour}[text[i]]
		if err != nil || n < 0 || n*float64(unit) > float64(maxSpan) || strings.ContainsAny(text[:i], "eExXpP_iInN+") {
			return 0, ErrSpan
		}
		if sum += time.Duration(n * float64(unit)); sum > maxSpan {
			return 0, ErrSpan
		}
		text = text[i+1:]
	}
	if sum <= 0 {
		return 0, ErrSpan
	}
	return sum, nil
}
