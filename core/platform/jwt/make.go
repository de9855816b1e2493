package jwt

import (
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

func compose(f platform.Filled) []platform.Draft {
	header := token.NewObject(token.StringMember("alg", f.Get("alg")), token.StringMember("typ", "JWT"))
	if kid := f.Get(platform.KeyID); kid != "" {
		header = header.With(token.StringMember("kid", kid))
	}
	further, _ := token.ReadObject([]byte(f.Get("header")))
	for _, m := range further.Members {
		header = header.With(m)
	}
	claims := token.NewObject()
	if own, _ := token.ReadObject([]byte(f.Get("claims"))); own.Readable {
		claims = own
	}
	add := func(m token.Member) {
		if _, there := claims.Get(m.Name); !there {
			claims = claims.With(m)
		}
	}
	if sub := f.Get(platform.ID); sub != "" {
		add(token.StringMember("sub", sub))
	}
	if f.Get("issued_at") == "on" {
		add(token.IntMember("iat", f.IssuedAt.Unix()))
	}
	if !f.Expires.IsZero() {
		add(token.IntMember("exp", f.Expires.Unix()))
	}
	return []platform.Draft{{Name: "token", Draft: token.Draft{Format: jws.Format, Header: header, Claims: claims}}}
}

func remarks(s *platform.Signed, key *keys.Key) (list []string) {
	t := s.First()
	if short := jws.Short(key, t.Header.Text("alg")); short != "" {
		list = append(list, short)
	}
	return list
}

func facts(s *platform.Signed) (list []platform.Fact) {
	if _, ends := s.First().Claims.Get("exp"); !ends {
		list = append(list, platform.Fact{Text: "It never ends by itself."})
	}
	return list
}
