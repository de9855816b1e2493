package probe_test

import (
	"net/url"
	"strings"
	"testing"

	"playtoken/core/diagnosis"
	"playtoken/core/probe"
	"playtoken/internal/fixtures"
)

// TestRead: the URL in what people paste, and the headers of a command.
func TestRead(t *testing.T) {
	tok := fixtures.Token(t)
	bare := "https://stream.fastpix.com/" + fixtures.PlaybackID + ".m3u8"
	stream := bare + "?token=" + tok
	wrapped := url.QueryEscape(stream)
	for _, c := range []struct {
		name, text, url, notes, why string
		headers                     probe.Request
	}{
		{name: "a URL", text: stream + "\n", url: stream},
		{name: "safelinks", text: "https://eur01.safelinks.protection.outlook.com/?url=" + wrapped + "&data=05%7C01&reserved=0", url: stream, notes: "stands in a link of eur01.safelinks"},
		{name: "Google", text: "https://www.google.com/url?q=" + wrapped + "&sa=D", url: stream, notes: "stands in a link"},
		{name: "urldefense", text: "https://urldefense.com/v3/__" + stream + "__;!!abc", url: stream, notes: "stands in a link"},
		{name: "safelinks without a token", text: "https://eur01.safelinks.protection.outlook.com/?url=" + url.QueryEscape(bare) + "&data=05", url: bare, notes: "stands in a link"},
		{name: "a page with it in a parameter", text: "https://shop.example/player.html?src=" + wrapped, url: "https://shop.example/player.html?src=" + wrapped},
		{name: "without a scheme", text: stream[8:], url: stream, notes: "had no scheme"},
		{name: "without a scheme, of this machine", text: "127.0.0.1:8080/a.m3u8", url: "http://127.0.0.1:8080/a.m3u8", notes: "had no scheme"},
		{name: "blob", text: "blob:https://shop.example/7c1f", why: "blob: address"},
		{
			name: "cURL", text: "curl '" + stream + "' -H 'Accept: */*' -H 'Referer: https://shop.example/w' -H 'User-Agent: Mozilla/5.0 X' -H 'origin: https://shop.example' --compressed", url: stream,
			notes: "Sent as well, as the text has it: Origin, Referer and User-Agent.", headers: probe.Request{Referer: "https://shop.example/w", UserAgent: "Mozilla/5.0 X", Origin: "https://shop.example"},
		},
		{
			name: "cURL with flags", text: "curl -A 'Foo/1' -e https://shop.example/ --cookie \"a=b; c=d\" '" + stream + "'", url: stream, notes: "Sent as well",
			headers: probe.Request{Referer: "https://shop.example/", UserAgent: "Foo/1", Cookies: "a=b; c=d"},
		},
		{name: "PowerShell", text: `Invoke-WebRequest -UseBasicParsing -Uri "` + stream + `" -Headers @{"Referer"="https://shop.example/"}`, url: stream, notes: "Referer", headers: probe.Request{Referer: "https://shop.example/"}},
		{name: "fetch", text: `fetch("` + stream + `", {"headers": {"user-agent": "Foo"}, "referrer": "https://shop.example/"});`, url: stream, notes: "Sent as well", headers: probe.Request{Referer: "https://shop.example/", UserAgent: "Foo"}},
		{name: "a raw request", text: "GET " + stream[len("https://stream.fastpix.com"):] + " HTTP/1.1\nHost: stream.fastpix.com\nReferer: https://shop.example/\n", url: stream, notes: "Referer", headers: probe.Request{Referer: "https://shop.example/"}},
		{name: "the token in a header", text: "curl '" + bare + "' -H 'Authorization: Bearer " + tok + "'", url: bare, notes: "Authorization header is not sent"},
		{name: "a player's element", text: `<fastpix-player playback-id="` + fixtures.PlaybackID + `" token="` + tok + `"></fastpix-player>`, url: stream, notes: "made of the player's element"},
		{name: "an element without an ID", text: `<fastpix-player token="` + tok + `"></fastpix-player>`, why: "no playback ID"},
		{name: "a line of a log", text: `1.2.3.4 - - [30/Nov/2026:02:11:09 +0000] "GET ` + stream[len("https://stream.fastpix.com"):] + ` HTTP/1.1" 403 146 "https://shop.example/" "Mozilla/5.0"`, why: "names no host"},
		{name: "two of them", text: "this works: " + stream + "\nthis not: https://stream.fastpix.com/26" + fixtures.PlaybackID[2:] + ".m3u8?token=" + tok[:len(tok)-6] + "AAAAAA", url: stream, notes: "2 URLs in the text; the first one is asked"},
		{name: "a token", text: tok, why: "That is a token, and no URL."},
		{name: "nothing of it", text: "my video is broken", why: "This is no URL"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, why := probe.Read(c.text)
			if (why == "") != (c.why == "") || !strings.Contains(why, c.why) {
				t.Fatalf("why %q, want %q", why, c.why)
			}
			notes := strings.Join(p.Notes, " ")
			if why == "" && (p.Request.URL != c.url || !strings.Contains(notes, c.notes) || (notes == "") != (c.notes == "")) {
				t.Errorf("%s\nwant %s\nnotes %q", p.Request.URL, c.url, notes)
			}
			if r := p.Request; r.Referer != c.headers.Referer || r.Origin != c.headers.Origin || r.UserAgent != c.headers.UserAgent || r.Cookies != c.headers.Cookies {
				t.Errorf("%q %q %q %q", r.Referer, r.Origin, r.UserAgent, r.Cookies)
			}
			if strings.Contains(notes+why, tok[:20]) {
				t.Error("the token is told")
			}
		})
	}
}

// TestInside: a token in a URL inside a parameter is not what the host was asked with.
func TestInside(t *testing.T) {
	inner := playlistURL(t, "https://stream.fastpix.com")
	for _, c := range []struct {
		status     int
		kind, body string
		state      diagnosis.State
		says       string
	}{
		{200, hls, master, diagnosis.Plays, "Plays: 127.0.0.1 answered 200 A token stands in a URL inside this one."},
		{200, "image/jpeg", "\xff\xd8\xff\xe0", diagnosis.Fails, "A picture came"},
		{404, "text/html", "<h1>Not found</h1>", diagnosis.Fails, "There is nothing under this address."},
		{403, "text/plain", "", diagnosis.Fails, "127.0.0.1 answered 403"},
	} {
		s := serve(t, says(c.status, c.kind, c.body))
		u := s.URL + "/proxy?url=" + url.QueryEscape(inner)
		a := ask(t, client(nil), probe.Request{URL: u})
		v := a.Judge(diagnosis.Read(u, diagnosis.Options{Now: at}), nil, diagnosis.Options{Now: at})
		text := words(v) + a.Meaning
		if a.Platform != nil || v.State != c.state || !strings.Contains(text, c.says) || strings.Contains(text, "FastPix") || strings.Contains(text, "token was taken") {
			t.Errorf("%d: %s", c.status, text)
		}
	}
	if host, why := probe.Host("https://eur01.safelinks.protection.outlook.com/?url=" + url.QueryEscape(inner)); host != "stream.fastpix.com" {
		t.Errorf("%q %q", host, why)
	}
}
