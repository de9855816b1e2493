package extract

import (
	"encoding/base64"
	"io"
	"mime/quotedprintable"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"playtoken/core/foreign"
	"playtoken/core/once"
)

// layers undo what a way of pasting puts around or into a whole text, the outermost
// first. Each is a pure function, leaves a text alone that has nothing of its kind, and
// takes time linear in it. What stands around a single token or URL is undone where that
// is read: see around, before and parse.
var layers = []func(string) string{
	visible, entities, mail, quotedLines, encodedBody, carets, backticks, properties, nested, joinedStrings, framed, assembled, defanged, defended, unwrap, brokenURL,
}

// undo takes a text as it was pasted through all layers.
func undo(text string) string {
	for _, layer := range layers {
		text = strings.TrimSpace(layer(text))
	}
	return text
}

// visible takes out what a mail, a chat or a terminal slips between characters. Other
// control characters are shown as what they are, characters that do not belong there.
func visible(text string) string {
	if strings.Count(text, "\r") > strings.Count(text, "\r\n") {
		text = lineEnds.Replace(text)
	}
	if strings.Contains(text, "<wbr") {
		text = breaks.Replace(text)
	}
	plain := func(c byte) bool { return c >= ' ' && c < 0x7f || c == '\n' || c == '\r' || c == '\t' }
	for i := range len(text) {
		if !plain(text[i]) {
			return strings.Map(shown, invisible.Replace(colours().ReplaceAllString(text, "")))
		}
	}
	return text
}

// lineEnds writes a line end of CR alone as the others.
var lineEnds = strings.NewReplacer("\r\n", "\r\n", "\r", "\n")

// breaks are where a page lets a long word be broken.
var breaks = strings.NewReplacer("<wbr>", "", "<wbr/>", "", "<wbr />", "")

// shown is a character of a text: a blank for one of another width, a line end for one by
// another name, such as the end of a page, U+FFFD for one that must not get into a token.
func shown(c rune) rune {
	if c > ' ' && unicode.Is(unicode.Zs, c) {
		return ' '
	}
	switch {
	case c == '\n', c == '\r', c == '\t', !unicode.IsControl(c):
		return c
	case unicode.IsSpace(c):
		return '\n'
	}
	return utf8.RuneError
}

// colours are what a terminal is told to change its colour.
var colours = once.Regexp("\x1b\\[[0-9;]*m")

var invisible = strings.NewReplacer("\ufeff", "", "\u200b", "", "\u200c", "", "\u200d", "",
	"\u2060", "", "\u00ad", "", "\u200e", "", "\u200f", "", "\u180e", "")

// mail decodes the parts of a mail as its source has them: behind each header that
// names an encoding, from the empty line to the next boundary.
func mail(text string) string {
	const header = "content-transfer-encoding:"
	if !strings.Contains(text, "ransfer-") && !strings.Contains(text, "RANSFER-") {
		return text
	}
	var b, body strings.Builder
	boundaries := boundary().FindAllStringSubmatch(text, mostBoundaries)
	how, inBody := "", false
	for line := range strings.Lines(text) {
		plain := strings.TrimRight(line, " \t\r\n")
		switch {
		case slices.ContainsFunc(boundaries, func(m []string) bool { return strings.HasPrefix(plain, "--"+m[1]) }):
			b.WriteString(decodedBody(body.String(), how))
			body.Reset()
			how, inBody = "", false
			line = "\n" // it belongs to nothing
		case inBody:
			body.WriteString(line)
			continue
		case hasFoldPrefix(plain, header):
			how = strings.ToLower(strings.TrimSpace(plain[len(header):]))
		case plain == "":
			inBody = how != ""
		}
		b.WriteString(line)
	}
	b.WriteString(decodedBody(body.String(), how))
	return b.String()
}

// boundary is what a mail says that stands between its parts, which may have parts of
// their own.
var boundary = once.Regexp(`(?i)boundary="?([^"\s;]+)`)

const mostBoundaries = 16

func decodedBody(body, how string) string {
	switch how {
	case "quoted-printable":
		return decodedQuoted(body)
	case "base64":
		if plain, ok := printable(body); ok {
			return plain + "\n"
		}
		end := 0 // what a person wrote below
		for line := range strings.Lines(body) {
			if !allBase64(strings.TrimRight(line, "=\r\n")) {
				break
			}
			end += len(line)
		}
		if plain, ok := printable(body[:end]); ok && end > 0 {
			return plain + "\n" + body[end:]
		}
	}
	return body
}

func decodedQuoted(body string) string {
	body = withoutSoftEnds(body)
	plain, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(body)))
	if err != nil || !utf8.Valid(plain) {
		return body
	}
	return strings.Map(shown, string(plain))
}

// withoutSoftEnds takes out the line ends that quoted-printable has put in, with what a
// reply puts before the next line.
//
//	=[ \t]*\r?\n(?:>[> \t]*)?
func withoutSoftEnds(text string) string {
	var b strings.Builder
	done := 0
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '=')
		if i < 0 {
			break
		}
		start := at + i
		at = start + 1
		rest := strings.TrimPrefix(strings.TrimLeft(text[at:], " \t"), "\r")
		if !strings.HasPrefix(rest, "\n") {
			continue
		}
		if rest = rest[1:]; strings.HasPrefix(rest, ">") {
			rest = strings.TrimLeft(rest, "> \t")
		}
		b.WriteString(text[done:start])
		at = len(text) - len(rest)
		done = at
	}
	if done == 0 {
		return text
	}
	return b.String() + text[done:]
}

// printable is the text that lines of base64 hold.
func printable(body string) (text string, ok bool) {
	joined := strings.Join(strings.Fields(body), "")
	b, err := base64.StdEncoding.DecodeString(joined)
	if err != nil || !utf8.Valid(b) {
		return "", false
	}
	text = string(b)
	return text, !strings.ContainsFunc(text, func(c rune) bool { return unicode.IsControl(c) && !unicode.IsSpace(c) })
}

// quotedLines decodes quoted-printable that was copied out of the source of a mail
// without its header: lines that go on behind a = at their end, or in which = is =3D.
// A line in which another = stands is none of it, nor is one of a log.
func quotedLines(text string) string {
	if !strings.Contains(text, "=3D") && !strings.Contains(text, "=\n") && !strings.Contains(text, "=\r\n") || strings.Contains(text, "-----BEGIN") {
		return text
	}
	var b, whole strings.Builder
	for line := range strings.Lines(text) {
		whole.WriteString(line)
		if end := strings.TrimRight(line, " \t\r\n"); strings.HasSuffix(end, "=") && end != line {
			continue
		}
		b.WriteString(quotedLine(whole.String()))
		whole.Reset()
	}
	b.WriteString(quotedLine(whole.String()))
	return b.String()
}

func quotedLine(line string) string {
	soft := withoutSoftEnds(line)
	if strings.Contains(soft, " HTTP/") || equals().MatchString(soft) || !strings.Contains(soft, "=3D") && len(soft) == len(line) {
		return line
	}
	if !strings.Contains(soft, "=3D") && (!strings.Contains(soft, ".") || emptyValue().MatchString(line)) {
		return line // lines of padded base64, or a parameter
	}
	return decodedQuoted(line)
}

// equals is a = that quoted-printable would have written otherwise.
var equals = once.Regexp(`=(?:[^0-9A-F]|[0-9A-F][^0-9A-F]|[0-9A-F]?$)`)

// emptyValue is a parameter whose value is on the next line.
var emptyValue = once.Regexp(`[?&][A-Za-z_.-]+=[ \t]*\r?\n`)

// encodedBody decodes a text that is nothing but lines of base64, as the body of a mail,
// where a token or a URL is inside.
func encodedBody(text string) string {
	const least = 60
	if len(text) < least || !isBase64(text[0]) || strings.ContainsFunc(text, func(c rune) bool {
		return c >= utf8.RuneSelf || !isBase64(byte(c)) && !isSpace(byte(c))
	}) {
		return text
	}
	plain, ok := printable(text)
	if !ok || !strings.Contains(plain, "http") && len(marked(plain)) == 0 || foreign.OfText(text) != nil {
		return text // or a token of others, in which an address may stand
	}
	return plain
}

// carets takes away the marks by which cmd.exe is told to leave a character alone, and to
// go on with the next line.
func carets(text string) string {
	if !strings.Contains(text, "^") || !caretMarks().MatchString(text) {
		return text
	}
	return withoutMark(text, '^')
}

var caretMarks = once.Regexp(`(?i)\^"http|http\S*\^[&%]|curl\S* (?:.*)\^["\r\n]|curl\S* \^`)

// withoutMark takes away a mark in front of a character, which stays whatever it is, and
// the end of a line behind one.
func withoutMark(text string, mark byte) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(text, mark)
		if i < 0 || i == len(text)-1 {
			b.WriteString(strings.TrimSuffix(text, string(mark)))
			return b.String()
		}
		b.WriteString(text[:i])
		text = strings.TrimPrefix(strings.TrimPrefix(text[i+1:], "\r"), "\n")
		if text != "" {
			b.WriteByte(text[0])
			text = text[1:]
		}
	}
}

// backticks does the same for PowerShell, which has two ways to write a character.
func backticks(text string) string {
	if !strings.Contains(text, "`") && !strings.Contains(text, "$([char]") || !powerShell().MatchString(text) {
		return text
	}
	text = charCode().ReplaceAllStringFunc(text, func(s string) string {
		n, err := strconv.Atoi(charCode().FindStringSubmatch(s)[1])
		if err != nil || n < ' ' || n > unicode.MaxRune {
			return s
		}
		return string(rune(n))
	})
	return withoutMark(text, '`')
}

var (
	powerShell = once.Regexp(`(?i)\b(?:invoke-(?:webrequest|restmethod)|iwr|irm)\b|\$\(\[char\]`)
	charCode   = once.Regexp(`\$\(\[char\](\d{1,7})\)`)
)

// properties takes out the backslashes that a file of properties, as Java has them, puts
// into a URL.
func properties(text string) string {
	if !strings.Contains(text, `http\:`) && !strings.Contains(text, `https\:`) {
		return text
	}
	return propertyMarks.Replace(text)
}

var propertyMarks = strings.NewReplacer(`\:`, ":", `\=`, "=", `\#`, "#", `\!`, "!")

// nested leaves one backslash of those that JSON in JSON puts before a quote, a slash or
// the code of a character, however deep it is, and undoes two codes that no server gets.
func nested(text string) string {
	if strings.Contains(text, `\\`) {
		text = backslashes().ReplaceAllString(text, `\$1`)
	}
	if strings.Contains(text, `\u00`) {
		text = pageCodes.Replace(text)
	}
	return text
}

// pageCodes are the codes of = and ' that writers of JSON put in for the sake of pages.
var pageCodes = strings.NewReplacer(`\u003d`, "=", `\u003D`, "=", `\u0027`, "'")

var backslashes = once.Regexp(`\\{2,}(["/]|u00[0-9a-fA-F]{2})`)

// joinedStrings joins what code adds up of strings.
func joinedStrings(text string) string {
	if !strings.ContainsAny(text, "\"'`") || !pluses(text) && !strings.Contains(text, "' . '") && !strings.Contains(text, `" . "`) {
		return text
	}
	return plusBetween().ReplaceAllString(text, "")
}

// pluses reports whether a plus of a text stands behind a quote: the quick answer for
// most.
func pluses(text string) bool {
	for at := 0; ; at++ {
		i := strings.IndexByte(text[at:], '+')
		if i < 0 {
			return false
		}
		at += i
		head := strings.TrimRight(text[max(0, at-16):at], " \t\r\n")
		if head != "" && strings.IndexByte("\"'`", head[len(head)-1]) >= 0 {
			return true
		}
	}
}

// plusBetween is the sum of two strings; PHP has a full stop for it.
var plusBetween = once.Regexp(`"\s*\+\s*"|'\s*\+\s*'|"\s+\.\s+"|'\s+\.\s+'|` + "`\\s*\\+\\s*`")

// defanged writes a URL again as it is that was written so that nobody clicks on it.
func defanged(text string) string {
	if !slices.ContainsFunc([]string{"xxp", "XXP", "**p", "[.]", "[:", "[dot"}, func(mark string) bool { return strings.Contains(text, mark) }) || !fangs().MatchString(text) {
		return text
	}
	text = fangless().ReplaceAllString(text, "http$1://")
	return bracketed().ReplaceAllString(text, "$1.$2")
}

var (
	fangs     = once.Regexp(`(?i)h(?:xx|\*\*)ps?(?:\[?:\]?//|\[://\])|https?(?:\[:\]//|\[://\])|[a-z0-9](?:\[\.\]|\[dot\])[a-z0-9]`)
	fangless  = once.Regexp(`(?i)h(?:xx|\*\*|tt)p(s?)(?:\[?:\]?//|\[://\])`)
	bracketed = once.Regexp(`([a-zA-Z0-9])(?:\[\.\]|\(\.\)|\[dot\]|\(dot\))([a-zA-Z0-9])`)
)

// defended writes the target in the place of a link that a filter of mails has made of
// it, where it stands there in an alphabet of its own.
func defended(text string) string {
	if strings.Contains(text, ".protection.sophos.com") {
		text = sophos().ReplaceAllStringFunc(text, func(link string) string {
			target, ok := printable(sophos().FindStringSubmatch(link)[1])
			if !ok || !beginsURL(target) {
				return link
			}
			return target
		})
	}
	if !strings.Contains(text, "urldefense") {
		return text
	}
	text = defense2().ReplaceAllStringFunc(text, func(link string) string {
		target := strings.NewReplacer("_", "/", "-", "%").Replace(defense2().FindStringSubmatch(link)[1])
		return unescape(target)
	})
	return defense3().ReplaceAllStringFunc(text, func(link string) string {
		m := defense3().FindStringSubmatch(link)
		return starred(m[1], m[2])
	})
}

var (
	sophos   = once.Regexp(`https://[a-z0-9.-]*\.protection\.sophos\.com[^\s"'<>]*[?&]u=([A-Za-z0-9+/]{16,}={0,2})[^\s"'<>]*`)
	defense2 = once.Regexp(`https://urldefense\.proofpoint\.com/v2/url\?u=([A-Za-z0-9_.%~-]+)[A-Za-z0-9_.&=%;-]*`)
	defense3 = once.Regexp(`https://urldefense\.(?:com|us|proofpoint\.com)/v3/__(\S+?)__;([A-Za-z0-9_-]*=*)!![^\s"'<>]*`)
)

// starred puts the characters, which stand behind the target in base64, in the place of
// its stars. Two stars with a letter stand for as many of them as the letter's place in
// the alphabet says, and one.
func starred(target, encoded string) string {
	left, _ := base64.RawURLEncoding.DecodeString(strings.TrimRight(encoded, "="))
	var b strings.Builder
	for {
		i := strings.IndexByte(target, '*')
		if i < 0 {
			b.WriteString(target)
			return b.String()
		}
		b.WriteString(target[:i])
		target = target[i+1:]
		n := 1
		if len(target) > 1 && target[0] == '*' && strings.IndexByte(runLengths, target[1]) >= 0 {
			n, target = strings.IndexByte(runLengths, target[1])+2, target[2:]
		}
		n = min(n, len(left))
		b.Write(left[:n])
		left = left[n:]
	}
}

const runLengths = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// The widths at which mails and terminals wrap. Two lines, of which the second is what is
// left, tell little: they must be no wider than a mail.
const narrowest, widest, widestOfMails = 40, 250, 100

// mailLimit is how long a line of a mail is that a server on the way has cut: 998 characters
// (RFC 5322 section 2.1.1), with what some count besides.
func mailLimit(width int) bool { return width >= 990 && width <= 1000 }

// unwrap joins a URL, or a token with something in front of it, that a mail or a terminal
// has wrapped, wherever it stands: lines of one width, all but the first without a space,
// and what is left on the last one. A token alone is joined where it is read.
func unwrap(text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	lines := strings.Split(text, "\n")
	out := lines[:0]
	for i := 0; i < len(lines); {
		joined, n := wrap(lines[i:])
		out, i = append(out, joined), i+n
	}
	return strings.Join(out, "\n")
}

// wrap joins the first lines that are one wrapped line, and counts them. Lines of one width
// that are none are left as they are, all of them, and not looked at again.
func wrap(lines []string) (joined string, n int) {
	first := strings.TrimRight(lines[0], " \t\r")
	start := strings.TrimLeft(first, " \t>")
	if len(first) > widest && !mailLimit(len(first)) || len(start) < narrowest || strings.HasSuffix(first, ".") && strings.Contains(first, " ") || len(lines) == 1 {
		return lines[0], 1
	}
	width := len(goesOn(lines[1], first))
	if width != len(first) {
		width = min(width, len(start))
	}
	if width == 0 {
		return lines[0], 1
	}
	even := width == len(first) || width == len(start)
	b := strings.Builder{}
	b.WriteString(first)
	for n = 1; even && n < len(lines); n++ {
		next := goesOn(lines[n], lines[n-1])
		if len(next) != width || strings.ContainsAny(next, " \t") {
			break
		}
		b.WriteString(next)
	}
	joined = b.String()
	word := joined[strings.LastIndexAny(first, " \t>")+1:]
	word = strings.TrimLeft(word, wrapping)
	if begins(strings.TrimLeft(start, wrapping)) || !strings.Contains(word, "http") && (n == 1 || len(marked(word)) == 0) {
		return strings.Join(lines[:n], "\n"), n
	}
	last := ""
	if n < len(lines) {
		last = goesOn(lines[n], lines[n-1])
	}
	if last != "" && len(last) < len(first) && !endsWhole(word) && (n > 1 || beginsURL(word) && piece(last, len(first))) {
		return joined + last, n + 1
	}
	if n == 1 {
		return lines[0], 1
	}
	return joined, n
}

// goesOn is a line without the marks of a reply where it may go on with the line above,
// else "".
func goesOn(line, above string) string {
	line = strings.Trim(line, " \t\r>")
	if line == "" || strings.IndexByte("{[<#(", line[0]) >= 0 || beginsURL(line) || begins(line) && !strings.HasSuffix(strings.TrimRight(above, " \t\r"), ".") {
		return ""
	}
	return line
}

// endsWhole reports whether a text ends in a token of which nothing is missing.
func endsWhole(text string) bool {
	list := marked(text)
	return len(list) > 0 && list[len(list)-1].end == len(text) && whole(list[len(list)-1].token)
}

// piece reports whether a line is what is left of the line above, of such a width, and no
// word or number.
func piece(line string, width int) bool {
	return (width <= widestOfMails || mailLimit(width)) && !strings.ContainsAny(line, " \t\"") && id(line) == "" && (strings.ContainsAny(line, "_&=%/") ||
		strings.ContainsAny(line, "0123456789") && strings.ContainsFunc(line, unicode.IsLetter) ||
		strings.ContainsFunc(line[1:], unicode.IsUpper) && strings.ContainsFunc(line, unicode.IsLower))
}
