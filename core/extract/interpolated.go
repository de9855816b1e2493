package extract

import (
	"strings"

	"playtoken/core/once"
)

// interpolated writes the value of a variable in its place in a string, where code gives
// both: an ID, or another word that is no token.
func interpolated(text string) string {
	if !mayHaveHole(text) || !strings.Contains(text, "://") || !hole().MatchString(text) {
		return text
	}
	values := map[string]string{}
	for _, m := range variable().FindAllStringSubmatch(text, mostVariables) {
		name, value := m[1], m[2]
		if was, twice := values[name]; twice && was != value {
			value = "" // which of the two is meant cannot be told
		}
		values[name] = value
	}
	if len(values) == 0 {
		return text
	}
	return hole().ReplaceAllStringFunc(text, func(mark string) string {
		if value := values[strings.Trim(mark, `$#\{}()`)]; value != "" {
			return value
		}
		return mark
	})
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

const mostVariables = 200

var (
	hole     = once.Regexp(`\$\{\w{1,40}\}|#\{\w{1,40}\}|\\\(\w{1,40}\)|\{\w{1,40}\}|\$[A-Za-z_]\w{0,39}`)
	variable = once.Regexp("(?m)(?:^|[\\s;,($])([A-Za-z_]\\w{0,39})(?:\\s*:\\s*\\w+\\??)?\\s*(?::=|=|:)\\s*[\"'`]([A-Za-z0-9_-]{8,80})[\"'`]")
)
