package extract_test

import (
	"strings"
	"testing"

	"playtoken/core/extract"
	"playtoken/internal/fixtures"
)

// logLine is a line of an access log, as a content delivery network writes it.
func logLine(query string) string {
	return `10.0.0.1 - - [22/Nov/2026:14:30:00 +0000] "GET /` + video + `.m3u8?` + query + ` HTTP/1.1" 403 58 "https://a.example/watch/` + video + `" ` +
		`"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36" "stream.fastpix.com" 0.004 TLSv1.3 MISS`
}

// BenchmarkLines: what a batch reads by the hundred thousand.
func BenchmarkLines(b *testing.B) {
	tok := fixtures.Token(b)
	plain := logLine("width=240")
	for _, tc := range []struct{ name, text string }{
		{"access log", logLine("token=" + tok)},
		{"access log with an absolute URL", "2026-11-22T10:00:00Z ERROR fetch " + stream + "?token=" + tok + " failed: 403"},
		{"access log without a token", plain},
		{"token", tok},
		{"URL", stream + "?token=" + tok},
		{"URL without a token", stream},
		{"8 KiB of log without a token", strings.Repeat(plain+"\n", 8<<10/len(plain))},
	} {
		b.Run(tc.name, func(b *testing.B) {
			b.SetBytes(int64(len(tc.text)))
			for b.Loop() {
				extract.Read(tc.text)
			}
		})
	}
}
