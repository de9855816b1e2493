package desktop

import "time"

// How the thread rests.
const (
	drawn = 35 * time.Millisecond  // in which the toolkit draws what has changed: two of its frames
	awake = 500 * time.Millisecond // after an event, for what follows the hand
	first = 2 * time.Second        // in which the window is drawn first
	nap   = time.Second            // the longest that work of the toolkit's own waits
)

// Rest lets the thread sleep while nothing happens, until the window is closed. The toolkit asks
// for events 60 times a second, whether there are any or not, which costs a hundredth of a core.
// Among its work it is given one that waits for the next event. It is called once, in a
// goroutine, when the toolkit runs.
func (t *Thread) Rest() {
	t.keepAwake(first)
	for t.open.Err() == nil {
		t.mu.Lock()
		busy := t.busy
		t.mu.Unlock()
		time.Sleep(time.Until(busy))
		given, ended := make(chan struct{}), make(chan struct{})
		t.do(func() {
			defer close(ended)
			select {
			case <-given:
				t.sleep()
			case <-t.open.Done(): // a toolkit that has ended runs this at once, where it is given
			}
		})
		close(given)
		<-ended
	}
}

// sleep waits for an event, on the window's thread, unless there is something to do.
func (t *Thread) sleep() {
	t.mu.Lock()
	if t.open.Err() != nil || t.queued > 0 || time.Now().Before(t.busy) {
		t.mu.Unlock()
		return
	}
	t.waiting = true
	t.mu.Unlock()
	begin := time.Now()
	t.wait(nap)
	took := time.Since(begin)
	t.mu.Lock()
	t.waiting = false
	woken := t.queued > 0
	t.mu.Unlock()
	if took < nap && !woken {
		t.keepAwake(awake)
	} else {
		t.keepAwake(drawn)
	}
}

// keepAwake leaves the toolkit its own pace for a time.
func (t *Thread) keepAwake(d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if until := time.Now().Add(d); until.After(t.busy) {
		t.busy = until
	}
}
