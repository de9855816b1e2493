// Package bitmovin is Bitmovin Streams: RS256 tokens that may hold an expiry and
// nothing else.
//
// Sources: the platform's API description, the code of its Android SDK, and the one
// token of its own that is public.
package bitmovin

import (
	"net/url"
	"regexp"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/check"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// Platform is Bitmovin Streams.
var Platform *platform.Platform = build()

// build stands apart, so that go doc shows one line and no private names.
func build() *platform.Platform {
	return &platform.Platform{
		Name:  "bitmovin",
		Label: "Bitmovin Streams",
		Form: platform.Form{
			Fields:   fields,
			KeyLabel: "Private key", KeyHint: "Paste the private key or drop a file",
			KeyWant: check.RSAWant("Bitmovin"),
			NewKey:  keys.NewRSA2048,
			Life:    ownLife,
			Lives:   []time.Duration{15 * time.Minute, time.Hour, ownLife, 15 * 24 * time.Hour, platform.Endless},
		},
		Signing: platform.Signing{
			KeyFits:  check.RSAKey("Bitmovin"),
			Compose:  compose,
			URLs:     urls,
			Snippets: snippets,
			Remarks:  remarks,
			Facts:    facts,
		},
		Reading: platform.Reading{
			Formats: []token.Format{jws.Format}, Algorithms: []string{"RS256"},
			OwnsURL:  isOwnURL,
			Meanings: meanings,
			TokenID:  func(*token.Token) string { return "" }, // a token names no stream
			URLID:    idOfURL,
			Host:     hostOf,
			Paths:    pathsAt,
		},
		Judging: platform.Judging{
			MakesKeys: true,
			Params:    []string{"token"},
			Tags:      []platform.PlayerTag{{Element: "bitmovin-stream", ID: "stream-id", Tokens: []string{"token"}}},
			Rules:     rules,
			Statuses:  platform.WithBareCodes(statuses),
			NoExpiry:  platform.Info, // the platform has a life of its own then
			Refusers: []string{
				"the domain restriction of the stream",
				"a page that sends no referrer",
				"a stream that is not published",
				"a signing key that was deleted",
			},
			LooksAt: []string{"Referer", "Origin"},
		},
		Account:  account,
		Rotation: rotation,
		Edge:     edge,
	}
}

// ownLife is how long a token without an expiry lives, by the guide.
const ownLife = 5 * time.Hour

var fields = []platform.Field{
	{
		Name: platform.ID, Label: "Stream ID",
		Example: "cgl9rh94uvs51rqc8jhg",
		Help:    "For the URLs alone: the token names no stream.",
		Check:   checkID,
	},
	{
		Name: platform.KeyID, Label: "Key ID", Place: platform.More,
		Example: "9m4e2mr0ui3e8a215n4g",
		Help:    "To tell your keys apart; the token does not carry it.",
		Check:   func(text string) *platform.Problem { return check.ID("key ID", text) },
	},
	{
		Name: "issued_at", Label: "Issue time", Default: "off", Place: platform.More,
		Choices: platform.Choices("off", "Left out", "on", "iat"),
		Help:    "Whether iat stands before exp; Bitmovin's own token has none.",
	},
}

// xid is the form of the IDs that the platform makes (github.com/rs/xid).
var xid = regexp.MustCompile(`^[0-9a-v]{20}$`)

func checkID(text string) *platform.Problem {
	if u, err := url.Parse(text); err == nil && isOwnURL(u) {
		if id := idOfURL(u); id != "" {
			return platform.Problemf("This is a URL. The stream ID in it is %s.", id)
		}
	}
	if p := check.ID("stream ID", text); p != nil {
		return p
	}
	if !xid.MatchString(text) {
		return platform.Warningf("Bitmovin's stream IDs look like cgl9rh94uvs51rqc8jhg. This one does not.")
	}
	return nil
}
