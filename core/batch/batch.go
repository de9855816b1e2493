// Package batch signs a whole list, one token for each ID in it, and judges the
// tokens of one: in the order of the list, on all cores.
//
// The list is read as it comes and written as it is done, so that memory does not
// grow with it:
//
//	summary, err := batch.Sign(ctx, list, out, batch.SignOptions{
//		Platform: platform.ByName("fastpix"), Request: form, Format: batch.CSV,
//	}, nil)
//
// A list is lines with one ID each, or CSV (RFC 4180) with a head. What is wrong
// with one row is written in that row's place and counted; it does not keep the
// others from being signed. [Why] reads any text, such as the log of a server, line
// by line, and writes a table of verdicts. The package does no I/O of its own and
// keeps no token.
package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"

	"playtoken/core/platform"
)

// Format is how the tokens are written.
type Format string

// The formats. CSV has a head and a column for each kind of URL; JSONLines is one
// object a line.
const (
	CSV       Format = "csv"
	JSONLines Format = "jsonl"
)

// MaxRow is how long one row may be, in bytes.
const MaxRow = 64 << 10

// ErrColumn is returned for a CSV column that is not in the list's head.
var ErrColumn = errors.New("batch: the list has no such column")

// SignOptions say what is signed and how it is written.
type SignOptions struct {
	Platform *platform.Platform
	// Request is the form of every token, without the ID. A column of the list
	// named like a field of the platform fills that field, row by row.
	Request platform.Request
	// Column is the CSV column with the ID, by its name in the head. Where it is
	// empty the column "id" is taken, else the first one, or the whole line where
	// there are no columns.
	Column string
	Format Format
	// Workers is how many rows are signed at a time, 0 for as many as there are
	// cores.
	Workers int
}

// Summary is what became of a list.
type Summary struct {
	Rows   int // all rows with something in them, without the head
	Failed int // rows without a token
	Warned int // rows with a token and a remark
}

// chunkRows is how many rows go from hand to hand at once.
const chunkRows = 64

// chunk is some rows on their way: from the list to a worker, and from there to
// the writer, who takes the chunks in the order of the list.
type chunk struct {
	rows []row
	done chan []signed // filled once, by a worker
}

// Sign signs a list. progress, where there is one, is called now and then on the
// caller's goroutine with the number of rows done so far.
//
// The error is that of ctx, of reading or of writing; a list without the column
// that was asked for gives [ErrColumn]. What was written until then stays written.
// After a cancel one call of r.Read may still be under way.
func Sign(ctx context.Context, r io.Reader, w io.Writer, o SignOptions, progress func(done int)) (Summary, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	in := &list{lines: newLines(r), column: o.Column, platform: o.Platform}
	if err := in.begin(); err != nil {
		return Summary{}, err
	}
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	work, order := make(chan chunk), make(chan chunk, 2*workers)
	var wait sync.WaitGroup
	defer wait.Wait() // after the cancel, so that no worker outlives the call
	defer cancel(nil)
	for range workers {
		wait.Go(func() { o.work(ctx, work) })
	}
	go feed(ctx, cancel, in, work, order)

	out := newWriter(w, o.Format, in)
	var sum Summary
	for {
		select {
		case <-ctx.Done():
			return sum, context.Cause(ctx)
		case c, ok := <-order:
			if !ok {
				return sum, finish(ctx, out)
			}
			var rows []signed
			select {
			case <-ctx.Done():
				return sum, context.Cause(ctx)
			case rows = <-c.done:
			}
			if err := out.write(rows); err != nil {
				return sum, fmt.Errorf("batch: write: %w", err)
			}
			sum.add(rows)
			if progress != nil {
				progress(sum.Rows)
			}
		}
	}
}

// work signs what is handed out until there is no more. It does not wait for a
// list that hangs after a cancel.
func (o SignOptions) work(ctx context.Context, work <-chan chunk) {
	for {
		select {
		case <-ctx.Done():
			return
		case c, ok := <-work:
			if !ok {
				return
			}
			c.done <- o.sign(ctx, c.rows)
		}
	}
}

// finish ends the output. The feeder closes its channel for an error as well.
func finish(ctx context.Context, out *writer) error {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	return out.end()
}

// feed reads the list and hands it out in chunks, in two ways at once: to whoever
// has time, and to the writer in order. The channel to the writer is bounded, so
// that reading waits for writing.
func feed(ctx context.Context, cancel context.CancelCauseFunc, in *list, work, order chan<- chunk) {
	defer close(order)
	defer close(work)
	for {
		rows, err := in.next(chunkRows)
		if len(rows) > 0 {
			c := chunk{rows, make(chan []signed, 1)}
			for _, to := range []chan<- chunk{order, work} {
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
			cancel(fmt.Errorf("batch: read: %w", err))
			return
		}
	}
}

func (s *Summary) add(rows []signed) {
	for _, r := range rows {
		s.Rows++
		switch {
		case r.token == nil:
			s.Failed++
		case len(r.token.Remarks) > 0:
			s.Warned++
		}
	}
}
