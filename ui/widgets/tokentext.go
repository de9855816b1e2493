package widgets

import (
	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
)

// partColors are the colours of header, claims and signature.
var partColors = [...]fyne.ThemeColorName{theme.Header, theme.Claims, theme.Signature}

// TokenSpans are the parts of a token in their colours, with plain dots between.
// Parts beyond the third are muted.
func TokenSpans(parts []string) []Span {
	var list []Span
	for i, p := range parts {
		if i > 0 {
			list = append(list, Span{Text: ".", Mono: true, Size: theme.SmallText})
		}
		c := theme.Muted
		if i < len(partColors) {
			c = partColors[i]
		}
		list = append(list, Span{Text: p, Color: c, Mono: true, Size: theme.SmallText})
	}
	return list
}

// SealedSpan is a token that has no parts to be told apart.
func SealedSpan(text string) Span {
	return Span{Text: text, Color: theme.Claims, Mono: true, Size: theme.SmallText}
}
