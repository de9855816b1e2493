package vault

import (
	"math"
	"time"
)

// idle is the time since somebody was there, by two clocks: the wall clock runs
// on while the machine sleeps but can be set, the monotonic one the other way
// round.
type idle struct {
	now   func() time.Time // the wall clock
	limit time.Duration    // 0 for none
	timer *time.Timer

	wall, monotonic time.Time // when somebody was there
}

func (i *idle) touch() { i.wall, i.monotonic = i.now().Round(0), time.Now() }

// since is the longer of the two times. Where the clock was set back nobody knows
// how long the machine has slept, so it is over.
func (i *idle) since() time.Duration {
	wall := i.now().Round(0).Sub(i.wall)
	if wall < 0 {
		return math.MaxInt64
	}
	return max(wall, time.Since(i.monotonic))
}

func (i *idle) over() bool { return i.limit > 0 && i.since() >= i.limit }

func (i *idle) stop() {
	if i.timer != nil {
		i.timer.Stop()
		i.timer = nil
	}
}

// lock wipes the key and lets nobody get it but by [Store.Unlock].
func (p *protection) lock() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shut()
}

func (p *protection) shut() {
	p.locks++
	p.forget()
	p.locked = p.record != nil
}

// lockAfter sets how long the store may idle, 0 for ever.
func (p *protection) lockAfter(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle.limit = max(0, d)
	p.idle.touch()
	p.arm()
}

// touch says that the user is there.
func (p *protection) touch() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lockWhenIdle() // a touch after the time is over comes too late
	p.idle.touch()
}

// arm sets the timer for the moment when the store may have idled long enough.
func (p *protection) arm() {
	p.idle.stop()
	if p.idle.limit == 0 || p.key == nil {
		return
	}
	p.idle.timer = time.AfterFunc(p.idle.limit-p.idle.since(), func() {
		p.mu.Lock()
		p.lockWhenIdle()
		locked := p.locked
		p.arm()
		p.mu.Unlock()
		if locked {
			p.onLock()
		}
	})
}

// lockWhenIdle locks when the time is over. The timer sleeps while the machine
// does, so whoever needs the key looks as well.
func (p *protection) lockWhenIdle() {
	if p.key != nil && p.idle.over() {
		p.shut()
	}
}
