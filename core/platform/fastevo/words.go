package fastevo

import (
	"strings"

	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/urlsig"
)

const (
	keyOpen    = "How the secret becomes the key is not published by Fastevo. A genuine token shows it."
	recipeOpen = "How Fastevo signs URLs is not published beyond HMAC-SHA256 with the same secret; a genuine signed URL shows it."
	noProject  = "Fastevo's tokens have the project ID in their footer. Without one this token has no footer."
)

// guessed stands before code that carries a URL signed as nobody has confirmed.
const guessed = "# A guess: how Fastevo signs URLs is not published. Find out from a genuine one.\n"

// recipeInWords says what a recipe does.
func recipeInWords(text string) string {
	r, err := urlsig.ParseRecipe(text)
	if err != nil {
		return ""
	}
	return r.Words() + "."
}

const fixFooter = `Write the footer as {"v":"1","p":"project ID"}.`

var (
	noFooter = platform.Words{
		Title:    "the token has no footer",
		Evidence: "Nothing stands behind the third dot. Fastevo's tokens have v and p there.",
		Fix:      `Add the footer {"v":"1","p":"project ID"}.`,
	}
	viewerIsMail = platform.Words{
		Title:    "the viewer identifier is an e-mail address",
		Evidence: "Fastevo advises against personal data there.",
		Fix:      "Use a salted hash of it.",
	}
)

func notLocal(scheme string) platform.Words {
	return platform.Words{
		Title:    "the token is not a PASETO v4.local",
		Evidence: "It is " + token.Excerpt(scheme, 20) + ". Fastevo takes v4.local alone.",
		Fix:      "Seal the token as PASETO v4.local.",
	}
}

func claimsMissing(names []string) platform.Words {
	list, are := strings.Join(names, " and "), " are missing"
	if len(names) == 1 {
		are = " is missing"
	}
	return platform.Words{
		Title: list + are, Evidence: "Fastevo requires contentId and viewerIdentifier.", Fix: "Put " + list + " into the token.",
	}
}

func excerptOf(footer []byte) string { return token.Excerpt(string(footer), 80) }

func footerLacks(names []string, footer []byte) platform.Words {
	return platform.Words{
		Title:    "the footer has no " + strings.Join(names, " and no "),
		Evidence: "The footer is " + excerptOf(footer) + ". In Fastevo's tokens it has v and p.",
		Fix:      fixFooter,
	}
}

func footerIsNoObject(footer []byte) platform.Words {
	return platform.Words{
		Title: "the footer is not a JSON object", Evidence: "The footer is " + excerptOf(footer) + ".", Fix: fixFooter,
	}
}

// said is the evidence of a claim.
func said(name string, v token.Value) string { return name + " is " + token.Excerpt(v.Raw, 60) + "." }

func isNoText(name string, v token.Value) platform.Words {
	return platform.Words{Title: name + " is not text", Evidence: said(name, v), Fix: "Write " + name + " as text."}
}

func levelUnknown(v token.Value) platform.Words {
	return platform.Words{
		Title: "the protection level is unknown", Evidence: said("protectionLevel", v), Fix: "Write standard, enhanced or adaptive.",
	}
}

func tagsAreNoList(v token.Value) platform.Words {
	return platform.Words{
		Title: "viewerTags is not a list of texts", Evidence: said("viewerTags", v), Fix: `Write a list, such as ["tag1","tag2"].`,
	}
}
