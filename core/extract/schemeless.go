package extract

import (
	"net/url"
	"strings"

	"playtoken/core/once"
)

// schemeless is the URL in a text that has its host, and no scheme that a player asks by: as
// a browser shows it, as a page refers to it (//host/path), or under the scheme of an app.
func schemeless(text string) (plain string, u *url.URL) {
	m := hostFirst().FindStringSubmatchIndex(text)
	if m == nil || fileType(text[m[2]:m[3]]) != "" || sourceFile(text[m[2]:m[3]]) {
		return "", nil
	}
	if plain, u = parse("https://" + trimEnd(text[m[2]:])); u == nil || u.Path == "" {
		return "", nil
	}
	return plain, u
}

// hostFirst is a host of two labels or more with a path behind it.
var hostFirst = once.Regexp(`^[(\[{]*(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://)?((?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24})(?::[0-9]{1,5})?/[^/]`)

// sourceFile reports whether what looks like a host is the name of a file that answers
// requests.
func sourceFile(name string) bool {
	switch strings.ToLower(name[strings.LastIndexByte(name, '.')+1:]) {
	case "html", "htm", "php", "asp", "aspx", "jsp", "js", "cgi", "do", "xml", "txt":
		return true
	}
	return false
}
