package diagnosis

import (
	"net/url"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/extract"
	"playtoken/core/once"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/token"
)

// oddHost: the host looks like one of the platform's, and is none where it answers such
// URLs. Of a domain of the customer's own nothing is known.
func oddHost(e *evidence) *platform.Finding {
	if e.platform == nil || e.platform.Host == nil || e.URL == nil || e.URL.Hostname() == "" {
		return nil
	}
	asked, right := strings.TrimSuffix(strings.ToLower(e.URL.Hostname()), "."), e.platform.Host(e.URL) // the root may be named
	switch {
	case right == "" || asked == right:
		return nil
	case hides(asked, domainOf(right)):
		return platform.Found(cause.TokenMisplaced, platform.Warning, platform.Inferred, hostIsAnothers(e.platform, asked, domainOf(right))).With(atHost(e.URL, right))
	case !misspelt(domainOf(asked), domainOf(right)):
		return nil
	}
	return platform.Found(cause.TokenMisplaced, platform.Warning, platform.Inferred, hostIsNone(e.platform, asked, right)).With(atHost(e.URL, right))
}

// oddDomain: what the player is given as a domain of the customer's own makes a host that is
// none: it has the scheme in it, or stream. in front already, or is nearly the platform's own.
func oddDomain(e *evidence) *platform.Finding {
	given := e.ownDomain()
	if given == "" || e.Taken || e.beside {
		return nil
	}
	domain := strings.TrimSuffix(bareDomain().ReplaceAllString(strings.ToLower(given), ""), ".")
	odd := domain != strings.ToLower(given)
	if asked, err := url.Parse("https://stream." + domain + "/a.m3u8"); err == nil && e.platform.Host != nil {
		if right := e.platform.Host(asked); right != "" && right != asked.Host && (hides(asked.Host, domainOf(right)) || misspelt(domain, domainOf(right))) {
			odd, domain = true, domainOf(right)
		}
	}
	if !odd {
		return nil
	}
	return platform.Found(cause.TokenMisplaced, platform.Warning, platform.Inferred, domainIsNone(e.platform, e.tag().Domain, given, domain))
}

// bareDomain is what does not belong to a domain: the scheme, the name that the player puts in
// front, and a path.
var bareDomain = once.Regexp(`^(?:[a-z]*:?//)?(?:stream\.)?|[/?#].*$`)

// ownDomain is the domain of a customer's own that the player element names as a text; "" for none.
func (e *evidence) ownDomain() string {
	t := e.tag()
	if t == nil || t.Domain == "" {
		return ""
	}
	return e.paste.Tag.Text(t.Domain)
}

// hides reports whether a host has a domain in front of the one that it belongs to, as one
// has that is to be taken for it.
func hides(host, domain string) bool {
	return strings.Contains("."+host, "."+domain+".") && domainOf(host) != domain
}

// oddAddress: the URL leads to another host than it seems to.
func oddAddress(e *evidence) *platform.Finding {
	if e.URL == nil || e.URL.User == nil || e.Taken {
		return nil
	}
	return platform.Found(cause.TokenMisplaced, platform.Warning, platform.Inferred, nameBeforeHost(e.URL.Hostname())).With(atHost(e.URL, e.URL.Host))
}

// oddScheme: what the URL begins with asks no server that looks at a token, or is not known to.
func oddScheme(e *evidence) *platform.Finding {
	if e.URL == nil {
		return nil
	}
	f := failure(cause.TokenMisplaced, schemeIsNone(e.URL))
	switch scheme := strings.ToLower(e.URL.Scheme); {
	case usualPorts[scheme] != "", e.URL.Host == "" && scheme == "", scheme == "intent" && strings.Contains(e.URL.Fragment, ";scheme=http"), e.Taken:
		return nil
	case !extract.NoPlayerAsks(scheme):
		f = platform.Found(cause.TokenMisplaced, platform.Warning, platform.Inferred, schemeIsUnknown(e.URL))
	}
	if e.URL.Host == "" {
		return f
	}
	return f.With(atHost(e.URL, e.URL.Host))
}

// insideAnother: the URL with the token is a part of another one, so that who is asked is the
// host of that. What leads on to it, or plays it, is known of a few.
func insideAnother(e *evidence) *platform.Finding {
	if e.found == nil || e.URL == nil || e.URL.Host == "" || e.Taken || e.beside || e.atLocalEdge() {
		return nil
	}
	asked := e.found.Within(e.paste.Text)
	if asked == nil || handsOn(asked) {
		return nil
	}
	return platform.Found(cause.TokenMisplaced, platform.Warning, platform.Inferred, partOfAnother(asked.Hostname(), e.URL.Hostname()))
}

// leadsElsewhere: the URL is the text of a link, and what is asked for by a click is another.
func leadsElsewhere(e *evidence) *platform.Finding {
	if e.found == nil || e.URL == nil || e.URL.Host == "" || e.Taken || e.beside {
		return nil
	}
	asked := e.found.Target(e.paste.Text)
	if asked == nil || handsOn(asked) && strings.Contains(asked.RawQuery, e.URL.Host) {
		return nil
	}
	return platform.Found(cause.TokenMisplaced, platform.Warning, platform.Inferred, linkElsewhere(asked, e.URL))
}

// handsOn reports whether a host is known to lead on to the URL that it is handed in a
// parameter, as those of mails, searches and chats do, or to play it, as demos of players do.
func handsOn(asked *url.URL) bool {
	host := "." + strings.ToLower(asked.Hostname())
	for _, end := range [...]string{
		".google.com",
		".safelinks.protection.outlook.com",
		".facebook.com",
		".instagram.com",
		".out.reddit.com",
		".slack-redir.net",
		".linkedin.com",
		".youtube.com",
		".duckduckgo.com",
		".vk.com",
		".hlsjs.video-dev.org",
		".hls-js.netlify.app",
		".shaka-player-demo.appspot.com",
		".reference.dashif.org",
	} {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return false
}

// unknownHost is the host that a URL asks where it is none of the platform's own: whether one
// of a customer leads there is not known. "" where there is nothing to say.
func unknownHost(e *evidence) string {
	if own := e.ownDomain(); own != "" && e.URL == nil {
		return "stream." + own
	}
	if e.platform == nil || e.platform.Host == nil || e.URL == nil || e.atLocalEdge() || e.platform.Owns(nil, e.URL) {
		return ""
	}
	return hostAsked(e.URL)
}

// oddPath: the host is the platform's, and what is asked for there is nothing that it is known
// to answer: a path has no host either then. What was answered well is answered, and of what a
// playlist may name no paths are published.
func oddPath(e *evidence) *platform.Finding {
	if e.platform == nil || e.platform.Paths == nil || e.URL == nil || e.Taken || strings.HasPrefix(e.URL.Path, "//") {
		return nil
	}
	known, id := e.platform.Paths(e.URL), e.platform.URLID(e.URL)
	switch {
	case known == nil || id == "":
		return nil
	case len(known) == 0:
		return platform.Found(cause.TokenMisplaced, platform.Warning, platform.Inferred, hostHasNoStreams(e.platform, e.URL))
	case e.platform.Host(e.URL) != "" || platform.IsPiece(e.URL):
		return nil
	}
	f := platform.Found(cause.TokenMisplaced, platform.Warning, platform.Inferred, pathIsNone(e.platform, e.URL, id, known))
	if isNoID(id) {
		return f
	}
	right := *e.URL
	right.Path, right.RawPath = strings.Replace(known[0], "ID", id, 1), ""
	return f.With(&platform.Remedy{Label: copyURL, URL: right.String()})
}

// oddPort: the platforms' own hosts answer at the port of the scheme alone.
func oddPort(e *evidence) *platform.Finding {
	if e.platform == nil || e.platform.Host == nil || e.URL == nil || e.Taken || !e.platform.Owns(nil, e.URL) {
		return nil
	}
	port := e.URL.Port()
	if usual := usualPorts[strings.ToLower(e.URL.Scheme)]; port == "" || usual == "" || port == usual {
		return nil
	}
	return platform.Found(cause.TokenMisplaced, platform.Warning, platform.Inferred, portIsNone(e.platform, port)).
		With(atHost(e.URL, strings.ToLower(e.URL.Hostname())))
}

// usualPorts are the ports of the schemes (RFC 9110 section 4.2).
var usualPorts = map[string]string{"http": "80", "https": "443"}

// ofOddHost is the platform whose host a URL was meant for, told by its path and by a
// domain that is the platform's or nearly so; nil for none.
func ofOddHost(u *url.URL, t *token.Token) *platform.Platform {
	if u == nil || u.Hostname() == "" {
		return nil
	}
	asked := domainOf(strings.ToLower(u.Hostname()))
	for _, p := range all.Platforms() {
		if p.Host != nil && mayBe(p, t) {
			right := domainOf(p.Host(u))
			if right != "" && (asked == right || len(right) >= leastTold && misspelt(asked, right)) {
				return p
			}
		}
	}
	return nil
}

// leastTold is how long a domain is that is known by its letters alone: max.com is not mux.com.
const leastTold = 10

// atHost is a URL at another host.
func atHost(u *url.URL, host string) *platform.Remedy {
	there := *u
	there.Scheme, there.Host, there.User = "https", host, nil
	return &platform.Remedy{Label: copyURL, URL: there.String()}
}

// domainOf is a host without what stands in front of its last two labels.
func domainOf(host string) string {
	labels := strings.Split(host, ".")
	return strings.Join(labels[max(0, len(labels)-2):], ".")
}

// misspelt reports whether a domain is another one with a slip in it: one character more,
// less or otherwise, two that changed places, or another end.
func misspelt(domain, right string) bool {
	name, _, _ := strings.Cut(domain, ".")
	rightName, _, _ := strings.Cut(right, ".")
	if name == rightName {
		return true
	}
	a, b := domain, right
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) <= 1 && len(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}
