package probe

import (
	"context"
	"net/http"
	"net/url"

	"playtoken/core/transport"
)

// Hop is an answer that led elsewhere.
type Hop struct {
	Status   int
	Host     string // to which it led, "" where it does not say
	Followed bool
	Text     string // why it was not followed, "" where it was
	endless  bool   // no player comes to an end there
}

// mostHops is how many redirects are followed.
const mostHops = 5

// walk sends a request and follows redirects as far as they may be. The last answer counts,
// be it one that was not followed.
func (l *look) walk(ctx context.Context, w wanted) (*exchange, []Hop, *Fault) {
	from := w.url
	seen := map[string]bool{from.String(): true}
	var hops []Hop
	for {
		x, f := l.exchange(ctx, w)
		if f != nil {
			return nil, hops, f
		}
		if !isRedirect(x.status) {
			return x, hops, nil
		}
		to, hop := l.next(x, from, seen, len(hops))
		hops = append(hops, hop)
		if !hop.Followed {
			return x, hops, nil
		}
		seen[to.String()] = true
		w.url = to
	}
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// next is where an answer leads, and whether that is followed: to the host that was asked
// for, and to those to which the token may go.
func (l *look) next(x *exchange, from *url.URL, seen map[string]bool, n int) (*url.URL, Hop) {
	location := x.header.Get("Location")
	hop := Hop{Status: x.status}
	at, err := x.url.Parse(location)
	switch {
	case location == "":
		hop.Text, hop.endless = leadsNowhere, true
		return nil, hop
	case err != nil || at.Host == "":
		hop.Text, hop.endless = noWebAddress, true
		return nil, hop
	}
	to, why := readURL(at.String())
	if to == nil {
		hop.Host, hop.Text = l.host(at), leadsTo(l.host(at), l.carried(location), why)
		return nil, hop
	}
	hop.Host = l.host(to)
	same := to.Scheme == from.Scheme && transport.Named(to) == transport.Named(from)
	switch {
	case x.url.Scheme == "https" && to.Scheme != "https", inward(x.url, to):
		hop.Text = leadsTo(hop.Host, l.carried(location), notOutward)
	case !same && !l.mayHaveToken(to):
		hop.Text = leadsTo(hop.Host, l.carried(location), otherHost)
	case x.method != http.MethodGet:
		hop.Text = leadsTo(hop.Host, l.carried(location), ofPOST)
	case seen[to.String()]:
		hop.Text, hop.endless = leadsInCircle(hop.Host), true
	case n >= mostHops:
		hop.Text, hop.endless = leadsOnAndOn, true
	default:
		hop.Followed = true
	}
	return to, hop
}

// inward reports whether a server of the outside leads to this machine, or into a network
// behind it.
func inward(from, to *url.URL) bool {
	return !transport.IsInside(from.Hostname()) && transport.IsInside(to.Hostname())
}
