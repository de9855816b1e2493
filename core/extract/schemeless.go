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

// NoPlayerAsks reports whether a scheme is one by which files are fetched, and no stream with a
// token is.
func NoPlayerAsks(scheme string) bool {
	return scheme == "file" || scheme == "ftp" || scheme == "ftps" || scheme == "sftp"
}

// byFile is the URL in a text that begins with such a scheme.
func byFile(text string) (plain string, u *url.URL) {
	plain = trimEnd(strings.TrimLeft(text, "([{"))
	scheme, rest, ok := strings.Cut(plain, ":")
	if !ok || !NoPlayerAsks(strings.ToLower(scheme)) || !strings.HasPrefix(rest, "//") {
		return "", nil
	}
	u, err := url.Parse(plain)
	if err != nil {
		return "", nil
	}
	return plain, u
}

// Within is the URL that has the one around a token in it, as a parameter or behind its path; nil
// for none. text is that of the paste.
func (f *Found) Within(text string) *url.URL {
	const reach = 8 << 10
	if f.URL == nil || f.URL.Host == "" || f.Start > len(text) {
		return nil
	}
	start, end := max(0, f.Start-reach), f.Start
	if f.Place == WholeURL {
		start, end = f.Start, min(len(text), f.End)
	}
	word := text[start:end]
	word = word[strings.LastIndexAny(word, ends)+1:]
	if !beginsURL(word) {
		return nil
	}
	asked, err := url.Parse(word)
	if err != nil || asked.Host == "" || strings.EqualFold(asked.Host, f.URL.Host) {
		return nil
	}
	if behind := strings.ToLower(unescapeAll(word[strings.Index(word, asked.Host)+len(asked.Host):])); !strings.Contains(behind, "://"+strings.ToLower(f.URL.Host)) {
		return nil
	}
	return asked
}

// hostFirst is a host of two labels or more with a path behind it, which begins with a slash or
// as [slashed] reads it.
var hostFirst = once.Regexp(`^[(\[{]*(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://)?((?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24})(?::[0-9]{1,5})?(?:/[^/]|\\+@)`)

// sourceFile reports whether what looks like a host is the name of a file that answers
// requests.
func sourceFile(name string) bool {
	switch strings.ToLower(name[strings.LastIndexByte(name, '.')+1:]) {
	case "html", "htm", "php", "asp", "aspx", "jsp", "js", "cgi", "do", "xml", "txt":
		return true
	}
	return false
}
