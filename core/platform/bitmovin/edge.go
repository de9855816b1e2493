package bitmovin

import (
	"encoding/json"
	"net/url"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/platform"
)

// edge is how the platform answers, as its Android SDK reads it: 401 where no token came, 403
// where a bad one did. What stands in the body is not established, and of the manifest, the
// poster and the page no answer is.
var edge = &platform.Edge{
	Opens: resourceAt,
	Refusals: []platform.EdgeRefusal{
		platform.PlainRefusal(401, platform.Seen).For(configuration, none...),
		platform.PlainRefusal(403, platform.Seen).For(configuration),
		platform.PlainRefusal(401, platform.NotEstablished).For(nil, none...),
		platform.PlainRefusal(403, platform.NotEstablished),
	},
	Basis:    platform.NotEstablished,
	Bases:    map[platform.Resource]platform.Basis{platform.Settings: platform.Seen},
	Document: document,
	Fill:     func(values map[string]string, _ *keys.Key) { platform.Missing(values, platform.ID, sampleID) },
}

const sampleID = "cgl9rh94uvs51rqc8jhg"

var (
	configuration = []platform.Resource{platform.Settings}
	none          = []cause.Code{cause.TokenAbsent, cause.TokenMisplaced}
)

func resourceAt(u *url.URL) platform.Resource {
	switch u.Path[strings.LastIndexByte(u.Path, '/')+1:] {
	case "config":
		return platform.Settings
	case "embed", "share":
		return platform.Embed
	case "poster":
		return platform.Picture
	}
	return platform.ResourceOf(u)
}

// document is the configuration with the members that the SDK's own sample has.
func document(r platform.Resource, at platform.EdgeLinks) *platform.EdgeDocument {
	if r != platform.Settings {
		return nil
	}
	type track struct {
		URL string `json:"url"`
	}
	type sources struct {
		Title          string `json:"title"`
		HLS            string `json:"hls"`
		Poster         string `json:"poster"`
		ThumbnailTrack track  `json:"thumbnailTrack"`
	}
	type analytics struct {
		Key        string `json:"key"`
		VideoID    string `json:"videoId"`
		VideoTitle string `json:"videoTitle"`
	}
	body, err := json.Marshal(struct {
		Key       string    `json:"key"`
		Sources   sources   `json:"sources"`
		Analytics analytics `json:"analytics"`
		Type      string    `json:"type"`
		Style     struct{}  `json:"styleConfig"`
		Ad        struct {
			Ads []string `json:"ads"`
		} `json:"adConfig"`
	}{
		Sources:   sources{Title: "Sample", HLS: at.Playlist, Poster: at.Picture, ThumbnailTrack: track{at.Sheet}},
		Analytics: analytics{VideoID: at.ID, VideoTitle: "Sample"}, Type: "VIDEO",
		Ad: struct {
			Ads []string `json:"ads"`
		}{[]string{}},
	})
	if err != nil {
		return nil
	}
	return &platform.EdgeDocument{Type: "application/json", Body: string(body)}
}
