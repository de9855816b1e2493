package platform_test

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"

	"playtoken/core/cause"
	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/check"
	"playtoken/core/platform/samples"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// acme is the whole of a platform whose tokens are JWT, signed with HS256.
var acme = &platform.Platform{
	Name: "acme", Label: "Acme Video",
	Form: platform.Form{
		Fields: []platform.Field{
			{
				Name: platform.ID, Label: "Video ID", Required: true, Example: "v-123",
				Help:  "The ID in the address of the video.",
				Check: func(text string) *platform.Problem { return check.ID("video ID", text) },
			},
			{
				Name: "quality", Label: "Quality", Default: "all", Place: platform.More,
				Choices: platform.Choices("all", "All", "low", "Low only"),
				Help:    "What the token lets a player choose.",
			},
		},
		KeyLabel: "Shared secret", KeyHint: "Paste the secret or drop a file",
		KeyWant: func(platform.Filled) importer.Want {
			want := importer.HMACSecret
			want.Whose = "Acme"
			return want
		},
		NewKey: keys.NewHMAC256, SecretUse: "Acme",
		Life: time.Hour, Lives: []time.Duration{15 * time.Minute, time.Hour, platform.Endless},
	},
	Signing: platform.Signing{
		KeyFits: func(_ platform.Filled, k *keys.Key) string {
			if k.Kind() != keys.Secret {
				return "Acme signs with a shared secret."
			}
			return ""
		},
		Compose: func(f platform.Filled) []platform.Draft {
			claims := token.NewObject(token.StringMember("sub", f.Get(platform.ID)), token.StringMember("quality", f.Get("quality")))
			if !f.Expires.IsZero() {
				claims = claims.With(token.IntMember("exp", f.Expires.Unix()))
			}
			header := token.NewObject(token.StringMember("alg", "HS256"))
			return []platform.Draft{{Name: "token", Draft: token.Draft{Format: jws.Format, Header: header, Claims: claims}}}
		},
		URLs: func(f platform.Filled, t platform.NamedToken) []platform.URL {
			return []platform.URL{{Name: "Stream", URL: "https://play.acme.example/" + url.PathEscape(f.Get(platform.ID)) + ".m3u8?sig=" + t.Text, Basis: platform.Stated}}
		},
		Snippets: func(s *platform.Signed) []platform.Snippet { return samples.JWT(s) },
	},
	Reading: platform.Reading{
		Formats: []token.Format{jws.Format}, Algorithms: []string{"HS256"},
		OwnsURL: func(u *url.URL) bool { return u.Hostname() == "play.acme.example" },
		Meanings: func(t *token.Token) []platform.Meaning {
			return []platform.Meaning{platform.Means("Opens", "video", t.Claims.Text("sub"), "")}
		},
		TokenID: func(t *token.Token) string { return t.Claims.Text("sub") },
		URLID:   func(u *url.URL) string { return strings.TrimSuffix(path.Base(u.Path), ".m3u8") },
	},
	Judging: platform.Judging{
		Params:   []string{"sig"},
		Rules:    []platform.Rule{qualityIsKnown},
		Statuses: []platform.Status{platform.Answer(410, "", "The link has ended.", []cause.Code{cause.Expired}, platform.Stated)},
		NoExpiry: platform.Warning, // nobody has said whether such a token is taken
		Refusers: []string{"the country of the viewer"},
	},
}

// qualityIsKnown is a reason of the platform's own for playback to fail.
func qualityIsKnown(e platform.Evidence) *platform.Finding {
	switch q := e.Token.Claims.Text("quality"); q {
	case "all", "low":
		return nil
	default:
		return platform.Found(cause.ClaimUnexpected, platform.Error, platform.Stated, platform.Words{
			Title: "the quality is unknown", Evidence: "quality is " + token.Excerpt(q, 40) + ". Acme knows all and low.",
			Fix: "Sign with quality all or low.",
		})
	}
}

func Example() {
	secret := importer.ImportWith([]byte("a secret of at least 32 characters"), importer.Options{Want: acme.KeyWantFor(nil)})
	s, problems := acme.Make(platform.Request{
		Values: map[string]string{platform.ID: "v-123"}, Key: secret.Key, IssuedAt: time.Unix(1744780459, 0),
	})
	if s == nil {
		fmt.Println(problems)
		return
	}
	fmt.Println(string(s.First().Claims.JSON()))
	fmt.Println(s.URLs()[0].URL[:44])
	// Output:
	// {"sub":"v-123","quality":"all","exp":1744784059}
	// https://play.acme.example/v-123.m3u8?sig=eyJ
}
