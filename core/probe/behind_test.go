package probe_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/platform/all"
	"playtoken/core/probe"
)

// TestEveryRequest: a platform that looks at each request refuses what the manifest names
// without the token; one that looks at the manifest alone plays.
func TestEveryRequest(t *testing.T) {
	signed := "?Expires=1744866919&Signature=" + strings.Repeat("Ab0d", 85) + "AQ__&Key-Pair-Id=K2JCJMDEHXQW5F"
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, ".ts"):
			says(200, "video/mp2t", movie)(w, r)
		case strings.HasSuffix(r.URL.Path, "720p.m3u8"):
			says(200, hls, "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nseg.ts\n#EXT-X-ENDLIST\n")(w, r)
		default:
			says(200, hls, master)(w, r)
		}
	})
	for _, c := range []struct {
		platform, url string
		state         diagnosis.State
		says          string
	}{
		{"cloudfront", s.URL + "/v/a.m3u8" + signed, diagnosis.MayFail, "CloudFront has taken the token, and looks for one with each request."},
		{"fastpix", playlistURL(t, s.URL), diagnosis.Plays, "Plays: 127.0.0.1 answered 200"},
	} {
		p := all.ByName(c.platform)
		o := diagnosis.Options{Now: at, Platform: p}
		k := client(nil)
		a := ask(t, k, probe.Request{URL: c.url, Platform: p})
		of := diagnosis.Read(c.url, o)
		if v := a.Judge(of, nil, o); v.State != c.state || !strings.Contains(words(v), c.says) {
			t.Errorf("%s: %s", c.platform, words(v))
		}
		second, f := k.Follow(t.Context(), a, 0)
		if f != nil {
			t.Fatal(f)
		}
		if v := a.Judge(of, second, o); v.State != diagnosis.Plays {
			t.Errorf("%s with a rendition that came: %s", c.platform, words(v))
		}
		for _, b := range []*probe.Answer{&second.Playlist, second.Segment} {
			if b.Meaning != "It came without the token: none went there." {
				t.Errorf("%s: %q", c.platform, b.Meaning)
			}
		}
	}
}

// TestLostOnTheWay: a redirect that leaves the query out is the cause, and no token.
func TestLostOnTheWay(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "" {
			says(401, "text/plain", "")(w, r)
			return
		}
		http.Redirect(w, r, "/x"+r.URL.Path, http.StatusFound)
	})
	u := playlistURL(t, s.URL)
	a := ask(t, client(nil), probe.Request{URL: u, Platform: all.ByName("fastpix")})
	v := a.Judge(diagnosis.Read(u, diagnosis.Options{Now: at}), nil, diagnosis.Options{Now: at})
	if text := words(v); v.State != diagnosis.Fails || v.Headline != "Playback fails: a redirect left the token out" || strings.Contains(text, "What else may refuse") {
		t.Error(text)
	}
}

// TestCache: what has lain in a cache says so, and not that the token was looked at.
func TestCache(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Age", "86400")
		says(200, hls, master)(w, r)
	})
	u := playlistURL(t, s.URL)
	a := ask(t, client(nil), probe.Request{URL: u})
	v := a.Judge(diagnosis.Read(u, diagnosis.Options{Now: at}), nil, diagnosis.Options{Now: at})
	if a.Age != 24*time.Hour || v.State != diagnosis.Plays || !strings.Contains(v.Detail, "It came out of a cache, 1 day old: the token need not have been looked at.") {
		t.Errorf("%s: %s", a.Age, words(v))
	}
}

// TestTaken: an answer to a request for a licence plays nothing.
func TestTaken(t *testing.T) {
	s := serve(t, says(400, "application/json", "{}"))
	u := s.URL + "/on-demand/drm/license/widevine/16af5b33-cf4d-4717-9b90-ce429a124455"
	a := ask(t, client(nil), probe.Request{URL: u, Platform: all.ByName("fastpix")})
	v := a.Judge(diagnosis.Read(u, diagnosis.Options{Now: at, Platform: a.Platform}), nil, diagnosis.Options{Now: at})
	if v.State != diagnosis.Plays || v.Headline != "The request was taken: 127.0.0.1 answered 400" {
		t.Errorf("%s: %s", v.State, v.Headline)
	}
}
