package transport

import (
	"net"
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
