package platform

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"playtoken/core/token"
)

// FastPix signs playback with RS256 tokens whose key ID stands in the payload.
// Sources: the platform's OpenAPI description, the tokens of its own signer, and
// the code of its WordPress and Moodle plugins and its players.
var _ = register(&Platform{
	Name:    "fastpix",
	Label:   "FastPix",
	Order:   1,
	Life:    24 * time.Hour, // what FastPix's own signer writes
	Longest: 24 * time.Hour,
	// Every known token has an expiry; whether one without is taken is not
	// established.
	NoExpiry: Warning,
	Lives:    []time.Duration{15 * time.Minute, time.Hour, 24 * time.Hour, 7 * 24 * time.Hour},
	Fields:   append(fastpixFields, fastpixOptions...),
	KeyLabel: "Private key", KeyHint: "Paste the private key or drop a file",

	KeyWant:    rsaWant("FastPix"),
	KeyFits:    rsaFits("FastPix"),
	Check:      fastpixCheck,
	Compose:    fastpixCompose,
	Sign:       signJWS,
	URLs:       fastpixURLs,
	Snippets:   fastpixSnippets,
	Recognises: fastpixRecognises,
	Read:       fastpixRead,
	Kinds:      []token.Kind{token.JWT}, Algorithms: []string{"RS256"},
	TokenID: func(t *token.Token) string { _, id := fastpixAudience(t); return id },
	URLID:   fastpixIDOfURL,
	Params:  []string{"token"},
	IDWord:  "playback ID",
	Tags:    []PlayerTag{{"fastpix-player", "playback-id", []string{"token", "drm-token"}}},
	Rules:   fastpixRules,

	Statuses: withBareCodes(fastpixStatuses),
	Refusers: []string{
		"the domain restriction of the playback ID (origin or referrer)",
		"its user agent restriction",
		"its access policy (a DRM playback ID wants a drm: token)",
		"media that is not ready",
		"a live stream that is not running",
		"a playback ID that was deleted",
		"a signing key that was deleted or belongs to another workspace",
	},
})

var fastpixFields = []Field{
	{
		Name: KeyID, Label: "Signing key ID", Required: true,
		Example: "b7158b65-302d-4fbd-9c48-…",
		Help:    "The id that FastPix returned with the private key.",
		Check: func(text string) *Problem {
			if p := notAnID("signing key ID", text); p != nil {
				return p
			}
			if !isUUID(text) {
				return warning("FastPix key IDs look like b7158b65-302d-4fbd-9c48-503ca92bdd25. This one does not.")
			}
			return nil
		},
	},
	{
		Name: ID, Label: "Playback ID", Required: true,
		Example: "16af5b33-cf4d-4717-9b90-…",
		Help:    "The playback ID, not the ID of the media or the live stream.",
		Check:   fastpixCheckID,
	},
	{
		Name: "for", Label: "Opens", Default: "media",
		Choices: []Choice{{"media", "Video and images"}, {"drm", "DRM"}},
		Help:    "A DRM playback ID needs a drm: audience for stream and licences alike.",
	},
	{
		Name: "header", Label: "Header", Default: "bare", Place: More,
		Choices: []Choice{{"bare", "alg only"}, {"plugin", "alg, typ, kid"}},
		Help:    "FastPix's own signer writes alg only; its WordPress plugin writes alg, typ and kid.",
	},
	{
		Name: "issuer", Label: "Issuer", Default: "fastpix.com", Place: More,
		Choices: []Choice{{"fastpix.com", "fastpix.com"}, {"fastpix.io", "fastpix.io"}}, Open: true, OpenName: "Other",
		Help: "FastPix accepts fastpix.com and fastpix.io.",
		Check: func(text string) *Problem {
			if looksLikeKey(text) {
				return problem("This is a key. It belongs in the key field; in the token everyone could read it.")
			}
			return warning("FastPix is known to accept fastpix.com and fastpix.io.")
		},
	},
	{
		Name: "host", Label: "Host", Default: "com", Place: URLKit,
		Choices: []Choice{{"com", "fastpix.com"}, {"io", "fastpix.io"}}, Open: true, OpenName: "Own host",
		Example: "video.brand.example",
		Help:    "com, io (marked for retirement), or your own domain.",
		Check:   checkHost,
	},
}

func fastpixCheckID(text string) *Problem {
	if u, err := url.Parse(text); err == nil && u.Host != "" {
		if id := fastpixIDOfURL(u); id != "" {
			return problem("This is a URL. The playback ID in it is %s.", id)
		}
	}
	if p := notAnID("playback ID", text); p != nil {
		return p
	}
	switch {
	case isUUID(text):
		return nil
	case len(text) == 32 && allHex(text):
		return warning("This looks like the ID of a media or a live stream. The token needs the playback ID.")
	}
	return warning("FastPix playback IDs look like 16af5b33-cf4d-4717-9b90-ce429a124455. This one does not.")
}

func checkHost(text string) *Problem {
	bad := problem("Write a host name only, such as video.brand.example.")
	host, port, hasPort := strings.Cut(bareHost(text), ":")
	if n, err := strconv.ParseUint(port, 10, 16); hasPort && (err != nil || n == 0) || len(host) > 253 {
		return bad
	}
	for label := range strings.SplitSeq(host, ".") {
		foreign := strings.IndexFunc(label, func(c rune) bool {
			return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-')
		})
		if foreign >= 0 || label == "" || len(label) > 63 {
			return bad
		}
	}
	return nil
}

// bareHost takes the host out of what people paste for one.
func bareHost(text string) string {
	for _, scheme := range []string{"https://", "http://"} {
		text = strings.TrimPrefix(text, scheme)
	}
	return strings.TrimSuffix(text, "/")
}

// fastpixCompose writes header and claims byte for byte as FastPix's own signer
// does: the order kid, aud, iss, sub, iat, exp was read from its tokens.
func fastpixCompose(f Form) (header, claims token.Object) {
	header = token.NewObject(token.StringMember("alg", "RS256"))
	if f.Get("header") == "plugin" {
		header = header.With(token.StringMember("typ", "JWT")).With(token.StringMember("kid", f.Get(KeyID)))
	}
	claims = token.NewObject(
		token.StringMember("kid", f.Get(KeyID)),
		token.StringMember("aud", f.Get("for")+":"+f.Get(ID)),
		token.StringMember("iss", f.Get("issuer")),
		token.StringMember("sub", ""),
		token.IntMember("iat", f.IssuedAt.Unix()),
	)
	if !f.Expires.IsZero() {
		claims = claims.With(token.IntMember("exp", f.Expires.Unix()))
	}
	return header, claims
}
