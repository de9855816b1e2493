package account

import (
	"encoding/base64"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"playtoken/core/once"
)

const (
	mostRead = 32 << 10 // bytes of a text of the platform's that are looked at
	longest  = 300      // characters of it that are shown
	begun    = 60       // characters of it that a hint shows
	hidden   = "[secret]"
)

// longRun is what is never shown of a reply: keys and secrets are such, in whatever form.
var longRun = once.Regexp(`[A-Za-z0-9+/=_-]{48,}`)

// clean makes a text of a reply fit to be shown: printable, of some length, and without what
// we sent, should the platform repeat it.
func (c credentials) clean(text string) string {
	if len(text) > mostRead {
		text = text[:mostRead]
		text = text[:strings.LastIndexByte(text, ' ')+1] // the last word may be a piece of a secret
	}
	text = printable(text)
	for _, s := range c.secrets() {
		text = replaceFold(text, s, hidden)
	}
	return cut(longRun().ReplaceAllString(text, "…"), longest)
}

// ending is a clean text for the end of a sentence, which brings a full stop of its own.
func (c credentials) ending(text string) string { return strings.TrimRight(c.clean(text), ". ") }

// printable puts a text on one line, without characters that do not show.
func printable(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// cut is the beginning of a text, at most n characters of it.
func cut(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n]) + "…"
	}
	return text
}

// secrets are the forms in which what we sent may come back, the longest first.
func (c credentials) secrets() (list []string) {
	for _, credential := range c.api.Credentials {
		if credential.Secret {
			list = append(list, c.shown(credential.Name))
		}
	}
	for _, h := range c.api.Headers {
		if value, ok := c.value(h); ok && len(h.From) > 1 {
			list = append(list, strings.TrimPrefix(value, h.Text))
		}
	}
	for _, s := range slices.Clone(list) {
		list = append(list, base64.StdEncoding.EncodeToString([]byte(s)), base64.RawURLEncoding.EncodeToString([]byte(s)),
			url.QueryEscape(s), url.PathEscape(s), html.EscapeString(s), strings.Trim(jsonString(s), `"`), strings.Trim(strconv.Quote(s), `"`))
	}
	slices.SortFunc(list, func(a, b string) int { return len(b) - len(a) })
	return slices.DeleteFunc(slices.Compact(list), func(s string) bool { return s == "" })
}

// repeated reports whether what we sent stands in a text. A secret of a few letters may stand
// anywhere by chance.
func (c credentials) repeated(text string) bool {
	const few = 8
	return slices.ContainsFunc(c.secrets(), func(s string) bool { return len(s) >= few && indexFold(text, s) >= 0 })
}

// replaceFold replaces a text in whatever case it is written. old is ASCII.
func replaceFold(text, old, by string) string {
	var b strings.Builder
	for {
		at := indexFold(text, old)
		if at < 0 {
			return b.String() + text
		}
		b.WriteString(text[:at] + by)
		text = text[at+len(old):]
	}
}

func indexFold(text, old string) int {
	for i := 0; i+len(old) <= len(text); i++ {
		if strings.EqualFold(text[i:i+len(old)], old) {
			return i
		}
	}
	return -1
}
