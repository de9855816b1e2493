package probe_test

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"playtoken/core/probe"
	"playtoken/internal/fixtures"
)

// TestVariablesThatGrow: short lines that name a long value many times, in a playlist within
// its limit, would be gigabytes with the values in them.
func TestVariablesThatGrow(t *testing.T) {
	var b strings.Builder
	b.WriteString("#EXTM3U\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"" + strings.Repeat("A", 15000) + "\"\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n")
	for range 25_000 {
		b.WriteString(strings.Repeat("{$a}", 8) + "\n")
	}
	s := serve(t, says(200, hls, b.String()))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	a := ask(t, client(nil), probe.Request{URL: playlistURL(t, s.URL)})
	runtime.ReadMemStats(&after)
	if a.Manifest == nil || len(a.Manifest.Variants) != 1 {
		t.Errorf("%+v", a)
	}
	if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 200 {
		t.Errorf("it took %d MiB", took)
	}
}

// TestManifestTakesNoTokenElsewhere: the token goes to the host that was asked and to those
// that a person names, also where a manifest would take it to another one.
func TestManifestTakesNoTokenElsewhere(t *testing.T) {
	token := fixtures.Token(t)
	other := serve(t, says(200, hls, master))
	var text string
	home := serve(t, func(w http.ResponseWriter, r *http.Request) { says(200, hls, text)(w, r) })
	host := strings.TrimPrefix(other.URL, "http://")
	for name, line := range map[string]string{
		"written by the server":         other.URL + "/v.m3u8?t=" + token,
		"by a variable of the playlist": other.URL + "/v.m3u8?t={$token}",
	} {
		t.Run(name, func(t *testing.T) {
			text = "#EXTM3U\n#EXT-X-DEFINE:QUERYPARAM=\"token\"\n#EXT-X-STREAM-INF:BANDWIDTH=1\n" + line + "\n"
			r := probe.Request{URL: playlistURL(t, home.URL)}
			a := ask(t, client(nil), r)
			before := len(other.requests())
			_, f := client(nil).Follow(context.Background(), a, 0)
			if f == nil || !strings.Contains(f.Text, host) || !strings.Contains(f.Text, "with the token in it") || strings.Contains(f.Text, token[20:60]) {
				t.Errorf("%+v", f)
			}
			if n := len(other.requests()) - before; n != 0 {
				t.Errorf("it was asked %d times", n)
			}
			r.AllowHosts = []string{host}
			if second, f := client(nil).Follow(context.Background(), ask(t, client(nil), r), 0); f != nil || second.Playlist.Status != 200 {
				t.Errorf("of a host that is named: %+v %+v", second, f)
			}
		})
	}
}

// TestLeadsInside: a server of the outside leads neither to this machine nor into the network
// around it. (What serves here is on this machine, so that its own name is what is changed.)
func TestLeadsInside(t *testing.T) {
	for _, to := range []string{"0.0.0.0", "[::]", "[::1]", "127.1", "2130706433", "localhost.", "a.localhost", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]"} {
		if !probe.Inward("https://cdn.example/a.m3u8", fmt.Sprintf("https://%s/b.m3u8", to)) {
			t.Errorf("leads to %s", to)
		}
		if probe.Inward("https://192.168.1.2/a.m3u8", fmt.Sprintf("https://%s/b.m3u8", to)) {
			t.Errorf("within a network it does not lead to %s", to)
		}
	}
	for _, to := range []string{"cdn.example", "203.0.113.7", "[2001:db8::1]", "10.example"} {
		if probe.Inward("https://cdn.example/a.m3u8", fmt.Sprintf("https://%s/b.m3u8", to)) {
			t.Errorf("does not lead to %s", to)
		}
	}
}
