package extract

import (
	"net/netip"
	"net/url"
	"strings"
)

// Original is the platform's URL for which one of an edge on this machine stands, with the
// host as the first piece of its path (see core/edge), which speaks http; any other URL as it is.
// nil stays nil.
func Original(u *url.URL) *url.URL {
	if u == nil || u.Scheme != "http" || !isLoopback(u.Hostname()) { // which each line of a log is asked
		return u
	}
	host, rest, deeper := strings.Cut(strings.TrimPrefix(u.EscapedPath(), "/"), "/")
	if !deeper || !isHostName(host) {
		return u
	}
	if u.RawQuery != "" {
		rest += "?" + u.RawQuery
	}
	if o, err := url.Parse("https://" + host + "/" + rest); err == nil {
		return o
	}
	return u
}

func isLoopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return strings.EqualFold(host, "localhost") || err == nil && a.IsLoopback()
}

// isHostName reports whether a piece of a path is the name of a host, perhaps with a port: its
// last label has letters alone, which tells it from a file. An edge takes more for one (core/edge):
// here the address may be of any program on this machine.
func isHostName(piece string) bool {
	name, _, _ := strings.Cut(strings.ToLower(piece), ":")
	dot := strings.LastIndexByte(name, '.')
	return dot > 0 && len(name)-dot > 2 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789.-") == "" &&
		strings.Trim(name[dot+1:], "abcdefghijklmnopqrstuvwxyz") == ""
}
