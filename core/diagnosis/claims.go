package diagnosis

import (
	"cmp"
	"net/url"
	"path"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/extract"
	"playtoken/core/once"
	"playtoken/core/platform"
	"playtoken/core/token"
)

var (
	signatures = []rule{otherFormatted, algorithm, signatureWhole, oddScheme, oddAddress, insideAnother, oddHost, oddPath, oddPort}
	contents   = []rule{keyIDs, oddKeyID, otherID, audienceType, subjectType, issuerType}
)

// keyIDs: two IDs of keys, and only one can have signed.
func keyIDs(e *evidence) *platform.Finding {
	header, claim := e.Token.Header.Text("kid"), e.Token.Claims.Text("kid")
	if header == "" || claim == "" || header == claim {
		return nil
	}
	return platform.Found(cause.KidMismatch, platform.Warning, platform.Inferred, twoKeyIDs(header, claim)).
		With(&platform.Remedy{Label: useIDOfClaims, Header: []token.Member{token.StringMember("kid", claim)}})
}

// oddKeyID: where a platform finds the key by its ID, something else stands in its place.
func oddKeyID(e *evidence) *platform.Finding {
	id := e.Token.KeyID()
	if id == "" || !picksByID(e.platform) {
		return nil
	}
	severity, basis := platform.Warning, platform.Inferred
	title, rest := keyIDHasMarks, isExact
	switch bare := strings.Trim(id, " \t\r\n\"'`"); {
	case isNoID(bare):
		severity, basis = platform.Error, platform.Seen
		title, rest = noKeyID, hadNoID
	case bare != id:
	case e.platform.TokenID != nil && sameID(id, e.platform.TokenID(e.Token)):
		title, rest = keyIDOfVideo, soIsVideos
	default:
		return nil
	}
	return platform.Found(cause.KidMissing, severity, basis, keyIDIs(e.Token, title, id, rest))
}

// otherID compares what the token opens with what the URL asks for, and with
// what is wanted.
func otherID(e *evidence) *platform.Finding {
	p := e.platform
	if p == nil || p.TokenID == nil || p.OwnIDRule {
		return nil
	}
	inToken, inURL := p.TokenID(e.Token), ""
	if e.URL != nil && p.URLID != nil {
		inURL = cmp.Or(p.URLID(e.URL), inQuery(e.URL, inToken))
	}
	if e.found != nil && e.found.Place == extract.Path && strings.Contains(inURL, e.found.Token[:min(len(e.found.Token), 12)]) {
		inURL = "" // the mark in front of the query is missing, or encoded
	}
	beside, there := e.idBeside(inToken)
	none := func(who, id string) *platform.Finding {
		return platform.Found(cause.OtherPlaybackID, platform.Error, platform.Seen, noIDThere(p, who, id))
	}
	switch {
	case e.emptyTagID():
		return none(theTagAsksFor, "")
	case there && beside == "":
		return none(besideStands, "")
	case inURL == "" && hasEmptyID(p, e.URL):
		return none(theURLAsksFor, "")
	case inURL == "" && noIDInPath(e.URL) != "":
		return none(theURLAsksFor, noIDInPath(e.URL))
	case inToken != "" && isNoID(inToken) && !p.Generic:
		return none(theTokenOpens, inToken)
	}
	for _, asked := range []struct{ id, who string }{{inURL, theURLAsksFor}, {e.tagID(), theTagAsksFor}, {beside, besideStands}, {e.wantID, wantedIs}} {
		switch {
		case asked.id != "" && !sameID(inToken, asked.id) && isNoID(asked.id):
			return none(asked.who, asked.id)
		case asked.id == "" || inToken == "" || inToken == asked.id || asked.who == wantedIs && sameID(inToken, asked.id):
			continue
		case sameID(inToken, asked.id):
			return platform.Found(cause.OtherPlaybackID, platform.Warning, platform.Inferred, otherCase(p, asked.who, asked.id)).
				With(useID(e, useIDAskedFor, asked.id))
		}
		label := useIDAskedFor
		if asked.id == inURL {
			label = useIDOfURL
		}
		return platform.Found(cause.OtherPlaybackID, platform.Error, platform.Seen, opensAnother(p, inToken, asked.who, asked.id)).
			With(useID(e, label, asked.id))
	}
	if inURL != "" && strings.HasPrefix(e.URL.Path, "//") && p.Owns(nil, e.URL) {
		return platform.Found(cause.OtherPlaybackID, platform.Warning, platform.Inferred, twoSlashes(p))
	}
	if id := e.idElsewhere(inToken); id != "" {
		return platform.Found(cause.OtherPlaybackID, platform.Warning, platform.Seen, opensAnother(p, inToken, anotherURLAsksFor, id))
	}
	return nil
}

// AsksForNoID reports whether the program that wrote the URL or the player tag did not know
// what is to be played.
func (c *Case) AsksForNoID() bool {
	p := c.Platform
	if p == nil || p.TokenID == nil {
		return false
	}
	e := evidence{paste: c.Paste, found: c.Found, platform: p}
	if e.emptyTagID() || e.tagID() != "" && isNoID(e.tagID()) {
		return true
	}
	if c.URL == nil {
		return false
	}
	inURL := ""
	if p.URLID != nil {
		inURL = p.URLID(c.URL)
	}
	if inURL == "" {
		return hasEmptyID(p, c.URL) || noIDInPath(c.URL) != ""
	}
	return isNoID(inURL)
}

// isNoID reports whether a program wrote down in the place of an ID that it had none, or
// left a template as it was.
func isNoID(id string) bool { return extract.Absent{Value: id}.Nothing() || template().MatchString(id) }

var template = once.Regexp(`^(?:\{+[^{}]*\}+|[$#]\{[^{}]*\}|<[^<>]*>|\[[^\[\]]*\]|%[sdv@]|:[A-Za-z_]\w*|\((?i:null|nil|none)\)|Optional\(.*\)|` +
	`(?:[A-Z]+[_-])+ID|(?i:(?:your|insert|enter)[ _-]?(?:[a-z]+[ _-]?){0,3}id(?:[ _-]?here)?))$`)

// noIDInPath is the word for nothing that a program wrote into a path, whoever's the host is;
// "" for none.
func noIDInPath(u *url.URL) string {
	if u == nil {
		return ""
	}
	pieces := strings.Split(u.Path, "/")
	for i, piece := range pieces {
		stem := strings.TrimSuffix(piece, path.Ext(piece))
		if stem == "undefined" || stem == "null" || i == len(pieces)-1 && stem != piece && isNoID(stem) {
			return stem
		}
	}
	return ""
}

// hasEmptyID reports whether a URL of the platform has nothing where the ID stands.
func hasEmptyID(p *platform.Platform, u *url.URL) bool {
	return u != nil && p.Host != nil && p.Host(u) == strings.ToLower(u.Hostname()) &&
		(strings.HasPrefix(u.Path, "//") || strings.HasPrefix(u.Path, "/."))
}

// sameID compares two IDs. Those in hexadecimal digits, as a UUID is, are the same in
// capitals for whoever types one; whether a platform takes them so is another question.
func sameID(a, b string) bool {
	return a == b || strings.EqualFold(a, b) && strings.Trim(a, "0123456789abcdefABCDEF-") == ""
}

// useID changes the claim that holds the ID, with what stands before it.
func useID(e *evidence, label, id string) *platform.Remedy {
	inToken := e.platform.TokenID(e.Token)
	for _, m := range e.Token.Claims.Members {
		if m.Value.Type == token.Text && strings.HasSuffix(m.Value.Text, inToken) {
			text := strings.TrimSuffix(m.Value.Text, inToken) + id
			return &platform.Remedy{Label: label, Claims: []token.Member{token.StringMember(m.Name, text)}}
		}
	}
	return nil
}
