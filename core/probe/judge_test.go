package probe_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/platform/all"
	"playtoken/core/probe"
	"playtoken/internal/fixtures"
)

// TestStatuses: what an answer means for the platform, joined with a token that is good.
func TestStatuses(t *testing.T) {
	for _, c := range []struct {
		name, kind, body string
		status           int
		meaning          string
		state            diagnosis.State
		says             string
	}{
		{"played", hls, master, 200, "The token was taken.", diagnosis.Plays, "Plays: 127.0.0.1 answered 200 Good for 23 h 59 min more."},
		{"refused", "application/json", `{"success":false,"error":{"code":401,"message":"unauthorized"}}`, 401, "The token is missing, refused", diagnosis.Fails, "401"},
		{"restricted", "application/json", `{}`, 403, "a restriction of the playback ID", diagnosis.Fails, "403"},
		{"unknown", "application/json", `{}`, 404, "There is no such playback ID", diagnosis.Fails, "404"},
		{"malformed", "application/json", `{}`, 422, "malformed", diagnosis.Fails, "422"},
		{"not ready", "application/json", `{"error":{"message":"The media is currently unavailable. Please wait until it's ready and then refresh the page."}}`, 400, "still being processed", diagnosis.Fails, "still being processed"},
		{"broken", "text/html", "<html>", 503, "overloaded", diagnosis.Fails, "503"},
		{"a picture in its place", "image/png", "\x89PNG\r\n\x1a\n", 200, "", diagnosis.Fails, "A picture came"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t, says(c.status, c.kind, c.body))
			u := playlistURL(t, s.URL)
			a := ask(t, client(nil), probe.Request{URL: u})
			if a.Platform != all.ByName("fastpix") || !strings.Contains(a.Meaning, c.meaning) || (c.meaning == "") != (a.Meaning == "") {
				t.Errorf("%v means %q", a.Platform, a.Meaning)
			}
			v := a.Judge(diagnosis.Read(u, diagnosis.Options{Now: at}), nil, diagnosis.Options{Now: at})
			text := v.Headline + " " + v.Detail
			if v.State != c.state || !strings.Contains(text, c.says) || a.Refused() != (c.status >= 400) {
				t.Errorf("%s: %s", v.State, text)
			}
		})
	}
}

// TestSaid: the body of a refusal says which one it is, and whether a token came is known.
func TestSaid(t *testing.T) {
	const (
		xml = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>%s</Code><Message>%s</Message></Error>`
		geo = `<HTML><BODY>The Amazon CloudFront distribution is configured to block access from your country.</BODY></HTML>`
	)
	signed := "?Expires=1744866919&Signature=" + strings.Repeat("Ab0d", 85) + "AQ__&Key-Pair-Id=K2JCJMDEHXQW5F"
	licence := "/on-demand/drm/license/widevine/" + fixtures.PlaybackID + "?token=" + fixtures.Token(t)
	refusal := func(code, message string) string { return fmt.Sprintf(xml, code, message) }
	for _, c := range []struct {
		name, platform, path string
		status               int
		body, says           string
	}{
		{"none came, and there was none", "cloudfront", "/v/a.m3u8", 403, refusal("MissingKey", "Missing Key-Pair-Id query parameter or cookie value"), "It wants a token, and the URL has none."},
		{"none came, and there was one", "cloudfront", "/v/a.m3u8" + signed, 403, refusal("MissingKey", "Missing Key-Pair-Id query parameter or cookie value"), "It says that no token came, and this request had one"},
		{"denied", "cloudfront", "/v/a.m3u8" + signed, 403, refusal("AccessDenied", "Access denied"), "The signature was refused"},
		{"the bucket", "cloudfront", "/v/a.m3u8" + signed, 403, `<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>A</RequestId><HostId>x</HostId></Error>`, "The bucket behind CloudFront refused"},
		{"the country, of CloudFront", "cloudfront", "/v/a.m3u8" + signed, 403, geo, "CloudFront refuses the country"},
		{"the country, without a token", "cloudfront", "/v/a.m3u8", 403, geo, "CloudFront refuses the country"},
		{"the country", "fastpix", "", 403, "<html>This content is not available in your country.</html>", "may not be played in the country"},
		{"a challenge", "fastpix", "", 403, "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>", "wants to see a browser"},
		{"Akamai", "fastpix", "", 403, `<HTML><H1>Access Denied</H1> You don't have permission to access "http&#58;" on this server.<P> Reference&#32;&#35;18.x</HTML>`, "which one it does not say"},
		{"a field", "fastpix", "", 422, `{"success": false, "error": {"fields": [{"field": "resolution", "message": "x"}]}}`, "The option resolution of the URL is malformed."},
		{"not ready", "fastpix", "", 400, `{"error":{"message":"media is not ready yet"}}`, "still being processed"},
		{"a login", "fastpix", "", 511, "<html>Log in</html>", "The network wants a login first"},
		{"Bitmovin without one", "bitmovin", "/cgl9rh94uvs51rqc8jhg/config", 401, "", "It wants a token, and the URL has none."},
		{"FastPix without one", "fastpix", "/" + fixtures.PlaybackID + ".m3u8", 401, "{}", "It wants a token, and the URL has none."},
		{"FastPix without one, by another rule", "fastpix", "/" + fixtures.PlaybackID + ".m3u8", 403, "{}", "It may want one; or another rule refuses."},
		{"Mux without one", "mux", "/x.m3u8", 403, "", "It wants a token, and the URL has none."},
		{"Bitmovin", "bitmovin", "/cgl9rh94uvs51rqc8jhg/config?token=" + fixtures.Token(t), 401, "", "It says that no token came, and this request had one"},
		{"no DRM", "fastpix", licence, 404, "{}", "has no DRM"},
		{"no POST", "fastpix", licence, 405, "", "takes no POST"},
		{"an error with a good status", "fastpix", "", 200, "<html>This video is not available in your country.</html>", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t, says(c.status, "text/html", c.body))
			u := s.URL + c.path
			if c.path == "" {
				u = playlistURL(t, s.URL)
			}
			p := all.ByName(c.platform)
			a := ask(t, client(nil), probe.Request{URL: u, Platform: p})
			if !strings.Contains(a.Meaning, c.says) {
				t.Errorf("%q", a.Meaning)
			}
			v := a.Judge(diagnosis.Read(u, diagnosis.Options{Now: at, Platform: p}), nil, diagnosis.Options{Now: at})
			text := words(v)
			own := c.path == licence // whose token is another one
			if v.State != diagnosis.Fails || !own && !strings.Contains(strings.ToLower(text), strings.ToLower(strings.TrimSuffix(c.says, "."))) || strings.Contains(text, " Or: ") || strings.Contains(text, "unless the ID is public") {
				t.Errorf("%s", text)
			}
			if c.status == 200 && !strings.Contains(text, "may not be played in the country") {
				t.Error(text)
			}
		})
	}
}

// TestClocks: Date, with the age of a cached answer.
func TestClocks(t *testing.T) {
	for _, c := range []struct {
		date, age string
		clock     time.Duration
		there     bool
	}{
		{at.UTC().Format(http.TimeFormat), "", 0, true},
		{at.Add(5 * time.Minute).UTC().Format(http.TimeFormat), "", 5 * time.Minute, true},
		{at.Add(-time.Hour).UTC().Format(http.TimeFormat), "3600", 0, true},
		{at.Add(-time.Hour).UTC().Format(http.TimeFormat), " 3590 ", -10 * time.Second, true},
		{at.UTC().Format(http.TimeFormat), "-5", 0, true},
		{at.UTC().Format(http.TimeFormat), "99999999999999999999", 0, true},
		{at.UTC().Format(http.TimeFormat), "86400", 0, true}, // a cache that dates anew
		{at.Add(10 * time.Second).UTC().Format(http.TimeFormat), "10", 10 * time.Second, true},
		{at.Add(-2 * time.Hour).UTC().Format(http.TimeFormat), "3600", -time.Hour, true},
		{at.Add(2 * time.Hour).UTC().Format(http.TimeFormat), "3600", 2 * time.Hour, true},
		{"yesterday", "7", 0, false},
		{"Mon, 01 Jan 0001 00:00:00 GMT", "", 0, false},
		{"Fri, 31 Dec 9999 23:59:59 GMT", "7", 0, false},
		{"", "", 0, false},
	} {
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Date"] = nil
			if c.date != "" {
				w.Header().Set("Date", c.date)
			}
			if c.age != "" {
				w.Header().Set("Age", c.age)
			}
			_, _ = io.WriteString(w, master)
		})
		a := ask(t, client(nil), probe.Request{URL: s.URL + "/x.m3u8"})
		if a.Clock != c.clock || a.Date.IsZero() == c.there {
			t.Errorf("%+v: %s, %s", c, a.Clock, a.Date)
		}
	}
}

// TestCompare: the requests that may tell more, and what two answers say side by side.
func TestCompare(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Referer") != "https://shop.example/" || strings.Contains(r.Header.Get("User-Agent"), "curl") {
			says(403, "application/json", "{}")(w, r)
			return
		}
		says(200, hls, master)(w, r)
	})
	u := playlistURL(t, s.URL)
	names := func(list []probe.Look) (text string) {
		for _, k := range list {
			text += k.Name + "; "
		}
		return text
	}
	c := client(nil)
	first := ask(t, c, probe.Request{URL: u})
	looks := probe.Compare(first, "https://shop.example/video?id=7")
	if got := names(looks); got != "With the page's Referer; With the page's Origin; With a browser's user agent; " {
		t.Fatal(got)
	}
	want := []string{
		"Refused without a Referer (403), played with it (200): a restriction by domain or page.",
		"Answered 403 with an Origin and without: that is not what refuses.",
		"Answered 403 with a browser's user agent and without: that is not what refuses.",
	}
	for i, k := range looks {
		if got := k.Beside(first, ask(t, c, k.Request)); got != want[i] {
			t.Errorf("%s: %s", k.Name, got)
		}
	}
	if got := names(probe.Compare(first, "")); got != "With a browser's user agent; " {
		t.Error(got)
	}
	agent := ask(t, c, probe.Request{URL: u, UserAgent: "curl/8", Referer: "https://shop.example/"})
	looks = probe.Compare(agent, "")
	if got := names(looks); got != "Without the Referer; Without that user agent; " {
		t.Fatal(got)
	}
	if got := looks[1].Beside(agent, ask(t, c, looks[1].Request)); got != "Refused with that user agent (403), played without it (200): a restriction by user agent." {
		t.Error(got)
	}
	if list := probe.Compare(ask(t, c, looks[1].Request), "https://shop.example"); list != nil {
		t.Errorf("a URL that plays: %v", list)
	}
	nobody := serve(t, says(403, "text/plain", ""))
	if got := names(probe.Compare(ask(t, c, probe.Request{URL: nobody.URL + "/x.m3u8"}), "https://shop.example")); strings.Count(got, ";") != 3 {
		t.Errorf("of no platform: %s", got)
	}
}

// words is a verdict as it is read.
func words(v diagnosis.Verdict) string {
	text := fmt.Sprintln(v.State, v.Headline, v.Detail, v.Fix)
	for _, f := range v.Findings {
		text += fmt.Sprintln(f.Code, f.Severity, f.Words, f.BecauseOf)
	}
	return text
}

// TestTypedAndAsked: an answer that was asked for has the causes of a status typed by hand.
// That it plays not was seen of the one alone.
func TestTypedAndAsked(t *testing.T) {
	for _, status := range []int{401, 403, 404, 422, 500} {
		s := serve(t, says(status, "text/plain", ""))
		u := playlistURL(t, "https://stream.fastpix.com")
		a := ask(t, client(nil), probe.Request{URL: s.URL + strings.TrimPrefix(u, "https://stream.fastpix.com"), Platform: all.ByName("fastpix")})
		for _, now := range []time.Time{at, at.Add(100 * time.Hour)} {
			c := diagnosis.Read(u, diagnosis.Options{Now: now})
			a.Clock = 0
			asked, typed := a.Judge(c, nil, diagnosis.Options{Now: now}), c.Judge(diagnosis.Options{Now: now, Status: status})
			if asked.State != diagnosis.Fails || typed.State != diagnosis.MayFail && typed.State != diagnosis.Fails {
				t.Errorf("%d: asked it is %s, typed %s", status, asked.State, typed.State)
			}
			said := strings.NewReplacer("Playback fails for now: ", "", "Playback fails: ", "", "Playback may fail: ", "", "FastPix answered ", "the answer was ")
			asked.State = typed.State
			if got, want := said.Replace(words(asked)), said.Replace(words(typed)); got != want {
				t.Errorf("%d: asked it is %s\ntyped %s", status, got, want)
			}
		}
	}
}

// TestGoodForByBothClocks: how long a token that was taken is good for is said by the clock of
// the platform, too, and a token that has ended by it is no promise.
func TestGoodForByBothClocks(t *testing.T) {
	for name, c := range map[string]struct {
		ahead time.Duration
		state diagnosis.State
		says  string
	}{
		"the same":    {0, diagnosis.Plays, "Good for 23 h 59 min more."},
		"ahead":       {2 * time.Hour, diagnosis.Plays, "Good for 21 h 59 min more by the platform's clock, and for 23 h 59 min by this machine's."},
		"behind":      {-48 * time.Hour, diagnosis.Plays, "Good for 2 days 23 h more by the platform's clock, and for 23 h 59 min by this machine's."},
		"ended there": {25 * time.Hour, diagnosis.MayFail, "127.0.0.1 answered 200, although the token expired 1 h 1 min ago, by the platform's clock"},
	} {
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Date", at.Add(c.ahead).UTC().Format(http.TimeFormat))
			_, _ = io.WriteString(w, master)
		})
		u := playlistURL(t, s.URL)
		a := ask(t, client(nil), probe.Request{URL: u})
		v := a.Judge(diagnosis.Read(u, diagnosis.Options{Now: at}), nil, diagnosis.Options{Now: at})
		if v.State != c.state || !strings.Contains(v.Headline+" "+v.Detail, c.says) || strings.Count(v.Detail, "clock is") > 1 {
			t.Errorf("%s: %s: %s", name, v.State, words(v))
		}
	}
}
