package extract

import (
	"net/url"
	"strings"

	"playtoken/core/once"
)

// lone is a query whose address was left behind: pairs of names and values, joined by &.
var lone = once.Regexp(`(?:^|[\s"'<(=?&\x60])\??([A-Za-z][A-Za-z0-9_.-]{0,40}=[^\s"'<>&\x60]+(?:&(?:amp;)?[A-Za-z][A-Za-z0-9_.-]{0,40}=[^\s"'<>&\x60]*)+)`)

// mostQueries is how much of a text is looked at for them, in bytes.
const mostQueries = 64 << 10

// orQueries are the URLs of a text, and where none is, the queries in it that stand without
// one: what signs a URL is in them as well.
func (r *reader) orQueries(list []address) []address {
	text := r.text[:min(len(r.text), mostQueries)]
	if len(list) > 0 || !strings.Contains(text, "&") {
		return list
	}
	for _, m := range lone().FindAllStringSubmatchIndex(text, 5) {
		query := trimEnd(text[m[2]:m[3]])
		if r.budget -= len(query); r.budget < 0 {
			break
		}
		list = append(list, address{stretch{m[2], m[2] + len(query)}, query, &url.URL{RawQuery: fromHTML(query)}})
	}
	return list
}
