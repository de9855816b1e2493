package extract_test

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"playtoken/core/extract"
	"playtoken/internal/fixtures"
)

// TestDamageInURLs: what a server would see is damage, what pasting does is not.
func TestDamageInURLs(t *testing.T) {
	tok := fixtures.Token(t)
	dots := func(dot string) string { return strings.ReplaceAll(tok, ".", dot) }
	edge := kinds(t)["ectoken v3"]
	type damage []extract.Damage
	for _, tc := range []struct {
		name, text, token, raw string
		damage                 damage
		times, marks           int
	}{
		{"clean", stream + "?token=" + tok, tok, "", nil, 1, 1},
		{"encoded once", stream + "?token=" + dots("%2E"), tok, dots("%2E"), nil, 1, 1},
		{"encoded twice", stream + "?token=" + dots("%252E"), tok, dots("%252E"), damage{extract.EncodedTwice}, 1, 1},
		{"whole URL encoded", url.QueryEscape(stream + "?token=" + tok), tok, "", nil, 1, 1},
		{"whole URL encoded, in it too", url.QueryEscape(stream + "?token=" + dots("%2E")), tok, dots("%2E"), nil, 1, 1},
		{"whole URL encoded, twice in it", url.QueryEscape(stream + "?token=" + dots("%252E")), tok, dots("%252E"), damage{extract.EncodedTwice}, 1, 1},
		{"encoded quotes", stream + "?token=%22" + tok + "%22", tok, "%22" + tok + "%22", damage{extract.Quotes}, 1, 1},
		{"quotes", stream + `?token="` + tok + `"`, tok, `"` + tok + `"`, damage{extract.Quotes}, 1, 1},
		{"quotes, more behind", stream + `?token='` + tok + `'&x=1`, tok, `'` + tok + `'`, damage{extract.Quotes}, 1, 1},
		{"quotes that the shell takes", "curl " + stream + `?token="` + tok + `"`, tok, "", nil, 1, 1},
		{"space at the end", stream + "?token=" + tok + "%20", tok, tok + "%20", damage{extract.Spaces}, 1, 1},
		{"space inside", stream + "?token=" + tok[:400] + "%20" + tok[400:], tok, tok[:400] + "%20" + tok[400:], damage{extract.Spaces}, 1, 1},
		{"line end inside", stream + "?token=" + tok[:400] + "%0A" + tok[400:], tok, tok[:400] + "%0A" + tok[400:], damage{extract.LineBreak}, 1, 1},
		{"line end at the end", stream + "?token=" + tok + "%0A", tok, tok + "%0A", damage{extract.LineBreak}, 1, 1},
		{"line end before the token", stream + "?token=\n" + tok, tok, "", nil, 1, 1},
		{"short lines", "https://a.example/?token=" + tok[:22] + "\n" + tok[22:], tok, tok[:22] + "%0A" + tok[22:], damage{extract.LineBreak}, 1, 1},
		{"wrapped by a mail", "Dear team,\nsee " + stream + "?token=" + wrap(tok, 76, "\n") + "\nThanks", tok, "", nil, 1, 1},
		{"wrapped by a mail, before the token too", "Hi,\n\nthe film https://stream.fastpix.com/16af5b33-cf4d-4717-9b90-\nce429a124455.m3u8?token=" + wrap(tok, 72, "\n") + "\n\nJo", tok, "", nil, 1, 1},
		{"quoted by a mail, broken before the token too", "> the film https://stream.fastpix.com/16af5b33-cf4d-4717-9b90-\n> ce429a124455.m3u8?token=" + wrap(tok, 72, "\n> ") + "\n>\n> Jo", tok, "", nil, 1, 1},
		{"quoted by a mail", "> " + stream + "?token=" + wrap(tok, 74, "\n> ") + "\n> Thanks", tok, "", nil, 1, 1},
		{"the other base64", stream + "?token=" + tok[:400] + "+/" + tok[402:] + "&x=1", tok[:400] + "+/" + tok[402:], "", damage{extract.PlusSlash}, 1, 1},
		{"a foreign character", stream + "?token=" + tok[:400] + "é" + tok[400:], tok[:400] + "é" + tok[400:], "", damage{extract.Foreign}, 1, 1},
		{"Bearer", stream + "?token=Bearer%20" + tok, tok, "Bearer%20" + tok, damage{extract.Spaces, extract.ExtraText}, 1, 1},
		{"the whole URL in its place", stream + "?token=" + stream + "?token=" + tok, tok, "", damage{extract.ExtraText}, 1, 1},
		{"the whole URL in its place, encoded", stream + "?token=" + url.QueryEscape(stream+"?token="+tok), tok, url.QueryEscape(stream + "?token=" + tok), damage{extract.ExtraText}, 1, 1},
		{"the whole URL in a variable", "TOKEN=" + stream + "?token=" + tok, tok, "", nil, 1, 1},
		{"twice", stream + "?token=" + tok + "&token=" + tok, tok, "", nil, 2, 1},
		{"two question marks", stream + "?a=1?token=" + tok, tok, "", nil, 1, 2},
		{"question mark of an outer URL", "https://a.example/?url=" + stream + "?token=" + tok, tok, "", nil, 1, 1},
		{"question mark of an inner URL", stream + "?token=" + tok + "&next=https://a.example/?b", tok, "", nil, 1, 1},
		{"Edgecast, padded", stream + "?" + edge + "=&x=1", edge + "=", "", nil, 0, 1},
		{"Edgecast, the other base64", stream + "?token=" + strings.NewReplacer("-", "+", "_", "/").Replace(edge), strings.NewReplacer("-", "+", "_", "/").Replace(edge), "", nil, 1, 1},
		{"Edgecast, encoded", stream + "?" + url.QueryEscape(strings.ReplaceAll(edge, "-", "+")), strings.ReplaceAll(edge, "-", "+"), url.QueryEscape(strings.ReplaceAll(edge, "-", "+")), nil, 0, 1},
		{"in the path", "https://a.example/" + tok + "/manifest.m3u8", tok, "", nil, 0, 0},
		{"in the path, with a file type", "https://a.example/" + tok + ".m3u8?x=1", tok, "", nil, 0, 1},
		{"sentence behind", "(" + stream + "?token=" + tok + ").", tok, "", nil, 1, 1},
		{"cut short", stream + "?token=" + tok[:500], tok[:500], "", nil, 1, 1},
		{"header alone", stream + "?token=" + tok[:20], tok[:20], "", nil, 1, 1},
		{"first character lost", stream + "?token=" + tok[1:], tok[1:], "", nil, 1, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := extract.Read(tc.text)
			if p.Token != tc.token {
				t.Fatalf("token %q, want %q", p.Token, tc.token)
			}
			f := p.All[0]
			if f.URL == nil {
				t.Fatal("no URL")
			}
			if f.Raw != tc.raw || !slices.Equal(f.Damage, tc.damage) || f.Times != tc.times || f.QuestionMarks != tc.marks {
				t.Errorf("raw %q, damage %v, %d times, %d question marks; want %q, %v, %d, %d", f.Raw, f.Damage, f.Times, f.QuestionMarks, tc.raw, tc.damage, tc.times, tc.marks)
			}
		})
	}
}

func TestAbsent(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		is         extract.Form
		url        string
		absent     *extract.Absent
		holder     bool
	}{
		{"no parameter", stream, "url", stream, &extract.Absent{}, true},
		{"other parameters", stream + "?a=1", "url", stream, &extract.Absent{}, true},
		{"empty", stream + "?token=", "url", stream, &extract.Absent{Name: "token"}, true},
		{"empty, more behind", stream + "?drm-token=&a=1", "url", stream, &extract.Absent{Name: "drm-token"}, true},
		{"undefined", stream + "?token=undefined", "url", stream, &extract.Absent{Name: "token", Value: "undefined"}, true},
		{"null", "curl -i '" + stream + "?token=null'", "curl", stream, &extract.Absent{Name: "token", Value: "null"}, true},
		{"object", stream + "?token=[object%20Object]", "url", stream, &extract.Absent{Name: "token", Value: "[object Object]"}, true},
		{"template", stream + "?token={{TOKEN}}", "url", stream, &extract.Absent{Name: "token", Value: "{{TOKEN}}"}, true},
		{"template with spaces", stream + "?token={{ TOKEN }}", "text", stream, &extract.Absent{Name: "token", Value: "{{ TOKEN }}"}, true},
		{"encoded template", stream + "?token=%7B%7BTOKEN%7D%7D", "url", stream, &extract.Absent{Name: "token", Value: "{{TOKEN}}"}, true},
		{"script", stream + "?token=${TOKEN}", "url", stream, &extract.Absent{Name: "token", Value: "${TOKEN}"}, true},
		{"manual", stream + "?token=YOUR_TOKEN_HERE", "url", stream, &extract.Absent{Name: "token", Value: "YOUR_TOKEN_HERE"}, true},
		{"angle brackets", stream + "?token=<token>", "url", stream, &extract.Absent{Name: "token", Value: "<token>"}, true},
		{"something else", stream + "?token=abc123", "url", stream, &extract.Absent{Name: "token", Value: "abc123"}, false},
		{"an ID", stream + "?token=" + video, "url", stream, &extract.Absent{Name: "token", Value: video}, false},
		{"log", `10.0.0.1 - - [x] "GET /a.m3u8?token= HTTP/1.1" 401 0`, "log", "/a.m3u8", &extract.Absent{Name: "token"}, true},
		{"tag", `<fastpix-player playback-id="x" token="">`, "tag", "", &extract.Absent{Name: "token"}, true},
		{"tag without", `<fastpix-player playback-id="x">`, "tag", "", &extract.Absent{}, true},
		{"tag with a template", `<fastpix-player playback-id="x" token="{{TOKEN}}">`, "tag", "", nil, false},
		{"JSX", `<FastPixPlayer playbackId="x" token={token}>`, "tag", "", nil, false},
		{"JSX, undefined", `<FastPixPlayer playbackId="x" token={undefined}>`, "tag", "", &extract.Absent{Name: "token", Value: "{undefined}"}, true},
		{"video", `<video src="` + stream + `">`, "tag", stream, &extract.Absent{}, true},
		{"JSON", `{"token":null}`, "json", "", &extract.Absent{Name: "token", Value: "null"}, true},
		{"JSON, empty", `{"playbackId":"x","token":""}`, "json", "", &extract.Absent{Name: "token"}, true},
		{"header", "Authorization: Bearer undefined", "header", "", &extract.Absent{Name: "Authorization", Value: "undefined"}, true},
		{"placeholder alone", "YOUR_TOKEN_HERE", "text", "", &extract.Absent{Value: "YOUR_TOKEN_HERE"}, true},
		{"undefined alone", "undefined", "text", "", &extract.Absent{Value: "undefined"}, true},
		{"template alone", "{{TOKEN}}", "json", "", &extract.Absent{Value: "{{TOKEN}}"}, true},
		{"script alone", "${TOKEN}", "text", "", &extract.Absent{Value: "${TOKEN}"}, true},
		{"angle brackets alone", "<token>", "tag", "", &extract.Absent{Value: "<token>"}, true},
		{"null alone, in quotes", `"null",`, "text", "", &extract.Absent{Value: "null"}, true},
		{"own word alone", "my-playback-token", "text", "", &extract.Absent{Value: "my-playback-token"}, true},
		{"header with words", "Authorization: Bearer YOUR TOKEN HERE", "header", "", &extract.Absent{Name: "Authorization", Value: "YOUR"}, true},
		{"words", "hello world", "text", "", nil, false},
		{"words that end in here", "nothing here", "text", "", nil, false},
		{"sentence", "the video does not play", "text", "", nil, false},
		{"sentence about a token", "give me a token", "text", "", nil, false},
		{"sentence with a colon", "About the token: the video does not play.", "text", "", nil, false},
		{"a word", "something", "text", "", nil, false},
		{"an element", "<b>", "tag", "", nil, false},
		{"stars", "********", "text", "", nil, false},
		{"a link in a sentence", "see https://example.com/manual please", "text", "", nil, false},
		{"web page", "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", "web_page", "", nil, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := extract.Read(tc.text)
			if p.Token != "" || p.Refusal == "" || p.Is != tc.is || address(p.URL) != tc.url {
				t.Errorf("token %q, refusal %q, is %s, URL %q", p.Token, p.Refusal, p.Is, address(p.URL))
			}
			switch a := p.Absent; {
			case (a == nil) != (tc.absent == nil):
				t.Errorf("absent %v", a)
			case a != nil && (a.Name != tc.absent.Name || a.Value != tc.absent.Value || a.Placeholder() != tc.holder):
				t.Errorf("absent %+v, placeholder %v", a, a.Placeholder())
			case a != nil && a.URL != nil && a.URL != p.URL:
				t.Error("two URLs")
			}
		})
	}
	tok := fixtures.Token(t)
	if p := extract.Read(`<fastpix-player token="` + tok + `" drm-token="undefined">`); p.Token != tok || p.Absent == nil || p.Absent.Name != "drm-token" {
		t.Errorf("beside a token: %+v", p.Absent)
	}
}

// TestNoFalseFind: what only looks like a token is none.
func TestNoFalseFind(t *testing.T) {
	picture := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("\x89PNG\r\n\x1a\n picture of nothing ~~", 30)))
	secret := "kQ3vZ8x1TqL0bN5yR7wS2mC4hJ6dF9gAeUiOpVtXzYa"
	for name, text := range map[string]string{
		"UUID": video, "UUIDs": video + "\n" + video, "git hash": "2253a44880e7156ffd6da7760c8cf7a711b86543", "commit": "commit 2253a44880e7156ffd6da7760c8cf7a711b86543\nAuthor: A",
		"MD5": "9e107d9d372bb6826bd81d3542a419d6", "SHA-256": strings.Repeat("0a1b2c3d", 8), "SHA-512": strings.Repeat("0a1b2c3d", 16), "SHA-256 of a file": strings.Repeat("0a1b2c3d", 8) + "  a.mp4",
		"SHA-256 in base64url": "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU", "integrity": `<script integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6-R9GqQ8K_uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC">`,
		"picture": "data:image/png;base64," + picture, "picture, wrapped": "data:image/png;base64,\n" + wrap(picture, 76, "\n"), "picture in a page": `<img src="data:image/png;base64,` + picture + `">`,
		"base64 over lines": wrap(strings.ReplaceAll(picture, "A", "+"), 64, "\n"),
		"session cookie":    "Cookie: session=" + secret + secret + "; theme=dark", "cookie of a framework": "Cookie: session=eyJ1c2VyX2lkIjoxfQ.ZkP3Xg.a1B2c3D4e5F6g7H8i9J0k1L2m3N",
		"CSRF token": `<input name="csrf_token" value="` + secret + `">`, "csrf parameter": "csrf_token=" + secret + "x9",
		"GitHub token": "ghp_" + secret[:36], "key of a service": "AIza" + secret[:35], "bare secret": secret,
		"sentence": "The quick brown fox jumps over 13 lazy dogs, and then ReturnsHomeToItsDen2Late.", "name in code": "ThisIsAVeryLongTestNameThatSaysWhatItTests2TimesOver",
		"slug": "https://a.example/My-Very-Long-Article-Title-About-Playback-Tokens-In-2026", "slug in a query": "https://a.example/?My-Very-Long-Article-Title-About-Playback-Tokens-In-2026",
		"path in a query": "https://a.example/?/some/path/to/Somewhere/That/Is/Long/Enough/For/39", "cache buster": "https://a.example/app.js?v=2253a44880e7156ffd6da7760c8cf7a711b86543",
		"MD5 in a query": "https://a.example/app.js?9e107d9d372bb6826bd81d3542a419d6", "key ID": "kid: " + video, "stream ID": "cgl9rh94uvs51rqc8jhg", "ewok": "see ewoks.example.com and eyes.example.com",
		"key of Fastevo": `{"tokenSigningKeySecret":"` + secret + `"}`, "hexadecimal with a prefix": "0x97841B575F3BA280D63D5B8085C9F50AA01D", "PASERK": "k4.local." + secret, "version": "v4.local", "host": "www.a-very-long-host-name-with-Capitals-And-9.example.com",
		"piece of a text in base64": base64.StdEncoding.EncodeToString([]byte("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDDFa"))[41:101],
		"phone":                     "+49 30 1234567890123456789012345678901234567890", "PSSH": "#EXTM3U\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"data:text/plain;base64," + picture + "\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			if p := extract.Read(text); p.Token != "" || len(p.All) > 0 || p.Refusal == "" {
				t.Errorf("token %q, refusal %q", p.Token, p.Refusal)
			}
		})
	}
}

func TestEctokens(t *testing.T) {
	var list []string
	fixtures.JSON(t, "extract/testdata/ectokens.json", &list)
	for _, tok := range list {
		for _, text := range []string{tok, `"` + tok + `"`, "token=" + tok, stream + "?" + tok, "It is " + tok + " today"} {
			if p := extract.Read(text); p.Token != tok {
				t.Errorf("%s: %q", text, p.Token)
			}
		}
	}
	if len(list) < 5 {
		t.Error("where are the tokens?")
	}
}

// TestEdgeCases: what is odd inside a token does not matter for finding it.
func TestEdgeCases(t *testing.T) {
	var list []struct{ Name, Token string }
	fixtures.JSON(t, "extract/testdata/edge_cases.json", &list)
	for _, c := range list {
		if strings.Count(c.Token, ".") != 2 || strings.ContainsAny(c.Token, "\" \n") || len(c.Token) < 20 {
			continue
		}
		for _, text := range []string{c.Token, stream + "?token=" + c.Token} {
			if p := extract.Read(text); p.Token != c.Token {
				t.Errorf("%s: %q, want %q", c.Name, p.Token, c.Token)
			}
		}
	}
}

func TestSignedURL(t *testing.T) {
	sum := strings.Repeat("0a1b2c3d", 8)
	for name, tc := range map[string]struct {
		text   string
		signed bool
	}{
		"hex":       {"https://a.example/v.mp4?expires=1&sig=" + sum, true},
		"base64url": {"https://a.example/v.mp4?signature=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU&e=1", true},
		"base64":    {"https://a.example/v.mp4?hmac=47DEQpj8HBSa%2B%2FTImW%2B5JCeuQeRkm5NMpJWZG3hSuFU%3D", true},
		"in cURL":   {"curl 'https://a.example/v.mp4?token_sig=" + sum + "'", true},
		"too short": {"https://a.example/v.mp4?sig=abc", false},
		"its name":  {"https://a.example/v.mp4?etag=" + sum, false},
	} {
		t.Run(name, func(t *testing.T) {
			p := extract.Read(tc.text)
			if (p.Is == extract.Signed) != tc.signed {
				t.Fatalf("is %s", p.Is)
			}
			if tc.signed && (p.URL == nil || p.Refusal != "" || p.Absent != nil || len(p.All) > 0 || p.What != "signed URL") {
				t.Errorf("%+v", p)
			}
		})
	}
	if p := extract.Read("https://a.example/v.mp4?token=" + fixtures.Token(t) + "&sig=" + sum); p.Token == "" {
		t.Error("a token goes before")
	}
}

func TestIDs(t *testing.T) {
	for _, id := range []string{video, strings.ToUpper(video), "cgl9rh94uvs51rqc8jhg", "65e8ddc52f41619f1815a083", "9e107d9d372bb6826bd81d3542a419d6"} {
		for _, text := range []string{id, `"` + id + `",`, " " + id + "\n"} {
			if p := extract.Read(text); p.Is != extract.ID || p.ID != id || !strings.Contains(p.Refusal, "ID alone") {
				t.Errorf("%q: is %s, ID %q, %q", text, p.Is, p.ID, p.Refusal)
			}
		}
	}
	for _, text := range []string{"hello world, twenty 1", "abcdefghijklmnopqrst", "12345678901234567890", "playback " + video} {
		if p := extract.Read(text); p.ID != "" || p.Is == extract.ID {
			t.Errorf("%q: ID %q", text, p.ID)
		}
	}
}

func TestStatus(t *testing.T) {
	for text, want := range map[string]int{
		"HTTP/1.1 403 Forbidden\nContent-Type: text/plain": 403, "HTTP/2 401 \r\nserver: x": 401, "HTTP/1.1 302 Found\n\nHTTP/1.1 403 Forbidden": 403, "HTTP/2 200": 200,
		`1.2.3.4 - - [x] "GET /a HTTP/1.1" 403 153 "-" "UA"`: 403, `1.2.3.4 - - [x] "GET /a HTTP/2.0" 206 403 "-"`: 206, "403 Forbidden": 403, "got 401 (Unauthorized)": 401,
		`{"response":{"status":403,"statusText":""}}`: 403, `{"status": "410"}`: 410, `{"error":{"code":401}}`: 401, "GET https://a.example/a 403 (Forbidden)": 403,
		"the server responded with a status of 404 ()": 404, "curl: (22) The requested URL returned error: 403": 403, "Request failed with status code 403": 403, "HTTP error 500": 500,
		`Shaka Error NETWORK.BAD_HTTP_STATUS (https://a.example/a.m3u8,401,{"success":false},[object Object],0)`: 401, `"data": ["https://a.example/a.mpd", 403]`: 403,
		"https://a.example/a_,400,500,800,.mp4.csmil/master.m3u8": 0, `{"pages":["https://a.example/a",500,600]}`: 0,
		"at 403 Main Street": 0, "line 403, column 500": 0, "status 99": 0, "status 4031": 0, "403": 0, "http://a.example/status/403": 0, "/video-403.mp4 error403x": 0, "10:401:2": 0, "": 0,
	} {
		if got := extract.Read(text).Status; got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestTag(t *testing.T) {
	tok := fixtures.Token(t)
	for name, text := range map[string]string{
		"plain":     `<fastpix-player playback-id="` + video + `" token="` + tok + `" muted title="a &amp; b"></fastpix-player>`,
		"lines":     "<FastPix-Player\n\tPLAYBACK-ID='" + video + "'\n\ttoken = '" + tok + "' muted title='a &amp; b' />",
		"no quotes": `<fastpix-player playback-id=` + video + ` token=` + tok + ` muted title="a &amp; b">`,
		"escaped":   `&lt;fastpix-player playback-id=&quot;` + video + `&quot; token=&quot;` + tok + `&quot; muted title=&quot;a &amp;amp; b&quot;&gt;`,
		"in JSON":   `{"html":"<fastpix-player playback-id=\"` + video + `\" token=\"` + tok + `\" muted title=\"a &amp; b\">"}`,
		"in a page": `<!DOCTYPE html><html><video src="x.mp4"></video><fastpix-player playback-id="` + video + `" token="` + tok + `" muted title="a &amp; b">`,
		"cut":       `<fastpix-player playback-id="` + video + `" muted title="a &amp; b" token="` + tok,
	} {
		t.Run(name, func(t *testing.T) {
			p := extract.Read(text)
			if p.Tag == nil || p.Is != extract.TagForm {
				t.Fatalf("is %s, tag %v", p.Is, p.Tag)
			}
			a := p.Tag.Attributes
			if p.Tag.Element != "fastpix-player" || a["playback-id"] != video || a["token"] != tok || a["title"] != "a & b" || p.All[0].Place != extract.Attribute {
				t.Errorf("%+v, place %s", p.Tag, p.All[0].Place)
			}
			if _, ok := a["muted"]; !ok {
				t.Error("muted is lost")
			}
		})
	}
}

// TestKeyBeside: a key beside a token is told, and shown nowhere.
func TestKeyBeside(t *testing.T) {
	var sample []struct {
		Base64 string `json:"privateKey_base64"`
	}
	fixtures.JSON(t, "keys/importer/testdata/fastpix_keys.json", &sample)
	base := sample[0].Base64
	b, err := base64.StdEncoding.DecodeString(base)
	if err != nil {
		t.Fatal(err)
	}
	pem := string(b)
	lines := strings.Split(strings.TrimSpace(pem), "\n")
	body := strings.Join(lines[1:len(lines)-1], "")
	lastLine := lines[len(lines)-2]
	for name, key := range map[string]string{
		"PEM": pem, "PEM on one line": strings.ReplaceAll(pem, "\n", " "), "PEM with written line ends": strings.ReplaceAll(pem, "\n", `\n`), "PEM without its end": strings.Join(lines[:len(lines)-1], "\n"),
		"PEM without its begin": strings.Join(lines[1:], "\n"), "PEM in small letters": strings.ToLower(lines[0]) + "\n" + strings.Join(lines[1:], "\n"), "base64 of PEM": base, "base64 of PEM, wrapped": wrap(base, 76, "\n"),
		"base64 of base64": base64.StdEncoding.EncodeToString([]byte(base)), "DER": body, "DER without its beginning": body[7:], "JWK": `{"kty":"RSA","n":"AQAB","d":"` + lastLine + `"}`, "JWK, escaped": `{\"kty\":\"oct\",\"k\":\"` + lastLine + `\"}`,
		"a secret by its name": `"secret": "` + lastLine + `"`, "PASERK": "k4.local." + strings.NewReplacer("+", "-", "/", "_", "=", "").Replace(lastLine),
	} {
		for kind, tok := range kinds(t) {
			for order, text := range map[string]string{
				"before": "key: " + key + "\n\ntoken: " + tok, "behind": "token: " + tok + "\n\nkey: " + key + "\n", "in JSON": `{"token":"` + tok + `","privateKey":"` + key + `"}`,
			} {
				if strings.Contains(name, "without its") && strings.HasPrefix(kind, "ectoken") || strings.HasPrefix(name, "JWK") && order == "in JSON" {
					continue // where the key ends cannot be told
				}
				p := extract.Read(text)
				if p.Token != tok || p.HasKey || !p.KeyBeside {
					t.Errorf("%s %s %s: token %.30q, key %v, key beside %v", name, order, kind, p.Token, p.HasKey, p.KeyBeside)
				}
				shown := around(p) + p.What + strings.Join(p.Others, "")
				for _, secret := range []string{lastLine[:12], body[:20], body[200:220], base[100:120]} {
					if strings.Contains(shown, secret) {
						t.Errorf("%s %s %s: the key is shown", name, order, kind)
					}
				}
			}
		}
	}
	tok := fixtures.Token(t)
	for _, text := range []string{stream + "?key=" + body + "&token=" + tok, "key " + hex.EncodeToString([]byte(pem)) + " of " + tok} {
		if p := extract.Read(text); p.Token != tok || !p.KeyBeside || strings.Contains(around(p), body[:20]) || p.URL != nil && strings.Contains(p.URL.String(), body[200:220]) {
			t.Errorf("in %.30q: token %.30q, key beside %v", text, p.Token, p.KeyBeside)
		}
	}
	if p := extract.Read(tok); p.KeyBeside {
		t.Error("there is no key")
	}
}

// TestKeysAreNoTokens: nothing in the samples of keys is taken for a token.
func TestKeysAreNoTokens(t *testing.T) {
	dir := "../keys/importer/testdata"
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		if f.IsDir() || !slices.ContainsFunc([]string{".pem", ".jwk", ".pub"}, func(end string) bool { return strings.HasSuffix(f.Name(), end) }) {
			continue
		}
		b, err := os.ReadFile(dir + "/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if p := extract.Read(string(b)); p.Token != "" {
			t.Errorf("%s: %q", f.Name(), p.Token)
		}
	}
}

// Of several tokens each has the answer that stands with it.
func TestStatusOfEach(t *testing.T) {
	signed := func(name string) string {
		enc := base64.RawURLEncoding.EncodeToString
		return enc([]byte(`{"alg":"HS256"}`)) + "." + enc([]byte(`{"sub":"`+name+`"}`)) + "." + enc([]byte(strings.Repeat(name, 32)))
	}
	get := func(name, rest string) string {
		return "GET https://a.example/x.m3u8?token=" + signed(name) + rest + "\n"
	}
	for _, c := range []struct {
		name, text string
		want       []int
	}{
		{"a log", get("a", " HTTP/2 200") + get("b", " HTTP/2 403") + get("c", ""), []int{200, 403, 0}},
		{"answers below", get("a", "") + "< HTTP/2 200\n\n" + get("b", "") + "< HTTP/2 401\n", []int{200, 401}},
		{"one line", strings.TrimSpace(get("a", "")) + " and " + get("b", " HTTP/2 403"), []int{403, 403}},
		{"said of all", "These were answered 403:\n" + get("a", "") + get("b", "") + get("c", " HTTP/2 404"), []int{403, 403, 404}},
		{"one that comes again", get("a", " HTTP/2 200") + get("b", " HTTP/2 200") + get("a", " HTTP/2 403"), []int{403, 200}},
		{"one alone", "answered 403:\n" + get("a", ""), []int{403}},
		{"nothing told", get("a", "") + get("b", ""), []int{0, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []int
			for _, f := range extract.Read(c.text).All {
				got = append(got, f.Status)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// TestWrappedByMail: tokens whose end their text does not tell are taken with the
// lines that a mail made of them, and no more.
func TestWrappedByMail(t *testing.T) {
	edge := kinds(t)["ectoken v3"][:64]
	long := edge + strings.Repeat(edge[8:40], 2) + "Ab3x"
	local := "v4.local." + long + long
	for name, text := range map[string]string{
		"quoted":              "> " + strings.ReplaceAll(wrap(local, 70, "\n"), "\n", "\n> "),
		"in a mail":           "Hi,\n\nthis is it:\n\n" + wrap(local, 76, "\n") + "\n\nThanks,\nJo",
		"one line and a word": "It is:\n" + local + "\nThanks",
		"as a parameter":      "Hi,\n" + wrap("https://a.example/?token="+local, 76, "\r\n") + "\r\n\r\nJo",
	} {
		if p := extract.Read(text); p.Token != local {
			t.Errorf("PASETO, %s: %q", name, p.Token)
		}
	}
	for text, want := range map[string]string{
		"Hi,\n\nthis is it:\n\n" + wrap(long, 76, "\n") + "\n\nThanks,\nJo": long,
		"It is\n" + edge + "\nThanks":                                       edge,
	} {
		if p := extract.Read(text); p.Token != want {
			t.Errorf("Edgecast: %q, want %q", p.Token, want)
		}
	}
}

// What signs a URL has its place in the text, as tokens have, and stands behind them.
func TestWhatSignsAURL(t *testing.T) {
	const (
		signed  = "https://d1.cloudfront.net/a.m3u8?Expires=1767229200&Key-Pair-Id=K2JCJMDEHXQW5F&Signature=AAAA"
		cookies = "CloudFront-Expires=1767229200; CloudFront-Key-Pair-Id=K2JCJMDEHXQW5F; CloudFront-Signature=AAAA"
	)
	tok := fixtures.Token(t)
	for name, tc := range map[string]struct {
		text   string
		is     extract.Form
		places []extract.Place
		stands string // what stands in the place of the last one
		url    string // around it
	}{
		"a URL":          {signed, extract.Signed, []extract.Place{extract.WholeURL}, signed, signed},
		"in a sentence":  {"It is " + signed + ". Why?", extract.Signed, []extract.Place{extract.WholeURL}, signed, signed},
		"two":            {signed + "\n" + strings.Replace(signed, "a.m3u8", "b.m3u8", 1), extract.Signed, []extract.Place{extract.WholeURL, extract.WholeURL}, strings.Replace(signed, "a.m3u8", "b.m3u8", 1), strings.Replace(signed, "a.m3u8", "b.m3u8", 1)},
		"in HTML":        {`<a href="` + strings.ReplaceAll(signed, "&", "&amp;") + `">`, extract.Signed, []extract.Place{extract.WholeURL}, strings.ReplaceAll(signed, "&", "&amp;"), signed},
		"cookies":        {"Cookie: " + cookies, extract.Cookies, []extract.Place{extract.CookieSet}, cookies, ""},
		"behind a token": {"curl -H 'Authorization: Bearer " + tok + "' '" + signed + "'", extract.Curl, []extract.Place{extract.Header, extract.WholeURL}, signed, signed},
		"behind one with line ends": {
			"token:\n" + wrap(tok, 76, "\n") + "\n\n" + signed, extract.Plain, []extract.Place{extract.Member, extract.WholeURL}, signed, signed,
		},
		"around a token":     {signed + "&token=" + tok, extract.URL, []extract.Place{extract.Query, extract.WholeURL}, signed + "&token=" + tok, signed + "&token=" + tok},
		"cookies of another": {"Cookie: x-" + strings.ReplaceAll(cookies, "; ", "; x-"), extract.Plain, nil, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := extract.Read(tc.text)
			var places []extract.Place
			for _, f := range p.All {
				places = append(places, f.Place)
			}
			if p.Is != tc.is || !slices.Equal(places, tc.places) {
				t.Fatalf("%s, %q", p.Is, places)
			}
			if len(p.All) == 0 {
				return
			}
			last := p.All[len(p.All)-1]
			if got := p.Text[last.Start:last.End]; got != tc.stands {
				t.Errorf("in its place stands %q", got)
			}
			if last.URL == nil != (tc.url == "") || last.URL != nil && last.URL.String() != tc.url {
				t.Errorf("the URL is %v", last.URL)
			}
		})
	}
	p := extract.Read("CloudFront-Signature=AAAA; CloudFront-Signature=BBBB; CloudFront-Expires=1; CloudFront-Expires=1; CloudFront-Key-Pair-Id=K")
	if len(p.All) != 1 || p.All[0].Cookies["CloudFront-Signature"] != "AAAA" || !slices.Equal(p.All[0].Twice, []string{"CloudFront-Signature"}) {
		t.Errorf("%+v", p.All)
	}
}

// In a log that what was asked for, when, and what came of it are of one request.
func TestPlaceOfTheAnswer(t *testing.T) {
	tok := fixtures.Token(t)
	const other = "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE"
	const format = `203.0.113.9 - - [15/Jun/2025:%s +0000] "GET /%s.m3u8?token=%s HTTP/1.1" %d 12` + "\n"
	for name, c := range map[string]struct {
		text, path string
		status     int
	}{
		"the second":     {fmt.Sprintf(format+format, "14:30:00", "a", tok, 200, "14:40:00", "b", tok, 403), "/b.m3u8", 403},
		"the first":      {fmt.Sprintf(format+format, "14:30:00", "a", tok, 403, "14:40:00", "b", tok, 200), "/a.m3u8", 403},
		"answered later": {fmt.Sprintf(format+format+format, "14:30:00", "a", tok, 403, "14:35:00", "b", tok, 403, "14:40:00", "a", tok, 200), "/b.m3u8", 403},
		"escaped":        {fmt.Sprintf(format+format, "14:30:00", "a", strings.ReplaceAll(tok, ".", "%2E"), 200, "14:40:00", "b", strings.ReplaceAll(tok, ".", "%2E"), 403), "/b.m3u8", 403},
		"another token":  {fmt.Sprintf(format+format+format, "14:30:00", "a", strings.ReplaceAll(tok, ".", "%2E"), 200, "14:35:00", "c", other, 200, "14:40:00", "b", tok, 403), "/b.m3u8", 403},
	} {
		t.Run(name, func(t *testing.T) {
			p := extract.Read(c.text)
			f := p.All[0]
			if f.Token != tok || p.Token != tok || f.Status != c.status || f.URL == nil || f.URL.Path != c.path || !strings.HasPrefix(f.Line.URL, c.path) || p.Text[f.Start:f.End] != tok {
				t.Errorf("%d, %v, %.20q at %.40q", f.Status, f.URL, f.Line.URL, p.Text[f.Start:])
			}
			if len(p.All) > 1 && p.Text[p.All[1].Start:p.All[1].End] != p.All[1].Token {
				t.Errorf("the other one is at %.40q", p.Text[p.All[1].Start:])
			}
		})
	}
}
