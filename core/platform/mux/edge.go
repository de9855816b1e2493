package mux

import (
	"net/url"
	"regexp"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/platform"
)

// edge is how Mux answers, as the code of its player reads it. What stands in the bodies is
// not established, and of the pictures no answer is.
var edge = &platform.Edge{
	Opens: resourceAt,
	Refusals: []platform.EdgeRefusal{
		platform.PlainRefusal(400, platform.Seen).For(licences, cause.TokenAbsent),
		platform.PlainRefusal(403, platform.Seen).For(licences),
		ofBadID(platform.PlainRefusal(400, platform.Seen).For(streams)),
		platform.PlainRefusal(403, platform.Seen).For(streams),
		platform.PlainRefusal(403, platform.Inferred),
	},
	Basis: platform.Stated,
	Bases: map[platform.Resource]platform.Basis{platform.Movie: platform.Inferred, platform.File: platform.NotEstablished},
	Fill: func(values map[string]string, _ *keys.Key) {
		platform.Missing(values, platform.KeyID, "OzUOtzMgQhOnI602zJQPmNvLtx00gJ2jNPq7KSO01BZ3zQ", platform.ID, "DS00Spx1CV902MCtPj5WknGlR102V5HFkDe")
	},
}

var (
	streams  = []platform.Resource{platform.Playlist, platform.Movie}
	licences = []platform.Resource{platform.Licence, platform.Certificate}
)

// ofBadID is for a URL whose ID has not the form of one: letters and digits alone.
func ofBadID(r platform.EdgeRefusal) platform.EdgeRefusal {
	r.When = hasBadID
	return r
}

// hasBadID reports whether what stands in the place of the playback ID at the host of streams
// has not the form of one.
func hasBadID(u *url.URL) bool {
	id := idOfURL(u)
	return id != "" && strings.EqualFold(u.Hostname(), streamHost) && !plainID.MatchString(id)
}

var plainID = regexp.MustCompile(`^[A-Za-z0-9]+$`)

func resourceAt(u *url.URL) platform.Resource {
	file := u.Path[strings.LastIndexByte(u.Path, '/')+1:]
	switch {
	case strings.HasPrefix(u.Path, "/license/"):
		return platform.Licence
	case strings.HasPrefix(u.Path, "/appcert/"):
		return platform.Certificate
	case strings.HasPrefix(file, "storyboard."):
		return platform.Sheet
	}
	return platform.ResourceOf(u)
}
