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

	filter          Filter
	refused, played int  // rows
	trouble         int  // rows with a cause, or that were refused
	statuses        bool // the lines tell of answers
	from, to        time.Time
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
	for i := range l.Rows {
		r := &l.Rows[i]
		if at, err := time.Parse(time.RFC3339, r.Time); err == nil {
			if l.from.IsZero() || at.Before(l.from) {
				l.from = at
			}
			if at.After(l.to) {
				l.to = at
			}
		}
		l.statuses = l.statuses || r.Status > 0
		if logline.Refuses(r.Status) {
			l.refused++
		}
		if r.Status > 0 && r.Status < 400 {
			l.played++
		}
		if r.troubled() {
			l.trouble++
		}
	}
	l.Causes = slices.SortedFunc(maps.Keys(sum.Causes), func(a, b cause.Code) int {
		return cmp.Or(cmp.Compare(sum.Causes[b], sum.Causes[a]), cmp.Compare(a, b))
	})
	l.filter.All = l.Pasted || l.trouble == 0 || !l.statuses && l.trouble == len(l.Rows)
	l.list()
}

// troubled reports whether a row is one to look at.
func (r *Row) troubled() bool {
	return r.Code != "" || logline.Refuses(r.Status) || r.Verdict == batch.Unreadable
}

// State is the worst that is said of the list: none of those in it was refused or may fail,
// some were, or nothing can be told.
func (l *List) State() diagnosis.State {
	switch _, n := l.bad(); {
	case n > 0:
		return diagnosis.Fails
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
