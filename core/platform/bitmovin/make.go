package bitmovin

import (
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// compose writes header and claims byte for byte as the platform's own token has
// them.
func compose(f platform.Filled) []platform.Draft {
	claims := token.NewObject()
	if f.Get("issued_at") == "on" {
		claims = claims.With(token.IntMember("iat", f.IssuedAt.Unix()))
	}
	if !f.Expires.IsZero() {
		claims = claims.With(token.IntMember("exp", f.Expires.Unix()))
	}
	header := token.NewObject(token.StringMember("alg", "RS256"), token.StringMember("typ", "JWT"))
	return []platform.Draft{{Name: "token", Draft: token.Draft{Format: jws.Format, Header: header, Claims: claims}}}
}

func remarks(s *platform.Signed, _ *keys.Key) []string {
	list := []string{opensAll}
	claims := s.First().Claims
	_, ends := claims.Get("exp")
	_, issued := claims.Get("iat")
	switch {
	case !ends && issued:
		list = append(list, fiveHours)
	case !ends:
		list = append(list, fiveHours+" Put the issue time into the token, or give it an expiry.")
	}
	return list
}
