package diagnosis

import (
	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// otherFormatted: the token is of a format that the platform does not take.
func otherFormatted(e *evidence) *platform.Finding {
	if e.platform == nil || !isForeign(e.platform, e.Token) {
		return nil
	}
	return failure(cause.AlgUnexpected, otherFormat(e.platform, e.Token))
}

// isForeign reports whether a token is of another format than the platform's. One
// that no key can open is what it says, and nothing more can be told of it.
func isForeign(p *platform.Platform, t *token.Token) bool {
	if len(p.Formats) == 0 || !t.Recognised() || t.Sealed() && !t.Checkable() {
		return false
	}
	return !p.Takes(t.Format)
}
