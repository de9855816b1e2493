// Package listing is the verdicts on a log, or on the tokens of a text, as a window or a page
// lists them: summed up, searched, filtered, sorted and worded. What is counted by cause
// [batch] counts.
package listing

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"playtoken/core/batch"
	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/logline"
	"playtoken/core/platform/all"
	"playtoken/core/words"
)

// List is the verdicts on a log. Take its rows, then End it.
type List struct {
	// Pasted tells that it is of the tokens of one text, and not of the lines of a file.
	Pasted bool
	Sum    batch.WhySummary
	Causes []cause.Code // that lead, the most frequent first
	Rows   []Row
	Places []int // of the rows that the filter leaves, in its order

	filter   Filter
	statuses bool // the lines tell of answers
	trouble  int  // rows to look at
	// Each row is of one of these, by its answer: refused, with another error, played, or
	// told of no answer and in trouble, or could not be read; what is left has none and no fault.
	refused, failed, played, unanswered, unread int
	met                                         map[cause.Code]met  // of what did not play
	in                                          map[cause.Code]int  // rows that played with a cause
	errors                                      map[cause.Code]bool // met with another error than a refusal
	from, to                                    time.Time
}

// met is how often a cause was met where it did not play, since when and for whom.
type met struct {
	n       int
	since   time.Time
	id      string // the ID that was met
	several bool   // and others
}

// Row is the verdict on one token, and what is shown of it.
type Row struct {
	batch.WhyRow
	Number string // of the line
	Text   string // the verdict in a few words, as of when it was asked for
	// When it was asked for, in UTC, and what was answered, "" where the line tells none; and
	// the ID that was asked for, else the host or the platform.
	Asked, Answer, Where string
	IsID                 bool // Where is an ID
}

// Take takes rows as [batch.Why] hands them over.
func (l *List) Take(rows []batch.WhyRow) error {
	for _, r := range rows {
		row := Row{WhyRow: r, Number: words.Thousands(r.Line), Text: briefly(r), Asked: clock(r.Time), Where: cmp.Or(r.PlaybackID, r.URLHost, labelOf(r.Platform)), IsID: r.PlaybackID != ""}
		if r.Status > 0 {
			row.Answer = strconv.Itoa(r.Status)
		}
		l.Rows = append(l.Rows, row)
	}
	return nil
}

// End takes the summary that goes with the rows, and lists those that are in trouble first.
func (l *List) End(sum batch.WhySummary) {
	l.Sum = sum
	l.met, l.in, l.errors = map[cause.Code]met{}, map[cause.Code]int{}, map[cause.Code]bool{}
	for i := range l.Rows {
		r := &l.Rows[i]
		at, err := time.Parse(time.RFC3339, r.Time) // the zero time where the line has none
		if err == nil {
			if l.from.IsZero() || at.Before(l.from) {
				l.from = at
			}
			if at.After(l.to) {
				l.to = at
			}
		}
		l.count(r, at)
	}
	l.Causes = slices.SortedFunc(maps.Keys(sum.Causes), func(a, b cause.Code) int {
		return cmp.Or(cmp.Compare(sum.Causes[b], sum.Causes[a]), cmp.Compare(a, b))
	})
	l.filter.All = l.Pasted || l.trouble == 0 || !l.statuses && l.trouble == len(l.Rows)
	l.list()
}

// count counts a row of a moment by its answer.
func (l *List) count(r *Row, at time.Time) {
	l.statuses = l.statuses || r.Status > 0
	if r.troubled() {
		l.trouble++
	}
	switch {
	case logline.Refuses(r.Status):
		l.refused++
	case r.Status >= 400:
		l.failed++
		l.errors[r.Code] = true
	case r.Status > 0:
		l.played++
		if r.Code != "" {
			l.in[r.Code]++
		}
		return
	case r.Verdict == batch.Unreadable:
		l.unread++
	case r.troubled():
		l.unanswered++
	}
	if r.Code == "" {
		return
	}
	m := l.met[r.Code]
	m.n++
	if !at.IsZero() && (m.since.IsZero() || at.Before(m.since)) {
		m.since = at
	}
	switch {
	case m.id == "":
		m.id = r.PlaybackID
	case r.PlaybackID != "" && r.PlaybackID != m.id:
		m.several = true
	}
	l.met[r.Code] = m
}

// troubled reports whether a row is one to look at.
func (r *Row) troubled() bool {
	return r.Code != "" || r.Status >= 400 || r.Verdict == batch.Unreadable
}

// State is the worst that is said of the list: something was refused or may fail, all played
// though something speaks against it, all played, or nothing can be told.
func (l *List) State() diagnosis.State {
	switch {
	case l.refused+l.failed+l.unanswered > 0:
		return diagnosis.Fails
	case l.trouble > 0:
		return diagnosis.MayFail
	case l.statuses && len(l.Rows) > 0:
		return diagnosis.Plays
	}
	return diagnosis.Unknown
}

// labelOf is what a platform is called.
func labelOf(name string) string {
	for _, p := range all.Platforms() {
		if p.Name == name {
			return p.Label
		}
	}
	return name
}

// clock is the time of day of a moment in RFC 3339.
func clock(at string) string {
	if len(at) == len("2006-01-02T15:04:05Z") {
		return at[11:19]
	}
	return at
}

// MostCopied is how many rows a clipboard takes.
const MostCopied = 10_000

// Text is the rows that are listed from one place to another, for a table of another program:
// a row a line with tabs between.
func (l *List) Text(from, to int) string {
	var b strings.Builder
	for _, at := range l.Places[from:to] {
		r := l.Rows[at]
		b.WriteString(strings.Join([]string{r.Number, r.Time, r.Answer, r.Headline, r.Where, r.Client}, "\t") + "\n")
	}
	return b.String()
}
