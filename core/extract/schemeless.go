package extract

import (
	"net/url"
	"strings"

	"playtoken/core/once"
)

// noHTTP is the URL in a text that begins with another scheme than http or https, or with none.
func noHTTP(text string) (plain string, u *url.URL) {
	if plain, u = byFile(text); u == nil {
		plain, u = schemeless(text)
	}
	return plain, u
}

// schemeless is the URL in a text that has its host, and no http or https in front of that: as
// a browser shows it, as a page refers to it (//host/path), or under another scheme, which it
// keeps. Where what stands in front of // is none, as in https//host/path, the URL has none.
func schemeless(text string) (plain string, u *url.URL) {
	m := hostFirst().FindStringSubmatch(text)
	if m == nil {
		return "", nil
	}
	scheme, slashes, broken, host := m[1], m[2], m[3], m[4]
	if fileType(host) != "" || sourceFile(host) {
		return "", nil
	}
	if plain, u = parse("https://" + TrimEnd(text[len(m[0])-len(m[5])-len(host):])); u == nil || u.Path == "" {
		return "", nil
	}
	switch isHTTP := strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http"); {
	case broken != "":
		u.Scheme = ""
	case slashes != "" && !isHTTP: // else it is a word that names what follows, as url: is
		u.Scheme = scheme
	}
	return plain, u
}

// NoPlayerAsks reports whether a scheme is one by which no stream with a token is fetched: files
// are, pages run and mails are written by it. One letter is a drive of Windows.
func NoPlayerAsks(scheme string) bool {
	switch scheme = strings.ToLower(scheme); scheme {
	case "file", "ftp", "ftps", "sftp", "ssh", "gopher":
		return true
	}
	return len(scheme) == 1 || withoutHost(scheme)
}

// withoutHost reports whether what stands behind a scheme is no host, whatever it looks like.
func withoutHost(scheme string) bool {
	return scheme == "javascript" || scheme == "data" || scheme == "mailto"
}

// byFile is the URL in a text that begins with such a scheme.
func byFile(text string) (plain string, u *url.URL) {
	plain = TrimEnd(strings.TrimLeft(text, "([{"))
	scheme, rest, ok := strings.Cut(plain, ":")
	if !ok || !NoPlayerAsks(scheme) {
		return "", nil
	}
	drive := len(scheme) == 1 && rest != "" && strings.IndexByte(`/\`, rest[0]) >= 0
	if !drive && !strings.HasPrefix(rest, "//") && !(withoutHost(strings.ToLower(scheme)) && strings.Contains(rest, "?")) {
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
// as [slashed] reads it. In front of it stand a scheme and slashes, or what is to be one: https//
// and ://.
var hostFirst = once.Regexp(`^[(\[{]*(?:([A-Za-z][A-Za-z0-9+.-]*):([/\\]*)|([A-Za-z]{1,8}[;,.]?|:)//|(?://)?)` +
	`((?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24})((?::[0-9]{1,5})?(?:/[^/]|\\+@))`)

// sourceFile reports whether what looks like a host is the name of a file that answers
// requests.
func sourceFile(name string) bool {
	switch strings.ToLower(name[strings.LastIndexByte(name, '.')+1:]) {
	case "html", "htm", "php", "asp", "aspx", "jsp", "js", "cgi", "do", "xml", "txt":
		return true
	}
	return false
}
