// Package batch signs a whole list, one token for each ID in it, and judges the
// tokens of one: in the order of the list, on all cores.
//
// The list is read as it comes and its rows are handed over as they are done, so that
// memory does not grow with it. [Sheet] and [Table] write them as CSV or JSON.
//
// A list is lines with one ID each, or CSV (RFC 4180) with a head. What is wrong
// with one row is said in that row and counted; it does not keep the others from
// being signed. [Why] reads any text, such as the log of a server, line by line, and
// gives a row for each token. The package does no I/O of its own and keeps no token.
package batch

import (
	"context"
	"errors"
	"io"

	"playtoken/core/platform"
)

// MaxRow is how long one row may be, in bytes.
const MaxRow = 64 << 10

// ErrColumn is returned for a CSV column that is not in the list's head.
var ErrColumn = errors.New("the list has no such column")

// ErrKey is returned for a list that is a key: its lines would be written out as IDs, and
// signed into tokens that everyone can read.
var ErrKey = errors.New("the list is a key; a list has one ID in a line")

// ReadError is what a reader of the list returned.
type ReadError struct{ Err error }

// Error says that the list cannot be read, and why.
func (e *ReadError) Error() string { return "the list cannot be read: " + e.Err.Error() }

// Unwrap is the error of the reader.
func (e *ReadError) Unwrap() error { return e.Err }

// SignOptions say what is signed. How it is written a [Sheet] says.
type SignOptions struct {
	Platform *platform.Platform
	// Request is the form of every token, without the ID. A column of the list
	// named like a field of the platform fills that field, row by row.
	Request platform.Request
	// Column is the CSV column with the ID, by its name in the head. Where it is
	// empty the column "id", or called as the platform calls its ID, is taken, else
	// the first one, or the whole line where there are no columns.
	Column string
	// Workers is how many rows are signed at a time, 0 for as many as there are
	// cores.
	Workers int
}

// Summary is what became of a list.
type Summary struct {
	Rows   int // all rows with something in them, without the head
	Failed int // rows without a token
	Warned int // rows with a token and a remark
	// Unused are the names of the columns that no token is made of.
	Unused []string
}

// chunkRows is how many rows go from hand to hand at once.
const chunkRows = 64

// Sign signs a list. write takes the rows in their order, some at a time, on the
// caller's goroutine; progress, where there is one, is called there now and then with
// the number of rows done so far.
//
// The error is that of ctx, of reading or of write; a list without the column
// that was asked for gives [ErrColumn], one that is a key [ErrKey]. After a cancel one call of r.Read may still
// be under way.
func Sign(ctx context.Context, r io.Reader, o SignOptions, write func([]SignRow) error, progress func(done int)) (Summary, error) {
	in := &list{lines: newLines(r), column: o.Column, platform: o.Platform}
	if err := in.begin(); err != nil {
		return Summary{}, err
	}
	sum := Summary{Unused: in.unused}
	err := pipeline[row, SignRow]{
		workers: o.Workers,
		next:    in.refusingKeys(chunkRows),
		work:    o.sign,
		write: func(_ []row, rows []SignRow) error {
			if err := write(rows); err != nil {
				return err
			}
			sum.add(rows)
			if progress != nil {
				progress(sum.Rows)
			}
			return nil
		},
	}.run(ctx)
	return sum, err
}

func (s *Summary) add(rows []SignRow) {
	for _, r := range rows {
		s.Rows++
		switch {
		case r.Signed == nil:
			s.Failed++
		case len(r.Signed.Remarks) > 0:
			s.Warned++
		}
	}
}
