package extract_test

import (
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
