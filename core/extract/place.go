package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"playtoken/core/once"
)

// Place is where in a text a token stands.
type Place string

// The places. Unnamed is the first thing of a query, without a name, as Edgecast
// has it by default; a nameless one further behind is in Query.
const (
	Alone     Place = "alone"
	Query     Place = "query"
	Fragment  Place = "fragment" // behind the #, which browsers keep to themselves
	Path      Place = "path"
	Unnamed   Place = "unnamed"
	Attribute Place = "attribute" // of a player tag
	Header    Place = "header"
	Cookie    Place = "cookie" // one that no platform signs URLs by
	Body      Place = "body"   // of a request
	Member    Place = "member" // of JSON or of an object in code
	Text      Place = "text"
	Referrer  Place = "referrer" // in the address of the page that asks
	// What signs a URL: parameters of it, or cookies that go with it.
	WholeURL  Place = "signed_url"
	CookieSet Place = "cookies"
)

// reader gathers the tokens of one text.
type reader struct {
	text    string
	keyed   bool
	records []record
	tags    []Tag
	all     []Found
	budget  int // bytes of URLs that are still parsed; it bounds the work
	sent    int // whether it is what is asked for as it is written: 2, or not: 1; 0 before that is asked
	braces  int // the same of whether an attribute has a brace in quotes
}

// read says of each run where it stands, in the order of the text. Of a token that comes again
// the first place counts, or the first in a URL: there it is used. In a log it is that of the
// request whose answer is told: what was asked for with it, when, and what came of it belong
// together.
func (r *reader) read(found []run) []Found {
	at, again, told := map[string]int{}, map[string]int{}, r.statuses(found)
	var places []*Found
	for _, f := range found {
		i, known := at[f.token]
		answer := told[f.token]
		if known && (places[i].used() || again[f.token] == mostAgain || answer.line.URL != "") || !known && len(places) == MaxTokens {
			continue
		}
		if answer.line.URL != "" {
			f = answer.run
		}
		one := r.found(f)
		if !known {
			i = len(places)
		} else if again[f.token]++; one.used() {
			places = append(places[:i], places[i+1:]...)
		} else {
			continue
		}
		for places = append(places, &one); i < len(places); i++ {
			at[places[i].Token] = i
		}
	}
	list := make([]Found, len(places))
	for i, f := range places {
		f.tell(told[f.Token])
		list[i] = *f
	}
	return list
}

// mostAgain is of how many places of one token it is asked whether it is used there.
const mostAgain = 8

// used reports whether a token stands in a URL that is asked for, and not in the one of a page,
// or where a player or a request has it. Elsewhere it merely stands.
func (f *Found) used() bool {
	switch f.Place {
	case Alone, Text, Member, Referrer:
		return false
	}
	return f.URL != nil || f.Place == Attribute || f.Asked != nil
}

// tell takes what the text tells of the answer.
func (f *Found) tell(a answer) {
	f.Status, f.Segment, f.Line, f.beside = a.code, a.segment, a.line, a.beside
}

func (r *reader) add(list []Found) {
	for _, f := range list {
		known := len(r.all) >= MaxTokens
		for i := 0; i < len(r.all) && !known; i++ {
			known = r.all[i].Token == f.Token
		}
		if !known {
			r.all = append(r.all, f)
		}
	}
}

func (r *reader) found(f run) Found {
	found := Found{Token: f.token, Start: f.start, End: f.end, Name: f.under.name, Place: r.place(f)}
	if !f.broken {
		found.LeftOut = artefacts(r.text[f.start:f.end], f.token)
	}
	if front, behind := inHeader(r.text, f); front != "" {
		found.Place, found.Name, found.Before, found.After, found.Asked = Header, "Authorization", front, behind, r.requested()
		found.damage(ExtraText, true)
		return found
	}
	plain, u := r.around(f)
	if name, value := r.attribute(f); name != "" && (u == nil || beginsURL(unescapeAll(value))) {
		found.Place, found.Name = Attribute, name
		found.value(value)
		return found
	}
	if name, value := r.urlAsToken(f); name != "" && u != nil {
		found.Place, found.Name = Member, name
		found.value(value)
		return found
	}
	if rec := r.at(f.start); u == nil && rec != nil && strings.HasPrefix(rec.URL, "/") && strings.Contains(rec.URL, f.token) && f.under.sep == '=' {
		plain, u = rec.URL, requestLine(rec.URL) // a log that names what was asked for by itself
	}
	if u != nil && isTool(u.Hostname()) { // a way to hand a token on
		found.Place = Text
		return found
	}
	found.URL = u
	if u != nil && u.Host == "" {
		found.URL = r.hosted(u, stretch{f.start, f.end})
	}
	if u != nil && r.inReferrer(f) {
		found.Place, found.URL = Referrer, r.requested()
		return found
	}
	if u == nil {
		switch found.Place {
		case Path:
			found.Place = Text
		case Header, Cookie, Body:
			found.Asked = r.requested()
		}
		if value := r.quotedValue(f); value != f.token {
			found.value(value)
		}
		return found
	}
	switch {
	case f.under.sep == '/':
		found.Place = Path
	case strings.Contains(plain, "#") && !inFront(plain, f.token, '#'):
		found.Place = Fragment
	case f.under.sep == '?':
		found.Place = Unnamed
	case !strings.ContainsAny(plain, "?#"):
		found.Place = Path
	default:
		found.Place = Query
	}
	if found.Place == Query && hasNoName(u, f.token) {
		found.Place, found.Name = Unnamed, ""
	}
	if found.Place == Query {
		if found.Name == "" {
			found.Name = parameter(plain, f.token)
		}
		if name := asSent(plain, found.Name, f.token); name != found.Name {
			if at := strings.LastIndex(r.text[:f.start], "http"); at < 1 || r.text[at-1] != '=' { // no parameter of another URL
				found.Name = name
			}
		}
	}
	found.judge(plain)
	if found.Place == Query && found.Times == 0 && found.URL != nil {
		if name, ok := exactName(found.URL, found.Name, found.Token); ok {
			found.Name = name
		}
	}
	return found
}

// inHeader is what stands in the header Authorization around a token where one blank behind Bearer
// (RFC 9110 section 11.4) and the end of the line are due: "Bearer=", or marks on both sides.
func inHeader(text string, f run) (front, behind string) {
	const reach = 64
	head := text[max(0, f.start-reach):f.start]
	if !strings.ContainsAny(head[max(0, len(head)-14):], "rRcC") { // of Bearer, or Basic
		return "", ""
	}
	m := notABlank().FindStringSubmatch(head)
	switch {
	case m == nil:
		return "", ""
	case m[1] != "":
		return m[1], ""
	}
	open := strings.IndexByte("\"'`<{([", m[2][len(m[2])-1])
	if shut := "\"'`>})]"[open : open+1]; strings.HasPrefix(strings.TrimLeft(text[f.end:], `\`), shut) {
		return m[2], shut
	}
	return "", ""
}

var notABlank = once.Regexp(`(?i)\bauthorization\\?["']?\s*(?:,\s*\\?["']value\\?["']\s*)?[:=,]\s*\\?["'` + "`" + `]?(?:(basic +|bearer(?: ?[=:,] ?|%20|\+| +bearer +))|bearer +(b?\\?["'` + "`" + `<{(\[]))$`)

// hasNoName reports whether something stands in front of a token in its piece of a query that
// gives it no name, as a colon or an object of JSON does not.
func hasNoName(u *url.URL, token string) bool {
	for piece := range strings.SplitSeq(u.RawQuery, "&") {
		if front, _, ok := strings.Cut(unescapeAll(piece), token); ok {
			return front != "" && !strings.Contains(front, "=")
		}
	}
	return false
}

// exactName is the name of the parameter of a query that holds a token, decoded and as exact as
// a server takes it, where people read another one: with a blank or a character that does not
// show, or with another parameter and a semicolon in front, which separates nothing today
// (WHATWG URL section 5.1). false where it cannot be told.
func exactName(u *url.URL, read, token string) (name string, ok bool) {
	for piece := range strings.SplitSeq(u.RawQuery, "&") {
		at := strings.Index(piece, "="+token)
		if at <= 0 {
			continue
		}
		name, err := url.QueryUnescape(piece[:at])
		before, after, found := strings.Cut(name, read)
		unseen := strings.TrimFunc(before+after, func(c rune) bool { return !unicode.IsGraphic(c) || unicode.IsSpace(c) }) == ""
		divided := after == "" && strings.HasSuffix(before, ";") && strings.Contains(before, "=") && !strings.ContainsAny(before, `?/\\`)
		if err == nil && found && read != "" && (unseen || divided) {
			return name, true
		}
	}
	return "", false
}

// asSent is the name of a parameter as a server reads it: where & was written as an
// escape, the rest of that belongs to the name.
func asSent(url, name, token string) string {
	at := strings.Index(url, token[:min(len(token), 12)])
	if at < 0 || name == "" {
		return name
	}
	head, ok := strings.CutSuffix(url[:at], name+"=")
	mayEscape := strings.HasSuffix(head, ";") || strings.HasSuffix(head, "26") || hasFoldSuffix(head, "%3b")
	if !ok || !mayEscape || !strings.Contains(head, "?") {
		return name
	}
	return strings.TrimLeft(escapedAnd().FindString(head), "?&") + name
}

var (
	escapedAnd = once.Regexp(`(?:[?&](?:amp(?:;|%3[Bb]))+|\\u0026|\\x26|%26(?:amp(?:;|%3[Bb]))?)$`)
	escaped    = once.Regexp(`^(?:(?:amp(?:;|%3[Bb]))+|\\u0026|\\x26|%26(?:amp(?:;|%3[Bb]))?)`)
)

// Escaped is how pages or JSON write an &, where that stands in the place of the & before
// the parameter's name; "" for none.
func (f Found) Escaped() string {
	escape := escaped().FindString(f.Name)
	if strings.HasPrefix(escape, "amp") {
		return "&" + escape
	}
	return escape
}

// tools are hosts whose links hand on a token for others to look at.
var tools = []string{
	"jwt.io", "jwt.ms", "token.dev", "jwt.lannysport.net", "paseto.io", "jwt.davetonge.co.uk", "jwt-decoder.com", "jwt.one", "jwtdebugger.com",
	"fusionauth.io", "10015.io", "gchq.github.io", "scottbrady91.com", "jsonwebtoken.io", "calebb.net", "jwt.is", "dinochiesa.github.io", "emn178.github.io", "it-tools.tech",
}

func isTool(host string) bool {
	host = strings.ToLower(host)
	return slices.ContainsFunc(tools, func(tool string) bool { return host == tool || strings.HasSuffix(host, "."+tool) })
}

// quotedValue is what stands between the quotes around a token that is named as one, or
// that is the whole text: the value that a program hands on. It is the token alone where
// there are no quotes.
func (r *reader) quotedValue(f run) string {
	const reach = 64
	head, wrap := r.text[:f.start], ""
	if f.under.wrap != "" {
		if at := wrapStart(head); at >= 0 && f.under.quoted {
			head, wrap = head[:at], head[at:]
		}
	}
	named := tokenName(f.under.name) && !isHeader(f.under.name) && !f.under.bearer
	if named && !f.under.quoted {
		return f.token + padding(r.text[f.end:])
	}
	inList := strings.HasPrefix(r.text, "[") || strings.HasPrefix(r.text, "{")
	if !f.under.quoted || head == "" || !named && !inList && strings.TrimLeft(head, "\"'`") != "" {
		return f.token
	}
	tail := r.text[f.end:min(len(r.text), f.end+reach)]
	end := strings.IndexByte(tail, head[len(head)-1])
	if wrap != "" {
		end = strings.LastIndexByte(tail, head[len(head)-1])
		if line := strings.IndexAny(tail, ",\n"); line >= 0 {
			end = strings.LastIndexByte(tail[:line], head[len(head)-1])
		}
	}
	if end < 0 || strings.IndexByte("\"'`", head[len(head)-1]) < 0 || !named && !inList && strings.TrimLeft(tail[end:], "\"'`,; ") != "" {
		return f.token
	}
	behind := strings.TrimRight(tail[:end], `\`)
	if strings.ContainsAny(behind, " \t\r\n") {
		return f.token
	}
	return wrap + f.token + behind
}

// urlAsToken is the member of an object in which a player looks for the token and which
// has a whole URL with it, and that URL; "" for none.
func (r *reader) urlAsToken(f run) (name, value string) {
	at := r.urlBefore(f)
	if at < 0 || strings.ContainsAny(r.text[at:f.start], ends) {
		return "", ""
	}
	l := before(r.text, at)
	if l.sep != ':' || !l.quoted || l.wrap != "" || !takesToken(r.text[max(0, at-96):at], l.name) {
		return "", ""
	}
	value = r.text[at:]
	if i := strings.IndexAny(value[f.end-at:], ends); i >= 0 {
		value = value[:f.end-at+i]
	}
	return l.name, value
}

// padding is the = that a text begins with.
func padding(text string) string { return text[:len(text)-len(strings.TrimLeft(text, "="))] }

// inReferrer reports whether a token stands in a URL that is the address of the page
// which asks.
func (r *reader) inReferrer(f run) bool {
	at := r.urlBefore(f)
	return at >= 0 && r.isPage(at)
}

// urlBefore is where a URL begins that a token may stand in, -1 for nowhere.
func (r *reader) urlBefore(f run) int {
	const reach = 2048
	from := max(0, f.start-reach)
	if i := strings.LastIndex(r.text[from:f.start], "http"); i >= 0 {
		return from + i
	}
	return -1
}

// parameter is the name of the parameter that a token stands in with something in
// front of it, "" for none.
func parameter(url, token string) string {
	_, query, _ := strings.Cut(url, "?")
	for _, piece := range parameters(query) {
		name, value, named := strings.Cut(piece, "=")
		if named && name != "" && allInToken(name) && strings.Contains(bareValue(value), token) {
			return name
		}
	}
	return ""
}

// place says where a token stands that is in no URL.
func (r *reader) place(f run) Place {
	switch l := f.under; {
	case l.sep == '=' && r.inTag(l.name, f.token):
		return Attribute
	case l.bearer || l.sep == ':' && !l.member && isHeader(l.name):
		return Header
	case l.sep == '=' && r.inCookie(f):
		return Cookie
	case (l.sep == ':' || l.sep == '=') && r.inBody(f):
		return Body
	case l.sep == ':':
		return Member
	case l.sep == '=' && !l.quoted && r.assigned(f):
		return Text
	case l.sep == '=' && !l.quoted || l.sep == '&':
		return Query
	case l.sep == '?':
		return Unnamed
	case l.sep == '/':
		return Path
	}
	return Text
}

// inCookie reports whether a token is the value of a cookie that is sent.
func (r *reader) inCookie(f run) bool {
	head := r.text[lineStart(r.text, f.start, 4<<10):f.start]
	named := func(word string) bool { return strings.Contains(head, word) } // few heads are worth the expression
	return (named("ookie") || named("OOKIE") || named("-b")) && sentCookie().MatchString(head)
}

// inBody reports whether a token is sent as what a request carries, by a command or by code, or
// stands in one that was recorded. What cURL has with -G is put into the URL.
func (r *reader) inBody(f run) bool {
	const reach = 1 << 10
	head := r.text[max(0, f.start-reach):f.start]
	said := func(words ...string) bool { // few heads are worth an expression
		return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(head, word) })
	}
	begin := strings.ToLower(strings.TrimLeft(r.text[:min(len(r.text), 16)], "$#>% "))
	switch {
	case strings.HasPrefix(begin, "curl"), strings.HasPrefix(begin, "wget"):
		return said(" -") && sentData().MatchString(head) && !putsIntoURL().MatchString(r.text)
	case strings.HasPrefix(begin, "http "), strings.HasPrefix(begin, "https "):
		return sentItem().MatchString(head)
	}
	return said("body", "-Body", "data", "Data", "json", "post(", "put(", "patch(", "send(") && sentInCode().MatchString(head) &&
		(!said("-Body @{") || posts().MatchString(r.text)) || said(" HTTP/") && sentBelow().MatchString(head)
}

var (
	sentCookie = once.Regexp(`(?i)(?:\bcookie\\?["']?\s*:|\s(?:-b|--cookie)[ =])[^\r\n]*=["']?$`)
	sentData   = once.Regexp(`\s(?:-d|-F|--data(?:-[a-z]+)?|--json|--form|--(?:post|body)-data)[ =]*(?:["']?(?:[\w.-]+=[^&\s"']*&)*[\w.-]+=|\$?'\s*[{\[][^']*|"\s*[{\[](?:[^"]|\\")*)$`)
	// sentItem is a member of what HTTPie sends: a parameter of the URL has == there, a header a colon.
	sentItem = once.Regexp(`\s[\w.-]+=["']?$`)
	// sentBelow is what stands below the head of a request.
	sentBelow = once.Regexp(`(?:^|\n)[> ]*(?:POST|PUT|PATCH) \S+ HTTP/[\d.]+\r?\n(?:[^\r\n]+\r?\n)*\r?\n(?:[{\[]|[\w.-]+=)[^\r\n]*$`)
	// sentInCode is what a call is given as the body: as a text, or as an object, in which others may
	// stand. A GET of PowerShell puts a table into the URL.
	sentInCode = once.Regexp(`(?s)(?:\b(?:fetch|got|ky|request|axios)(?:\.\w+)?\(.*\bbody["']?\s*:|\baxios(?:\.\w+)?\(.*\bdata["']?\s*:|\b(?:requests|httpx)\.\w+\(.*\b(?:data|json)\s*=|` +
		`\.(?:post|put|patch)\(\s*[^,{}]{1,300},|\.send\(|(?i:\b(?:invoke-\w+|iwr|irm)\s.*-body\s)|"postData"\s*:\s*\{[^{}]*)` +
		`\s*(?:new )?(?:[A-Za-z][\w.]*\()?\s*[@$]?\\?["'` + "`" + `]?\s*\{?(?:[^{}]|\{[^{}]*\})*$`)
	posts       = once.Regexp(`(?i)-method\s+["']?p(?:ost|ut|atch)\b`)
	putsIntoURL = once.Regexp(`\s(?:-G|--get)\b`)
)

// assigned reports whether the name in front of a token is that of a variable, as
// in a script or an environment file, and not of a parameter. What people copy out
// of a URL begins with token= in small letters.
func (r *reader) assigned(f run) bool {
	head := r.text[:f.start]
	left, ok := strings.CutSuffix(strings.TrimRight(head, " \t"), "=")
	if !ok {
		return false
	}
	spaced := !strings.HasSuffix(head, "=") || strings.TrimRight(left, " \t") != left
	if f.under.name == "token" && !spaced {
		return false
	}
	before, ok := strings.CutSuffix(strings.TrimRight(left, " \t"), f.under.name)
	return ok && (before == "" || strings.IndexByte("?&;", before[len(before)-1]) < 0) && !strings.HasPrefix(r.text[f.end:], "&")
}

// isHeader reports whether a name is that of a header line, not of an object's
// member.
func isHeader(name string) bool {
	n := strings.ToLower(name)
	return strings.HasSuffix(n, "authorization") || strings.HasPrefix(n, "x-") || strings.HasSuffix(n, "cookie")
}

// inFront reports whether a token begins in front of the first such mark of a URL.
func inFront(url, token string, mark byte) bool {
	at := strings.IndexByte(url, mark)
	return at < 0 || strings.Contains(url[:at], token[:min(len(token), 12)])
}

// hostLine is the line of a request that names the host: of HTTP/1 and, as tools
// show it, of HTTP/2.
var hostLine = once.Regexp(`(?im)^[ \t>]*(?:host|:authority)[ \t]*:[ \t]*([a-z0-9.-]+(?::\d+)?)[ \t\r]*$`)

// hosted is the URL of a request line with the host that a line near it names.
func (r *reader) hosted(u *url.URL, f stretch) *url.URL {
	const reach = 2048 // bytes; requests have few headers
	for _, near := range []string{r.text[f.end:min(len(r.text), f.end+reach)], r.text[max(0, f.start-reach):f.start]} {
		if r.budget -= len(near); r.budget < 0 {
			return u
		}
		if !strings.Contains(near, "\n") { // a line of a log
			continue
		}
		if m := hostLine().FindStringSubmatch(near); m != nil {
			with := *u
			with.Scheme, with.Host = "https", m[1]
			return &with
		}
	}
	return u
}

// requestLine is the URL of a log's request line, which has no host.
func requestLine(text string) *url.URL {
	if !strings.HasPrefix(text, "/") || strings.HasPrefix(text, "//") {
		return nil
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil
	}
	return fetched(u)
}
