package edge_test

import (
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"playtoken/core/edge"
	"playtoken/core/platform/all"
)

// follow is the address of what a playlist names first, as players resolve it.
func follow(t testing.TB, playlist, body string) string {
	t.Helper()
	base, err := url.Parse(playlist)
	if err != nil {
		t.Fatal(err)
	}
	name, err := base.Parse(first(body))
	if err != nil || first(body) == "" {
		t.Fatal(body, err)
	}
	return name.String()
}

// withQuery is an address with the query of another one, as a player adds it that is told to.
func withQuery(t testing.TB, address, of string) string {
	t.Helper()
	_, query, _ := strings.Cut(of, "?")
	return address + "?" + query
}

// TestMasterOnly: where the master playlist alone needs the token, what it names plays by a
// proof of the edge's own, and by that alone.
func TestMasterOnly(t *testing.T) {
	var clock atomic.Int64
	clock.Store(now.UnixNano())
	e := begin(t, edge.Config{Now: func() time.Time { return time.Unix(0, clock.Load()) }}, edge.Set{Signers: signers(t)})
	for name, u := range map[string]string{
		"fastpix":             made(t, all.ByName("fastpix"), now).URLs()[0].URL,
		"fastpix, own domain": made(t, all.ByName("fastpix"), now, "host", "video.brand.example").URLs()[0].URL,
		"bitmovin":            made(t, all.ByName("bitmovin"), now).URLs()[2].URL,
		"mux":                 made(t, all.ByName("mux"), now).URLs()[0].URL,
		"fastevo":             urlsOf(all.ByName("fastevo"), made(t, all.ByName("fastevo"), now))[0].URL,
		"jwt":                 made(t, all.ByName("jwt"), now, "url", "https://video.example/a:b/c:d.m3u8").URLs()[0].URL,
		"jwt, no name":        made(t, all.ByName("jwt"), now, "url", "https://video.example/.m3u8").URLs()[0].URL,
	} {
		clock.Store(now.UnixNano())
		master := at(t, e, u)
		m := get(t, master)
		if m.status != 200 || strings.Contains(m.body, "eyJ") || strings.Contains(m.body, "v4.local") {
			t.Fatalf("%s: %d, %s", name, m.status, m.body)
		}
		rendition := follow(t, master, m.body)
		r := get(t, rendition)
		if r.status != 200 || r.head.Get("Content-Type") != "application/vnd.apple.mpegurl" {
			t.Fatalf("%s: the rendition: %d, %s", name, r.status, rendition)
		}
		segment := follow(t, rendition, r.body)
		if s := get(t, segment); s.status != 200 || s.body != "segment v180pseg-00000.ts" || s.head.Get("Content-Type") != "video/mp2t" {
			t.Errorf("%s: the segment: %d, %s", name, s.status, segment)
		}
		if s := get(t, segment, "Range", "bytes=8-12"); s.status != 206 || s.body != "v180p" || s.head.Get("Content-Range") != "bytes 8-12/25" {
			t.Errorf("%s: a part of the segment: %d, %q, %s", name, s.status, s.body, s.head.Get("Content-Range"))
		}
		if s := get(t, segment, "Range", "bytes=1000-"); s.status != 416 {
			t.Errorf("%s: a part that there is not: %d", name, s.status)
		}
		bare, _, _ := strings.Cut(rendition, "?")
		for what, c := range map[string]struct{ address, cause string }{
			"without a proof":              {bare, "segments_without_token"},
			"with the token":               {withQuery(t, bare, master), "segments_without_token"},
			"with a proof that is changed": {strings.Replace(rendition, "edge-proof=", "edge-proof=z", 1), "signature_wrong"},
			"with an empty one":            {bare + "?edge-proof=.", "signature_wrong"},
			"with half of one":             {rendition[:len(rendition)-3], "signature_wrong"},
			"of another rendition's name":  {strings.Replace(rendition, "/v180p/", "/x/v180p/", 1), "signature_wrong"},
			"at another host":              {strings.Replace(rendition, e.Address()+"/", e.Address()+"/cdn.", 1), "signature_wrong"},
		} {
			if s := get(t, c.address); s.status != 403 || s.cause() != c.cause || s.head.Get("Access-Control-Allow-Origin") != "*" {
				t.Errorf("%s, %s: %d, %s", name, what, s.status, s.cause())
			}
			if said := e.Log()[0].Said; what == "with the token" && !strings.Contains(said, "a token came") || what == "without a proof" && !strings.Contains(said, "does not go on") {
				t.Errorf("%s, %s: %s", name, what, said)
			}
		}
		clock.Store(now.Add(5 * time.Minute).UnixNano())
		if s := get(t, segment); s.status != 200 {
			t.Errorf("%s: the proof ends before the sample may have: %d", name, s.status)
		}
		clock.Store(now.Add(6 * time.Minute).UnixNano())
		if s := get(t, segment); s.status != 403 || s.cause() != "expired" {
			t.Errorf("%s: the proof does not end: %d, %s", name, s.status, s.cause())
		}
	}
	clock.Store(now.UnixNano())
	master := at(t, e, made(t, all.ByName("fastpix"), now).URLs()[0].URL)
	rendition := follow(t, master, get(t, master).body)
	e.Shift(2 * time.Hour)
	if get(t, master).status != 401 || get(t, rendition).status != 200 {
		t.Error("a token that ends meanwhile stops what plays")
	}
	e.Shift(0)
	one := made(t, all.ByName("fastpix"), now, "id", "26af5b33-cf4d-4717-9b90-ce429a124455").URLs()[0].URL
	other := follow(t, at(t, e, one), get(t, at(t, e, one)).body)
	_, proof, _ := strings.Cut(other, "?")
	bare, _, _ := strings.Cut(rendition, "?")
	if s := get(t, bare+"?"+proof); s.status != 403 {
		t.Errorf("the proof of one ID opens another: %d", s.status)
	}
	if again := begin(t, edge.Config{}, edge.Set{Signers: signers(t)}); get(t, strings.Replace(rendition, e.Address(), again.Address(), 1)).status != 403 {
		t.Error("a proof of another run is taken")
	}
}

// TestEveryRequest: where each request needs the token, relative names have none, and play
// where the player adds it.
func TestEveryRequest(t *testing.T) {
	for _, c := range []struct {
		platform, url string
		status        int
		cause         string
		set           []string
	}{
		{"edgecast", "URL", 403, "token_absent", []string{"ec_url_allow", "/videos/a/"}},
		{"cloudfront", "Signed", 403, "token_absent", nil},
	} {
		p := all.ByName(c.platform)
		set := edge.Set{Signers: signers(t)}
		e := begin(t, edge.Config{}, set)
		master := at(t, e, made(t, p, now, c.set...).URLs()[0].URL)
		m := get(t, master)
		if m.status != 200 || strings.Contains(m.body, "?") {
			t.Fatalf("%s: %d, %s", c.platform, m.status, m.body)
		}
		rendition := follow(t, master, m.body)
		if r := get(t, rendition); r.status != c.status {
			t.Errorf("%s: the rendition without its token: %d, %s", c.platform, r.status, r.cause())
		}
		r := get(t, withQuery(t, rendition, master))
		if r.status != 200 || strings.Contains(r.body, "?") {
			t.Fatalf("%s: the rendition: %d, %s", c.platform, r.status, r.cause())
		}
		segment := follow(t, rendition, r.body)
		if s := get(t, segment); s.status != c.status {
			t.Errorf("%s: the segment without its token: %d", c.platform, s.status)
		}
		if s := get(t, withQuery(t, segment, master)); s.status != 200 || s.head.Get("Content-Type") != "video/mp2t" {
			t.Errorf("%s: the segment: %d, %s", c.platform, s.status, s.cause())
		}
		e.Shift(25 * time.Hour)
		if s := get(t, withQuery(t, segment, master)); s.status != 403 || s.cause() != "expired" {
			t.Errorf("%s: a token that has ended goes on to play: %d", c.platform, s.status)
		}
		e.Shift(0)
		set.MasterOnly = true
		e.Use(set)
		m = get(t, master)
		if r := get(t, follow(t, master, m.body)); m.status != 200 || r.status != 200 {
			t.Errorf("%s, where the master alone is protected: %d, %d", c.platform, m.status, r.status)
		}
		if r := get(t, withQuery(t, rendition, master)); r.status != 403 {
			t.Errorf("%s, where the master alone is protected: a rendition by its token: %d", c.platform, r.status)
		}
	}
}
