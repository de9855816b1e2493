package extract

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// strictness says how much of a sign a token without a mark must carry itself.
type strictness int

const (
	due   strictness = iota // it stands where a token is due
	alone                   // nothing around says what it is
)

// unmarked lists the tokens between the marked ones that have no known beginning:
// Edgecast's, and signed ones whose first characters are lost.
func unmarked(text string, marked []run, strict bool) (list []run) {
	quiet := -1 // whether the text has no base64 of something else, once it is asked
	for i := 0; i < len(text); {
		if len(marked) > 0 && i >= marked[0].start {
			i, marked = max(i, marked[0].end), marked[1:]
			continue
		}
		c, n := encoded(text[i:])
		switch {
		case strings.HasPrefix(text[i:], `\u`) && len(text) > i+6:
			i += 6
			continue
		case text[i] == '\\' && i+1 < len(text):
			i += 2
			continue
		case n > 0 && c != '+' && c != '/':
			i += n
			continue
		case n == 0 && !inWord(text[i]):
			i++
			continue
		}
		near := text
		if len(marked) > 0 { // further is not asked
			const code = 64 // bytes, more than one character has
			near = text[:min(len(text), marked[0].start+code)]
		}
		r := wordAt(near, i)
		if len(marked) > 0 && r.end > marked[0].start {
			i = marked[0].start
			continue
		}
		i = r.end
		for len(r.token) > 1 && text[r.end-1] == '.' { // the full stop of a sentence
			r.token, r.end = r.token[:len(r.token)-1], r.end-1
		}
		hung := r.untail()
		if len(r.token) < 34 {
			continue
		}
		r.under = before(text, r.start)
		switch {
		case r.ofDigest(text):
			continue
		case (r.isDue(text) || hung && r.under.sep == '?') && (opaque(r.token, due) || headless(r.token)):
		case strict || r.under.sep != 0 || strings.HasSuffix(r.token, "=") && len(r.token)%4 != 0 || !stands(text, r) || !opaque(r.token, alone) || calledID(text[:r.start]):
			continue
		default:
			if quiet < 0 {
				quiet = 0
				if !noisy(text) {
					quiet = 1
				}
			}
			if quiet == 0 {
				continue
			}
		}
		r.lastLine(text)
		list = append(list, r)
	}
	return list
}

// calledID reports whether a text ends in the name of an ID, which is no token however long it
// is: "playback id:", "assetId", "the ID is".
func calledID(head string) bool {
	const reach = 32
	head = strings.TrimRight(head[max(0, len(head)-reach):], " \t:=*`\"'")
	head = strings.TrimRight(strings.TrimSuffix(head, " is"), " ")
	return strings.HasSuffix(head, "ID") || strings.HasSuffix(head, "Id") || hasFoldSuffix(head, " id") || hasFoldSuffix(head, "_id") || hasFoldSuffix(head, "-id")
}

// untail leaves out the path of a file that a player has hung onto a token in the query.
func (r *run) untail() bool {
	end := fileType(r.token)
	if end == "" || r.end-r.start != len(r.token) {
		return false
	}
	for i, c := range r.token {
		if (c == '/' || i == len(r.token)-len(end)) && opaque(r.token[:i], due) {
			r.token, r.end = r.token[:i], r.start+i
			return true
		}
	}
	return false
}

// lastLine takes the lines below into a token that a mail has wrapped, where the
// last is shorter and no word. Lines of one width may each be a token.
func (r *run) lastLine(text string) {
	if r.cutByTerminal(text) {
		return
	}
	more := *r
	if strings.HasSuffix(r.token, "=") || !more.evenLines(text) {
		return
	}
	const wide = 100 // more than evenLines takes
	from := lineStart(text, more.end, wide)
	last := strings.TrimLeft(text[from:more.end], " \t>")
	if more.end-from < r.end-lineStart(text, r.start, wide) && strings.ContainsAny(last, "0123456789-_") && opaque(more.token, due) {
		*r = more
	}
}

// cutByTerminal takes the rest of the next line into a token that has no length of base64 and
// ends with a line as wide as those of a terminal.
func (r *run) cutByTerminal(text string) bool {
	const narrow, wide = 79, 400
	rest := strings.TrimPrefix(text[r.end:], "\r")
	if len(r.token)%4 != 1 || !strings.HasPrefix(rest, "\n") || r.end-lineStart(text, r.start, wide) < narrow {
		return false
	}
	start := len(text) - len(rest) + 1
	end := start
	for end < len(text) && inToken(text[end]) {
		end++
	}
	if end == start || end < len(text) && strings.IndexByte("\r\n&\"'", text[end]) < 0 || !opaque(r.token+text[start:end], due) {
		return false
	}
	r.token, r.end = r.token+text[start:end], end
	return true
}

func inWord(c byte) bool { return inToken(c) || c == '+' || c == '/' }

// wordAt takes a word of base64, with its padding, from a place on.
func wordAt(text string, i int) run {
	end := i
	for end < len(text) && inWord(text[end]) {
		end++
	}
	if end < len(text) && (text[end] == '%' || text[end] == '=') {
		return encodedWord(text, i)
	}
	return run{start: i, end: end, token: text[i:end]}
}

// encodedWord takes a word of which some characters may stand percent-encoded, and
// its padding.
func encodedWord(text string, i int) run {
	r := run{start: i}
	var b strings.Builder
	for i < len(text) {
		c, n := text[i], 1
		if c == '%' {
			c, n = encoded(text[i:])
		}
		if !inWord(c) && c != '\n' {
			break
		}
		if c == '\n' && (n == 1 || i+n >= len(text) || !inWord(text[i+n])) {
			break
		}
		if c != '\n' {
			b.WriteByte(c)
		}
		i += n
	}
	for range 2 {
		if strings.HasPrefix(text[i:], "=") {
			b.WriteByte('=')
			i++
		} else if i < len(text) {
			if c, n := encoded(text[i:]); c == '=' {
				b.WriteByte('=')
				i += n
			}
		}
	}
	r.token, r.end = b.String(), i
	return r
}

// isDue reports whether a word stands where a token does: under a token's name,
// in a header, or as the unnamed first thing of a query.
func (r run) isDue(text string) bool {
	switch {
	case r.under.sep == '?':
		return r.end == len(text) || strings.ContainsAny(text[r.end:r.end+1], " &#?%\\\t\r\n\"'<>`|)],;”’")
	case r.under.bearer:
		return true
	}
	return (r.under.sep == '=' || r.under.sep == ':') && tokenName(r.under.name)
}

// stands reports whether a word stands free, as a word does in a sentence.
func stands(text string, r run) bool {
	const marks = " \t\r\n\"'`()[]{}<>,;\\“”‘’„‚«»‹›"
	before, _ := utf8.DecodeLastRuneInString(text[:r.start])
	after, _ := utf8.DecodeRuneInString(text[r.end:])
	return (r.start == 0 || strings.ContainsRune(marks, before)) && (r.end == len(text) || strings.ContainsRune(marks+".!?", after))
}

// opaque reports whether a word can be an Edgecast token: base64url of at least a
// nonce and a tag (version 3), or hexadecimal (version 2).
func opaque(word string, how strictness) bool {
	plain := strings.TrimRight(word, "=")
	switch {
	case len(word)-len(plain) > 2 || strings.Contains(plain, "."):
		return false
	case allHex(plain):
		return len(plain) >= 34 && len(plain)%2 == 0 && len(plain) != 64 && plain == word && mixed(plain) &&
			(how == due || !sum[len(plain)])
	case len(plain) < 39 || !random(plain) || encodedText(plain):
		return false
	case how == due:
		return true
	}
	// 32 bytes are a key or a sum.
	return len(plain) != 43 && !strings.ContainsAny(plain, "+/") && !somethingElse(plain)
}

// encodedText reports whether a word is a piece of a text in base64, as of a key
// in PEM: what is encrypted is none.
func encodedText(word string) bool {
	word = strings.NewReplacer("+", "-", "/", "_").Replace(word)
	for skip := range 4 { // a piece may begin anywhere
		piece := word[skip:]
		b, err := base64.RawURLEncoding.DecodeString(piece[:len(piece)&^3])
		if err == nil && !strings.ContainsFunc(string(b), func(r rune) bool { return r > '~' || r < ' ' && r != '\n' && r != '\r' && r != '\t' }) {
			return true
		}
	}
	return false
}

// sum are the lengths in hexadecimal digits of the usual hashes.
var sum = map[int]bool{40: true, 48: true, 56: true, 64: true, 96: true, 128: true}

// somethingElse knows words by their beginning: keys of services, integrity sums,
// pictures and compressed data in base64.
func somethingElse(word string) bool {
	if hasFoldPrefix(word, "0x") && allHex(word[len("0x"):]) {
		return true
	}
	for _, start := range []string{
		"ghp_", "gho_", "ghs_", "ghu_", "github_pat_", "glpat-", "sk_", "pk_", "rk_", "sk-", "xox", "AIza", "AKIA", "ya29",
		"sha256-", "sha384-", "sha512-", "iVBOR", "R0lGOD", "UklGR", "PHN2Z", "H4sI", "UEsDB", "JVBER", "AAAA",
	} {
		if strings.HasPrefix(word, start) {
			return true
		}
	}
	return false
}

// headless reports whether a word is a signed token that does not begin as one:
// three parts of which the last is as random as a signature.
func headless(word string) bool {
	parts := strings.Split(word, ".")
	if len(parts) != 3 || len(parts[0]) < 4 || len(parts[1]) < 3 || len(parts[2]) < 40 || !allInToken(word) {
		return false
	}
	return random(parts[2]) && !allHex(parts[2])
}

// noisy reports whether a text has base64 of something else in it, of which a
// line may look like a token.
func noisy(text string) bool {
	if strings.Contains(text, "base64,") || hasFileLines(text) {
		return true
	}
	for at := 0; at < len(text); {
		n, odd := 0, false
		for at < len(text) && isBase64(text[at]) {
			odd = odd || text[at] == '+'
			n, at = n+1, at+1
		}
		if odd && n >= 39 {
			return true
		}
		at++
	}
	return false
}

// hasFileLines reports whether lines of a text are pieces of a key or a file in
// base64, which is written in lines of 64 or 76 characters: one that has + or /,
// or several of which none has the - or _ of a token.
func hasFileLines(text string) bool {
	lines, foreign := 0, false
	for line := range strings.Lines(text) {
		line = strings.Trim(line, " \t\r\n>\"'\\,")
		if len(line) != 64 && len(line) != 76 || !allBase64(line) || allHex(line) {
			continue
		}
		if strings.ContainsAny(line, "+/") {
			return true
		}
		lines++
		foreign = foreign || strings.ContainsAny(line, "-_")
	}
	return lines > 1 && !foreign
}

func allBase64(s string) bool {
	for i := range len(s) {
		if !isBase64(s[i]) {
			return false
		}
	}
	return true
}

func allHex(s string) bool {
	for i := range len(s) {
		if !isHex(s[i]) {
			return false
		}
	}
	return s != ""
}

// mixed reports whether hexadecimal has digits and letters, of one case.
func mixed(s string) bool {
	return strings.ContainsAny(s, "0123456789") && strings.ContainsAny(s, "abcdef") != strings.ContainsAny(s, "ABCDEF")
}

// random reports whether a word looks drawn by lot: capitals, small letters and
// digits that change places as often as chance has it, and in an order that names
// and words do not have.
func random(word string) bool {
	const upper, lower, number, other = 0, 1, 2, 3
	class := func(c byte) int {
		switch {
		case c >= 'A' && c <= 'Z':
			return upper
		case c >= 'a' && c <= 'z':
			return lower
		case isDigit(c):
			return number
		}
		return other
	}
	var seen [4]bool
	changes, odd := 0, 0
	for i := range len(word) {
		c := class(word[i])
		seen[c] = true
		if i == 0 {
			continue
		}
		before := class(word[i-1])
		if c != before {
			changes++
		}
		if c == upper && before == upper || (c == number) != (before == number) && c != other && before != other {
			odd++
		}
	}
	pairs := len(word) - 1
	return seen[upper] && seen[lower] && seen[number] && changes*100 >= 35*pairs && odd*100 >= 15*pairs
}
