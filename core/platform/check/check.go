// Package check says what is wrong with what was put into a field of a form: the
// checks that platforms have in common. What was put there may be a key; it is never
// quoted back whole.
package check

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/platform"
)

// ID says what was put where an ID was due, when it is plainly something else. label
// is what the ID is called: "playback ID".
func ID(label, text string) *platform.Problem {
	problem := platform.Problemf
	switch {
	case importer.LooksLikeKey(text):
		return problem("This is a key. It belongs in the key field, not in %s.", label)
	case importer.LooksLikeSecret(text):
		return problem("This looks like a secret. It belongs in the key field, not in %s.", label)
	case strings.HasPrefix(text, "eyJ"):
		return problem("This is a token, not a %s. Read it under Why?.", label)
	case strings.Contains(text, "://"):
		return problem("This is a URL. Put only the %s here.", label)
	case len(text) > 200:
		return problem("This is too long for a %s: %d characters.", label, len(text))
	}
	for i, c := range []rune(text) {
		switch {
		case unicode.IsSpace(c):
			return problem("A %s has no spaces; there is one at place %d.", label, i+1)
		case !unicode.IsPrint(c):
			return problem("There is a character here that cannot be seen, at place %d (U+%04X).", i+1, c)
		case strings.ContainsRune(`/\?#&=%"'<>{}`+"`", c):
			return problem("A %s cannot have “%c”, at place %d.", label, c, i+1)
		}
	}
	return nil
}

// NoKey refuses a key where everyone can read it.
func NoKey(text string) *platform.Problem {
	if importer.LooksLikeKey(text) {
		return platform.Problemf("This is a key. It belongs in the key field; in the token everyone could read it.")
	}
	return nil
}

// Host says why a text is no name of a host, with or without a port.
func Host(text string) *platform.Problem {
	bad := platform.Problemf("Write a host name only, such as video.brand.example.")
	host, port, hasPort := strings.Cut(BareHost(text), ":")
	if n, err := strconv.ParseUint(port, 10, 16); hasPort && (err != nil || n == 0) || len(host) > 253 {
		return bad
	}
	for label := range strings.SplitSeq(host, ".") {
		foreign := strings.IndexFunc(label, func(c rune) bool {
			return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-')
		})
		if foreign >= 0 || label == "" || len(label) > 63 {
			return bad
		}
	}
	return nil
}

// BareHost takes the host out of what people paste for one.
func BareHost(text string) string {
	for _, scheme := range []string{"https://", "http://"} {
		text = strings.TrimPrefix(text, scheme)
	}
	return strings.TrimSuffix(text, "/")
}

// URL says why a text is no whole URL.
func URL(text string) *platform.Problem {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.ContainsFunc(text, NotInURL) {
		return platform.Problemf("Write a whole URL, such as https://video.example/stream.m3u8.")
	}
	return NoKey(text)
}

// NotInURL reports whether a character has no place in a URL.
func NotInURL(c rune) bool {
	return c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == 0x7f
}

// PublicCannotSign is said of a public key in a form.
const PublicCannotSign = "This is the public key. Signing needs the private one."

// RSAWant is the key of a platform that signs with RS256.
func RSAWant(label string) func(platform.Filled) importer.Want {
	want := importer.Want{Kinds: []keys.Kind{keys.RSA}, Whose: label, For: "RS256"}
	return func(platform.Filled) importer.Want { return want }
}

// RSAKey says why a key cannot sign with RS256 for a platform.
func RSAKey(label string) func(platform.Filled, *keys.Key) string {
	return func(_ platform.Filled, k *keys.Key) string {
		switch {
		case k.Kind() != keys.RSA:
			return label + " signs with RS256, which needs an RSA key. This one is " + k.Title() + "."
		case !k.Private():
			return PublicCannotSign
		}
		return ""
	}
}

// keyRun is a run of characters as keys have them.
var keyRun = regexp.MustCompile(`[A-Za-z0-9+/_=-]{12,}`)

// Quotes reports whether a sentence repeats a part of a text that looks like a key:
// a long run of small letters, capitals and digits.
func Quotes(sentence, text string) bool {
	for _, run := range keyRun.FindAllString(text, -1) {
		if !strings.ContainsAny(run, "0123456789") || strings.ToLower(run) == run || strings.ToUpper(run) == run {
			continue
		}
		for i := 0; i+12 <= len(run); i++ {
			if strings.Contains(sentence, run[i:i+12]) {
				return true
			}
		}
	}
	return false
}

// UUID reports whether a text has the form of RFC 9562, in either case.
func UUID(text string) bool {
	if len(text) != 36 {
		return false
	}
	for i, c := range []byte(text) {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if c != '-' {
				return false
			}
		} else if !isHex(c) {
			return false
		}
	}
	return true
}

// Hex reports whether a text is hexadecimal digits and nothing else.
func Hex(text string) bool {
	for i := range len(text) {
		if !isHex(text[i]) {
			return false
		}
	}
	return text != ""
}

//go:noinline // as others: its copies would make ptok larger
func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// Digits reports whether a text is decimal digits and nothing else.
func Digits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

// Pieces are those of the path of a URL, at least one. What is joined to one by ; or & with a
// name and = is no piece of an ID: a query that lost its question mark.
func Pieces(u *url.URL) []string {
	path := u.Path
	if at := strings.IndexAny(path, ";&"); at >= 0 && strings.Contains(path[at:], "=") {
		path = path[:at]
	}
	return strings.Split(strings.TrimPrefix(path, "/"), "/")
}
