package token

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Inert makes text safe to show: control characters, bidirectional overrides
// and other marks without a shape are written as their code, as in \u202E. What
// is shown then neither acts in a terminal nor turns a line around.
func Inert(s string) string {
	clean := true
	for _, c := range s {
		if Hidden(c) {
			clean = false
			break
		}
	}
	if clean && utf8.ValidString(s) {
		return s
	}
	b := make([]byte, 0, len(s)+16)
	for _, c := range s {
		if Hidden(c) {
			b = fmt.Appendf(b, `\u%04X`, c)
		} else {
			b = utf8.AppendRune(b, c)
		}
	}
	return string(b)
}

// Excerpt is the beginning of a text that a sender chose, at most n bytes of it,
// safe to show as Inert makes it.
func Excerpt(s string, n int) string {
	if len(s) <= n {
		return Inert(s)
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return Inert(s[:n]) + "…"
}

// Hidden reports whether a character has no shape, or turns a line around.
func Hidden(c rune) bool {
	return unicode.Is(unicode.C, c) || c == '\u2028' || c == '\u2029' || c == '\u115f' || c == '\u1160' || c == '\u3164'
}
