package extract

import (
	"strings"

	"playtoken/core/once"
)

// label is what a value stands under, read backwards from its first character.
type label struct {
	name   string // as written, "" for none
	sep    byte   // one of = : ? & / that stands between, 0 for none
	quoted bool   // whether a quote opens the value
	member bool   // whether the name itself stands in quotes
	bearer bool   // whether the word Bearer stands in front of the value
	line   bool   // whether a line ends between
	// wrap is what a program has put in front of the value, and that belongs to no value:
	// b' or Bearer, as it is written.
	wrap string
}

// before reads what the value at a place of a text stands under. HTML, JSON and
// percent escapes are undone.
func before(text string, at int) (l label) {
	const reach = 96 // bytes; names are shorter
	w := text[max(0, at-reach):at]
	if strings.ContainsAny(w, `%\&`) {
		w = fromJSON(unescapeAll(fromHTML(fromJSON(w))))
	}
	if l, ok := wrappedIn(w); ok {
		return l
	}
	if strings.HasSuffix(w, "=3D") { // of a mail
		w = w[:len(w)-len("3D")]
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

// putAround is the end of a text in front of a token that a program has put something
// around, where the token is used: as a parameter, or as a value in quotes.
var putAround = once.Regexp(`(?:[?&;]([A-Za-z0-9_.-]{2,40})=|(?:^|[\s{,;"'\\])([A-Za-z0-9_-]{2,40})\\?["']?\s*([:=])\s*\\?["'])` +
	`([bBuUrRfF@]?\\?["'` + "`" + `]|(?i:bearer|jwt|token)(?:\+|[ :])+\\?["']?|[A-Za-z_]{2,40}\(\\?["']?|[<{(\[]+(?:\\?["']?[A-Za-z_]+\\?["']?\s?[:=]\s?)?\\?["']?|\??[A-Za-z_-]{2,40}[:=] ?\\?["']?)$`)

// wrapStart is where that begins at the end of a text, -1 for nowhere.
func wrapStart(head string) int {
	const reach = 96
	from := max(0, len(head)-reach)
	if m := putAround().FindStringSubmatchIndex(head[from:]); m != nil {
		return from + m[8]
	}
	return -1
}

// mayWrap is the quick answer for most: whether something of that kind can stand at the
// end of a text.
func mayWrap(w string) bool {
	ends := func(s, with string) bool { return s != "" && strings.IndexByte(with, s[len(s)-1]) >= 0 }
	const quotes = "\"'`\\"
	switch {
	case ends(w, "=:"):
		w = w[:len(w)-1]
		return ends(strings.TrimRight(w[:len(w)-len(lastName(w))], "? "+quotes), "=:")
	case ends(w, " +"):
		return endsInScheme(strings.TrimRight(w, " +"))
	case ends(w, "<{(["):
		return ends(strings.TrimRight(unnamed(w), "<{([ "+quotes), "=:")
	case !ends(w, quotes):
		return false
	}
	marks := len(w)
	w = strings.TrimRight(w, quotes)
	marks -= len(w)
	switch {
	case ends(w, "="):
		return strings.ContainsAny(w[max(0, len(w)-44):], "?&;") || ends(w[:len(w)-1-len(lastName(w[:len(w)-1]))], quotes)
	case ends(w, ": "):
		w = strings.TrimRight(w, ": "+quotes)
		return marks > 1 || ends(strings.TrimRight(w[:len(w)-len(lastName(w))], "{ "+quotes), "=:") || endsInScheme(w)
	}
	return ends(w, "bBuUrRfF@<{([")
}

// unnamed is the end of a text without the name of what a parenthesis belongs to, as in
// Optional( and Some(.
func unnamed(w string) string {
	if head, ok := strings.CutSuffix(w, "("); ok {
		return head[:len(head)-len(lastName(head))]
	}
	return w
}

// endsInScheme reports whether a text ends in the word that a header has in front of a token.
func endsInScheme(w string) bool {
	return hasFoldSuffix(w, "bearer") || hasFoldSuffix(w, "jwt") || hasFoldSuffix(w, "token")
}

// wrappedIn is the label of a token that something was put around. A header has its
// scheme in front of the token, and an object of code its braces.
func wrappedIn(w string) (l label, ok bool) {
	if !mayWrap(w) {
		return l, false
	}
	m := putAround().FindStringSubmatch(w)
	if m == nil {
		return l, false
	}
	l = label{name: m[1], sep: '=', wrap: m[4]}
	if m[1] == "" {
		l = label{name: m[2], sep: m[3][0], quoted: true, member: m[3] == ":", wrap: m[4]}
	}
	if m[1] == "" && strings.ContainsAny(l.wrap, " :+") && endsInScheme(strings.TrimRight(l.wrap, " :+\\\"'")) {
		return l, l.member && takesToken(w, l.name)
	}
	return l, tokenName(l.name) && !isHeader(l.name)
}

// takesToken reports whether a member of an object is where a player takes its token, and
// no header of a request.
func takesToken(w, name string) bool {
	n := joined(name, "-_.")
	if isHeader(name) || !tokenName(name) || !strings.HasSuffix(n, "token") && !strings.HasSuffix(n, "jwt") {
		return false
	}
	around := strings.ToLower(w[:strings.LastIndexByte(w, ':')])
	i := strings.LastIndex(around, "headers")
	return i < 0 || strings.Contains(around[i:], "}")
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
