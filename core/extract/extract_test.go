package extract_test

import (
	"encoding/base64"
	"encoding/hex"
	encpem "encoding/pem"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"playtoken/core/extract"
	"playtoken/internal/fixtures"
)

func another(t testing.TB) string {
	var v []struct{ Token string }
	fixtures.JSON(t, "diagnosis/testdata/real_tokens.json", &v)
	return v[0].Token
}

func wrap(text string, width int, end string) string {
	var lines []string
	for len(text) > width {
		lines, text = append(lines, text[:width]), text[width:]
	}
	return strings.Join(append(lines, text), end)
}

// TestForms: every form in which people paste a token, and what is around it.
func TestForms(t *testing.T) {
	tok, other := fixtures.Token(t), another(t)
	parts := strings.Split(tok, ".")
	const id = "16af5b33-cf4d-4717-9b90-ce429a124455"
	stream := "https://stream.fastpix.com/" + id + ".m3u8"
	thumbnail := "https://images.fastpix.com/" + id + "/thumbnail.jpg"
	dots := func(dot string) string { return strings.ReplaceAll(tok, ".", dot) }
	ps := url.QueryEscape
	for _, tc := range []struct {
		name, text string
		what       string
		url        string // around the token, without its query; "" for none
		others     []string
	}{
		// 1. The bare token, and what a copy does to it.
		{"bare", tok, "token", "", nil},
		{"space and line ends around", " \r\n\t" + tok + "\n\n", "token", "", nil},
		{"wrapped at 76", wrap(tok, 76, "\n"), "token", "", nil},
		{"wrapped at 64 with CRLF", wrap(tok, 64, "\r\n"), "token", "", nil},
		{"wrapped and indented", wrap(tok, 80, "\n    "), "token", "", nil},
		{"wrapped at the dots", dots("\n."), "token", "", nil},
		{"spaces at the dots", dots(" . "), "token", "", nil},
		{"spaces in the signature", wrap(tok, 400, " "), "token", "", nil},
		{"wrapped, a greeting below", wrap(tok, 72, "\n") + "\nThanks\nAnna", "token", "", nil},
		{"wrapped, another token below", wrap(tok, 72, "\n") + "\n" + other, "token", "", []string{other}},
		{"no-break spaces", wrap(tok, 100, "\u00a0"), "token", "", nil},
		{"byte order mark", "\ufeff" + tok, "token", "", nil},
		{"zero-width spaces", wrap(tok, 50, "\u200b"), "token", "", nil},
		{"soft hyphens and joiners", wrap(tok, 50, "\u00ad\u2060\u200d"), "token", "", nil},
		{"a sentence behind", tok + " does not play", "text", "", nil},
		{"a word below", tok + "\nThanks", "text", "", nil},
		{"a sentence around", "The token " + tok + " does not play.", "text", "", nil},
		{"the full stop of a sentence", "It is " + tok + ".", "text", "", nil},
		// 2. Headers.
		{"Bearer", "Bearer " + tok, "authorization header", "", nil},
		{"Authorization: Bearer", "Authorization: Bearer " + tok, "authorization header", "", nil},
		{"authorization in lower case", "authorization: bearer " + tok, "authorization header", "", nil},
		{"Authorization without Bearer", "Authorization: " + tok, "authorization header", "", nil},
		// 3. Quotes and what code leaves behind.
		{"double quotes", `"` + tok + `"`, "token", "", nil},
		{"single quotes", "'" + tok + "'", "token", "", nil},
		{"back quotes", "`" + tok + "`", "token", "", nil},
		{"typographic quotes", "“" + tok + "”", "token", "", nil},
		{"quotes and a comma", `"` + tok + `",`, "token", "", nil},
		{"an opening quote", `"` + tok, "token", "", nil},
		{"a closing quote", tok + `"`, "token", "", nil},
		{"comma", tok + ",", "token", "", nil},
		{"semicolon", tok + ";", "token", "", nil},
		{"full stop", tok + ".", "token", "", nil},
		{"quote and semicolon", tok + `";`, "token", "", nil},
		{"brackets", "(" + tok + ")", "token", "", nil},
		// 4. URLs.
		{"?token=", stream + "?token=" + tok, "playback URL", stream, nil},
		{"&token= and more behind", stream + "?minResolution=480p&token=" + tok + "&renditionOrder=desc", "playback URL", stream, nil},
		{"?jwt=", "https://example.com/a.m3u8?jwt=" + tok, "playback URL", "https://example.com/a.m3u8", nil},
		{"drm-token=", stream + "?drm-token=" + tok, "playback URL", stream, nil},
		{"in the path", "https://customer.cloudflarestream.com/" + tok + "/manifest/video.m3u8", "playback URL", "https://customer.cloudflarestream.com/" + tok + "/manifest/video.m3u8", nil},
		{"without a name", "https://example.com/a.m3u8?" + tok, "playback URL", "https://example.com/a.m3u8", nil},
		{"two question marks", stream + "?x=1?token=" + tok, "playback URL", stream, nil},
		{"in the fragment", "https://example.com/a#token=" + tok, "playback URL", "https://example.com/a", nil},
		{"a URL in a URL", "https://example.com/play?src=" + stream + "?token=" + tok, "playback URL", stream, nil},
		{"http in the path", "https://example.com/http/a.m3u8?token=" + tok, "playback URL", "https://example.com/http/a.m3u8", nil},
		{"a token twice", stream + "?token=" + tok + "&drm-token=" + tok, "playback URL", stream, nil},
		{"two tokens", stream + "?token=" + tok + "&drm-token=" + other, "playback URL", stream, []string{other}},
		{"a URL in a sentence", "see <" + stream + "?token=" + tok + "> please", "text", stream, nil},
		{"a URL in Markdown", "[video](" + stream + "?token=" + tok + ")", "playback URL", stream, nil},
		// 5. A parameter alone.
		{"token=", "token=" + tok, "text", "", nil},
		{"token= and another", "token=" + tok + "&x=1", "text", "", nil},
		{"behind ?", "?token=" + tok, "text", "", nil},
		{"copied from the middle of a URL", tok + "&x=1", "text", "", nil},
		// 6. Percent-encoded.
		{"dots encoded", dots("%2E"), "token", "", nil},
		{"dots encoded in lower case", dots("%2e"), "token", "", nil},
		{"dots encoded twice", dots("%252E"), "token", "", nil},
		{"dots encoded in a URL", stream + "?token=" + dots("%2E"), "playback URL", stream, nil},
		{"a URL encoded once", ps(stream + "?token=" + tok), "playback URL", stream, nil},
		{"a URL encoded twice", ps(ps(stream + "?token=" + tok)), "playback URL", stream, nil},
		{"a URL encoded in a URL", "https://example.com/play?src=" + ps(stream+"?token="+tok+"&x=1") + "&y=2", "playback URL", stream, nil},
		{"quotes encoded", "token=%22" + tok + "%22", "text", "", nil},
		{"Bearer and an encoded space", "authorization=Bearer%20" + tok, "text", "", nil},
		// 7. HTML.
		{"player tag", `<fastpix-player playback-id="` + id + `" token="` + tok + `"></fastpix-player>`, "player tag", "", nil},
		{"player tag over lines, two tokens", "<fastpix-player\n  playback-id=\"" + id + "\"\n  token=\"" + tok + "\"\n  drm-token=\"" + other + "\">", "player tag", "", []string{other}},
		{"another player's tag", `<bitmovin-stream stream-id="x" token="` + tok + `">`, "player tag", "", nil},
		{"video", `<video src="` + stream + "?token=" + tok + `">`, "player tag", stream, nil},
		{"iframe with escapes", `<iframe src="` + stream + "?x=1&amp;token=" + tok + `&amp;y=2">`, "player tag", stream, nil},
		{"escaped tag", "&lt;video src=&quot;" + stream + "?token=" + tok + "&quot;&gt;", "player tag", stream, nil},
		// 8. Command lines and logs.
		{"cURL", "curl -i '" + stream + "?token=" + tok + "'", "cURL command", stream, nil},
		{"cURL with a header", `curl https://example.com/a -H "Authorization: Bearer ` + tok + `"`, "cURL command", "", nil},
		{"cURL over lines", "curl -v \\\n  '" + stream + "?token=" + tok + "' \\\n  -H 'Range: bytes=0-1'", "cURL command", stream, nil},
		{"log line", `10.0.0.1 - - [22/Nov/2026:14:30:00 +0000] "GET /` + id + `.m3u8?token=` + tok + ` HTTP/1.1" 401 58`, "log line", "/" + id + ".m3u8", nil},
		{"what cURL says", "* Connected to stream.fastpix.com port 443\n> GET /" + id + ".m3u8?token=" + tok + " HTTP/2\n> Host: stream.fastpix.com\n>\n< HTTP/2 403\n", "output of cURL", "https://stream.fastpix.com/" + id + ".m3u8", nil},
		{"a quoted mail", "> It does not play:\n> " + stream + "?token=" + tok + "\n", "log line", stream, nil},
		{"log line with a URL", "2026-11-22 ERROR fetch " + stream + "?token=" + tok + " failed: 401", "text", stream, nil},
		{"stack trace", "Error: 401\n    at load (" + stream + "?token=" + tok + ":1:1)", "stack trace", stream, nil},
		{"HAR entry", `{"request":{"method":"GET","url":"` + stream + "?token=" + tok + `","headers":[]}}`, "HAR entry", stream, nil},
		// 9. JSON.
		{"JSON", `{"token":"` + tok + `"}`, "JSON", "", nil},
		{"JSON over lines", "{\n  \"id\": 1,\n  \"token\": \"" + tok + "\"\n}", "JSON", "", nil},
		{"escaped JSON", `"{\"token\":\"` + tok + `\"}"`, "JSON", "", nil},
		{"JSON with escaped slashes", `{"url":"` + strings.ReplaceAll(stream, "/", `\/`) + `?token=` + tok + `"}`, "JSON", stream, nil},
		{"JSON with escaped = and &", `{"url":"` + stream + `?x\u003d1\u0026token\u003d` + tok + `"}`, "JSON", stream, nil},
		{"escaped JSON with a URL", `{"body":"{\"url\":\"` + stream + `?token=` + tok + `\"}"}`, "JSON", stream, nil},
		{"JSON with an escaped line end", `{"header":"Authorization:\n` + tok + `"}`, "JSON", "", nil},
		{"list of tokens", `["` + tok + `","` + other + `","` + tok + `"]`, "JSON", "", []string{other}},
		// 10. Manifests.
		{"manifest", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n" + stream + "?token=" + tok + "\n#EXT-X-STREAM-INF:BANDWIDTH=2\n" + thumbnail + "?token=" + other + "\n", "manifest", stream, []string{other}},
		{"manifest with relative lines", "#EXTM3U\n360p.m3u8?token=" + tok + "\n720p.m3u8?token=" + tok + "\n", "manifest", "", nil},
		// Two tokens, one a line.
		{"two tokens", tok + "\n" + other, "text", "", []string{other}},
		{"the same token twice", tok + "\n\n" + tok, "text", "", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := extract.Read(tc.text)
			if p.Token != tok || p.Refusal != "" || p.HasKey {
				t.Fatalf("token %q, refusal %q", p.Token, p.Refusal)
			}
			if p.What != tc.what {
				t.Errorf("called %q, want %q", p.What, tc.what)
			}
			if !slices.Equal(p.Others, tc.others) {
				t.Errorf("%d other tokens, want %d", len(p.Others), len(tc.others))
			}
			got := ""
			if p.URL != nil {
				got = strings.TrimPrefix(p.URL.Scheme+"://"+p.URL.Host+p.URL.Path, "://")
			}
			if got != tc.url {
				t.Errorf("in the URL %q, want %q", got, tc.url)
			}
		})
	}
	if parts[0] != "eyJhbGciOiJSUzI1NiJ9" {
		t.Error("the golden token is another one")
	}
}

// TestBeforeAndAfter: the three together are the text, in its order.
func TestBeforeAndAfter(t *testing.T) {
	tok := fixtures.Token(t)
	for _, tc := range []struct{ before, after string }{
		{"curl 'https://example.com/?token=", "' -v"}, {"Bearer ", ""}, {"", " is the token"}, {`{"token":"`, `"}`},
	} {
		p := extract.Read(tc.before + tok + tc.after)
		if before, after := p.Around(0); before != tc.before || p.Token != tok || after != tc.after {
			t.Errorf("%q … %q, want %q … %q", before, after, tc.before, tc.after)
		}
	}
	// Of a token that was wrapped the line ends are taken out, and the others move up.
	other := another(t)
	for _, text := range []string{"a " + tok + " b " + other + " c", wrap(tok, 60, "\n") + "\n\nb " + other + " c"} {
		p := extract.Read(text)
		if len(p.All) != 2 {
			t.Fatalf("%d tokens in %q", len(p.All), text)
		}
		for i, f := range p.All {
			before, after := p.Around(i)
			if p.Text[f.Start:f.End] != f.Token || before+f.Token+after != p.Text {
				t.Errorf("token %d stands at %d to %d of %q", i, f.Start, f.End, p.Text)
			}
		}
		if _, after := p.Around(1); strings.TrimSpace(after) != "c" {
			t.Errorf("behind the second: %q", after)
		}
	}
	if before, after := (extract.Paste{}).Around(0); before+after != "" {
		t.Error("around nothing is something")
	}
	if _, after := extract.Read(wrap(tok, 72, "\n") + "\nThanks Anna").Around(0); after != "Thanks Anna" {
		t.Errorf("behind a wrapped token: %q", after)
	}
}

// TestQuery: in HTML and JSON the & between parameters is written as an escape.
func TestQuery(t *testing.T) {
	tok := fixtures.Token(t)
	for _, text := range []string{
		"https://a.example/?x=1&token=" + tok + "&y=2",
		`<iframe src="https://a.example/?x=1&amp;token=` + tok + `&amp;y=2">`,
		`{"u":"https:\/\/a.example\/?x\u003d1\u0026token\u003d` + tok + `\u0026y\u003d2"}`,
		`"{\"u\":\"https://a.example/?x=1&token=` + tok + `&y=2\"}"`,
		url.QueryEscape("https://a.example/?x=1&token=" + tok + "&y=2"),
	} {
		p := extract.Read(text)
		if p.URL == nil {
			t.Errorf("no URL in %.40s", text)
			continue
		}
		if q := p.URL.Query(); len(q) != 3 || q.Get("x") != "1" || q.Get("token") != tok || q.Get("y") != "2" {
			t.Errorf("%.40s: parameters %v", text, q)
		}
	}
}

// TestDamaged: of a damaged token all that is there is handed on, so that the
// damage can be named.
func TestDamaged(t *testing.T) {
	tok := fixtures.Token(t)
	parts := strings.Split(tok, ".")
	two := parts[0] + "." + parts[1]
	for _, tc := range []struct{ name, text, want string }{
		{"header alone", parts[0], parts[0]},
		{"signature stripped", two, two},
		{"signature stripped, last dot there", two + ".", two + "."},
		{"signature stripped, in a URL", "https://a.example/?token=" + two, two},
		{"signature cut", tok[:500], tok[:500]},
		{"signature cut and wrapped", wrap(tok[:500], 76, "\n"), tok[:500]},
		{"signature cut, a comma behind", tok[:500] + ",", tok[:500]},
		{"claims cut and wrapped", wrap(tok[:150], 76, "\n"), tok[:150]},
		{"foreign character", tok[:300] + "é" + tok[300:], tok[:300] + "é" + tok[300:]},
		{"a plus in the signature", tok[:500] + "+" + tok[501:], tok[:500] + "+" + tok[501:]},
		{"padding", tok + "=", tok},
		{"one character too many", tok + "A", tok + "A"},
		{"four parts", tok + ".AQID", tok + ".AQID"},
		{"JWE", parts[0] + ".AA.AA.AA.AA", parts[0] + ".AA.AA.AA.AA"},
		{"PASETO", "v4.local.AAAAAAAA", "v4.local.AAAAAAAA"},
		{"PASETO with a footer in a URL", "https://a.example/?token=v4.public.AAAA.BBBB&x=1", "v4.public.AAAA.BBBB"},
		{"dots alone encoded, signature cut", strings.ReplaceAll(tok[:500], ".", "%2E"), tok[:500]},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if p := extract.Read(tc.text); p.Token != tc.want || p.Refusal != "" {
				t.Errorf("token of %d characters, want %d; refusal %q\n%q", len(p.Token), len(tc.want), p.Refusal, p.Token)
			}
		})
	}
}

// TestLargerKeys: the length of a signature depends on the key, and a wrapped
// token must not end where a smaller key's would.
func TestLargerKeys(t *testing.T) {
	for _, tc := range []struct {
		alg   string
		bytes int
	}{{"RS256", 128}, {"RS256", 256}, {"RS512", 384}, {"PS256", 512}, {"ES256", 64}, {"ES384", 96}, {"ES512", 132}, {"EdDSA", 64}, {"HS256", 32}} {
		enc := base64.RawURLEncoding.EncodeToString
		signature := enc(make([]byte, tc.bytes))
		tok := enc([]byte(`{"alg":"`+tc.alg+`"}`)) + "." + enc([]byte(`{"aud":"media:1"}`)) + "." + signature
		start := len(tok) - len(signature)
		for width := 60; width <= 90; width++ {
			if len(signature) < width && start < width { // stands on one line
				continue
			}
			if p := extract.Read(wrap(tok, width, "\n") + "\nThanks"); p.Token != tok {
				t.Errorf("%s with %d bytes, wrapped at %d: %d characters, want %d", tc.alg, tc.bytes, width, len(p.Token), len(tok))
			}
		}
	}
}

func TestNoToken(t *testing.T) {
	var sample []struct {
		Base64 string `json:"privateKey_base64"`
		Public string `json:"public_key_pem"`
	}
	fixtures.JSON(t, "keys/importer/testdata/fastpix_keys.json", &sample)
	base := sample[0].Base64
	pem, err := base64.StdEncoding.DecodeString(base)
	if err != nil {
		t.Fatal(err)
	}
	der := strings.Split(string(pem), "\n")[1]
	block, _ := encpem.Decode(pem)
	created, err := os.ReadFile(filepath.FromSlash("../keys/importer/testdata/fastpix_create_201.json"))
	if err != nil {
		t.Fatal(err)
	}
	const aKey = "This is a key, not a token."
	for _, tc := range []struct {
		name, text, says string
		key              bool
	}{
		{"nothing", "", "", false},
		{"space", " \n\t ", "", false},
		{"byte order mark alone", "\ufeff\u200b", "", false},
		{"PEM", string(pem), aKey, true},
		{"public PEM", sample[0].Public, aKey, true},
		{"base64 of PEM", base, aKey, true},
		{"base64 of PEM, wrapped", wrap(base, 64, "\n"), aKey, true},
		{"base64 of PEM in quotes", `"` + base + `",`, aKey, true},
		{"base64 of base64", base64.StdEncoding.EncodeToString([]byte(base)), aKey, true},
		{"DER in base64", der, aKey, true},
		{"PEM with written line ends", strings.ReplaceAll(string(pem), "\n", `\n`), aKey, true},
		{"answer of the API", string(created), aKey, true},
		{"JWK", `{"kty":"RSA","n":"x","e":"AQAB","d":"y"}`, aKey, true},
		{"escaped JWK", `"{\"kty\":\"oct\",\"k\":\"x\"}"`, aKey, true},
		{"hexadecimal", hex.EncodeToString(block.Bytes), aKey, true},
		{"hexadecimal in capitals, in quotes", `"` + strings.ToUpper(hex.EncodeToString(block.Bytes)) + `"`, aKey, true},
		{"hexadecimal of PEM", hex.EncodeToString(pem), aKey, true},
		{"DER in groups", wrap(der, 4, " "), aKey, true},
		{"a short key in groups", "MC4C AQAw BQYD K2Vw BCIE INTu ctv5 E1hK 1bbY 8fdp K06x nwAo pTDy A3z2 pcBx", aKey, true},
		{"in the body of a mail", "Content-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString(pem), aKey, true},
		{"UUID", "16af5b33-cf4d-4717-9b90-ce429a124455", "This is an ID alone", false},
		{"URL without a token", "https://stream.fastpix.com/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8", "There is no token in this URL", false},
		{"URL with an empty token", "https://stream.fastpix.com/x.m3u8?token=", "There is no token in this URL", false},
		{"URL with undefined", "https://stream.fastpix.com/x.m3u8?token=undefined", "There is no token in this URL", false},
		{"web page", "<!DOCTYPE html><html><body>502</body></html>", "This is a web page", false},
		{"web page in lower case", "<html lang=en>", "This is a web page", false},
		{"words", "hello world", "no token in this text", false},
		{"JSON without a token", `{"error":{"code":401}}`, "no token in this text", false},
		{"eyJ inside a word", "heyJude.was.here", "no token in this text", false},
		{"eyJ without a dot", "see eyJhbGci here", "no token in this text", false},
		{"a Go file name", "view.go.txt", "no token in this text", false},
		{"binary", "\x89PNG\r\n\x1a\n\x00\xff", "binary data", false},
		{"1 MiB and one byte", strings.Repeat("a", 1<<20+1), "too large: more than 1 MiB. Nothing", false},
		{"2 MB", strings.Repeat("eyJ.", 500_000), "too large: 1.9 MiB. Nothing above 1 MiB is read.", false},
		{"50 MB", strings.Repeat("x", 50_000_000), "too large: 47.7 MiB", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := extract.Read(tc.text)
			if p.Token != "" || p.HasKey != tc.key || (p.Refusal == "") != (tc.says == "") || !strings.Contains(p.Refusal, tc.says) {
				t.Errorf("token %.20q, key %v, refusal %q; want …%s…", p.Token, p.HasKey, p.Refusal, tc.says)
			}
			if tc.key && (around(p) != "" || strings.Contains(p.Refusal, base[100:112])) {
				t.Error("the key's text is handed on")
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	for name, text := range map[string]string{
		"token": fixtures.Token(b), "starts of tokens": strings.Repeat("eyJ", 1<<20/3), "64 KiB of tokens": numbered(64 << 10), "too large": strings.Repeat("x", 50_000_000),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				extract.Read(text)
			}
		})
	}
}

// numbered is a text of different tokens in one URL.
func numbered(size int) string {
	var b strings.Builder
	b.WriteString("https://a.example/?x=1")
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "&token=eyJ.%d", i)
	}
	return b.String()
}

func FuzzRead(f *testing.F) {
	tok := fixtures.Token(f)
	parts := strings.Split(tok, ".")
	for _, s := range []string{
		"", tok, wrap(tok, 76, "\n"), "Bearer " + tok, `"` + tok + `",`, "https://a.example/x.m3u8?token=" + tok + "&x=1", parts[0] + "." + parts[1],
		`{"url":"https:\/\/a.example\/?token\u003d` + tok + `"}`, "https%3A%2F%2Fa.example%2F%3Ftoken%3D" + tok, strings.ReplaceAll(tok, ".", "%252E"),
		`<video src="https://a.example/?x=1&amp;token=` + tok + `">`, "v4.local.AAAA", "-----BEGIN PRIVATE KEY-----", "eyJ\u200b.é", "http://[::1/?eyJ.",
		parts[0] + "\n." + parts[1] + "\n. a b c",
	} {
		f.Add(s)
	}
	for _, tok := range kinds(f) {
		for _, s := range []string{tok, stream + "?" + tok + "&x=1", `{"token":"` + tok + `"}`, "curl '" + stream + "?token=" + tok + "%0A'", "It is " + tok + "."} {
			f.Add(s)
		}
	}
	for _, s := range []string{
		`<fastpix-player token="{{T}}"`, "https://a.example/?sig=" + strings.Repeat("0a", 32), `{"kty":"oct"} ` + tok, "secret=abcdefghijklmnopqrst " + tok, `"GET /a?token= HTTP/1.1" 403`,
		stream + "?token=\n" + tok, "https%3A%2F%2Fa.example%2F%3F%2525", "<video a='", video,
	} {
		f.Add(s)
	}
	for _, s := range []string{
		"http://0/0=eyJ.0000000000000%1b", "Content-Transfer-Encoding: quoted-printable\n\n" + tok[:70] + "=\n" + tok[70:], stream + "?token=3D" + tok[:60] + "=\n" + tok[60:],
		`curl ^"` + stream + "?x=1^&token=" + tok + `^" ^`, "iwr \"" + stream + "?x=1$([char]38)token=" + tok + "\"", `{"a":"{\\\"u\\\":\\\"https:\\\\/\\\\/a.example\\\\/?token=` + tok, `"` + stream + `" + "?token=` + tok + `"`,
		stream + "?token=" + tok[:50] + "<wbr>" + tok[50:], "hxxps://a[.]example/?token=" + tok, "https://urldefense.com/v3/__" + stream + "*token=" + tok + "__;Pw!!a!b$", stream + "?token=b'" + tok + "'", stream + "?x=1&amp;token={" + tok + "}",
		`<fastpix-player token="Bearer ` + tok + `">`, `{"token":"` + tok + `="}`, stream + "?token=" + tok + "/seg1.ts", "https://jwt.io/#token=" + tok, "\x1b[1m" + tok + "\x1b[0m", tok[:40] + " " + tok[40:],
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := extract.Read(text)
		if p.Token == "" && p.Refusal == "" && p.Is != extract.Nothing && p.Is != extract.Signed && p.Is != extract.Cookies || p.Token != "" && p.Refusal != "" || p.Is == "" {
			t.Errorf("%q: token %q, refusal %q, is %q", text, p.Token, p.Refusal, p.Is)
		}
		if p.Token != "" && (p.What == "" || p.HasKey) || p.HasKey && p.Refusal == "" {
			t.Errorf("%q: %+v", text, p)
		}
		for i, at := 0, 0; i < len(p.All); i++ {
			f := p.All[i]
			if f.Start < at || f.End < f.Start || f.End > len(p.Text) || i == 0 && p.Text[f.Start:f.End] != f.Token {
				t.Errorf("%q: token %d stands at %d to %d of %q", text, i, f.Start, f.End, p.Text)
			}
			if strings.ContainsFunc(f.Token, unicode.IsControl) {
				t.Errorf("%q: a control character in the token %q", text, f.Token)
			}
			at = f.End
		}
		if slices.Contains(p.Others, p.Token) || slices.Contains(p.Others, "") {
			t.Errorf("%q: the others repeat the first or are empty", text)
		}
		if len(p.All) > 0 != (p.Token != "") || p.Token != "" && (p.All[0].Token != p.Token || p.All[0].URL != p.URL || len(p.All) != len(p.Others)+1) {
			t.Errorf("%q: first %q, all %+v", text, p.Token, p.All)
		}
		if again := extract.Read(p.Token); strings.HasPrefix(p.Token, "eyJ") && !again.HasKey && again.Token == "" {
			t.Errorf("%q: the token found is none: %q", text, p.Token)
		}
	})
}

// around is what stands around the first token.
func around(p extract.Paste) string {
	before, after := p.Around(0)
	return before + after
}
