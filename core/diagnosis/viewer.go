package diagnosis

import (
	"net/netip"
	"net/url"
	"strings"

	"playtoken/core/logline"
	"playtoken/core/once"
	"playtoken/core/platform"
)

// viewer is who asked, as far as the text tells: the line of a log, or the headers of a
// request. Of an answer that took the token it says nothing against it.
func (c *Case) viewer() (v platform.Viewer) {
	line := c.Line()
	if line.Status > 0 && line.Status < 400 {
		return v
	}
	v.NoReferer = line.NoReferer
	if line.Origin != nil {
		v.Referer, v.Country = line.Origin.Referer, line.Origin.Country
	}
	v.Address = clientOf(line)
	if line.URL == "" {
		v.Referer = c.Referer()
	}
	return v
}

// Referer is the page that asks in the text of one request that is no line of a log, "" where
// the text does not say it.
func (c *Case) Referer() string {
	if len(c.Paste.All) != 1 {
		return ""
	}
	return referer(c.Paste.Text)
}

// ByViewer reports whether the verdict hangs on who asks.
func (c *Case) ByViewer() bool {
	return c.Platform != nil && c.Platform.ByViewer != nil && c.Token != nil && c.Platform.ByViewer(c.Token)
}

// clientOf is the address of a line's client, as an edge of the internet sees it: one inside
// a network is that of a machine between, and one that ends in zeros was made so for nobody
// to be known by it.
func clientOf(line logline.Entry) netip.Addr {
	a, err := netip.ParseAddr(line.Client)
	if a = a.Unmap(); err != nil || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || shared.Contains(a) {
		return netip.Addr{}
	}
	bits := 48
	if a.Is4() {
		bits = 24
	}
	if whole, err := a.Prefix(bits); err == nil && whole.Addr() == a.WithZone("") {
		return netip.Addr{}
	}
	return a
}

// shared are the addresses inside the networks of providers (RFC 6598).
var shared = netip.MustParsePrefix("100.64.0.0/10")

// refererLine is the page that asks as a request has it: a header line, alone or in a
// command, or the option of curl; and the member by which browsers copy a request as code.
var (
	refererLine = once.Regexp(`(?im)(?:^|[\s>'"])referer["']?\s*[:=]\s*["']?(https?://[^\s"'<>\\^` + "`" + `]+)|\s(?:-e|--referer)[ =]["'^]*(https?://[^\s"'<>\\^` + "`" + `]+)`)
	fetchedFrom = once.Regexp(`"referrer"\s*:\s*"(https?://[^\s"<>\\]+)"`)
)

// referer is the page that asked in the text of one request, "" for none. What a browser
// copies as code has the whole address of the page, and sends no more than its host to
// another one.
func referer(text string) string {
	if !strings.Contains(text, "efer") && !strings.Contains(text, "-e ") {
		return ""
	}
	if m := refererLine().FindStringSubmatch(text); m != nil {
		return m[1] + m[2]
	}
	if m := fetchedFrom().FindStringSubmatch(text); m != nil {
		if u, err := url.Parse(m[1]); err == nil {
			return u.Scheme + "://" + u.Host + "/"
		}
	}
	return ""
}
