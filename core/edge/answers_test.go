//go:build !race

package edge_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"playtoken/core/edge"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
)

// TestRefusals: each platform refuses in its own way, by what is asked for and by the cause.
func TestRefusals(t *testing.T) {
	other, err := keys.GenerateRSA(2048)
	if err != nil {
		t.Fatal(err)
	}
	const (
		id      = "16af5b33-cf4d-4717-9b90-ce429a124455"
		foreign = "26af5b33-cf4d-4717-9b90-ce429a124455"
		muxID   = "DS00Spx1CV902MCtPj5WknGlR102V5HFkDe"
	)
	type change func(url string) string
	without := func(url string) string { url, _, _ = strings.Cut(url, "?"); return url }
	otherID := func(from, to string) change {
		return func(url string) string { return strings.Replace(url, from, to, 1) }
	}
	edited := func(url string) string { // the last character but a few of the signature
		i := len(url) - 8
		c := "A"
		if url[i] == 'A' {
			c = "B"
		}
		return url[:i] + c + url[i+1:]
	}
	for _, c := range []struct {
		name     string
		platform string
		set      []string
		url      string // the name of the one that is asked for
		change   change
		late     bool // asked for when it has ended
		foreign  bool // signed with another key
		method   string
		status   int
		cause    string
		standing string
		body     string // a piece of it
	}{
		// section 1, FastPix
		{name: "no token", platform: "fastpix", url: "Stream", change: without, status: 401, cause: "token_absent", standing: "seen", body: `{"success":false,"error":{"code":401,"message":"unauthorized"}}`},
		{name: "expired", platform: "fastpix", url: "Stream", late: true, status: 401, cause: "expired", standing: "inferred"},
		{name: "foreign", platform: "fastpix", url: "Stream", foreign: true, status: 401, cause: "unknown_key", standing: "seen"},
		{name: "edited", platform: "fastpix", url: "Stream", change: edited, status: 401, cause: "unknown_key", standing: "seen"},
		{name: "another ID", platform: "fastpix", url: "Stream", change: otherID(id, foreign), status: 401, cause: "other_playback_id", standing: "seen"},
		{name: "the ID malformed", platform: "fastpix", url: "Stream", change: otherID(id, "undefined"), status: 422, cause: "other_playback_id", standing: "seen", body: `"field":"playbackId"`},
		{name: "the ID malformed, no token", platform: "fastpix", url: "Stream", change: func(u string) string { return without(otherID(id, "my-video")(u)) }, status: 422, cause: "other_playback_id", standing: "seen", body: `"field":"playbackId"`},
		{name: "the ID of a media, no token", platform: "fastpix", url: "Stream", change: func(u string) string { return without(otherID(id, strings.ReplaceAll(id, "-", ""))(u)) }, status: 422, cause: "media_id_used", standing: "seen", body: `"field":"playbackId"`},
		{name: "no token for a malformed option", platform: "fastpix", url: "Stream", change: func(u string) string { return without(u) + "?minResolution=5p" }, status: 422, cause: "parameter_unknown", standing: "seen", body: `"field":"minResolution"`},
		{name: "a resolution that is none", platform: "fastpix", url: "Stream", change: func(u string) string { return u + "&resolution=999p" }, status: 422, cause: "parameter_unknown", standing: "seen", body: `"field":"resolution"`},
		{name: "a highest resolution that is none", platform: "fastpix", url: "Stream", change: func(u string) string { return u + "&maxResolution=foo" }, status: 422, cause: "parameter_unknown", standing: "seen", body: `"field":"maxResolution"`},
		{name: "an order that is none", platform: "fastpix", url: "Stream", change: func(u string) string { return u + "&renditionOrder=foo" }, status: 422, cause: "parameter_unknown", standing: "seen", body: `"field":"order"`},
		{name: "a malformed option, expired", platform: "fastpix", url: "Stream", change: func(u string) string { return u + "&resolution=999p" }, late: true, status: 422, cause: "parameter_unknown", standing: "seen", body: `"field":"resolution"`},
		{name: "picture, no token", platform: "fastpix", url: "Thumbnail", change: without, status: 401, cause: "token_absent", standing: "inferred"},
		{name: "picture, expired", platform: "fastpix", url: "Thumbnail", late: true, status: 401, cause: "expired", standing: "inferred"},
		{name: "licence, no token", platform: "fastpix", set: []string{"for", "drm"}, url: "Widevine licence", change: without, method: "POST", status: 401, cause: "token_absent", standing: "seen"},
		{name: "licence, expired", platform: "fastpix", set: []string{"for", "drm"}, url: "Widevine licence", late: true, method: "POST", status: 401, cause: "expired", standing: "seen"},
		{name: "licence, another ID", platform: "fastpix", set: []string{"for", "drm"}, url: "FairPlay licence", change: otherID(id, foreign), method: "POST", status: 404, cause: "other_playback_id", standing: "inferred"},
		{name: "licence for a media: token", platform: "fastpix", url: "Stream", change: func(u string) string {
			_, query, _ := strings.Cut(u, "?")
			return "https://api.fastpix.com/v1/on-demand/drm/license/widevine/" + id + "?" + query
		}, method: "POST", status: 404, cause: "aud_other_resource", standing: "inferred"},

		// section 1, Bitmovin
		{name: "no token", platform: "bitmovin", url: "Configuration", change: without, status: 401, cause: "token_absent", standing: "seen", body: "Unauthorized"},
		{name: "expired", platform: "bitmovin", url: "Configuration", late: true, status: 403, cause: "expired", standing: "seen"},
		{name: "foreign", platform: "bitmovin", url: "Configuration", foreign: true, status: 403, cause: "unknown_key", standing: "seen"},
		{name: "manifest, no token", platform: "bitmovin", url: "Manifest", change: without, status: 401, cause: "token_absent", standing: "not established"},
		{name: "poster, expired", platform: "bitmovin", url: "Poster", late: true, status: 403, cause: "expired", standing: "not established"},
		{name: "embed page, edited", platform: "bitmovin", url: "Embed page", change: edited, status: 403, cause: "unknown_key", standing: "not established"},

		// section 1, Fastevo
		{name: "no token", platform: "fastevo", url: "Stream", change: without, status: 401, cause: "token_absent", standing: "not established", body: `{"message":"unauthorized"}`},
		{name: "expired", platform: "fastevo", url: "Stream", late: true, status: 403, cause: "expired", standing: "not established", body: `{"message":"forbidden"}`},

		// section 1, Edgecast
		{name: "no token", platform: "edgecast", url: "URL", change: without, status: 403, cause: "token_absent", standing: "stated", body: "<h1>403 Forbidden</h1>"},
		{name: "expired", platform: "edgecast", url: "URL", late: true, status: 403, cause: "expired", standing: "stated"},
		{name: "another path", platform: "edgecast", set: []string{"ec_url_allow", "/videos/a/"}, url: "URL", change: otherID("/videos/a/", "/videos/b/"), status: 403, cause: "other_playback_id", standing: "stated"},
		{name: "another host", platform: "edgecast", set: []string{"ec_host_allow", "media.example.com"}, url: "URL", change: otherID("media.example.com", "cdn.example.com"), status: 403, cause: "aud_other_resource", standing: "stated"},
		{name: "longer than 512 characters", platform: "edgecast", url: "URL", change: func(u string) string { return u + strings.Repeat("A", 500) }, status: 403, cause: "token_damaged_in_url", standing: "stated"},

		// section 3, Mux
		{name: "no token", platform: "mux", url: "Stream", change: without, status: 403, cause: "token_absent", standing: "seen"},
		{name: "expired", platform: "mux", url: "Stream", late: true, status: 403, cause: "expired", standing: "seen"},
		{name: "another ID", platform: "mux", url: "Stream", change: otherID(muxID, muxID+"0"), status: 403, cause: "other_playback_id", standing: "seen"},
		{name: "the ID malformed", platform: "mux", url: "Stream", change: otherID(muxID, "a-b"), status: 400, cause: "other_playback_id", standing: "seen"},
		{name: "the ID malformed, no token", platform: "mux", url: "Stream", change: func(u string) string { return without(otherID(muxID, "a-b")(u)) }, status: 400, cause: "other_playback_id", standing: "seen"},
		{name: "the token of a picture", platform: "mux", url: "Thumbnail", change: func(u string) string {
			_, query, _ := strings.Cut(u, "?")
			return "https://stream.mux.com/" + muxID + ".m3u8?" + query
		}, status: 403, cause: "aud_other_resource", standing: "seen"},
		{name: "licence, no token", platform: "mux", set: []string{"for", "drm"}, url: "Widevine licence", change: without, method: "POST", status: 400, cause: "token_absent", standing: "seen"},
		{name: "licence, expired", platform: "mux", set: []string{"for", "drm"}, url: "Widevine licence", late: true, method: "POST", status: 403, cause: "expired", standing: "seen"},
		{name: "licence by GET", platform: "mux", set: []string{"for", "drm"}, url: "Widevine licence", change: without, status: 405},

		// section 3, CloudFront
		{name: "no token", platform: "cloudfront", url: "Signed", change: without, status: 403, cause: "token_absent", standing: "seen", body: `<Code>MissingKey</Code><Message>Missing Key-Pair-Id query parameter or cookie value</Message>`},
		{name: "expired", platform: "cloudfront", url: "Signed", late: true, status: 403, cause: "expired", standing: "seen", body: "<Code>AccessDenied</Code><Message>Access denied</Message>"},
		{name: "foreign", platform: "cloudfront", url: "Signed", foreign: true, status: 403, cause: "unknown_key", standing: "seen", body: "<Code>InvalidKey</Code><Message>Unknown Key</Message>"},
		{name: "another folder", platform: "cloudfront", url: "Signed", change: otherID("/movie/", "/other/"), status: 403, cause: "other_playback_id", standing: "seen", body: "AccessDenied"},
		{name: "a signature that is no base64", platform: "cloudfront", url: "Signed", change: otherID("Signature=", "Signature=$"), status: 403, cause: "token_damaged_in_url", standing: "seen", body: "<Code>MalformedSignature</Code><Message>Could not unencode Signature</Message>"},
		{name: "a policy that is no JSON", platform: "cloudfront", url: "Signed", change: otherID("Policy=", "Policy=AAAA"), status: 403, cause: "claims_malformed", standing: "seen", body: "<Code>MalformedPolicy</Code><Message>Malformed Policy</Message>"},

		// of no platform
		{name: "no token", platform: "jwt", url: "URL", change: without, status: 401, cause: "token_absent", standing: "inferred"},
		{name: "expired", platform: "jwt", url: "URL", late: true, status: 401, cause: "expired", standing: "inferred"},
	} {
		t.Run(c.platform+", "+c.name, func(t *testing.T) {
			p := all.ByName(c.platform)
			signer := signerOf(t, p, c.set...)
			signed := made(t, p, now, c.set...)
			clock := now.Add(time.Minute)
			if c.late {
				clock = now.Add(2 * time.Hour)
			}
			if c.foreign {
				signer.Key = other
			}
			e := begin(t, edge.Config{Now: func() time.Time { return clock }}, edge.Set{Platforms: []*platform.Platform{p}, Signers: []edge.Signer{signer}})
			url := ""
			for _, u := range urlsOf(p, signed) {
				if u.Name == c.url {
					url = u.URL
				}
			}
			if url == "" {
				t.Fatalf("no %s", c.url)
			}
			if c.change != nil {
				if changed := c.change(url); changed != url {
					url = changed
				} else {
					t.Fatal("nothing is changed in", url)
				}
			}
			method := c.method
			if method == "" {
				method = http.MethodGet
			}
			r := ask(t, method, at(t, e, url))
			if r.status != c.status || c.cause != "" && r.cause() != c.cause || r.standing() != c.standing || !strings.Contains(r.body, c.body) {
				t.Errorf("%d, cause %q, standing %q, %s", r.status, r.cause(), r.standing(), r.body)
			}
			entry := e.Log()[0]
			if entry.Status != c.status || string(entry.Cause) != r.cause() || string(entry.Standing) != r.standing() || entry.Said == "" || entry.Platform != c.platform {
				t.Errorf("%+v", entry)
			}
			if r.status != 405 && r.head.Get("Cache-Control") != "no-store" {
				t.Error("a refusal that may be kept")
			}
			if cors := r.head.Get("Access-Control-Allow-Origin"); (cors == "*") == p.Edge.NoCORS {
				t.Errorf("Access-Control-Allow-Origin: %q", cors)
			}
			if exposed := r.head.Get("Access-Control-Expose-Headers"); !p.Edge.NoCORS && (!strings.Contains(exposed, "Playtoken-Cause") || !strings.Contains(exposed, "Playtoken-Standing")) {
				t.Errorf("Access-Control-Expose-Headers: %q", exposed)
			}
		})
	}
}

// TestHeadersOfPlatforms: what players and tools look for in a refusal.
func TestHeadersOfPlatforms(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	for url, want := range map[string][2]string{
		"https://stream.fastpix.com/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8": {"Content-Type", "application/json"},
		"https://d111111abcdef8.cloudfront.net/a.m3u8":                         {"X-Cache", "Error from cloudfront"},
		"https://d111111abcdef8.cloudfront.net/b.m3u8":                         {"Content-Type", "text/xml"},
		"https://wpc.1234.edgecastcdn.net/a.m3u8":                              {"Content-Type", "text/html; charset=utf-8"},
		"https://api.example.com/a.m3u8":                                       {"Www-Authenticate", "Bearer"},
	} {
		if got := get(t, at(t, e, url)).head.Get(want[0]); got != want[1] {
			t.Errorf("%s: %s: %s", url, want[0], got)
		}
	}
}

// TestGoodAnswers: what a good token is answered with.
func TestGoodAnswers(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	urls := map[string]string{}
	for _, c := range [][]string{{"fastpix"}, {"fastpix", "for", "drm"}, {"bitmovin"}, {"mux"}, {"edgecast"}, {"cloudfront"}, {"edgecast", "id", "/a/b.bin"}} {
		p := all.ByName(c[0])
		for _, u := range urlsOf(p, made(t, p, now, c[1:]...)) {
			urls[strings.Join(c, " ")+" "+u.Name] = at(t, e, u.URL)
		}
	}
	for name, want := range map[string]struct{ contentType, body, note, standing string }{
		"fastpix Stream":                       {"application/vnd.apple.mpegurl", "/v180p/index.m3u8?edge-proof=", "", "stated"},
		"fastpix Thumbnail":                    {"image/jpeg", "a thumbnail", "", "seen"},
		"fastpix Clip":                         {"image/jpeg", "a thumbnail", "JPEG", "seen"},
		"fastpix Spritesheet":                  {"image/jpeg", "a sheet", "", "seen"},
		"fastpix Spritesheet map":              {"application/json", `"tiles":[{"start":0,"x":0,"y":0},{"start":2,"x":160`, "own", "seen"},
		"fastpix MP4":                          {"video/mp2t", "segment v360pseg-00000.tssegment v360pseg-00001.ts", "segments", "inferred"},
		"fastpix Audio":                        {"video/mp2t", "segment v360pseg-00000.ts", "segments", "inferred"},
		"fastpix for drm FairPlay certificate": {"application/octet-stream", "", "not encrypted", "seen"},
		"bitmovin Configuration":               {"application/json", `"type":"VIDEO","styleConfig":{},"adConfig":{"ads":[]}`, "", "seen"},
		"bitmovin Embed page":                  {"text/html; charset=utf-8", "<video controls", "", "not established"},
		"bitmovin Poster":                      {"image/jpeg", "a thumbnail", "JPEG", "not established"},
		"mux Storyboard":                       {"text/vtt; charset=utf-8", "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nstoryboard.jpg?edge-proof=", "own", "stated"},
		"mux Storyboard JSON":                  {"application/json", `"duration":10`, "own", "stated"},
		"edgecast URL":                         {"application/vnd.apple.mpegurl", "\nv180p/index.m3u8\n", "", "stated"},
		"edgecast id /a/b.bin URL":             {"text/plain; charset=utf-8", "The token was taken.", "no file", "stated"},
		"cloudfront Signed":                    {"application/vnd.apple.mpegurl", "\nv180p/index.m3u8\n", "", "stated"},
	} {
		r := get(t, urls[name], "Origin", "https://player.example.com")
		if r.status != 200 || r.head.Get("Content-Type") != want.contentType || !strings.Contains(r.body, want.body) || r.standing() != want.standing {
			t.Errorf("%s: %d, %s, %s, %s", name, r.status, r.head.Get("Content-Type"), r.standing(), r.body)
		}
		if note := r.head.Get("Playtoken-Note"); (note == "") != (want.note == "") || !strings.Contains(note, want.note) {
			t.Errorf("%s: note %q", name, note)
		}
		if r.head.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: a page cannot read it", name)
		}
	}
	for _, name := range []string{"fastpix Stream", "edgecast URL"} {
		if got := get(t, urls[name]).head.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: Cache-Control: %s", name, got)
		}
	}
	r := get(t, urls["bitmovin Configuration"])
	_, hls, _ := strings.Cut(r.body, `"hls":"`)
	hls, _, _ = strings.Cut(hls, `"`)
	if !strings.HasPrefix(hls, e.Address()+"/streams.bitmovin.com/cgl9rh94uvs51rqc8jhg/manifest.m3u8?edge-proof=") || get(t, hls).status != 200 {
		t.Errorf("the playlist of the configuration: %s", hls)
	}
	_, poster, _ := strings.Cut(r.body, `"poster":"`)
	if poster, _, _ = strings.Cut(poster, `"`); get(t, poster).body != "a thumbnail" {
		t.Errorf("the poster of the configuration: %s", poster)
	}
	_, picture, _ := strings.Cut(get(t, urls["mux Storyboard"]).body, "\nstoryboard.jpg?")
	picture, _, _ = strings.Cut(picture, "#")
	address, _, _ := strings.Cut(urls["mux Storyboard"], "storyboard.vtt")
	if get(t, address+"storyboard.jpg?"+picture).body != "a sheet" {
		t.Errorf("the picture of the storyboard: %s", picture)
	}
}

// TestMethods: what each resource takes.
func TestMethods(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	p := all.ByName("fastpix")
	stream := at(t, e, made(t, p, now).URLs()[0].URL)
	licence := at(t, e, made(t, p, now, "for", "drm").Tokens[1].URLs[0].URL)
	ofMux := at(t, e, licenceOf(t, "mux"))
	for _, c := range []struct {
		method, url string
		status      int
		allow       string
	}{
		{"GET", stream, 200, ""},
		{"HEAD", stream, 200, ""},
		{"POST", stream, 405, "GET, HEAD, OPTIONS"},
		{"DELETE", stream, 405, "GET, HEAD, OPTIONS"},
		{"OPTIONS", stream, 204, ""},
		{"POST", licence, 200, ""},
		{"GET", licence, 200, ""},
		{"HEAD", licence, 200, ""},
		{"PUT", licence, 405, "POST, OPTIONS"},
		{"GET", ofMux, 405, "POST, OPTIONS"},
		{"HEAD", ofMux, 405, "POST, OPTIONS"},
		{"OPTIONS", licence, 204, ""},
		{"POST", e.Address() + "/", 405, "GET"},
		{"POST", e.Address() + "/log", 405, "GET"},
	} {
		r := ask(t, c.method, c.url)
		if r.status != c.status || r.head.Get("Allow") != c.allow {
			t.Errorf("%s %.60s: %d, Allow: %s", c.method, c.url, r.status, r.head.Get("Allow"))
		}
		if (c.method == "HEAD" || c.method == "OPTIONS") && r.body != "" {
			t.Errorf("%s with a body: %s", c.method, r.body)
		}
	}
	if r := ask(t, "HEAD", stream); r.head.Get("Content-Length") == "" || r.head.Get("Content-Length") == "0" {
		t.Errorf("HEAD says no length: %v", r.head)
	}
	if r := ask(t, "OPTIONS", stream, "Origin", "https://a.example", "Access-Control-Request-Headers", "range"); r.head.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(r.head.Get("Access-Control-Allow-Methods"), "POST") {
		t.Errorf("preflight: %v", r.head)
	}
}

// licenceOf is the URL of a licence with its token.
func licenceOf(t *testing.T, name string) string {
	t.Helper()
	for _, u := range made(t, all.ByName(name), now, "for", "drm").URLs() {
		if strings.Contains(u.URL, "/license/") {
			return u.URL
		}
	}
	t.Fatal(name, "has no licence")
	return ""
}

// TestOpenLicence: FastPix answers GET without a look at the token, with nothing in the body.
func TestOpenLicence(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	licence := at(t, e, licenceOf(t, "fastpix"))
	for _, address := range []string{licence, bare(licence)} {
		r := get(t, address)
		if r.status != 200 || r.body != "" || r.standing() != "seen" || !strings.Contains(r.head.Get("Playtoken-Note"), "wants POST") || !strings.Contains(e.Log()[0].Said, "wants POST") {
			t.Errorf("%d, %q, %s, %v, %+v", r.status, r.body, r.standing(), r.head, e.Log()[0])
		}
	}
	if r := ask(t, "POST", bare(licence)); r.status != 401 {
		t.Errorf("by POST without a token: %d", r.status)
	}
}

// TestOddHosts: what plays at a host that is none of the platform's own says so.
func TestOddHosts(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	good := made(t, all.ByName("fastpix"), now).URLs()[0].URL
	for host, want := range map[string][2]string{
		"stream.fastpix.com": {}, "stream.fastpix.io": {}, "venus-stream.fastpix.dev": {},
		"stream.fastpix.co":    {"the host is none that FastPix is known to have", "may fail at the platform: token_misplaced"},
		"stream.fastpix.cm":    {"the host is none that FastPix is known to have", "the host is none of the platform's own"},
		"stream.brand.example": {"", "the host is none of the platform's own"},
	} {
		r := get(t, at(t, e, strings.Replace(good, "stream.fastpix.com", host, 1)))
		note, said := r.head.Get("Playtoken-Note"), e.Log()[0].Said
		if r.status != 200 || (note == "") != (want[1] == "") || !strings.Contains(note, want[1]) || said != want[0] {
			t.Errorf("%s: %d, note %q, %q", host, r.status, note, said)
		}
	}
}

// TestClock: the shifted clock judges, and is what Date says.
func TestClock(t *testing.T) {
	e := begin(t, edge.Config{}, edge.Set{Signers: signers(t)})
	url := at(t, e, made(t, all.ByName("fastpix"), now).URLs()[0].URL)
	for _, c := range []struct {
		ahead  time.Duration
		status int
		cause  string
	}{
		{0, 200, ""},
		{time.Hour - time.Second, 200, ""},
		{time.Hour, 401, "expired"},
		{-2 * time.Hour, 200, ""}, // iat alone refuses nothing
	} {
		e.Shift(c.ahead)
		r := get(t, url)
		if r.status != c.status || r.cause() != c.cause {
			t.Errorf("%s ahead: %d, %s", c.ahead, r.status, r.cause())
		}
		if date, err := http.ParseTime(r.head.Get("Date")); err != nil || !date.Equal(now.Add(c.ahead)) {
			t.Errorf("%s ahead: Date %s", c.ahead, r.head.Get("Date"))
		}
	}
	e.Shift(-2 * time.Hour)
	get(t, url)
	if said := e.Log()[0].Said; !strings.Contains(said, "future") {
		t.Errorf("nothing is said of a warning: %q", said)
	}
	e.Shift(time.Hour + 62*time.Minute)
	get(t, url)
	if said := e.Log()[0].Said; !strings.Contains(said, "expired 1 h 2 min ago") {
		t.Errorf("%q", said)
	}
}
