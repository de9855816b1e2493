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

func facts(s *platform.Signed) []platform.Fact {
	list := []platform.Fact{{Text: opensAll}}
	if _, ends := s.First().Claims.Get("exp"); !ends {
		list = append(list, platform.Fact{Text: fiveHours})
	}
	return list
}

// remarks: where the life is counted from a moment that the token does not tell.
func remarks(s *platform.Signed, _ *keys.Key) []string {
	_, ends := s.First().Claims.Get("exp")
	if _, issued := s.First().Claims.Get("iat"); ends || issued {
		return nil
	}
	return []string{tellNothing}
}
