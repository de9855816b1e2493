package cloudfront

import (
	"net/url"
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
)

func urls(f platform.Filled, t platform.NamedToken) []platform.URL {
	switch play := toPlay(f); {
	case f.Get("place") != cookies:
		return []platform.URL{{Name: "Signed", URL: t.Text, Basis: platform.Stated}}
	case play != "":
		return []platform.URL{{Name: "With the cookies", URL: play, Basis: platform.Stated}}
	}
	return nil
}

// toPlay is the URL that is asked for, "" where a pattern alone is known.
func toPlay(f platform.Filled) string {
	if play := f.Get("play"); play != "" {
		return play
	}
	if isPattern(f.Get(platform.ID)) {
		return ""
	}
	return f.Get(platform.ID)
}

// isOwnURL: its own domain, or parameters that nothing else has. Own domains are
// common, so that the parameters say more.
func isOwnURL(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	return strings.HasSuffix(host, ".cloudfront.net") || cloudfront.Format.(token.URLReader).ReadURL(u) != nil
}
