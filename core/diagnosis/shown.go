package diagnosis

import (
	"slices"

	"playtoken/core/cause"
	"playtoken/core/extract"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// A decoder or a program shows what a token says, and the token is not there. What its claims
// alone tell is told; whether they are signed, and by whom, nobody can know.

// shownToken is a JWT with the header and the claims that a text shows, and no text of its own;
// nil where it shows no claims.
func shownToken(d *extract.Decoded) *token.Token {
	if d == nil || d.Claims == "" {
		return nil
	}
	return jws.Shown(d.Header, d.Claims)
}

// Says is the token or, where it is not there, what the text shows of one; nil for neither.
func (c *Case) Says() *token.Token {
	if c.Token == nil {
		return c.shown
	}
	return c.Token
}

// isShown reports whether only the claims of the token are there.
func (e *evidence) isShown() bool { return e.Token == e.shown && e.shown != nil }

// shownFindings are those that claims alone allow.
func shownFindings(e *evidence) []platform.Finding {
	var list found
	if e.platform != nil {
		list.askPlatform(e, e.platform.Rules, false)
	}
	if e.Token.Header.Readable {
		list.add(algorithm(e))
	}
	list.ask(e, contents)
	list.ask(e, times)
	if in := e.paste.Decoded.Millis; len(in) > 0 {
		list.add(failure(cause.TimeInMilliseconds, codeInMillis(in)))
	}
	all := withAnswer(e, withLookAlikes(e, list))
	return slices.DeleteFunc(all, func(f platform.Finding) bool {
		return !e.paste.Decoded.Whole && lacks[f.Code] || f.Code == cause.TokenMisplaced
	})
}

// lacks are the causes that speak of a claim that is not there, which a table may have left out.
var lacks = map[cause.Code]bool{
	cause.ExpMissing: true, cause.AudMissing: true, cause.KidMissing: true, cause.ClaimMissing: true,
}
