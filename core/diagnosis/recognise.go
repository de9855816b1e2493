package diagnosis

import (
	"slices"

	"playtoken/core/extract"
	"playtoken/core/platform"
	"playtoken/core/token"
)

func (c *Case) recognise(o Options) {
	if c.Platform = o.Platform; c.Platform != nil {
		return
	}
	// Where a token is used says more than what it looks like.
	if c.Platform = platform.Recognise(nil, c.URL); c.Platform == nil {
		c.Platform = byTag(c.Paste.Tag)
	}
	if c.Platform != nil || c.Token == nil {
		return
	}
	if c.Platform = platform.Recognise(c.Token, nil); c.Platform != nil {
		return
	}
	for _, p := range platform.All() {
		if takes(p, c.Token) {
			c.Likely = append(c.Likely, p)
		}
	}
}

// byTag is the platform of a player tag.
func byTag(tag *extract.Tag) *platform.Platform {
	if tag == nil {
		return nil
	}
	for _, p := range platform.All() {
		for _, t := range p.Tags {
			if t.Element == tag.Element {
				return p
			}
		}
	}
	return nil
}

// takes reports whether a token may be one of a platform, by its kind and its
// algorithm.
func takes(p *platform.Platform, t *token.Token) bool {
	for _, k := range p.Kinds {
		if k == t.Kind && (p.Algorithms == nil || slices.Contains(p.Algorithms, t.Algorithm())) {
			return true
		}
	}
	return false
}
