package text

import (
	"regexp"
	"strings"

	"playtoken/core/once"
)

// This file undoes what stands at the start of every line, and strings that a
// program puts together.

var (
	quotePrefix   = once.Regexp(`^[ \t]*(?:[A-Za-z]{0,4}[>|│][ \t>|│]*|\+[ \t]?|[-•][ \t])`)
	quoteSuffix   = once.Regexp(`(?m)[ \t]*[|│][ \t]*$`)
	commentPrefix = once.Regexp(`^[ \t]*(?:[\w./-]{1,80}:\d{1,5}:|#+|//+|--|;+|\*|/\*+|\d{1,4}[ \t]*[:.|)]|\d{1,4}[ \t])[ \t]?`)
)

func fixComments(text string) string { return dropPrefix(text, commentPrefix()) }

// fixQuotePrefix drops the marks of mails and lists, and the sides of a table.
func fixQuotePrefix(text string) string {
	bare := dropPrefix(text, quotePrefix())
	if bare == text {
		return text
	}
	return quoteSuffix().ReplaceAllString(bare, "")
}

// tableRow is a line of a value in a table of psql, which ends with "+" where it goes on.
var tableRow = once.Regexp(`(?m)^[^|\n]*\|[ ]?([^|\n]*?)[ \t]*\+[ \t]*$`)

var tableEnd = once.Regexp(`(?m)^[^|\n]*\|[ ]?(-----END [^|\n]*)$`)

// fixTable takes a value of several lines out of a table.
func fixTable(text string) string {
	const fewest = 3
	if len(tableRow().FindAllStringIndex(text, fewest)) < fewest || !tableEnd().MatchString(text) && !strings.Contains(text, "-----+") {
		return text
	}
	return tableEnd().ReplaceAllString(tableRow().ReplaceAllString(text, "$1"), "$1")
}

var (
	// logBegin is a BEGIN line with what a log puts before it: a time, the name of a program.
	logBegin = once.Regexp(`(?m)^([^\n]*[ \t:|\]])-----BEGIN `)
	digit    = once.Regexp(`[0-9]`)
)

// fixLog drops what a log puts before each line: the same but for its digits, from the
// BEGIN line to the END line.
func fixLog(text string) string {
	const shortest = 4 // of less the other repairs know more
	m := logBegin().FindStringSubmatchIndex(text)
	if m == nil || m[3]-m[2] < shortest || strings.TrimSpace(text[m[2]:m[3]]) == "" {
		return text
	}
	shape := func(s string) string { return digit().ReplaceAllString(s, "0") }
	size, head := m[3]-m[2], shape(text[m[2]:m[3]])
	lines := strings.Split(text[m[0]:], "\n")
	for i, line := range lines {
		if len(line) < size || shape(line[:size]) != head {
			return text
		}
		lines[i] = line[size:]
		if strings.HasPrefix(lines[i], "-----END ") {
			return text[:m[0]] + strings.Join(lines, "\n")
		}
	}
	return text
}

func namesKey(line string) bool {
	return strings.Contains(line, "KEY") || strings.Contains(line, "CERTIFICATE")
}

// dropPrefix drops a mark from the start of lines. All lines of the key must
// have it: from the BEGIN line to the END line, or the whole text if there are
// none. "+" and "/" also begin lines of base64, but never all of them.
func dropPrefix(text string, prefix *regexp.Regexp) string {
	lines := strings.Split(text, "\n")
	if len(lines) < 2 {
		return text
	}
	from, to := 0, len(lines)
	for i, line := range lines {
		upper := strings.ToUpper(line)
		if from == 0 && strings.Contains(upper, "BEGIN ") && namesKey(upper) {
			from = i
		}
		if strings.Contains(upper, "END ") && namesKey(upper) {
			to = i + 1
		}
	}
	if to <= from {
		return text
	}
	marked := 0
	for _, line := range lines[from:to] {
		switch bare := strings.TrimSpace(line); {
		case bare == "":
		case strings.HasPrefix(bare, "-----") || !prefix.MatchString(line):
			return text
		default:
			marked++
		}
	}
	if marked < 2 {
		return text
	}
	for i := from; i < to; i++ {
		lines[i] = strings.TrimPrefix(lines[i], prefix.FindString(lines[i]))
	}
	return strings.Join(lines, "\n")
}

// stringJoint is where one string of a program ends and the next begins: "+" of
// JavaScript, Java and Go, "." of PHP, a comma of a list, "\" and nothing at all
// of Python and C. A line end may be named in between.
var stringJoint = once.Regexp("[\"'`][ \t]*(?:[+.,&_\\\\]|\\.\\.|<<|\r?\n)(?:[ \t]*(?:[+.,&_]|\\.\\.|<<|\r?\n|vb(?:CrLf|NewLine|Lf|Cr)|PHP_EOL|Environment\\.NewLine|System\\.lineSeparator\\(\\)|os\\.(?:linesep|EOL)|(?://|#)[^\n]{0,80}\n))*[ \t]*[uUbBfFrR]?[\"'`]")

// joinStrings puts the strings of a program together. It does so only where a
// joint lies inside the key.
func joinStrings(text string) string {
	joints := stringJoint().FindAllStringIndex(text, -1)
	inside, from := false, 0
	for _, j := range joints {
		short := j[0]-from < 8 // no line of a key
		from = j[1]
		if after := text[j[1]:]; !short && endsInKey(text[:j[0]]) && startsInKey(after) && !memberName().MatchString(after) {
			inside = true
			break
		}
	}
	if !inside {
		return text
	}
	var b strings.Builder
	last := 0
	for _, j := range joints {
		if memberName().MatchString(text[j[1]:]) {
			continue
		}
		b.WriteString(text[last:j[0]])
		b.WriteByte('\n')
		last = j[1]
	}
	b.WriteString(text[last:])
	return b.String()
}

var (
	keyEnd = once.Regexp(`(?:-----|[A-Za-z0-9+/=_-]{8,})(?:\\+r|\\+n)*$`)
	// memberName is the name of the next member of an object.
	memberName = once.Regexp("^[\\w.-]{1,60}[\"'`]\\s*[:=]")
	keyBegin   = once.Regexp(`^(?:\\+r|\\+n)*(?:-----|[A-Za-z0-9+/=_-]{1,})`)
)

func endsInKey(before string) bool {
	return keyEnd().MatchString(before[max(0, len(before)-100):])
}

func startsInKey(after string) bool { return keyBegin().MatchString(after[:min(100, len(after))]) }
