package edge

import (
	"strings"
	"sync"
	"time"

	"playtoken/core/cause"
	"playtoken/core/platform"
)

// Entry is one request in the log. No token is in it.
type Entry struct {
	N        int            `json:"n"` // counted from 1
	Time     time.Time      `json:"time"`
	Method   string         `json:"method"`
	Host     string         `json:"host"` // the platform's, as asked for; "" for the edge's own pages
	Path     string         `json:"path"` // without query, tokens masked
	ID       string         `json:"id"`   // what was asked for, in the platform's terms, "" where that is not told
	Status   int            `json:"status"`
	Cause    cause.Code     `json:"cause"` // of a refusal, "" for none
	Said     string         `json:"said"`  // why, for the middle of a sentence; "" for nothing
	Platform string         `json:"platform"`
	Standing platform.Basis `json:"standing"`
	Client   string         `json:"client"` // the address that is said to ask
	// Again is the number of the refused request that a player repeats here without its
	// token, 0 for none.
	Again int `json:"again"`

	agent string
}

const (
	mostEntries = 1000
	soonAgain   = 10 * time.Second
)

// journal keeps the last entries.
type journal struct {
	lock  sync.Mutex
	list  []Entry
	count int // of all that there were
	from  int // count when it was cleared
}

// add gives an entry its number and keeps it. tokenless says that the request came without a
// token.
func (j *journal) add(e Entry, tokenless bool) Entry {
	j.lock.Lock()
	defer j.lock.Unlock()
	if tokenless {
		e.Again = j.refusedBefore(e)
	}
	e.N = j.count + 1
	for _, text := range []*string{&e.Method, &e.Host, &e.Path, &e.ID, &e.Said, &e.Client, &e.agent} {
		*text = strings.Clone(*text) // a piece of a request would keep all of it
	}
	if j.list == nil {
		j.list = make([]Entry, mostEntries)
	}
	j.list[j.count%mostEntries] = e
	j.count++
	return e
}

// refusedBefore is the refused request that the same client sent for the same thing a moment
// ago, with a token that time: there are players that try once more without.
func (j *journal) refusedBefore(e Entry) int {
	for i := j.count - 1; i >= j.first(); i-- {
		b := &j.list[i%mostEntries]
		switch {
		case e.Time.Sub(b.Time) > soonAgain:
			return 0
		case b.Client == e.Client && b.agent == e.agent && b.Host == e.Host && b.Path == e.Path:
			if b.Cause == cause.TokenAbsent || b.Cause == "" {
				return 0
			}
			return b.N
		}
	}
	return 0
}

// first is the oldest that is kept, the first one of all being 0.
func (j *journal) first() int { return max(j.from, j.count-mostEntries) }

func (j *journal) last() []Entry {
	j.lock.Lock()
	defer j.lock.Unlock()
	list := make([]Entry, 0, j.count-j.first())
	for i := j.count - 1; i >= j.first(); i-- {
		list = append(list, j.list[i%mostEntries])
	}
	return list
}

func (j *journal) clear() {
	j.lock.Lock()
	defer j.lock.Unlock()
	j.from = j.count
	j.list = nil
}
