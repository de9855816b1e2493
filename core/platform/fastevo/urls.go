package fastevo

import (
	"net/url"
	"strings"

	"playtoken/core/platform"
)

// urls: where a token goes is not published; a signed URL opens itself.
func urls(f platform.Filled, t platform.NamedToken) []platform.URL {
	if !isEngage(f) {
		return nil
	}
	basis := platform.Inferred
	if f.Get("recipe_confirmed") == "yes" {
		basis = platform.Seen
	}
	return []platform.URL{{Name: "Engage Kit URL", URL: t.Text, Basis: basis}}
}

func isOwnURL(u *url.URL) bool {
	return strings.HasSuffix(strings.ToLower(u.Hostname()), ".fastevo.net")
}
