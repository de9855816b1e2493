package probe_test

import (
	"strings"
	"testing"

	"playtoken/core/platform/all"
	"playtoken/core/probe"
)

// TestIsAsked: what came is weighed by what the address asks for, be it of a kind that would
// play under another.
func TestIsAsked(t *testing.T) {
	const (
		dash   = `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>`
		png    = "\x89PNG\r\n\x1a\n0000"
		mp4    = "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
		ts     = "G\x00\x11\x10\x00\x00"
		config = `{"sources":{"hls":"https://a.example/x.m3u8"}}`
		vtt    = "WEBVTT\n\n00:00.000 --> 00:01.000\nx"
	)
	const id = "DS00Spx1CV902MCtPj5WknGlR102V5HFkDe"
	for _, c := range []struct {
		platform, url, body string
		good                bool
	}{
		{"", "/v/a.m3u8", master, true},
		{"", "/v/a.m3u8", dash, false},
		{"", "/v/a.mpd", dash, true},
		{"", "/v/a.mpd", master, false},
		{"mux", "/image.mux.com/" + id + "/thumbnail.jpg", png, true},
		{"mux", "/image.mux.com/" + id + "/thumbnail.jpg", master, false},
		{"mux", "/image.mux.com/" + id + "/storyboard.vtt", vtt, true},
		{"mux", "/image.mux.com/" + id + "/storyboard.vtt", master, false},
		{"mux", "/image.mux.com/" + id + "/storyboard.vtt", config, false},
		{"bitmovin", "/streams.bitmovin.com/cgl9rh94uvs51rqc8jhg/config", config, true},
		{"bitmovin", "/streams.bitmovin.com/cgl9rh94uvs51rqc8jhg/config", master, false},
		{"", "/v/a.mp4", mp4, true},
		{"", "/v/a.ts", ts, true},
		{"", "/v/a.mp4", config, false},
		{"", "/v/a.mp4", "Forbidden", false},
		{"", "/v/a.pdf", "%PDF-1.7", true},
		{"", "/proxy", master, true},
		{"", "/proxy", mp4, true},
		{"", "/proxy", png, false},
		{"", "/proxy", "Forbidden", false},
		{"", "/proxy", config, false},
	} {
		s := serve(t, says(200, "", c.body))
		a := ask(t, client(nil), probe.Request{URL: s.URL + c.url, Platform: all.ByName(c.platform)})
		if a.Good() != c.good || (a.Problem == "") != c.good {
			t.Errorf("%s %s with %.12q: %v, %q", c.platform, c.url, c.body, a.Good(), a.Problem)
		}
		if !c.good && (a.Manifest != nil || !strings.Contains(a.Problem, " came in place of ")) {
			t.Errorf("%s with %.12q: %+v, %q", c.url, c.body, a.Manifest, a.Problem)
		}
	}
}
