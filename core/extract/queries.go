package extract

import (
	"net/url"
	"strings"

	"playtoken/core/once"
)

// lone is a query whose address was left behind: pairs of names and values, joined by &.
var lone = once.Regexp(`(?:^|[\s"'<(=?&\x60])\??([A-Za-z][A-Za-z0-9_.-]{0,40}=[^\s"'<>&\x60]+(?:&(?:amp;)?[A-Za-z][A-Za-z0-9_.-]{0,40}=[^\s"'<>&\x60]*)+)`)

// mostHost is how much stands in front of a query, in bytes, that may be its host and path.
const mostHost = 2 << 10

// mostQueries is how much of a text is looked at for them, in bytes.
const mostQueries = 64 << 10

// orQueries are the URLs of a text, and where none is, the queries in it that stand without
// one, or with one that does not begin with http: what signs a URL is in them as well.
func (r *reader) orQueries(list []address) []address {
	text := r.text[:min(len(r.text), mostQueries)]
	if len(list) > 0 || !strings.Contains(text, "&") {
		return list
	}
	for _, m := range lone().FindAllStringSubmatchIndex(text, 5) {
		query := TrimEnd(text[m[2]:m[3]])
		if r.budget -= len(query); r.budget < 0 {
			break
		}
		a := address{stretch{m[2], m[2] + len(query)}, query, &url.URL{RawQuery: fromHTML(query)}}
		from := max(strings.LastIndexAny(text[:m[2]], ends)+1, m[2]-mostHost)
		if plain, u := noHTTP(text[from:a.end]); u != nil {
			a = address{stretch{from, a.end}, plain, u}
		}
		list = append(list, a)
	}
	return list
}
