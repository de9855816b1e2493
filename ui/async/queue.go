package async

import "sync"

// Queue does one piece of work after another, in the order in which they came,
// off the window's thread. The zero value is ready to use.
type Queue struct {
	mu      sync.Mutex
	due     []func()
	working bool
}

// Add does work when all that was added before is done.
func (q *Queue) Add(work func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.due = append(q.due, work)
	if !q.working {
		q.working = true
		go q.run()
	}
}

func (q *Queue) run() {
	for work := q.next(); work != nil; work = q.next() {
		work()
	}
}

// next takes the work that is due, nil when there is none and the queue rests.
func (q *Queue) next() func() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.due) == 0 {
		q.working = false
		return nil
	}
	work := q.due[0]
	q.due = q.due[1:]
	return work
}
