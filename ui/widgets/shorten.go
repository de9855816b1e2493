package widgets

import (
	"strings"
	"unicode/utf8"

	"playtoken/ui/theme"
)

// What is left of an ID that is shortened, in characters.
const (
	idHead  = 8
	idTail  = 4
	idShort = 14 // one of so many and fewer is left as it is
)

// nameTail is what stays at the end of the name of a key or a file that is cut, in
// characters.
const nameTail = 8

// ShortID is an ID by its first and last characters, as 16af5b33…4455.
func ShortID(id string) string {
	if utf8.RuneCountInString(id) <= idShort {
		return id
	}
	r := []rune(id)
	return string(r[:idHead]) + ellipsis + string(r[len(r)-idTail:])
}

// ShortURL is a URL for a row of a table: host and path in Muted with IDs shortened, and
// what it opens in Ink. The scheme and the query, in which tokens are, are left out. A
// [Text] that shows it with [Middle] keeps what it opens longest.
func ShortURL(url string) []Span {
	if _, rest, ok := strings.Cut(url, "://"); ok {
		url = rest
	}
	if end := strings.IndexAny(url, "?#"); end >= 0 {
		url = url[:end]
	}
	host, path, _ := strings.Cut(url, "/")
	if strings.Contains(url, "/") {
		path = "/" + path
	}
	at := strings.LastIndexByte(path, '/')
	if dot := strings.LastIndexByte(path, '.'); at == 0 && dot > idShort {
		at = dot // an ID with an ending
	}
	resource := ""
	if at >= 0 {
		path, resource = path[:at], path[at:]
	}
	parts := strings.Split(path, "/")
	for i, p := range parts {
		parts[i] = ShortID(p)
	}
	code := Span{Mono: true, Size: theme.SmallText}
	rest, opens := code, code
	rest.Text, rest.Color, opens.Text = host+strings.Join(parts, "/"), theme.Muted, resource
	return []Span{rest, opens}
}
