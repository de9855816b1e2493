package extract

import (
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"playtoken/core/once"
)

// ends are the characters that no URL has, and the marks of sentences in scripts that put no
// blank behind them: a URL has these percent-encoded.
const ends = " \t\r\n\"'<>`|" + "。、，．！？；：（）「」『』《》〈〉【】〔〕［］｛｝।؟،؛"

// firstOfScripts is the first character of those that follow a URL without a blank: arrows,
// pictures, and the scripts that have no blanks.
const firstOfScripts = '\u2190'

// around is the URL that a token stands in, as text with its outer encoding
// undone, and parsed; or nil.
func (r *reader) around(f run) (plain string, u *url.URL) {
	if r.budget <= 0 {
		return "", nil
	}
	text := r.text
	head := text[:f.start]
	inside := "" // between the head and the token
	if f.under.line && f.under.sep == '=' {
		head = strings.TrimRight(head, " \t\r\n")
		inside = "%0A"
	} else if f.under.wrap != "" && f.under.sep == '=' && !f.under.quoted {
		if at := wrapStart(head); at >= 0 {
			head, inside = head[:at], head[at:]
		}
	} else if t := strings.TrimRight(head, `"'`); f.under.sep == '=' && f.under.quoted && strings.HasSuffix(t, "=") && !strings.HasSuffix(t, "[=") {
		head, inside = t, head[len(t):]
	}
	if f.under.sep == ':' {
		if m := objectAsQuery().FindStringSubmatchIndex(head[max(0, len(head)-96):]); m != nil {
			at := max(0, len(head)-96) + m[2]
			head, inside = head[:at], head[at:]
		}
	}
	from := max(0, len(head)-r.budget)
	start := from + strings.LastIndexAny(head[from:], ends) + 1
	end := len(text)
	rest := f.end
	for n := strings.Count(inside, `"`) + strings.Count(inside, "'") + strings.Count(inside, "<") + strings.Count(inside, "{") + strings.Count(inside, "("); n > 0 && rest < len(text) && strings.IndexByte(`"'>})`, text[rest+escapes(text[rest:])]) >= 0; n-- {
		rest += escapes(text[rest:]) + 1 // what closes it belongs to the URL
	}
	if after := text[rest:min(len(text), rest+64)]; rest == f.end && inside == "" && quoteInside().MatchString(after) && (start == 0 || text[start-1] != after[0]) {
		rest += escapes(after) + 1
	}
	if i := strings.IndexAny(text[rest:], ends); i >= 0 {
		end = rest + i
	}
	if c, _ := utf8.DecodeRuneInString(text[rest:end]); c >= firstOfScripts && c != utf8.RuneError && rest == f.end && whole(f.token) {
		end = rest
	}
	if strings.IndexByte(text[rest:end], ';') >= 0 {
		for _, mark := range []string{"&quot;", "&gt;", "&lt;", "&#34;", "&#39;", "&#x27;", "&apos;"} {
			if i := strings.Index(text[rest:end], mark); i >= 0 {
				end = rest + i
			}
		}
	}
	r.budget -= len(head) - start + end - f.start
	if r.budget < 0 {
		return "", nil
	}
	middle := text[f.start:rest]
	if f.lostPlus {
		middle = strings.ReplaceAll(middle, " ", "%20")
	} else if f.broken {
		middle = strings.Join(strings.Fields(middle), "%0A")
	} else if strings.ContainsAny(middle, " \t\r\n") {
		middle = strings.Join(strings.Fields(strings.ReplaceAll(middle, ">", "")), "")
	}
	before := head[start:]
	if begin := beginSplit(head, start); begin < start {
		before = head[begin:start-1] + before
	}
	whole := text[start:end]
	if inside != "" || len(head) < f.start || middle != text[f.start:rest] || len(before) != len(head)-start {
		whole = before + inside + middle + text[rest:end]
	}
	at := len(before)
	until := at + len(inside) + len(middle)
	if strings.HasSuffix(text[:start], "curl ") { // the shell takes the quotes away
		whole = strings.NewReplacer(`"`, "", "'", "").Replace(whole)
		at, until = min(at, len(whole)), len(whole)
	}
	var inner *url.URL
	var innerPlain string
	token := at
	for range 8 { // of "http" in a host or a path, the nearest that begins a URL
		http := lastHTTP(whole[:at])
		if http < 0 {
			break
		}
		if isValue(whole, http, token) {
			at = http
			continue
		}
		r.budget -= len(whole) - http
		if r.budget < 0 {
			return "", nil
		}
		if plain, u := r.parse(TrimEnd(unmarkedUp(whole[:http], cell(whole, http, until)))); u != nil {
			if !inTokenParameter(whole, http) {
				return plain, u
			}
			if inner == nil {
				inner, innerPlain = u, plain
			}
		}
		at = http
	}
	if strings.HasPrefix(text[lineStart(text, start, 1<<12):], "{") { // JSON has written it
		whole = fromJSON(whole)
	}
	if u := requestLine(whole); u != nil && (strings.HasPrefix(text[end:], " HTTP/") || strings.HasSuffix(head[:start], pathLine) || afterVerb(head[:start])) {
		return whole, u
	}
	if inner == nil && (f.under.sep == '=' || f.under.sep == '?') {
		return noHTTP(whole)
	}
	return innerPlain, inner
}

// objectAsQuery is an object of JSON that code has put behind the ? of a URL, up to the token.
var objectAsQuery = once.Regexp(`[\w/]\?(\{\s?\\?["'][\w-]{1,40}\\?["']\s?:\s?\\?["'])$`)

// lastHTTP is where "http" stands last in a text, in small letters or capitals; -1 for nowhere.
func lastHTTP(text string) int {
	return max(strings.LastIndex(text, "http"), strings.LastIndex(text, "HTTP://"), strings.LastIndex(text, "HTTPS://"))
}

// isValue reports whether a URL is the value of a parameter in front of that with the token:
// without a ? of its own, the & behind it is one of the URL around it.
func isValue(text string, at, token int) bool {
	value := text[at:token]
	and := strings.LastIndexByte(value, '&')
	return and >= 0 && at > 0 && text[at-1] == '=' && strings.IndexByte(value[:and], '?') < 0 &&
		strings.IndexByte(text[:at], '?') >= 0 && strings.Contains(text[:at], "http")
}

// afterVerb reports whether a line has nothing but the verb of a request in front of what
// comes next, as the shortest logs do.
func afterVerb(head string) bool {
	from := max(0, len(head)-16)
	verb := strings.TrimSpace(head[max(from, strings.LastIndexByte(head, '\n')+1):])
	return len(verb) < 8 && (verb == "GET" || verb == "HEAD") && strings.HasSuffix(head, " ")
}

// escapes is 1 where a log has a quote escaped, 0 elsewhere.
func escapes(text string) int {
	if strings.HasPrefix(text, `\"`) || strings.HasPrefix(text, `\'`) {
		return 1
	}
	return 0
}

// quoteInside is a quote behind which the URL goes on, with the next parameter or to the end of
// a request line.
var quoteInside = once.Regexp(`^(?:["']&[A-Za-z_][\w.-]*=|\\["'](?: HTTP/|&[A-Za-z_][\w.-]*=))`)

// beginSplit is where a URL begins that has a blank inside the ID of its path, as one read
// off a picture has it; else start, where what stands behind the blank begins.
func beginSplit(head string, start int) int {
	if start < 2 || head[start-1] != ' ' || strings.Contains(head[start:], "://") {
		return start
	}
	from := strings.LastIndexAny(head[:start-1], ends) + 1
	first, rest := head[from:start-1], head[start:]
	stop := strings.IndexAny(rest, ".?/")
	if stop < 0 || schemeLength(first) == 0 || !strings.Contains(rest, "?") {
		return start
	}
	if !ids().MatchString(first[strings.LastIndexByte(first, '/')+1:] + rest[:stop]) {
		return start
	}
	return from
}

// cell is the URL in a text from a place on, without the next cells of a table and without
// the quote that closes it where the quotes are percent-encoded as well.
func cell(text string, at, token int) string {
	end := len(text)
	for _, mark := range []string{",", ";"} {
		first := mark == "," && !strings.Contains(text[token:], "&") // cell of a line
		if i := strings.Index(text[token:], mark); i >= 0 && token+i+1 < len(text) && (first || strings.HasSuffix(text[:at], mark)) {
			end = min(end, token+i)
		} else if mark == ";" && i >= 0 && endsCell(text[token+i+1:], i == 0) {
			end = min(end, token+i)
		}
	}
	if hasFoldSuffix(text[:at], "[url=") || hasFoldSuffix(text[:at], "[img]") || strings.HasSuffix(text[:at], "]") && containsFold(text[:at], "[url") { // of a forum
		if i := strings.IndexAny(text[token:end], "[]"); i >= 0 {
			end = token + i
		}
	}
	end = token + len(linkText(text[:at], text[token:end]))
	if m := chatMacro().FindStringSubmatch(text[:at]); m != nil {
		if i := strings.Index(text[token:end], "{"+m[1]+"}"); i >= 0 {
			end = token + i
		}
	}
	for _, quote := range []string{"%22", "%2522"} {
		if i := strings.Index(text[token:end], quote); i >= 0 && strings.HasSuffix(text[:at], quote) {
			end = token + i
		}
	}
	return text[at:end]
}

// linkText is a text up to where the link ends that it is shown by, where one of Markdown or Org
// begins in front of it.
func linkText(before, text string) string {
	if strings.HasSuffix(before, "[") {
		for _, mark := range []string{"](", "][", "]]"} {
			text, _, _ = strings.Cut(text, mark)
		}
	}
	return text
}

// endsCell reports whether what stands behind the semicolon behind a URL is the next cell of a
// table: a status, or, directly behind the token, cells without a name.
func endsCell(rest string, direct bool) bool {
	cell, _, _ := strings.Cut(rest, ";")
	if len(cell) == 3 && cell[0] >= '1' && cell[0] <= '5' && isDigit(cell[1]) && isDigit(cell[2]) {
		return true
	}
	return direct && !strings.ContainsAny(cell, "=&")
}

// chatMacro is what Jira has in front of a text and behind it: {code:java} and {code}.
var chatMacro = once.Regexp(`\{(code|noformat|quote)(?::[^{}]*)?\}$`)

// unmarkedUp is a URL without the marks of a chat behind it that stand in front of it, too:
// _URL_ is italics, ~URL~ is struck out.
func unmarkedUp(before, url string) string {
	const marks = "_~*"
	for before != "" && strings.IndexByte(marks, before[len(before)-1]) >= 0 && strings.HasSuffix(url, before[len(before)-1:]) {
		before, url = before[:len(before)-1], url[:len(url)-1]
	}
	return url
}

// TrimEnd takes away what a sentence or code leaves behind a URL: a dot, a bracket, a backslash.
func TrimEnd(s string) string {
	opens := func(mark byte) bool { return strings.IndexByte(s, mark) >= 0 }
	round, square, curly := opens('('), opens('['), opens('{')                          // which taking from the end does not change
	if strings.HasSuffix(s, "*") && strings.HasSuffix(strings.TrimRight(s, "*"), "=") { // what a log has in place of a secret
		return s
	}
	for s != "" {
		switch last := s[len(s)-1]; {
		case strings.IndexByte(".,;:!?*\\", last) >= 0:
		case last == ')' && !round, last == ']' && !square, last == '}' && !curly:
		case last < utf8.RuneSelf:
			return s
		default:
			plain := strings.TrimRight(s, "…—–“”’»")
			if plain == s {
				return s
			}
			s = plain
			continue
		}
		s = s[:len(s)-1]
	}
	return s
}

// fromJSON undoes the escapes that JSON writers, and who types into a shell, put into URLs.
func fromJSON(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	return jsonEscapes.Replace(s)
}

var jsonEscapes = strings.NewReplacer(`\/`, "/", `\?`, "?", `\&`, "&", `\=`, "=", `\~`, "~", `\*`, "*", `\u0026`, "&", `\u003d`, "=", `\u003D`, "=", `\u003f`, "?", `\u003F`, "?",
	`\u0022`, `"`, `\u0027`, "'", `\u002f`, "/", `\u002F`, "/", `\u003a`, ":", `\u003A`, ":", `\u002e`, ".", `\u002E`, ".",
	`\x22`, `"`, `\x26`, "&", `\x27`, "'", `\x2f`, "/", `\x2F`, "/", `\x3a`, ":", `\x3A`, ":", `\x3d`, "=", `\x3D`, "=", `\x3f`, "?", `\x3F`, "?", `\x2e`, ".", `\x2E`, ".", `\"`, `"`, `\n`, "\n", `\r`, "\n", `\t`, "\t")

// fromHTML undoes the escapes of HTML. Names that merely look like one (&copy=1)
// stay.
func fromHTML(s string) string {
	if strings.Contains(s, "&amp;") || strings.Contains(s, "&#") || strings.Contains(s, "&quot;") || strings.Contains(s, "&lt;") {
		if s = html.UnescapeString(s); strings.Contains(s, "&amp;") { // the source of a page, shown in one
			return html.UnescapeString(s)
		}
	}
	return s
}

// parse reads a URL as it stands in HTML, in JSON, or percent-encoded whole, once
// or twice.
func parse(text string) (plain string, u *url.URL) { return decoded(fromHTML(text)) }

// parse leaves the escapes of HTML in a URL that is asked for as it is written.
func (r *reader) parse(text string) (plain string, u *url.URL) {
	if strings.Contains(text, "&") && strings.Contains(text, ";") && r.isSent() {
		return decoded(text)
	}
	return parse(text)
}

// isSent reports whether a text is what is typed into a browser or a terminal, or the
// record of it. Elsewhere the escapes of HTML are those of a page.
func (r *reader) isSent() bool {
	if r.sent == 0 {
		r.sent = 1
		isAnswered := func(l record) bool { return l.Status > 0 }
		switch is := Plain; {
		case slices.ContainsFunc(r.records, isAnswered): // the log of a server
			r.sent = 2
		case beginsURL(r.text) && !strings.ContainsAny(r.text, " \t\"'<>"), sender().MatchString(r.text):
			r.sent = 2
		default:
			if is = form(r.text, false, nil); is == Curl || is == HAR || (is == Log || is == Verbose || verbURL().MatchString(r.text)) && !strings.Contains(r.text, "<") {
				r.sent = 2
			}
		}
	}
	return r.sent == 2
}

// verbURL is a request as proxies log it.
var verbURL = once.Regexp(`(?:^|\s)(?:GET|HEAD|POST) https?://`)

// sender begins a command, or a list of what is asked for.
var sender = once.Regexp(`(?i)^(?:fetch\(|wget |invoke-|iwr |#extm3u)`)

func decoded(text string) (plain string, u *url.URL) {
	plain = strings.ReplaceAll(strings.TrimRight(fromJSON(text), `\`), "#{", "${") // of Ruby, and no fragment
	for range mostCodes {
		if u, err := url.Parse(slashed(stray(plain))); err == nil && u.Host != "" {
			return plain, fetched(u)
		}
		next := unescape(plain)
		if next == plain {
			break
		}
		plain = fromJSON(next)
	}
	return "", nil
}

// slashed is a URL as browsers read it, for which \ is / (WHATWG URL 4.4): the host of
// https://a.example\@b.example/ is a.example. Behind the host a \ stays as it is written.
func slashed(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") {
		return s
	}
	host := strings.TrimLeft(rest, `/\`)
	lead := rest[:len(rest)-len(host)]
	end := strings.IndexAny(host, "/?#")
	if end < 0 {
		end = len(host)
	}
	if len(lead) < 2 || strings.IndexByte(lead+host[:end], '\\') < 0 {
		return s
	}
	return scheme + "://" + strings.ReplaceAll(host[:end], `\`, "/") + host[end:]
}

// stray is a URL in which a % that begins no code is one itself, as %s is that a program has left
// in its place.
func stray(s string) string {
	if !strings.Contains(s, "%s") && !strings.Contains(s, "%v") && !strings.Contains(s, "%@") {
		return s
	}
	return strays.Replace(s)
}

var strays = strings.NewReplacer("%s", "%25s", "%v", "%25v", "%@", "%25@")

// mostCodes is how often a text may be percent-encoded.
const mostCodes = 8

// unescapeAll decodes percent-encoding for good.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func unescapeAll(s string) string {
	for range mostCodes {
		next := unescape(s)
		if next == s {
			break
		}
		s = next
	}
	return s
}

// unescape decodes percent-encoding once. What is no valid code stays; a plus
// stays a plus.
func unescape(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			b.WriteByte(digit(s[i+1])<<4 | digit(s[i+2]))
			i += 2
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// inTokenParameter reports whether a URL stands where a query has the token: a
// server takes all of it for the token.
func inTokenParameter(text string, at int) bool {
	l := before(text, at)
	if l.sep != '=' || !tokenName(l.name) {
		return false
	}
	head := unescapeAll(text[max(0, at-96):at])
	return strings.HasSuffix(head, "?"+l.name+"=") || strings.HasSuffix(head, "&"+l.name+"=")
}

// fetched is the URL that a client asks for: it takes the dots out of the path first (RFC
// 3986 section 5.2.4), written as they are or percent-encoded, and reads \ as /.
func fetched(u *url.URL) *url.URL {
	path := u.EscapedPath()
	if strings.IndexByte(u.RawPath, '\\') >= 0 { // which is escaped else
		path = u.RawPath
	}
	if !strings.Contains(path, "/.") && !strings.HasPrefix(path, ".") && !strings.ContainsAny(path, `%\`) {
		return u
	}
	plain := dots.Replace(path)
	if !dotted().MatchString(plain) {
		return u
	}
	ref, err := url.Parse(plain)
	if err != nil {
		return u
	}
	out := *u
	root := url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/"}
	resolved := root.ResolveReference(ref)
	out.Path, out.RawPath = resolved.Path, resolved.RawPath
	return &out
}

var (
	dots   = strings.NewReplacer("%2e", ".", "%2E", ".", `\`, "/")
	dotted = once.Regexp(`(?:^|/)\.{1,2}(?:/|$)`)
)
