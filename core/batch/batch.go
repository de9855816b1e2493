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
	"io"

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

// Sign signs a list. progress, where there is one, is called now and then on the
// caller's goroutine with the number of rows done so far.
//
// The error is that of ctx, of reading or of writing; a list without the column
// that was asked for gives [ErrColumn]. What was written until then stays written.
// After a cancel one call of r.Read may still be under way.
func Sign(ctx context.Context, r io.Reader, w io.Writer, o SignOptions, progress func(done int)) (Summary, error) {
	in := &list{lines: newLines(r), column: o.Column, platform: o.Platform}
	if err := in.begin(); err != nil {
		return Summary{}, err
	}
	out := newWriter(w, o.Format, in)
	var sum Summary
	err := pipeline[row, signed]{
		workers: o.Workers,
		next:    func() ([]row, error) { return in.next(chunkRows) },
		work:    o.sign,
		write: func(_ []row, rows []signed) error {
			if err := out.write(rows); err != nil {
				return err
			}
			sum.add(rows)
			if progress != nil {
				progress(sum.Rows)
			}
			return nil
		},
	}.run(ctx)
	if err == nil {
		err = out.end()
	}
	return sum, err
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
