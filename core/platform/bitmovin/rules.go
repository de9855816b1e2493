package bitmovin

import (
	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// rules are Bitmovin's own reasons for playback to fail.
var rules = []platform.Rule{noExpiry, unbound}

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

// unbound: the platform's own token names no stream.
func unbound(e platform.Evidence) *platform.Finding {
	if !e.Token.Claims.Readable {
		return nil
	}
	for _, claim := range []string{"aud", "sub", "streamId", "stream_id"} {
		if v, ok := e.Token.Claims.Get(claim); ok && !(v.Type == token.Text && v.Text == "") {
			return nil
		}
	}
	return platform.Found(cause.AudMissing, platform.Info, platform.Inferred, bindsNothing)
}
