package extract

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"playtoken/core/once"
)

// keyMark stands for a key that was cut out.
const keyMark = "[key]"

// cutKeys replaces every key in a text by [keyMark], and reports whether there was
// one. It takes out too much rather than too little: what is left is shown.
func cutKeys(text string) (rest string, cut bool) {
	rest = text
	if !mayHoldKey(text) {
		return text, false
	}
	for _, spans := range []func(string) [][2]int{pems, pemsInURL, jwks, encodedKeys, brokenKeys, hexKeys, named} {
		if list := spans(rest); len(list) > 0 {
			rest, cut = without(rest, list, keyMark), true
		}
	}
	return rest, cut
}

// mayHoldKey is the quick answer for most: whether anything in a text begins as a key does,
// or as its name or its armour. It looks at each byte once.
func mayHoldKey(text string) bool {
	for i := range len(text) {
		if !keyInitial[text[i]] {
			continue
		}
		switch rest := text[i:]; rest[0] {
		case '"':
			if strings.HasPrefix(rest, `"kty`) {
				return true
			}
		case 'k', 'K':
			if strings.HasPrefix(rest, "key") || strings.HasPrefix(rest, "KEY") || len(rest) > 2 && rest[2] == '.' && isDigit(rest[1]) {
				return true
			}
		case 'L', 'T':
			if strings.HasPrefix(rest, pemCode) || strings.HasPrefix(rest, pemCodeTwice) {
				return true
			}
		case 'M':
			if (i == 0 || text[i-1] == '=' || !isBase64(text[i-1]) || afterEscape(text, i)) && der(rest) {
				return true
			}
		case '2', '3': // of hexadecimal digits
			if (len(rest) > 2 && rest[:2] == "30" && rest[2] >= '2' && rest[2] <= '8' || hasFoldPrefix(rest, "2d2d")) && (i == 0 || !inToken(text[i-1]) || text[i-1] == '_') {
				return true
			}
		default:
			if secretName(rest) > 0 {
				return true
			}
		}
	}
	return strings.Contains(text, rsaFirst) || strings.Contains(text, rsaSecond) || strings.Contains(text, rsaThird)
}

var keyInitial = setOf(`"kKLTM23sSpP`)

// tokenSpans are the places of the signed tokens in a text. What looks like a key
// inside one belongs to the token.
func tokenSpans(text string) (spans [][2]int) {
	for _, r := range marked(text) {
		if signed(r.token) {
			spans = append(spans, [2]int{r.start, r.end})
		}
	}
	return spans
}

const (
	pemCode      = "LS0tLS1CRUdJTi" // "-----BEGIN " in base64
	pemCodeTwice = "TFMwdExTMUNSVWRKVG"
)

// without puts something else in the place of the spans of a text.
func without(text string, spans [][2]int, instead string) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s[0]])
		b.WriteString(instead)
		at = s[1]
	}
	b.WriteString(text[at:])
	return b.String()
}

var armour = once.Regexp(`(?i)(?:[-–—]*[ \t]*(begin|end)[ \t]+)?[a-z0-9 ]{0,24}(?:private|public) key(?: block)?[ \t]*[-–—]+`)

// armours are the matches of armour in a text. The expression is asked only about
// the surroundings of the words with dashes behind them.
func armours(text string) (marks [][]int) {
	const reach = 128 // bytes in front of the last word
	from := 0
	for at := 0; at < len(text); at++ {
		if c := text[at]; c != 'k' && c != 'K' || !hasFoldPrefix(text[at:], "key") || !hasFoldSuffix(text[:at], "private ") && !hasFoldSuffix(text[:at], "public ") {
			continue
		}
		end := at + len("key")
		if hasFoldPrefix(text[end:], " block") {
			end += len(" block")
		}
		behind := strings.TrimLeft(text[end:], " \t")
		rest := strings.TrimLeft(behind, "-–—")
		if len(rest) == len(behind) {
			continue
		}
		start := max(from, at-reach)
		for !utf8.RuneStart(text[start]) {
			start++
		}
		end = len(text) - len(rest)
		m := armour().FindStringSubmatchIndex(text[start:end])
		for i := range m {
			if m[i] >= 0 {
				m[i] += start
			}
		}
		if m != nil {
			marks = append(marks, m)
		}
		from, at = end, end-1
	}
	return marks
}

// pems are the keys in armour. One mark may be missing: then what can be the body
// of a key belongs to it.
func pems(text string) (spans [][2]int) {
	if !strings.Contains(text, "KEY") && !strings.Contains(text, "key") {
		return nil
	}
	marks := armours(text)
	last := 0
	for i := 0; i < len(marks); i++ {
		m := marks[i]
		if m[0] < last {
			continue
		}
		is := func(word string, m []int) bool { return m[2] >= 0 && strings.EqualFold(text[m[2]:m[3]], word) }
		start, end := m[0], m[1]
		switch {
		case is("end", m):
			start = bodyBefore(text, last, start)
		case i+1 < len(marks) && is("end", marks[i+1]):
			i++
			end = marks[i][1]
		default:
			end = body(text, end)
		}
		spans, last = append(spans, [2]int{start, end}), end
	}
	return spans
}

// pemsInURL are the keys in armour that a parameter holds, as links to decoders have them.
func pemsInURL(text string) [][2]int {
	if !strings.Contains(text, "BEGIN%") && !strings.Contains(text, "BEGIN+") {
		return nil
	}
	var spans [][2]int
	for _, m := range pemInURL().FindAllStringIndex(text, -1) {
		spans = append(spans, [2]int(m))
	}
	return spans
}

var pemInURL = once.Regexp(`(?:-|%2[Dd]){5}BEGIN(?:\+|%(?:25)*20)[^\s"'<>&]*`)

// jwks are the JSON objects around a member kty.
func jwks(text string) (spans [][2]int) {
	for at := 0; ; {
		i := strings.Index(text[at:], `"kty`)
		if i < 0 {
			return spans
		}
		start, end := at+i, len(text)
		if open := strings.LastIndexByte(text[at:start], '{'); open >= 0 {
			start = at + open
		}
		if shut := strings.IndexByte(text[at+i:], '}'); shut >= 0 {
			end = at + i + shut + 1
		}
		spans, at = append(spans, [2]int{start, end}), end
	}
}

// insideTokens tells of places in a text, each behind the one before, where the signed token ends
// that is around it; 0 for none.
func insideTokens(text string) func(at int) (end int) {
	spans := sync.OnceValue(func() [][2]int { return tokenSpans(text) }) // most texts are never asked of
	next := 0
	return func(at int) (end int) {
		tokens := spans()
		for next < len(tokens) && tokens[next][1] <= at {
			next++
		}
		if next < len(tokens) && tokens[next][0] <= at {
			return tokens[next][1]
		}
		return 0
	}
}

// encodedKeys are keys in base64: PEM once or twice, and DER, which begins with
// the mark of a sequence, its length and the version or algorithm.
func encodedKeys(text string) (spans [][2]int) {
	inside := insideTokens(text)
	for i := 0; i < len(text); {
		switch {
		case text[i] != 'L' && text[i] != 'T' && text[i] != 'M' && text[i] != 'k':
			i++
			continue
		case strings.HasPrefix(text[i:], pemCode) || strings.HasPrefix(text[i:], pemCodeTwice):
		case i > 0 && text[i-1] != '=' && isBase64(text[i-1]) && !afterEscape(text, i):
			i++
			continue
		case text[i] == 'k' && paserk().MatchString(text[i:min(len(text), i+12)]):
			end := i
			for end < len(text) && inToken(text[end]) {
				end++
			}
			spans, i = append(spans, [2]int{i, end}), end
			continue
		case !der(text[i:]) || i > 0 && length(text[i:]) < 40:
			i++
			continue
		}
		if end := inside(i); end > 0 {
			i = end
			continue
		}
		end := body(text, i+1) // the first character is of it, also of what reads as a name
		spans, i = append(spans, [2]int{i, end}), end
	}
	return spans
}

// The name of RSA in base64 (1.2.840.113549.1.1.1, RFC 8017, A.1), as it may begin in a group.
// Before it stand a few bytes of a key, and all numbers of the key behind it.
const (
	rsaFirst  = "KoZIhvcNAQEBBQ"
	rsaSecond = "qGSIb3DQEBAQU"
	rsaThird  = "qhkiG9w0BAQEF"
)

var rsaMark = once.Regexp(rsaFirst + "|" + rsaSecond + "|" + rsaThird)

// brokenKeys are keys in base64 whose beginning is lost: the numbers that are left are the key.
func brokenKeys(text string) (spans [][2]int) {
	inside, at := insideTokens(text), 0
	for _, m := range rsaMark().FindAllStringIndex(text, -1) {
		if m[0] < at {
			continue
		}
		start := m[0]
		for start > at && isBase64(text[start-1]) {
			start--
		}
		at = body(text, m[0]+1)
		if inside(start) == 0 {
			spans = append(spans, [2]int{start, at})
		}
	}
	return spans
}

// hexKeys are keys in hexadecimal digits, with the same beginnings.
func hexKeys(text string) (spans [][2]int) {
	if !slices.ContainsFunc([]string{"3082", "3081", "302", "305", "307", "2d2d2d2d", "2D2D2D2D"}, func(mark string) bool { return strings.Contains(text, mark) }) {
		return nil
	}
	for _, m := range hexKey().FindAllStringSubmatchIndex(text, -1) {
		spans = append(spans, [2]int{m[2], m[3]})
	}
	return spans
}

var hexKey = once.Regexp(`(?i)(?:^|[^0-9a-z._-])((?:30(?:82[0-9a-f]{4}|81[0-9a-f]{2}|[2-7][0-9a-f])(?:02010[01]|30(?:0d|13|10|05|82|81))|2d2d2d2d2d424547494e)[0-9a-f]{32,})`)

// paserk begins a PASERK key that is secret (paseto-standard/paserk).
var paserk = once.Regexp(`^k[1-4]\.(?:local|secret)\.`)

func der(text string) bool {
	for _, start := range []string{"MII", "MIGH", "MIGT", "MIHu", "MIGk", "MIHc", "MHcCAQEE", "MHQCAQEE", "MC4CAQAw", "MFECAQEw", "MFMCAQEw", "MEECAQAw", "MFkwEwYH", "MHYwEAYH", "MCowBQYD"} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	return false
}

// length counts the base64 characters that a text begins with, up to 40.
func length(text string) int {
	n := 0
	for n < len(text) && n < 40 && isBase64(text[n]) {
		n++
	}
	return n
}

//go:noinline // as others: its copies would make ptok larger
func isBase64(c byte) bool {
	return inToken(c) && c != '.' || c == '+' || c == '/' || c == '='
}

// body is where the body of a key ends that goes on at a place: characters of
// base64, white space and written line ends, up to the next token.
func body(text string, at int) int {
	for at < len(text) {
		c := text[at]
		if !isBase64(c) && !strings.ContainsRune(" \t\r\n\\:,", rune(c)) {
			break
		}
		if at > 0 && !isBase64(text[at-1]) && isBase64(c) && (begins(text[at:]) || labels().MatchString(text[at:min(len(text), at+32)])) {
			break
		}
		at++
	}
	return at
}

// labels is a name that begins something else than the body of a key, or than the
// headers that old PEM has in it.
var labels = once.Regexp(`^(?:[A-CE-OQ-Za-z]|D[^E]|P[^r])[A-Za-z_-]{1,20}["']?[ \t]?[:=][ \t"']`)

func bodyBefore(text string, from, at int) int {
	for at > from && (isBase64(text[at-1]) || strings.ContainsRune(" \t\r\n\\", rune(text[at-1]))) {
		at--
	}
	return at
}

// named are values that their own name calls a secret.
//
//	(?i)(?:secret|signing_?key|private_?key)\\?["']?\s*[:=]\s*\\?["']?([A-Za-z0-9+/=_-]{16,})
func named(text string) (spans [][2]int) {
	const shortest = 16 // of a secret
	for at := 0; at < len(text); at++ {
		n := secretName(text[at:])
		if n == 0 || hasFoldSuffix(text[:at], "tx") || hasFoldSuffix(text[:at], "hw") { // those are hashes that sign a URL
			continue
		}
		start := len(text) - len(secretValue(text[at+n:]))
		end := start
		for end < len(text) && isBase64(text[end]) {
			end++
		}
		if end-start < shortest {
			continue
		}
		if v := text[start:end]; !begins(v) && !placeholder(v) {
			spans = append(spans, [2]int{start, end})
		}
		at = end - 1
	}
	return spans
}

// secretName is the length of the name of a secret that a text begins with, or 0.
func secretName(text string) int {
	if c := text[0] | 0x20; c != 's' && c != 'p' {
		return 0
	}
	for _, name := range []string{"secret", "signing_key", "signingkey", "private_key", "privatekey"} {
		if hasFoldPrefix(text, name) {
			return len(name)
		}
	}
	return 0
}

// secretValue is what stands behind the = or : that follows a name, and behind a
// quote, or "".
func secretValue(text string) string {
	quote := func() {
		text = strings.TrimPrefix(text, `\`)
		if text != "" && (text[0] == '"' || text[0] == '\'') {
			text = text[1:]
		}
	}
	quote()
	text = strings.TrimLeft(text, " \t\n\f\r")
	if text == "" || text[0] != ':' && text[0] != '=' {
		return ""
	}
	text = strings.TrimLeft(text[1:], " \t\n\f\r")
	quote()
	return text
}
