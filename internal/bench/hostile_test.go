package bench

import (
	"encoding/base64"
	"net/url"
	"strconv"
	"strings"

	"playtoken/core/extract"
)

// hostile are texts made to be slow: whatever is looked for in a text, over and over, so that
// a step which starts anew at each of them shows.
func hostile(tok string) map[string]string {
	const most = extract.MaxSize
	fill := func(head, piece, tail string) string {
		return head + strings.Repeat(piece, (most-len(head)-len(tail))/len(piece)) + tail
	}
	many := func(piece func(i int) string) string {
		var b strings.Builder
		for i := 0; ; i++ {
			p := piece(i)
			if b.Len()+len(p) > most {
				return b.String()
			}
			b.WriteString(p)
		}
	}
	deep := func(text string, in func(string) string) string {
		for next, n := in(text), 0; len(next) <= most && n < 64; n++ {
			text, next = next, in(next)
		}
		return text
	}
	head, _, _ := strings.Cut(tok, ".")
	stream := "https://stream.fastpix.com/16af5b33-cf4d-4717-9b90-ce429a124455.m3u8"
	return map[string]string{
		"huge attribute":                 fill(`<stream-player playback-id="a" token="`, "x", `">`),
		"huge attribute of placeholders": fill(`<stream-player playback-id="a" token="`, "{", `">`),
		"attribute of percent codes":     fill(`<stream-player playback-id="a" token="`+tok, "%2525", `">`),
		"one tag, tokens in attributes": many(func(i int) string {
			return map[bool]string{true: "<x-player "}[i == 0] + "token" + strconv.Itoa(i) + `="eyJ.` + strconv.Itoa(i) + `" `
		}),
		"tag, and other tokens behind it": "<x-player token='" + strings.Repeat("%", most/2) + "'>" + many(func(i int) string { return "token=" + head + ".eyJ" + strconv.Itoa(i) + ".x\n" })[:most/2-20],
		"tags, and tokens behind them":    many(func(i int) string { return "<x-player token='" + strings.Repeat("%20", 1000) + "'>" })[:most/2] + many(func(i int) string { return "token=" + head + ".eyJ" + strconv.Itoa(i) + ".x\n" })[:most/2-20],
		"tag, and URLs behind it":         "<x-player src='" + strings.Repeat("%", most/2) + "'>" + many(func(i int) string { return stream + "?token=" + head + ".eyJ" + strconv.Itoa(i) + ".x\n" })[:most/2-20],
		"URLs of other CDNs with tokens": many(func(i int) string {
			return "https://cdn" + strconv.Itoa(i) + ".example/a.m3u8?token=" + head + ".eyJ" + strconv.Itoa(i) + ".x\n"
		}),
		"different headers": many(func(i int) string {
			return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"RS256","kid":"`+strconv.Itoa(i)+`"}`)) + ".a.b\n"
		}),
		"different headers, open": many(func(i int) string {
			return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"RS256","kid":"`+strconv.Itoa(i)+`"}`)) + ".\n"
		}),
		"headers that begin as ew": fill("", "ewo ", "."),
		"ew run":                   fill("", "ew0", "."),
		"one huge header":          fill("eyJ", "h", ".a.b"),
		"tokens of 64 KiB":         fill("", "token="+head+"."+strings.Repeat("a", 65000)+".b\n", ""),
		"parameters and tokens":    fill(stream+"?a=b", "&a"+strings.Repeat("b", 30)+"="+head+".a.b", ""),
		"semicolons":               fill(stream+"?a=b", ";token="+head+".a.b", ""),
		"commas":                   fill(stream+"?a=b", ",token="+head+".a.b", ""),
		"different tokens in a URL": many(func(i int) string {
			return map[bool]string{true: stream + "?a"}[i == 0] + "&token=" + head + ".eyJ" + strconv.Itoa(i) + ".x&a=" + strings.Repeat("b", 950)
		}),
		"different tokens in a path": many(func(i int) string {
			return map[bool]string{true: "https://a.b/"}[i == 0] + "/" + head + ".eyJ" + strconv.Itoa(i) + ".x/" + strings.Repeat("b", 950)
		}),
		"tag, and tokens behind it": "<x-player token='" + strings.Repeat("y", most/2) + "'>" + fill("", "token=eyJhIjoxfQ.a.b ", "")[:most/2-20],
		"<x token=":                 fill("", "<x token=", ""),
		"<x-player token=":          fill("", "<x-player token=", ""),
		"<x-player token=TOKEN>":    many(func(i int) string { return "<x-player token=" + tok + strconv.Itoa(i) + ">" }),
		"token=---":                 fill("token=", "-", ""),
		"token=--- in a URL":        fill(stream+"?token=", "-", ""),
		"token=___":                 fill("token=", "_", ""),
		"&x=":                       fill(stream+"?a=b", "&x=", ""),
		"&token=":                   fill(stream+"?a=b", "&token=", ""),
		"&token=TOKEN":              fill(stream+"?a=b", "&token="+tok, ""),
		"&token=eyJ other ones": many(func(i int) string {
			return map[bool]string{true: stream + "?a"}[i == 0] + "&token=" + head + ".eyJ" + strconv.Itoa(i) + ".x"
		}),
		"token=":                        fill("", "token=", ""),
		"token: ":                       fill("", "token: ", ""),
		"Bearer":                        fill("", "Bearer ", ""),
		"authorization: Bearer lines":   fill("", "Authorization: Bearer \n", ""),
		"eyJ":                           fill("", "eyJ", ""),
		"eyJ.":                          fill("", "eyJ.", ""),
		"eyJ ":                          fill("", "eyJ ", ""),
		"eyJ lines":                     fill("", "eyJhbGciOi\n", ""),
		"headers":                       fill("", head+". ", ""),
		"headers in lines":              fill("", head+".\n", ""),
		"headers and parts":             fill("", head+".eyJhIjoxfQ.\n", ""),
		"the token in lines":            fill("", tok+"\n", ""),
		"the token in pieces":           fill("", strings.Join([]string{tok[:60], tok[60:120], tok[120:180], tok[180:240], ""}, "\n"), ""),
		"tokens in lines":               many(func(i int) string { return head + "." + tok[len(head)+1:] + strconv.Itoa(i) + "\n" }),
		"URLs with the same token":      fill("", stream+"?token="+tok+"\n", ""),
		"URLs in one line":              fill("", stream+"?token="+tok+" ", ""),
		"URLs without a break":          fill("", stream+"?token="+tok, ""),
		"URLs in URLs":                  fill("", "https://a.b/?u=", tok),
		"http":                          fill("", "http", ""),
		"http and a token":              fill("", "http", "?token="+tok),
		"http://a ":                     fill("", "http://a ", ""),
		"http://a/?token= ":             fill("", "http://a/?token= ", ""),
		"https:// lines":                fill("", "https://\n", ""),
		"blanks":                        fill("a", " ", "b"),
		"blanks and a token":            fill("", " ", tok),
		"blanks between":                fill("token=", " ", tok),
		"tabs and lines":                fill("a", "\t\n", "b"),
		"one long line of blanks often": fill("", strings.Repeat(" ", 1000)+"x\n", ""),
		"empty lines":                   fill("a", "\n", "b"),
		"dots":                          fill("", ".", ""),
		"dots behind a header":          fill(head, ".", ""),
		"a.":                            fill("", "a.", ""),
		"A":                             fill("", "A", ""),
		"Ab1":                           fill("", "Ab1", ""),
		"Ab1 / ":                        fill("", "Ab1/", ""),
		"hex":                           fill("", "0af", ""),
		"opaque words": many(func(i int) string {
			return base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(i*7919)+"\x8f\xa3\x11\xfe\x99\x10\xc7\x03\xd2\x55\xee\x91\x21\xb8\x07\x66\xf1\x3c\x9a\x4d\xe0\x77\x18\x92\x6b\xc4\x3f")) + " "
		}),
		"opaque words due": many(func(i int) string {
			return "token=" + base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(i*7919)+"\x8f\xa3\x11\xfe\x99\x10\xc7\x03\xd2\x55\xee\x91\x21\xb8\x07\x66\xf1\x3c\x9a\x4d\xe0\x77\x18\x92\x6b\xc4\x3f")) + "\n"
		}),
		"opaque path":              fill("https://a.b/", base64.RawURLEncoding.EncodeToString([]byte("\x8f\xa3\x11\xfe\x99\x10\xc7\x03\xd2\x55\xee\x91\x21\xb8\x07\x66\xf1\x3c\x9a\x4d\xe0\x77\x18\x92\x6b\xc4\x3f"))+"/", "x.m3u8"),
		"v4.local.":                fill("", "v4.local.", ""),
		"%":                        fill("", "%", ""),
		"%25":                      fill("", "%25", ""),
		"%25 behind a token":       fill(stream+"?token="+tok, "%25", ""),
		"%25 chain and a token":    fill(stream+"?u=", "%25", "3Ftoken%3D"+tok),
		"%22":                      fill("", "%22", ""),
		"%2E in a token":           fill(head, "%2Ea", ""),
		"percent-encoded often":    fill("", deep(stream+"?token="+tok, url.QueryEscape), ""),
		"percent-encoded once":     url.QueryEscape(fill(stream+"?token="+tok, "&a=b", ""))[:most],
		"JSON in JSON":             deep(`{"url":"`+stream+"?token="+tok+`"}`, func(s string) string { return `{"a":` + strconv.Quote(s) + `}` }),
		"base64 in base64":         deep(stream+"?token="+tok, func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }),
		"base64 of a long URL":     base64.StdEncoding.EncodeToString([]byte(fill("", stream+"?token="+tok+" ", "")))[:most],
		"backslashes":              fill("", `\`, ""),
		"backslashes and quotes":   fill("", `\\"`, ""),
		"backslashes and a token":  fill("{\"a\":\"", `\`, `"`+tok),
		`\u0026`:                   fill(stream+"?a", `\u0026x=1`, ""),
		"{":                        fill("", "{", ""),
		"[":                        fill("", "[", ""),
		`{"`:                       fill("", `{"`, ""),
		`"`:                        fill("", `"`, ""),
		`{"token":"`:               fill("", `{"token":"`, ""),
		`{"a":`:                    fill("", `{"a":`, ""),
		`{"kty":`:                  fill("", `{"kty":`, ""),
		`"kty"`:                    fill("", `"kty"`, ""),
		`"kty" behind {`:           fill("{", `"kty`, ""),
		"JSON lines":               fill("", `{"request":"GET /a HTTP/1.1","status":403,"url":"`+stream+"?token="+tok+`"}`+"\n", ""),
		"an array of requests":     fill("[", `{"request":{"url":"`+stream+"?token="+tok+`"},"response":{"status":403}},`, "{}]"),
		"a HAR":                    fill(`{"log":{"entries":[`, `{"startedDateTime":"2026-11-22T10:00:00Z","request":{"method":"GET","url":"`+stream+"?token="+tok+`","headers":[]},"response":{"status":403}},`, `{}]}}`),
		"a HAR of one huge entry":  fill(`{"log":{"entries":[{"request":{"url":"`, "a", `"}}]}}`),
		"quoted-printable":         fill(stream+"?token=3D", "a=\n", ""),
		"=3D":                      fill("", "=3D", ""),
		"=":                        fill("", "=", ""),
		"= and line ends":          fill("", "=\n", ""),
		"= lines":                  fill("", "a=3Db.c=\n", ""),
		"boundaries":               many(func(i int) string { return "Content-Type: multipart/mixed; boundary=b" + strconv.Itoa(i) + "\n" })[:most-40] + "\nContent-Transfer-Encoding: base64\n",
		"boundary lines":           fill("boundary=a\nContent-Transfer-Encoding: base64\n\n", "--a\n", ""),
		"mail parts":               fill("boundary=a\n", "Content-Transfer-Encoding: base64\n\nYWJj\n--a\n", ""),
		"carets":                   fill("curl ", "^", ""),
		"carets and quotes":        fill("curl ", `^"`, ""),
		"http^&":                   fill("", "http^", ""),
		"curl ":                    fill("", "curl ", "^"),
		"curl lines":               fill("", "curl a b\n", "^"),
		"backticks":                fill("iwr ", "`", ""),
		"[char]":                   fill("iwr ", "$([char]38)", ""),
		"iwr":                      fill("", "iwr`", ""),
		"joined strings":           fill("", `"+"`, ""),
		"joined strings, blanks":   fill("", `"`+strings.Repeat(" ", 500)+`+`, ""),
		"quotes and blanks":        fill(`"+"`, `" `, ""),
		"a quote and blanks often": fill(`"+"`, `"`+strings.Repeat(" ", 1000), ""),
		"links":                    fill("", "[a]("+stream+"?token="+tok+")", ""),
		"[](":                      fill("", "[](", ""),
		"defanged":                 fill("", "hxxps://a[.]b ", ""),
		"[.]":                      fill("a", "[.]", ""),
		"urldefense":               fill("", "https://urldefense.com/v3/__http://a*b__;Kw!!a ", ""),
		"urldefense, no end":       fill("https://urldefense.com/v3/__", "a", ""),
		"urldefense again":         fill("", "https://urldefense.com/v3/__", ""),
		"urldefense 2":             fill("", "https://urldefense.proofpoint.com/v2/url?u=http-3A__a ", ""),
		"stars":                    fill("https://urldefense.com/v3/__", "*", "__;Kw!!a"),
		"&amp;":                    fill(stream+"?a=b", "&amp;", ""),
		"&amp; and tokens":         fill(stream+"?a=b", "&amp;token="+tok, ""),
		"&amp;amp;":                fill(stream+"?a=b&", "amp;", "token="+tok),
		"&lt;":                     fill("", "&lt;", ""),
		"&lt;x-player":             fill("", "&lt;x-player token=", ""),
		"&quot;":                   fill("token=", "&quot;", ""),
		"&#":                       fill("", "&#", ""),
		"cookies":                  fill("Cookie: ", "CloudFront-Policy=a; ", ""),
		"cookies of CloudFront":    many(func(i int) string { return "CloudFront-Signature=a" + strconv.Itoa(i) + "; " }),
		"cookie names":             fill("", "CloudFront-Policy", ""),
		"signed URLs":              fill("", stream+"?Policy=a&Signature=b&Key-Pair-Id=c ", ""),
		"one signed URL":           fill(stream+"?Policy=", "a", "&Signature=b&Key-Pair-Id=c"),
		"&Signature=":              fill(stream+"?Policy=a", "&Signature=a", "&Key-Pair-Id=c"),
		"X-Amz":                    fill(stream+"?X-Amz-Signature=a", "&X-Amz-Date=1", ""),
		"sig=":                     fill(stream+"?a", "&sig="+strings.Repeat("a1", 32), ""),
		"hdnts":                    fill(stream+"?hdnts=", "exp=1~", "hmac=a"),
		"log lines": many(func(i int) string {
			return `10.0.0.1 - - [22/Nov/2026:14:30:00 +0000] "GET /a` + strconv.Itoa(i) + `.m3u8?token=` + tok + ` HTTP/1.1" 403 58 "-" "-"` + "\n"
		}),
		"log lines without tokens": many(func(i int) string {
			return `10.0.0.1 - - [22/Nov/2026:14:30:00 +0000] "GET /a` + strconv.Itoa(i) + `.m3u8 HTTP/1.1" 403 58 "-" "-"` + "\n"
		}),
		"one log line":            fill(`10.0.0.1 - - [22/Nov/2026:14:30:00 +0000] "GET /a.m3u8?token=`, "a", ` HTTP/1.1" 403 58 "-" "-"`),
		"GET / HTTP/ in one line": fill("", "GET / HTTP/1.1 ", ""),
		" HTTP/":                  fill("", " HTTP/", ""),
		"http/1.1 behind a word":  fill("get a", " http/1", ""),
		"key=value log":           fill("time=2026-11-22T10:00:00Z level=info ", "a=b ", ""),
		"numbers":                 fill("", "403 ", ""),
		"HTTP 403":                fill("", "HTTP 403 ", ""),
		"got 403 in code":         fill("", "x.expect(403 ", ""),
		"tokens and 403":          fill("", "token="+head+".a.b 403 ", ""),
		"dates":                   fill("", "2026-11-22T10:00:00Z ", ""),
		"times":                   fill("", "10:00:00 ", ""),
		"dates in lines":          fill("", "Sun, 22 Nov 2026 10:00:00 GMT\n", ""),
		"header lines":            fill("HTTP/1.1 403 Forbidden\n", "Date: Sun, 22 Nov 2026 10:00:00 GMT\n", ""),
		"many headers":            fill("GET /a HTTP/1.1\n", "Host: a\n", ""),
		"numbers of ten digits":   fill("", "1764000000 ", ""),
		"one number":              fill("", "1", ""),
		"PRIVATE KEY":             fill("", "PRIVATE KEY-", ""),
		"-----BEGIN":              fill("", "-----BEGIN PRIVATE KEY-----", ""),
		"-----BEGIN and a token":  fill("-----BEGIN PRIVATE KEY-----\n", "MIIE", tok),
		"-----END":                fill("", "-----END PRIVATE KEY-----", ""),
		"a private key":           fill("", "a private key -", ""),
		"MII":                     fill("", "MIIE", ""),
		"MII in groups":           fill("", "MIIE ", "?"),
		"MII lines":               fill("", "MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQ\n", ""),
		"LS0tLS1":                 fill("", "LS0tLS1CRUdJTi", ""),
		"LS0tLS1 in tokens":       fill("", head+".LS0tLS1CRUdJTi.a ", ""),
		"3082":                    fill("", " 30820222020100", ""),
		"secret=":                 fill("", "secret=", ""),
		"secret: a":               fill("", "secret: aaaaaaaaaaaaaaaaaaaaaaaa ", ""),
		"secret and blanks":       fill("", "secret"+strings.Repeat(" ", 1000), ""),
		"k4.secret.":              fill("", "k4.secret.", ""),
		"Traceback":               fill("", "\n at ", ""),
		"File lines":              fill("", "\n file \"", "\", line x"),
		"#EXTM3U":                 fill("#EXTM3U\n", "#EXTINF:4\nhttps://a/b.ts?token="+tok+"\n", ""),
		"invisible":               fill("token=", "\u200b", tok),
		"invisible in a token":    fill("", tok+"\u200b", ""),
		"colours":                 fill("", "\x1b[0;1m", ""),
		"a colour without end":    fill("\x1b[", "1;", ""),
		"curly quotes":            fill("token=", "“", tok),
		"é":                       fill("", "é", ""),
		"replacement":             fill("token="+tok, "\ufffd", ""),
		"a JWE":                   fill("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..", "A", ".a.b"),
		"a wrapped token":         fill(head+".eyJ", "hIjoxfQ\nab", ""),
		"even lines":              fill("", strings.Repeat("aB3", 20)+"\n", ""),
		"even lines behind http":  fill("http://a/", strings.Repeat("aB3", 20)+"\n", ""),
		"http lines of one width": fill("", "http://a/"+strings.Repeat("a", 60)+"\n", ""),
		"> lines":                 fill("", "> > > > token\n", ""),
		"tokens with > between":   fill(head+".eyJ", "a\n> ", ""),
		"(((":                     fill("http://a/?token="+tok, ")", ""),
		"braces behind a URL":     fill("http://a/?token="+tok, "}", "."),
		"slashes":                 fill("https://a.b/", "/", "?token="+tok),
		"/../":                    fill("https://a.b/", "../", "?token="+tok),
		"?":                       fill("https://a.b/?token="+tok, "?", ""),
		"#":                       fill("https://a.b/?token="+tok, "#", ""),
		",":                       fill("https://a.b/?token="+tok, ",", ""),
		";":                       fill("https://a.b/?token="+tok, ";a", ""),
		"postData":                fill(`{"request":{"url":"https://a/","postData":"`, `\"postData\"`, `?token=`+tok+`"}}`),
		"referer":                 fill("", "referer: http://a/?token="+tok+"\n", ""),
		"403 Forbidden":           fill("", "403 Forbidden\n", ""),
		"Lorem ipsum":             fill("", "This video does not play, and nobody knows why. ", ""),
		"JWT in a sentence":       fill("", "the token is "+tok+" ", ""),
		"DRM":                     fill("", `com.widevine.alpha":{"url":"https://a/drm/license?token=`+tok+`"},`, ""),
		"claims":                  "eyJhbGciOiJub25lIn0." + base64.RawURLEncoding.EncodeToString([]byte("{"+strings.Repeat(`"a":1,`, 90000)+`"b":2}`)) + ".",
	}
}
