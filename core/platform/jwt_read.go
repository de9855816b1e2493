package platform

import (
	"net/url"

	"playtoken/core/token"
)

func jwtURLs(f Form, tok string) []URL {
	u, err := url.Parse(f.Get("url"))
	if err != nil || u.Host == "" {
		return nil
	}
	return []URL{{"URL", withParam(u, "token", tok), Inferred}}
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

func jwtSnippets(m Made) []Snippet {
	if len(m.URLs) == 0 {
		return jwtSamples(m)
	}
	return append([]Snippet{{"cURL", "curl -i " + shellText(m.URLs[0].URL)}}, jwtSamples(m)...)
}

func jwtRemarks(m Made) []string {
	if _, ends := m.Claims.Get("exp"); !ends {
		return []string{"This token never ends by itself."}
	}
	return nil
}

// jwtRead words the registered claims (RFC 7519 section 4.1).
func jwtRead(t *token.Token) []Reading {
	var list []Reading
	for _, c := range []struct{ name, label string }{{"iss", "Issuer"}, {"aud", "Audience"}, {"sub", "Subject"}, {"jti", "Token ID"}} {
		switch v, ok := t.Claims.Get(c.name); {
		case ok && v.Type == token.Text:
			list = append(list, Reading{c.label, "", v.Text, ""})
		case ok:
			list = append(list, Reading{c.label, "", v.Raw, ""})
		}
	}
	if kid := t.Header.Text("kid"); kid != "" {
		list = append(list, Reading{"Key ID", "", kid, ""})
	}
	return list
}
