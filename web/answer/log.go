package answer

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"playtoken/core/batch"
	"playtoken/core/batch/listing"
	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// Log is what a log, a HAR or a list comes to, and which of its rows are listed.
type Log struct {
	State    State      `json:"state"`
	Name     string     `json:"name"` // of the file
	Headline string     `json:"headline"`
	Detail   string     `json:"detail"`
	About    string     `json:"about"`   // "612 KB, 3,000 lines, 2,988 tokens"
	Problem  string     `json:"problem"` // why it was not read to its end
	Causes   []LogCause `json:"causes"`  // the most frequent first
	Every    string     `json:"every"`   // what all of them are called

	Listed
}

// LogCause is one cause of a log.
type LogCause struct {
	Code  cause.Code `json:"code"`
	Title string     `json:"title"`
	State State      `json:"state"` // the worst of its rows
	Count string     `json:"count"`
	Share string     `json:"share"`
	Part  float32    `json:"part"` // of the cause that was met most
	Since string     `json:"since"`
	Last  string     `json:"last"`
	Whom  string     `json:"whom"`
}

// Listed is which rows of a log are listed, and in which order.
type Listed struct {
	Rows   int      `json:"rows"`
	Count  string   `json:"count"`  // "412 rows"
	Scopes []string `json:"scopes"` // those in trouble, and all; none where nothing is in trouble
	All    bool     `json:"all"`
	Heads  []string `json:"heads"`
	Sort   int      `json:"sort"` // the head by which they are sorted
	Down   bool     `json:"down"`
	Cause  int      `json:"cause"`  // of the causes, from 1; 0 for all
	Search string   `json:"search"` // what all of them have
}

// LogRow is a row of a log.
type LogRow struct {
	State  State  `json:"state"`
	Line   string `json:"line"`
	Asked  string `json:"asked"`
	Status string `json:"status"`
	Text   string `json:"text"`
	Where  string `json:"where"` // cut in its middle
	Whole  string `json:"whole"` // Where, whole
	Client string `json:"client"`
}

// log is the list that is shown.
type log struct {
	listing.List
	paste extract.Paste // of which text, where the tokens of one are listed
	name  string
	size  atomic.Int64 // of what was read, in bytes
	now   time.Time
	why   string // it is not whole
}

// Log judges every token of a file, each as of the time of its line. progress is told how far
// it has come, in words. The list stays until the next one.
func (r *Reader) Log(ctx context.Context, name string, in io.Reader, now time.Time, progress func(string)) Log {
	l := &log{name: token.Excerpt(name, 80)}
	return r.judge(l, now, func(o batch.WhyOptions) (batch.WhySummary, error) {
		return batch.Why(ctx, batch.Counting{Reader: in, N: &l.size}, o, l.Take, func(lines int) { progress(l.Progress(lines)) })
	})
}

// Tokens judges every token of the text that was read last.
func (r *Reader) Tokens(ctx context.Context, name string, now time.Time, progress func(string)) Log {
	l := &log{name: name, List: listing.List{Pasted: true}}
	if r.last != nil {
		l.paste = r.last.Paste
	}
	return r.judge(l, now, func(o batch.WhyOptions) (batch.WhySummary, error) {
		return batch.WhyTokens(ctx, l.paste, o, l.Take, func(tokens int) { progress(l.Progress(tokens)) })
	})
}

func (r *Reader) judge(l *log, now time.Time, why func(batch.WhyOptions) (batch.WhySummary, error)) Log {
	r.log = l // at once: what is still read of another one comes late
	sum, err := why(batch.WhyOptions{Options: diagnosis.Options{Now: now, Keys: r.keys}, About: listing.About, Pause: r.Pause})
	l.End(sum)
	l.now, l.why = now, listing.Problem(err)
	shown := Log{State: State(l.State()), Name: l.name, About: l.About(l.size.Load(), now), Problem: l.why, Every: listing.AllCauses, Listed: l.listed()}
	if shown.Headline, shown.Detail = l.Head(); shown.Headline == "" {
		shown.State, shown.Headline = None, noTokenInLog
		if sum.Lines == 0 && err != nil {
			shown.Headline = nothingRead
			if errors.Is(err, context.Canceled) {
				shown.Problem = cancelled
			}
		}
	}
	for _, c := range l.Table() {
		shown.Causes = append(shown.Causes, LogCause{c.Code, c.Title, State(c.State), c.Count, c.Share, c.Part, c.Since, c.Last, c.Whom})
	}
	return shown
}

func (l *log) listed() Listed {
	f := l.Filter()
	return Listed{
		Rows: len(l.Places), Count: l.Count(), Scopes: l.Scopes(), All: f.All, Heads: l.Heads(), Sort: int(f.Sort), Down: f.Descending,
		Cause: f.Cause, Search: f.Search,
	}
}

// Choose lists other rows of the log: change has "all", "cause", "search" or "by", the head by
// which is sorted, or to the other side, in JSON.
func (r *Reader) Choose(change string) Listed {
	if r.log == nil {
		return Listed{}
	}
	f := r.log.Filter()
	to := struct {
		All    *bool   `json:"all"`
		Cause  *int    `json:"cause"`
		Search *string `json:"search"`
		By     *int    `json:"by"`
	}{Cause: &f.Cause, Search: &f.Search} // these stand for themselves
	if json.Unmarshal([]byte(change), &to) != nil {
		return r.log.listed()
	}
	if to.By != nil {
		f = f.By(listing.Column(*to.By))
	}
	if to.All != nil {
		if f.All = *to.All; f.All {
			f.Cause = 0
		}
	}
	r.log.Choose(f)
	return r.log.listed()
}

// Rows are those that are listed from one place to another.
func (r *Reader) Rows(from, to int) []LogRow {
	list := []LogRow{}
	if r.log == nil {
		return list
	}
	for i := max(0, from); i < min(to, len(r.log.Places)); i++ {
		row := r.log.row(i)
		list = append(list, LogRow{
			State: State(row.Verdict), Line: row.Number, Asked: row.Asked, Status: row.Answer, Text: row.Text,
			Where: row.Where, Whole: row.Where, Client: row.Client,
		})
		if row.IsID {
			list[len(list)-1].Where = platform.ShortID(row.Where)
		}
	}
	return list
}

func (l *log) row(i int) *listing.Row { return &l.List.Rows[l.Places[i]] }

// Opened is the row of a log whose token was read, with what its line says beside that.
type Opened struct {
	Answer
	Line  string `json:"line"`  // its number
	Cause int    `json:"cause"` // of the causes of the log, from 1, 0 for none
	Text  string `json:"text"`  // the line
	Nth   int    `json:"nth"`   // of the tokens of the text, from 1
	Error string `json:"error"` // why it could not be read again
}

// Open reads the token of a row again, out of the same file.
func (r *Reader) Open(ctx context.Context, i int, in io.Reader) Opened {
	if r.log == nil || i < 0 || i >= len(r.log.Places) {
		return Opened{}
	}
	row := r.log.row(i)
	o := Opened{Line: row.Number, Nth: row.Nth + 1}
	for n, code := range r.log.Causes {
		if code == row.Code {
			o.Cause = n + 1
		}
	}
	if r.log.Pasted {
		o.Text, o.Nth = r.log.paste.Text, row.Line
	} else {
		text, err := batch.Line(ctx, in, row.Line)
		if err != nil {
			o.Error = r.log.RowProblem(row, err)
			return o
		}
		o.Text = text
	}
	o.Answer = r.ReadToken(o.Text, o.Nth, r.log.now)
	if o.Cleaned {
		o.Text = o.Safe
	}
	facts := []Fact{{Label: "Asked", Code: askedAt(row.Time)}, {Label: "Status", Code: row.Answer}, {Label: "Playback ID", Code: row.PlaybackID}, {Label: "Client", Code: row.Client}, {Label: "Agent", Text: row.Agent}}
	o.Facts = slices.DeleteFunc(facts, func(f Fact) bool { return f.Text == "" && f.Code == "" })
	if r.last != nil && r.last.Token != nil {
		o.Facts = append(o.Facts, r.times(r.last)...)
	}
	return o
}

// askedAt is a moment in RFC 3339, in UTC, as it is read.
func askedAt(at string) string { return strings.Replace(strings.TrimSuffix(at, "Z"), "T", " ", 1) }

// Copied is what a clipboard is given.
type Copied struct {
	What string `json:"what"` // "412 rows"
	Text string `json:"text"`
}

// CopyRows are the rows that are listed from one place to another, as far as a clipboard takes
// them, with tabs between their columns.
func (r *Reader) CopyRows(from, to int) Copied {
	if r.log == nil {
		return Copied{}
	}
	to = min(to, len(r.log.Places), from+listing.MostCopied)
	if from < 0 || from >= to {
		return Copied{}
	}
	return Copied{rowsCopied(to - from), r.log.Text(from, to)}
}

// LogReport is the log for a ticket, as Markdown.
func (r *Reader) LogReport(mask bool) string {
	if r.log == nil {
		return ""
	}
	return r.log.Report(r.log.name, r.log.About(r.log.size.Load(), r.log.now), r.log.why, mask)
}
