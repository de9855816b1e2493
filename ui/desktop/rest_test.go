package desktop

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// toolkit is a loop as the toolkit has it: it asks for events in its own pace, and runs between
// what it is given. It counts how often it asks.
type toolkit struct {
	given         chan func()
	events, wakes chan struct{}
	asked         atomic.Int64
	ended         atomic.Bool
}

func (k *toolkit) run(quit <-chan struct{}) {
	frame := time.NewTicker(time.Second / 60)
	for {
		select {
		case <-quit:
			k.ended.Store(true)
			return
		case f := <-k.given:
			f()
		case <-frame.C:
			k.asked.Add(1)
			select {
			case <-k.events:
			default:
			}
		}
	}
}

func (k *toolkit) do(f func()) {
	if k.ended.Load() {
		f()
		return
	}
	k.given <- f
}

func (k *toolkit) wait(longest time.Duration) {
	if k.ended.Load() {
		panic("waits for events of a toolkit that has ended")
	}
	select {
	case <-k.events:
	case <-k.wakes:
	case <-time.After(longest):
	}
}

func (k *toolkit) wake() { k.wakes <- struct{}{} }

// begin runs a toolkit whose thread rests.
func begin() (*toolkit, *Thread, chan struct{}) {
	k := &toolkit{given: make(chan func(), 100), events: make(chan struct{}, 1), wakes: make(chan struct{}, 100)}
	thread := NewThread()
	thread.do, thread.wait, thread.wake = k.do, k.wait, k.wake
	quit := make(chan struct{})
	go k.run(quit)
	go thread.Rest()
	time.Sleep(first + time.Second)
	return k, thread, quit
}

func TestThreadRests(t *testing.T) {
	for _, c := range []struct {
		name     string
		happens  func(k *toolkit, thread *Thread) // at each tenth of a second
		from, to int64                            // how often events are asked for in ten seconds
	}{
		{"nothing happens", func(*toolkit, *Thread) {}, 15, 50},
		{"a hand moves", func(k *toolkit, _ *Thread) { k.events <- struct{}{} }, 550, 610},
		{"work comes in", func(_ *toolkit, thread *Thread) { thread.Do(func() {}) }, 100, 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				k, thread, quit := begin()
				before := k.asked.Load()
				for range 100 {
					c.happens(k, thread)
					time.Sleep(time.Second / 10)
				}
				if n := k.asked.Load() - before; n < c.from || n > c.to {
					t.Errorf("asked for events %d times, want %d to %d", n, c.from, c.to)
				}
				thread.Close()
				time.Sleep(time.Second)
				close(quit)
			})
		})
	}
}

// Work is done and drawn at once, and an event is taken at once, wherever the thread is with its
// rest.
func TestThreadWakes(t *testing.T) {
	const frame = time.Second / 60
	for _, c := range []struct {
		name   string
		before func(k *toolkit)
		most   time.Duration // until work is done
	}{
		{"at rest", func(*toolkit) {}, 0},
		{"behind work of the toolkit's own", func(k *toolkit) {
			k.given <- func() { time.Sleep(time.Second / 10) }
			time.Sleep(time.Second/10 - time.Millisecond)
		}, time.Second / 10},
	} {
		t.Run(c.name, func(t *testing.T) {
			for passed := time.Duration(0); passed < 1100*time.Millisecond; passed += 3 * time.Millisecond {
				synctest.Test(t, func(t *testing.T) {
					k, thread, quit := begin()
					time.Sleep(passed)
					c.before(k)
					begin, done := time.Now(), make(chan time.Duration, 1)
					thread.Do(func() { done <- time.Since(begin) })
					if took := <-done; took > c.most {
						t.Errorf("%v on work was done after %v", passed, took)
					}
					frames := k.asked.Load()
					time.Sleep(frame + time.Millisecond)
					if k.asked.Load() == frames {
						t.Errorf("%v on what the work changed is not drawn", passed)
					}
					time.Sleep(passed)
					k.events <- struct{}{}
					time.Sleep(frame + time.Millisecond)
					if len(k.events) > 0 {
						t.Errorf("%v on an event waits", passed)
					}
					thread.Close()
					time.Sleep(2 * time.Second)
					close(quit)
				})
			}
		})
	}
}

// A toolkit that has ended runs what it is given where it is given: nothing waits for events then,
// and nobody who gives it something waits.
func TestThreadAfterTheToolkit(t *testing.T) {
	for wait := range 200 {
		synctest.Test(t, func(t *testing.T) {
			k, thread, quit := begin()
			time.Sleep(time.Duration(wait) * 11 * time.Millisecond)
			close(quit)
			synctest.Wait()
			for len(k.given) > 0 {
				<-k.given
			}
			thread.Do(func() {})
			thread.Close()
			time.Sleep(time.Minute)
		})
	}
}
