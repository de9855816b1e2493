package extract

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"playtoken/core/token/formats"
)

// cookieNames are those of the cookies that a token may stand in.
var cookieNames = formats.Cookies()

// cookie finds one as it stands in a header, in code, in JSON or in a table of the
// browser.
var cookie = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^A-Za-z0-9_.?&/-])(` + strings.Join(cookieNames, "|") + `)["']?[ \t]*[=:\t][ \t]*["']?([A-Za-z0-9_~+/=%.-]+)`)
})

// maxCookies is how many of a text are looked at.
const maxCookies = 50

// cookies are the cookies of a text that sign a URL, and the URL that they go with; nil
// for none.
func (r *reader) cookies() *Found {
	if !slices.ContainsFunc(cookieNames, func(name string) bool { return strings.Contains(r.text, name) }) {
		return nil
	}
	f := Found{Cookies: map[string]string{}, Place: CookieSet}
	for _, m := range cookie().FindAllStringSubmatchIndex(r.text, maxCookies) {
		name, value := r.text[m[2]:m[3]], r.text[m[4]:m[5]]
		switch first, twice := f.Cookies[name]; {
		case !twice:
			f.Cookies[name] = value
		case first != value && !slices.Contains(f.Twice, name):
			f.Twice = append(f.Twice, name)
		}
		if f.End == 0 {
			f.Start = m[2]
		}
		f.End = m[5]
	}
	if len(f.Cookies) == 0 {
		return nil
	}
	f.URL = r.requested()
	if t := formats.ReadCookies(f.Cookies, f.URL); t != nil {
		f.Token = t.Text
	}
	return &f
}

// requested is the URL that a text asks for, nil where that is not known.
func (r *reader) requested() *url.URL {
	var first *url.URL
	for _, a := range r.addresses() {
		if strings.EqualFold(before(r.text, a.start).name, "url") || a.url.Host != "" && strings.HasPrefix(a.plain, "/") {
			return a.url
		}
		if first == nil {
			first = a.url
		}
	}
	return first
}
