package desktop

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// Thread is the window's thread.
type Thread struct {
	do   func(f func()) // the toolkit's
	wait func(longest time.Duration)
	wake func()

	open  context.Context // until it is closed
	close context.CancelFunc

	mu      sync.Mutex
	queued  int       // functions that are still to be run
	waiting bool      // for an event
	busy    time.Time // until when the toolkit keeps its own pace
}

// NewThread is the thread on which the toolkit runs.
func NewThread() *Thread {
	t := &Thread{do: fyne.Do, wait: waitEvents, wake: wakeEvents}
	t.open, t.close = context.WithCancel(context.Background())
	return t
}

// Do runs a function on the window's thread, or never when the window is closed.
func (t *Thread) Do(f func()) {
	t.mu.Lock()
	t.queued++
	if t.waiting { // under the lock: the toolkit does not end meanwhile
		t.wake()
	}
	t.mu.Unlock()
	t.do(func() {
		t.mu.Lock()
		t.queued--
		t.mu.Unlock()
		if t.open.Err() == nil {
			f()
			t.keepAwake(drawn)
		}
	})
}

// After calls a function on the window's thread when a time has passed.
func (t *Thread) After(d time.Duration, f func()) (stop func()) {
	timer := time.AfterFunc(d, func() { t.Do(f) })
	return func() { timer.Stop() }
}

// Close drops what is still to be run. The toolkit has no thread any more then: it
// would run each function where it is called, several at once on the same widgets.
func (t *Thread) Close() { t.close() }
