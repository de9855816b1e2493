package answer

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"time"

	"playtoken/core/batch"
	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/words"
)

// Log is what a log, a HAR or a list comes to.
type Log struct {
	State    State      `json:"state"`
	Headline string     `json:"headline"`
	About    string     `json:"about"` // "3,000 lines, 2,988 tokens"
	Causes   []LogCause `json:"causes"`
	Problem  string     `json:"problem"` // why it was not read to its end
}

// LogCause is one cause of a log, the most frequent first.
type LogCause struct {
	Code    cause.Code `json:"code"`
	Title   string     `json:"title"`
	Warning bool       `json:"warning"` // it may play all the same
	Count   string     `json:"count"`
	Share   string     `json:"share"`
	Part    float64    `json:"part"` // of all that have a cause
	Spread  string     `json:"spread"`
	Line    int        `json:"line"` // where it was met first
	Like    string     `json:"like"` // what is said of that line
}

// Log judges every token of a list, each as of the time of its line.
func (r *Reader) Log(ctx context.Context, in io.Reader, now time.Time, progress func(lines int)) Log {
	first := map[cause.Code]batch.WhyRow{}
	write := func(rows []batch.WhyRow) error {
		for _, row := range rows {
			if _, met := first[row.Code]; !met {
				first[row.Code] = row
			}
		}
		return nil
	}
	sum, err := batch.Why(ctx, in, batch.WhyOptions{Options: diagnosis.Options{Now: now, Keys: r.keys}}, write, progress)
	l := Log{State: State(diagnosis.Unknown), About: sum.Size()}
	if err != nil {
		l.Problem = logStopped
	}
	l.Headline = cmp.Or(sum.Words(), noTokenInLog)
	switch {
	case sum.Verdicts[diagnosis.Fails] > 0:
		l.State = State(diagnosis.Fails)
	case sum.Verdicts[diagnosis.MayFail] > 0:
		l.State = State(diagnosis.MayFail)
	case sum.Tokens == 0:
		l.State = None
	case sum.Verdicts[diagnosis.Plays] == sum.Tokens:
		l.State = State(diagnosis.Plays)
	}
	total := 0
	for _, n := range sum.Causes {
		total += n
	}
	codes := slices.SortedFunc(maps.Keys(sum.Causes), func(a, b cause.Code) int {
		return cmp.Or(cmp.Compare(sum.Causes[b], sum.Causes[a]), cmp.Compare(a, b))
	})
	for _, code := range codes {
		part := float64(sum.Causes[code]) / float64(total)
		l.Causes = append(l.Causes, LogCause{
			Code: code, Title: words.UpperFirst(cause.Of(code).Title), Warning: first[code].Verdict != diagnosis.Fails,
			Count: words.Thousands(sum.Causes[code]), Part: part,
			Share:  fmt.Sprintf("%.0f %%", math.Max(1, math.Round(part*100))),
			Spread: sum.Spread[code].Words(now), Line: first[code].Line, Like: first[code].Headline,
		})
	}
	return l
}

const (
	noTokenInLog = "No token found in any line"
	logStopped   = "It was not read to its end. What was read until then is below."
)
