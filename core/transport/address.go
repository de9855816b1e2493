package transport

import (
	"net"
	"net/netip"
	"net/url"
	"strings"
	"unicode"
)

var usualPort = map[string]string{"https": "443", "http": "80"}

// IsLoopback reports whether a host is this machine by its name alone. What the name then
// stands for is looked at again when it is dialled.
func IsLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// IsInside reports whether a host is this machine or, by its address, in a private network
// (RFC 1918, 4193, 6890), where a server of the outside has no business to lead.
func IsInside(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	a, err := netip.ParseAddr(host)
	if err != nil {
		return host != "" && strings.Trim(host, "0123456789.x") == "" // 127.1, 2130706433: some resolvers take these
	}
	a = a.Unmap()
	return a.IsLoopback() || a.IsUnspecified() || a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsMulticast()
}

// IsASCII reports whether a host is written as a name server has it.
func IsASCII(host string) bool {
	return strings.IndexFunc(host, func(c rune) bool { return c > unicode.MaxASCII }) < 0
}

// Named is the host of an address as a button names it: with its port, where that is not the
// usual one.
func Named(u *url.URL) string {
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
