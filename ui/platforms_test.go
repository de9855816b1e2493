package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/secret"
	"playtoken/core/token"
	"playtoken/core/token/ectoken"
	"playtoken/core/token/jws"
)

// Platforms with every kind of field, token and text, as wide and as many as any
// has: what the real ones need is seen by these.
var (
	// manyChoices has a choice out of 13, areas of JSON, and no URL.
	manyChoices = &platform.Platform{
		Name: "choices", Label: "Plain JWT",
		Note: "For services without a screen of their own. What a service asks of a token is not known here.",
		Form: platform.Form{
			Life: time.Hour, KeyLabel: "Key", KeyHint: "Paste the key that alg asks for, or drop a file",
			Lives: []time.Duration{15 * time.Minute, time.Hour, 24 * time.Hour, 7 * 24 * time.Hour, platform.Endless},
			Fields: []platform.Field{
				{Name: platform.ID, Label: "Subject (sub)", Example: "viewer-1"},
				{Name: "alg", Label: "Algorithm", Default: "HS256", Choices: choices("HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA")},
				{Name: "header", Label: "Further header", Area: true, Example: `{"kid":"a"}`, Place: platform.More},
				{Name: "body", Label: "Claims", Area: true, Example: `{"aud":"video"}`},
				{Name: "crit", Label: "Critical names", When: "alg=EdDSA", Place: platform.More},
			},
			KeyWant: func(f platform.Filled) importer.Want {
				if strings.HasPrefix(f.Get("alg"), "HS") {
					return importer.HMACSecret
				}
				return importer.Want{Secret: importer.ReadHMAC}
			},
		},
		Signing: platform.Signing{
			KeyFits: func(f platform.Filled, k *keys.Key) string {
				if strings.HasPrefix(f.Get("alg"), "HS") != (k.Kind() == keys.Secret) {
					return f.Get("alg") + " needs another kind of key. This one is " + k.Title() + "."
				}
				return ""
			},
			Compose: func(f platform.Filled) []platform.Draft {
				claims := token.NewObject(token.StringMember("sub", f.Get(platform.ID)))
				if !f.Expires.IsZero() {
					claims = claims.With(token.IntMember("exp", f.Expires.Unix()))
				}
				header := token.NewObject(token.StringMember("alg", f.Get("alg")))
				return []platform.Draft{{Name: "token", Draft: token.Draft{Format: jws.Format, Header: header, Claims: claims}}}
			},
			URLs: func(platform.Filled, platform.NamedToken) []platform.URL { return nil },
			Snippets: func(s *platform.Signed) []platform.Snippet {
				return []platform.Snippet{{Name: "cURL", Text: "curl -H 'Authorization: Bearer " + s.First().Text + "' https://api.example/"}}
			},
		},
		Reading: platform.Reading{Formats: []token.Format{jws.Format}},
		Judging: platform.Judging{NoExpiry: platform.Warning},
	}
	// manyFields has 13 fields in the fold, several beside the URLs, one colour of
	// token, and eleven texts.
	manyFields = &platform.Platform{
		Name: "fields", Label: "Edge tokens",
		Note: "The public network that took these tokens ended in January 2025; private ones go on.",
		Form: platform.Form{
			Life: time.Hour, KeyLabel: "Shared secret", KeyHint: "Paste the secret of the edge, or drop a file",
			Lives:   []time.Duration{time.Hour, 24 * time.Hour, 7 * 24 * time.Hour},
			Fields:  edgeFields(),
			KeyWant: func(platform.Filled) importer.Want { return importer.TextSecret },
		},
		Signing: platform.Signing{
			KeyFits: func(_ platform.Filled, k *keys.Key) string {
				if k.Kind() != keys.Secret {
					return "Edge tokens need a shared secret. This key is " + k.Title() + "."
				}
				return ""
			},
			CheckForm: func(f platform.Filled) []platform.Problem {
				return []platform.Problem{
					{Field: platform.ID, Warning: true, Text: "Without a slash at its end the path opens every path that begins like it."},
					{Field: "ec_clientip", Warning: true, Text: "Without an address everybody with the link can play it."},
					{Field: "ec_ref_allow", Warning: true, Text: "Players on phones send no referrer."},
				}
			},
			Compose: func(f platform.Filled) []platform.Draft {
				claims := token.NewObject(ectoken.Format.Times().Write(ectoken.Expire, f.Expires), token.StringMember(ectoken.URLAllow, f.Get(platform.ID)))
				return []platform.Draft{{Name: "token", Draft: token.Draft{Format: ectoken.Format, Claims: claims}}}
			},
			URLs: func(f platform.Filled, t platform.NamedToken) []platform.URL {
				return []platform.URL{{Name: "Stream", URL: "https://cdn.example" + f.Get(platform.ID) + "?" + t.Text, Basis: platform.Stated}}
			},
			Snippets: func(s *platform.Signed) (list []platform.Snippet) {
				for _, name := range strings.Split("Player tag,iOS,Android,Flutter,cURL,ffplay", ",") {
					list = append(list, platform.Snippet{Name: name, Text: "play(\"https://cdn.example/v.m3u8?" + s.First().Text + "\")"})
				}
				for _, name := range strings.Split("Node,Go,Python,PHP,Shell", ",") {
					list = append(list, platform.Snippet{Name: name, Text: strings.Repeat("line of "+name+" that makes a token; // and says what it does, at some length\n", 24)})
				}
				return list
			},
		},
		Reading: platform.Reading{Formats: []token.Format{ectoken.Format}},
	}
)

func choices(names string) (list []platform.Choice) {
	for _, name := range strings.Fields(names) {
		list = append(list, platform.Choice{Value: name, Label: name})
	}
	return list
}

func edgeFields() []platform.Field {
	list := []platform.Field{
		{Name: platform.ID, Label: "Path", Required: true, Example: "/000001/Secure/"},
		{Name: "version", Label: "Version", Default: "3", Choices: []platform.Choice{{Value: "3", Label: "Version 3"}, {Value: "2", Label: "Version 2"}}},
		{Name: "host", Label: "Host", Default: "cdn", Place: platform.URLKit, Open: true, OpenName: "Own host", Example: "cdn.brand.example", Choices: []platform.Choice{{Value: "cdn", Label: "cdn.example"}}},
		{Name: "format", Label: "Picture format", Default: "jpg", Place: platform.URLKit, Choices: choices("jpg png webp")},
		{Name: "width", Label: "Width", Place: platform.URLKit, Example: "640"},
		{Name: "time", Label: "Second of the picture", Place: platform.URLKit, Example: "12"},
		{Name: "resolution", Label: "Resolution at most", Default: "all", Place: platform.URLKit, Choices: choices("all 480p 720p 1080p 1440p 2160p")},
	}
	for _, f := range strings.Split("Client addresses,Countries allowed,Countries denied,Referrers allowed,Referrers denied,Hosts allowed,Hosts denied,Protocols allowed,Protocols denied,Paths allowed,Token parameter", ",") {
		list = append(list, platform.Field{Name: "ec_" + strings.ReplaceAll(strings.ToLower(f), " ", "_"), Label: f, Place: platform.More, Example: "DE,FR"})
	}
	return append(list,
		platform.Field{Name: "missing", Label: "Without a referrer", Place: platform.More, Default: "no", Choices: []platform.Choice{{Value: "no", Label: "Refused"}, {Value: "yes", Label: "Let through"}}},
		platform.Field{Name: "scheme", Label: "Scheme", Place: platform.More, Default: "both", Choices: choices("http https both neither")})
}

// allPlatforms are the real ones and these.
func allPlatforms() []*platform.Platform {
	return append(all.Platforms(), manyChoices, manyFields)
}

// textKey is a secret that is a text.
func textKey() secret.Bytes { return secret.New([]byte(strings.Repeat("a1B2c3D4", 8))) }

// TestFormOfAnyPlatform: what a platform defined here alone says of itself is the
// form; no other file knows its name.
func TestFormOfAnyPlatform(t *testing.T) {
	for _, pl := range []*platform.Platform{manyChoices, manyFields} {
		t.Run(pl.Name, func(t *testing.T) {
			atDesk(t, nil, func(d *desk) {
				p := d.choosePlatform(pl)
				if !slices.Contains(p.State().Platforms, pl.Label) || !strings.Contains(d.shown(), "\n"+pl.KeyLabel+"\n") || !strings.Contains(d.shown(), pl.Note) {
					t.Errorf("its name, key or note is not in:\n%s", d.shown())
				}
				p.Form.SetField(platform.ID, "/000001/Secure/")
				p.Key.Paste(textKey().Reveal())
				d.settle()
				p.Form.ToggleMore()
				p.URLs.ToggleOptions()
				d.settle()
				shown := d.shown()
				for _, f := range pl.Fields {
					if name, _, _ := strings.Cut(f.When, "="); name == "" && !strings.Contains(shown, "\n"+f.Label) {
						t.Errorf("the field %s, %q, is not in:\n%s", f.Name, f.Label, shown)
					}
				}
			})
		})
	}
}
