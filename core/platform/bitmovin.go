package platform

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/token"
)

// Bitmovin Streams signs playback with RS256 tokens that may hold an expiry and
// nothing else. Sources: the platform's API description, the code of its Android
// SDK, and the one token of its own that is public.
var _ = register(&Platform{
	Name:     "bitmovin",
	Label:    "Bitmovin Streams",
	Order:    2,
	Life:     bitmovinDefaultLife,
	NoExpiry: Info, // the platform has a life of its own then
	Lives:    []time.Duration{15 * time.Minute, time.Hour, bitmovinDefaultLife, 15 * 24 * time.Hour, Endless},
	Fields:   bitmovinFields,
	KeyLabel: "Private key", KeyHint: "Paste the private key or drop a file",

	KeyWant:  rsaWant("Bitmovin"),
	KeyFits:  rsaFits("Bitmovin"),
	Compose:  bitmovinCompose,
	Sign:     signJWS,
	URLs:     bitmovinURLs,
	Snippets: bitmovinSnippets,
	Remarks:  bitmovinRemarks,

	Kinds: []token.Kind{token.JWT}, Algorithms: []string{"RS256"},
	Recognises: func(_ *token.Token, u *url.URL) bool { return isBitmovinHost(u) },
	Read:       bitmovinRead,
	TokenID:    func(*token.Token) string { return "" }, // a token names no stream
	URLID:      bitmovinIDOfURL,
	Params:     []string{"token"},
	Tags:       []PlayerTag{{"bitmovin-stream", "stream-id", []string{"token"}}},
	Rules:      bitmovinRules,
	Statuses:   withBareCodes(bitmovinStatuses),
	Refusers: []string{
		"the domain restriction of the stream",
		"a page that sends no referrer",
		"a stream that is not published",
		"a signing key that was deleted",
	},
})

// bitmovinDefaultLife is how long a token without an expiry lives, by the guide.
const bitmovinDefaultLife = 5 * time.Hour

var bitmovinFields = []Field{
	{
		Name: ID, Label: "Stream ID",
		Example: "cgl9rh94uvs51rqc8jhg",
		Help:    "For the URLs alone: the token names no stream.",
		Check:   bitmovinCheckID,
	},
	{
		Name: KeyID, Label: "Key ID", Place: More,
		Example: "9m4e2mr0ui3e8a215n4g",
		Help:    "To tell your keys apart; the token does not carry it.",
		Check:   func(text string) *Problem { return notAnID("key ID", text) },
	},
	{
		Name: "issued_at", Label: "Issue time", Default: "off", Place: More,
		Choices: []Choice{{"off", "Left out"}, {"on", "iat"}},
		Help:    "Whether iat stands before exp; Bitmovin's own token has none.",
	},
}

// xid is the form of the IDs that the platform makes (github.com/rs/xid).
var xid = regexp.MustCompile(`^[0-9a-v]{20}$`)

func bitmovinCheckID(text string) *Problem {
	if u, err := url.Parse(text); err == nil && isBitmovinHost(u) {
		if id := bitmovinIDOfURL(u); id != "" {
			return problem("This is a URL. The stream ID in it is %s.", id)
		}
	}
	if p := notAnID("stream ID", text); p != nil {
		return p
	}
	if !xid.MatchString(text) {
		return warning("Bitmovin's stream IDs look like cgl9rh94uvs51rqc8jhg. This one does not.")
	}
	return nil
}

// rsaWant is for a platform that signs with RS256.
func rsaWant(platform string) func(Form) keys.Want {
	want := keys.Want{Kinds: []keys.Kind{keys.RSA}, Whose: platform, For: "RS256"}
	return func(Form) keys.Want { return want }
}

// rsaFits says why a key cannot sign with RS256 for a platform.
func rsaFits(platform string) func(Form, *keys.Key) string {
	return func(_ Form, k *keys.Key) string {
		switch {
		case k.Kind() != keys.RSA:
			return platform + " signs with RS256, which needs an RSA key. This one is " + k.Title() + "."
		case !k.Private():
			return publicCannotSign
		}
		return ""
	}
}

const publicCannotSign = "This is the public key. Signing needs the private one."

// bitmovinCompose writes header and claims byte for byte as the platform's own
// token has them.
func bitmovinCompose(f Form) (header, claims token.Object) {
	header = token.NewObject(token.StringMember("alg", "RS256"), token.StringMember("typ", "JWT"))
	claims = token.NewObject()
	if f.Get("issued_at") == "on" {
		claims = claims.With(token.IntMember("iat", f.IssuedAt.Unix()))
	}
	if !f.Expires.IsZero() {
		claims = claims.With(token.IntMember("exp", f.Expires.Unix()))
	}
	return header, claims
}

func bitmovinRemarks(m Made) []string {
	list := []string{"A Bitmovin token names no stream: it opens every signed stream of the organization."}
	_, ends := m.Claims.Get("exp")
	_, issued := m.Claims.Get("iat")
	switch {
	case !ends && issued:
		list = append(list, bitmovinFiveHours)
	case !ends:
		list = append(list, bitmovinFiveHours+" Put the issue time into the token, or give it an expiry.")
	}
	return list
}

const bitmovinFiveHours = "Without an expiry Bitmovin lets a token live 5 hours; from which moment on is not established."

func bitmovinRead(t *token.Token) []Reading {
	if t.Kind != token.JWT {
		return nil
	}
	list := []Reading{{"Opens", "every signed stream of the organization", "", "the token names no stream"}}
	if _, ok := t.Claims.Get("exp"); !ok && t.Claims.Readable {
		list = append(list, Reading{"Expires", "5 hours on", "", "from which moment is not established"})
	}
	if kid := t.Header.Text("kid"); kid != "" {
		list = append(list, Reading{"Key ID", "", kid, "Bitmovin's own token has none"})
	}
	return list
}

const bitmovinHost = "streams.bitmovin.com"

func isBitmovinHost(u *url.URL) bool {
	return u != nil && strings.EqualFold(u.Hostname(), bitmovinHost)
}

// bitmovinIDOfURL is the stream ID that a URL asks for: the first part of its path.
func bitmovinIDOfURL(u *url.URL) string {
	if !isBitmovinHost(u) {
		return ""
	}
	id, _, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	if id == "js" {
		return ""
	}
	return id
}
