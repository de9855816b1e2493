package batch

import (
	"context"
	"fmt"
	"io"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/token"
)

// WhyOptions say how a list of tokens, URLs or log lines is judged.
type WhyOptions struct {
	// Options hold for every line: keys, platform, the moment asked about.
	Options diagnosis.Options
	// Workers is how many lines are judged at a time, 0 for as many as there are
	// cores.
	Workers int
}

// WhySummary is what was found in a list.
type WhySummary struct {
	Lines    int                     // all lines, the empty ones too
	Tokens   int                     // tokens judged
	Verdicts map[diagnosis.State]int // of the rows
	Causes   map[cause.Code]int      // the causes that lead, by their number of rows
}

// mostTokens is how many tokens of one line are judged.
const mostTokens = 100

// Why judges every token in a list, line by line. write takes the rows in the order
// of the list, some at a time, on the caller's goroutine. A line without a token has
// no row, unless a token was due in it.
//
// progress, where there is one, is called there now and then with the number of lines
// done. The error is that of ctx, of reading or of write. After a cancel one call of
// r.Read may still be under way.
func Why(ctx context.Context, r io.Reader, o WhyOptions, write func([]WhyRow) error, progress func(lines int)) (WhySummary, error) {
	in := newLines(r)
	return judgeAll(ctx, o, func() ([]line, error) { return someLines(in) }, o.judge, write, progress)
}

// WhyTokens is Why for the tokens of one text: in place of the line stands the
// number of the token, from 1. All of them are judged.
func WhyTokens(ctx context.Context, p extract.Paste, o WhyOptions, write func([]WhyRow) error, progress func(tokens int)) (WhySummary, error) {
	n := 0
	next := func() (list []int, err error) {
		for ; n < len(p.All) && len(list) < someCount; n++ {
			list = append(list, n)
		}
		if n == len(p.All) {
			err = io.EOF
		}
		return list, err
	}
	return judgeAll(ctx, o, next, func(i int) []WhyRow {
		return guarded(i+1, func() []WhyRow { return []WhyRow{o.token(i+1, p, i)} })
	}, write, progress)
}

// judgeAll hands over the rows that are made of the items of a list.
func judgeAll[In any](ctx context.Context, o WhyOptions, next func() ([]In, error), judge func(In) []WhyRow, write func([]WhyRow) error, progress func(int)) (WhySummary, error) {
	sum := WhySummary{Verdicts: map[diagnosis.State]int{}, Causes: map[cause.Code]int{}}
	err := pipeline[In, WhyRow]{
		workers: o.Workers,
		next:    next,
		work: func(ctx context.Context, list []In) (rows []WhyRow) {
			for _, item := range list {
				if ctx.Err() != nil {
					return nil
				}
				rows = append(rows, judge(item)...)
			}
			return rows
		},
		write: func(list []In, rows []WhyRow) error {
			if err := write(rows); err != nil {
				return err
			}
			sum.add(len(list), rows)
			if progress != nil {
				progress(sum.Lines)
			}
			return nil
		},
	}.run(ctx)
	return sum, err
}

// Lines go from hand to hand by the dozen, and long ones by fewer.
const (
	someCount = 64
	someBytes = 256 << 10
)

func someLines(in *lines) (list []line, err error) {
	for n := 0; len(list) < someCount && n < someBytes; {
		var l line
		if l, err = in.next(); err != nil {
			return list, err
		}
		list = append(list, l)
		n += len(l.text)
	}
	return list, nil
}

// guarded judges a line. A line that leads to a place where the program should not
// come does not keep the others from being read; what was thrown is not told, for it
// may hold a piece of the line.
func guarded(n int, judge func() []WhyRow) (rows []WhyRow) {
	defer func() {
		if recover() != nil {
			rows = []WhyRow{{Line: n, Verdict: diagnosis.Unknown, Headline: "This line could not be judged"}}
		}
	}()
	return judge()
}

// judge reads one line. Each token in it has a row.
func (o WhyOptions) judge(l line) []WhyRow {
	if l.long {
		return []WhyRow{{
			Line: l.n, Verdict: diagnosis.Unknown,
			Headline: fmt.Sprintf("This line is longer than %d KiB and was not read", MaxRow>>10),
		}}
	}
	return guarded(l.n, func() (rows []WhyRow) {
		p := extract.Read(l.text)
		if len(p.All) == 0 && !due(p) {
			if len(p.Unsure) == 0 {
				return nil
			}
			if row := o.token(l.n, p, 0); row.Token {
				return []WhyRow{row} // a key has opened it
			}
			return nil
		}
		for i := range max(1, min(len(p.All), mostTokens)) {
			rows = append(rows, o.token(l.n, p, i))
		}
		return rows
	})
}

// token judges one token of a text.
func (o WhyOptions) token(n int, p extract.Paste, i int) WhyRow {
	options := o.Options
	options.Token = i + 1
	return rowOf(n, i, diagnosis.ReadPaste(p, options))
}

// due reports whether a text without a token should have one: it has a URL, a
// parameter or an attribute for it. Of a log's other lines nothing is told.
func due(p extract.Paste) bool {
	return p.Absent != nil && (p.Absent.URL != nil || p.Absent.Name != "")
}

// rowOf sums a case up in a row.
func rowOf(n, nth int, c diagnosis.Case) WhyRow {
	row := WhyRow{Line: n, Nth: nth, Verdict: c.Verdict.State, Headline: token.Inert(c.Verdict.Headline), Token: c.Token != nil}
	if f := c.Verdict.Leading(); f != nil {
		row.Code = f.Code
	}
	if p := c.Platform; p != nil {
		row.Platform, row.PlaybackID = p.Name, token.Excerpt(p.IDOf(c.Token, c.URL), 200)
	}
	if c.URL != nil {
		row.URLHost = token.Excerpt(c.URL.Hostname(), 200)
	}
	return row
}

func (s *WhySummary) add(lines int, rows []WhyRow) {
	s.Lines += lines
	for _, r := range rows {
		s.Verdicts[r.Verdict]++
		if r.Token {
			s.Tokens++
		}
		if r.Code != "" {
			s.Causes[r.Code]++
		}
	}
}
