package why

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"playtoken/core/batch"
	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/logline"
)

// logFound is what a list comes to.
type logFound struct {
	causes          []met
	refused, played int  // rows
	trouble         int  // rows with a cause, or that were refused
	statuses        bool // the lines tell of answers
	from, to        time.Time
}

// met is a cause, and whom it concerns.
type met struct {
	code        cause.Code
	rows        int
	worst       diagnosis.State // of their verdicts
	first, last time.Time
	clients     map[string]bool
	ids         map[string]bool
}

// logFilter is which rows are shown, and in which order.
type logFilter struct {
	all        bool // those without a fault as well
	cause      int  // 0 for all
	search     string
	sort       LogColumn
	descending bool
}

// look sums the rows up, and lists those that are in trouble first.
func (v *verdicts) look() {
	f := logFound{}
	by := map[cause.Code]*met{}
	for i := range v.rows {
		r := &v.rows[i]
		at, _ := time.Parse(time.RFC3339, r.Time)
		if !at.IsZero() {
			if f.from.IsZero() || at.Before(f.from) {
				f.from = at
			}
			if at.After(f.to) {
				f.to = at
			}
		}
		f.statuses = f.statuses || r.Status > 0
		if logline.Refuses(r.Status) {
			f.refused++
		}
		if r.Status > 0 && r.Status < 400 {
			f.played++
		}
		if r.troubled() {
			f.trouble++
		}
		if r.Code == "" {
			continue
		}
		m := by[r.Code]
		if m == nil {
			m = &met{code: r.Code, clients: map[string]bool{}, ids: map[string]bool{}}
			by[r.Code] = m
		}
		m.add(r, at)
	}
	for _, m := range by {
		f.causes = append(f.causes, *m)
	}
	slices.SortFunc(f.causes, func(a, b met) int {
		return cmp.Or(cmp.Compare(b.rows, a.rows), cmp.Compare(a.code, b.code))
	})
	v.found = f
	v.filter.all = v.pasted || f.trouble == 0 || !f.statuses && f.trouble == len(v.rows)
	v.list()
}

// mostMet is how many clients and IDs of a cause are told apart.
const mostMet = 10_000

func (m *met) add(r *logRow, at time.Time) {
	m.rows++
	if r.Verdict == diagnosis.Fails || m.worst == "" {
		m.worst = r.Verdict
	}
	if !at.IsZero() {
		if m.first.IsZero() || at.Before(m.first) {
			m.first = at
		}
		if at.After(m.last) {
			m.last = at
		}
	}
	if r.Client != "" && len(m.clients) < mostMet {
		m.clients[r.Client] = true
	}
	if r.PlaybackID != "" && len(m.ids) < mostMet {
		m.ids[r.PlaybackID] = true
	}
}

// troubled reports whether a row is one to look at.
func (r *logRow) troubled() bool {
	return r.Code != "" || logline.Refuses(r.Status) || r.Verdict == batch.Unreadable
}

// list lists the rows that the filter leaves, in its order.
func (v *verdicts) list() {
	f := v.filter
	search := strings.ToLower(strings.TrimSpace(f.search))
	v.shown, v.places, v.opened = nil, nil, -1
	for i := range v.rows {
		r := &v.rows[i]
		switch {
		case f.cause > 0 && r.Code != v.found.causes[f.cause-1].code, f.cause == 0 && !f.all && !r.troubled(), search != "" && !r.has(search):
			continue
		}
		v.places = append(v.places, i)
	}
	if f.sort != ByLine || f.descending {
		slices.SortStableFunc(v.places, func(a, b int) int {
			if f.descending {
				a, b = b, a
			}
			return v.rows[a].compare(&v.rows[b], f.sort)
		})
	}
	for _, i := range v.places {
		v.shown = append(v.shown, v.rows[i].shown)
	}
}

// has reports whether a text in small letters is in what a row is searched by.
func (r *logRow) has(text string) bool {
	for _, field := range [...]string{r.PlaybackID, r.Client, r.Agent, r.Path, r.URLHost, r.shown.Text} {
		if strings.Contains(strings.ToLower(field), text) {
			return true
		}
	}
	return r.shown.Line == text || r.shown.Status == text
}

func (r *logRow) compare(o *logRow, by LogColumn) int {
	switch by {
	case ByAsked:
		return cmp.Or(cmp.Compare(r.Time, o.Time), cmp.Compare(r.Line, o.Line))
	case ByStatus:
		return cmp.Compare(r.Status, o.Status)
	case ByCause:
		return cmp.Compare(r.shown.Text, o.shown.Text)
	case ByID:
		return cmp.Compare(r.shown.Where, o.shown.Where)
	case ByClient:
		return cmp.Compare(r.Client, o.Client)
	}
	return cmp.Compare(r.Line, o.Line)
}

// Filter chooses which rows of the log's list are shown, and in which order.
type Filter struct{ log *Log }

// relist lists anew after a change of the filter.
func (c *Filter) relist(change func(*logFilter)) {
	if v := c.log.list; v != nil && !v.working {
		before := v.filter
		if change(&v.filter); v.filter != before {
			v.list()
			c.log.update()
		}
	}
}

// ChooseCause lists the rows of one cause, 0 of all.
func (c *Filter) ChooseCause(i int) {
	if v := c.log.list; v != nil && i >= 0 && i <= len(v.found.causes) {
		c.relist(func(f *logFilter) { f.cause = i })
	}
}

// OnlyThis lists the rows with the cause of the open one.
func (c *Filter) OnlyThis() {
	if v := c.log.list; v != nil && v.opened >= 0 {
		code := v.rows[v.places[v.opened]].Code
		c.ChooseCause(slices.IndexFunc(v.found.causes, func(m met) bool { return m.code == code }) + 1)
	}
}

// ChooseScope lists the rows in trouble, or with 1 all.
func (c *Filter) ChooseScope(i int) {
	c.relist(func(f *logFilter) {
		if f.all = i == 1; f.all {
			f.cause = 0
		}
	})
}

// Search lists the rows in which a text occurs: in ID, client, agent, path or cause.
func (c *Filter) Search(text string) { c.relist(func(f *logFilter) { f.search = text }) }

// Sort sorts by a column, and by the one that it is sorted by the other way round.
func (c *Filter) Sort(by LogColumn) {
	c.relist(func(f *logFilter) { f.sort, f.descending = by, f.sort == by && !f.descending })
}
