package jwt

import (
	"net/url"

	"playtoken/core/platform"
)

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
