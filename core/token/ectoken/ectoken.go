// Package ectoken makes, opens and explains Edgecast tokens ("ectoken", Token
// Auth of Edgecast, Verizon Media and Edgio).
//
// A token is a text of parameters, encrypted with a key that the network and
// the owner share:
//
//	ec_expire=1735646400&ec_country_allow=US,CA
//
// Version 3 encrypts with AES-256-GCM under the SHA-256 of the key text and is
// written as base64url: IV (12 bytes), ciphertext, tag (16 bytes). Version 2
// encrypts with Blowfish and is written in hexadecimal; it has no integrity, so
// anybody may have changed it. [Seal] makes version 3, [Open] reads both.
//
// [Parse] splits the text into parameters, [Rules] says what each may hold,
// [Nearest] what a misspelt name was meant to be, [Conflicts] what does not go
// together, and [Refusals] which parameters refuse a request.
//
// What is opened was written by somebody else: plaintext, names and values are
// to be shown with care. The sentences in errors, problems and refusals are safe
// to show.
//
// Sources: the C reference and its ports (github.com/Edgio/ectoken and others),
// the vendor's guides to Token-Based Authentication, Azure's guide to the same.
// The public network stopped on 15 January 2025; other installations may differ.
package ectoken

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The limits of the edge, in characters and bytes. A token of MaxPlaintext bytes
// has MaxToken characters.
const (
	MaxToken     = 512
	MaxPlaintext = 356
	MaxKey       = 250
)

// Errors that Seal and Open return, by themselves or wrapped with the sizes or
// the place.
var (
	ErrEmpty            = errors.New("there is nothing to put in the token")
	ErrPlaintextTooLong = errors.New("the parameters are too long for a token")
	ErrKeyEmpty         = errors.New("there is no key")
	ErrKeyTooLong       = errors.New("the key is too long")

	ErrTag          = errors.New("the token does not open with this key: the key is another, or the token was changed")
	ErrBase64       = errors.New("the token is not in base64url")
	ErrTooShort     = errors.New("the token is too short: version 3 has at least 39 characters")
	ErrNotPlausible = errors.New("the token opens to noise with this key: the key is another, or the token was changed")
)

// Version tells what a text looks like, without a key: 2 for hexadecimal digits
// of an even number, 3 for at least 39 characters of base64url or base64, 0 for
// neither. Other things look the same: a hash in hexadecimal is no token.
func Version(text string) int {
	if len(text) > 0 && len(text)%2 == 0 && hexDigits(text) == len(text) {
		return 2
	}
	if _, _, err := decode(text); err == nil {
		return 3
	}
	return 0
}

// shown is a text from outside, cut to what a sentence can hold, with the
// characters written as codes that do not show or would act.
func shown(s string) string {
	const most = 60
	b := make([]byte, 0, most+8)
	for i, c := range s {
		if i >= most {
			return string(b) + "…"
		}
		if unicode.IsPrint(c) && c != unicode.ReplacementChar && c != '\u115f' && c != '\u1160' && c != '\u3164' {
			b = append(b, string(c)...)
		} else {
			b = fmt.Appendf(b, `\u%04X`, c)
		}
	}
	return string(b)
}

// Param is one parameter of a token. An item without a name, such as the
// "HELLO" of the vendor's examples, has all of its text as the value.
type Param struct{ Name, Value string }

// Parse splits a plaintext at & and each item at its first =. The order is kept,
// nothing is percent-decoded, and ec_secure and r are in the list like any other.
// Join gives the same text back.
func Parse(plaintext string) []Param {
	if plaintext == "" {
		return nil
	}
	var params []Param
	for item := range strings.SplitSeq(plaintext, "&") {
		name, value, ok := strings.Cut(item, "=")
		if !ok || name == "" {
			name, value = "", item
		}
		params = append(params, Param{name, value})
	}
	return params
}

// Join is the plaintext of parameters, in their order. Values are written as
// they are: & in one would begin another parameter.
func Join(params []Param) string {
	var b strings.Builder
	for i, p := range params {
		if i > 0 {
			b.WriteByte('&')
		}
		if p.Name != "" {
			b.WriteString(p.Name)
			b.WriteByte('=')
		}
		b.WriteString(p.Value)
	}
	return b.String()
}

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
