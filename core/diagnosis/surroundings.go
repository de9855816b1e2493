package diagnosis

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"playtoken/core/extract"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
)

// unmarked is what a text without a token that shows may be after all: a URL that
// is signed itself, or one with a token of Edgecast that stands in its query
// without a name and not first, or in its path.
func (c *Case) unmarked(o Options) {
	if c.URL == nil {
		return
	}
	if c.Paste.Is == extract.Signed {
		c.Token = verify.SignedURL(verify.Input{URL: c.URL})
		return
	}
	for piece := range strings.SplitSeq(c.URL.RawQuery, "&") {
		if !strings.Contains(strings.TrimRight(piece, "="), "=") && c.isEdgecast(piece, extract.Query, o) {
			return
		}
	}
	for piece := range strings.SplitSeq(c.URL.EscapedPath(), "/") {
		if len(piece) >= 39 && c.isEdgecast(piece, extract.Path, o) {
			return
		}
	}
}

// isEdgecast takes a piece of the URL for a token of Edgecast, where a key opens it.
// In the query the platform that was named is enough; a path has long names, too.
func (c *Case) isEdgecast(piece string, at extract.Place, o Options) bool {
	t := token.Decode(piece)
	if !t.Kind.Edgecast() {
		return false
	}
	ours := at == extract.Query && o.Platform != nil && slices.Contains(o.Platform.Kinds, t.Kind)
	if !ours && !verify.Try(verify.Input{Token: t, Keys: o.Keys}).Token.Opened {
		return false
	}
	c.Token, c.Found = t, &extract.Found{Token: piece, URL: c.URL, Place: at}
	c.Paste.Absent = nil
	return true
}

// drmToken is the token that a player gets for DRM, nil for none. It may be the
// same one as for the stream.
func drmToken(p extract.Paste) *extract.Found {
	for i := range p.All {
		if isDRM(p.All[i].Name) {
			return &p.All[i]
		}
	}
	if p.Tag != nil && strings.Count(p.Tag.Attributes["drm-token"], ".") >= 2 {
		return &extract.Found{Token: p.Tag.Attributes["drm-token"], Place: extract.Attribute, Name: "drm-token"}
	}
	return nil
}

// beside is the platform's URL in a text whose token stands apart from it, as in
// a header of a cURL command.
func beside(p extract.Paste, of *platform.Platform) *url.URL {
	if of.Recognises == nil || p.Is == extract.Token {
		return nil
	}
	for _, text := range anyURL.FindAllString(p.Before+" "+p.After, 20) {
		if u, err := url.Parse(text); err == nil && of.Recognises(nil, u) {
			return u
		}
	}
	return nil
}

var anyURL = regexp.MustCompile(`https?://[^\s"'<>` + "`" + `]{4,}`)

// bareID is the ID in what people give for one: mostly the ID, sometimes a URL.
func bareID(p *platform.Platform, id string) string {
	id = strings.TrimSpace(id)
	if u, err := url.Parse(id); err == nil && u.Host != "" && p != nil && p.URLID != nil {
		if inURL := p.URLID(u); inURL != "" {
			return inURL
		}
	}
	return id
}
