package probe

import (
	"context"
	"net/http"
	"net/url"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/core/transport"
)

// Second is a look at one rendition, and the beginning of its first segment.
type Second struct {
	Playlist Answer
	Segment  *Answer // nil where it was not asked for: the playlist was refused, or names none
}

// Follow looks at one rendition of a master, and at the first bytes of its first segment; of
// a playlist of segments at these alone. Nothing is added to an address that the manifest
// names. Where the segment cannot be asked for, what is known of the rendition comes with the
// fault.
func (c *Client) Follow(ctx context.Context, a *Answer, variant int) (*Second, *Fault) {
	home, why := readAsked(a.Request.URL)
	if home == nil {
		return nil, invalid(why)
	}
	l := &look{Client: c, secrets: secretsOf(a.Request, home), request: a.Request, home: home}
	ctx, stop := context.WithTimeout(ctx, c.limits.Whole)
	defer stop()
	list := a
	switch {
	case a.Manifest == nil:
		return nil, invalid(noManifest)
	case a.Manifest.Master && (variant < 0 || variant >= len(a.refs.variants)):
		return nil, invalid(noVariant)
	case a.Manifest.Master:
		x, hops, f := l.named(ctx, a.refs.base, a.refs.variants[variant], "")
		if f != nil {
			return nil, f
		}
		list = l.answer(a.Platform, platform.Playlist, x, hops)
		if m := list.Manifest; m != nil && m.Master && list.Good() {
			list.Problem = namesRenditions
		}
	}
	second := &Second{Playlist: *list}
	if m := list.Manifest; m == nil || m.Master || m.Segments == 0 {
		return second, nil
	}
	part := list.refs.part
	if part == "" {
		part = firstBytes
	}
	x, hops, f := l.named(ctx, list.refs.base, list.refs.segment, part)
	if f != nil {
		return second, f
	}
	second.Segment = l.answer(a.Platform, platform.Movie, x, hops)
	if s := second.Segment; s.Good() && len(list.Manifest.DRM) == 0 && !isSegment(x.body) {
		s.content, s.Problem = diagnosis.ContentOther, noMedia
	}
	return second, nil
}

// named asks for what a list names, with what the list gives.
func (l *look) named(ctx context.Context, list, to *url.URL, part string) (*exchange, []Hop, *Fault) {
	if to == nil {
		return nil, nil, invalid(notNamed)
	}
	u, why := readURL(to.String())
	switch {
	case u == nil:
		return nil, nil, invalid(manifestNames(why))
	case list.Scheme == "https" && u.Scheme != "https", inward(list, u):
		return nil, nil, invalid(manifestNames(notOutward))
	case l.carried(u.String()) && !l.mayHaveToken(u):
		return nil, nil, invalid(manifestTakes(l.host(u)))
	}
	w := wanted{url: u, method: http.MethodGet, most: l.limits.Body}
	if part != "" {
		w.part, w.most = part, mostFirst
	}
	x, hops, f := l.walk(ctx, w)
	if f != nil && f.Host == "" {
		f.Host = transport.Named(l.home)
	}
	return x, hops, f
}
