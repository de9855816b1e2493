package account

import (
	"net"
	"net/url"
	"strings"
	"unicode"
)

var usualPort = map[string]string{"https": "443", "http": "80"}

// readBase reads the address of an API: https, or http to this machine.
func readBase(text string) (*url.URL, *Fault) {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Hostname() == "" || u.Opaque != "" {
		return nil, invalid(baseUnreadable)
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	switch {
	case u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.ForceQuery:
		return nil, invalid(baseHasMore)
	case strings.IndexFunc(u.Host, func(c rune) bool { return c > unicode.MaxASCII }) >= 0:
		return nil, invalid(baseNotASCII)
	case u.Scheme == "https":
	case u.Scheme != "http":
		return nil, invalid(baseUnreadable)
	case !isLoopback(u.Hostname()):
		return nil, invalid(baseNotSafe)
	}
	return u, nil
}

// isLoopback reports whether a host is this machine by its name alone. What the name then
// stands for is looked at again when it is dialled.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// named is the host of an address with its port, where that is not the usual one.
func named(u *url.URL) string {
	if port := u.Port(); port != "" && port != usualPort[u.Scheme] {
		return bareHost(u) + ":" + port
	}
	return bareHost(u)
}

// bareHost is the host of a URL as it stands there, an IPv6 address in brackets, without
// a port.
func bareHost(u *url.URL) string {
	if port := u.Port(); port != "" {
		return strings.TrimSuffix(u.Host, ":"+port)
	}
	return strings.TrimSuffix(u.Host, ":")
}

// escapeSegment writes a text as one segment of a path (RFC 3986 section 3.3). Beside what
// [url.PathEscape] does it writes the dots of "." and "..", which would lead elsewhere.
func escapeSegment(text string) string {
	if text == "." || text == ".." {
		return strings.ReplaceAll(text, ".", "%2E")
	}
	return url.PathEscape(text)
}

// address is the URL of a call. What stands in braces in its path is replaced by the key's
// ID or a credential, percent-encoded.
func (c *Client) address(r request) (*url.URL, error) {
	path := r.call.Path
	for _, credential := range c.api.Credentials {
		if !credential.Secret {
			path = strings.ReplaceAll(path, "{"+credential.Name+"}", escapeSegment(c.own.shown(credential.Name)))
		}
	}
	path = strings.ReplaceAll(path, "{id}", escapeSegment(r.id))
	u, err := url.Parse(c.base.Scheme + "://" + c.base.Host + strings.TrimRight(c.base.EscapedPath(), "/") + "/" + strings.TrimLeft(path, "/"))
	if err != nil {
		return nil, err
	}
	u.RawQuery = r.query.Encode()
	return u, nil
}
