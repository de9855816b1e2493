package listing

import (
	"cmp"
	"slices"
	"strings"

	"playtoken/core/batch"
)

// Filter is which rows are listed, and in which order.
type Filter struct {
	All        bool   // those without a fault as well
	Cause      int    // of [List.Causes], from 1; 0 for all
	Search     string // in ID, client, agent, path, host or cause; or a line or a status
	Sort       Column
	Descending bool
}

// Column is a column that rows are sorted by.
type Column int

// The columns.
const (
	ByLine Column = iota
	ByAsked
	ByStatus
	ByCause
	ByID
	ByClient
)

// Heads are what the columns are called of a list of lines.
var Heads = [...]string{ByLine: "Line", ByAsked: "Asked", ByStatus: "Status", ByCause: "Cause", ByID: "Playback ID", ByClient: "Client"}

// Heads are what the columns of the list are called: of what are no lines the first one has
// their numbers.
func (l *List) Heads() []string {
	list := slices.Clone(Heads[:])
	if l.Sum.Unit != batch.UnitLine {
		list[ByLine] = "No."
	}
	return list
}

// Filter is what [List.Choose] has chosen.
func (l *List) Filter() Filter { return l.filter }

// Choose lists anew, and reports whether that changes anything.
func (l *List) Choose(f Filter) bool {
	if f.Cause < 0 || f.Cause > len(l.Causes) || f == l.filter {
		return false
	}
	l.filter = f
	l.list()
	return true
}

// By is the filter that sorts by a column, and by the one that it sorts by the other way round.
func (f Filter) By(c Column) Filter {
	f.Sort, f.Descending = c, f.Sort == c && !f.Descending
	return f
}

// list lists the rows that the filter leaves, in its order.
func (l *List) list() {
	f := l.filter
	search := strings.ToLower(strings.TrimSpace(f.Search))
	l.Places = nil
	for i := range l.Rows {
		r := &l.Rows[i]
		switch {
		case f.Cause > 0 && r.Code != l.Causes[f.Cause-1], f.Cause == 0 && !f.All && !r.troubled(), search != "" && !r.has(search):
			continue
		}
		l.Places = append(l.Places, i)
	}
	if f.Sort == ByLine && !f.Descending {
		return
	}
	slices.SortStableFunc(l.Places, func(a, b int) int {
		if f.Descending {
			a, b = b, a
		}
		return l.Rows[a].compare(&l.Rows[b], f.Sort)
	})
}

// has reports whether a text in small letters is in what a row is searched by.
func (r *Row) has(text string) bool {
	for _, field := range [...]string{r.PlaybackID, r.Client, r.Agent, r.Path, r.URLHost, r.Text} {
		if strings.Contains(strings.ToLower(field), text) {
			return true
		}
	}
	return r.Number == text || r.Answer == text
}

func (r *Row) compare(o *Row, by Column) int {
	switch by {
	case ByAsked:
		return cmp.Or(cmp.Compare(r.Time, o.Time), cmp.Compare(r.Line, o.Line))
	case ByStatus:
		return cmp.Compare(r.Status, o.Status)
	case ByCause:
		return cmp.Compare(r.Text, o.Text)
	case ByID:
		return cmp.Compare(r.Where, o.Where)
	case ByClient:
		return cmp.Compare(r.Client, o.Client)
	}
	return cmp.Compare(r.Line, o.Line)
}
