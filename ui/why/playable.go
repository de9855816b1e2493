package why

import "playtoken/core/extract"

// Playable is the URL with the token that is read, as it stands in the text, "" where there is
// none that can be asked for alone: the token of a header or a cookie does not go with it. reads
// reports whether anything is read here.
func (p *Presenter) Playable() (playable string, reads bool) {
	c := p.found
	if c == nil || c.Paste.HasKey {
		return "", p.text != ""
	}
	u := c.Paste.URL
	if c.Found != nil {
		if u = c.Found.URL; c.Found.Place == extract.CookieSet {
			u = nil
		}
	}
	if u == nil || u.Host == "" {
		return "", true
	}
	return u.String(), true
}
