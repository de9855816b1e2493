// Package jwt is for platforms that are not here: every algorithm, header and
// claim is the user's own (RFC 7515, 7518, 7519). The algorithm "none" is not
// offered.
package jwt

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/check"
	"playtoken/core/token"
	"playtoken/core/token/jws"
)

// Platform is the plain JWT. It recognises none: any platform's token is one.
var Platform *platform.Platform = build()

// build stands apart, so that go doc shows one line and no private names.
func build() *platform.Platform {
	return &platform.Platform{
		Name:  "jwt",
		Label: "Plain JWT",
		Form: platform.Form{
			Fields:   fields,
			KeyLabel: "Key", KeyHint: "Paste key or secret or drop a file",
			KeyWant:   func(platform.Filled) importer.Want { return importer.Want{Secret: importer.ReadHMAC} },
			KeyLeaves: func(k *keys.Key) (string, []string) { return "alg", offered(jws.Algorithms(k)) },
			NewKey:    keys.NewHMAC256, SecretUse: "A JWT signed with a shared secret (HS256)",
			Life:  time.Hour,
			Lives: []time.Duration{15 * time.Minute, time.Hour, 24 * time.Hour, 7 * 24 * time.Hour, platform.Endless},
		},
		Signing: platform.Signing{
			KeyFits:   keyFits,
			CheckForm: checkTwice,
			Compose:   compose,
			URLs:      urls,
			Snippets:  snippets,
			Remarks:   remarks,
			Facts:     facts,
		},
		Reading: platform.Reading{
			Formats:  []token.Format{jws.Format},
			Meanings: platform.Registered,
			TokenID:  func(t *token.Token) string { return t.Claims.Text("sub") },
		},
		Judging: platform.Judging{
			Generic:  true,
			Params:   []string{"token", "jwt", "access_token"},
			NoExpiry: platform.Info,
			Refusers: []string{
				"an issuer or an audience that the service does not expect",
				"a key that the service does not know",
				"the referrer",
				"the address or the country of the viewer",
			},
			LooksAt: []string{"Referer"},
		},
		Edge: edge,
	}
}

var fields = []platform.Field{
	{
		Name: "alg", Label: "Algorithm", Default: "RS256",
		Choices: algorithms,
		Help:    "How the token is signed; the key has to fit.",
	},
	{
		Name: platform.ID, Label: "Subject", Example: "stream-1",
		Help:  "Becomes the claim sub; leave it empty for none.",
		Check: check.NoKey,
	},
	{
		Name: platform.KeyID, Label: "Key ID", Example: "key-1",
		Help:  "Becomes kid in the header; leave it empty for none.",
		Check: check.NoKey,
	},
	{
		Name: "claims", Label: "Claims", Area: true, Example: `{"aud": "video"}`,
		Help:  "A JSON object; sub, iat and exp are put behind it unless they stand in it.",
		Check: jsonObject,
	},
	{
		Name: "header", Label: "More header fields", Area: true, Place: platform.More, Example: `{"cty": "JWT"}`,
		Help:  "A JSON object; its members stand behind alg and typ.",
		Check: checkHeader,
	},
	{
		Name: "issued_at", Label: "Issue time", Default: "on", Place: platform.More,
		Choices: platform.Choices("on", "iat", "off", "Left out"),
		Help:    "Whether the time of signing stands in the token.",
	},
	{
		Name: "url", Label: "URL", Place: platform.URLKit, Example: "https://video.example/stream.m3u8",
		Help:  "A URL that gets the token as its parameter token.",
		Check: check.URL,
	},
}

var algorithms = func() []platform.Choice {
	var list []string
	for _, family := range []string{"HS", "RS", "PS", "ES"} {
		for _, size := range []string{"256", "384", "512"} {
			list = append(list, family+size, family+size)
		}
	}
	return platform.Choices(append(list, "EdDSA", "EdDSA")...)
}()

// jsonObject says why a text is no JSON object that can go into a token.
func jsonObject(text string) *platform.Problem {
	if p := check.NoKey(text); p != nil {
		return p
	}
	o, faults := token.ReadObject([]byte(text))
	switch {
	case len(faults) > 0:
		return platform.Problemf("This is no proper JSON object: %s", faults[0].Text())
	case !o.Readable:
		return platform.Problemf(`Write a JSON object, such as {"name": "value"}.`)
	}
	return nil
}

func checkHeader(text string) *platform.Problem {
	if p := jsonObject(text); p != nil {
		return p
	}
	o, _ := token.ReadObject([]byte(text))
	for _, m := range o.Members {
		switch m.Name {
		case "alg":
			return platform.Problemf("alg has a field of its own: Algorithm.")
		case "crit", "b64":
			return platform.Problemf("%s changes how a token is signed (RFC 7515, RFC 7797), which is not done here.", m.Name)
		}
	}
	return nil
}

// keyFits: the key decides which algorithms there are.
func keyFits(f platform.Filled, k *keys.Key) string {
	alg, can := f.Get("alg"), jws.Algorithms(k)
	switch {
	case len(offered([]string{alg})) == 0:
		return "" // what stands there is no algorithm, which its field says
	case !slices.Contains(can, alg):
		return fmt.Sprintf("%s is not for this key (%s). It can sign with %s.", alg, k.Title(), strings.Join(offered(can), ", "))
	case !k.Private():
		return check.PublicCannotSign
	}
	return ""
}

// offered are those of the algorithms that the form has.
func offered(names []string) (list []string) {
	for _, c := range algorithms {
		if slices.Contains(names, c.Value) {
			list = append(list, c.Value)
		}
	}
	return list
}

// checkTwice tells what stands in two places.
func checkTwice(f platform.Filled) (list []platform.Problem) {
	both := func(field, object, member string) {
		o, _ := token.ReadObject([]byte(f.Get(object)))
		if _, ok := o.Get(member); ok && f.Get(field) != "" {
			list = append(list, platform.Problem{
				Field: field, Warning: true,
				Text: member + " stands among the " + object + " as well; that one counts.",
			})
		}
	}
	both(platform.ID, "claims", "sub")
	both(platform.KeyID, "header", "kid")
	if own, _ := token.ReadObject([]byte(f.Get("claims"))); !f.Expires.IsZero() {
		if _, ends := own.Get("exp"); ends {
			list = append(list, platform.Problem{Field: "claims", Warning: true, Text: "exp here goes before the lifetime."})
		}
	}
	return list
}
