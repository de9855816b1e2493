package extract

import (
	"sort"
	"strings"

	"playtoken/core/logline"
)

// record is a line of a log in a text, an entry of a HAR, or all of a request and its answer.
type record struct {
	stretch
	logline.Entry
}

// mostEntry is how much of an entry of a HAR is read in a pasted text.
const mostEntry = 64 << 10

// shortestLine is less than a line of a log can have.
const shortestLine = 4

// records lists the lines of logs in a text, and gives the text with the URL of each in one
// piece: a log has host, path and query in columns of their own.
func records(text string, columns *logline.Columns) (joined string, list []record) {
	if allInToken(text) {
		return text, nil
	}
	if logline.BeginsDocument(text) {
		d := logline.Document{Most: mostEntry, MostText: mostEntry}
		give := func(it logline.Item) {
			if e, ok := logline.Read(string(it.Text), nil); ok {
				if it.Long || string(it.Text) != text[it.Start:it.End] {
					e.To = 0
				}
				list = append(list, record{stretch{it.Start, it.End}, e})
			}
		}
		d.Take(text, give)
		if rest := d.Rest(); rest != nil {
			give(*rest)
		}
		return join(text, list)
	}
	if strings.HasPrefix(text, "{") && !strings.Contains(text, "}\n{") && !strings.Contains(text, "}\r\n{") { // one object, over lines or not
		if e, ok := logline.Read(text, nil); ok {
			end := strings.LastIndexByte(text, '}') + 1
			list = append(list, record{stretch{0, max(end, int(e.To))}, e})
		}
		return join(text, list)
	}
	at := 0
	for line := range strings.Lines(text) {
		plain := strings.TrimRight(line, "\r\n")
		if len(plain) < shortestLine {
			at += len(line)
			continue
		}
		if head := logline.Head(plain); head != nil {
			columns = head
		} else if e, ok := logline.Read(plain, columns); ok {
			list = append(list, record{stretch{at, at + len(plain)}, e})
		}
		at += len(line)
	}
	if len(list) == 0 {
		e, ok := logline.Exchange(text)
		if !ok {
			e, ok = logline.Form(text)
		}
		if ok {
			list = append(list, record{stretch{0, len(text)}, e})
		}
	}
	return join(text, list)
}

// join writes the URL of each record in one piece, and moves the records along.
func join(text string, list []record) (string, []record) {
	var b strings.Builder
	done := 0 // of the text, as far as it is written
	for i, r := range list {
		old := text[r.start:r.end]
		whole := r.Joined(old)
		list[i].start = b.Len() + r.start - done
		list[i].end = list[i].start + len(whole)
		if whole != old {
			b.WriteString(text[done:r.start] + whole)
			done = r.end
		}
	}
	return b.String() + text[done:], list
}

// at is the record that a place in the text lies in, nil for none.
func (r *reader) at(place int) *record {
	i := sort.Search(len(r.records), func(i int) bool { return r.records[i].end > place })
	if i < len(r.records) && r.records[i].start <= place {
		return &r.records[i]
	}
	return nil
}

// asking is how many of the records have a token in them.
func (r *reader) asking(found []run) (n int) {
	last := -1
	for _, f := range found {
		i := sort.Search(len(r.records), func(i int) bool { return r.records[i].end > f.start })
		if i > last && i < len(r.records) && r.records[i].start <= f.start {
			n, last = n+1, i
		}
	}
	return n
}

// segments says of the tokens that were taken what the requests were answered to which
// theirs led, where those have no token and were refused, or are not there.
func (r *reader) segments(found []run, told map[string]answer) {
	if len(r.records) < 2 {
		return
	}
	var pairs logline.Pairs
	next := 0
	for i := range r.records {
		rec := &r.records[i]
		first := next
		for next < len(found) && found[next].start < rec.end {
			next++
		}
		switch {
		case first < next:
			if code := rec.Status; code > 0 && code < 400 {
				pairs.Taken(rec.Entry, first)
			}
		case logline.Refuses(rec.Status) || rec.Status == 404 || rec.Status == 410:
			if n, ok := pairs.Of(rec.Entry); ok {
				t := told[found[n].token]
				if t.segment == 0 || logline.Refuses(rec.Status) {
					t.segment = rec.Status
				}
				told[found[n].token] = t
			}
		}
	}
}

// behind says of a signed URL in the line of a log what it was answered, and what the requests
// were to which it led.
func (r *reader) behind(a address, p *Paste) {
	rec := r.at(a.start)
	if rec == nil || rec.Status == 0 {
		return
	}
	p.Status, p.Line = rec.Status, rec.Entry
	told := map[string]answer{}
	r.segments([]run{{start: a.start, end: a.end}}, told)
	p.Segment = told[""].segment
}
