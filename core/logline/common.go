package logline

import (
	"strings"
	"time"

	"playtoken/core/humantime"
)

// noYear is a clock for where it is only asked whether something is a time.
var noYear = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// commonTime is where the time of the common log format begins, behind its bracket; -1
// for nowhere.
func commonTime(line string) int {
	at := 0
	for range 8 {
		i := strings.IndexByte(line[at:], '[')
		if i < 0 {
			break
		}
		at += i + 1
		if at+20 < len(line) && line[at+2] == '/' && line[at+6] == '/' && (line[at+11] == ':' || line[at+11] == ' ') && line[at+14] == ':' {
			return at
		}
	}
	return -1
}

// readCommon reads a line of the common or the combined format, with more columns or not.
// at is where its time begins.
func readCommon(line string, at int) (Entry, bool) {
	g := gathered{}
	end := strings.IndexByte(line[at:], ']')
	if end < 0 || end > 40 {
		return Entry{}, false
	}
	g.When = line[at : at+end]
	g.before(line[:at-1])
	at += end + 1
	g.quoted(line, at)
	if g.Status == 0 {
		g.statusBehindTimers(line[at:])
	}
	if g.Status == 0 {
		word, _, _ := strings.Cut(strings.TrimLeft(line[at:], " "), " ")
		g.Status = statusOf(word)
	}
	if g.target == "" && g.Status == 0 { // a log of other columns
		g.loose(line, at)
	}
	if g.Client == "" && g.forwarded == "" {
		g.firstAddress(line)
	}
	return g.entry()
}

// before reads what stands before the time: client, identity and user, with the host in
// front or the addresses of proxies.
func (g *gathered) before(head string) {
	if i := strings.LastIndexByte(head, '"'); i > 0 {
		if list := strings.Trim(head[:i], `" `); isAddressList(list) {
			g.forwarded = list
		}
		head = head[i+1:]
	}
	var words [4]string // the last ones
	n := 0
	for head = strings.TrimRight(head, " \t"); head != ""; n++ {
		i := strings.LastIndexAny(head, " \t")
		if n < len(words) {
			words[n] = head[i+1:]
		}
		head = strings.TrimRight(head[:i+1], " \t")
	}
	switch {
	case isAddress(words[0]): // HAProxy
		g.Client = words[0]
	case n == 3, n > 4:
		g.Client = words[2]
	case n == 4:
		g.Client = words[2]
		if isHostName(words[3]) && !isAddress(words[3]) {
			g.Host = words[3]
		} else if isAddress(strings.TrimSuffix(words[3], ",")) { // the client, then a proxy
			g.Client = strings.TrimSuffix(words[3], ",")
		}
	case n == 1, n == 2:
		g.Client = words[n-1]
	}
	if !isAddress(g.Client) && !isHostName(g.Client) {
		g.Client = ""
	}
}

// quoted reads what stands behind the time: the request in quotes, the status, and among
// the quoted columns behind it who asked, and the addresses of proxies.
func (g *gathered) quoted(line string, at int) {
	next, browser := false, false // comes the column of the referrer, behind status and size, and that of the browser
	for request := false; at < len(line); {
		i := strings.IndexByte(line[at:], '"')
		if i < 0 {
			if request {
				g.pairs(line, at)
			}
			return
		}
		between := line[at : at+i]
		begin := at + i + 1
		end := stringEnd(line, begin)
		switch {
		case !request:
			request = g.requestLine(line[begin:end], [2]int{begin, end})
			if rest := min(end+1, len(line)); request {
				g.statusBehind(line[rest:])
				next = true
			}
		case next && strings.Trim(between, "0123456789.- \t") == "":
			if next = false; strings.IndexByte(line[min(end+1, len(line)):], '"') >= 0 { // and the browser behind it
				g.take(isReferer, line[begin:end], [2]int{begin, end})
				g.NoReferer = g.NoReferer || begin == end
				browser = true
			}
		case browser:
			browser = false
			g.take(isAgent, line[begin:end], [2]int{begin, end})
		case strings.HasSuffix(strings.ToLower(between), "host=") || strings.HasSuffix(strings.ToLower(between), "host: "):
			g.Host = line[begin:end]
		case isAddressList(line[begin:end]) && g.forwarded == "" && !hasPort(line[begin:end]): // as the server behind has one
			g.forwarded = line[begin:end]
		}
		at = min(end+1, len(line))
	}
}

// statusBehind takes the status that stands behind a request.
func (g *gathered) statusBehind(rest string) {
	for range 3 {
		rest = strings.TrimLeft(rest, " \t")
		word := rest
		if i := strings.IndexAny(rest, " \t"); i >= 0 {
			word = rest[:i]
		}
		if n := statusOf(strings.Trim(word, `",`)); n > 0 {
			g.Status = n
			return
		}
		rest = rest[len(word):]
	}
}

// statusBehindTimers takes the status that HAProxy has in front of the request, behind five
// times of the form 10/0/30/69/109.
func (g *gathered) statusBehindTimers(rest string) {
	timers := false
	for _, word := range strings.Fields(rest[:min(len(rest), 512)]) {
		if timers {
			g.Status = statusOf(word)
			return
		}
		timers = strings.Count(word, "/") == 4 && strings.Trim(word, "0123456789/+-") == ""
	}
}

// hasPort reports whether a port stands behind an address.
func hasPort(address string) bool {
	i := strings.LastIndexByte(address, ':')
	return i > 0 && (strings.IndexByte(address, '.') >= 0 || address[i-1] == ']')
}

// statusOfBalancer takes the status that a load balancer of AWS has in front of the request,
// behind three spans of seconds.
func (g *gathered) statusOfBalancer(rest string) {
	spans := 0
	for word := range strings.FieldsSeq(rest[:min(len(rest), 512)]) {
		switch {
		case word == "-1" || strings.Count(word, ".") == 1 && strings.Trim(word, "0123456789.") == "":
			spans++
		case spans == 3:
			g.Status = statusOf(word)
			return
		case spans > 0 || word[0] == '"':
			return
		}
	}
}

func isAddressList(text string) bool {
	first, rest, more := strings.Cut(text, ",")
	for first = strings.TrimSpace(first); isAddress(first); first = strings.TrimSpace(first) {
		if !more {
			return true
		}
		first, rest, more = strings.Cut(rest, ",")
	}
	return false
}

// firstAddress takes the first word that is the number of a machine for the client.
func (g *gathered) firstAddress(line string) {
	const ends = 512 // a URL between them is long
	if len(line) > 2*ends {
		line = line[:ends] + " " + line[len(line)-ends:]
	}
	for word := range strings.FieldsSeq(line) {
		if word = strings.Trim(word, `",;()[]`); isAddress(word) {
			g.Client = word
			g.signs++
			return
		}
	}
}

// readLeading reads a line that begins with a time, as those of programs, of syslog and of
// many networks do.
func readLeading(line string) (Entry, bool) {
	if len(line) > 10 && line[10] == '\t' && strings.Count(line, "\t") > 10 { // CloudFront's, whose head was left behind
		return network.read(line)
	}
	at := 0
	if strings.HasPrefix(line, "<") { // the priority of syslog
		if i := strings.IndexByte(line, '>'); i > 0 && i < 5 && isDigit(line[1]) {
			at = i + 1
			if strings.HasPrefix(line[at:], "1 ") {
				at += 2
			}
		}
	}
	if len(line) > 4 && line[1:4] == ", [" { // Ruby: I, [2025-10-09T08:53:26.123 #7]
		at = 4
	}
	for _, kind := range []string{"https ", "http ", "h2 ", "wss ", "ws ", "[GIN] ", "[", "\""} { // a load balancer's
		if strings.HasPrefix(line[at:], kind) {
			at += len(kind)
			break
		}
	}
	_, n := humantime.LogPrefix(line[at:], noYear)
	unclear := 0
	if n == 0 {
		unclear = humantime.Unclear(line[at:])
	}
	g := gathered{}
	counted := n >= 10 && strings.IndexByte(line[at:at+n], ':') < 0
	switch {
	case n >= len("Oct  9 08:53:26") && strings.Count(line[at:at+n], ":") >= 2, counted:
		g.When = line[at : at+n]
	case n == 0 && clock(line[at:]) > 0:
		n = clock(line[at:])
		g.When = line[at : at+n]
		if g.told(line, at+n); g.target == "" {
			return Entry{}, false
		}
	case unclear > 0:
		g.When, n = line[at:at+unclear], unclear
	case namedValue(line):
		g.pairs(line, 0)
		return g.entryOrInner()
	default:
		return Entry{}, false
	}
	if e, ok := headless(line, line[at+n:]); ok {
		return e, true
	}
	at += n
	if i := strings.IndexByte(line[at:], '{'); i >= 0 && strings.HasSuffix(strings.TrimRight(line, " \r\t"), "}") {
		when := g.When
		g.When = ""
		g.members(line, at+i)
		if g.When == "" {
			g.When = when
		}
		if g.signs > 0 {
			return g.entryOrInner()
		}
	}
	g.loose(line, at)
	if g.target == "" && g.Status == 0 {
		g.told(line, at)
	}
	if g.signs == 0 && (counted || !levelled(line[at:])) {
		return Entry{}, false
	}
	return g.entry()
}

// readTimeless reads a line that has a request and its answer and no time, as servers write
// them to a terminal; Rails has the time at the end.
func readTimeless(line string) (Entry, bool) {
	g := gathered{}
	if rest, ok := strings.CutPrefix(line, "Started "); ok {
		g.unquoted(line, len(line)-len(rest))
		if i := strings.LastIndex(rest, " at "); i >= 0 {
			g.take(isTime, rest[i+len(" at "):], [2]int{})
		}
	} else if strings.Contains(line, ` HTTP/`) {
		g.quoted(line, 0)
	}
	if g.target == "" || g.When == "" && g.Status == 0 {
		return Entry{}, false
	}
	g.firstAddress(line)
	return g.entry()
}

// headless reads a line of IIS, or of CloudFront in real time, whose head was left behind;
// rest is what follows the time.
func headless(line, rest string) (Entry, bool) {
	if columns := strings.SplitN(rest, "\t", 7); len(columns) == 7 && isAddress(columns[1]) && statusOf(columns[3]) > 0 && isVerb(columns[5]) {
		return live.read(line)
	}
	words := strings.SplitN(strings.TrimLeft(rest, " "), " ", 5)
	if len(words) == 5 && isAddress(words[0]) && isVerb(words[1]) && strings.HasPrefix(words[2], "/") && !strings.Contains(words[2], "?") {
		return iis.read(line)
	}
	return Entry{}, false
}

// loose reads what a line has behind its time in any order: a verb and what it asks for,
// the status behind that, an address, and pairs of name and value.
func (g *gathered) loose(line string, at int) {
	g.quoted(line, at)
	g.pairs(line, at)
	if g.target == "" {
		g.unquoted(line, at)
	}
	if g.Client == "" {
		g.firstAddress(line[at:])
	}
	if g.Status == 0 {
		g.result(line[at:])
	}
	if g.Status == 0 {
		g.statusOfBalancer(line[at:])
	}
	if g.Status == 0 {
		g.statusInCell(line[at:])
	}
	if g.Status == 0 && strings.Contains(line[at:], "client denied by server configuration") { // the error log of Apache
		g.Status = 403
	}
	if g.Status == 0 && strings.Contains(line[at:], `, request: "`) { // the error log of nginx
		switch why, _, _ := strings.Cut(line[at:], `, client: `); {
		case strings.Contains(why, "access forbidden by rule"), strings.HasSuffix(why, " is forbidden"):
			g.Status = 403
		case strings.Contains(why, "open() ") && strings.HasSuffix(why, "(2: No such file or directory)"):
			g.Status = 404
		}
	}
}

// result takes the status behind a word for what a cache did, as in TCP_MISS/403.
func (g *gathered) result(rest string) {
	for word := range strings.FieldsSeq(rest[:min(len(rest), 256)]) {
		what, status, ok := strings.Cut(word, "/")
		if ok && strings.IndexByte(what, '_') > 0 && strings.Trim(what, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == "" {
			g.Status = statusOf(status)
			return
		}
	}
}

// statusInCell takes a status that stands alone between two strokes.
func (g *gathered) statusInCell(rest string) {
	cells := strings.SplitN(rest[:min(len(rest), 256)], "|", 4)
	for i := 1; i < len(cells)-1 && g.Status == 0; i++ {
		g.Status = statusOf(strings.TrimSpace(cells[i]))
	}
}

// unquoted takes a request that stands free: GET /path, with the status behind it.
func (g *gathered) unquoted(line string, at int) {
	verb := ""
	for at < len(line) {
		end := at
		for end < len(line) && line[end] != ' ' && line[end] != '\t' {
			end++
		}
		word := line[at:end]
		switch {
		case verb != "" && strings.HasPrefix(word, `"/`) && strings.HasSuffix(word, `"`): // Gin
			g.take(isTarget, word[1:len(word)-1], [2]int{at + 1, end - 1})
			g.Method = verb
			return
		case verb != "" && (strings.HasPrefix(word, "/") || strings.HasPrefix(word, "http")):
			g.take(isTarget, word, [2]int{at, end})
			g.Method = verb
			if g.Status == 0 {
				rest := strings.TrimLeft(line[end:], " \t")
				if strings.HasPrefix(rest, "HTTP/") {
					_, rest, _ = strings.Cut(rest, " ")
				}
				g.statusBehind(rest)
			}
			return
		case isVerb(strings.Trim(word, `"[`)):
			verb = strings.Trim(word, `"[`)
		case word != "" && !isHostName(word):
			verb = ""
		}
		at = end + 1
	}
}

// pairs takes the pairs of name and value: status=403, client: 10.0.0.1.
func (g *gathered) pairs(line string, at int) {
	for at < len(line) {
		c := line[at]
		if c == ' ' || c == '\t' || c == ',' || c == ';' {
			at++
			continue
		}
		end := at
		for end < len(line) && (isDigit(line[end]) || line[end]|0x20 >= 'a' && line[end]|0x20 <= 'z' || strings.IndexByte("_-.@", line[end]) >= 0) {
			end++
		}
		name := line[at:end]
		is := partOf("", name)
		if is == isNothing && name == "reason" {
			is = isStatus
		}
		switch {
		case end > at && end < len(line) && line[end] == '=':
			end++
		case end > at && end+1 < len(line) && line[end] == ':' && line[end+1] == ' ':
			if end += 2; is == isNothing {
				at = end
				continue
			}
		default: // to the end of the word
			if i := strings.IndexAny(line[at:], " \t"); i >= 0 {
				at += i
				continue
			}
			return
		}
		from, to := end, end
		if from < len(line) && line[from] == '"' {
			from++
			to = stringEnd(line, from)
			at = min(to+1, len(line))
		} else {
			for to < len(line) && strings.IndexByte(" \t,;", line[to]) < 0 {
				to++
			}
			at = to
		}
		g.take(is, line[from:to], [2]int{from, to})
	}
}

// namedValue reports whether a line begins with a pair that logs begin with.
func namedValue(line string) bool {
	name, value, ok := strings.Cut(line[:min(len(line), 40)], "=")
	if !ok {
		return false
	}
	if verb, _, _ := strings.Cut(value, " "); isVerb(verb) && partOf("", name) == isMethod {
		return true
	}
	return partOf("", name) == isTime || name == "level" || name == "lvl"
}

// levelled reports whether a text begins with what programs call the weight of a line: a
// word, or, as Android has it, a letter behind the numbers of a process.
func levelled(text string) bool {
	words := strings.Fields(text[:min(len(text), 120)])
	if len(words) > 2 && isDigit(words[0][0]) && strings.Trim(words[0]+words[1], "0123456789-") == "" && len(words[2]) == 1 {
		return true
	}
	if len(words) > 1 && strings.Count(words[0], "-") == 1 && strings.Trim(words[0], "0123456789-") == "" {
		return true
	}
	for word := range strings.FieldsSeq(text[:min(len(text), 80)]) {
		switch strings.ToUpper(strings.Trim(word, "[]():,|-")) {
		case "ERROR", "ERR", "WARN", "WARNING", "INFO", "DEBUG", "NOTICE", "TRACE", "FATAL", "CRIT", "CRITICAL":
			return true
		}
	}
	return false
}
