package intake

import (
	"html"
	"net/url"
	"regexp"
	"strings"
)

type run struct {
	start, end int // in the text
	token      string
}

// find lists the tokens in a text: runs of token characters that begin as a
// token does and have at least one dot. A dot may stand percent-encoded, once or
// twice.
func find(text string) []run {
	var list []run
	for i := 0; i < len(text); {
		if !begins(text[i:min(len(text), i+10)]) || i > 0 && inToken(text[i-1]) && !escaped.MatchString(text[max(0, i-6):i]) {
			i++
			continue
		}
		r := run{start: i}
		var b strings.Builder
		for i < len(text) {
			if inToken(text[i]) {
				b.WriteByte(text[i])
				i++
			} else if n := encodedDot(text[i:]); n > 0 {
				b.WriteByte('.')
				i += n
			} else {
				break
			}
		}
		r.end = i
		r.token = b.String()
		for dots := strings.Count(r.token, "."); dots > 2 && text[r.end-1] == '.'; dots-- { // the full stop of a sentence
			r.token, r.end = r.token[:len(r.token)-1], r.end-1
		}
		if strings.Contains(r.token, ".") {
			list = append(list, r)
		}
	}
	return list
}

// escaped ends in a character that is written as an escape: the letters and
// digits of %3D, %253D, \u003d or \n do not belong to a token behind them.
var escaped = regexp.MustCompile(`(?:%(?:25)?[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[nrt])$`)

// encodedDot is the length of a percent-encoded dot that s begins with, or 0.
func encodedDot(s string) int {
	for _, dot := range []string{"%2e", "%252e"} {
		if len(s) >= len(dot) && strings.EqualFold(s[:len(dot)], dot) {
			return len(dot)
		}
	}
	return 0
}

// around is the URL that the token at a place stands in, or nil.
func around(text string, at int) *url.URL {
	const ends = " \t\r\n\"'<>`|"
	start := strings.LastIndexAny(text[:at], ends) + 1
	end := len(text)
	if i := strings.IndexAny(text[at:], ends); i >= 0 {
		end = at + i
	}
	before := text[start:at]
	for range 8 { // of "http" in a host or a path, the nearest that begins a URL
		http := strings.LastIndex(before, "http")
		if http < 0 {
			return nil
		}
		if u := parse(text[start+http : end]); u != nil {
			return u
		}
		before = before[:http]
	}
	return nil
}

// fromJSON undoes the escapes that JSON writers put into URLs.
var fromJSON = strings.NewReplacer(`\/`, "/", `\u0026`, "&", `\u003d`, "=", `\u003D`, "=", `\u003f`, "?", `\u003F`, "?")

// parse reads a URL as it stands in HTML, in JSON, or percent-encoded whole.
func parse(text string) *url.URL {
	text = strings.TrimRight(fromJSON.Replace(html.UnescapeString(text)), `\`)
	for range 3 {
		if u, err := url.Parse(text); err == nil && u.Host != "" {
			return u
		}
		plain, err := url.PathUnescape(text)
		if err != nil || plain == text {
			break
		}
		text = plain
	}
	return nil
}

// form names the form of a text that has a token in it.
func form(text string, inURL bool) string {
	lower := strings.ToLower(text[:min(len(text), 64)])
	switch {
	case strings.HasPrefix(lower, "curl "):
		return "cURL command"
	case strings.HasPrefix(lower, "<"):
		return "player tag"
	case strings.HasPrefix(lower, "bearer ") || strings.HasPrefix(lower, "authorization:"):
		return "authorization header"
	case strings.HasPrefix(lower, "{") || strings.HasPrefix(lower, "[") && strings.Contains(lower, `"`):
		return "JSON"
	case inURL && !strings.ContainsAny(text, " \n\t"):
		return "playback URL"
	}
	return "text"
}

// otherwise says what a text without a token is.
func otherwise(text string) string {
	lower := strings.ToLower(text[:min(len(text), 256)])
	switch {
	case strings.HasPrefix(lower, "<!doctype html") || strings.HasPrefix(lower, "<html"):
		return "This is a web page, not a token."
	case strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://"):
		return "There is no token in this URL. A private video needs one."
	case len(text) == 36 && strings.Count(text, "-") == 4:
		return "This is an ID alone, a key ID or a playback ID. Paste the token or the URL."
	}
	return "There is no token in this text."
}
