package platform

import "playtoken/core/token"

// jwtCheck tells what stands in two places.
func jwtCheck(f Form) (list []Problem) {
	both := func(field, object, member, label string) {
		o, _ := token.ReadObject([]byte(f.Get(object)))
		if _, ok := o.Get(member); ok && f.Get(field) != "" {
			list = append(list, Problem{Field: field, Warning: true, Text: label + " stands among the " + object + " as well; that one counts."})
		}
	}
	both(ID, "claims", "sub", "sub")
	both(KeyID, "header", "kid", "kid")
	return list
}

func jwtCompose(f Form) (header, claims token.Object) {
	header = token.NewObject(token.StringMember("alg", f.Get("alg")), token.StringMember("typ", "JWT"))
	further, _ := token.ReadObject([]byte(f.Get("header")))
	if kid := f.Get(KeyID); kid != "" {
		header = header.With(token.StringMember("kid", kid))
	}
	for _, m := range further.Members {
		header = header.With(m)
	}
	claims = token.NewObject()
	if own, _ := token.ReadObject([]byte(f.Get("claims"))); own.Readable {
		claims = own
	}
	add := func(m token.Member) {
		if _, there := claims.Get(m.Name); !there {
			claims = claims.With(m)
		}
	}
	if sub := f.Get(ID); sub != "" {
		add(token.StringMember("sub", sub))
	}
	if f.Get("issued_at") == "on" {
		add(token.IntMember("iat", f.IssuedAt.Unix()))
	}
	if !f.Expires.IsZero() {
		add(token.IntMember("exp", f.Expires.Unix()))
	}
	return header, claims
}
