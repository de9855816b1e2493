package sign

import (
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
)

// What is said of a text that may be a secret, and of the key itself, in a field that is not
// the key's.
const (
	notShown     = "It is written as secrets are, and so not shown. What is in a token can be read by everyone."
	looksLikeOne = "This looks like a secret. It belongs in the key field."
	isTheKey     = "This is the key. It belongs in the key field alone."
)

// masked reports whether a text of the form is not to be shown.
func (m *making) masked(text string) bool { return importer.LooksLikeSecret(text) || m.isKey(text) }

// isKey reports whether a text is the secret that the form signs with.
func (m *making) isKey(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && m.key != nil && m.key.Kind() == keys.Secret && string(m.key.SecretText().Reveal()) == text
}

// unquoted is what is said of a text that is not to be shown, without a piece of it.
func (m *making) unquoted(said, text string) string {
	text = strings.TrimSpace(text)
	switch {
	case !m.masked(text):
		return said
	case said == "":
		return notShown
	case strings.Contains(said, text[:min(len(text), quotedLeast)]):
		return looksLikeOne
	}
	return said
}

// quotedLeast is how many characters of a secret in a row are a quotation of it.
const quotedLeast = 12

// veiled is code without the texts of the form that are not to be shown.
func (m *making) veiled(code string) string {
	veil := func(text string) {
		if text = strings.TrimSpace(text); m.masked(text) {
			code = strings.ReplaceAll(code, text, strings.Repeat("•", 8))
		}
	}
	for _, value := range m.values {
		veil(value)
	}
	for _, c := range m.claims {
		veil(c.Name)
		veil(strings.Trim(strings.TrimSpace(c.JSON), `"`))
	}
	return code
}
