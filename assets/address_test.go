package assets

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"playtoken/core/cause"
	"playtoken/internal/fixtures"
)

// node runs a script beside the page's own and hands it a value; what it writes is the
// answer.
func node(t *testing.T, script string, in, out any) {
	t.Helper()
	program := fixtures.Tool(t, "node")
	dir := t.TempDir()
	if err := os.CopyFS(dir, Player()); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"package.json": `{"type":"module"}`, "check.js": script} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	question, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, filepath.Join(dir, "check.js"), string(question))
	cmd.Stderr = os.Stderr
	answer, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(answer, out); err != nil {
		t.Fatalf("%v: %s", err, answer)
	}
}

// TestCauses: the page has the words of core/cause for each cause.
func TestCauses(t *testing.T) {
	page, err := fs.ReadFile(Player(), "causes.js")
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	for _, c := range cause.All() {
		want.WriteString("  " + string(c.Code) + `: "` + c.Title + "\",\n")
	}
	_, got, _ := strings.Cut(string(page), "export const causes = {\n")
	if got != want.String()+"};\n" {
		t.Errorf("player/causes.js is to have these lines:\n%s", want.String())
	}
}

func TestAddresses(t *testing.T) {
	const base = "http://127.0.0.1:8470/"
	const noHostFirst = "An address of this edge begins with the host of a platform: /stream.example.com/ID.m3u8"
	type seen struct{ Problem, URL, Host, Kind, Short string }
	cases := []struct {
		name, text string
		here       bool
		want       seen
	}{
		{"of the edge", "/stream.fastpix.com/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8?token=T", true, seen{URL: base + "stream.fastpix.com/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8?token=T", Host: "stream.fastpix.com", Kind: "hls", Short: "16af5b33…4455.m3u8"}},
		{"of the edge, in full", base + "a.example/v/index.m3u8#t=3", true, seen{URL: base + "a.example/v/index.m3u8", Host: "a.example", Kind: "hls", Short: "v/index.m3u8"}},
		{"another port", "http://127.0.0.1:1/a/b.m3u8", false, seen{URL: "http://127.0.0.1:1/a/b.m3u8", Host: "127.0.0.1:1", Kind: "hls", Short: "a/b.m3u8"}},
		{"another name of this machine", "http://localhost:8470/a/b.m3u8", false, seen{URL: "http://localhost:8470/a/b.m3u8", Host: "localhost:8470", Kind: "hls", Short: "a/b.m3u8"}},
		{"without a scheme", "a.example/b.m3u8", false, seen{URL: "https://a.example/b.m3u8", Host: "a.example", Kind: "hls", Short: "b.m3u8"}},
		{"two slashes", "//a.example/b.m3u8", false, seen{URL: "https://a.example/b.m3u8", Host: "a.example", Kind: "hls", Short: "b.m3u8"}},
		{"in quotes", `"https://a.example/b.m3u8"`, false, seen{URL: "https://a.example/b.m3u8", Host: "a.example", Kind: "hls", Short: "b.m3u8"}},
		{"a JWT in the path", "https://a.example/eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln/manifest/video.m3u8", false, seen{URL: "https://a.example/eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln/manifest/video.m3u8", Host: "a.example", Kind: "hls", Short: "manifest/video.m3u8"}},
		{"a JWT at the end", "https://a.example/eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln/video.m3u8", false, seen{URL: "https://a.example/eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln/video.m3u8", Host: "a.example", Kind: "hls", Short: "[token]/video.m3u8"}},
		{"values in the path", "https://a.example/bcdn_token=HS256-x&expires=1/video.m3u8", false, seen{URL: "https://a.example/bcdn_token=HS256-x&expires=1/video.m3u8", Host: "a.example", Kind: "hls", Short: "[token]/video.m3u8"}},
		{"values, escaped", "https://a.example/hdntl%3Dexp%3D1/video.m3u8", false, seen{URL: "https://a.example/hdntl%3Dexp%3D1/video.m3u8", Host: "a.example", Kind: "hls", Short: "[token]/video.m3u8"}},
		{"a picture", "https://a.example/b.JPG?w=1", false, seen{URL: "https://a.example/b.JPG?w=1", Host: "a.example", Kind: "picture", Short: "b.JPG"}},
		{"a file", "https://a.example/b.mp4", false, seen{URL: "https://a.example/b.mp4", Host: "a.example", Kind: "movie", Short: "b.mp4"}},
		{"DASH", "https://a.example/b.mpd", false, seen{URL: "https://a.example/b.mpd", Host: "a.example", Kind: "dash", Short: "b.mpd"}},
		{"of an edge of the edge", "/localhost:8080/b.m3u8", true, seen{URL: base + "localhost:8080/b.m3u8", Host: "localhost:8080", Kind: "hls", Short: "b.m3u8"}},
		{"a page of the edge", "/sign?platform=fastpix", false, seen{Problem: noHostFirst}},
		{"a token in place of the host", "/eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln/video.m3u8", false, seen{Problem: noHostFirst}},
		{"a host alone", "/a.example", false, seen{Problem: noHostFirst}},
		{"nothing", "  ", false, seen{}},
		{"http", "http://a.example/b.m3u8", false, seen{Problem: "http would send the token unprotected: only https is played from outside."}},
		{"http, hidden", `/\a.example/b.m3u8`, false, seen{Problem: "http would send the token unprotected: only https is played from outside."}},
		{"a script", "javascript://a.example/%0aalert(1)", false, seen{Problem: "Only http and https addresses are played."}},
		{"no URL", "what is this", false, seen{Problem: "This is no URL: it begins with https:// or, of this edge, with /."}},
		{"no host", "https://?x", false, seen{Problem: "This is no URL: its host cannot be read."}},
		{"a password", "https://me:secret@a.example/b.m3u8", false, seen{Problem: "A name or password in front of the host is not sent: take it out of the URL."}},
	}
	var texts []string
	for _, c := range cases {
		texts = append(texts, c.text)
	}
	var got []struct {
		Here bool
		seen
	}
	node(t, `import { kindOf, platformHost, read, shortPath } from "./address.js";
		console.log(JSON.stringify(JSON.parse(process.argv[2]).map((text) => {
			const { url, here, problem } = read(text, "`+base+`");
			return url ? { url: url.href, here, host: platformHost(url, here), kind: kindOf(url), short: shortPath(url, here) } : { problem };
		})));`, texts, &got)
	for i, c := range cases {
		if g := got[i]; g.seen != c.want || g.Here != c.here {
			t.Errorf("%s: here %t, %+v, want %+v", c.name, g.Here, g.seen, c.want)
		}
	}
}

// TestQueryIsSentOn: to each request of the same host, byte for byte, and to no other.
func TestQueryIsSentOn(t *testing.T) {
	const first = "https://a.example/m.m3u8?Policy=ab~c_&Signature=x-y__&k=%7e"
	cases := []struct{ name, url, sent, carried string }{
		{"the first itself", first, first, "query"},
		{"bare", "https://a.example/v/1.ts", "https://a.example/v/1.ts?Policy=ab~c_&Signature=x-y__&k=%7e", "none"},
		{"with a query of its own", "https://a.example/v/1.ts?q=1", "https://a.example/v/1.ts?q=1&Policy=ab~c_&Signature=x-y__&k=%7e", "own"},
		{"another host", "https://b.example/v/1.ts", "https://b.example/v/1.ts", "none"},
		{"without TLS", "http://a.example/v/1.ts", "http://a.example/v/1.ts", "none"},
		{"another port", "https://a.example:444/v/1.ts", "https://a.example:444/v/1.ts", "none"},
		{"a host that ends alike", "https://xa.example/1.ts?q=1", "https://xa.example/1.ts?q=1", "own"},
	}
	var urls []string
	for _, c := range cases {
		urls = append(urls, c.url)
	}
	var got []struct{ Sent, Carried string }
	node(t, `import { carried, withQuery } from "./address.js";
		const first = new URL("`+first+`");
		console.log(JSON.stringify(JSON.parse(process.argv[2]).map((url) => ({ sent: withQuery(url, first).href, carried: carried(new URL(url), first) }))));`, urls, &got)
	for i, c := range cases {
		if got[i].Sent != c.sent || got[i].Carried != c.carried {
			t.Errorf("%s: %+v", c.name, got[i])
		}
	}
}
