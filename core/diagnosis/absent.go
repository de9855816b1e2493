package diagnosis

import (
	"slices"

	"playtoken/core/cause"
	"playtoken/core/platform"
)

var absence = []rule{tokenAbsent, streamTokenAbsent, misplaced, damagedInURL, blankInside, cutByShell, leftOut}

// tokenAbsent: a URL without a token may be that of a public ID; a place for a
// token with nothing, or a placeholder, in it is a mistake of a program.
func tokenAbsent(e *evidence) *platform.Finding {
	a := e.paste.Absent
	if a == nil || e.beside {
		return nil
	}
	another := e.Token.Text != ""
	switch {
	case another && isDRM(a.Name):
		return platform.Found(cause.TokenAbsent, platform.Info, platform.Stated, drmTokenAbsent(a))
	case another && e.tag() != nil && slices.Contains(e.tag().Tokens, playerName(e.platform, a.Name)) && !e.tagWants(a.Name):
		return warning(cause.TokenAbsent, furtherTokenAbsent(a))
	case another && !e.tagWants(a.Name):
		return nil
	case a.Name == "" && a.Value == "" && e.said.isKnown && e.said.known.HadToken():
		return nil // it came in another way, such as a header
	case a.Name == "" && a.Value == "":
		return warning(cause.TokenAbsent, noToken)
	case a.IsKey():
		return failure(cause.TokenAbsent, keyInPlace(a))
	case a.Redacted():
		return failure(cause.TokenAbsent, blackedOut(a))
	case a.Placeholder():
		return failure(cause.TokenAbsent, placeholder(a))
	case a.CaseLost():
		return failure(cause.TokenDamagedInURL, caseLost)
	case a.Padded():
		return failure(cause.TokenDamagedInURL, padded)
	}
	return failure(cause.TokenAbsent, notAToken(a))
}

// streamTokenAbsent: the player is given tokens, and none for the stream.
func streamTokenAbsent(e *evidence) *platform.Finding {
	t := e.tag()
	if t == nil || len(t.Tokens) < 2 || e.beside || e.Token.Text == "" || e.Name == t.Tokens[0] || !slices.Contains(t.Tokens, e.Name) {
		return nil
	}
	if _, there := e.paste.Tag.Attributes[t.Tokens[0]]; there {
		return nil
	}
	return warning(cause.TokenAbsent, noStreamToken(t.Tokens[0], e.Name))
}

// tagWants reports whether the player looks for the token of the stream under
// this attribute of the tag.
func (e *evidence) tagWants(attribute string) bool {
	t := e.tag()
	return t != nil && len(t.Tokens) > 0 && platform.SameName(attribute, t.Tokens[0])
}
