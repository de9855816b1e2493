package diagnosis

import (
	"net/url"
	"strings"

	"playtoken/core/extract"
	"playtoken/core/foreign"
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
	foreign  *foreign.Found // nil for none
	said     Said

	opaque  string       // the name that an opaque token of somebody else stands under, "" for none
	shown   *token.Token // what a text without a token shows of one, nil for nothing
	misread *misread     // a letter of the token that was put right, nil for none
	wantID  string       // the ID that was asked for by a person, "" for none
	besides []*evidence  // about the further tokens that the player takes
	beside  bool         // it is one of those
	told    int          // the status that the text tells, 0 for none
	inside  bool         // a token stands in a URL inside the one that was asked
	moments moments      // exp, nbf, iat
	asOf    AsOf
}

func (c *Case) evidence(o Options) *evidence {
	if o.SegmentStatus == 0 && c.Found != nil {
		o.SegmentStatus = c.Found.Segment
	} else if o.SegmentStatus == 0 {
		o.SegmentStatus = c.Paste.Segment
	}
	e := &evidence{options: o, paste: c.Paste, found: c.Found, platform: c.Platform, verified: c.Verified, foreign: c.Foreign, said: c.Said, inside: c.Inside, opaque: c.opaque, shown: c.shown, misread: c.misread}
	if o.Status != 0 || o.StatusText != "" { // known since
		e.said = c.said(o)
	}
	if e.accepted() { // which some addresses say with a status of refusal
		e.said = Said{}
	}
	e.Token, e.URL, e.Viewer = c.Token, c.URL, c.viewer()
	if o.Viewer != nil {
		e.Viewer = *o.Viewer
	}
	e.told = c.InText()
	e.Taken = e.told > 0 && e.told < 400 || e.accepted()
	e.asOf = c.moment(o)
	e.Now = e.asOf.At
	e.settle()
	for _, b := range c.beside {
		second := *e
		second.found, second.URL, second.beside, second.besides = b.Found, b.URL, true, nil
		second.foreign = nil
		second.Token, second.verified = b.Token, b.Verified
		second.settle()
		e.besides = append(e.besides, &second)
	}
	return e
}

// around is the URL as it stands in the text, nil for none.
func (e *evidence) around() *url.URL {
	if e.found != nil {
		return e.found.URL
	}
	return e.paste.URL
}

// atLocalEdge reports whether the URL is one of an edge on this machine.
func (e *evidence) atLocalEdge() bool { return extract.Original(e.around()) != e.around() }

// InText is the status of HTTP that the text tells of the token, 0 for none.
func (c *Case) InText() int {
	if c.Found != nil && (c.Found.Status > 0 || len(c.Paste.All) > 1) {
		return c.Found.Status
	}
	return c.Paste.Status
}

// settle fills in what follows from the rest.
func (e *evidence) settle() {
	if e.verified.Token != nil {
		e.Token = e.verified.Token
	}
	if e.Token == nil && e.foreign == nil {
		e.Token = e.shown
	}
	if e.Token == nil {
		e.Token = &token.Token{Kind: token.Unknown}
	}
	e.Skew, e.Outcome = e.options.Skew, e.verified.Outcome
	e.wantID = bareID(e.platform, e.options.ID)
	if e.Want = e.wantID; e.Want == "" {
		e.Want = e.tagID()
	}
	e.Name, e.KeyID = "", ""
	if e.found != nil {
		if e.Name = playerName(e.platform, e.found.Name); e.Name == "" {
			e.Name = strings.ToLower(e.found.Name)
		}
	}
	if by := e.verified.By; by != nil && e.Check.State == token.Valid && !ofOther(by, e.platform) {
		e.KeyID = by.ID
	}
	e.moments = momentsOf(e.Token, e.Now)
}

// forDRM reports whether the token stands where a player looks for the one for DRM.
func (e *evidence) forDRM() bool { return e.Name == drmName }

// tag is the platform's player element in the text, nil for none.
func (e *evidence) tag() *platform.PlayerTag { return tagOf(e.paste, e.platform) }

// tagID is the ID that the player element asks for, or "". Behind a question mark stands
// what players that take it hand on.
func (e *evidence) tagID() string {
	t := e.tag()
	if t == nil || t.ID == "" {
		return ""
	}
	if v := e.paste.Tag.Attributes[strings.ReplaceAll(t.ID, "-", "")]; isVariable(v) {
		return ""
	}
	id, _, _ := strings.Cut(e.paste.Tag.Attribute(t.ID), "?")
	return id
}

// emptyTagID reports whether the player element has a place for the ID, and nothing in it.
func (e *evidence) emptyTagID() bool {
	t := e.tag()
	if t == nil || e.tagID() != "" {
		return false
	}
	_, there := e.paste.Tag.Attributes[t.ID]
	v, inCode := e.paste.Tag.Attributes[strings.ReplaceAll(t.ID, "-", "")]
	return there || inCode && !isVariable(v)
}

// isVariable reports whether an attribute of a component in code has a name in it, or an
// expression, and no value.
func isVariable(attribute string) bool {
	return strings.HasPrefix(attribute, "{") && !strings.ContainsAny(attribute, "\"'`") && !isNoID(strings.Trim(attribute, "{} "))
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
