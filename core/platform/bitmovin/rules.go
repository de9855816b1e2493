package bitmovin

import (
	"cmp"

	"playtoken/core/cause"
	"playtoken/core/platform"
)

// rules are Bitmovin's own reasons for playback to fail.
var rules = []platform.Rule{noExpiry, oddID}

// noExpiry: without exp a token lives five hours; from which moment on is not
// established, so that one issued longer ago may have ended.
func noExpiry(e platform.Evidence) *platform.Finding {
	if _, ok := e.Token.Claims.Get("exp"); ok || !e.Token.Claims.Readable {
		return nil
	}
	iat, ok := e.Token.Time("iat")
	if ok && iat.Usable() && e.Now.Sub(iat.At) > ownLife {
		return platform.Found(cause.ExpMissing, platform.Warning, platform.Inferred, fiveHoursOver(iat.At, e.Now)).
			With(&platform.Remedy{Label: signOneThatEnds, Fresh: true})
	}
	return platform.Found(cause.ExpMissing, platform.Info, platform.Stated, noExp)
}

// oddID: the token names no stream, so that the form of the ID in the URL is all there is
// to look at.
func oddID(e platform.Evidence) *platform.Finding {
	id := e.Want
	if e.URL != nil {
		id = cmp.Or(idOfURL(e.URL), id)
	}
	if id == "" || xid.MatchString(id) {
		return nil
	}
	return platform.Found(cause.OtherPlaybackID, platform.Warning, platform.Inferred, idNotInForm(id))
}
