// Package fastevo is Fastevo MP2: PASETO v4.local tokens, and URLs of its Engage Kit
// that are signed by HMAC.
//
// Sources: the first part of the vendor's pages, and one public token of which the
// footer alone can be read. How the secret becomes the key, and how a URL is signed,
// is not published.
package fastevo

import (
	"slices"
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/platform/check"
	"playtoken/core/token"
	"playtoken/core/token/paseto"
	"playtoken/core/token/urlsig"
	"playtoken/core/words"
)

// Platform is Fastevo MP2.
var Platform *platform.Platform = build()

// build stands apart, so that go doc shows one line and no private names.
func build() *platform.Platform {
	return &platform.Platform{
		Name:  "fastevo",
		Label: "Fastevo MP2",
		Form: platform.Form{
			Fields:   fields,
			KeyLabel: "Token signing key secret", KeyHint: "Paste the secret or drop a file",
			KeyWant:  keyWant,
			NoClaims: isEngage,
			NewKey:   keys.NewPASETO, SecretUse: "Fastevo (PASETO)",
			Life:  time.Hour, // as in the documentation's sample
			Lives: []time.Duration{15 * time.Minute, time.Hour, 24 * time.Hour, 7 * 24 * time.Hour},
		},
		Signing: platform.Signing{
			KeyFits:   keyFits,
			CheckForm: checkTogether,
			Compose:   compose,
			Settings:  settings,
			URLs:      urls,
			Snippets:  snippets,
			Facts:     facts,
			Learn:     learn,
		},
		Reading: platform.Reading{
			Formats:   []token.Format{paseto.Local, urlsig.Format},
			OwnsURL:   isOwnURL,
			OwnsToken: isLocal, // v4.local is Fastevo's alone among the platforms here
			Meanings:  meanings,
			TokenID:   func(t *token.Token) string { return t.Claims.Text("contentId") },
		},
		Judging: platform.Judging{
			Rules:    rules,
			Statuses: statuses,
			NoExpiry: platform.Warning, // whether one without an expiry is taken is not established
			Refusers: []string{
				"a SIEM rule (block, break, or another protection level)",
				"content that is still being processed",
				"a secret that was rotated",
				"adaptive protection without FairPlay set up",
			},
		},
		Account:  account,
		Rotation: rotation,
		Edge:     edge,
	}
}

// What a form can make.
const (
	makesToken  = "make=token"
	makesEngage = "make=engage"
)

var keyForms = platform.Choices(
	string(paseto.FormDetect), "Detect",
	string(paseto.FormHex), "64 hexadecimal digits",
	string(paseto.FormPASERK), "PASERK k4.local",
	string(paseto.FormBase64), "Base64",
	string(paseto.FormText), "32 characters",
	string(paseto.FormSHA256), "SHA-256 of the text",
)

var fields = []platform.Field{
	{
		Name: "make", Label: "Make", Default: "token",
		Choices: platform.Choices("token", "Playback token", "engage", "Engage Kit URL"),
		Help:    "One secret makes both.",
	},
	{
		Name: platform.ID, Label: "Content ID", Required: true, When: makesToken,
		Example: "65e8ddc52f41619f1815a083",
		Help:    "The content to play.",
		Check:   checkID("content ID"),
	},
	{
		Name: "viewer", Label: "Viewer", Required: true, When: makesToken,
		Example: "uniqueViewer123",
		Help:    "A pseudonym of the viewer; Fastevo advises against personal data and for a salted hash.",
		Check:   checkViewer,
	},
	{
		Name: "level", Label: "Protection level", Default: "standard", When: makesToken,
		Choices: platform.Choices("standard", "Standard", "enhanced", "Enhanced", "adaptive", "Adaptive"),
		Help:    "Fastevo recommends adaptive, which needs FairPlay set up.",
	},
	{
		Name: "tags", Label: "Viewer tags", When: makesToken, Place: platform.More,
		Example: "tag1, tag2",
		Help:    "Labels for the statistics, with commas between them.",
		Check:   check.NoKey,
	},
	{
		Name: "project", Label: "Project ID", When: makesToken,
		Example: "0123456789abcdef01234567",
		Help:    "Stands in the footer, which everyone can read.",
		Check:   checkID("project ID"),
	},
	{
		Name: "footer", Label: "Footer", Area: true, When: makesToken, Place: platform.More,
		Example: `{"v":"1","p":"0123456789abcdef01234567"}`,
		Help:    "The exact text of a footer of your own, in place of the one with the project ID.",
		Check:   check.NoKey,
	},
	{
		Name: "key_form", Label: "Form of the secret", Default: string(paseto.FormDetect), When: makesToken, Place: platform.More,
		Choices: keyForms,
		Help:    "How the secret becomes the key is not published; detect tries hexadecimal digits, PASERK and base64.",
	},
	{
		Name: "assertion", Label: "Implicit assertion", When: makesToken, Place: platform.More,
		Example: "mostly none",
		Help:    "A text that is authenticated and not in the token; none is known for Fastevo.",
		Check:   check.NoKey,
	},
	{
		Name: "url", Label: "URL to sign", Required: true, When: makesEngage, Played: true,
		Example: "https://media.example.com/engage/image.jpg",
		Help:    "The Engage Kit URL, without a signature.",
		Check:   check.URL,
	},
	{
		Name: "recipe", Label: "How the URL is signed", Default: urlsig.Default().String(), Area: true, When: makesEngage, Place: platform.More,
		Choices: platform.Choices(urlsig.Default().String(), "A plain guess"), Open: true, OpenName: "Another way",
		Help:  "What is signed and where the signature stands; Fastevo's own recipe is not published.",
		Check: checkRecipe, Words: recipeInWords,
	},
	{
		Name: "recipe_confirmed", Label: "That is known from", Default: "no", When: makesEngage, Place: platform.More,
		Choices: platform.Choices("no", "Nothing yet", "yes", "A genuine URL"),
		Help:    "Yes, once a genuine signed URL has shown that the recipe is right.",
	},
}

func checkID(label string) func(string) *platform.Problem {
	return func(text string) *platform.Problem {
		if p := check.ID(label, text); p != nil {
			return p
		}
		if len(text) != 24 || !check.Hex(text) {
			return platform.Warningf("A %s of Fastevo has 24 hexadecimal digits, as 65e8ddc52f41619f1815a083. This one has not.", label)
		}
		return nil
	}
}

func checkViewer(text string) *platform.Problem {
	if p := check.NoKey(text); p != nil {
		return p
	}
	name, domain, at := strings.Cut(text, "@")
	if at && name != "" && strings.Contains(domain, ".") {
		return platform.Warningf("This looks like an e-mail address. Fastevo advises against personal data here: use a salted hash.")
	}
	return nil
}

func checkRecipe(text string) *platform.Problem {
	if p := check.NoKey(text); p != nil {
		return p
	}
	if _, err := urlsig.ParseRecipe(text); err != nil {
		said := words.Sentence(err)
		if check.Quotes(said, text) {
			said = "This is no recipe."
		}
		return platform.Problemf("%s", said)
	}
	return nil
}

func isEngage(f platform.Filled) bool { return f.Get("make") == "engage" }

// keyWant: a secret for PASETO has 32 bytes in one of the known forms; the other
// uses take any text.
func keyWant(f platform.Filled) importer.Want {
	anyText := []string{string(paseto.FormText), string(paseto.FormSHA256)}
	if isEngage(f) || slices.Contains(anyText, f.Get("key_form")) {
		return importer.HMACSecret
	}
	want := importer.PASETOSecret
	want.Whose = "Fastevo"
	return want
}

func keyFits(f platform.Filled, k *keys.Key) string {
	if k.Kind() != keys.Secret {
		return "Fastevo uses a shared secret. This key is " + k.Title() + "."
	}
	known := func(c platform.Choice) bool { return c.Value == f.Get("key_form") }
	if isEngage(f) || !slices.ContainsFunc(keyForms, known) {
		return "" // any text will do, or the field says what is wrong
	}
	if _, err := paseto.KeyFor(k.SecretText(), paseto.Form(f.Get("key_form"))); err != nil {
		return "The key of a token has 32 bytes, and this secret is not in the form chosen. Choose another under Form of the secret."
	}
	return ""
}

// checkTogether looks at fields that depend on each other.
func checkTogether(f platform.Filled) (list []platform.Problem) {
	switch {
	case isEngage(f) && len(f.Extra) > 0:
		list = append(list, platform.Problem{Field: platform.ClaimsField, Warning: true, Text: "A signed URL has no claims; these are left out."})
	case isEngage(f) && f.Expires.IsZero() && recipeOf(f).ExpiryParam != "":
		list = append(list, platform.Problem{Field: platform.ExpiresField, Text: "The recipe puts an expiry into the URL: give it one."})
	}
	return list
}
