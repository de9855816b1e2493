package platform

import "playtoken/core/token"

// Registered words the registered claims (RFC 7519 section 4.1).
func Registered(t *token.Token) (list []Meaning) {
	for _, c := range []struct{ name, label string }{{"iss", "Issuer"}, {"aud", "Audience"}, {"sub", "Subject"}, {"jti", "Token ID"}} {
		switch v, ok := t.Claims.Get(c.name); {
		case ok && v.Type == token.Text:
			list = append(list, Means(c.label, "", v.Text, ""))
		case ok:
			list = append(list, Means(c.label, "", v.Raw, ""))
		}
	}
	if kid := t.Header.Text("kid"); kid != "" {
		list = append(list, Means("Key ID", "", kid, ""))
	}
	return list
}
