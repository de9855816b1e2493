package edgecast

import (
	"net/url"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/platform/check"
)

func urls(f platform.Filled, t platform.NamedToken) []platform.URL {
	host := check.BareHost(f.Get("host"))
	if host == "" {
		return nil
	}
	path := f.Get(platform.ID)
	if path == "" {
		path = "/"
	}
	query := t.Text
	if name := f.Get("param"); name != "" {
		query = name + "=" + t.Text
	}
	return []platform.URL{{Name: "URL", URL: "https://" + host + path + "?" + query, Basis: platform.Stated}}
}

func isOwnURL(u *url.URL) bool {
	return strings.HasSuffix(strings.ToLower(u.Hostname()), ".edgecastcdn.net")
}

// pathOfURL is the path as it is requested.
func pathOfURL(u *url.URL) string {
	if path := u.EscapedPath(); path != "/" {
		return path
	}
	return ""
}

// formOfURL is the host and the path of a URL: a form asks for each by itself.
func formOfURL(u *url.URL) map[string]string {
	if u.Host == "" {
		return nil
	}
	list := map[string]string{"host": u.Host}
	if path := pathOfURL(u); path != "" {
		list[platform.ID] = path
	}
	return list
}
