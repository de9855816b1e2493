package batch

import (
	"strings"
	"time"

	"playtoken/core/words"
)

// Words tells since when and by whom a cause was met: "from 02:05:11 to 02:09:40 UTC, 14
// clients"; "" where the lines say neither.
func (s Spread) Words(now time.Time) string {
	var parts []string
	if !s.First.IsZero() {
		layout := "15:04:05"
		if first := s.First.UTC(); first.YearDay() != now.UTC().YearDay() || first.Year() != now.UTC().Year() || s.Last.Sub(s.First) > 24*time.Hour {
			layout = "2 Jan 2006 15:04:05"
		}
		text := "from " + s.First.UTC().Format(layout) + " to " + s.Last.UTC().Format(layout) + " UTC"
		if s.First.Equal(s.Last) {
			text = "at " + s.First.UTC().Format(layout) + " UTC"
		}
		parts = append(parts, text)
	}
	switch {
	case s.More:
		parts = append(parts, "more than "+words.Count(s.Clients, "client"))
	case s.Clients > 0:
		parts = append(parts, words.Count(s.Clients, "client"))
	}
	return strings.Join(parts, ", ")
}
