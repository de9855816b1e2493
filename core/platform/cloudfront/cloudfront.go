// Package cloudfront is Amazon CloudFront: URLs that are signed themselves, and signed
// cookies.
//
// Sources: the AWS guide to private content, and what the signers of the AWS SDKs for
// JavaScript and Go make. How the formats work is in core/token/cloudfront.
package cloudfront

import (
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/check"
	"playtoken/core/token"
	"playtoken/core/token/cloudfront"
)

// Platform is Amazon CloudFront.
var Platform *platform.Platform = build()

// build stands apart, so that go doc shows one line and no private names.
func build() *platform.Platform {
	return &platform.Platform{
		Name:  "cloudfront",
		Label: "CloudFront",
		Note:  "CloudFront signs whole URLs, or cookies that go with them.",
		Form: platform.Form{
			Fields:   fields,
			KeyLabel: "Private key", KeyHint: "Paste the private key or drop a file",
			NewKey: keys.NewRSA2048,
			KeyWant: func(platform.Filled) importer.Want {
				return importer.Want{Kinds: []keys.Kind{keys.RSA, keys.EC}, Whose: "CloudFront"}
			},
			Life:  24 * time.Hour,
			Lives: []time.Duration{15 * time.Minute, time.Hour, 24 * time.Hour, 7 * 24 * time.Hour},
		},
		Signing: platform.Signing{
			KeyFits:   keyFits,
			CheckForm: checkForm,
			Compose:   compose,
			Settings:  settings,
			URLs:      urls,
			Snippets:  snippets,
			Remarks:   remarks,
			Policy:    func(s *platform.Signed) string { return string(cloudfront.Policy(s.First().Claims)) },
		},
		Reading: platform.Reading{
			Formats:   []token.Format{cloudfront.Format},
			OwnsURL:   isOwnURL,
			OwnsToken: func(t *token.Token) bool { return t.Format == token.Format(cloudfront.Format) },
			Meanings:  meanings,
			TokenID:   func(t *token.Token) string { return t.Claims.Text(cloudfront.Resource) },
			URLID:     cloudfront.Bare,
			OwnIDRule: true, // a resource may be a pattern
			IDWord:    "URL",
		},
		Judging: platform.Judging{
			Rules:    rules,
			ByViewer: func(t *token.Token) bool { return t.Claims.Text(cloudfront.Address) != "" },
			Statuses: platform.WithBareCodes(statuses),
			NoExpiry: platform.Error, // a policy without an end is refused
			Refusers: []string{
				"the address of the viewer, where the policy names one",
				"a key pair ID that is in no key group of the behaviour",
				"a bucket behind it that refuses CloudFront (AccessDenied from S3)",
				"a rule of the web application firewall",
				"a country that the distribution leaves out",
				"cookies of another domain or path",
			},
			LooksAt: []string{"User-Agent"},
		},
		Edge: edge,
	}
}

// Choices of the form.
const (
	auto    = "auto"
	canned  = "canned"
	custom  = "custom"
	inURL   = "url"
	cookies = "cookies"
)

var fields = []platform.Field{
	{
		Name: platform.ID, Label: "URL, or folder with *", Required: true, Example: "https://d111111abcdef8.cloudfront.net/hls/movie/master.m3u8",
		Help:  "What the signature opens. With * at its end it is a folder, which HLS and DASH need for their segments.",
		Check: checkResource, Words: opens,
	},
	{
		Name: "play", Label: "URL in the folder", Played: true, Example: "https://d111111abcdef8.cloudfront.net/hls/movie/master.m3u8",
		Help: "Where a folder stands above alone: the one of its URLs to make. It may be left empty for one URL.",
		Check: func(text string) *platform.Problem {
			if p := check.URL(text); p != nil {
				return p
			}
			return checkURL(text)
		},
	},
	{
		Name: platform.KeyID, Label: "Key pair ID", Required: true, Example: "K2JCJMDEHXQW5F",
		Help: "The ID of the public key that you gave CloudFront, not an access key of AWS.",
		Check: func(text string) *platform.Problem {
			if p := check.ID("key pair ID", text); p != nil {
				return p
			}
			if !strings.HasPrefix(text, "K") && !strings.HasPrefix(text, "APKA") {
				return platform.Warningf("Key pair IDs begin with K, older ones with APKA. This one does not.")
			}
			return nil
		},
	},
	{
		Name: "place", Label: "Signature stands in", Default: inURL,
		Choices: platform.Choices(inURL, "The URL", cookies, "Cookies"),
		Help:    "Cookies go along with each segment by themselves, where player and CDN share a domain.",
	},
	{
		Name: "policy", Label: "Policy", Default: auto, Place: platform.More,
		Choices: platform.Choices(auto, "Canned where it can be", canned, "Canned", custom, "Custom"),
		Help:    "A canned one makes a shorter URL and can hold one URL and an end alone.",
	},
	{
		Name: "hash", Label: "Hash", Default: "SHA256", Place: platform.More,
		Choices: platform.Choices("SHA256", "SHA-256", "SHA1", "SHA-1"),
		Help:    "SHA-1 is what CloudFront takes where no hash is named; SHA-256 is said in the URL.",
	},
	{
		Name: "start", Label: "Not before", Place: platform.More, Example: "2024-11-29T14:30:00Z",
		Help: "A date before which nothing plays. It needs a custom policy.",
		Check: func(text string) *platform.Problem {
			if _, err := time.Parse(time.RFC3339, text); err != nil {
				return platform.Problemf("This is not a date. One reads 2026-11-29T14:30:00Z.")
			}
			return nil
		},
	},
	{
		Name: "ip", Label: "Viewer's address", Place: platform.More, Example: "192.0.2.0/24",
		Help:  "An IPv4 address or network that alone may play. It needs a custom policy.",
		Check: checkAddress,
	},
}

func keyFits(_ platform.Filled, k *keys.Key) string {
	switch {
	case k.Kind() == keys.RSA, k.Kind() == keys.EC && k.Curve() == "P-256":
	default:
		return "CloudFront signs with RSA or with EC on the curve P-256. This key is " + k.Title() + "."
	}
	if !k.Private() {
		return check.PublicCannotSign
	}
	return ""
}
