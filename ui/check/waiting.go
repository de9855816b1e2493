package check

import (
	"context"
	"time"

	"playtoken/ui/async"
)

// job is one request that is under way.
type job struct {
	host   string
	what   purpose
	slow   bool // it takes long enough to be told
	cancel context.CancelFunc
	stop   func() // ends the timer
}

// purpose is which part of the screen a request is for.
type purpose int

const (
	forAnswer purpose = iota
	forSecond
	forTrial
)

// slowAfter is how long a request may take until it is told that it is waited for.
const slowAfter = 500 * time.Millisecond

// waiting is the one request that is under way.
type waiting struct {
	do     async.Do
	after  async.After
	update func()
	job    *job // nil for none
	gaveUp bool // the last one was given up
}

// typed tells that the URL is another one.
func (w *waiting) typed() { w.gaveUp = false }

// request makes a request off the window's thread. What was given up is dropped.
func request[T any](w *waiting, what purpose, host string, work func(context.Context) T, done func(T)) {
	if w.job != nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	j := &job{host: host, what: what, cancel: cancel}
	w.job, w.gaveUp = j, false
	j.stop = w.after(slowAfter, func() {
		if w.job == j {
			j.slow = true
			w.update()
		}
	})
	go func() {
		result := work(ctx)
		cancel()
		w.do(func() {
			if w.job == j {
				w.end()
				done(result)
				w.update()
			}
		})
	}()
	w.update()
}

// end forgets the request that is under way.
func (w *waiting) end() {
	w.job.stop()
	w.job = nil
}

// Cancel gives up what is waited for, and reports whether there was anything.
func (w *waiting) Cancel() bool {
	if w.job == nil {
		return false
	}
	w.job.cancel()
	w.end()
	w.gaveUp = true
	w.update()
	return true
}
