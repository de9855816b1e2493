package extract

import (
	"strings"

	"playtoken/core/once"
)

// interpolated writes the value of a variable in its place in a string. In a string that code
// fills in, what the text does not tell is marked as untold.
func interpolated(text string, values map[string]string) string {
	var b strings.Builder
	at := 0
	for _, h := range hole().FindAllStringIndex(text, -1) {
		name := strings.Trim(text[h[0]:h[1]], `$#\{}()?!`)
		value := values[name[strings.LastIndexAny(name, ".>")+1:]]
		inSwift := text[h[0]] == '\\' && inLiteral(text[:h[0]], `"`, "=(:,[")
		if value == "" && (inSwift || inTemplate(text[:h[0]]) || text[h[0]] == '$' && fillsQuotes(text, h[0])) {
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

// prefixed writes the values into the strings that a letter in front marks as filled in, as in
// Python and C#: f"…{id}" and $"…{id}".
func prefixed(text string, values map[string]string) string {
	return filledIn().ReplaceAllStringFunc(text, func(all string) string {
		return braced().ReplaceAllStringFunc(all, func(hole string) string {
			if value := values[strings.Trim(hole, "{}")]; value != "" {
				return value
			}
			return untold
		})
	})
}

var (
	filledIn = once.Regexp(`(?:\b[fF]|\$@?)(?:"https?://[^/"'\n{}]+/[^"\n]*"|'https?://[^/"'\n{}]+/[^'\n]*')`)
	braced   = once.Regexp(`\{[^{}"\n]{1,100}\}`)
)

// inTemplate reports whether a text ends in a URL that JavaScript fills in: in its own quotes,
// handed over or given to a name. Elsewhere such quotes may be those of a post.
func inTemplate(before string) bool { return inLiteral(before, "`", "=(:,{") }

// fillsQuotes reports whether the language fills in a hole in plain quotes: JavaScript has such
// holes in its own quotes alone, and Dart in single ones, too.
func fillsQuotes(text string, at int) bool {
	if text[at+1] == '{' && javaScript().MatchString(text) {
		return false
	}
	return inAssigned(text[:at]) || inLiteral(text[:at], "'", "=(") && dart().MatchString(text)
}

var (
	javaScript = once.Regexp(`\b(?:const|let)\s+\w+\s*=|\b(?:fetch|loadSource|require)\(|\.src\s*=|\b(?:axios|console|document|window)\.`)
	dart       = once.Regexp(`\bfinal\s+(?:\w+\s+)?\w+\s*=|\bUri\.parse\(|\bString\s+\w+\s*=\s*'|\bVideoPlayerController\b`)
)

// inAssigned is the same of a string in which a name behind a $ is filled in, as in PHP, Kotlin,
// Dart and shells.
func inAssigned(before string) bool {
	return inLiteral(before, `"`, "=(") || inCommand().MatchString(before[max(0, len(before)-512):])
}

// inCommand is the URL of a cURL command where a shell fills in names: in no quotes, or double ones.
var inCommand = once.Regexp(`(?m)^[ \t$#]*curl (?:[^"'\n]* )?"?https?://[^/"'\s]+/[^"'\s]*$`)

// inLiteral reports whether a text ends in a URL behind a quote, with one of such signs in front.
func inLiteral(before, quote, signs string) bool {
	const reach = 2048
	before = before[max(0, len(before)-reach):]
	open := strings.LastIndex(before, quote)
	if open < 1 || !beginsURL(before[open+1:]) || strings.ContainsAny(before[open+1:], "\n \"'`") {
		return false
	}
	_, path, _ := strings.Cut(before[open+1:], "://")
	in := strings.TrimRight(before[:open], " \t")
	return strings.Contains(path, "/") && in != "" && strings.IndexByte(signs, in[len(in)-1]) >= 0
}

var hole = once.Regexp(`\$\{[A-Za-z_$][\w.$?!]{0,60}(?:\(\))?\}|#\{\w{1,40}\}|\\\([\w.]{1,60}\)|\{\$\w{1,40}\}|\{\w{1,40}\}|\$[A-Za-z_]\w{0,39}`)
