package probe

import (
	"net/url"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/transport"
)

// Request is one look.
type Request struct {
	URL string // with its token
	// Headers that a player would send; "" for none, and for a user agent that says who asks.
	Referer, Origin, UserAgent string
	Cookies                    string             // as a Cookie header has them, "" for none
	AllowHosts                 []string           // to which the token may go beside the URL's own
	Platform                   *platform.Platform // nil: told from the URL
}

// longestURL is how many bytes a URL may have.
const longestURL = 64 << 10

// Host is what a request goes to, for the button that sends it; "" for what is no URL that
// can be asked, and then why.
func Host(text string) (host, why string) {
	u, why := readAsked(text)
	if u == nil {
		return "", why
	}
	return transport.Named(u), ""
}

// readAsked is readURL for what a person asks for: of a link around it the URL inside.
func readAsked(text string) (u *url.URL, why string) {
	if u, why = readURL(text); u == nil {
		return u, why
	}
	if inner := unwrapped(strings.TrimSpace(text), u); inner != u {
		return readURL(inner.String())
	}
	return u, ""
}

// readURL reads a URL that may be asked: https, or http to this machine; nil for any other,
// and then why.
func readURL(text string) (u *url.URL, why string) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return nil, noURL
	case len(text) > longestURL:
		return nil, urlTooLong
	}
	u, err := url.Parse(text)
	if err == nil && strings.EqualFold(u.Scheme, "blob") {
		return nil, isBlob
	}
	if err != nil || u.Hostname() == "" || u.Opaque != "" {
		return nil, notURL
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = asSent(u.RawQuery)
	switch {
	case u.User != nil:
		return nil, hasPassword
	case !transport.IsASCII(u.Host):
		return nil, hostNotASCII
	case u.Scheme == "https", u.Scheme == "http" && transport.IsLoopback(u.Hostname()):
		return u, ""
	case u.Scheme == "http":
		return nil, notSafe
	}
	return nil, notURL
}

// asSent writes a query as browsers send it: what may not stand in a request line is
// percent-encoded, and nothing else is touched.
func asSent(query string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(query) {
		switch c := query[i]; {
		case c <= ' ', c >= 0x7f, c == '"', c == '<', c == '>':
			b.WriteString("%" + string(digits[c>>4]) + string(digits[c&15]))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
