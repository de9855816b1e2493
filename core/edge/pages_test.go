package edge_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"playtoken/core/edge"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
)

// site is a page in small.
func site(t testing.TB) fstest.MapFS {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte("a script"))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{
		"index.html": {Data: []byte("<!DOCTYPE html>")}, "player.js": {Data: []byte("1")}, "player.css": {Data: []byte("a{}")},
		"hls.light.min.js.gz": {Data: b.Bytes()}, "LICENSE": {Data: []byte("a licence")},
	}
}

func TestPages(t *testing.T) {
	e := begin(t, edge.Config{Page: site(t)}, edge.Set{Signers: signers(t)})
	for path, want := range map[string][2]string{
		"/":                 {"text/html; charset=utf-8", "<!DOCTYPE html>"},
		"/?url=/a/b":        {"text/html; charset=utf-8", "<!DOCTYPE html>"},
		"/player.js":        {"text/javascript; charset=utf-8", "1"},
		"/player.css":       {"text/css; charset=utf-8", "a{}"},
		"/LICENSE":          {"text/plain; charset=utf-8", "a licence"},
		"/hls.light.min.js": {"text/javascript; charset=utf-8", "a script"},
	} {
		r := get(t, e.Address()+path, "Accept-Encoding", "identity")
		if r.status != 200 || r.head.Get("Content-Type") != want[0] || r.body != want[1] {
			t.Errorf("%s: %d, %s, %s", path, r.status, r.head.Get("Content-Type"), r.body)
		}
		csp := r.head.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "script-src 'self'", "media-src 'self' * blob:", "worker-src blob:", "connect-src *", "frame-ancestors 'none'"} {
			if !strings.Contains(csp, part) {
				t.Errorf("%s: %s is missing from %s", path, part, csp)
			}
		}
		if strings.Contains(csp, "unsafe") || r.head.Get("X-Content-Type-Options") != "nosniff" || r.head.Get("Referrer-Policy") != "no-referrer" || r.head.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %v", path, r.head)
		}
	}
	if r := get(t, e.Address()+"/hls.light.min.js", "Accept-Encoding", "gzip"); r.head.Get("Content-Encoding") != "gzip" {
		t.Errorf("not sent as it is kept: %v", r.head)
	}
	if r := get(t, e.Address()+"/hls.light.min.js.gz"); r.status != 404 {
		t.Errorf("it is served under a second name: %d", r.status)
	}
	if r := get(t, begin(t, edge.Config{}, edge.Set{}).Address()+"/"); r.status != 200 || !strings.Contains(r.body, "first piece of the path") {
		t.Errorf("without a page: %d, %s", r.status, r.body)
	}
}

func TestSign(t *testing.T) {
	e := begin(t, edge.Config{Sign: true}, edge.Set{Signers: signers(t)})
	type said struct {
		Token string
		URLs  []struct{ Name, URL string }
	}
	sign := func(query string, headers ...string) (reply, said) {
		r := get(t, e.Address()+"/sign"+query, headers...)
		var s said
		if r.status == 200 {
			if err := json.Unmarshal([]byte(r.body), &s); err != nil {
				t.Fatal(err)
			}
		}
		return r, s
	}
	for _, p := range all.Platforms() {
		r, s := sign("?platform=" + p.Name)
		if r.status != 200 || r.head.Get("Cache-Control") != "no-store" || r.head.Get("Access-Control-Allow-Origin") != "" || s.Token == "" || len(s.URLs) == 0 {
			t.Errorf("%s: %d, %s", p.Name, r.status, r.body)
			continue
		}
		if got := get(t, s.URLs[0].URL); got.status != 200 || !strings.HasPrefix(s.URLs[0].URL, e.Address()+"/") {
			t.Errorf("%s: its URL %s: %d, %s", p.Name, s.URLs[0].URL, got.status, e.Log()[0].Said)
		}
	}
	const id = "26af5b33-cf4d-4717-9b90-ce429a124455"
	if _, s := sign("?platform=fastpix&id=" + id); !strings.Contains(s.URLs[0].URL, "/"+id+".m3u8") || get(t, s.URLs[0].URL).status != 200 {
		t.Errorf("for an ID: %+v", s)
	}
	if r, s := sign(""); r.status != 200 || !strings.Contains(s.URLs[0].URL, "fastpix") {
		t.Errorf("no platform is named: %d", r.status)
	}
	own := e.Address()
	for _, c := range []struct {
		name    string
		headers []string
		status  int
	}{
		{"the page itself", []string{"Origin", own, "Sec-Fetch-Site", "same-origin"}, 200},
		{"typed into the browser", []string{"Sec-Fetch-Site", "none"}, 200},
		{"a page of the outside", []string{"Origin", "https://attacker.example", "Sec-Fetch-Site", "cross-site"}, 403},
		{"one that hides its origin", []string{"Origin", "null"}, 403},
		{"an image of the outside", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"another port of this machine", []string{"Origin", "http://127.0.0.1:3000", "Sec-Fetch-Site", "same-site"}, 403},
		{"a page of the outside, told by its address alone", []string{"Referer", "https://attacker.example/x"}, 403},
		{"this edge's page, told by its address", []string{"Referer", own + "/"}, 200},
		{"a site that is written otherwise", []string{"Sec-Fetch-Site", "Cross-Site"}, 403},
		{"the same by no more than its site", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"https in front", []string{"Origin", strings.Replace(own, "http:", "https:", 1)}, 403},
	} {
		if r, _ := sign("", c.headers...); r.status != c.status || strings.Contains(r.body, "eyJ") != (c.status == 200) {
			t.Errorf("%s: %d, %s", c.name, r.status, r.body)
		}
		if r := get(t, e.Address()+"/log", c.headers...); r.status != c.status {
			t.Errorf("the log for %s: %d", c.name, r.status)
		}
	}
	for _, method := range []string{"POST", "HEAD", "OPTIONS", "PUT"} {
		if r := ask(t, method, e.Address()+"/sign"); r.status != 405 || r.head.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %d", method, r.status)
		}
	}
	if r, _ := sign("?platform=cloudflare"); r.status != 404 || e.Log()[0].Said != "no key here signs for that platform" {
		t.Errorf("a platform without a key: %d, %q", r.status, e.Log()[0].Said)
	}
	if r, _ := sign("?platform=fastpix&id=a%00b"); r.status != 422 || !strings.Contains(r.body, "Playback ID") {
		t.Errorf("an ID that is none: %d, %s", r.status, r.body)
	}
	if said := e.Log()[0].Said; !strings.Contains(said, "Playback ID") {
		t.Errorf("the log says of it: %q", said)
	}
	off := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	if r := get(t, off.Address()+"/sign"); r.status != 404 || !strings.Contains(r.body, "--sign") {
		t.Errorf("switched off: %d, %s", r.status, r.body)
	}
}

func TestGood(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	for _, ahead := range []time.Duration{0, 1000 * time.Hour} {
		e.Shift(ahead)
		good, err := e.Good()
		if err != nil {
			t.Fatal(err)
		}
		firsts := map[string]edge.Good{}
		for _, g := range good {
			if _, there := firsts[g.Platform.Name]; !there {
				firsts[g.Platform.Name] = g
			}
			if r := get(t, g.URL); r.status != 200 {
				t.Errorf("%s, %s: %d, %s", g.Platform.Name, g.Name, r.status, r.cause())
			}
		}
		for _, p := range all.Platforms() {
			g := firsts[p.Name]
			if r := get(t, g.URL); !strings.HasPrefix(r.body, "#EXTM3U") || g.EveryRequest != p.Edge.EveryRequest {
				t.Errorf("%s: the first one is no stream: %+v", p.Name, g)
			}
		}
	}
	e.Use(edge.Set{Signers: []edge.Signer{signerOf(t, all.ByName("cloudfront"), "place", "cookies"), {Platform: all.ByName("mux")}, signerOf(t, all.ByName("bitmovin"))}})
	good, err := e.Good()
	if err == nil || !strings.Contains(err.Error(), "CloudFront: the form makes no URL") || !strings.Contains(err.Error(), "Mux: The private key is missing.") {
		t.Errorf("what made none: %v", err)
	}
	if len(good) == 0 || good[0].Platform.Name != "bitmovin" {
		t.Errorf("the others' are lost: %+v", good)
	}
}

func TestLocal(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{})
	a := e.Address()
	for text, want := range map[string]string{
		"https://stream.fastpix.com/a.m3u8?token=x": a + "/stream.fastpix.com/a.m3u8?token=x",
		" https://video.example?a%2Fb ":             a + "/video.example/?a%2Fb",
		"HTTPS://Video.Example:8443/a%20b/../c#t=5": a + "/Video.Example:8443/a%20b/../c",
		"http://localhost:3000/a":                   a + "/localhost:3000/a",
		"https://video.example":                     a + "/video.example/",
		a + "/video.example/a.m3u8":                 a + "/video.example/a.m3u8",
		"video.example/a.m3u8":                      "",
		"ftp://video.example/a":                     "",
		"https://user:secret@video.example/a":       "",
		"https:///a":                                "",
		"https://nodots/a":                          "",
		"":                                          "",
	} {
		got, err := e.Local(text)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for playable, want := range map[string]string{
		"":                                      a + "/",
		a + "/video.example/a.m3u8?token=x&b=c": a + "/?url=%2Fvideo.example%2Fa.m3u8%3Ftoken%3Dx%26b%3Dc",
		"https://video.example/a.m3u8":          a + "/?url=https%3A%2F%2Fvideo.example%2Fa.m3u8",
	} {
		if got := e.Page(playable); got != want {
			t.Errorf("%q: %s", playable, got)
		}
	}
}

// TestPlatforms: one that is not to be imitated is not.
func TestPlatforms(t *testing.T) {
	fastpix, mux := all.ByName("fastpix"), all.ByName("mux")
	e := begin(t, edge.Config{}, edge.Set{Platforms: []*platform.Platform{fastpix}, Signers: signers(t)})
	if r := get(t, at(t, e, made(t, fastpix, now).URLs()[0].URL)); r.status != 200 {
		t.Errorf("the one that is: %d", r.status)
	}
	if r := get(t, at(t, e, made(t, mux, now).URLs()[0].URL)); r.status != 404 || r.cause() != "" {
		t.Errorf("another one: %d, %s", r.status, r.cause())
	}
	// at a host of its customer's the one that is named is meant
	if r := get(t, at(t, e, "https://video.brand.example/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8")); r.status != 401 || e.Log()[0].Platform != "fastpix" {
		t.Errorf("without a token: %d, %s", r.status, e.Log()[0].Platform)
	}
	e.Use(edge.Set{Signers: []edge.Signer{signerOf(t, all.ByName("edgecast"))}})
	if r := get(t, at(t, e, "https://video.brand.example/a.m3u8")); r.status != 403 || e.Log()[0].Platform != "edgecast" {
		t.Errorf("of the one signer: %d, %s", r.status, e.Log()[0].Platform)
	}
}

// TestKeys: primary and backup keys are taken, and others not; a set of keys is replaced whole.
func TestKeys(t *testing.T) {
	p := all.ByName("edgecast")
	s := signerOf(t, p)
	e := begin(t, edge.Config{}, edge.Set{Signers: []edge.Signer{s}})
	url := at(t, e, made(t, p, now).URLs()[0].URL)
	if r := get(t, url); r.status != 200 {
		t.Errorf("its key: %d", r.status)
	}
	e.Use(edge.Set{Platforms: []*platform.Platform{p}})
	if r := get(t, url); r.status != 403 || r.cause() != "unknown_key" {
		t.Errorf("no key any more: %d, %s", r.status, r.cause())
	}
	e.Use(edge.Set{Platforms: []*platform.Platform{p}, Signers: []edge.Signer{s}})
	if r := get(t, url); r.status != http.StatusOK {
		t.Errorf("its key again: %d", r.status)
	}
}
