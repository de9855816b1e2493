package listing

import (
	"strings"
	"testing"

	"playtoken/core/batch"
)

// What a line tells of who asked, and for what, is kept to search by.
func TestAgentAndPath(t *testing.T) {
	const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjF9.c2ln"
	for name, c := range map[string]struct{ line, agent, path string }{
		"combined":    {`203.0.113.7 - - [29/Nov/2026:02:05:11 +0000] "GET /a.m3u8?token=` + jwt + ` HTTP/2.0" 403 112 "https://shop.example/watch" "Mozilla/5.0 (iPhone)"`, "Mozilla/5.0 (iPhone)", "/a.m3u8"},
		"no agent":    {`203.0.113.7 - - [29/Nov/2026:02:05:11 +0000] "GET /a.m3u8?token=` + jwt + ` HTTP/2.0" 403 112 "-" "-"`, "", "/a.m3u8"},
		"common":      {`203.0.113.7 - - [29/Nov/2026:02:05:11 +0000] "GET /a.m3u8?token=` + jwt + ` HTTP/2.0" 403 112`, "", "/a.m3u8"},
		"JSON":        {`{"time":"2026-11-29T02:05:11Z","url":"https://cdn.example/b/c.m3u8?token=` + jwt + `","status":403,"user_agent":"player/1.4"}`, "player/1.4", "/b/c.m3u8"},
		"no log line": {"token=" + jwt, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var rows []batch.WhyRow
			_, err := batch.Why(t.Context(), strings.NewReader(c.line), batch.WhyOptions{About: About}, func(r []batch.WhyRow) error { rows = append(rows, r...); return nil }, nil)
			if err != nil || len(rows) != 1 || rows[0].Agent != c.agent || rows[0].Path != c.path {
				t.Errorf("%v, %+v", err, rows)
			}
		})
	}
}
