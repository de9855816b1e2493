package edge_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"playtoken/core/edge"
	"playtoken/core/platform/all"
)

// send writes a request as it is and reads the answer.
func send(t testing.TB, e *edge.Edge, request string) reply {
	t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(e.Address(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if _, err := io.WriteString(c, request); err != nil {
		return reply{} // it was cut off while it was sent
	}
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return reply{}
	}
	defer func() { _ = res.Body.Close() }()
	body, _ := io.ReadAll(res.Body)
	return reply{res.StatusCode, res.Header, string(body)}
}

func lines(list ...string) string { return strings.Join(list, "\r\n") + "\r\n\r\n" }

// TestHosts: a page of the outside whose name leads here gets nothing.
func TestHosts(t *testing.T) {
	e := begin(t, edge.Config{Sign: true}, edge.Set{Signers: signers(t)})
	port := e.Address()[strings.LastIndexByte(e.Address(), ':')+1:]
	stream := strings.TrimPrefix(at(t, e, made(t, all.ByName("fastpix"), now).URLs()[0].URL), e.Address())
	for host, status := range map[string]int{
		"127.0.0.1:" + port:                  200,
		"localhost:" + port:                  200,
		"LocalHost:" + port:                  200,
		"[::1]:" + port:                      200,
		"127.0.0.1":                          421,
		"localhost":                          421,
		"127.0.0.1:1":                        421,
		"attacker.example:" + port:           421,
		"attacker.example":                   421,
		"127.0.0.1.attacker.example:" + port: 421,
		"localhost.:" + port:                 421,
		"127.0.0.2:" + port:                  421,
		"stream.fastpix.com":                 421,
	} {
		for _, path := range []string{stream, "/sign", "/log", "/"} {
			if r := send(t, e, lines("GET "+path+" HTTP/1.1", "Host: "+host, "Connection: close")); r.status != status {
				t.Errorf("Host %s, %.20s: %d", host, path, r.status)
			}
		}
	}
	if r := send(t, e, lines("GET / HTTP/1.0")); r.status != 421 {
		t.Errorf("no Host at all: %d", r.status)
	}
}

// TestPaths: nothing but the sample is ever answered, however a path is written.
func TestPaths(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	own := "Host: " + strings.TrimPrefix(e.Address(), "http://")
	stream := made(t, all.ByName("jwt"), now)
	token := stream.First().Text
	for _, c := range []struct {
		path   string
		status int
	}{
		{"/video.example/../../etc/passwd?token=" + token, 400},
		{"/video.example/..%2f..%2fetc/passwd?token=" + token, 400},
		{"/video.example/%2e%2e/%2e%2e/etc/passwd?token=" + token, 400},
		{"/video.example/%2E%2e%2Fetc?token=" + token, 400},
		{"/video.example/./a.m3u8?token=" + token, 400},
		{"/video.example/..\\..\\windows?token=" + token, 400},
		{"/video.example/..%5c..%5cwindows?token=" + token, 400},
		{"/video.example/a%00.m3u8?token=" + token, 400},
		{"/video.example/a\x00.m3u8?token=" + token, 400},
		{"/video.example/a\x01?token=" + token, 400},
		{"/video.example/%zz?token=" + token, 400},
		{"/video.example/a#b?token=" + token, 400},
		{"/video.example//etc/passwd?token=" + token, 200}, // a file of no known kind: a line of text
		{"/video.example/etc%2fpasswd?token=" + token, 200},
		{"//video.example/a.m3u8?token=" + token, 404},
		{"/../log", 404},
		{"/%2e%2e/log", 404},
		{"/..", 404},
		{"/favicon.ico", 404},
		{"/robots.txt", 404},
		{"/apple-touch-icon.png", 404},
		{"/index.html", 404},
		{"/no host/a.m3u8", 400},
		{"/-x.example/a.m3u8", 404},
		{"/" + strings.Repeat("a", 64) + ".example/a.m3u8", 404},
		{"/video.example:99999999/a.m3u8", 404},
		{"/user@video.example/a.m3u8", 404},
		{"http://" + strings.TrimPrefix(e.Address(), "http://") + "/video.example/a.m3u8?token=" + token, 400},
		{"*", 400},
	} {
		r := send(t, e, lines("GET "+c.path+" HTTP/1.1", own, "Connection: close"))
		if r.status != c.status {
			t.Errorf("%.60q: %d, %s", c.path, r.status, r.body)
		}
		if strings.Contains(r.body, "root:") {
			t.Errorf("%q left the sample", c.path)
		}
	}
	// a segment is one by the name that the sample has for it
	for _, c := range []struct {
		path   string
		status int
	}{
		{"/a/v180p/seg-00000.ts", 403},
		{"/a/v180p%2fseg-00000.ts", 200},
		{"/a/v180p/seg-00009.ts", 200},
		{"/a/%76180p/seg-00000.ts", 200},
	} {
		if r := send(t, e, lines("GET /video.example"+c.path+"?token="+token+" HTTP/1.1", own, "Connection: close")); r.status != c.status {
			t.Errorf("%s: %d", c.path, r.status)
		}
	}
}

// TestSizes: what is too large is refused, and not read.
func TestSizes(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	own := "Host: " + strings.TrimPrefix(e.Address(), "http://")
	licence := strings.TrimPrefix(at(t, e, made(t, all.ByName("fastpix"), now, "for", "drm").Tokens[1].URLs[0].URL), e.Address())
	stream := strings.TrimPrefix(at(t, e, made(t, all.ByName("fastpix"), now).URLs()[0].URL), e.Address())
	body := func(n int) string { return fmt.Sprintf("Content-Length: %d", n) }
	for _, c := range []struct {
		name, request string
		status        int
	}{
		{"a long address", lines("GET "+stream+"&x="+strings.Repeat("a", 17<<10)+" HTTP/1.1", own, "Connection: close"), 414},
		{"large headers", lines("GET "+stream+" HTTP/1.1", own, "X: "+strings.Repeat("a", 33<<10), "Connection: close"), 431},
		{"headers that are allowed", lines("GET "+stream+" HTTP/1.1", own, "X: "+strings.Repeat("a", 20<<10), "Connection: close"), 200},
		{"a licence's challenge", lines("POST "+licence+" HTTP/1.1", own, body(1000), "Connection: close") + strings.Repeat("a", 1000), 200},
		{"a challenge of 64 KiB", lines("POST "+licence+" HTTP/1.1", own, body(64<<10), "Connection: close") + strings.Repeat("a", 64<<10), 200},
		{"a larger one", lines("POST "+licence+" HTTP/1.1", own, body(64<<10+1), "Connection: close") + strings.Repeat("a", 64<<10+1), 413},
		{"a body with a GET", lines("GET "+stream+" HTTP/1.1", own, body(1), "Connection: close") + "a", 413},
		{"no HTTP", "hello\r\n\r\n", 400},
	} {
		if r := send(t, e, c.request); r.status != c.status {
			t.Errorf("%s: %d, %s", c.name, r.status, r.body)
		}
	}
}

// TestViewer: what is said of who asks counts, and what is not said is not held against it.
func TestViewer(t *testing.T) {
	p := all.ByName("edgecast")
	for _, c := range []struct {
		name    string
		set     []string
		headers []string
		status  int
		client  string
	}{
		{"no address", []string{"ec_clientip", "203.0.113.9"}, nil, 200, "127.0.0.1"},
		{"the address", []string{"ec_clientip", "203.0.113.9"}, []string{"Playtoken-Client-IP", "203.0.113.9"}, 200, "203.0.113.9"},
		{"another address", []string{"ec_clientip", "203.0.113.9"}, []string{"Playtoken-Client-IP", "198.51.100.1"}, 403, "198.51.100.1"},
		{"an address with a zone, which may be any text", []string{"ec_clientip", "203.0.113.9"}, []string{"Playtoken-Client-IP", "fe80::1%eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln"}, 400, "127.0.0.1"},
		{"no address at all", []string{"ec_clientip", "203.0.113.9"}, []string{"Playtoken-Client-IP", "here"}, 400, "127.0.0.1"},
		{"no country", []string{"ec_country_allow", "DE"}, nil, 200, "127.0.0.1"},
		{"the country", []string{"ec_country_allow", "DE"}, []string{"Playtoken-Country", "DE"}, 200, "127.0.0.1"},
		{"another country", []string{"ec_country_allow", "DE"}, []string{"Playtoken-Country", "FR"}, 403, "127.0.0.1"},
		{"no page", []string{"ec_ref_allow", "www.example.com"}, nil, 403, "127.0.0.1"},
		{"no page, which is allowed", []string{"ec_ref_allow", "www.example.com,missing"}, nil, 200, "127.0.0.1"},
		{"the page", []string{"ec_ref_allow", "www.example.com"}, []string{"Referer", "https://www.example.com/a"}, 200, "127.0.0.1"},
		{"another page", []string{"ec_ref_allow", "www.example.com"}, []string{"Referer", "https://evil.example/"}, 403, "127.0.0.1"},
		{"https", []string{"ec_proto_allow", "https"}, nil, 200, "127.0.0.1"},
		{"http", []string{"ec_proto_allow", "https"}, []string{"Playtoken-Proto", "http"}, 403, "127.0.0.1"},
		{"http, which alone is allowed", []string{"ec_proto_allow", "http"}, []string{"Playtoken-Proto", "http"}, 200, "127.0.0.1"},
	} {
		e := begin(t, edge.Config{}, edge.Set{Signers: []edge.Signer{signerOf(t, p)}})
		r := get(t, at(t, e, made(t, p, now, c.set...).URLs()[0].URL), c.headers...)
		if r.status != c.status || e.Log()[0].Client != c.client {
			t.Errorf("%s: %d, %s, %s", c.name, r.status, r.cause(), e.Log()[0].Client)
		}
		if c.status == 403 && c.name != "http" && r.cause() != "other_viewer" {
			t.Errorf("%s: %s", c.name, r.cause())
		}
	}
}

// TestCookies: CloudFront's cookies open what they are for, and those of other programs on
// this machine do not count.
func TestCookies(t *testing.T) {
	p := all.ByName("cloudfront")
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	set := made(t, p, now, "place", "cookies").First().Text
	const folder = "https://d111111abcdef8.cloudfront.net/hls/movie/"
	own := "https://media.brand.example/hls/movie/"
	atOwn := made(t, p, now, "place", "cookies", "id", own+"*").First().Text
	stream := made(t, all.ByName("fastpix"), now)
	session := "session=" + stream.First().Text
	for _, c := range []struct {
		name, url, cookie string
		status            int
		cause             string
	}{
		{"the playlist", folder + "master.m3u8", set, 200, ""},
		{"a segment", folder + "v180p/seg-00000.ts", set, 200, ""},
		{"beside a session of something else", folder + "master.m3u8", session + "; " + set, 200, ""},
		{"no cookies", folder + "master.m3u8", "", 403, "token_absent"},
		{"a session of something else alone", folder + "master.m3u8", session, 403, "token_absent"},
		{"another folder", "https://d111111abcdef8.cloudfront.net/hls/other/master.m3u8", set, 403, "other_playback_id"},
		{"a domain of the customer's", own + "master.m3u8", atOwn, 200, ""},
		{"those of another domain", own + "master.m3u8", set, 403, "other_playback_id"},
		{"of another site, beside a token", stream.URLs()[0].URL, set, 200, ""},
	} {
		var headers []string
		if c.cookie != "" {
			headers = []string{"Cookie", strings.ReplaceAll(c.cookie, "\n", "; ")}
		}
		if r := get(t, at(t, e, c.url), headers...); r.status != c.status || r.cause() != c.cause {
			t.Errorf("%s: %d, %s: %s", c.name, r.status, r.cause(), e.Log()[0].Said)
		}
	}
}

// TestWhatStandsAround: a server takes all that stands in the URL for a part of it, where a
// person who pastes it means it without.
func TestWhatStandsAround(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	url := made(t, all.ByName("fastpix"), now).URLs()[0].URL
	for _, behind := range []string{",", ".", ")", "]", "*", "!", ";", "'", "|", "`x", "=", "%0A", "%20", "%2C", "%22", ",,", "'\"", ".&a=b."} {
		if r := get(t, at(t, e, url+behind)); r.status != 401 {
			t.Errorf("%q behind the token: %d", behind, r.status)
		}
	}
	for _, behind := range []string{"&a=b", "&a=b.", "&title=Hello!", "&a='b'", "&"} {
		if r := get(t, at(t, e, url+behind)); r.status != 200 {
			t.Errorf("%q behind it: %d, %s", behind, r.status, r.cause())
		}
	}
	inside := "https://www.example.com/player?src=" + strings.NewReplacer(":", "%3A", "/", "%2F", "?", "%3F", "=", "%3D").Replace(url)
	if r := get(t, at(t, e, inside)); r.status == 200 || r.cause() != "token_misplaced" {
		t.Errorf("a URL inside of another one: %d, %s", r.status, r.cause())
	}
}
