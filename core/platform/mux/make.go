package mux

import (
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// compose makes a token for each resource of the form. Their claims stand in the order
// of the SDK: options, kid, sub, aud, exp.
func compose(f platform.Filled) (drafts []platform.Draft) {
	draft := func(name, aud string, options ...token.Member) {
		header := token.NewObject(token.StringMember("alg", "RS256"), token.StringMember("typ", "JWT"))
		claims := token.NewObject(options...)
		kid := token.StringMember("kid", f.Get(platform.KeyID))
		if f.Get("kid") == "header" {
			header = header.With(kid)
		} else {
			claims = claims.With(kid)
		}
		claims = claims.With(token.StringMember("sub", f.Get(platform.ID))).With(token.StringMember("aud", aud))
		if !f.Expires.IsZero() {
			claims = claims.With(token.IntMember("exp", f.Expires.Unix()))
		}
		drafts = append(drafts, platform.Draft{Name: name, Draft: token.Draft{Format: jws.Format, Header: header, Claims: claims}})
	}
	if f.Get("for") == forCounts {
		draft("counts-token", f.Get("counted"))
		return drafts
	}
	for _, r := range tokensFor[f.Get("for")] {
		draft(r.name, r.aud, claimsOf(f, r)...)
	}
	return drafts
}

// facts tell what the ID has to be.
func facts(s *platform.Signed) (list []platform.Fact) {
	if s.Form.Get("for") == forCounts && s.Form.Get("counted") != counts[0] {
		list = append(list, platform.Fact{Text: countsOther})
	}
	return list
}
