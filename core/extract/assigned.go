package extract

import "strings"

// assignment is a name with the value behind it.
type assignment struct {
	name, value string
	// goesOn tells that behind a colon and the value, which has no marks around it,
	// more words follow on the line, as in a sentence.
	goesOn bool
}

// assignments lists the first names of a text that have a value behind = or :,
// with quotes around it and without, in braces, or none.
//
//	([A-Za-z_][A-Za-z0-9_.-]{1,40})\\?["']?[ \t]*[:=][ \t]*(?:[Bb]earer[ \t]+)?
//	(\\?"[^"\n]{0,100}"|'[^'\n]{0,100}'|\{\{[^{}\n]{0,60}\}\}|\$?\{[^{}\n]{0,60}\}|<[^<>\n]{0,60}>|[^\s"',;&<>{}]{0,100})
func assignments(text string, most int) (list []assignment) {
	const longest = 41 // of a name
	for at := 0; at < len(text) && len(list) < most; {
		if !inToken(text[at]) {
			at++
			continue
		}
		start := at
		for at < len(text) && inToken(text[at]) {
			at++
		}
		value, colon, ok := assignedTo(text[at:])
		if !ok {
			continue
		}
		for start = max(start, at-longest); start < at && !isLetter(text[start]) && text[start] != '_'; {
			start++
		}
		if at-start < 2 {
			continue
		}
		n := valueLength(value)
		list = append(list, assignment{text[start:at], value[:n], colon && continues(value[:n], value[n:])})
		at = len(text) - len(value) + n
	}
	return list
}

func continues(value, rest string) bool {
	behind := strings.TrimLeft(rest, " \t")
	return value != "" && isLetter(value[0]) && len(behind) < len(rest) && behind != "" && (isLetter(behind[0]) || isDigit(behind[0]))
}

// assignedTo is what stands behind the = or : that follows a name.
func assignedTo(text string) (value string, colon, ok bool) {
	text = strings.TrimPrefix(text, `\`)
	if text != "" && (text[0] == '"' || text[0] == '\'') {
		text = text[1:]
	}
	text = strings.TrimLeft(text, " \t")
	if text == "" || text[0] != ':' && text[0] != '=' || strings.HasPrefix(text, "::") { // of a class, as JWT::decode
		return "", false, false
	}
	colon = text[0] == ':'
	text = strings.TrimLeft(text[1:], " \t")
	if strings.HasPrefix(text, "Bearer") || strings.HasPrefix(text, "bearer") {
		rest := text[len("bearer"):]
		if behind := strings.TrimLeft(rest, " \t"); len(behind) < len(rest) {
			text = behind
		}
	}
	return text, colon, true
}

// valueLength is the length in bytes of the value that a text begins with.
func valueLength(text string) int {
	for _, n := range []int{
		span(text, `"`, `"`, 100, notDouble), span(text, `\"`, `"`, 100, notDouble), span(text, "'", "'", 100, notSingle),
		span(text, "{{", "}}", 60, notBraces), span(text, "{", "}", 60, notBraces), span(text, "${", "}", 60, notBraces), span(text, "$(", ")", 60, notParens), span(text, "<", ">", 60, notAngles),
	} {
		if n > 0 {
			return n
		}
	}
	if strings.HasPrefix(text, "{") { // of an object: its members have values of their own
		return 1
	}
	const longest = 8 << 10 // a value that is no placeholder
	if text != "" && (text[0] == '"' || text[0] == '\'') {
		return max(1, few(text[1:], longest, none(text[:1]+"\n")))
	}
	return few(text, 1<<10, inPlainWord)
}

// anyURLs lists the first URLs of a text, percent-encoded ones and those of JSON
// too, with the placeholders in them that have brackets or spaces.
//
//	(?i)https?(?:://|%3A%2F%2F|%253A%252F%252F|:\\/\\/)(?:[^\s"'<>\x60|{}]|<[a-z0-9_ .-]{1,40}>|\{\{[^{}\n]{0,60}\}\}|[{}])+
func anyURLs(text string, most int) (list []stretch) {
	for at := 0; len(list) < most; {
		i := strings.IndexAny(text[at:], "hH")
		if i < 0 {
			break
		}
		start := at + i
		at = start + 1
		n := schemeLength(text[start:])
		if n == 0 {
			continue
		}
		end := start + n
		cell := start > 0 && text[start-1] == ',' // of a table: with a comma in it, it would be quoted
		for end < len(text) && (text[end] != ',' || !cell && schemeLength(text[end+1:]) == 0) {
			n := urlPiece(text[end:])
			if n == 0 {
				break
			}
			end += n
		}
		if end > start+n {
			list, at = append(list, stretch{start, end}), end
		}
	}
	return list
}

// schemeLength is the length of the http:// or https:// that a text begins with.
func schemeLength(text string) int {
	if !hasFoldPrefix(text, "http") {
		return 0
	}
	n := len("http")
	if n < len(text) && text[n]|0x20 == 's' {
		n++
	}
	for _, mark := range []string{"://", `:\/\/`, `:\x2f\x2f`, `\x3a\x2f\x2f`} {
		if hasFoldPrefix(text[n:], mark) {
			return n + len(mark)
		}
	}
	for _, want := range []byte("://") {
		if n == len(text) {
			return 0
		}
		c, size := encoded(text[n:])
		if c != want {
			return 0
		}
		n += size
	}
	return n
}

// urlPiece is the length of the next character or placeholder of a URL.
func urlPiece(text string) int {
	switch c := text[0]; {
	case c == '<':
		if n := span(text, "<", ">", 40, inBrackets); n > len("<>") {
			return n
		}
		return 0
	case c == '{':
		return max(1, span(text, "{{", "}}", 60, notBraces))
	case isSpace(c) || strings.IndexByte("\"'>`|", c) >= 0:
		return 0
	}
	return 1
}

func inBrackets(c byte) bool { return inToken(c) || c == ' ' }
