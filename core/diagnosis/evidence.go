package diagnosis

import (
	"net/url"
	"strings"

	"playtoken/core/extract"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
)

// evidence is all that is known about one token: what a platform's rule may look at,
// and what the rules of this package look at besides.
type evidence struct {
	platform.Evidence
	options  Options
	paste    extract.Paste
	found    *extract.Found // where the token stands, nil where that is not known
	platform *platform.Platform
	verified verify.Result

	wantID  string    // the ID that was asked for by a person, "" for none
	drm     *evidence // about the token that the player gets for DRM beside this one
	beside  bool      // it is that token
	moments moments   // exp, nbf, iat
}

func (c *Case) evidence(o Options) *evidence {
	if o.Status == 0 {
		before, after := c.Paste.Around(0)
		o.Status, o.StatusText = c.Paste.Status, before+" "+after
		if c.Found != nil && len(c.Paste.All) > 1 {
			o.Status = c.Found.Status
		}
	}
	e := &evidence{options: o, paste: c.Paste, found: c.Found, platform: c.Platform, verified: c.Verified}
	e.Token, e.URL = c.Token, c.URL
	e.settle()
	if c.drm != nil {
		second := *e
		second.found, second.URL, second.beside = c.drm.Found, nil, true
		second.Token, second.verified = c.drm.Token, c.drm.Verified
		second.settle()
		e.drm = &second
	}
	return e
}

// settle fills in what follows from the rest.
func (e *evidence) settle() {
	if e.verified.Token != nil {
		e.Token = e.verified.Token
	}
	if e.Token == nil {
		e.Token = &token.Token{Kind: token.Unknown}
	}
	e.Now, e.Skew, e.Outcome = e.options.Now, e.options.Skew, e.verified.Outcome
	e.wantID = bareID(e.platform, e.options.ID)
	if e.Want = e.wantID; e.Want == "" {
		e.Want = e.tagID()
	}
	e.Name, e.KeyID = "", ""
	if e.found != nil {
		e.Name = strings.ToLower(e.found.Name)
		if isDRM(e.Name) {
			e.Name = drmName
		}
	}
	if e.verified.By != nil && e.Check.State == token.Valid {
		e.KeyID = e.verified.By.ID
	}
	e.moments = momentsOf(e.Token)
}

// forDRM reports whether the token stands where a player looks for the one for DRM.
func (e *evidence) forDRM() bool { return e.Name == drmName }

// tag is the platform's player element in the text, nil for none.
func (e *evidence) tag() *platform.PlayerTag {
	if e.platform == nil || e.paste.Tag == nil {
		return nil
	}
	for i, t := range e.platform.Tags {
		if t.Element == e.paste.Tag.Element {
			return &e.platform.Tags[i]
		}
	}
	return nil
}

// tagID is the ID that the player element asks for, or "".
func (e *evidence) tagID() string {
	t := e.tag()
	if t == nil || t.ID == "" {
		return ""
	}
	return e.paste.Tag.Attributes[t.ID]
}

// bareID is the ID in what people give for one: mostly the ID, sometimes a URL.
func bareID(p *platform.Platform, id string) string {
	id = strings.TrimSpace(id)
	if u, err := url.Parse(id); err == nil && u.Host != "" && p != nil {
		if inURL := p.IDOf(nil, u); inURL != "" {
			return inURL
		}
	}
	return id
}
