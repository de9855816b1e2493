package chromium

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"playtoken/assets"
	"playtoken/internal/fixtures"
)

// The token of all addresses here. No page may show it.
const token = "eyJhbGciOiJSUzI1NiJ9.eyJrIjoiY2FuYXJ5In0.c2lnbmF0dXJl"

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; media-src blob: 'self' *; worker-src blob:; connect-src *; img-src 'self' * data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

// edge serves the page, and the sample behind hosts that answer in a way of their own.
type edge struct {
	ways map[string]func(w http.ResponseWriter, r *http.Request, file string) bool // by host; true: it has answered
	mu   sync.Mutex
	log  []string
}

func (e *edge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e.mu.Lock()
	e.log = append(e.log, r.URL.RequestURI())
	e.mu.Unlock()
	host, file, behind := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if !behind {
		e.page(w, r)
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Access-Control-Expose-Headers", "Playtoken-Cause, Playtoken-Standing")
	w.Header().Set("Cache-Control", "no-store")
	if way := e.ways[host]; way != nil && way(w, r, file) {
		return
	}
	http.ServeFileFS(w, r, assets.Sample(), file)
}

var types = map[string]string{".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript"}

func (e *edge) page(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" {
		name = "index.html"
	}
	w.Header().Set("Content-Type", types[path.Ext(name)])
	if strings.HasPrefix(name, "copied") {
		e.ways[name](w, r, name)
		return
	}
	w.Header().Set("Content-Security-Policy", policy)
	b, err := fs.ReadFile(assets.Player(), name)
	if err != nil {
		if b, err = fs.ReadFile(assets.Player(), name+".gz"); err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
	}
	_, _ = w.Write(b)
}

// refuses answers with a status to files of a kind, with the headers of the edge.
func refuses(status int, cause, standing string, ofKind ...string) func(http.ResponseWriter, *http.Request, string) bool {
	return func(w http.ResponseWriter, _ *http.Request, file string) bool {
		if !slices.Contains(ofKind, kind(file)) {
			return false
		}
		if cause != "" {
			w.Header().Set("Playtoken-Cause", cause)
			w.Header().Set("Playtoken-Standing", standing)
		}
		http.Error(w, "refused", status)
		return true
	}
}

// wantsQuery refuses each request that does not carry the token, as Edgecast does.
func wantsQuery(w http.ResponseWriter, r *http.Request, _ string) bool {
	if r.URL.Query().Get("token") == token {
		return false
	}
	w.Header().Set("Playtoken-Cause", "token_absent")
	http.Error(w, "refused", http.StatusForbidden)
	return true
}

func answers(contentType, body string) func(http.ResponseWriter, *http.Request, string) bool {
	return func(w http.ResponseWriter, _ *http.Request, _ string) bool {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, body)
		return true
	}
}

func kind(file string) string {
	switch {
	case file == "master.m3u8":
		return "master"
	case strings.HasSuffix(file, ".m3u8"):
		return "rendition"
	}
	return "segment"
}

// TestPlayer goes with a browser through all that the page may have to show.
func TestPlayer(t *testing.T) {
	if testing.Short() {
		t.Skip("opens a browser")
	}
	e := &edge{ways: map[string]func(http.ResponseWriter, *http.Request, string) bool{
		"master.example":    refuses(http.StatusUnauthorized, "expired", "stated", "master"),
		"silent.example":    refuses(http.StatusForbidden, "", "", "master"),
		"rendition.example": refuses(http.StatusForbidden, "", "", "rendition"),
		"segment.example":   refuses(http.StatusForbidden, "token_absent", "not established", "segment"),
		"query.example":     wantsQuery,
		"html.example":      answers("text/html", "<!doctype html><p>Sign in"),
		"config.example":    answers("application/json; charset=utf-8", `{"sources":{"hls":"/a.example/m.m3u8"}}`),
		"movie.example":     answers("video/mp2t", "G"+strings.Repeat("\x00", 187)),
		"licence.example":   refuses(http.StatusMethodNotAllowed, "", "", "segment"),
		"gone.example":      refuses(http.StatusNotFound, "", "", "master"),
		"twice.example": func(w http.ResponseWriter, r *http.Request, file string) bool {
			if kind(file) != "master" {
				return refuses(http.StatusForbidden, "expired", "stated", "rendition")(w, r, file)
			}
			return answers("application/vnd.apple.mpegurl", "#EXTM3U\n"+
				"#EXT-X-STREAM-INF:BANDWIDTH=191400,RESOLUTION=640x360\nv360p/index.m3u8?token="+token+"\n"+
				"#EXT-X-STREAM-INF:BANDWIDTH=125400,RESOLUTION=320x180\nv360p/index.m3u8\n")(w, r, file)
		},
		"later.example": func(w http.ResponseWriter, r *http.Request, file string) bool {
			b, err := fs.ReadFile(assets.Sample(), file)
			if err != nil || kind(file) != "rendition" {
				return false
			}
			text := strings.Replace(string(b), "\n", "\n#EXT-X-START:TIME-OFFSET=4\n", 1)
			return answers("application/vnd.apple.mpegurl", text)(w, r, file)
		},
		"moved.example": func(w http.ResponseWriter, r *http.Request, file string) bool {
			_, port, _ := strings.Cut(r.Host, ":")
			http.Redirect(w, r, "http://localhost:"+port+"/silent.example/"+file, http.StatusFound)
			return true
		},
		"half.example": func(w http.ResponseWriter, r *http.Request, file string) bool {
			return strings.HasSuffix(file, "seg-00001.ts") && refuses(http.StatusForbidden, "expired", "inferred", "segment")(w, r, file)
		},
	}}
	server := httptest.NewServer(e)
	defer server.Close()
	// A server on another port that sends no CORS headers.
	var outside edge
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		outside.mu.Lock()
		outside.log = append(outside.log, r.URL.RequestURI())
		outside.mu.Unlock()
		http.Error(w, "refused", http.StatusForbidden)
	}))
	defer other.Close()

	of := func(host, file string) string { return "/" + host + "/" + file + "?token=" + token }
	open := func(playable string) string { return server.URL + "/?url=" + url.QueryEscape(playable) }
	code := playerCode(t, server.URL+of("query.example", "master.m3u8"))
	e.ways["copied.html"] = answers("text/html", cdn.ReplaceAllString(code, `src="/hls.light.min.js"`))
	cases := []struct {
		name  string
		visit Visit
		want  Seen // what is not empty is compared; Requests from the first one on
		check func(*testing.T, Seen)
	}{
		{
			name:  "good",
			visit: Visit{URL: open(of("good.example", "master.m3u8")), Until: Plays},
			want: Seen{State: "plays", Requests: []Request{
				{Outcome: "answered", Status: 200, Kind: "playlist", Path: "master.m3u8"},
				{Outcome: "answered", Status: 200, Kind: "rendition", Path: "v360p/index.m3u8"},
				{Outcome: "answered", Status: 200, Kind: "segment", Path: "v360p/seg-00000.ts"},
			}},
			check: func(t *testing.T, s Seen) {
				if !strings.HasPrefix(s.Summary, "Plays: ") || !strings.HasSuffix(s.Summary, "all answered") && !strings.HasSuffix(s.Summary, "still open") || s.CurrentTime == 0 {
					t.Errorf("%q at %f", s.Summary, s.CurrentTime)
				}
				if s.Title != "master.m3u8 of good.example – Playtoken" || s.Address != server.URL+"/" {
					t.Errorf("%q at %s", s.Title, s.Address)
				}
			},
		},
		{
			name:  "master refused with its cause",
			visit: Visit{URL: open(of("master.example", "master.m3u8")), Until: Stops},
			want: Seen{State: "refused", Summary: "Refused: 401, the token has expired", Count: "1, of them 1 refused", Requests: []Request{
				{Outcome: "refused", Status: 401, Kind: "playlist", Path: "master.m3u8", Cause: "expired", Notes: []string{"expired the token has expired"}},
			}},
		},
		{
			name:  "master refused without a word",
			visit: Visit{URL: open(of("silent.example", "master.m3u8")), Until: Stops},
			want:  Seen{State: "refused", Summary: "Refused: 403: the server does not say why; paste the URL into Why?"},
		},
		{
			name:  "nothing there",
			visit: Visit{URL: open(of("gone.example", "master.m3u8")), Until: Stops},
			want:  Seen{State: "refused", Summary: "The playlist did not come: 404: there is nothing at this address, or not for this token"},
		},
		{
			name:  "renditions refused",
			visit: Visit{URL: open(of("rendition.example", "master.m3u8")), Until: Stops},
			want:  Seen{State: "refused", Summary: "The playlist came (200), the first rendition was refused (403): the token does not go on to renditions"},
		},
		{
			name:  "segments refused",
			visit: Visit{URL: open(of("segment.example", "master.m3u8")), Until: Stops},
			want: Seen{State: "refused", Summary: "The playlist came (200), the first segment was refused (403): the token does not go on to segments", Requests: []Request{
				{Outcome: "answered", Status: 200, Kind: "playlist", Path: "master.m3u8"},
				{Outcome: "answered", Status: 200, Kind: "rendition", Path: "v360p/index.m3u8"},
				{
					Outcome: "refused", Status: 403, Kind: "segment", Path: "v360p/seg-00000.ts", Cause: "token_absent",
					Notes: []string{"token_absent there is no token", "how the platform answers is not established"},
				},
			}},
			check: func(t *testing.T, s Seen) {
				if s.CurrentTime != 0 {
					t.Errorf("it plays: %f", s.CurrentTime)
				}
			},
		},
		{
			name:  "a player that asks again",
			visit: Visit{URL: open(of("twice.example", "master.m3u8")), Until: Stops},
			want: Seen{State: "refused", Count: "3, of them 2 refused", Requests: []Request{
				{Outcome: "answered", Status: 200, Kind: "playlist", Path: "master.m3u8"},
				{
					Outcome: "refused", Status: 403, Kind: "rendition", Path: "v360p/index.m3u8", Cause: "expired",
					Notes: []string{"expired the token has expired", "asked again by the player, without a token: 403"},
				},
			}},
		},
		{ // its time is not 0, and nothing was shown
			name:  "begins later, and only when it is pressed",
			visit: Visit{URL: open(of("later.example", "master.m3u8")), NoAutoplay: true, Until: Plays, Seconds: 3},
			want:  Seen{State: "ready", Summary: "Ready: press play on the picture"},
			check: func(t *testing.T, s Seen) {
				if s.CurrentTime < 3 {
					t.Errorf("the test proves nothing: it stands at %f", s.CurrentTime)
				}
			},
		},
		{
			name:  "redirected",
			visit: Visit{URL: open(of("moved.example", "master.m3u8")), Until: Stops},
			want: Seen{State: "refused", Requests: []Request{
				{Outcome: "refused", Status: 403, Kind: "playlist", Path: "master.m3u8", Notes: []string{"redirected to " + strings.Replace(server.Listener.Addr().String(), "127.0.0.1", "localhost", 1)}},
			}},
		},
		{
			name:  "your own back end",
			visit: Visit{URL: server.URL + "/sign-help.html"},
			check: func(t *testing.T, s Seen) {
				if s.Title != "Your own back end – Playtoken" || !strings.Contains(s.Text, "createPrivateKey") {
					t.Errorf("%s: %s", s.Title, s.Text)
				}
			},
		},
		{
			name:  "stops on the way",
			visit: Visit{URL: open(of("half.example", "master.m3u8")), Until: Stops},
			want:  Seen{State: "refused"},
			check: func(t *testing.T, s Seen) {
				if !strings.HasPrefix(s.Summary, "Stopped after ") || !strings.HasSuffix(s.Summary, "requests failed, first 403 for a segment, the token has expired") || s.CurrentTime < 1 {
					t.Errorf("%q at %f", s.Summary, s.CurrentTime)
				}
			},
		},
		{
			name:  "query not sent on",
			visit: Visit{URL: open(of("query.example", "master.m3u8")), Until: Stops},
			want:  Seen{State: "refused", Summary: "The playlist came (200), the first rendition was refused (403): the token does not go on to renditions"},
		},
		{
			name:  "query sent on",
			visit: Visit{URL: server.URL, Fill: of("query.example", "master.m3u8"), SendQuery: true, Press: true, Until: Plays, Copy: true},
			want:  Seen{State: "plays", Button: "Play"},
			check: func(t *testing.T, s Seen) {
				if s.Copied != code || !strings.Contains(code, "xhrSetup") {
					t.Errorf("copied %q", s.Copied)
				}
			},
		},
		{
			name:  "HTML in place of a playlist",
			visit: Visit{URL: open(of("html.example", "master.m3u8")), Until: Stops},
			want:  Seen{State: "failed", Summary: "Does not play: the answer (200) is HTML or XML and no HLS playlist"},
		},
		{
			name:  "picture",
			visit: Visit{URL: open(of("good.example", "thumbnail.jpg")), Until: "plays"},
			want:  Seen{State: "plays", Summary: "The picture came: 200"},
		},
		{
			name:  "what a player is told",
			visit: Visit{URL: open(of("config.example", "config")), Until: Stops},
			want:  Seen{State: "came", Summary: "It was answered (200): JSON, and no video"},
		},
		{
			name:  "the list of a storyboard",
			visit: Visit{URL: open(of("config.example", "storyboard.json")), Until: Stops},
			want: Seen{State: "came", Summary: "It was answered (200): JSON, and no video", Requests: []Request{
				{Outcome: "answered", Status: 200, Kind: "text", Path: "storyboard.json"},
			}},
		},
		{
			name:  "a licence by GET",
			visit: Visit{URL: open(of("licence.example", "license/widevine/ID")), Until: Stops},
			want:  Seen{State: "refused", Summary: "The playlist did not come: 405: it wants another method, as a licence wants POST"},
		},
		{
			name:  "the segments in one file",
			visit: Visit{URL: open(of("movie.example", "highest.mp4")), Until: Stops},
			want:  Seen{State: "came", Summary: "It was answered (200): MPEG-TS in one file, which a browser does not play by itself; mpv and VLC do"},
		},
		{
			name:  "outside waits for the button",
			visit: Visit{URL: open(other.URL + "/master.m3u8?token=waits")},
			want:  Seen{State: "idle", Button: "Play from " + strings.TrimPrefix(other.URL, "http://"), Count: "none yet"},
		},
		{
			name:  "outside without CORS",
			visit: Visit{URL: server.URL, Fill: other.URL + "/master.m3u8?token=" + token, Press: true, Until: Stops},
			want: Seen{
				State:    "unseen",
				Summary:  "No answer was seen for the playlist: the server may have refused without CORS headers, and no status is seen by a page: ask with Check, or curl",
				Count:    "1, of them 1 with no answer seen",
				Requests: []Request{{Outcome: "unseen", Kind: "playlist", Path: "master.m3u8", Notes: []string{"no status is seen by a page: ask with Check, or curl"}}},
			},
		},
		{
			name:  "two slashes are of the outside",
			visit: Visit{URL: open("//stream.fastpix.com/a.m3u8")},
			want:  Seen{State: "idle", Button: "Play from stream.fastpix.com"},
		},
		{
			name:  "http is unprotected",
			visit: Visit{URL: open("/\\stream.fastpix.com/a.m3u8")},
			want:  Seen{State: "idle", Button: "Play", Problem: "http would send the token unprotected: only https is played from outside."},
		},
		{
			name:  "no URL",
			visit: Visit{URL: open("what is this")},
			want:  Seen{State: "idle", Problem: "This is no URL: it begins with https:// or, of this edge, with /.", Button: "Play"},
		},
		{
			name:  "nothing yet",
			visit: Visit{URL: server.URL},
			want:  Seen{State: "idle", Summary: "Nothing has been asked yet", Button: "Play"},
		},
		{
			name:  "a browser that plays by itself",
			visit: Visit{URL: open(of("good.example", "master.m3u8")), NoMediaSource: true, Until: Plays, Seconds: 4},
			check: func(t *testing.T, s Seen) { // or it does not, as older versions of Chromium
				if s.State == "plays" && s.Summary != "Plays: this browser plays HLS by itself, so the requests cannot be seen" ||
					s.State == "failed" && s.Summary != "Does not play: the player gave up (this browser plays no HLS)" || len(s.Requests) > 0 {
					t.Errorf("%s: %q, %v", s.State, s.Summary, s.Requests)
				}
			},
		},
		{
			name:  "the code that is copied",
			visit: Visit{URL: server.URL + "/copied.html", Until: Plays},
			check: func(t *testing.T, s Seen) {
				if s.CurrentTime == 0 {
					t.Errorf("it does not play: %v", s.Errors)
				}
			},
		},
	}

	var visits []Visit
	for _, c := range cases {
		visits = append(visits, c.visit)
	}
	looks := pictures(visits)
	seen := Visits(t, slices.Concat(visits, looks))
	for i := range looks {
		if seen[len(visits)+i].Overflows {
			t.Errorf("%s: the page is wider than its window", looks[i].Screenshot)
		}
	}
	for i, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			compare(t, seen[i], c.want)
			if c.check != nil {
				c.check(t, seen[i])
			}
		})
	}
	for _, r := range outside.log {
		if strings.Contains(r, "waits") {
			t.Errorf("asked before the button was pressed: %s", r)
		}
	}
}

// cdn is where the code that is copied gets hls.js from.
var cdn = regexp.MustCompile(`src="https://[^"]*"`)

// playerCode is the code that the page gives for a URL whose query is sent on.
func playerCode(t *testing.T, playable string) string {
	t.Helper()
	source, err := fs.ReadFile(assets.Player(), "code.js")
	if err != nil {
		t.Fatal(err)
	}
	node := exec.Command(fixtures.Tool(t, "node"), "--input-type=module", "-", playable)
	node.Stdin = strings.NewReader(string(source) + "\nprocess.stdout.write(playerCode(new URL(process.argv[2]), true));")
	out, err := node.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// compare holds what a page showed against what is wanted of it.
func compare(t *testing.T, got, want Seen) {
	t.Helper()
	for _, c := range []struct{ name, got, want string }{
		{"state", got.State, want.State},
		{"summary", got.Summary, want.Summary},
		{"count", got.Count, want.Count},
		{"button", got.Button, want.Button},
		{"problem", got.Problem, want.Problem},
	} {
		if c.want != "" && c.got != c.want {
			t.Errorf("%s %q, want %q", c.name, c.got, c.want)
		}
	}
	rows := slices.Clone(got.Requests)
	slices.Reverse(rows)
	for i, w := range want.Requests {
		if i >= len(rows) {
			t.Fatalf("%d requests: %v", len(rows), rows)
		}
		if fmt.Sprint(rows[i]) != fmt.Sprint(w) {
			t.Errorf("request %d: %+v, want %+v", i+1, rows[i], w)
		}
	}
	if strings.Contains(got.Text, token) || strings.Contains(got.Title, token) || strings.Contains(got.Address, token) {
		t.Error("the token is shown")
	}
	if got.Overflows {
		t.Error("the page is wider than its window")
	}
	for _, e := range got.Errors {
		if !strings.HasPrefix(e, "Failed to load resource") && !strings.Contains(e, "blocked by CORS policy") && !strings.Contains(e, "while loading") {
			t.Errorf("in the console: %s", e)
		}
	}
}
