package batch

import (
	"sync"
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/logline"
)

// known is a URL that was asked for, with a token in it or with the place for one, kept for the
// next lines of the same viewer, and its rows by the status of the answer. Where no URL was asked
// for it is a line without a token.
type known struct {
	diagnosis.Case
	lock    sync.Mutex
	settled map[int]settled
}

// settled is a row that stays what it is from one moment until another.
type settled struct {
	row         WhyRow
	from, until time.Time
}

// mostCases is how many a generation has, mostURL how long a URL is that is kept, and
// mostSettled how many statuses it has.
const (
	mostCases   = 2048
	mostURL     = 8 << 10
	mostSettled = 16
)

// rows are those of a line that asks for the URL: none for a token of somebody else.
func (k *known) rows(j *judge, n int, e logline.Entry) []judged {
	if e.To == 0 {
		e = k.Line()
	}
	if r := k.row(j, n, e); r.Token || r.Verdict != diagnosis.Unknown {
		return []judged{r}
	}
	return nil
}

// row is the row of a line that asks for the URL.
func (k *known) row(j *judge, n int, e logline.Entry) judged {
	at, timed := e.Time(j.options.Now)
	moment := at
	if !j.options.AsOf.IsZero() {
		moment = j.options.AsOf
	} else if !timed {
		moment = j.options.Now
	}
	k.lock.Lock()
	s, ok := k.settled[e.Status]
	k.lock.Unlock()
	if !ok || moment.Before(s.from) || !moment.Before(s.until) {
		r := j.row(n, 0, k.At(e))
		k.settle(r.WhyRow, j.options, moment)
		return r
	}
	r := judged{WhyRow: s.row}
	r.Line = n
	r.tell(e, at)
	r.related(e)
	return r
}

// settle keeps a row that stays as it is until the token ends. A token that is good at a
// moment, or refused for another reason than itself, is so until then: what a beginning
// asks for is fulfilled from there on. How long ago something was is told in no such row.
func (k *known) settle(r WhyRow, o diagnosis.Options, at time.Time) {
	if k.Token == nil || r.Code != "" && r.Code != cause.NotTheToken || o.VideoLength > 0 || k.ByViewer() {
		return
	}
	exp, ok := k.Token.Time("exp")
	if !ok || !exp.Usable() || !at.Before(exp.At) {
		return
	}
	k.lock.Lock()
	defer k.lock.Unlock()
	if k.settled == nil {
		k.settled = map[int]settled{}
	}
	if len(k.settled) < mostSettled {
		k.settled[r.Status] = settled{r, at, exp.At}
	}
}
