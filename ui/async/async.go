// Package async runs slow work off the window's thread and brings only the
// newest answer back. Presenters use it; it knows no toolkit.
package async

import "time"

// Do runs a function on the window's thread. Tests run it at once or queue it.
type Do func(func())

// After calls a function on the window's thread when a time has passed. The
// function it returns stops that.
type After func(d time.Duration, f func()) (stop func())

// Latest runs one piece of work after another for the same purpose. When a new
// one begins before the last has answered, the last one's answer is dropped.
// It is used from the window's thread only.
type Latest struct {
	Do Do
	n  int
}

// Run does work in a goroutine of its own and then apply on the window's thread,
// unless Run or Drop was called again in between.
func Run[T any](l *Latest, work func() T, apply func(T)) {
	l.n++
	mine := l.n
	go func() {
		result := work()
		l.Do(func() {
			if l.n == mine {
				apply(result)
			}
		})
	}()
}

// Drop forgets the answer that is still due.
func (l *Latest) Drop() { l.n++ }
