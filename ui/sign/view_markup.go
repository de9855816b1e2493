package sign

import (
	"strings"

	"fyne.io/fyne/v2"

	"playtoken/ui/theme"
	"playtoken/ui/widgets"
)

// markup colours the names in a tag.
func markup(code string) []widgets.Span {
	span := func(s string, c fyne.ThemeColorName) widgets.Span {
		return widgets.Span{Text: s, Color: c, Mono: true, Size: theme.SmallText}
	}
	if !strings.HasPrefix(code, "<") || strings.HasPrefix(code, "<?") {
		return []widgets.Span{span(code, theme.Ink)}
	}
	if end := strings.Index(code, "-->"); end > 0 && strings.HasPrefix(code, "<!--") {
		note, rest := code[:end+len("-->")], code[end+len("-->"):]
		before := strings.TrimLeft(rest, "\n ")
		return append([]widgets.Span{span(note+rest[:len(rest)-len(before)], theme.Muted)}, markup(before)...)
	}
	var list []widgets.Span
	quoted, start := false, 0
	color := theme.Ink
	flush := func(end int, next fyne.ThemeColorName) {
		if end > start {
			list = append(list, span(code[start:end], color))
		}
		start, color = end, next
	}
	for i := range len(code) {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '<':
			flush(i+1, theme.Claims)
		case c == '/' && i > 0 && code[i-1] == '<':
			flush(i+1, theme.Claims)
			list[len(list)-1].Color = theme.Ink
		case c == ' ' || c == '\n':
			flush(i, theme.Header)
		case c == '=' || c == '>':
			flush(i, theme.Ink)
		}
	}
	flush(len(code), theme.Ink)
	return list
}
