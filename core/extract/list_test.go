package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"playtoken/core/extract"
	"playtoken/internal/fixtures"
)

func TestIsList(t *testing.T) {
	tok, other := fixtures.Token(t), another(t)
	url := "https://stream.fastpix.com/" + video + ".m3u8?token="
	for name, c := range map[string]struct {
		text string
		want bool
	}{
		"tokens":                       {tok + "\n" + other + "\n", true},
		"the same token":               {tok + "\r\n" + tok, true},
		"URLs behind a head":           {"url,seen\n" + url + tok + ",1\n" + url + other + ",2\n", true},
		"a log":                        {"# requests\n\n" + logLine("token="+tok) + "\nnothing\n" + logLine("token="+other), true},
		"lines of JSON":                {`{"url":"` + url + tok + `"}` + "\n" + `{"url":"` + url + other + `"}`, true},
		"one token":                    {tok + "\n", false},
		"one line":                     {tok + " " + other, false},
		"one in many lines":            {"a\n" + url + tok + "\nb\nc", false},
		"a token wrapped by a mail":    {wrap(tok, 76, "\n"), false},
		"two tokens wrapped by a mail": {"> " + wrap(url+tok, 72, "\n> ") + "\n\n" + wrap(url+other, 72, "\n"), false},
		"a page":                       {"<html>\n<a href='" + url + tok + "'>\n<a href='" + url + other + "'>\n", false},
		"a player":                     {"See:\n<fastpix-player\n token=\"" + tok + "\"\n drm-token=\"" + other + "\">", false},
		"a JSON document":              {"{\n\"a\": \"" + tok + "\",\n\"b\": \"" + other + "\"\n}", false},
		"a request and its answer":     {"> GET /" + video + ".m3u8?token=" + tok + "\n< HTTP/2 403\n", false},
		"nothing":                      {"", false},
		"no tokens":                    {"a\nb\nc", false},
		"too large":                    {strings.Repeat(tok+"\n", extract.MaxSize/len(tok)+2), false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := extract.IsList(c.text); got != c.want {
				t.Errorf("%v", got)
			}
		})
	}
}

// A text of many requests is a log where it was pasted, too; a few lines are one text.
func TestIsLog(t *testing.T) {
	tok, other := fixtures.Token(t), another(t)
	entry := func(token string, status int) string {
		return fmt.Sprintf(`{"startedDateTime":"2025-06-15T15:00:00Z","request":{"method":"GET","url":"https://stream.fastpix.com/%s.m3u8?token=%s"},"response":{"status":%d}}`, video, token, status)
	}
	har := func(entries ...string) string {
		return `{"log":{"version":"1.2","entries":[` + strings.Join(entries, ",") + "]}}"
	}
	lines := func(n int) string { return strings.Repeat(logLine("token="+tok)+"\n", n) }
	for name, c := range map[string]struct {
		text           string
		log, list      bool
		what           string
		requests, read int
	}{
		"a line":                          {lines(1), false, false, "log line", 1, 1},
		"two lines":                       {lines(2), false, true, "log of 2 requests", 2, 1},
		"many lines":                      {lines(6), true, true, "log of 6 requests", 6, 1},
		"lines of two tokens":             {lines(5) + logLine("token="+other), true, true, "log of 6 requests", 6, 2},
		"many lines, few with a token":    {strings.Repeat(logLine("a=1")+"\n", 20) + lines(2), false, true, "log of 22 requests", 22, 1},
		"a HAR of one request":            {har(entry(tok, 403)), false, false, "HAR entry", 1, 1},
		"a HAR":                           {har(entry(tok, 403), entry(tok, 200)), true, true, "HAR of 2 requests", 2, 1},
		"a HAR, one of them with a token": {har(entry(tok, 403), entry("", 200)), false, false, "HAR of 2 requests", 2, 1},
		"an entry of a HAR":               {entry(tok, 403), false, false, "HAR entry", 1, 1},
		"tokens, and no requests":         {strings.Repeat(tok+"\n"+other+"\n", 9), false, true, "text", 0, 2},
		"a list of objects, no requests":  {`[{"token":"` + tok + `"},{"token":"` + other + `"}]`, false, false, "JSON", 0, 2},
		"a log with a key in it":          {lines(6) + "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----", false, true, "log of 6 requests", 6, 1},
		"lines of JSON":                   {strings.Repeat(strings.TrimSpace(entry(tok, 403))+"\n", 7), true, true, "HAR of 7 requests", 7, 1},
		"a request with a token in two":   {logLine("token="+tok+"&drm-token="+other) + "\n", false, false, "log line", 1, 2},
	} {
		t.Run(name, func(t *testing.T) {
			p := extract.Read(c.text)
			if p.IsLog() != c.log || p.What != c.what || p.Requests != c.requests || len(p.All) != c.read {
				t.Errorf("log %v, %q, %d requests, %d tokens", p.IsLog(), p.What, p.Requests, len(p.All))
			}
			if extract.IsList(c.text) != c.list {
				t.Errorf("a list: %v", !c.list)
			}
		})
	}
}
