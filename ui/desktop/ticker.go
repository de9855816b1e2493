package desktop

import (
	"time"

	"playtoken/ui/async"
)

// How often the clocks of the window move on.
const (
	Foreground = time.Second
	Background = 10 * time.Second
)

// Ticker calls a function on the window's thread at whole seconds, less often
// while the window is in the background.
type Ticker struct {
	do   async.Do
	tick func()
	pace chan time.Duration
}

// NewTicker starts a ticker in the foreground's pace. do runs tick on the window's
// thread.
func NewTicker(do async.Do, tick func()) *Ticker {
	t := &Ticker{do: do, tick: tick, pace: make(chan time.Duration, 1)}
	go t.run()
	return t
}

// Pace changes how often it ticks, beginning with one now.
func (t *Ticker) Pace(d time.Duration) { t.pace <- d }

func (t *Ticker) run() {
	every := Foreground
	timer := time.NewTimer(untilNext(time.Now(), every))
	for {
		select {
		case every = <-t.pace:
		case <-timer.C:
		}
		t.do(t.tick)
		timer.Reset(untilNext(time.Now(), every))
	}
}

// untilNext is the time to the next whole step of the clock.
func untilNext(now time.Time, every time.Duration) time.Duration {
	return now.Truncate(every).Add(every).Sub(now)
}
