package ectoken

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"
)

// toURL turns the alphabet of base64 into that of base64url.
var toURL = strings.NewReplacer("+", "-", "/", "_")

// decode reads base64url as the C reference does: it takes padding, the letters
// of base64 and spare bits that are not zero, and names each of these. What it
// returns has at least one byte of ciphertext.
func decode(text string) (raw []byte, oddities []string, err error) {
	body := text
	for range 2 {
		body = strings.TrimSuffix(body, "=")
	}
	if len(body) < len(text) {
		oddities = append(oddities, "padding (=) at the end")
	}
	for i, c := range body {
		if !inAlphabet(c) {
			return nil, nil, fmt.Errorf("%w: %s at character %d does not belong there", ErrBase64, named(c), utf8.RuneCountInString(body[:i])+1)
		}
	}
	if len(body) < shortest {
		return nil, nil, fmt.Errorf("%w, this one has %d", ErrTooShort, len(body))
	}
	if len(body)%4 == 1 {
		return nil, nil, fmt.Errorf("%w: no text is %d characters long, one is missing or too many", ErrBase64, len(body))
	}
	plain := toURL.Replace(body)
	if plain != body {
		oddities = append(oddities, "+ and / in place of - and _")
	}
	raw, err = base64.RawURLEncoding.DecodeString(plain)
	if err != nil {
		return nil, nil, ErrBase64
	}
	if base64.RawURLEncoding.EncodeToString(raw) != plain {
		oddities = append(oddities, "spare bits in the last character")
	}
	return raw, oddities, nil
}

func inAlphabet(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.ContainsRune("-_+/", c)
}

// named is a character in words where it would not show.
func named(c rune) string {
	switch c {
	case ' ':
		return "a space"
	case '\n', '\r':
		return "a line break"
	case '\t':
		return "a tab"
	case utf8.RuneError:
		return "a broken character"
	}
	return "“" + shown(string(c)) + "”"
}
