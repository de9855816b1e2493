package probe_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/core/probe"
)

// FuzzManifest: whatever comes as a playlist is read without a panic and within its bounds,
// and what is called good names something.
func FuzzManifest(f *testing.F) {
	files, err := filepath.Glob("testdata/*.m3u8")
	if err != nil || len(files) < 5 {
		f.Fatal(files, err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, text := range []string{
		"", "#EXTM3U", "#EXTM3U\n\n\n", "#EXTM3U\n#EXT-X-STREAM-INF:A\nx\n", "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128\nx\n#EXTINF:1,\n",
		"#EXTM3U\n#EXTINF:nan,\nx\n#EXTINF:-1,\ny\n#EXTINF:1e999,\nz\n", "#EXTM3U\n#EXT-X-BYTERANGE:9223372036854775807@9223372036854775807\n#EXTINF:1,\nx\n",
		"#EXTM3U\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"{$a}{$a}\"\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{$a}{$a}\n", "#EXTM3U\r\n#EXT-X-STREAM-INF:BANDWIDTH=-1,RESOLUTION=99999999999x1\r\n//a.example/x\r\n",
		"#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,URI=\"a\",GROUP-ID=\"a\"\n#EXT-X-ENDLIST\n", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n#EXT-X-STREAM-INF:BANDWIDTH=2\nhttps://%zz\n", "#EXTM3U\n\xff\xfe",
	} {
		f.Add(text)
	}
	var body string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, body) }))
	f.Cleanup(s.Close)
	c := client(nil)
	f.Fuzz(func(t *testing.T, text string) {
		body = text
		a := ask(t, c, probe.Request{URL: s.URL + "/x.m3u8?token=canary-canary-canary-canary"})
		m := a.Manifest
		switch {
		case a.Good() && (a.Kind == probe.HLS) != (m != nil):
			t.Errorf("it is good, and of %s: %+v", a.Kind, m)
		case a.Good() && m != nil && len(m.Variants)+m.Segments == 0, !a.Good() && a.Problem == "":
			t.Errorf("good %v: %q %+v", a.Good(), a.Problem, m)
		case m != nil && (len(m.Variants) > 1000 || m.Seconds < 0):
			t.Errorf("%d variants, %f s", len(m.Variants), m.Seconds)
		}
		if told := fmt.Sprintf("%+v", m) + a.Problem + a.URL; strings.Contains(told, "canary-canary") {
			t.Errorf("it is told: %s", told)
		}
	})
}
