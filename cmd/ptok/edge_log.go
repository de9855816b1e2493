package main

import (
	"io"
	"sync"
	"time"

	"playtoken/core/edge"
)

// requestLog writes a row a request. No request waits for whoever reads the rows: a program
// may want the first line alone, and never read on.
type requestLog struct {
	to     io.Writer
	row    func(edge.Entry) []byte // nil for a request that is not told
	broken chan struct{}           // closed when nothing more can be written
	done   chan struct{}           // closed when all is written

	lock  sync.Mutex
	wake  *sync.Cond
	rows  [][]byte
	lost  int // rows that were one too many
	ended bool
}

const (
	mostWaiting = 10_000 // rows
	// wholeWrite is how much a pipe takes at once, or not at all (PIPE_BUF): rows are whole
	// also where the program ends meanwhile.
	wholeWrite = 4096
	lastWords  = time.Second // for what waits, once the edge has ended
)

func newRequestLog(to io.Writer, row func(edge.Entry) []byte) *requestLog {
	l := &requestLog{to: to, row: row, broken: make(chan struct{}), done: make(chan struct{})}
	l.wake = sync.NewCond(&l.lock)
	return l
}

// add takes a request in; it is written once the log has begun.
func (l *requestLog) add(e edge.Entry) {
	row := l.row(e)
	if row == nil {
		return
	}
	l.lock.Lock()
	defer l.lock.Unlock()
	if len(l.rows) == mostWaiting {
		l.lost++
		return
	}
	l.rows = append(l.rows, row)
	l.wake.Signal()
}

// begin writes what comes first, and then row by row.
func (l *requestLog) begin(first []byte) {
	go func() {
		for piece := first; piece != nil; piece = l.next() {
			if _, err := l.to.Write(piece); err != nil {
				close(l.broken)
				return
			}
		}
		close(l.done)
	}()
}

// next waits for rows, and is as many of them as go into one write; nil at the end.
func (l *requestLog) next() (piece []byte) {
	l.lock.Lock()
	defer l.lock.Unlock()
	for len(l.rows) == 0 && !l.ended {
		l.wake.Wait()
	}
	for len(l.rows) > 0 && (piece == nil || len(piece)+len(l.rows[0]) <= wholeWrite) {
		piece, l.rows = append(piece, l.rows[0]...), l.rows[1:]
	}
	return piece
}

// end waits until all is written, or for a moment where nobody reads it, and says how many
// rows were not.
func (l *requestLog) end() (left int) {
	l.lock.Lock()
	l.ended = true
	l.wake.Signal()
	l.lock.Unlock()
	select {
	case <-l.done:
	case <-l.broken:
	case <-time.After(lastWords):
	}
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.lost + len(l.rows)
}
