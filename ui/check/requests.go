package check

import (
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"playtoken/core/edge"
)

// RequestsState is the list of what the edge was asked for, the latest first.
type RequestsState struct {
	Count  string // "26, of them 3 refused"
	Rows   []Row  // not changed once made
	Run    int    // counts the lists, so that a view need not compare
	New    int    // how many rows came since the list before
	Chosen int    // -1 for none
	Empty  string // in the place of the rows
}

// Row is one request, with what the player asked for again.
type Row struct {
	Sign         Sign
	Time, Status string
	Path         string
	Code, Said   string // of a refusal
	Again        string

	entry edge.Entry
}

// Requests lists what the edge was asked for, as it comes.
type Requests struct {
	p   *Presenter
	due atomic.Bool // news is on its way to the window

	drawn   time.Time // when news was shown last
	kept    []Row     // of edges that were stopped
	rows    []Row
	all     int // requests there were, as far as is known
	cleared int // the number of the last request before the list was cleared
	run     int
	fresh   int
	chosen  int
	refused int
}

// mostRows is how many requests are kept, as the edge does.
const mostRows = 1000

// every is the shortest time between two drawings of the list.
const every = 100 * time.Millisecond

// answered hears of a request, on any goroutine. One piece of news on its way is enough.
func (r *Requests) answered(edge.Entry) {
	if !r.due.Swap(true) {
		r.p.services.Do(r.arrived)
	}
}

// arrived draws the list, unless it was drawn just now: then a little later.
func (r *Requests) arrived() {
	if wait := every - r.p.services.Now().Sub(r.drawn); wait > 0 && wait <= every {
		r.p.services.After(wait, r.draw)
		return
	}
	r.draw()
}

// draw reads the log and shows it.
func (r *Requests) draw() {
	r.due.Store(false) // before the log is read: what comes from now on is news
	if r.p.Local.server == nil {
		return
	}
	r.drawn = r.p.services.Now()
	r.read(r.p.Local.server.Log())
	r.p.update()
}

// begin begins a list for an edge that was just started; the rows of the one before stay.
func (r *Requests) begin() {
	r.kept, r.all, r.cleared = r.rows, len(r.rows), 0
}

// read folds the entries of a log, the latest first: what a player asks for again stands
// under what was refused first.
func (r *Requests) read(log []edge.Entry) {
	rows := make([]Row, 0, len(log)+len(r.kept))
	again := map[int]int{} // the status of the second request, by the number of the first
	first := map[int]bool{}
	for _, e := range log {
		first[e.N] = true
	}
	for _, e := range log {
		if e.Again != 0 && first[e.Again] {
			again[e.Again] = e.Status
			continue
		}
		row := r.row(e)
		if status, ok := again[e.N]; ok {
			row.Again = askedAgain(status)
		}
		rows = append(rows, row)
	}
	r.all = len(r.kept) + len(rows)
	if len(log) == mostRows { // the edge has forgotten some
		r.all = max(r.all, len(r.kept)+log[0].N-r.cleared-len(again))
	}
	r.take(append(rows, r.kept...))
}

// take shows other rows, of which those before the latest one of the list before are new.
func (r *Requests) take(rows []Row) {
	fresh := 0
	if len(r.rows) > 0 {
		latest := r.rows[0].entry
		fresh = max(0, slices.IndexFunc(rows, func(row Row) bool { return row.entry == latest }))
	}
	r.rows = rows[:min(len(rows), mostRows)]
	r.run++
	r.fresh, r.refused = fresh, 0
	for _, row := range r.rows {
		if row.Sign == Refused {
			r.refused++
		}
	}
	if r.chosen >= 0 {
		r.chosen = min(r.chosen+r.fresh, len(r.rows)-1)
	}
}

func (r *Requests) row(e edge.Entry) Row {
	row := Row{
		Sign: Fine, Time: e.Time.UTC().Format(clock), Status: strconv.Itoa(e.Status), Path: shortPath(e),
		Code: string(e.Cause), Said: briefly(e.Said), entry: e,
	}
	if e.Status >= 400 {
		row.Sign = Refused
	}
	return row
}

// Choose chooses a row.
func (r *Requests) Choose(i int) {
	if i != r.chosen && i < len(r.rows) {
		r.chosen = i
		r.p.update()
	}
}

// Copy copies the chosen row, or all of them. No token is in it.
func (r *Requests) Copy(done func()) {
	if len(r.rows) == 0 {
		return
	}
	if r.chosen >= 0 {
		r.p.services.Copy(r.rows[r.chosen].line(), r.p.copied("Request", done))
		return
	}
	var lines []string
	for _, row := range r.rows {
		lines = append(lines, row.line())
	}
	r.p.services.Copy(strings.Join(lines, "\n")+"\n", r.p.copied("Requests", done))
}

// Clear forgets them.
func (r *Requests) Clear() {
	if s := r.p.Local.server; s != nil {
		if log := s.Log(); len(log) > 0 {
			r.cleared = log[0].N
		}
		s.Clear()
	}
	r.kept, r.rows, r.all, r.refused, r.chosen, r.fresh = nil, nil, 0, 0, -1, 0
	r.run++
	r.p.update()
}

func (r *Requests) shown() RequestsState {
	s := RequestsState{Rows: r.rows, Run: r.run, New: r.fresh, Chosen: r.chosen, Count: counted(len(r.rows), r.all, r.refused)}
	switch {
	case len(r.rows) > 0:
	case r.p.Local.server != nil:
		s.Empty = noRequests
		if len(r.p.Local.set().Signers) > 0 {
			s.Empty += " " + playSample
		}
	default:
		s.Empty = noRequestsIdle
	}
	return s
}
