// Package async runs slow work off the window's thread and brings only the
// newest answer back. Presenters use it; it knows no toolkit.
package async

import (
	"context"
	"time"
)

// Do runs a function on the window's thread. Tests run it at once or queue it.
type Do func(func())

// After calls a function on the window's thread when a time has passed. The
// function it returns stops that.
type After func(d time.Duration, f func()) (stop func())

// Latest runs one piece of work after another for the same purpose. When a new
// one begins before the last has answered, the last one is cancelled and its answer
// is dropped. It is used from the window's thread only.
type Latest struct {
	Do     Do
	cancel context.CancelFunc
}

// Begin cancels what is under way, for the work of the context that it returns. That one
// is done when the next work begins.
func (l *Latest) Begin() context.Context {
	l.Drop()
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	return ctx
}

// Drop cancels what is under way, and forgets the answer that is still due.
func (l *Latest) Drop() {
	if l.cancel != nil {
		l.cancel()
	}
}

// Run does work in a goroutine of its own and then apply on the window's thread,
// unless the work was cancelled in between.
func Run[T any](l *Latest, work func() T, apply func(T)) {
	RunContext(l, func(context.Context) T { return work() }, apply)
}

// RunContext is Run for work that ends when its context does.
func RunContext[T any](l *Latest, work func(context.Context) T, apply func(T)) {
	ctx, do := l.Begin(), l.Do // both of this thread: what holds l may be made anew meanwhile
	go func() {
		result := work(ctx)
		do(func() {
			if ctx.Err() == nil {
				apply(result)
			}
		})
	}()
}
