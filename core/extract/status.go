package extract

import (
	"strings"

	"playtoken/core/once"
)

// statusText are the words behind a status in an answer (RFC 9110 section 15).
var statusText = map[int]string{
	200: "ok", 204: "no content", 206: "partial content", 301: "moved", 302: "found", 307: "temporary", 400: "bad request",
	401: "unauthorized", 402: "payment", 403: "forbidden", 404: "not found", 405: "method", 410: "gone", 412: "precondition",
	416: "range", 429: "too many", 451: "unavailable", 500: "internal", 502: "bad gateway", 503: "service unavailable", 504: "gateway time",
}

// statusMark are the words in front of one.
var statusMark = []string{
	"status", "status_code", "statuscode", "http_status_code", "httpstatuscode", "httpstatus", "http_code", "httpcode", "responsecode", "responsecodesent", "httpresponsecode", "httpreturncode", "returncode", "rspcode", "respstatus", "resp", "rc", "sc", "errorcode", "status of", "code of", "reason", "http", "http/1.0", "http/1.1", "http/2", "http/2.0", "http/3",
	"error", "err_aborted", "response_code_failure", "code", "response", "failed", "fails", "failing", "failed with", "fails with", "failing with", "answered", "answers", "answer is", "answer was", "status is", "status was",
	"returned", "returns", "return", "returning", "responds", "responded", "responded with", "responds with", "replied", "replies", "replied with", "replies with",
	"got", "get", "gets", "getting", "gave", "gives", "giving", "see", "sees", "saw", "seeing", "received", "receives", "receiving", "throws", "->", "=>", "→", "hit", "miss",
}

// statusUnit are words behind a number that counts something.
var statusUnit = []string{"ms", "s ", "sec", "byte", "kb", "mb", "px", "pixel", "item", "line", "time", "file", "row", "%"}

// mostTold is of how many numbers and words of a text it is asked whether people tell of an
// answer by them.
const mostTold = 500

// status is the HTTP status that a text tells of: the first that is an error, else
// the first; 0 for none.
func status(text string) int {
	left := mostTold
	return statusIn(text, &left)
}

// statusIn is status for a piece of a text; left is of how many numbers and words of it that is
// still asked.
func statusIn(text string, left *int) int {
	first := 0
	for i := 0; i+3 <= len(text); i++ {
		if !isDigit(text[i]) {
			if code, n := answerInWords(text, i); code > 0 && *left > 0 {
				if *left--; isAnswer(text, i, i+n) && !takenBack(text, i, i+n) {
					return code
				}
			}
			continue
		}
		n := i
		for n < len(text) && isDigit(text[n]) {
			n++
		}
		code := 0
		if n-i == 3 && text[i] >= '2' && text[i] <= '5' && text[i:n] != "443" { // a port
			code = int(text[i]-'0')*100 + int(text[i+1]-'0')*10 + int(text[i+2]-'0')
		}
		if code > 0 && (tellsStatus(text, i, code) || toldInProse(text, i, code, left)) && !writtenInCode(text[:i], text[n:]) {
			if code < 400 && first == 0 {
				first = code
			}
			if code >= 400 && (*left <= 0 || !takenBack(text, i, n)) {
				return code
			}
			*left--
		}
		i = n
	}
	return first
}

// nextMember is the name of what stands next in a line of names and values, and no unit.
var nextMember = once.Regexp(`^[a-z_.]+=`)

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func tellsStatus(text string, at, code int) bool {
	if at > 0 && (inToken(text[at-1]) && !hasFoldSuffix(text[:at], "http-") || text[at-1] == '/' || text[at-1] == '%') || at+3 < len(text) && (inToken(text[at+3]) && text[at+3] != '.' || text[at+3] == '/' || text[at+3] == '%') {
		return false
	}
	after := strings.ToLower(strings.TrimLeft(text[at+3:min(len(text), at+28)], " \t-:(\"|,"))
	if words := statusText[code]; words != "" && strings.HasPrefix(after, words) {
		return true
	}
	for _, unit := range statusUnit {
		if strings.HasPrefix(after, unit) && !nextMember().MatchString(after) {
			return false
		}
	}
	if strings.HasSuffix(strings.TrimRight(text[max(0, at-8):at], " "), "<--") || answersRequest(text[:at], text[at+3:]) {
		return true
	}
	head := text[max(0, at-28):at]
	trimmed := strings.ToLower(strings.TrimRight(head, " \t:=(,-|\\\"'"))
	if words := statusText[code]; words != "" {
		if code >= 400 && (strings.HasPrefix(after, "error") || strings.HasPrefix(after, "client error") || strings.HasPrefix(after, "server error") || strings.HasPrefix(after, "message=") ||
			strings.HasSuffix(trimmed, " a") || strings.HasSuffix(trimmed, " an") || strings.HasSuffix(trimmed, words)) {
			return true
		}
		if fillsCell(text[:at], text[at+3:]) || behindURL(text[:at], text[at+3:]) {
			return true
		}
	}
	if trimmed == "" {
		return false
	}
	last := trimmed[len(trimmed)-1]
	for _, mark := range statusMark {
		if mark[len(mark)-1] != last { // the quick answer for most
			continue
		}
		if rest, ok := strings.CutSuffix(trimmed, mark); ok && (rest == "" || !isLetter(rest[len(rest)-1])) && len(trimmed) < len(head) {
			return true
		}
	}
	return false
}

// writtenInCode reports whether what stands between is compared with, is handed to a function or
// is what a configuration returns: code that waits for an answer, or gives one, tells of none.
func writtenInCode(before, after string) bool {
	before = before[max(0, len(before)-40):]
	if strings.HasSuffix(before, "return ") && strings.HasPrefix(after, ";") {
		return true
	}
	switch end := strings.TrimRight(before, " "); end[max(0, len(end)-2):] {
	case "==", "!=", ">=", "<=":
		return true
	}
	called := strings.TrimRight(before, "\"'`")
	name := strings.TrimRight(called, "(")
	if len(name) == len(called) {
		return false
	}
	if len(called) == len(before) { // a number: .toBe(403), http_response_code(403)
		i := strings.LastIndexFunc(name, func(c rune) bool { return c > '~' || !inToken(byte(c)) || c == '.' }) + 1
		return i < len(name) && (i > 0 && name[i-1] == '.' && name[i] >= 'a' || strings.Contains(name[i:], "_"))
	}
	i := strings.LastIndexFunc(name, func(c rune) bool { return c > '~' || !isLetter(byte(c)) }) + 1
	return strings.HasSuffix(name[:i], "new ") || i > 0 && i < len(name) && name[i-1] == '.' && name[i] >= 'a'
}

// fillsCell reports whether a number is all that stands between two marks of a table,
// beside the URL of a request or in front of its verb.
func fillsCell(before, after string) bool {
	before, after = strings.TrimRight(before, " "), strings.TrimLeft(after, " ")
	if before == "" || strings.IndexByte("|\t\";", before[len(before)-1]) < 0 {
		return false
	}
	mark := before[len(before)-1:]
	if mark == `"` && strings.HasSuffix(before, `";"`) {
		mark = `";"`
	} else if mark == `"` {
		mark = `","`
	}
	head, begins := strings.CutSuffix(before, mark)
	head = strings.TrimRight(head, `"`)
	rest, ends := strings.CutPrefix(after, mark)
	if !begins || !ends && after != "" && strings.IndexByte("\r\n\"", after[0]) < 0 {
		return false
	}
	verb, _, _ := strings.Cut(rest[:min(len(rest), 12)], mark)
	return isVerb(strings.TrimSpace(verb)) || beginsURL(strings.TrimSpace(rest[:min(len(rest), 12)])) || beginsURL(strings.TrimSpace(head[strings.LastIndexAny(head, "\n|\t\";")+1:]))
}

// behindURL reports whether a number stands next to a URL in a list, as Shaka Player has the
// data of an error.
func behindURL(before, after string) bool {
	before, ok := strings.CutSuffix(strings.TrimRight(before, " "), ",")
	if !ok || after == "" || after[0] != ']' && (len(after) < 2 || after[0] != ',' || strings.IndexByte("{[\"'<, n", after[1]) < 0) {
		return false
	}
	before = strings.TrimRight(before, `"`)
	open := strings.LastIndexAny(before, "([\" \n")
	return open >= 0 && before[open] != ' ' && beginsURL(before[open+1:])
}

// answersRequest reports whether a number stands where a log has the answer:
// behind the verb of a request and its path, with the host between or not; behind
// a URL; or first in its line with the verb or the URL behind it.
func answersRequest(before, after string) bool {
	if after != "" && !isSpace(after[0]) && after[0] != ']' && after[0] != ')' && after[0] != ',' && after[0] != ';' && after[0] != '.' {
		return false
	}
	if line := strings.TrimRight(before, "[("); line == "" || line[len(line)-1] == '\n' {
		rest := strings.TrimLeft(after, " \t])")
		first, target, _ := strings.Cut(rest[:min(len(rest), 16)], " ")
		return hasFoldPrefix(first, "http") || isVerb(first) && (strings.HasPrefix(target, "/") || strings.HasPrefix(target, "http"))
	}
	if end := strings.TrimRight(before, ":->"); end == before && (before == "" || before[len(before)-1] != ' ' && before[len(before)-1] != '\t') {
		return false
	}
	target, before := lastWord(before)
	target = strings.Trim(target, "\"'")
	switch {
	case beginsURL(target):
		return true
	case !strings.HasPrefix(target, "/"):
		return false
	}
	word, before := lastWord(before)
	if isVerb(strings.Trim(word, "\"'[")) {
		return true
	}
	word, _ = lastWord(before)
	return isVerb(strings.Trim(word, "\"'["))
}

// lastWord is the last word of a line, and what stands in front of it.
func lastWord(line string) (word, before string) {
	line = strings.TrimRight(line, " \t:-")
	i := strings.LastIndexAny(line, " \t\r\n")
	return line[i+1:], line[:i+1]
}

func isVerb(word string) bool {
	switch word {
	case "GET", "HEAD", "POST", "OPTIONS", "PUT":
		return true
	}
	return false
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
