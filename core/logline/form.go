package logline

import (
	"strings"

	"playtoken/core/humantime"
)

// The names of the lines of a form, and of the head of a mail.
const (
	ofMail   = "|from|to|subject|von|an|betreff|objet|de|asunto|"
	ofDate   = "|date|datum|fecha|data|"
	ofTime   = "|time|timestamp|when|date/time|date and time|datetime|occurred at|request time|zeit|zeitpunkt|uhrzeit|datum/uhrzeit|heure|date et heure|hora|fecha y hora|ora|tijd|"
	ofAnswer = "|status|status code|http status|http code|http|response|response code|error|error code|code|answer|result|antwort|fehler|fehlercode|ergebnis|erreur|code d'erreur|réponse|respuesta|código|errore|risposta|foutcode|"
)

// Form reads what people fill in for a ticket: a line for the time, and one for the answer. The
// date of a mail is that of the mail.
func Form(text string) (e Entry, ok bool) {
	const most = 64 << 10
	if strings.Count(text[:min(len(text), most)], "\n") == 0 {
		return e, false
	}
	date, isMail := "", false
	for line := range strings.Lines(text[:min(len(text), most)]) {
		if len(line) > 256 { // of a URL
			continue
		}
		name, value, named := strings.Cut(strings.Trim(line, " \t\r\n>*-•"), ":")
		if !named {
			name, value, named = strings.Cut(name, "\t")
		}
		value = strings.Trim(value, " \t*")
		if !named || value == "" {
			continue
		}
		is := "|" + strings.ToLower(strings.Trim(name, " \t*")) + "|"
		switch {
		case strings.Contains(ofMail, is):
			isMail = true
		case strings.Contains(ofTime, is) && e.When == "":
			e.When = value
		case strings.Contains(ofDate, is):
			date = value
		case strings.Contains(ofAnswer, is) && e.Status == 0:
			for _, word := range strings.Fields(value) {
				if n := statusOf(strings.Trim(word, ",;.()\"'")); n >= 200 && e.Status == 0 {
					e.Status = n
				}
			}
		}
	}
	if date != "" && !isMail {
		e.When = strings.TrimSpace(date + " " + e.When)
	}
	if _, n := humantime.LogPrefix(e.When, noYear); n != len(e.When) {
		return Entry{}, false
	}
	e.Zoned = humantime.Zoned(e.When)
	return e, e.When != "" && e.Status > 0
}

// told takes a URL and a status that stand in a line as words, or as cells of a table, in any
// order.
func (g *gathered) told(line string, at int) {
	status := 0
	for from := at; from < len(line); {
		to := from
		for to < len(line) && strings.IndexByte(" \t\"|<>`", line[to]) < 0 && (strings.IndexByte(",;", line[to]) < 0 || !endsCell(line[from:to], line[to+1:])) {
			to++
		}
		switch word := line[from:to]; {
		case g.target == "" && (strings.HasPrefix(word, "https://") || strings.HasPrefix(word, "http://")):
			g.take(isTarget, word, [2]int{from, to})
			if verb := strings.Trim(line[at:from], " \t]"); g.Method == "" && isVerb(verb) {
				g.Method = verb
			}
		case status == 0 && len(word) < 8:
			if n := statusOf(strings.Trim(word, "()[]:.'")); n >= 200 {
				status = n
			}
		}
		from = to + 1
	}
	if g.target == "" || status == 0 {
		g.target, g.targetAt = "", [2]int{}
		return
	}
	g.Status = status
	g.signs++
}

// endsCell reports whether a comma or a semicolon stands behind a word of a line, and not inside
// of it as in a URL: a status comes next.
func endsCell(word, rest string) bool {
	return !strings.Contains(word, "://") || rest == "" || rest[0] == ' ' || rest[0] == '"' ||
		len(rest) >= 3 && statusOf(rest[:3]) > 0 && (len(rest) == 3 || strings.IndexByte(",; \t\r", rest[3]) >= 0)
}

// readWithin reads a line in which somebody tells at which time a URL was answered with what:
// the status stands next to the time.
func readWithin(line string) (Entry, bool) {
	const reach = 96
	url := strings.Index(line, "://")
	if url < 0 {
		return Entry{}, false
	}
	for at := 1; at < min(url, reach); at++ {
		if !isDigit(line[at]) || strings.IndexByte(" \t([", line[at-1]) < 0 {
			continue
		}
		_, n := humantime.LogPrefix(line[at:], noYear)
		if n < len("2025-10-09 08:53") || strings.IndexByte(line[at:at+n], ':') < 0 {
			continue
		}
		rest := strings.TrimLeft(line[at+n:], " \t:,-)]–")
		for _, word := range []string{"HTTP", "status", "Status", "error", "Error"} {
			rest = strings.TrimLeft(strings.TrimPrefix(rest, word), " ")
		}
		if len(rest) < 3 || statusOf(rest[:3]) < 400 || len(rest) > 3 && isDigit(rest[3]) {
			return Entry{}, false
		}
		g := gathered{}
		g.When = line[at : at+n]
		g.told(line, at+n)
		if g.target == "" {
			return Entry{}, false
		}
		return g.entry()
	}
	return Entry{}, false
}

// clock is the length of the time of day that a text begins with, and nothing of a day: 15:30:00
// or 15:30:00.123; 0 for none.
func clock(text string) int {
	if len(text) < 8 || text[2] != ':' || text[5] != ':' || text[0] > '2' || text[3] > '5' || text[6] > '5' {
		return 0
	}
	for i, c := range []byte(text[:8]) {
		if i != 2 && i != 5 && !isDigit(c) {
			return 0
		}
	}
	n := len("15:30:00")
	if n < len(text) && (text[n] == '.' || text[n] == ',') {
		n++
		for n < len(text) && isDigit(text[n]) {
			n++
		}
	}
	return n
}
