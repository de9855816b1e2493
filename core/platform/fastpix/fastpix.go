// Package fastpix is FastPix: RS256 tokens whose key ID stands in the payload.
//
// Sources: the platform's OpenAPI description, the tokens of its own signer, and the
// code of its WordPress and Moodle plugins and its players.
package fastpix

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

// Platform is FastPix.
var Platform *platform.Platform = build()

// build stands apart, so that go doc shows one line and no private names.
func build() *platform.Platform {
	return &platform.Platform{
		Name:  "fastpix",
		Label: "FastPix",
		Form: platform.Form{
			Fields:   append(fields, options...),
			KeyLabel: "Private key", KeyHint: "Paste the private key or drop a file",
			KeyWant: check.RSAWant("FastPix"),
			NewKey:  keys.NewRSA2048,
			Life:    usualLife,
			Lives:   []time.Duration{15 * time.Minute, time.Hour, usualLife, 7 * 24 * time.Hour},
		},
		Signing: platform.Signing{
			KeyFits:   check.RSAKey("FastPix"),
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
			TokenID:   idOfToken,
			Host:      hostOf,
			Paths:     pathsAt,
			URLID:     idOfURL,
			IDWord:    "playback ID",
		},
		Judging: platform.Judging{
			MakesKeys: true,
			Params:    []string{"token"},
			Tags:      []platform.PlayerTag{{Element: "fastpix-player", ID: "playback-id", Tokens: []string{mainToken, drmToken}, Domain: "custom-domain"}},
			Rules:     rules,
			URLRules:  []platform.Rule{mediaInURL, noPlaybackID, unknownOption},
			Statuses:  platform.WithBareCodes(statuses),
			Longest:   usualLife,
			// Every known token has an expiry; whether one without is taken is not
			// established.
			NoExpiry: platform.Warning,
			Refusers: []string{
				"the domain restriction of the playback ID (origin or referrer)",
				"its user agent restriction",
				"its access policy (a DRM playback ID wants a drm: token)",
				"media that is not ready",
				"a live stream that is not running",
				"a playback ID that was deleted",
				"a signing key that was deleted or belongs to another workspace",
			},
			LooksAt:      []string{"Referer", "Origin", "User-Agent"},
			LicenceTakes: []int{400},
			Licences:     ofLicences,
		},
		Account:  account,
		Rotation: rotation,
		Edge:     edge,
	}
}

// usualLife is what FastPix's own signer writes.
const usualLife = 24 * time.Hour

// The tokens, by the attributes under which the player takes them.
const (
	mainToken = "token"
	drmToken  = "drm-token"
)

// What a token is for, as its audience begins with it.
const (
	forMedia = "media"
	forDRM   = "drm"
)

var fields = []platform.Field{
	{
		Name: platform.KeyID, Label: "Signing key ID", Required: true,
		Example: "b7158b65-302d-4fbd-9c48-…",
		Help:    "The id that FastPix returned with the private key.",
		Check: func(text string) *platform.Problem {
			if p := check.ID("signing key ID", text); p != nil {
				return p
			}
			if !check.UUID(text) {
				return platform.Warningf("FastPix key IDs look like b7158b65-302d-4fbd-9c48-503ca92bdd25. This one does not.")
			}
			return inCapitals(text)
		},
	},
	{
		Name: platform.ID, Label: "Playback ID", Required: true,
		Example: "16af5b33-cf4d-4717-9b90-…",
		Help:    "The playback ID, not the ID of the media or the live stream.",
		Check:   checkID,
	},
	{
		Name: "for", Label: "Opens", Default: forMedia,
		Choices: platform.Choices(forMedia, "Video and images", forDRM, "DRM"),
		Help:    "A DRM playback ID needs a drm: audience for stream and licences alike.",
	},
	{
		Name: "header", Label: "Header", Default: "bare", Place: platform.More,
		Choices: platform.Choices("bare", "alg only", "plugin", "alg, typ, kid"),
		Help:    "FastPix's own signer writes alg only; its WordPress plugin writes alg, typ and kid.",
	},
	{
		Name: "issuer", Label: "Issuer", Default: "fastpix.com", Place: platform.More,
		Choices: platform.Choices("fastpix.com", "fastpix.com", "fastpix.io", "fastpix.io"), Open: true, OpenName: "Other",
		Help: "FastPix accepts fastpix.com and fastpix.io.",
		Check: func(text string) *platform.Problem {
			if p := check.NoKey(text); p != nil {
				return p
			}
			return platform.Warningf("FastPix is known to accept fastpix.com and fastpix.io.")
		},
	},
	{
		Name: "host", Label: "Host", Default: "com", Place: platform.URLKit,
		Choices: platform.Choices("com", "fastpix.com", "io", "fastpix.io"), Open: true, OpenName: "Own host",
		Example: "video.brand.example",
		Help:    "com, io (marked for retirement), or your own domain.",
		Check:   check.Host,
	},
}

func checkID(text string) *platform.Problem {
	if u, err := url.Parse(text); err == nil && u.Host != "" {
		if id := idOfURL(u); id != "" {
			return platform.Problemf("This is a URL. The playback ID in it is %s.", id)
		}
	}
	if p := check.ID("playback ID", text); p != nil {
		return p
	}
	switch {
	case check.UUID(text):
		return inCapitals(text)
	case isMediaID(text):
		return platform.Warningf("This looks like the ID of a media or a live stream. The token needs the playback ID.")
	}
	return platform.Warningf("FastPix playback IDs look like 16af5b33-cf4d-4717-9b90-ce429a124455. This one does not.")
}

// inCapitals warns of an ID that is not written as FastPix writes it.
func inCapitals(id string) *platform.Problem {
	if id == strings.ToLower(id) {
		return nil
	}
	return platform.Warningf("FastPix writes its IDs in small letters. Whether it takes capitals is not known.")
}

// isMediaID reports whether an ID has the form of a media's or a live stream's:
// playback IDs are UUIDs.
func isMediaID(id string) bool { return len(id) == 32 && check.Hex(id) }

func isDRM(f platform.Filled) bool { return f.Get("for") == forDRM }
