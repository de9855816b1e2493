package extract_test

import (
	"net/url"
	"testing"

	"playtoken/core/extract"
)

// TestOriginal: an address of an edge on this machine stands for a platform's.
func TestOriginal(t *testing.T) {
	for text, want := range map[string]string{
		"http://127.0.0.1:8470/stream.fastpix.com/id.m3u8?token=a%2Eb": "https://stream.fastpix.com/id.m3u8?token=a%2Eb",
		"http://localhost:8470/cdn.example:8443/v/%2e/x?y":             "https://cdn.example:8443/v/%2e/x?y",
		"http://[::1]:8470/cdn.example/?Policy=a~&Signature=b":         "https://cdn.example/?Policy=a~&Signature=b",
		"http://127.0.0.1:8470/favicon.ico":                            "http://127.0.0.1:8470/favicon.ico",
		"http://127.0.0.1:8470/v/index.m3u8":                           "http://127.0.0.1:8470/v/index.m3u8",
		"http://127.0.0.1:8470/hls.v1/index.m3u8":                      "http://127.0.0.1:8470/hls.v1/index.m3u8",
		"https://a.example/b.example/x":                                "https://a.example/b.example/x",
	} {
		u, err := url.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := extract.Original(u).String(); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if extract.Original(nil) != nil {
		t.Error("of none there is one")
	}
}
