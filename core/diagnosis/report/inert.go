package report

import (
	"bytes"
	"strings"
	"unicode/utf16"

	"playtoken/core/token"
)

// inertJSON writes what acts when it is shown as its escape, which means the same
// inside a string of JSON; it stands nowhere else.
func inertJSON(text []byte) []byte {
	var b bytes.Buffer
	for _, line := range bytes.SplitAfter(text, []byte("\n")) {
		bare := bytes.TrimSuffix(line, []byte("\n"))
		b.WriteString(escapeHidden(string(bare)))
		b.Write(line[len(bare):])
	}
	return b.Bytes()
}

// escapeHidden writes what has no shape, or acts, as \u escapes of JSON.
func escapeHidden(s string) string {
	if token.Inert(s) == s {
		return s
	}
	var b strings.Builder
	for _, c := range s {
		switch {
		case token.Inert(string(c)) == string(c):
			b.WriteRune(c)
		case c > 0xffff:
			high, low := utf16.EncodeRune(c)
			b.WriteString(escape(high) + escape(low))
		default:
			b.WriteString(escape(c))
		}
	}
	return b.String()
}

func escape(c rune) string {
	const digits = "0123456789abcdef"
	return `\u` + string([]byte{digits[c>>12&15], digits[c>>8&15], digits[c>>4&15], digits[c&15]})
}
