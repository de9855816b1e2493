package platform

import (
	"playtoken/core/cause"
	"playtoken/core/humantime"
	"playtoken/core/token"
)

// bitmovinRules are Bitmovin's own reasons for playback to fail.
var bitmovinRules = []Rule{bitmovinNoExpiry, bitmovinUnbound}

// bitmovinNoExpiry: without exp a token lives five hours; from which moment on is
// not established, so that one issued longer ago may have ended.
func bitmovinNoExpiry(e Evidence) *Finding {
	if _, ok := e.Token.Claims.Get("exp"); ok || !e.Token.Claims.Readable {
		return nil
	}
	f := found(
		cause.ExpMissing, Info, "the token has no expiry", "exp is missing: Bitmovin lets such a token live 5 hours.",
		"Set exp to the moment of the end.", Stated,
	)
	iat, ok := e.Token.Time("iat")
	if ok && iat.Usable() && e.Now.Sub(iat.At) > bitmovinDefaultLife {
		f.Severity, f.Standing = Warning, Inferred
		f.Title = "the token has no expiry, and its 5 hours may be over"
		f.Evidence = "exp is missing, and it was issued " + humantime.Relative(iat.At, e.Now) + ". Bitmovin lets such a token live 5 hours."
		f.Remedy = &Remedy{Label: "Sign one that ends", Fresh: true}
	}
	return f
}

// bitmovinUnbound: the platform's own token names no stream.
func bitmovinUnbound(e Evidence) *Finding {
	if !e.Token.Claims.Readable {
		return nil
	}
	for _, claim := range []string{"aud", "sub", "streamId", "stream_id"} {
		if v, ok := e.Token.Claims.Get(claim); ok && !(v.Type == token.Text && v.Text == "") {
			return nil
		}
	}
	return found(
		cause.AudMissing, Info, "the token is not bound to a stream",
		"It opens every signed stream of the organization, as Bitmovin's tokens do.", "Keep its life short.", Inferred,
	)
}
