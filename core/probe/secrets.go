package probe

import (
	"net/url"
	"strings"

	"playtoken/core/extract"
	"playtoken/core/once"
	"playtoken/core/token"
	"playtoken/core/transport"
)

// secrets are what no text may have in it, and what a token is known by in another URL.
type secrets struct {
	marks  []string // as they stand in the URL and decoded: the token, or what signs the URL
	signed bool     // there is a token in the URL that is known as one
	plain  string   // all that is secret, letters and digits alone and small
}

const (
	longValue = 16 // characters of a value of a query or a cookie that may be secret
	telling   = 12 // characters in a row that tell a piece of a secret from chance
)

// secretsOf finds them in a request.
func secretsOf(r Request, u *url.URL) (s secrets) {
	add := func(mark string) {
		if len(mark) >= telling {
			s.marks = append(s.marks, mark)
		}
	}
	for _, f := range extract.Read(r.URL).All {
		s.signed = s.signed || f.URL == nil || strings.EqualFold(f.URL.Host, u.Host) // else it stands in a URL inside
		if f.Place != extract.WholeURL {
			add(f.Token)
			add(f.Raw)
		}
	}
	values := queryValues(u)
	if len(s.marks) == 0 { // then the URL is signed by several parameters, or by a piece of its path
		for _, v := range values {
			add(v)
		}
		for piece := range strings.SplitSeq(u.EscapedPath(), "/") {
			if strings.ContainsAny(piece, "=~") {
				add(piece)
			}
		}
	}
	for cookie := range strings.SplitSeq(r.Cookies, ";") {
		if _, v, _ := strings.Cut(cookie, "="); len(v) >= longValue {
			values = append(values, v)
		}
	}
	s.plain = bare(strings.Join(append(values, s.marks...), "\n"))
	return s
}

// queryValues are the long values of a query, as they stand there; of what has no name it is
// the whole of it.
func queryValues(u *url.URL) (list []string) {
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		name, v, named := strings.Cut(part, "=")
		if !named {
			v = name
		}
		if len(v) < longValue {
			continue
		}
		list = append(list, v)
		if plain, err := url.QueryUnescape(v); err == nil && plain != v {
			list = append(list, plain)
		}
	}
	return list
}

// bare leaves the letters and digits of a text, small ones; a line end stays.
func bare(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= 'A' && c <= 'Z':
			return c + 'a' - 'A'
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '\n':
			return c
		}
		return -1
	}, text)
}

// leaks reports whether a text has a piece of what is secret in it.
func (s secrets) leaks(text string) bool {
	text = bare(text)
	for i := 0; i+telling <= len(text); i++ {
		if strings.Contains(s.plain, text[i:i+telling]) {
			return true
		}
	}
	return false
}

// longest is how much of a text of the server is shown, in characters.
const longest = 60

// clean makes a text of the server fit to be shown.
func (s secrets) clean(text string) string {
	text = strings.TrimSpace(strings.ToValidUTF8(text, ""))
	if len(text) > 4*longest {
		text = strings.ToValidUTF8(text[:4*longest], "")
	}
	if s.leaks(text) || longRun().MatchString(text) {
		return hidden
	}
	return token.Inert(token.Excerpt(text, longest))
}

// longRun is what is never shown of a text of the server: tokens are such, whoever's they are.
var longRun = once.Regexp(`[A-Za-z0-9+/=_-]{32,}`)

// carried reports whether a text has the token in it.
func (s secrets) carried(text string) bool {
	plain, err := url.QueryUnescape(text)
	if err != nil {
		plain = text
	}
	for _, mark := range s.marks {
		if strings.Contains(text, mark) || strings.Contains(plain, mark) {
			return true
		}
	}
	return false
}

// host is that of a URL as it may be shown.
func (l *look) host(u *url.URL) string {
	switch host := transport.Named(u); {
	case host == transport.Named(l.home):
		return host
	case l.leaks(host):
		return anotherHost
	default:
		return token.Inert(token.Excerpt(host, 4*longest))
	}
}

// shown is a URL without its token: without a query, and with what is long or secret in its
// path left out.
func (l *look) shown(u *url.URL) string {
	pieces := strings.Split(u.EscapedPath(), "/")
	for i, piece := range pieces {
		if len(piece) > longest || strings.ContainsAny(piece, "=~") || l.leaks(piece) {
			pieces[i] = hidden
		}
	}
	text := u.Scheme + "://" + l.host(u) + strings.Join(pieces, "/")
	if u.RawQuery != "" {
		text += "?" + hidden
	}
	return token.Inert(text)
}
