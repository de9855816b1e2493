package platform

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/token"
	"playtoken/core/token/paseto"
	"playtoken/core/token/urlsig"
)

// Fastevo MP2 opens playback with PASETO v4.local tokens, and its Engage Kit with
// URLs signed by HMAC. Sources: the first part of the vendor's pages, and one
// public token of which the footer alone can be read. How the secret becomes the
// key, and how a URL is signed, is not published.
var _ = register(&Platform{
	Name:     "fastevo",
	Label:    "Fastevo MP2",
	Order:    3,
	Life:     time.Hour, // as in the documentation's sample
	NoExpiry: Warning,   // whether one without an expiry is taken is not established
	Lives:    []time.Duration{15 * time.Minute, time.Hour, 24 * time.Hour, 7 * 24 * time.Hour},
	Step:     time.Millisecond,
	Fields:   fastevoFields,
	KeyLabel: "Token signing key secret", KeyHint: "Paste the secret or drop a file",
	KeyWant: fastevoKeyWant,

	KeyFits:  fastevoKeyFits,
	Check:    fastevoCheck,
	Compose:  fastevoCompose,
	Sign:     fastevoSign,
	URLs:     fastevoURLs,
	Snippets: fastevoSnippets,
	Remarks:  fastevoRemarks,
	Learn:    fastevoLearn,

	Kinds:      []token.Kind{token.PasetoLocal, token.SignedURL},
	Recognises: fastevoRecognises,
	Read:       fastevoRead,
	TokenID:    func(t *token.Token) string { return t.Claims.Text("contentId") },
	URLID:      func(*url.URL) string { return "" }, // no URL with a content ID is known
	Rules:      fastevoRules,
	Statuses:   fastevoStatuses,
	Refusers: []string{
		"a SIEM rule (block, break, or another protection level)",
		"content that is still being processed",
		"a secret that was rotated",
		"adaptive protection without FairPlay set up",
	},
})

// What a form can make.
const (
	fastevoToken  = "make=token"
	fastevoEngage = "make=engage"
)

var fastevoKeyForms = []Choice{
	{string(paseto.FormDetect), "Detect"},
	{string(paseto.FormHex), "64 hexadecimal digits"},
	{string(paseto.FormPASERK), "PASERK k4.local"},
	{string(paseto.FormBase64), "Base64"},
	{string(paseto.FormText), "32 characters"},
	{string(paseto.FormSHA256), "SHA-256 of the text"},
}

var fastevoFields = []Field{
	{
		Name: "make", Label: "Make", Default: "token",
		Choices: []Choice{{"token", "Playback token"}, {"engage", "Engage Kit URL"}},
		Help:    "One secret makes both.",
	},
	{
		Name: ID, Label: "Content ID", Required: true, When: fastevoToken,
		Example: "65e8ddc52f41619f1815a083",
		Help:    "The content to play.",
		Check:   fastevoCheckID("content ID"),
	},
	{
		Name: "viewer", Label: "Viewer", Required: true, When: fastevoToken,
		Example: "uniqueViewer123",
		Help:    "A pseudonym of the viewer; Fastevo advises against personal data and for a salted hash.",
		Check:   fastevoCheckViewer,
	},
	{
		Name: "level", Label: "Protection level", Default: "standard", When: fastevoToken,
		Choices: []Choice{{"standard", "Standard"}, {"enhanced", "Enhanced"}, {"adaptive", "Adaptive"}},
		Help:    "Fastevo recommends adaptive, which needs FairPlay set up.",
	},
	{
		Name: "tags", Label: "Viewer tags", When: fastevoToken, Place: More,
		Example: "tag1, tag2",
		Help:    "Labels for the statistics, with commas between them.",
		Check:   noKey,
	},
	{
		Name: "project", Label: "Project ID", When: fastevoToken,
		Example: "0123456789abcdef01234567",
		Help:    "Stands in the footer, which everyone can read.",
		Check:   fastevoCheckID("project ID"),
	},
	{
		Name: "footer", Label: "Footer", Area: true, When: fastevoToken, Place: More,
		Example: `{"v":"1","p":"0123456789abcdef01234567"}`,
		Help:    "The exact text of a footer of your own, in place of the one with the project ID.",
		Check:   noKey,
	},
	{
		Name: "key_form", Label: "Form of the secret", Default: string(paseto.FormDetect), When: fastevoToken, Place: More,
		Choices: fastevoKeyForms,
		Help:    "How the secret becomes the key is not published; detect tries hexadecimal digits, PASERK and base64.",
	},
	{
		Name: "assertion", Label: "Implicit assertion", When: fastevoToken, Place: More,
		Example: "mostly none",
		Help:    "A text that is authenticated and not in the token; none is known for Fastevo.",
		Check:   noKey,
	},
	{
		Name: "url", Label: "URL to sign", Required: true, When: fastevoEngage,
		Example: "https://media.example.com/engage/image.jpg",
		Help:    "The Engage Kit URL, without a signature.",
		Check:   checkURL,
	},
	{
		Name: "recipe", Label: "Recipe", Default: urlsig.Default().String(), Area: true, When: fastevoEngage, Place: More,
		Help:  "What is signed and where the signature stands; Fastevo's own recipe is not published.",
		Check: fastevoCheckRecipe,
	},
	{
		Name: "recipe_confirmed", Label: "Recipe confirmed", Default: "no", When: fastevoEngage, Place: More,
		Choices: []Choice{{"no", "No"}, {"yes", "Yes"}},
		Help:    "Yes, once a genuine signed URL has shown that the recipe is right.",
	},
}

func fastevoCheckID(label string) func(string) *Problem {
	return func(text string) *Problem {
		if p := notAnID(label, text); p != nil {
			return p
		}
		if len(text) != 24 || !allHex(text) {
			return warning("A %s of Fastevo has 24 hexadecimal digits, as 65e8ddc52f41619f1815a083. This one has not.", label)
		}
		return nil
	}
}

func fastevoCheckViewer(text string) *Problem {
	if p := noKey(text); p != nil {
		return p
	}
	name, domain, at := strings.Cut(text, "@")
	if at && name != "" && strings.Contains(domain, ".") {
		return warning("This looks like an e-mail address. Fastevo advises against personal data here: use a salted hash.")
	}
	return nil
}

func fastevoCheckRecipe(text string) *Problem {
	if p := noKey(text); p != nil {
		return p
	}
	if _, err := urlsig.ParseRecipe(text); err != nil {
		said := strings.ToUpper(err.Error()[:1]) + err.Error()[1:] + "."
		if quotesKey(said, text) {
			said = "This is no recipe."
		}
		return problem("%s", said)
	}
	return nil
}

func isEngage(f Form) bool { return f.Get("make") == "engage" }

// fastevoKeyWant: a secret for PASETO has 32 bytes in one of the known forms; the
// other uses take any text.
func fastevoKeyWant(f Form) keys.Want {
	anyText := []string{string(paseto.FormText), string(paseto.FormSHA256)}
	if isEngage(f) || slices.Contains(anyText, f.Get("key_form")) {
		return keys.HMACSecret
	}
	want := keys.PASETOSecret
	want.Whose = "Fastevo"
	return want
}

func fastevoKeyFits(f Form, k *keys.Key) string {
	if k.Kind() != keys.Secret {
		return "Fastevo uses a shared secret. This key is " + k.Title() + "."
	}
	known := func(c Choice) bool { return c.Value == f.Get("key_form") }
	if isEngage(f) || !slices.ContainsFunc(fastevoKeyForms, known) {
		return "" // any text will do, or the field says what is wrong
	}
	if _, err := paseto.KeyFor(k.SecretText(), paseto.Form(f.Get("key_form"))); err != nil {
		return "The key of a token has 32 bytes, and this secret is not in the form chosen. Choose another under Form of the secret."
	}
	return ""
}
