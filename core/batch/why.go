package batch

import (
	"context"
	"errors"
	"fmt"
	"io"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// WhyOptions say how a list of tokens, URLs or log lines is judged.
type WhyOptions struct {
	// Options hold for every line: keys, platform, the moment asked about.
	Options diagnosis.Options
	Format  Format
	// Workers is how many lines are judged at a time, 0 for as many as there are
	// cores.
	Workers int
}

// WhySummary is what was found in a list.
type WhySummary struct {
	Lines    int                // all lines, the empty ones too
	Tokens   int                // tokens judged
	Verdicts map[string]int     // verdicts of the rows written, by their words
	Causes   map[cause.Code]int // the causes that lead, by their number of rows
}

// mostTokens is how many tokens of one line are judged.
const mostTokens = 100

// Why judges every token in a list, line by line, and writes a table: the line,
// the verdict, the code of the finding that leads, the headline, the platform, the
// playback ID and the host of the URL. The rows stand in the order of the list.
// A line without a token has no row, unless a token was due in it.
//
// progress, where there is one, is called now and then on the caller's goroutine
// with the number of lines done. The error is that of ctx, of reading or of
// writing; what was written until then stays written, whole rows only. After a
// cancel one call of r.Read may still be under way.
func Why(ctx context.Context, r io.Reader, w io.Writer, o WhyOptions, progress func(lines int)) (WhySummary, error) {
	in := newLines(r)
	return tabled(ctx, w, o, func() ([]line, error) { return someLines(in) }, o.judge, progress)
}

// WhyTokens is Why for the tokens of one text: in place of the line stands the
// number of the token, from 1. All of them are judged.
func WhyTokens(ctx context.Context, p extract.Paste, w io.Writer, o WhyOptions, progress func(tokens int)) (WhySummary, error) {
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
	return tabled(ctx, w, o, next, func(i int) []whyRow {
		return guarded(i+1, func() []whyRow { return []whyRow{o.token(i+1, p, i)} })
	}, progress)
}

// tabled writes the rows that are made of the items of a list.
func tabled[In any](ctx context.Context, w io.Writer, o WhyOptions, next func() ([]In, error), judge func(In) []whyRow, progress func(int)) (WhySummary, error) {
	out := newTable(w, o.Format)
	sum := WhySummary{Verdicts: map[string]int{}, Causes: map[cause.Code]int{}}
	err := pipeline[In, whyRow]{
		workers: o.Workers,
		next:    next,
		work: func(ctx context.Context, list []In) (rows []whyRow) {
			for _, item := range list {
				if ctx.Err() != nil {
					return nil
				}
				rows = append(rows, judge(item)...)
			}
			return rows
		},
		write: func(list []In, rows []whyRow) error {
			if err := out.write(rows); err != nil {
				return err
			}
			sum.add(len(list), rows)
			if progress != nil {
				progress(sum.Lines)
			}
			return nil
		},
	}.run(ctx)
	return sum, errors.Join(err, out.flush())
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
func guarded(n int, judge func() []whyRow) (rows []whyRow) {
	defer func() {
		if recover() != nil {
			rows = []whyRow{{Line: n, Verdict: diagnosis.Unknown, Headline: "This line could not be judged"}}
		}
	}()
	return judge()
}

// judge reads one line. Each token in it has a row.
func (o WhyOptions) judge(l line) []whyRow {
	if l.long {
		return []whyRow{{
			Line: l.n, Verdict: diagnosis.Unknown,
			Headline: fmt.Sprintf("This line is longer than %d KiB and was not read", MaxRow>>10),
		}}
	}
	return guarded(l.n, func() (rows []whyRow) {
		p := extract.Read(l.text)
		if len(p.All) == 0 && !due(p) {
			return nil
		}
		for i := range max(1, min(len(p.All), mostTokens)) {
			rows = append(rows, o.token(l.n, p, i))
		}
		return rows
	})
}

// token judges one token of a text.
func (o WhyOptions) token(n int, p extract.Paste, i int) whyRow {
	options := o.Options
	options.Token = i
	return rowOf(n, diagnosis.ReadPaste(p, options))
}

// due reports whether a text without a token should have one: it has a URL, a
// parameter or an attribute for it. Of a log's other lines nothing is told.
func due(p extract.Paste) bool {
	return p.Absent != nil && (p.Absent.URL != nil || p.Absent.Name != "")
}

// rowOf sums a case up in a row.
func rowOf(n int, c diagnosis.Case) whyRow {
	row := whyRow{Line: n, Verdict: c.Verdict.State, Headline: token.Inert(c.Verdict.Headline), token: c.Token != nil}
	for _, f := range c.Verdict.Findings {
		if f.BecauseOf == "" && f.Severity != platform.Info {
			row.Code = f.Code
			break
		}
	}
	if p := c.Platform; p != nil {
		row.Platform = p.Name
		id := ""
		if c.URL != nil && p.URLID != nil {
			id = p.URLID(c.URL)
		}
		if id == "" && c.Token != nil && p.TokenID != nil {
			id = p.TokenID(c.Token)
		}
		row.PlaybackID = token.Excerpt(id, 200)
	}
	if c.URL != nil {
		row.URLHost = token.Excerpt(c.URL.Hostname(), 200)
	}
	return row
}

func (s *WhySummary) add(lines int, rows []whyRow) {
	s.Lines += lines
	for _, r := range rows {
		s.Verdicts[string(r.Verdict)]++
		if r.token {
			s.Tokens++
		}
		if r.Code != "" {
			s.Causes[r.Code]++
		}
	}
}
