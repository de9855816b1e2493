package jwt

import (
	"net/url"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/samples"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// checkTwice tells what stands in two places.
func checkTwice(f platform.Filled) (list []platform.Problem) {
	both := func(field, object, member string) {
		o, _ := token.ReadObject([]byte(f.Get(object)))
		if _, ok := o.Get(member); ok && f.Get(field) != "" {
			list = append(list, platform.Problem{
				Field: field, Warning: true,
				Text: member + " stands among the " + object + " as well; that one counts.",
			})
		}
	}
	both(platform.ID, "claims", "sub")
	both(platform.KeyID, "header", "kid")
	return list
}

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

func urls(f platform.Filled, t platform.NamedToken) []platform.URL {
	u, err := url.Parse(f.Get("url"))
	if err != nil || u.Host == "" {
		return nil
	}
	return []platform.URL{{Name: "URL", URL: withParam(u, "token", t.Text), Basis: platform.Inferred}}
}

// withParam puts a parameter behind the others of a URL, which stay as they are.
func withParam(u *url.URL, name, value string) string {
	with := *u
	with.RawQuery, with.ForceQuery = name+"="+value, false
	if u.RawQuery != "" {
		with.RawQuery = u.RawQuery + "&" + with.RawQuery
	}
	return with.String()
}

func snippets(s *platform.Signed) []platform.Snippet {
	t := s.First()
	if len(t.URLs) == 0 {
		return samples.JWT(t)
	}
	return append([]platform.Snippet{platform.NewSnippet("cURL", "curl -i "+samples.ShellText(t.URLs[0].URL))}, samples.JWT(t)...)
}

func remarks(s *platform.Signed, key *keys.Key) (list []string) {
	t := s.First()
	if _, ends := t.Claims.Get("exp"); !ends {
		list = append(list, "This token never ends by itself.")
	}
	if short := jws.Short(key, t.Header.Text("alg")); short != "" {
		list = append(list, short)
	}
	return list
}
