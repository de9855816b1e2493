package fastevo

import (
	"net/url"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/platform"
)

// edge is a reading: nothing of how Fastevo answers is published, nor where a token goes.
var edge = &platform.Edge{
	Opens: platform.ResourceOf,
	Refusals: []platform.EdgeRefusal{
		platform.JSONRefusal(401, message, platform.NotEstablished).For(nil, cause.TokenAbsent, cause.TokenMisplaced),
		platform.JSONRefusal(403, message, platform.NotEstablished),
	},
	Basis: platform.NotEstablished,
	Fill: func(values map[string]string, _ *keys.Key) {
		platform.Missing(values, platform.ID, sampleContent, "viewer", "uniqueViewer123", "project", "0123456789abcdef01234567",
			"url", "https://vod.example.com/engage/image.jpg")
	},
	Address: func(f platform.Filled, t platform.NamedToken) string {
		if isEngage(f) {
			return ""
		}
		return "https://vod.example.com/" + url.PathEscape(f.Get(platform.ID)) + ".m3u8?token=" + t.Text
	},
}

const (
	message       = `{"message":"%s"}`
	sampleContent = "65e8ddc52f41619f1815a083"
)
