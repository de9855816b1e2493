package fastpix

import (
	"net/url"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/platform"
)

// edge is how the hosts of FastPix answer. The form of a refusal is how its web player reads
// one, which does so for this type alone; the messages are not established.
var edge = &platform.Edge{
	Opens: resourceAt,
	Refusals: append(malformedURL(), []platform.EdgeRefusal{
		// the code of the players takes 404 for media without DRM
		refusal(404, platform.Inferred).For(licences, cause.OtherPlaybackID, cause.AudOtherResource),
		refusal(401, platform.Seen).For(licences),
		// whether it is 401 or 403 is not settled: a plugin and a player say 403
		refusal(401, platform.Inferred).For(streams, cause.Expired),
		refusal(401, platform.Seen).For(streams, cause.TokenAbsent, cause.SignatureWrong, cause.UnknownKey, cause.OtherPlaybackID, cause.AudOtherResource),
		refusal(401, platform.Inferred),
	}...),
	OpenLicence: true,
	Basis:       platform.Stated,
	Bases: map[platform.Resource]platform.Basis{
		platform.Picture: platform.Seen, platform.Sheet: platform.Seen, platform.Movie: platform.Inferred,
		platform.Licence: platform.Seen, platform.Certificate: platform.Seen, platform.File: platform.NotEstablished,
	},
	Fill: func(values map[string]string, _ *keys.Key) {
		platform.Missing(values, platform.KeyID, "b7158b65-302d-4fbd-9c48-503ca92bdd25", platform.ID, "16af5b33-cf4d-4717-9b90-ce429a124455")
	},
}

var (
	streams  = []platform.Resource{platform.Playlist}
	licences = []platform.Resource{platform.Licence}
)

func refusal(status int, b platform.Basis) platform.EdgeRefusal {
	return platform.JSONRefusal(status, `{"success":false,"error":{"code":%d,"message":"%s"}}`, b)
}

// malformedURL are the refusals that name what is malformed: the playback ID, or an option.
func malformedURL() (rows []platform.EdgeRefusal) {
	add := func(field string, when func(*url.URL) bool) {
		rows = append(rows, platform.EdgeRefusal{
			Of: streams, When: when, Status: 422, Type: "application/json", Basis: platform.Seen,
			Body: `{"success":false,"error":{"code":422,"message":"payload validation failed","fields":[{"field":"` + field + `","message":"invalid"}]}}`,
		})
	}
	add("playbackId", hasBadID)
	for _, o := range urlOptions {
		add(o.field, func(u *url.URL) bool {
			first := strangeOption(u)
			return first != nil && first.name == o.name
		})
	}
	return rows
}

func resourceAt(u *url.URL) platform.Resource {
	file := u.Path[strings.LastIndexByte(u.Path, '/')+1:]
	switch {
	case strings.Contains(u.Path, "/drm/license/"):
		return platform.Licence
	case strings.Contains(u.Path, "/drm/cert/"):
		return platform.Certificate
	case strings.HasPrefix(file, "spritesheet."), strings.HasPrefix(file, "advanced-spritesheet."):
		return platform.Sheet
	}
	return platform.ResourceOf(u)
}
