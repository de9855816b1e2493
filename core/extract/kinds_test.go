package extract_test

import (
	"encoding/binary"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"playtoken/core/extract"
	"playtoken/internal/fixtures"
)

func kinds(t testing.TB) map[string]string {
	t.Helper()
	var v map[string]string
	fixtures.JSON(t, "extract/testdata/tokens.json", &v)
	return v
}

const (
	video  = "16af5b33-cf4d-4717-9b90-ce429a124455"
	stream = "https://stream.fastpix.com/" + video + ".m3u8"
)

// TestKinds: every form with a token of every kind in it.
func TestKinds(t *testing.T) {
	for kind, tok := range kinds(t) {
		other := kinds(t)["bitmovin"]
		if kind == "bitmovin" {
			other = fixtures.Token(t)
		}
		ps := url.QueryEscape
		for _, tc := range []struct {
			name, text string
			is         extract.Form
			place      extract.Place
			under      string
			url        string
			all        int
		}{
			{"bare", tok, "token", "alone", "", "", 1},
			{"space around", "\n  " + tok + " \r\n", "token", "alone", "", "", 1},
			{"wrapped", wrap(tok, 64, "\n"), "token", "alone", "", "", 1},
			{"wrapped and indented", wrap(tok, 50, "\r\n    "), "token", "alone", "", "", 1},
			{"byte order mark", "\ufeff" + tok, "token", "alone", "", "", 1},
			{"zero-width spaces", wrap(tok, 20, "\u200b"), "token", "alone", "", "", 1},
			{"soft hyphens", wrap(tok, 20, "\u00ad"), "token", "alone", "", "", 1},
			{"Bearer", "Bearer " + tok, "header", "header", "", "", 1},
			{"Authorization: Bearer", "Authorization: Bearer " + tok, "header", "header", "Authorization", "", 1},
			{"Authorization", "Authorization: " + tok, "header", "header", "Authorization", "", 1},
			{"own header", "X-Playback-Token: " + tok, "header", "header", "X-Playback-Token", "", 1},
			{"double quotes", `"` + tok + `"`, "token", "alone", "", "", 1},
			{"single quotes", "'" + tok + "'", "token", "alone", "", "", 1},
			{"back quotes", "`" + tok + "`", "token", "alone", "", "", 1},
			{"typographic quotes", "“" + tok + "”", "token", "alone", "", "", 1},
			{"guillemets", "«" + tok + "»", "token", "alone", "", "", 1},
			{"quotes and comma", `"` + tok + `",`, "token", "alone", "", "", 1},
			{"semicolon", tok + ";", "token", "alone", "", "", 1},
			{"?token=", stream + "?token=" + tok, "url", "query", "token", stream, 1},
			{"&token= and more", stream + "?a=1&token=" + tok + "&b=2", "url", "query", "token", stream, 1},
			{"?jwt=", stream + "?jwt=" + tok, "url", "query", "jwt", stream, 1},
			{"drm-token=", stream + "?drm-token=" + tok, "url", "query", "drm-token", stream, 1},
			{"unnamed", stream + "?" + tok, "url", "unnamed", "", stream, 1},
			{"unnamed and more", stream + "?" + tok + "&width=240", "url", "unnamed", "", stream, 1},
			{"two question marks", stream + "?a=1?token=" + tok, "url", "query", "token", stream, 1},
			{"URL wrapped", wrap(stream+"?token="+tok, 60, "\n"), "url", "query", "token", stream, 1},
			{"URL encoded", ps(stream + "?token=" + tok), "url", "query", "token", stream, 1},
			{"URL encoded twice", ps(ps(stream + "?token=" + tok)), "url", "query", "token", stream, 1},
			{"unnamed and encoded", ps(stream + "?" + tok), "url", "unnamed", "", stream, 1},
			{"URL in a URL", "https://a.example/go?url=" + ps(stream+"?token="+tok) + "&z=1", "url", "query", "token", stream, 1},
			{"token=", "token=" + tok, "text", "query", "token", "", 1},
			{"token= and more", "token=" + tok + "&x=1", "text", "query", "token", "", 1},
			{"player tag", `<fastpix-player playback-id="` + video + `" token="` + tok + `"></fastpix-player>`, "tag", "attribute", "token", "", 1},
			{"player tag, wrong name", `<fastpix-player playback-id="` + video + `" playbackToken="` + tok + `">`, "tag", "attribute", "playbackToken", "", 1},
			{"player tag, data-token", `<div></div><bitmovin-stream stream-id='x' data-token='` + tok + `'>`, "tag", "attribute", "data-token", "", 1},
			{"player tag, two tokens", `<fastpix-player token="` + tok + `" drm-token="` + other + `">`, "tag", "attribute", "token", "", 2},
			{"video", `<video src="` + stream + `?token=` + tok + `" controls>`, "tag", "query", "token", stream, 1},
			{"iframe", `<iframe src="` + stream + `?a=1&amp;token=` + tok + `&amp;b=2">`, "tag", "query", "token", stream, 1},
			{"escaped tag", `&lt;fastpix-player token=&quot;` + tok + `&quot;&gt;`, "tag", "attribute", "token", "", 1},
			{"cURL", "curl -i '" + stream + "?token=" + tok + "'", "curl", "query", "token", stream, 1},
			{"cURL, unnamed", `curl -i "` + stream + "?" + tok + `"`, "curl", "unnamed", "", stream, 1},
			{"cURL with a header", "$ curl -H 'Authorization: Bearer " + tok + "' " + stream, "curl", "header", "Authorization", "", 1},
			{"cURL over lines", "curl -v \\\n  -H 'Range: bytes=0-1' \\\n  '" + stream + "?token=" + tok + "' \\\n  -o x", "curl", "query", "token", stream, 1},
			{"access log", `10.0.0.1 - - [22/Nov/2026:14:30:00 +0000] "GET /` + video + `.m3u8?token=` + tok + ` HTTP/1.1" 403 58 "-" "Mozilla/5.0"`, "log", "query", "token", "/" + video + ".m3u8", 1},
			{"access log, unnamed", `10.0.0.1 - - [22/Nov/2026:14:30:00 +0000] "GET /a/b.m3u8?` + tok + ` HTTP/1.1" 403 58`, "log", "unnamed", "", "/a/b.m3u8", 1},
			{"log line", "2026-11-22T10:00:00Z ERROR fetch " + stream + "?token=" + tok + " failed: 403", "log", "query", "token", stream, 1},
			{"HAR", `{"log":{"entries":[{"request":{"method":"GET","url":"` + stream + `?token=` + tok + `","headers":[]},"response":{"status":403}}]}}`, "har", "query", "token", stream, 1},
			{"stack trace", "Error: status code 403\n    at load (" + stream + "?token=" + tok + ")\n    at main.js:1:1", "trace", "query", "token", stream, 1},
			{"JSON", `{"id":1,"token":"` + tok + `"}`, "json", "member", "token", "", 1},
			{"JSON over lines", "{\n  \"playbackToken\": \"" + tok + "\"\n}", "json", "member", "playbackToken", "", 1},
			{"escaped JSON", `"{\"token\":\"` + tok + `\"}"`, "json", "member", "token", "", 1},
			{"list", `["` + tok + `", "` + other + `", "` + tok + `"]`, "json", "text", "", "", 2},
			{"one a line", tok + "\n" + other, "text", "text", "", "", 2},
			{"manifest", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n" + stream + "?token=" + tok + "\n", "manifest", "query", "token", stream, 1},
			{"manifest, relative", "#EXTM3U\n#EXTINF:4,\n1.ts?token=" + tok + "\n#EXTINF:4,\n2.ts?token=" + tok + "\n", "manifest", "query", "token", "", 1},
			{"manifest, attribute", "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"" + stream + "?token=" + tok + "\",IV=0x00112233445566778899aabbccddeeff\n", "manifest", "query", "token", stream, 1},
			{"manifest, unnamed", "#EXTM3U\n#EXTINF:4,\n1.ts?" + tok + "\n", "manifest", "unnamed", "", "", 1},
			{"sentence", "This one does not play: " + tok + ". Why?", "text", "text", "", "", 1},
		} {
			t.Run(kind+"/"+tc.name, func(t *testing.T) {
				p := extract.Read(tc.text)
				if p.Token != tok || len(p.All) != tc.all || p.All[0].Token != tok || p.Refusal != "" {
					t.Fatalf("%d tokens, the first %q, refusal %q", len(p.All), p.Token, p.Refusal)
				}
				f := p.All[0]
				if p.Is != tc.is || f.Place != tc.place || f.Name != tc.under {
					t.Errorf("is %s, place %s, name %q; want %s, %s, %q", p.Is, f.Place, f.Name, tc.is, tc.place, tc.under)
				}
				if got := address(f.URL); got != tc.url {
					t.Errorf("URL %q, want %q", got, tc.url)
				}
				if len(f.Damage) > 0 || p.Absent != nil {
					t.Errorf("damage %v, absent %v", f.Damage, p.Absent)
				}
				if strings.Contains(tc.text, "403") != (p.Status == 403) {
					t.Errorf("status %d", p.Status)
				}
				if (p.Is == extract.TagForm) != (p.Tag != nil) {
					t.Errorf("tag %v", p.Tag)
				}
				if tc.all == 2 && !slices.Equal(p.Others, []string{other}) {
					t.Errorf("others %q", p.Others)
				}
			})
		}
	}
}

func address(u *url.URL) string {
	if u == nil {
		return ""
	}
	return strings.TrimPrefix(u.Scheme+"://"+u.Host+u.Path, "://")
}

// TestEncodings: a token is found in a text of any encoding, and in no binary data.
func TestEncodings(t *testing.T) {
	const u = "https://stream.example/a.m3u8?token=eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	wide := func(text string, order binary.ByteOrder, mark string) string {
		b := []byte(mark)
		for _, c := range utf16.Encode([]rune(text)) {
			b = append(b, 0, 0)
			order.PutUint16(b[len(b)-2:], c)
		}
		return string(b)
	}
	for name, text := range map[string]string{
		"UTF-16 with a mark":       wide("Gar\u00e7on "+u, binary.LittleEndian, "\xff\xfe"),
		"UTF-16 without one":       wide(u, binary.LittleEndian, ""),
		"UTF-16, the larger first": wide(u, binary.BigEndian, "\xfe\xff"),
		"Latin-1":                  "Gar\xe7on: " + u,
		"a NUL":                    u + " \x00",
	} {
		if p := extract.Read(text); len(p.All) != 1 || p.URL == nil || p.URL.Host != "stream.example" {
			t.Errorf("%s: %s, %+v", name, p.Is, p.All)
		}
	}
	if p := extract.Read("\x30\x82\x01\x0a\x02\x82\x01\x01\x00\xc3\xff\x91"); p.Is != extract.Binary {
		t.Errorf("DER is %s", p.Is)
	}
}
