package extract

import (
	"strings"
	"testing"
)

// tokens is what Quiet must not pass over.
var loudTexts = []string{
	"eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "a=eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "x%3DeyJhbGciOiJSUzI1NiJ9.e30.AAAA", `\u003deyJhbGciOiJSUzI1NiJ9.e30.AAAA`,
	"/v4.local.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "?TOKEN=", "the Authorization: x", "jwt=", "?playback_token=undefined", "Bearer x",
	"?VtBJmhXZ39gfKM2-DTXrCYDSsBhXojUVC9iwvOowLPGmXIKgHdBoXXd2PuAImYs2", "9b8b3a7a6223ba83aa3e88428e1875bc3a1c0fd3c736677870246419ec09",
	"https://d1.cloudfront.net/a?Expires=1&Key-Pair-Id=K2JCJMDEHXQW5F&Signature=AAAA", "CloudFront-Signature=AAAA", "<bitmovin-stream>",
}

func TestQuiet(t *testing.T) {
	for _, text := range loudTexts {
		for _, around := range []string{text, "10.0.0.1 " + text + " 200", "\"" + text + "\"", "é" + text} {
			if Quiet(around) {
				t.Errorf("%q is called quiet", around)
			}
		}
	}
	for _, text := range []string{
		"", `10.0.0.1 - - [09/Oct/2025:08:53:26 +0000] "GET `, ` HTTP/1.1" 200 5123 "https://shop.example/videos/2025/how-to-watch-all-of-it" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"`,
		"<134>2025-10-09T08:53:26Z cache-fra1 logs[12]: x", "5f1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
	} {
		if !Quiet(text) {
			t.Errorf("%q is not called quiet", text)
		}
	}
}

// What is quiet has no token, and no place for one but a URL; unless it is one alone, with
// blanks in it.
func FuzzQuiet(f *testing.F) {
	for _, text := range loudTexts {
		f.Add(text)
		f.Add("GET /a?" + text + " HTTP/1.1")
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "\n\r") || !Quiet(text) {
			return
		}
		if p := Read(text); len(p.All) > 0 && p.Is != Token || p.Absent != nil && p.Absent.Name != "" {
			t.Errorf("%q: %+v %+v", text, p.All, p.Absent)
		}
	})
}
