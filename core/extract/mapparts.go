package extract

import "strings"

// MapParts changes what stands between separators, such as the parts of a URL, and
// leaves the separators where they are.
func MapParts(text, separators string, change func(piece string) string) string {
	var b strings.Builder
	for text != "" {
		n := strings.IndexAny(text, separators)
		if n < 0 {
			n = len(text)
		}
		b.WriteString(change(text[:n]))
		if n < len(text) {
			b.WriteByte(text[n])
			n++
		}
		text = text[n:]
	}
	return b.String()
}
