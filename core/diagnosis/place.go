package diagnosis

import (
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/extract"
	"playtoken/core/platform"
)

// misplaced: the token is whole, and stands where the platform does not look.
func misplaced(e *evidence) *platform.Finding {
	at, p := e.found, e.platform
	if at == nil || e.Token.Text == "" {
		return nil
	}
	wrong := func(w platform.Words) *platform.Finding { return failure(cause.TokenMisplaced, w) }
	switch {
	case len(at.Twice) > 0:
		return platform.Found(cause.TokenMisplaced, platform.Warning, platform.Inferred, cookiesTwice(at.Twice))
	case at.Place == extract.Referrer && e.URL != nil:
		return wrong(inReferrer)
	case at.Escaped() != "":
		return wrong(escapedAmpersand(at))
	case at.QuestionMarks > 1:
		return wrong(twoQuestionMarks)
	case at.Times > 1 && e.differs():
		return wrong(twoTokens(at))
	case at.Times > 1:
		return platform.Found(cause.TokenMisplaced, platform.Warning, platform.Inferred, sameTokenTwice(at))
	case p == nil || len(p.Params) == 0 || p.Generic:
		return nil
	case e.forDRM() && (e.beside || e.hasBeside(p.Params)):
		return nil // it goes to the player beside the token of the stream
	}
	params := p.ParamsOf(e.URL)
	usual := params[0]
	switch at.Place {
	case extract.Attribute:
		return wrongAttribute(e)
	case extract.Header, extract.Cookie, extract.Body:
		if e.URL != nil && !strings.Contains(e.URL.RequestURI(), at.Token) {
			return wrong(besideURL(at.Place, p, usual))
		}
	case extract.Path:
		return wrong(inPath(p, usual))
	case extract.Fragment:
		return wrong(behindHash(usual))
	case extract.Unnamed:
		if !slices.Contains(params, "") {
			return wrong(unnamed(p, usual))
		}
	case extract.Query:
		return wrongParameter(e, usual)
	}
	return nil
}

func wrongParameter(e *evidence, usual string) *platform.Finding {
	at, p := e.found, e.platform
	switch {
	case slices.Contains(p.ParamsOf(e.URL), at.Name) && at.Name != "" && usual != "":
		return nil
	case at.Name == "" && usual != "":
		return failure(cause.TokenMisplaced, unnamed(p, usual))
	case at.Name == "":
		return warning(cause.TokenMisplaced, notFirst)
	case usual == "":
		return platform.Found(cause.TokenMisplaced, platform.Info, platform.Stated, named(at))
	}
	return failure(cause.TokenMisplaced, otherName(at, p, usual))
}

func wrongAttribute(e *evidence) *platform.Finding {
	t := e.tag()
	if t == nil || len(t.Tokens) == 0 || slices.Contains(t.Tokens, e.Name) {
		return nil
	}
	return failure(cause.TokenMisplaced, otherAttribute(e.found, t.Tokens[0]))
}

// differs reports whether another token stands under the same name in the URL.
func (e *evidence) differs() bool {
	return slices.ContainsFunc(e.paste.All, func(f extract.Found) bool {
		return f.Token != e.found.Token && f.Name == e.found.Name && e.inSameURL(f)
	})
}

// hasBeside reports whether the URL has a token under the platform's own name, too.
func (e *evidence) hasBeside(params []string) bool {
	return slices.ContainsFunc(e.paste.All, func(f extract.Found) bool {
		return f.Name != "" && slices.Contains(params, f.Name) && e.inSameURL(f)
	})
}

func (e *evidence) inSameURL(f extract.Found) bool {
	return f.URL != nil && e.found.URL != nil && f.URL.String() == e.found.URL.String()
}

// damagedInURL: what a server would trip over.
func damagedInURL(e *evidence) *platform.Finding {
	if e.found == nil || len(e.found.Damage) == 0 {
		return nil
	}
	if e.found.Place == extract.Header { // servers read headers in ways of their own
		return platform.Found(cause.TokenDamagedInURL, platform.Warning, platform.Inferred, damaged(e.found))
	}
	return failure(cause.TokenDamagedInURL, damaged(e.found))
}

// leftOut: what was undone of a token that would break it where it is used as it stands.
func leftOut(e *evidence) *platform.Finding {
	if e.found == nil || len(e.found.LeftOut) == 0 || e.Token.Text == "" {
		return nil
	}
	return platform.Found(cause.TokenDamagedInURL, platform.Info, platform.Stated, wasLeftOut(e.found.LeftOut))
}
