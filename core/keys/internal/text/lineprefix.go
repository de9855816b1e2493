package text

import (
	"regexp"
	"strconv"
	"strings"

	"playtoken/core/keys/internal/codec"
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
var tableRow = once.Regexp(`(?m)^[^|\n]*\|[ ]?([^|\n]*?)[ \t]*\+[ \t]*$|^[^|\n]*\|[ ]?(-----END [^|\n]*)$`)

func fixTable(text string) string {
	const fewest = 4
	if len(tableRow().FindAllStringIndex(text, fewest)) < fewest {
		return text
	}
	return tableRow().ReplaceAllString(text, "$1$2")
}

// logBegin is a BEGIN line with what a log puts before it: a time, the name of a program. Of
// less the other repairs know more.
var logBegin = once.Regexp(`(?m)^([^\n]{3,200}[ \t:|\]])-----BEGIN `)

var digit = once.Regexp(`[0-9]`)

// fixLog drops what a log puts before each line: the same but for its digits, from the
// BEGIN line to the END line.
func fixLog(text string) string {
	m := logBegin().FindStringSubmatch(text)
	if m == nil || strings.TrimSpace(m[1]) == "" {
		return text
	}
	head, err := regexp.Compile("^" + digit().ReplaceAllString(regexp.QuoteMeta(m[1]), "[0-9]"))
	if err != nil {
		return text
	}
	return dropPrefix(text, head)
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
		switch line = strings.ToUpper(line); {
		case !strings.Contains(line, "KEY") && !strings.Contains(line, "CERTIFICATE"):
		case strings.Contains(line, "END "):
			to = i + 1
		case from == 0 && strings.Contains(line, "BEGIN "):
			from = i
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

// dropLineNumbers drops the numbers of lines that a page shows beside a text: each in front
// of its line, or on a line of its own before it. They must count up by one.
func dropLineNumbers(text string) string {
	lines := strings.Split(strings.TrimRight(text, codec.Space), "\n")
	first := strings.TrimSpace(lines[0])
	each := 2 // lines that have one number
	if n, err := strconv.Atoi(first); err != nil || len(lines) < 6 || len(lines)%2 != 0 || strings.TrimSpace(lines[2]) != strconv.Itoa(n+1) {
		first, each = lines[0][:len(lines[0])-len(strings.TrimLeft(lines[0], "0123456789"))], 1
	}
	n, err := strconv.Atoi(first)
	if err != nil || len(lines) < 3 || len(first) > 4 {
		return text
	}
	var kept []string
	for i, line := range lines {
		if i%each == 0 {
			bare, ok := strings.CutPrefix(strings.TrimSpace(line), strconv.Itoa(n+i/each))
			if !ok || bare != "" && (each > 1 || bare[0] != '-' && !codec.IsBase64(bare[0])) { // with a sign behind it is a mark like others
				return text
			}
			line = bare
		}
		if i%each == each-1 {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// compared is a key that a comparison of two versions has removed or added.
var compared = once.Regexp(`(?m)^-{6}BEGIN [^\n]*(?:\n-[^\n]*)*?\n-{6}END |^\+-{5}BEGIN [^\n]*(?:\n\+[^\n]*)*?\n\+-{5}END `)

// fixComparison drops the "-" and the "+" that a comparison puts in front of the lines of a
// key that was removed or added, or of one that took the place of another.
func fixComparison(text string) string {
	return compared().ReplaceAllStringFunc(text, func(key string) string {
		return strings.ReplaceAll(key[1:], "\n"+key[:1], "\n")
	})
}

// stringJoint is where one string of a program ends and the next begins: "+" of
// JavaScript, Java and Go, "." of PHP, a comma of a list, "\" and nothing at all
// of Python and C. A line end may be named in between.
var stringJoint = once.Regexp("[\"'`][ \t]*(?:[+.,&_\\\\]|\\.\\.|<<|\r?\n)(?:[ \t]*(?:[+.,&_]|\\.\\.|<<|\r?\n|vb(?:CrLf|NewLine|Lf|Cr)|PHP_EOL|Environment\\.NewLine|System\\.lineSeparator\\(\\)|os\\.(?:linesep|EOL)|(?://|#)[^\n]{0,80}\n))*[ \t]*[uUbBfFrR]?[\"'`]")

// joinStrings puts the strings of a program together. It does so only where a
// joint lies inside the key.
func joinStrings(text string) string {
	var b strings.Builder
	inside, start, kept := false, 0, 0 // where the string begins, and what is not yet written
	for _, j := range stringJoint().FindAllStringIndex(text, -1) {
		before, after := text[max(0, j[0]-100):j[0]], text[j[1]:min(len(text), j[1]+100)]
		short := j[0]-start < 8 // no line of a key
		start = j[1]
		if memberName().MatchString(text[j[1]:]) {
			continue
		}
		inside = inside || !short && keyEnd().MatchString(before) && keyBegin().MatchString(after)
		b.WriteString(text[kept:j[0]])
		b.WriteByte('\n')
		kept = j[1]
	}
	if !inside {
		return text
	}
	return b.String() + text[kept:]
}

var (
	keyEnd   = once.Regexp(`(?:-----|[A-Za-z0-9+/=_-]{8,})(?:\\+r|\\+n)*$`)
	keyBegin = once.Regexp(`^(?:\\+r|\\+n)*(?:-----|[A-Za-z0-9+/=_-]{1,})`)
	// memberName is the name of the next member of an object.
	memberName = once.Regexp("^[\\w.-]{1,60}[\"'`]\\s*[:=]")
)
