package extract

import (
	"strings"

	"playtoken/core/logline"
	"playtoken/core/once"
)

// answer is what a text tells of the answer that a token got.
type answer struct {
	run     run // where the token stands that got it
	code    int
	segment int           // what was answered where it led to, 0 for nothing known
	line    logline.Entry // the request itself, where it is a line of a log
	weak    bool          // another request was answered: a preflight, or one that only reports the URL
	beside  bool          // requests to other addresses stand beside it, whose answers are not this one's
}

// outweighs reports whether an answer counts more than one before it: an error does, unless
// the same request was answered well later.
func (a answer) outweighs(was answer) bool {
	switch {
	case a.weak != was.weak:
		return was.weak
	case was.code == 0:
		return a.code > 0 || was.line.URL == "" && a.line.URL != ""
	case was.code >= 400:
		return a.code > 0 && a.code < 400 && a.line.URL != "" && a.line.URL == was.line.URL && a.line.Client == was.line.Client && a.line.Method == was.line.Method
	}
	return a.code >= 400
}

// request is what an answer is to: a later answer to the same counts in place of the first.
type request struct{ token, url, client, method string }

// reports reports whether a request only carries a URL, in its own or in what it sends, or
// asks whether another may be sent.
func (r *reader) reports(rec *record, f run) bool {
	if rec.Method == "OPTIONS" {
		return true
	}
	before := r.text[rec.start:f.start]
	if i := strings.LastIndex(before, `"postData"`); i >= 0 && !strings.Contains(before[i:], `"response"`) {
		return true
	}
	for rest := rec.URL[min(len(rec.URL), 8):]; ; rest = rest[1:] {
		i := strings.IndexByte(rest, '=')
		if i < 0 {
			return false
		}
		if rest = rest[i:]; hasFoldPrefix(rest, "=http") {
			return strings.Contains(rest, f.token)
		}
	}
}

// statuses says which status a text tells of each token: that of its line in a log, else
// that between its line and the line of the next one, or between the two on one line, or
// where there is none that in front of all. Where a token comes again the first counts that
// none outweighs.
func (r *reader) statuses(found []run) map[string]answer {
	told, asked := map[string]answer{}, map[request]answer{}
	var order []request // in that of the text
	if len(found) == 0 {
		return told
	}
	text, left := r.text, mostTold
	var head *answer
	for i, from := 0, 0; i < len(found); {
		next, to := i+1, len(text)
		for ; next < len(found); next++ {
			last := found[next-1].start
			if at := strings.LastIndexByte(text[last:found[next].start], '\n'); at >= 0 {
				to = last + at + 1
				if above := strings.TrimRight(text[last:to], " \t\r\n"); strings.HasSuffix(above, ":") { // which speaks of what comes
					to = max(found[next-1].end, last+strings.LastIndexByte(above, '\n')+1)
				}
				break
			}
			// The answers of several requests in one line, as JSON has them.
			if found[next].token != found[next-1].token && found[next-1].end < found[next].start && statusIn(text[found[next-1].end:found[next].start], &left) > 0 {
				to = found[next].start
				break
			}
		}
		var here *answer
		for _, f := range found[i:next] {
			a := answer{run: f}
			if rec := r.at(f.start); rec != nil {
				a.line = rec.Entry
				a.code = rec.Status
				a.weak = r.reports(rec, f)
			}
			if a.code == 0 {
				if here == nil {
					told := toldBetween(text, from, to, f, &left)
					here = &told
				}
				a.code, a.segment, a.beside = here.code, here.segment, here.beside
			}
			req := request{f.token, a.line.URL, a.line.Client, a.line.Method}
			was, known := asked[req]
			if !known {
				order = append(order, req)
			}
			if !known || a.outweighs(was) {
				asked[req] = a
			}
		}
		i, from = next, to
	}
	for _, req := range order {
		if was, known := told[req.token]; !known || asked[req].outweighs(was) {
			told[req.token] = asked[req]
		}
	}
	for token, a := range told {
		if a.code == 0 {
			if head == nil {
				told := toldBetween(text, 0, found[0].start, found[0], &left)
				head = &told
			}
			a.code, a.beside = head.code, a.beside || head.beside
			told[token] = a
		}
	}
	r.segments(found, told)
	r.beside(found, told)
	return told
}

// consoleLine is a request as the console of a browser shows it.
var consoleLine = once.Regexp(`\b(?:GET|HEAD|POST|OPTIONS|PUT) (https?://[^\s"'<>?]+)`)

// toldBetween is what a piece of the text tells of the answer to the request with a token. What
// the line of a console tells of another address is that one's answer; of one at the same host
// it is that of what the manifest led to.
func toldBetween(whole string, from, to int, f run, left *int) (a answer) {
	const longest = 4 << 10
	text := whole[from:to]
	own := whole[lineStart(whole, f.start, longest):f.start]
	own, _, _ = strings.Cut(own[max(0, lastHTTP(own)):], "?")
	if !beginsURL(own) || !consoleLine().MatchString(text) {
		a.code = statusIn(text, left)
		return a
	}
	host := own[:strings.IndexByte(own+"/", ':')+3]
	host += own[len(host):][:strings.IndexByte(own[len(host):]+"/", '/')] + "/"
	var mine strings.Builder
	for line := range strings.Lines(text) {
		m := consoleLine().FindStringSubmatch(line)
		if m == nil || m[1] == own {
			mine.WriteString(line)
			continue
		}
		a.beside = true
		if code := statusIn(line, left); logline.Refuses(code) && strings.HasPrefix(m[1], host) {
			a.segment = code
		}
	}
	if a.code = statusIn(mine.String(), left); a.code == 0 || a.code >= 400 {
		a.segment = 0
	}
	return a
}

// beside takes what a person tells of the answer beside a line of a log that was answered
// well.
func (r *reader) beside(found []run, told map[string]answer) {
	if len(r.records) != 1 {
		return
	}
	rec := r.records[0]
	a := told[found[0].token]
	if a.code == 0 || a.code >= 400 || a.code != rec.Status {
		return
	}
	if code := status(r.text[:rec.start] + "\n" + r.text[rec.end:]); code >= 400 {
		a.code = code
		told[found[0].token] = a
	}
}
