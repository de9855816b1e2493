package logline_test

import (
	"fmt"
	"testing"

	"playtoken/core/logline"
)

func TestPairs(t *testing.T) {
	var p logline.Pairs
	for i, url := range []string{"/P.m3u8?token=x", "https://h/v/a/index.m3u8?token=x", "/v/b.m3u8", "/v/s/1.ts?token=x"} {
		p.Taken(logline.Entry{Client: "c", URL: url}, i+1)
	}
	for url, want := range map[string]int{
		"/P/segment-1.ts": 1, "/P/720p/segment-1.m4s?x=1": 1, "/P/720p.m3u8": 1, "https://h/v/a/1.ts": 2, "/v/a/k/1.key": 2,
		"/Q/segment-1.ts": 0, "/v/c.m3u8": 0, "/v/a/other.m3u8": 0, "/robots.txt": 0, "/P/storyboard.vtt": 0, "/P/thumbnail.jpg": 0, "/P/subtitles.vtt": 1, "": 0, "/v/b1.ts": 3, "/x.ts": 0,
	} {
		n, ok := p.Of(logline.Entry{Client: "c", URL: url})
		if n != want || ok != (want > 0) {
			t.Errorf("%s is of %d, want %d", url, n, want)
		}
		if _, ok := p.Of(logline.Entry{Client: "other", URL: url}); ok {
			t.Errorf("%s of another client", url)
		}
	}
	for i := range 20_000 { // the oldest are forgotten
		p.Taken(logline.Entry{Client: "c", URL: fmt.Sprintf("/%d/x.m3u8", i)}, i+10)
	}
	if _, ok := p.Of(logline.Entry{Client: "c", URL: "/P/segment-1.ts"}); ok {
		t.Error("kept")
	}
	if n, _ := p.Of(logline.Entry{Client: "c", URL: "/19999/1.ts"}); n != 20_009 {
		t.Error(n)
	}
}
