//go:build !race

package extract_test

import (
	"strings"
	"testing"
	"time"

	"playtoken/core/extract"
	"playtoken/internal/fixtures"
)

// TestWorkIsBounded: texts made to be slow take four times as long when they are
// four times as long, not sixteen times.
func TestWorkIsBounded(t *testing.T) {
	tok := fixtures.Token(t)
	wrapped := wrap(tok, 64, "\n") + "\n"
	repeat := func(unit string) func(int) string {
		return func(n int) string { return strings.Repeat(unit, n/len(unit)) }
	}
	behind := func(start, unit, end string) func(int) string {
		return func(n int) string { return start + strings.Repeat(unit, n/len(unit)) + end }
	}
	for name, text := range map[string]func(int) string{
		"starts of tokens": repeat("eyJ"), "tokens without number": repeat("eyJ. "), "words behind a start": behind("eyJhbGciOiJSUzI1NiJ9 ", "a ", ""),
		"http": repeat("http"), "a URL of http": behind("https://a.example/", "http", "?token=eyJ.e"), "dots": behind("x eyJ", ".", ""), "encoded dots": behind("eyJ", "%2E", ""),
		"percent signs": repeat("%25eyJ"), "quotes": repeat(`"`), "single quotes": repeat("'"), "short lines": behind("eyJ", "A\n", ""), "wrapped tokens": repeat(wrapped),
		"tags": repeat("<"), "player tags": repeat("<video a='"), "names": repeat("token="), "unnamed": repeat("?x"), "words": repeat("Ab1"),
		"random words": repeat("fVSYBBTynMkvQECGV-Kdfp333R-MGY2fsrrpVyuqd7OiuAUsQ8ITrL0 "), "URLs": repeat("https://a/?eyJ.e "),
		"URLs without end": repeat("http://a/?token=eyJ.e"), "different tokens": numbered, "key marks": repeat("PRIVATE KEY-"), "begin marks": repeat("-----BEGIN "),
		"JWK marks": repeat(`"kty`), "open braces": behind(strings.Repeat("{", 1000), `{"kty"`, ""), "MII": repeat("MII "), "cut tokens": repeat("eyJhbGciOiJSUzI1NiJ9.aaaaaaaaaaaaaaaa\n"),
		"statuses": repeat(" 403"), "statuses of a mail": repeat("no 403, a 404 b "), "words of a mail": repeat("is Forbidden, not "), "statuses in a list": repeat(",403"), "statuses behind colons": repeat(":403 "), "lines of tokens": repeat("fVSYBBTynMkvQECGV-Kdfp333R-MGY2fsrrpVyuqd7OiuAUsQ8ITrL0fVSYBBTy\n"), "secrets": repeat("secret=a"), "names of keys": repeat("private key "), "tokens with a key": repeat("eyJhbGciOiJSUzI1NiJ9.LS0tLS1CRUdJTi "), "lines of a file": repeat(strings.Repeat("Ab1/", 16) + "\n"), "assignments": repeat("jwt a: b "), "request lines": repeat(" http/1.1"), "backslashes": repeat(`\\u003deyJ.`), "encoded URL": behind("http", "%25", "token=eyJ.e"),
		"commas": behind("eyJ.e.e", ",;", ""), "lines of a URL": behind("https://a.example/?token=eyJ.e\n", "a\n", ""), "lines of one width behind a URL": behind("https://a.example/?token="+strings.Repeat("e", 39)+"\n", strings.Repeat("Ab1_", 16)+"\n", ""), "wrapped URLs": repeat("https://a.example/?" + strings.Repeat("e", 45) + "\n" + strings.Repeat("Ab1_", 16) + "\nend_1\n"), "versions": repeat("v4.local."), "parameters": behind(stream+"?", "&x=", ""), "marks of a key": behind("token=", "-", ""), "a wrapped header": behind("Authorization: Bearer ", "eyJhbGciOiJSUzI1NiJ9.aaaaaaaaaa\n", ""),
		"soft line ends": repeat("a=3D=\n"), "soft ends in parameters": behind("", "?a=\n", "=3D"), "carets": behind(`curl ^"http`, "^&", ""), "backticks": behind("iwr ", "`&", ""), "nested JSON": repeat(`\\\\"`), "added strings": repeat(`"+"`), "pluses": behind(`"`, " +", ""),
		"brackets for dots": behind("hxxp://a", "[.]a", ""), "stars of a filter": behind("https://urldefense.com/v3/__", "*", "__;AAAA!!"), "encodings of a mail": repeat("Content-Transfer-Encoding: base64\n\nQUJD\n"), "boundaries": behind("Content-Transfer-Encoding: base64\n", "boundary=a\n--a\n", ""),
		"words behind a cut token": behind("eyJhbGciOiJSUzI1NiJ9.aaaaaaaaaaaaaaaa ", "a ", ""), "attributes": behind("<video-player ", `token="eyJ.e" `, ""), "padded members": repeat(`"token":"eyJhbGciOiJSUzI1NiJ9.e=",`), "hexadecimal": repeat("3082020102"), "headers": repeat("ewog"),
		"names of RSA": repeat("KoZIhvcNAQEBBQ|"), "lines of a console": behind("GET https://a.example/?token=eyJ.e\n", "GET https://a.example/b 403\n", ""), "lines in a frame": repeat("| https://a.example/aaaa?token=eyJ.e\\\n"), "links that show a URL": repeat("[https://a.example/?token=eyJ.e][x]\n"), "bodies": repeat("fetch(body: {"),
	} {
		t.Run(name, func(t *testing.T) {
			const room, times, most = 1 << 15, 4, 10
			var ratio float64
			for range 4 { // a busy machine may disturb some of them
				ratio = float64(quickest(text(times*room))) / float64(max(quickest(text(room)), 4*time.Millisecond))
				if ratio < most {
					return
				}
			}
			t.Errorf("a text %d times as long takes %.0f times as long", times, ratio)
		})
	}
}

func quickest(text string) time.Duration {
	best := time.Hour
	for range 3 {
		start := time.Now()
		extract.Read(text)
		best = min(best, time.Since(start))
	}
	return best
}
