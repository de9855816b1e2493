package diagnosis_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"mime/quotedprintable"
	"net/url"
	"strings"
	"testing"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/internal/diagnosistest"
	"playtoken/internal/fixtures"
)

// pasted is a way in which a URL or a token comes into a text that no case of testdata
// can have, since it changes the token's own characters.
type pasted struct {
	name  string
	text  func(url, token string) string
	first cause.Code // "" for a token that plays
	info  string     // what is said to be left out, "" for nothing
}

func quotedPrintable(s string) string {
	var b strings.Builder
	w := quotedprintable.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

func lines(s string, width int, end string) string {
	var b strings.Builder
	for len(s) > width {
		b.WriteString(s[:width] + end)
		s = s[width:]
	}
	return b.String() + s
}

func inBase64(s string) string {
	return lines(base64.StdEncoding.EncodeToString([]byte(s)), 76, "\r\n")
}

func percent(s string, times int) string {
	for range times {
		s = url.QueryEscape(s)
	}
	return s
}

func inJSON(v any, times int) string {
	var b []byte
	for range times {
		b, _ = json.Marshal(v)
		v = map[string]string{"body": strings.ReplaceAll(string(b), "/", `\/`)}
	}
	return string(b)
}

const (
	mailHead = "From: a@shop.example\r\nSubject: video\r\nMIME-Version: 1.0\r\n"
	quotedIn = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
	base64In = "Content-Type: text/html\r\nContent-Transfer-Encoding: BASE64\r\n\r\n"
)

func link(u string) string {
	return `<p>See <a href="` + strings.ReplaceAll(u, "&", "&amp;") + `">this</a></p>`
}

var ways = []pasted{
	{"quoted-printable, a token", func(_, tok string) string { return quotedPrintable(tok) }, "", ""},
	{"quoted-printable, a URL", func(u, _ string) string { return quotedPrintable(u) }, "", ""},
	{"quoted-printable, a sentence", func(u, _ string) string { return quotedPrintable("Hi,\n\nsee " + u + " please.\nThanks") }, "", ""},
	{"quoted-printable, HTML", func(u, _ string) string { return quotedPrintable(link(u)) }, "", ""},
	{"quoted-printable, a reply", func(u, _ string) string {
		return "> " + strings.ReplaceAll(quotedPrintable("see "+u), "\n", "\n> ")
	}, "", ""},
	{"quoted-printable, a mail", func(u, _ string) string { return mailHead + quotedIn + quotedPrintable("see "+u) }, "", ""},
	{"quoted-printable in a log", func(_, tok string) string {
		return `10.0.0.7 - - [15/Jun/2025:15:00:00 +0000] "GET /` + videoID + `.m3u8?token=3D` + tok + ` HTTP/1.1" 401 15`
	}, cause.TokenDamagedInURL, ""},
	{"base64, the body alone", func(u, _ string) string { return inBase64("Hi,\n\nsee " + u + "\n") }, "", ""},
	{"base64, one line", func(u, _ string) string { return base64.StdEncoding.EncodeToString([]byte(link(u))) }, "", ""},
	{"base64, a mail", func(u, _ string) string { return mailHead + base64In + inBase64(link(u)) }, "", ""},
	{"parts of a mail", func(u, _ string) string {
		return mailHead + "Content-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n--outer\r\nContent-Type: multipart/alternative;\r\n boundary=inner\r\n\r\n--inner\r\n" +
			quotedIn + quotedPrintable("no link here") + "\r\n--inner\r\n" + base64In + inBase64(link(u)) + "\r\n--inner--\r\n--outer\r\nContent-Type: image/png\r\n" +
			"Content-Transfer-Encoding: base64\r\n\r\n" + inBase64(strings.Repeat("\x89PNG\x00\xff", 60)) + "\r\n--outer--\r\n"
	}, "", ""},
	{"lines of a reply", func(u, _ string) string { return "> see\n> " + lines(u, 72, "\n> ") + "\n> Thanks" }, "", "line ends"},
	{"lines of a URL", func(u, _ string) string { return "see\n" + lines(u, 76, "\n") + "\nThanks" }, "", "line ends"},
	{"lines of a URL that break before the token", func(u, _ string) string { return lines(u, 60, "\n") }, "", "line ends"},
	{"lines of a mail", func(u, _ string) string {
		return "From: a@b.example\r\n\r\nHi,\r\n\r\nthe link:\r\n" + lines(u, 60, "\r\n") + "\r\n\r\nThanks\r\nAnn"
	}, "", "line ends"},
	{"lines of a reply that break before the token", func(u, _ string) string { return "Ann wrote:\n> " + lines(u, 60, "\n> ") }, "", "line ends"},
	{"lines of a terminal", func(u, _ string) string { return lines("$ curl -sI '"+u+"'", 80, "\n") + "\nHTTP/2 200" }, "", "line ends"},
	{"lines of a wide terminal", func(u, _ string) string { return "$ echo $URL\n" + lines(u, 132, "\n") + "\n$" }, "", "line ends"},
	{"lines of JSON", func(_, tok string) string {
		return lines(`{"playbackId": "`+videoID+`", "token": "`+tok+`"}`, 80, "\n")
	}, "", "line ends"},
	{"lines of a tag", func(_, tok string) string {
		return lines(`<fastpix-player playback-id="`+videoID+`" token="`+tok+`"></fastpix-player>`, 80, "\n")
	}, "", "line ends"},
	{"lines of a filter of mails", func(u, _ string) string {
		return "Hi,\n" + lines("https://eur01.safelinks.protection.outlook.com/?url="+url.QueryEscape(u)+"&data=05&reserved=0", 76, "\n") + "\n\nAnn"
	}, "", "line ends"},
	{"a word below a URL", func(u, _ string) string { return u + "\nThanks" }, "", ""},
	{"a word below a URL, of Windows", func(u, _ string) string { return u + "\r\nregards,\r\nAnn" }, "", ""},
	{"a word below a URL whose last line is full", func(u, _ string) string {
		u = strings.Replace(u, "?", "?x="+strings.Repeat("1", 76-(len(u)+len("x=&"))%76)+"&", 1)
		return lines(u, 76, "\n") + "\nThanks"
	}, "", "line ends"},
	{"a number below a URL", func(u, _ string) string { return u + "\nok\nnull" }, "", ""},
	{"JSON below a URL", func(u, _ string) string {
		return u + `
{"message":"ok"}`
	}, "", ""},
	{"a refusal below a URL", func(u, _ string) string {
		return u + `
{"statusCode":401,"message":"Unauthorized"}`
	}, cause.NotTheToken, ""},
	{"a list below a URL", func(u, _ string) string {
		return u + `
[{"success":true}]`
	}, "", ""},
	{"lines of a token", func(_, tok string) string { return lines(tok, 76, "\n") }, "", "line ends"},
	{"a blank in a URL", func(u, _ string) string { return u[:300] + " " + u[300:] }, "", "spaces"},
	{"blanks in a URL in a sentence", func(u, _ string) string { return "see " + u[:200] + " " + u[200:400] + " " + u[400:] + " and so on" }, "", "spaces"},
	{"a blank in a token", func(_, tok string) string { return tok[:300] + " " + tok[300:] }, "", "spaces"},
	{"a hidden character in a token", func(_, tok string) string { return tok[:300] + "\u200b" + tok[300:] }, "", "cannot be seen"},
	{"a hidden character in a URL", func(u, _ string) string { return u[:300] + "\u00ad" + u[300:] }, "", "cannot be seen"},
	{"a hidden character beside a token", func(_, tok string) string { return "\ufeff" + tok + "\u200b" }, "", ""},
	{"percent-encoded once", func(u, _ string) string { return percent(u, 1) }, "", ""},
	{"percent-encoded four times", func(u, _ string) string { return percent(u, 4) }, "", ""},
	{"its dots twice", func(_, tok string) string { return videoURL + "?token=" + strings.ReplaceAll(tok, ".", "%252E") }, cause.TokenDamagedInURL, ""},
	{"its dots four times", func(_, tok string) string { return videoURL + "?token=" + strings.ReplaceAll(tok, ".", "%2525252E") }, cause.TokenDamagedInURL, ""},
	{"a mail filter, the second kind", func(u, _ string) string {
		return "https://urldefense.proofpoint.com/v2/url?u=" + strings.NewReplacer("-", "-2D", "_", "-5F", ":", "-3A", "?", "-3F", "=", "-3D", "&", "-26", "/", "_").Replace(u) + "&d=DwMF-g&c=a&e="
	}, "", ""},
	{"a mail filter, the third kind", func(u, _ string) string {
		return "https://urldefense.com/v3/__" + strings.NewReplacer("?", "*", "&", "*").Replace(u) + "__;" + base64.RawURLEncoding.EncodeToString([]byte("?&")) + "!!a-b!c_d$"
	}, "", ""},
	{"a mail filter, the target encoded", func(u, _ string) string {
		return "https://eur01.safelinks.protection.outlook.com/?url=" + percent(u, 1) + "&data=05%7C01&reserved=0"
	}, "", ""},
	{"a link of a search engine", func(u, _ string) string { return "https://www.google.com/url?q=" + percent(u, 1) + "&sa=D" }, "", ""},
	{"cmd.exe, & and the line", func(u, _ string) string { return "curl " + strings.ReplaceAll(u[:200]+"^\r\n"+u[200:], "&", "^&") }, "", ""},
	{"cmd.exe, quotes", func(u, _ string) string {
		return `curl ^"` + strings.ReplaceAll(u, "&", "^&") + "^\" ^\n  -H ^\"accept: */*^\""
	}, "", ""},
	{"PowerShell", func(u, _ string) string {
		return `Invoke-WebRequest -Uri "` + strings.ReplaceAll(u, "&", "`&") + "\" `\n-Method GET"
	}, "", ""},
	{"PowerShell, codes", func(u, _ string) string {
		return `iwr "` + strings.NewReplacer("&", "$([char]38)", "=", "$([char]61)").Replace(u) + `"`
	}, "", ""},
	{"PowerShell, a line that goes on", func(u, _ string) string { return "Invoke-WebRequest -Uri \"" + u[:200] + "`\r\n" + u[200:] + `"` }, "", ""},
	{"fetch", func(u, _ string) string {
		return `fetch("` + u + `", {"headers": {}, "referrer": "https://shop.example/"});`
	}, "", ""},
	{"hxxps and dots in brackets", func(u, _ string) string {
		return "see " + strings.NewReplacer("https", "hxxps", "stream.fastpix.com", "stream[.]fastpix[.]com").Replace(u)
	}, "", ""},
	{"a colon in brackets", func(u, _ string) string { return strings.Replace(u, "://", "[:]//", 1) }, "", ""},
	{"Markdown", func(u, _ string) string { return "[video](" + u + ")" }, "", ""},
	{"Jira", func(u, _ string) string { return "[video|" + u + "|smart-link]" }, "", ""},
	{"a chat", func(u, _ string) string { return "<" + strings.ReplaceAll(u, "&", "&amp;") + "|video>" }, "", ""},
	{"XML", func(u, _ string) string { return "<url>" + strings.ReplaceAll(u, "&", "&amp;") + "</url>" }, "", ""},
	{"YAML", func(u, _ string) string { return "video:\n  url: '" + u + "'\n" }, "", ""},
	{"a cell of a table", func(u, _ string) string { return "id,url,n\n1," + u + ",403 x" }, "", ""},
	{"a HAR", func(u, _ string) string {
		return `{"log":{"entries":[{"request":{"method":"GET","url":"` + u + `"}}]}}`
	}, "", ""},
	{"strings that are added", func(u, _ string) string { return `"` + u[:90] + `" +` + "\n  \"" + u[90:300] + `" + "` + u[300:] + `"` }, "", ""},
	{"JSON in JSON", func(u, _ string) string { return inJSON(map[string]string{"url": u}, 3) }, "", ""},
	{"JSON, percent-encoded", func(u, _ string) string { return percent(inJSON(map[string]string{"url": u}, 1), 1) }, "", ""},
	{"codes of JavaScript", func(u, _ string) string {
		return "'" + strings.NewReplacer("&", `\x26`, "=", `\x3d`, "/", `\x2f`, "?", `\x3F`).Replace(u) + "'"
	}, "", ""},
	{"codes of JSON", func(u, _ string) string {
		return `{"u":"` + strings.NewReplacer("&", `\u0026`, "=", `\u003d`, "/", `\u002f`, ":", `\u003A`).Replace(u) + `"}`
	}, "", ""},
	{"a mark behind it", func(_, tok string) string { return tok + "?" }, "", "a mark"},
	{"= behind it", func(_, tok string) string { return tok + "=" }, "", "= behind"},
	{"as bytes", func(_, tok string) string { return "b'" + tok + "'" }, "", "b'…'"},
}

const (
	videoID  = "16af5b33-cf4d-4717-9b90-ce429a124455"
	videoURL = "https://stream.fastpix.com/" + videoID + ".m3u8"
)

// TestPasted: what pasting does to a URL or a token is undone; what would break it where
// it is used is told beside the verdict.
func TestPasted(t *testing.T) {
	m := diagnosistest.Token{
		Header: json.RawMessage(`{"alg":"RS256"}`), Sign: "rsa",
		Claims: json.RawMessage(`{"kid":"b7158b65-302d-4fbd-9c48-503ca92bdd25","aud":"media:` + videoID + `","iss":"fastpix.com","sub":"","iat":1749996400,"exp":1750003600}`),
	}
	tok := m.Text(t)
	u := videoURL + "?minResolution=480p&token=" + tok
	for _, w := range ways {
		t.Run(w.name, func(t *testing.T) {
			c := diagnosistest.Read(t, w.text(u, tok), "rsa.public")
			var first cause.Code
			if f := c.Verdict.Leading(); f != nil {
				first = f.Code
			}
			if first != w.first || (c.Verdict.State == diagnosis.Plays) != (w.first == "") {
				t.Errorf("%s, first %q: %s", c.Verdict.State, first, c.Verdict.Headline)
			}
			other := strings.Replace(u, videoID, "2"+videoID[1:], 1)
			if text := w.text(other, tok); w.first == "" && text != w.text(u, tok) {
				if c := diagnosistest.Read(t, text, "rsa.public"); c.Verdict.Leading() == nil || c.Verdict.Leading().Code != cause.OtherPlaybackID {
					t.Errorf("of a URL for another ID: %s", c.Verdict.Headline)
				}
			}
			said := ""
			for _, f := range c.Verdict.Findings {
				if f.Code == cause.TokenDamagedInURL && f.Severity == platform.Info {
					said = f.Evidence
				}
			}
			if (said == "") != (w.info == "") || !strings.Contains(said, w.info) {
				t.Errorf("left out: %q, want %q", said, w.info)
			}
		})
	}
}

// TestOneOfALog: on a log the verdict says that it is on one of the requests, and nothing of
// how many tokens fail.
func TestOneOfALog(t *testing.T) {
	tok := diagnosistest.FastPix(t, "rsa", map[string]any{"iat": 1749990000})
	other := diagnosistest.FastPix(t, "rsa", map[string]any{"iat": 1749990001})
	line := func(id, tok string, status int) string {
		return fmt.Sprintf("203.0.113.9 - - [15/Jun/2025:15:00:00 +0000] \"GET /%s.m3u8?token=%s HTTP/1.1\" %d 12\n", id, tok, status)
	}
	good, refused, elsewhere := line(fixtures.PlaybackID, tok, 200), line(fixtures.PlaybackID, tok, 403), line("99c14bd2-0a7e-4a3f-8a52-7d0f1c2b3a44", other, 403)
	for name, c := range map[string]struct{ text, headline, detail, never string }{
		"a line":            {refused, "403", "", "requests"},
		"two lines":         {refused + elsewhere, "; 1 of 2 tokens here fails", "This is about 1 of the 2 requests in the text.", "requests here"},
		"many lines":        {refused + elsewhere + strings.Repeat(good, 5), "; this is 1 of 7 requests here", "", "tokens"},
		"a playlist beside": {good + "203.0.113.9 - - [15/Jun/2025:15:00:00 +0000] \"GET /a/b.js HTTP/1.1\" 200 12\n", "", "", "requests"},
	} {
		v := diagnosistest.Read(t, c.text).Verdict
		if !strings.Contains(v.Headline, c.headline) || !strings.Contains(v.Detail, c.detail) || strings.Contains(v.Headline+v.Detail, c.never) || v.Since() != "" {
			t.Errorf("%s: %s\n%s\n%s", name, v.Headline, v.Since(), v.Detail)
		}
	}
	many := strings.Builder{}
	for i := range 30 {
		many.WriteString(diagnosistest.FastPix(t, "rsa", map[string]any{"iat": 1749990000 + i, "exp": 1749990000 + i + 30000*(1-min(i, 1))}) + "\n")
	}
	if v := diagnosistest.Read(t, many.String()).Verdict; !strings.HasSuffix(v.Headline, "; 16 of the first 17 tokens here fail") {
		t.Errorf("%s", v.Headline)
	}
}
