package batch

import (
	"context"
	"errors"
	"io"
	"runtime"
	"sync"
)

// pipeline hands items from a list to workers on all cores, and what they make of
// them to a writer, in the order of the list.
type pipeline[In, Out any] struct {
	workers int // 0 for as many as there are cores
	// next reads some items; with the last ones, or after them, io.EOF.
	next func() ([]In, error)
	// work makes something of some items. It stops early when ctx ends; what it
	// returns then is dropped.
	work func(ctx context.Context, items []In) []Out
	// write takes what was made of some items, in order, on the caller's goroutine.
	write func(items []In, made []Out) error
}

// chunk is some items on their way: from the list to a worker, and from there to
// the writer.
type chunk[In, Out any] struct {
	items []In
	done  chan []Out // filled once, by a worker
}

// run works until the list ends, or ctx, or the first error. After a cancel one
// call of next may still be under way: a list can hang, and nobody waits for it.
func (p pipeline[In, Out]) run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	workers := p.workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	work, order := make(chan chunk[In, Out]), make(chan chunk[In, Out], 2*workers)
	var wait sync.WaitGroup
	defer wait.Wait() // after the cancel, so that no worker outlives the call
	defer cancel()
	for range workers {
		wait.Go(func() { p.serve(ctx, work) })
	}
	var unread error // is set before order is closed
	go p.feed(ctx, &unread, work, order)
	for {
		c, ok := receive(ctx, order)
		if !ok && ctx.Err() == nil {
			return unread
		} else if !ok {
			return context.Cause(ctx)
		}
		made, ok := receive(ctx, c.done)
		if !ok {
			return context.Cause(ctx)
		}
		if err := p.write(c.items, made); err != nil {
			return err
		}
	}
}

func receive[T any](ctx context.Context, from <-chan T) (value T, ok bool) {
	select {
	case <-ctx.Done():
	case value, ok = <-from:
	}
	return value, ok
}

// serve works on what is handed out until there is no more.
func (p pipeline[In, Out]) serve(ctx context.Context, work <-chan chunk[In, Out]) {
	for {
		c, ok := receive(ctx, work)
		if !ok {
			return
		}
		c.done <- p.work(ctx, c.items)
	}
}

// feed reads the list and hands it out in two ways at once: to whoever has time,
// and to the writer in order. The channel to the writer is bounded, so that
// reading waits for writing.
func (p pipeline[In, Out]) feed(ctx context.Context, unread *error, work, order chan<- chunk[In, Out]) {
	defer close(order)
	defer close(work)
	for {
		items, err := p.next()
		if len(items) > 0 {
			c := chunk[In, Out]{items, make(chan []Out, 1)}
			for _, to := range []chan<- chunk[In, Out]{order, work} {
				select {
				case to <- c:
				case <-ctx.Done():
					return
				}
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			*unread = &ReadError{err} // behind what was read before
			return
		}
	}
}
