// Package logline reads one line of a log: when something was asked for, what, by whom,
// and what the answer was.
//
// Known are the common and the combined format of Apache and nginx with what people put
// around them, the extended format of W3C (IIS, CloudFront) whose head names the columns,
// lines of JSON and of name=value by the names that programs and networks use, syslog, and
// lines that merely begin with a time. An entry of a HAR is JSON like another; an answer
// with its header lines is read by [Exchange]. Prose with a date in it is none of these.
package logline

import (
	"strings"
	"time"

	"playtoken/core/humantime"
)

// Entry is what a line tells of a request. What it does not tell is empty. Logs have many:
// an entry is as small as it can be.
type Entry struct {
	When string // the time, as it is written
	// Zoned tells that it says in which zone it is, or that the kind of log settles it;
	// NoReferer that the line has a place for the page that asked, and nothing in it.
	Zoned, NoReferer bool
	From, To         int32 // see URL
	Behind           int32 // by how many seconds the clock of who asked was behind that of who answered
	Status           int   // of the answer
	Client           string
	Page             string // of a HAR, the page that asked
	Method           string
	Host             string
	// URL is what was asked for, put together where host, path and query stand apart. It
	// begins with a slash where the host is not told. From and To are where its last part
	// stands in the line, 0 where it is not one piece of it.
	URL string
	// Origin is what is told of who asked beside the address, which is Client; nil for nothing.
	Origin *Origin
}

// Origin is where a request came from.
type Origin struct {
	Referer string // the page whose link or player asked
	Country string // two letters
	Agent   string // the browser or player, as it names itself
}

// Refuses reports whether an answer of HTTP refuses who asks, as one to a token that is not
// taken does.
func Refuses(status int) bool { return status == 401 || status == 403 }

// clocksDiffer is how far apart two clocks are of which none is wrong.
const clocksDiffer = 2 * time.Minute

// Time is the moment of the line; of what has no year, or no day, the latest that may have been:
// a clock is up to 14 hours ahead of UTC. A line is written when it has come about: a time without
// a zone that lies ahead of now by more than two clocks differ is none in UTC, and no moment.
func (e Entry) Time(now time.Time) (at time.Time, ok bool) {
	const mostEast = 14 * time.Hour
	switch {
	case e.When == "":
		return at, false
	case clock(e.When) == len(e.When):
		at, ok = humantime.Log(now.UTC().Format("2006-01-02 ")+e.When, now)
		if ok && at.After(now.Add(mostEast)) {
			at = at.AddDate(0, 0, -1)
		}
	default:
		at, ok = humantime.Log(e.When, now)
	}
	if !ok || !e.Zoned && at.After(now.Add(clocksDiffer)) {
		return time.Time{}, false
	}
	return at, true
}

// Joined is a line with its URL in one piece, in the place of the last part of it.
func (e Entry) Joined(line string) string {
	if e.To == 0 || line[e.From:e.To] == e.URL {
		return line
	}
	return line[:e.From] + e.URL + line[e.To:]
}

// Read reads a line; columns are those that a head above it names, nil for none.
func Read(line string, columns *Columns) (e Entry, ok bool) {
	start := len(line) - len(strings.TrimLeft(line, " \t"))
	rest := line[start:]
	switch {
	case rest == "" || rest[0] == '#':
		return e, false
	case rest[0] == '{':
		return readJSON(line, start)
	case rest[0] == '"' || rest[0] == ',': // one that was cut
		if begin := start + strings.IndexByte(rest, '"'); begin >= start {
			if end := stringEnd(line, begin+1); strings.HasPrefix(line[min(end+1, len(line)):], ":") {
				return readJSON(line, begin)
			}
		}
	}
	if columns != nil {
		if e, ok = columns.read(line); ok {
			return e, true
		}
	}
	if i := commonTime(line); i >= 0 {
		return readCommon(line, i)
	}
	if cells := strings.SplitN(rest, "|", 4); len(cells) == 4 && statusOf(cells[1]) > 0 && len(cells[2]) == 13 {
		return bunny.read(line)
	}
	if e, ok = readLeading(line); ok {
		return e, true
	}
	if e, ok = readTimeless(line); ok {
		return e, true
	}
	return readWithin(line)
}

// gathered is an entry whose parts come one by one.
type gathered struct {
	Entry
	date, forwarded, target, path, query, scheme string
	targetAt, queryAt, pathAt                    [2]int
	inner                                        string // a message that may be a line of its own
	signs                                        int    // what has been found that lines of logs have
	evident                                      bool   // it is of a request by the name of its time, or of its failure by its weight
	origin                                       Origin
	answered                                     string // the date of the answer in a HAR
	cached                                       bool   // it is from a cache
}

// take takes one part. at is where its value stands.
func (g *gathered) take(is part, value string, at [2]int) {
	if value == "" || value == "-" {
		g.NoReferer = g.NoReferer || is == isReferer
		return
	}
	set := func(to *string, place *[2]int) {
		if *to == "" {
			*to = value
			if place != nil {
				*place = at
			}
		}
	}
	switch is {
	case isTime, isAskedAt:
		if _, n := humantime.LogPrefix(value, time.Time{}); n == len(value) {
			set(&g.When, nil)
			g.evident = g.evident || is == isAskedAt
		}
	case isDate:
		set(&g.date, nil)
	case isStatus:
		if n := statusOf(value); n > 0 && g.Status == 0 {
			g.Status = n
		}
	case isClient:
		set(&g.Client, nil)
	case isForwarded:
		set(&g.forwarded, nil)
	case isPage:
		set(&g.Page, nil)
	case isReferer:
		set(&g.origin.Referer, nil)
	case isCountry:
		if len(value) == 2 {
			set(&g.origin.Country, nil)
		}
	case isAgent:
		set(&g.origin.Agent, nil)
		return // no sign: errors have it, too
	case isMethod:
		set(&g.Method, nil)
	case isHost:
		set(&g.Host, nil)
	case isBestHost:
		g.Host = value
	case isScheme:
		set(&g.scheme, nil)
	case isRequest:
		if strings.HasPrefix(value, "/") || strings.HasPrefix(value, "http") {
			set(&g.target, &g.targetAt)
			return
		}
		g.requestLine(value, at)
	case isTarget:
		set(&g.target, &g.targetAt)
	case isPath:
		set(&g.path, &g.pathAt)
	case isQuery:
		set(&g.query, &g.queryAt)
	case isMessage:
		set(&g.inner, nil)
	case isLevel:
		g.evident = g.evident || tellsFailure(value)
		return
	default:
		return
	}
	g.signs++
}

// requestLine takes "GET /path HTTP/1.1". at is where it stands, 0 for nowhere.
func (g *gathered) requestLine(text string, at [2]int) bool {
	verb, rest, _ := strings.Cut(text, " ")
	if !isVerb(verb) {
		return false
	}
	target := rest
	if i := strings.LastIndex(rest, " HTTP/"); i >= 0 {
		target = rest[:i]
	}
	if g.Method == "" {
		g.Method = verb
	}
	if g.target == "" && target != "" {
		g.target = target
		if at[1] > 0 {
			from := at[0] + len(verb) + 1
			g.targetAt = [2]int{from, from + len(target)}
		}
	}
	g.signs++
	return true
}

// entry puts the parts together.
func (g *gathered) entry() (Entry, bool) {
	if g.date != "" && strings.IndexByte(g.When, '-') < 0 {
		g.When = strings.TrimSpace(g.date + " " + g.When)
	}
	if g.forwarded != "" {
		first, _, _ := strings.Cut(g.forwarded, ",")
		g.Client = strings.TrimSpace(first)
	}
	g.Client = address(g.Client)
	g.Host = strings.TrimSuffix(strings.TrimSuffix(g.Host, ":443"), ":80")
	url, at := g.target, g.targetAt
	switch {
	case url == "" && g.path != "":
		url, at = g.path, g.pathAt
		if !strings.HasPrefix(url, "/") && g.Host != "" {
			url = "/" + url
		}
		fallthrough
	case strings.HasPrefix(url, "/"):
		if query := strings.TrimPrefix(g.query, "?"); query != "" && !strings.Contains(url, "?") {
			url, at = url+"?"+query, g.queryAt
		}
	}
	if strings.HasPrefix(url, "/") && !strings.HasPrefix(url, "//") && isHostName(g.Host) {
		scheme := "https"
		if strings.EqualFold(g.scheme, "http") {
			scheme = "http"
		}
		url = scheme + "://" + g.Host + url
	}
	if strings.ContainsAny(url, " \t\r\n\"'<>`|") {
		at = [2]int{}
	}
	if n := statusOf(strings.TrimSpace(g.inner)); g.Status == 0 && n >= 400 { // all of a message
		g.Status = n
	}
	g.URL, g.From, g.To = url, int32(at[0]), int32(at[1])
	if g.origin != (Origin{}) {
		origin := g.origin
		g.Origin = &origin
	}
	g.byServer()
	g.Zoned = g.Zoned || humantime.Zoned(g.When)
	e, ok := g.Entry, g.When != "" || g.Status > 0 && g.URL != ""
	if !g.asked() {
		e.When, e.Zoned = "", false
	}
	return e, ok
}

// byServer takes the date of the answer for the time, where the clock of who asked is another: the
// server's judges the token. That of an answer that was taken may be older, for caches keep it.
func (g *gathered) byServer() {
	by, dated := humantime.Log(g.answered, noYear)
	if !dated { // as of most lines: no time is read for nothing
		return
	}
	at, ok := humantime.Log(g.When, noYear)
	if !ok {
		return
	}
	if d := by.Sub(at); d > clocksDiffer || d < -clocksDiffer && g.Status >= 400 && !g.cached {
		g.When, g.Behind = g.answered, int32(d/time.Second)
	}
}

// asked reports whether a line has something of a request, or of its failure. The time of one that
// has a URL and nothing else is when something was made, or will be shown, and not when it was
// asked for.
func (g *gathered) asked() bool {
	return g.evident || g.Status > 0 || g.Method != "" || g.Client != "" || g.Page != "" || g.NoReferer || g.Origin != nil
}

// statusOf is the status of HTTP that a word is, 0 for none. 443 is a port.
//
//go:noinline // its copies would make ptok larger
func statusOf(word string) int {
	if len(word) != 3 || word == "443" || word[0] < '1' || word[0] > '5' || !isDigit(word[1]) || !isDigit(word[2]) {
		return 0
	}
	return int(word[0]-'0')*100 + int(word[1]-'0')*10 + int(word[2]-'0')
}

func isVerb(word string) bool {
	switch word {
	case "GET", "HEAD", "POST", "PUT", "OPTIONS", "PATCH", "DELETE":
		return true
	}
	return false
}

// address is an address without a port, "" for what is none.
func address(text string) string {
	if i := strings.IndexByte(text, ']'); strings.HasPrefix(text, "[") && i > 0 {
		text = text[1:i]
	} else if strings.Count(text, ":") == 1 {
		text, _, _ = strings.Cut(text, ":")
	}
	if len(text) > 64 || strings.ContainsAny(text, " \t\"'<>=/,") {
		return ""
	}
	return text
}

// isAddress reports whether a word is the number of a machine: 10.0.0.1, 2001:db8::1, with
// a port or not.
func isAddress(word string) bool {
	word = address(word)
	dots, colons := 0, 0
	for i := range len(word) {
		switch c := word[i]; {
		case c == '.':
			dots++
		case c == ':':
			colons++
		case isDigit(c):
		case c|0x20 < 'a' || c|0x20 > 'f':
			return false
		default:
			if dots > 0 {
				return false
			}
		}
	}
	return dots == 3 && len(word) >= 7 && colons == 0 || colons == 7 || colons >= 2 && strings.Contains(word, "::")
}

// isHostName reports whether a word can be the name of a host, with a port or not.
func isHostName(word string) bool {
	if len(word) < 3 || len(word) > 260 || !strings.Contains(word, ".") && !strings.HasPrefix(word, "localhost") {
		return false
	}
	for i := range len(word) {
		if c := word[i]; !isDigit(c) && (c|0x20 < 'a' || c|0x20 > 'z') && c != '.' && c != '-' && c != ':' && c != '_' {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
