package extract

import (
	"strings"
	"unicode/utf8"
)

// The scanners below stand for regular expressions, which their comments give: a
// batch reads a line of a log many thousand times.

// isSpace is \s.
func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' && c != '\v' }

// hasFoldPrefix reports whether a text begins with a word of small ASCII letters,
// in any case.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func hasFoldPrefix(text, word string) bool {
	return len(text) >= len(word) && strings.EqualFold(text[:len(word)], word)
}

// hasFoldSuffix is the same at the end of a text.
//
//go:noinline // as above
func hasFoldSuffix(text, word string) bool {
	return len(text) >= len(word) && strings.EqualFold(text[len(text)-len(word):], word)
}

// beginsURL reports whether a text begins as a plain URL does, in any case.
//
//go:noinline // as above
func beginsURL(text string) bool {
	return hasFoldPrefix(text, "https://") || hasFoldPrefix(text, "http://")
}

// containsFold reports whether a word of small letters stands in a text, in any case. It
// begins with a mark that has none.
func containsFold(text, word string) bool {
	for {
		i := strings.IndexByte(text, word[0])
		if i < 0 {
			return false
		}
		if text = text[i:]; hasFoldPrefix(text, word) {
			return true
		}
		text = text[1:]
	}
}

// span is the length of what open, up to most characters for which in holds, and
// shut make at the start of a text, or 0.
func span(text, open, shut string, most int, in func(byte) bool) int {
	if !strings.HasPrefix(text, open) {
		return 0
	}
	n := len(open) + few(text[len(open):], most, in)
	if !strings.HasPrefix(text[n:], shut) {
		return 0
	}
	return n + len(shut)
}

// few is the length in bytes of the characters, at most so many, that a text
// begins with and for which in holds. in sees the first byte of each.
func few(text string, most int, in func(byte) bool) int {
	n := 0
	for range most {
		if n >= len(text) || !in(text[n]) {
			return n
		}
		_, size := utf8.DecodeRuneInString(text[n:])
		n += size
	}
	return n
}

func none(of string) func(byte) bool {
	return func(c byte) bool { return strings.IndexByte(of, c) < 0 }
}

var (
	notBraces   = none("{}\"\n")
	notParens   = none("()\n")
	notAngles   = none("<>\n")
	notDouble   = none("\"\n")
	notSingle   = none("'\n")
	inPlainWord = none("\t\n\f\r \"',;&<>{}")
)

// afterEscape reports whether a place in a text is behind a character that is
// written as an escape: the letters and digits of %3D, %253D, \u003d, \x3d, \n or, in a
// mail, =3D do not belong to a token behind them.
//
//	(?:%(?:25)*[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\[nrt]|=3D)$
func afterEscape(text string, at int) bool {
	s := text[max(0, at-2*mostCodes-3):at]
	n := len(s)
	switch {
	case n >= 2 && s[n-2] == '\\':
		return s[n-1] == 'n' || s[n-1] == 'r' || s[n-1] == 't'
	case n < 3 || !isHex(s[n-1]) || !isHex(s[n-2]):
		return false
	case strings.HasSuffix(s, "=3D") || n >= 4 && s[n-4:n-2] == `\x`:
		return true
	case n >= 6 && s[n-6:n-4] == `\u` && isHex(s[n-3]) && isHex(s[n-4]):
		return true
	}
	for s = s[:n-2]; strings.HasSuffix(s, "25"); s = s[:len(s)-2] {
	}
	return strings.HasSuffix(s, "%")
}

// requests lists the paths of the first request lines in a text, as a log has them.
//
//	(?:GET|HEAD|POST|OPTIONS) (/[^\s"]*) HTTP/
func requests(text string, most int) (list []stretch) {
	const mark = " HTTP/"
	for at := 0; len(list) < most; {
		i := strings.Index(text[at:], mark)
		if i < 0 {
			break
		}
		end := at + i
		start := end
		for start > at && !isSpace(text[start-1]) && text[start-1] != '"' {
			start--
		}
		if start < end && text[start] == '/' && verbBefore(text[at:start], false) {
			list = append(list, stretch{start, end})
		}
		at = end + len(mark)
	}
	return list
}

// verbBefore reports whether a text ends in the verb of a request and a space; anyCase takes
// it in small letters as well.
func verbBefore(text string, anyCase bool) bool {
	text, ok := strings.CutSuffix(text, " ")
	if !ok {
		return false
	}
	if !anyCase {
		return strings.HasSuffix(text, "GET") || strings.HasSuffix(text, "HEAD") || strings.HasSuffix(text, "POST") || strings.HasSuffix(text, "OPTIONS")
	}
	for _, verb := range []string{"get", "head", "post", "put", "options"} {
		if hasFoldSuffix(text, verb) {
			return true
		}
	}
	return false
}

// hasRequest reports whether a text has the request line of a log in it.
//
//	(?i)(?:get|head|post|put|options) \S+ http/[\d.]+"
func hasRequest(text string) bool {
	const mark = " http"
	for at := 0; ; at++ {
		i := strings.IndexByte(text[at:], '/')
		if i < 0 {
			return false
		}
		at += i
		version := strings.TrimLeft(text[at+1:], "0123456789.")
		if len(version) == len(text)-at-1 || version == "" || version[0] != '"' || !hasFoldSuffix(text[:at], mark) {
			continue
		}
		end := at - len(mark)
		start := end
		for start > 0 && !isSpace(text[start-1]) {
			start--
		}
		if start < end && verbBefore(text[:start], true) {
			return true
		}
	}
}

// hasTrace reports whether a text has lines of a stack trace.
//
//	(?i)\n\s+at \S|traceback \(most recent|exception in thread|\ngoroutine \d+ \[|\n\s+file ".*", line \d
func hasTrace(text string) bool {
	if tracesBack(text) {
		return true
	}
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return false
		}
		start := at + i + 1
		at = start
		for at < len(text) && isSpace(text[at]) {
			at++
		}
		rest := text[at:]
		switch {
		case (at == start || text[at-1] == '\n') && goroutine(rest):
			return true
		case at == start:
		case hasFoldPrefix(rest, "at ") && len(rest) > 3 && !isSpace(rest[3]):
			return true
		case hasFoldPrefix(rest, `file "`) && fileLine(rest[len(`file "`):]):
			return true
		}
	}
}

// tracesBack reports whether a text has the words above a stack trace.
func tracesBack(text string) bool {
	const most, thread = " (most recent", " in thread"
	for at := 0; ; at++ {
		i := strings.IndexByte(text[at:], ' ')
		if i < 0 {
			return false
		}
		at += i
		if hasFoldPrefix(text[at:], most) && hasFoldSuffix(text[:at], "traceback") || hasFoldPrefix(text[at:], thread) && hasFoldSuffix(text[:at], "exception") {
			return true
		}
	}
}

func goroutine(text string) bool {
	const word = "goroutine "
	if !hasFoldPrefix(text, word) {
		return false
	}
	number := text[len(word):]
	rest := strings.TrimLeft(number, "0123456789")
	return len(rest) < len(number) && strings.HasPrefix(rest, " [")
}

func fileLine(text string) bool {
	text, _, _ = strings.Cut(text, "\n")
	const mark = `", line `
	for {
		i := strings.IndexByte(text, mark[0])
		if i < 0 {
			return false
		}
		if text = text[i:]; hasFoldPrefix(text, mark) && len(text) > len(mark) && isDigit(text[len(mark)]) {
			return true
		}
		text = text[1:]
	}
}
