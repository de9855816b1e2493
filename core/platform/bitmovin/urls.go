package bitmovin

import (
	"net/url"
	"slices"
	"strings"

	"playtoken/core/platform"
)

// urls are empty without a stream ID. Only the configuration is known to take the
// token: it is what the platform's own SDK asks for. The others exist; whether they
// take it is not established.
func urls(f platform.Filled, t platform.NamedToken) []platform.URL {
	if f.Get(platform.ID) == "" {
		return nil
	}
	base := "https://" + ownHost + "/" + url.PathEscape(f.Get(platform.ID))
	address := func(name, path string, b platform.Basis) platform.URL {
		return platform.URL{Name: name, URL: base + path + "?token=" + t.Text, Basis: b}
	}
	return []platform.URL{
		address("Configuration", "/config", platform.Seen),
		address("Embed page", "/embed", platform.Inferred),
		address("Manifest", "/manifest.m3u8", platform.Inferred),
		address("Poster", "/poster", platform.Inferred),
	}
}

const ownHost = "streams.bitmovin.com"

func isOwnURL(u *url.URL) bool { return strings.EqualFold(u.Hostname(), ownHost) }

// hostOf is the one host that takes the token.
func hostOf(u *url.URL) string {
	_, file, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	if slices.Contains([]string{"config", "embed", "manifest.m3u8", "poster"}, file) {
		return ownHost
	}
	return ""
}

// pathsAt are the paths below a stream that are known.
func pathsAt(u *url.URL) []string {
	if !isOwnURL(u) {
		return nil
	}
	return []string{"/ID/config", "/ID/embed", "/ID/manifest.m3u8", "/ID/poster"}
}

// idOfURL is the stream ID that a URL asks for: the first part of its path.
func idOfURL(u *url.URL) string {
	if !isOwnURL(u) {
		return ""
	}
	id, _, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	if id == "js" {
		return ""
	}
	return id
}
