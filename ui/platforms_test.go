package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
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
		Name: "choices", Label: "Plain JWT", Life: time.Hour, KeyLabel: "Key", KeyHint: "Paste the key that alg asks for, or drop a file",
		Note:     "For services without a screen of their own. What a service asks of a token is not known here.",
		Lives:    []time.Duration{15 * time.Minute, time.Hour, 24 * time.Hour, 7 * 24 * time.Hour, platform.Endless},
		NoExpiry: platform.Warning,
		Kinds:    []token.Kind{token.JWT},
		Fields: []platform.Field{
			{Name: platform.ID, Label: "Subject (sub)", Example: "viewer-1"},
			{Name: "alg", Label: "Algorithm", Default: "HS256", Choices: choices("HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA")},
			{Name: "header", Label: "Further header", Area: true, Example: `{"kid":"a"}`, Place: platform.More},
			{Name: "body", Label: "Claims", Area: true, Example: `{"aud":"video"}`},
			{Name: "crit", Label: "Critical names", When: "alg=EdDSA", Place: platform.More},
		},
		KeyWant: func(f platform.Form) keys.Want {
			if strings.HasPrefix(f.Get("alg"), "HS") {
				return keys.HMACSecret
			}
			return keys.Want{Secret: keys.ReadHMAC}
		},
		KeyFits: func(f platform.Form, k *keys.Key) string {
			if strings.HasPrefix(f.Get("alg"), "HS") != (k.Kind() == keys.Secret) {
				return f.Get("alg") + " needs another kind of key. This one is " + k.Title() + "."
			}
			return ""
		},
		Compose: func(f platform.Form) (header, claims token.Object) {
			claims = token.NewObject(token.StringMember("sub", f.Get(platform.ID)))
			if !f.Expires.IsZero() {
				claims = claims.With(token.IntMember("exp", f.Expires.Unix()))
			}
			return token.NewObject(token.StringMember("alg", f.Get("alg"))), claims
		},
		Sign: func(_ platform.Form, header, claims token.Object, k *keys.Key) (string, error) {
			return jws.Sign(header, claims, k)
		},
		URLs: func(platform.Form, string) []platform.URL { return nil },
		Snippets: func(m platform.Made) []platform.Snippet {
			return []platform.Snippet{{Name: "cURL", Text: "curl -H 'Authorization: Bearer " + m.Token + "' https://api.example/"}}
		},
	}
	// manyFields has 13 fields in the fold, several beside the URLs, one colour of
	// token, and eleven texts.
	manyFields = &platform.Platform{
		Name: "fields", Label: "Edge tokens", Life: time.Hour, KeyLabel: "Shared secret", KeyHint: "Paste the secret of the edge, or drop a file",
		Note:    "The public network that took these tokens ended in January 2025; private ones go on.",
		Lives:   []time.Duration{time.Hour, 24 * time.Hour, 7 * 24 * time.Hour},
		Kinds:   []token.Kind{token.EctokenV3},
		Fields:  edgeFields(),
		KeyWant: func(platform.Form) keys.Want { return keys.TextSecret },
		KeyFits: func(_ platform.Form, k *keys.Key) string {
			if k.Kind() != keys.Secret {
				return "Edge tokens need a shared secret. This key is " + k.Title() + "."
			}
			return ""
		},
		Check: func(f platform.Form) []platform.Problem {
			return []platform.Problem{
				{Field: platform.ID, Warning: true, Text: "Without a slash at its end the path opens every path that begins like it."},
				{Field: "ec_clientip", Warning: true, Text: "Without an address everybody with the link can play it."},
				{Field: "ec_ref_allow", Warning: true, Text: "Players on phones send no referrer."},
			}
		},
		Compose: func(platform.Form) (header, claims token.Object) { return },
		Sign: func(f platform.Form, _, _ token.Object, k *keys.Key) (string, error) {
			return ectoken.Seal(fmt.Sprintf("ec_expire=%d&ec_url_allow=%s", f.Expires.Unix(), f.Get(platform.ID)), k.Secret())
		},
		URLs: func(f platform.Form, tok string) []platform.URL {
			return []platform.URL{{Name: "Stream", URL: "https://cdn.example" + f.Get(platform.ID) + "?" + tok, Standing: platform.Stated}}
		},
		Snippets: func(m platform.Made) (list []platform.Snippet) {
			for _, name := range strings.Split("Player tag,iOS,Android,Flutter,cURL,ffplay", ",") {
				list = append(list, platform.Snippet{Name: name, Text: "play(\"https://cdn.example/v.m3u8?" + m.Token + "\")"})
			}
			for _, name := range strings.Split("Node,Go,Python,PHP,Shell", ",") {
				list = append(list, platform.Snippet{Name: name, Text: strings.Repeat("line of "+name+" that makes a token; // and says what it does, at some length\n", 24)})
			}
			return list
		},
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
	return append(platform.All(), manyChoices, manyFields)
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
				p.SetField(platform.ID, "/000001/Secure/")
				p.PasteKey(textKey().Reveal())
				d.settle()
				p.ToggleMore()
				p.ToggleOptions()
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
