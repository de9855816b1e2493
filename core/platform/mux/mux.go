// Package mux is Mux Video: RS256 tokens, one for each kind of thing that is asked for,
// so that a player takes several.
//
// Sources: the platform's documentation and API description, its Node SDK
// (@mux/mux-node 15), its player.
package mux

import (
	"net/url"
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/check"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// Platform is Mux Video.
var Platform *platform.Platform = build()

// build stands apart, so that go doc shows one line and no private names.
func build() *platform.Platform {
	return &platform.Platform{
		Name:  "mux",
		Label: "Mux",
		Form: platform.Form{
			Fields:   append(fields, options...),
			KeyLabel: "Private key", KeyHint: "Paste the private key, in base64 as Mux gives it or as PEM, or drop a file",
			KeyWant: check.RSAWant("Mux"),
			NewKey:  keys.NewRSA2048,
			Life:    usualLife,
			Lives:   []time.Duration{15 * time.Minute, time.Hour, 24 * time.Hour, usualLife},
		},
		Signing: platform.Signing{
			KeyFits:   check.RSAKey("Mux"),
			CheckForm: checkOptions,
			Compose:   compose,
			URLs:      urls,
			Snippets:  snippets,
			Facts:     facts,
		},
		Reading: platform.Reading{
			Formats: []token.Format{jws.Format}, Algorithms: []string{"RS256"},
			OwnsURL:   func(u *url.URL) bool { return isOwnHost(u.Hostname()) },
			OwnsToken: ownsToken,
			Meanings:  meanings,
			TokenID:   func(t *token.Token) string { return t.Claims.Text("sub") },
			URLID:     idOfURL,
			Host:      hostOf,
			Paths:     pathsAt,
			IDWord:    "playback ID",
		},
		Judging: platform.Judging{
			MakesKeys: true,
			Params:    []string{"token"},
			ParamsAt:  paramsAt,
			Tags:      playerTags,
			Rules:     rules,
			URLRules:  []platform.Rule{noPlaybackID},
			Statuses:  platform.WithBareCodes(statuses),
			NoExpiry:  platform.Warning, // every token of the SDK has an expiry
			Refusers: []string{
				"a playback restriction (referrer or user agent)",
				"an asset that is not ready",
				"a live stream that is idle",
				"a playback ID that was deleted",
				"a signing key that was deleted or belongs to another environment",
				"a playback ID with the policy drm, which wants a DRM token as well",
			},
			LooksAt:  []string{"Referer", "User-Agent"},
			Licences: ofLicences,
		},
		Account:  account,
		Rotation: rotation,
		Edge:     edge,
	}
}

// usualLife is what the SDK writes where nothing is said.
const usualLife = 7 * 24 * time.Hour

// resource is one kind of thing that a token opens.
type resource struct {
	aud  string // the claim
	name string // the attribute of the player that takes the token
	is   string // in a sentence
	call string // the type that the SDK calls it by
}

// The resources, in the order in which a player's tokens are made.
var (
	video      = &resource{"v", "playback-token", "the video", "video"}
	thumbnail  = &resource{"t", "thumbnail-token", "thumbnails", "thumbnail"}
	storyboard = &resource{"s", "storyboard-token", "storyboards", "storyboard"}
	animated   = &resource{"g", "animated-token", "animated images", "gif"}
	drm        = &resource{"d", "drm-token", "DRM licences", "drm_license"}

	resources = []*resource{video, thumbnail, storyboard, animated, drm}
)

// counts are the audiences of a token for viewer counts: what is counted.
var counts = []string{"playback_id", "video_id", "asset_id", "live_stream_id"}

// tokensFor are the resources that a choice of the form makes tokens for.
var tokensFor = map[string][]*resource{
	"player":     {video, thumbnail, storyboard},
	"player_drm": {video, thumbnail, storyboard, drm},
	"all":        resources,
	"video":      {video}, "thumbnail": {thumbnail}, "storyboard": {storyboard}, "animated": {animated}, "drm": {drm},
}

const forCounts = "counts"

var fields = []platform.Field{
	{
		Name: platform.KeyID, Label: "Signing key ID", Required: true,
		Example: "OzUOtzMgQhOnI602zJQPmNvLtx00gJ2jNPq7KSO01BZ3zQ",
		Help:    "The id that Mux returned with the private key.",
		Check:   func(text string) *platform.Problem { return check.ID("signing key ID", text) },
	},
	{
		Name: platform.ID, Label: "Playback ID", Required: true,
		Example: "DS00Spx1CV902MCtPj5WknGlR102V5HFkDe",
		Help:    "The playback ID, not the ID of the asset or the live stream.",
		Check:   checkID,
	},
	{
		Name: "for", Label: "Tokens for", Default: "player",
		Choices: platform.Choices(
			"player", "A player: video, thumbnail, storyboard", "player_drm", "A player with DRM", "all", "All: with animated images and DRM",
			"video", "Video alone", "thumbnail", "Thumbnails alone", "storyboard", "Storyboards alone",
			"animated", "Animated images alone", "drm", "DRM licences alone", forCounts, "Viewer counts"),
		Help: "Mux wants a token of its own for each kind of thing; a player takes several.",
	},
	{
		Name: "counted", Label: "What is counted", Default: counts[0], When: "for=" + forCounts,
		Choices: platform.Choices(counts[0], "Playback ID", counts[1], "Video ID", counts[2], "Asset ID", counts[3], "Live stream ID"),
		Help:    "The ID above is then that of what is counted.",
	},
	{
		Name: "restriction", Label: "Playback restriction ID", Place: platform.More,
		Example: "JL88SKXTr7r2t9tovH7SoYS8iLBVsfZ2",
		Help:    "The ID of a rule for referrers and user agents that you made at Mux.",
		Check:   func(text string) *platform.Problem { return check.ID("playback restriction ID", text) },
	},
	{
		Name: "kid", Label: "Place of the key ID", Default: "claims", Place: platform.More,
		Choices: platform.Choices("claims", "Claims", "header", "Header"),
		Help:    "The SDK writes kid among the claims since version 8, into the header before.",
	},
	{
		Name: "domain", Label: "Own domain", Place: platform.URLKit,
		Example: "media.brand.example",
		Help:    "Your custom domain: the hosts are stream. and image. in front of it.",
		Check:   check.Host,
	},
}

// checkID looks at the ID. Those of viewer counts may be of any form.
func checkID(text string) *platform.Problem {
	if u, err := url.Parse(text); err == nil && u.Host != "" {
		if idOfURL(u) != "" {
			return platform.Problemf("This is a URL. The playback ID is the piece of it behind the host.")
		}
	}
	if p := check.ID("playback ID", text); p != nil {
		return p
	}
	if strings.Trim(text, alphanumeric) != "" {
		return platform.Warningf("Mux playback IDs have letters and digits alone. This one has more.")
	}
	return nil
}

const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

// resourceOf is what an audience opens, nil for none that is known.
func resourceOf(aud string) *resource {
	for _, r := range resources {
		if r.aud == aud {
			return r
		}
	}
	return nil
}

func isCounted(aud string) bool {
	for _, c := range counts {
		if c == aud {
			return true
		}
	}
	return false
}
