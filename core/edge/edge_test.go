package edge_test

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"playtoken/core/edge"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/internal/fixtures"
	"playtoken/internal/platformtest"
)

// stream is a sample stream in small: what is in its files does not matter here.
func stream() fs.FS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	s := fstest.MapFS{"master.m3u8": file("#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-STREAM-INF:BANDWIDTH=125400\nv180p/index.m3u8\n\n#EXT-X-STREAM-INF:BANDWIDTH=191400\nv360p/index.m3u8\n")}
	for _, v := range []string{"v180p", "v360p"} {
		list := "#EXTM3U\n#EXT-X-TARGETDURATION:2\n"
		for i := range 5 {
			name := fmt.Sprintf("seg-%05d.ts", i)
			list += "#EXTINF:2.0,\n" + name + "\n"
			s[v+"/"+name] = file("segment " + v + name)
		}
		s[v+"/index.m3u8"] = file(list + "#EXT-X-ENDLIST\n")
	}
	s["thumbnail.jpg"], s["spritesheet.jpg"] = file("a thumbnail"), file("a sheet")
	return s
}

// now is when the tokens of the tests are made.
var now = platformtest.Issued

// begin starts an edge at the time of the tests, on any port.
func begin(t testing.TB, c edge.Config, s edge.Set) *edge.Edge {
	t.Helper()
	if c.Sample == nil {
		c.Sample = stream()
	}
	if c.Now == nil {
		c.Now = func() time.Time { return now }
	}
	e, err := edge.Start(c, s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		client.CloseIdleConnections() // the next edge may have the same port
		if err := e.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return e
}

// reply is an answer with its body read.
type reply struct {
	status int
	head   http.Header
	body   string
}

func (r reply) cause() string    { return r.head.Get("Playtoken-Cause") }
func (r reply) standing() string { return r.head.Get("Playtoken-Standing") }

var client = &http.Transport{DisableCompression: true}

// ask sends one request; headers are name and value by turns.
func ask(t testing.TB, method, address string, headers ...string) reply {
	t.Helper()
	r, err := http.NewRequest(method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := client.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{res.StatusCode, res.Header, string(body)}
}

func get(t testing.TB, address string, headers ...string) reply {
	t.Helper()
	return ask(t, http.MethodGet, address, headers...)
}

// at is the address of a URL at an edge.
func at(t testing.TB, e *edge.Edge, url string) string {
	t.Helper()
	local, err := e.Local(url)
	if err != nil {
		t.Fatal(url, err)
	}
	return local
}

// keyOf is the key with which the tests sign for a platform.
func keyOf(t testing.TB, p *platform.Platform) *keys.Key {
	t.Helper()
	if platformtest.WantsSecret(p) {
		return platformtest.SecretKey(t, p.KeyWantFor(nil), platformtest.SharedSecret)
	}
	return fixtures.Key(t)
}

// signerOf makes tokens for a platform; set changes its form, name and value by turns.
func signerOf(t testing.TB, p *platform.Platform, set ...string) edge.Signer {
	t.Helper()
	values := map[string]string{}
	for i := 0; i+1 < len(set); i += 2 {
		values[set[i]] = set[i+1]
	}
	return edge.Signer{Platform: p, Values: values, Key: keyOf(t, p), Name: "the key of the test"}
}

// signers are those of all platforms.
func signers(t testing.TB) (list []edge.Signer) {
	t.Helper()
	for _, p := range all.Platforms() {
		list = append(list, signerOf(t, p))
	}
	return list
}

// made is what a form makes, filled with sample values.
func made(t testing.TB, p *platform.Platform, issued time.Time, set ...string) *platform.Signed {
	t.Helper()
	s := signerOf(t, p, set...)
	p.Edge.Fill(s.Values, s.Key)
	signed, problems := p.Make(platform.Request{Values: s.Values, Key: s.Key, IssuedAt: issued, ExpiresAt: issued.Add(time.Hour)})
	if signed == nil {
		t.Fatal(p.Name, set, problems)
	}
	return signed
}

// urlsOf are what a form's tokens open.
func urlsOf(p *platform.Platform, signed *platform.Signed) []platform.URL {
	list := signed.URLs()
	if p.Edge.Address != nil && len(list) == 0 {
		list = append(list, platform.URL{Name: "Stream", URL: p.Edge.Address(signed.Form, signed.First())})
	}
	return list
}

// TestEveryURLOfTheForm: whatever the forms make is answered with what it opens.
func TestEveryURLOfTheForm(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	for _, c := range []struct {
		platform string
		set      []string
	}{
		{"fastpix", nil},
		{"fastpix", []string{"for", "drm"}},
		{"fastpix", []string{"spritesheet", "advanced", "interval", "5"}},
		{"fastpix", []string{"stream", "live", "dvr", "on"}},
		{"fastpix", []string{"resolution", "720p", "header", "plugin"}},
		{"fastpix", []string{"host", "io"}},
		{"fastpix", []string{"host", "video.brand.example"}},
		{"fastpix", []string{"thumbnail_format", "webp", "clip_format", "webp"}},
		{"bitmovin", nil},
		{"fastevo", nil},
		{"fastevo", []string{"make", "engage"}},
		{"edgecast", nil},
		{"edgecast", []string{"param", "token"}},
		{"edgecast", []string{"ec_url_allow", "/videos/", "ec_host_allow", "media.example.com", "ec_proto_allow", "https"}},
		{"edgecast", []string{"id", "/"}},
		{"mux", nil},
		{"mux", []string{"for", "drm"}},
		{"mux", []string{"for", "video"}},
		{"mux", []string{"for", "counts"}},
		{"mux", []string{"domain", "media.brand.example"}},
		{"cloudfront", nil},
		{"cloudfront", []string{"hash", "SHA1"}},
		{"cloudfront", []string{"id", "https://d111111abcdef8.cloudfront.net/hls/movie/master.m3u8"}},
		{"cloudfront", []string{"id", "https://video.brand.example/a.mp4?x=1"}},
		{"jwt", nil},
		{"jwt", []string{"alg", "PS384", "url", "https://api.example.com/v/1.m3u8?a=b"}},
	} {
		p := all.ByName(c.platform)
		signed := made(t, p, now, c.set...)
		list := urlsOf(p, signed)
		if len(list) == 0 {
			t.Errorf("%s %q: no URL", c.platform, c.set)
		}
		for _, u := range list {
			method := http.MethodGet
			if strings.Contains(u.URL, "license/") {
				method = http.MethodPost
			}
			r := ask(t, method, at(t, e, u.URL))
			if r.status != http.StatusOK || r.standing() == "" || r.cause() != "" {
				t.Errorf("%s %q, %s: %d, %s, %q", c.platform, c.set, u.Name, r.status, r.cause(), e.Log()[0].Said)
			}
			if got := e.Log()[0]; got.Platform != c.platform {
				t.Errorf("%s %q, %s: is told to be of %q", c.platform, c.set, u.Name, got.Platform)
			}
		}
	}
}
