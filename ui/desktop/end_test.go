package desktop

import (
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// However the program is ended, what is due is done once, before the process ends, and that ends
// soon even where the toolkit never does.
func TestEnd(t *testing.T) {
	const hangs = time.Hour
	for name, c := range map[string]struct {
		begin   func(e *End)
		running bool
		toolkit time.Duration // how long it takes to end, once it is asked
		last    time.Duration // how long what is due takes
		status  int
		after   time.Duration
	}{
		"a person":                      {(*End).Begin, true, 100 * time.Millisecond, 0, 0, 100 * time.Millisecond},
		"the toolkit waits for itself":  {(*End).Begin, true, hangs, 0, 0, endLimit},
		"a slow clipboard":              {(*End).Begin, true, 100 * time.Millisecond, time.Second, 0, time.Second},
		"SIGTERM":                       {term(syscall.SIGTERM), true, 100 * time.Millisecond, 0, 0, 100 * time.Millisecond},
		"SIGTERM, the toolkit waits":    {term(syscall.SIGTERM), true, hangs, 0, 0, endLimit},
		"SIGHUP, the toolkit waits":     {term(syscall.SIGHUP), true, hangs, time.Second, 0, endLimit},
		"SIGINT before there is window": {term(os.Interrupt), false, hangs, 0, 130, 0},
		"SIGTERM before, slow":          {term(syscall.SIGTERM), false, hangs, time.Second, 143, time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start, done := time.Now(), 0
				var lock sync.Mutex
				var statuses []int
				var ended time.Duration
				e := newEnd(nil, func() { time.Sleep(c.last); done++ })
				e.exit = func(status int) {
					lock.Lock()
					defer lock.Unlock()
					if len(statuses) > 0 { // the process is no more
						return
					}
					if statuses, ended = append(statuses, status), time.Since(start); done != 1 {
						t.Errorf("what is due was done %d times", done)
					}
				}
				var asked atomic.Bool
				e.quit = func() { // the toolkit ends, and main goes on
					asked.Store(true)
					time.Sleep(c.toolkit)
					e.Now(0)
				}
				if c.running {
					e.Running()
				}
				c.begin(e)
				if synctest.Wait(); c.running && !asked.Load() { // a person has closed the window
					go e.quit()
				}
				time.Sleep(2 * hangs)
				lock.Lock()
				defer lock.Unlock()
				if !slices.Equal(statuses, []int{c.status}) || ended != c.after || done != 1 {
					t.Errorf("ended with %v after %v, want %d after %v", statuses, ended, c.status, c.after)
				}
			})
		})
	}
}

func term(s os.Signal) func(e *End) { return func(e *End) { e.signalled(s) } }
