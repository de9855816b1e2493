package extract

import (
	"strings"

	"playtoken/core/once"
)

// interpolated writes the value of a variable in its place in a string.
func interpolated(text string, values map[string]string) string {
	var b strings.Builder
	at := 0
	for _, h := range hole().FindAllStringIndex(text, -1) {
		value := values[strings.Trim(text[h[0]:h[1]], `$#\{}()`)]
		if value == "" && inTemplate(text[:h[0]]) {
			value = untold
		}
		if assigned := strings.TrimLeft(text[h[1]:min(len(text), h[1]+16)], " \t"); value == "" || strings.HasPrefix(assigned, "=") {
			continue
		}
		b.WriteString(text[at:h[0]])
		b.WriteString(value)
		at = h[1]
	}
	return b.String() + text[at:]
}

// mayHaveHole is the quick answer for most texts, of which JSON has braces before quotes.
func mayHaveHole(text string) bool {
	for i := range len(text) - 1 {
		switch c := text[i]; c {
		case '{', '$', '(':
			if next := text[i+1]; isLetter(next) || next == '_' || next == '{' {
				return true
			}
		}
	}
	return false
}

// inTemplate reports whether a text ends in the query of a URL that JavaScript fills in: in
// its own quotes, handed over or given to a name. Elsewhere such quotes may be those of a post.
func inTemplate(before string) bool {
	const reach = 2048
	before = before[max(0, len(before)-reach):]
	open := strings.LastIndexByte(before, '`')
	if open < 1 || !strings.Contains(before[open:], "?") || !beginsURL(before[open+1:]) || strings.ContainsAny(before[open:], "\n \"'") {
		return false
	}
	in := strings.TrimRight(before[:open], " \t")
	return in != "" && strings.IndexByte("=(:,{", in[len(in)-1]) >= 0
}

var hole = once.Regexp(`\$\{\w{1,40}\}|#\{\w{1,40}\}|\\\(\w{1,40}\)|\{\w{1,40}\}|\$[A-Za-z_]\w{0,39}`)
