package extract

import (
	"strings"
)

// label is what a value stands under, read backwards from its first character.
type label struct {
	name   string // as written, "" for none
	sep    byte   // one of = : ? & / that stands between, 0 for none
	quoted bool   // whether a quote opens the value
	member bool   // whether the name itself stands in quotes
	bearer bool   // whether the word Bearer stands in front of the value
	line   bool   // whether a line ends between
}

// before reads what the value at a place of a text stands under. HTML, JSON and
// percent escapes are undone.
func before(text string, at int) (l label) {
	const reach = 96 // bytes; names are shorter
	w := text[max(0, at-reach):at]
	if strings.ContainsAny(w, `%\&`) {
		w = unescape(unescape(fromHTML(fromJSON(w))))
	}
	quotes := func() (some bool) {
		if w == "" || w[len(w)-1] < 0x80 && strings.IndexByte("\"'`\\", w[len(w)-1]) < 0 {
			return false
		}
		t := strings.TrimRight(w, "\"'`\\“‘«„")
		some, w = t != w, t
		return some
	}
	spaces := func() {
		t := strings.TrimRight(w, " \t\r\n")
		l.line = l.line || strings.Contains(w[len(t):], "\n")
		w = t
	}
	l.quoted = quotes()
	spaces()
	if len(w) >= 6 && strings.EqualFold(w[len(w)-6:], "bearer") {
		l.bearer, w = true, w[:len(w)-6]
		spaces()
		l.quoted = quotes() || l.quoted
		spaces()
	}
	if w == "" {
		return l
	}
	switch c := w[len(w)-1]; c {
	case '?', '&', '/':
		if !l.line && !l.bearer {
			l.sep = c
		}
	case '=', ':':
		l.sep, w = c, w[:len(w)-1]
		spaces()
		l.member = quotes()
		l.name = lastName(w)
		if l.name == "" || c == ':' && !l.member && inSentence(w, l.name) {
			l.name, l.sep = "", 0
		}
	}
	if l.sep != '=' && l.sep != ':' && l.bearer {
		l.sep = 0
	}
	return l
}

// inSentence reports whether a name before a colon is the last word of a sentence.
func inSentence(w, name string) bool {
	if tokenName(name) || isCookie(name) {
		return false
	}
	before := w[:len(w)-len(name)]
	words := strings.TrimRight(before, " ")
	return words != before && words != "" && isLetter(words[len(words)-1])
}

func lastName(s string) string {
	i := len(s)
	for i > 0 && inToken(s[i-1]) {
		i--
	}
	return s[i:]
}

// tokenName reports whether something is called a token, in any spelling.
func tokenName(name string) bool {
	const marks = "-_."
	if end := strings.TrimRight(name, marks); end == "" || strings.IndexByte("nthr", end[len(end)-1]|0x20) < 0 {
		return false // the quick answer for most names
	}
	n := joined(name, marks)
	switch n {
	case "jwt", "auth", "authorization", "proxyauthorization", "xauthorization", "bearer":
		return true
	}
	for _, other := range []string{"csrf", "xsrf", "session", "refresh", "push", "device", "verification"} {
		if strings.Contains(n, other) {
			return false
		}
	}
	return strings.HasSuffix(n, "token") || strings.HasSuffix(n, "jwt") || strings.HasSuffix(n, "authorization")
}

// joined is a name in small letters without the marks between its words.
func joined(name, marks string) string {
	name = strings.ToLower(name)
	if !strings.ContainsAny(name, marks) {
		return name
	}
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(marks, c) {
			return -1
		}
		return c
	}, name)
}

// isCookie reports whether a name is one that frameworks give their session.
func isCookie(name string) bool {
	n := strings.ToLower(name)
	return strings.HasPrefix(n, "sess") || strings.HasSuffix(n, "session") || strings.HasSuffix(n, "sid") || strings.Contains(n, "csrf") || strings.Contains(n, "xsrf")
}
