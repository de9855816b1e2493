package fastpix

import (
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// compose writes header and claims byte for byte as FastPix's own signer does: the
// order kid, aud, iss, sub, iat, exp was read from its tokens. For DRM the player
// takes the same token twice: a DRM stream is served for a drm: audience alone.
func compose(f platform.Filled) []platform.Draft {
	header := token.NewObject(token.StringMember("alg", "RS256"))
	if f.Get("header") == "plugin" {
		header = header.With(token.StringMember("typ", "JWT")).With(token.StringMember("kid", f.Get(platform.KeyID)))
	}
	claims := token.NewObject(
		token.StringMember("kid", f.Get(platform.KeyID)),
		token.StringMember("aud", f.Get("for")+":"+f.Get(platform.ID)),
		token.StringMember("iss", f.Get("issuer")),
		token.StringMember("sub", ""),
		token.IntMember("iat", f.IssuedAt.Unix()),
	)
	if !f.Expires.IsZero() {
		claims = claims.With(token.IntMember("exp", f.Expires.Unix()))
	}
	draft := token.Draft{Format: jws.Format, Header: header, Claims: claims}
	list := []platform.Draft{{Name: mainToken, Draft: draft}}
	if isDRM(f) {
		list = append(list, platform.Draft{Name: drmToken, Draft: draft})
	}
	return list
}

// facts: when the token is looked at. Of DRM, whose licences want it as well, that is not known.
func facts(s *platform.Signed) []platform.Fact {
	if isDRM(s.Form) {
		return nil
	}
	return []platform.Fact{{Text: loadedOnce, Standing: true}}
}
