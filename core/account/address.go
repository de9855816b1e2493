package account

import (
	"net/url"
	"strings"

	"playtoken/core/transport"
)

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
	case !transport.IsASCII(u.Host):
		return nil, invalid(baseNotASCII)
	case u.Scheme == "https":
	case u.Scheme != "http":
		return nil, invalid(baseUnreadable)
	case !transport.IsLoopback(u.Hostname()):
		return nil, invalid(baseNotSafe)
	}
	return u, nil
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
