package why

import (
	"context"
	"io"
	"strings"
	"sync/atomic"

	"playtoken/core/batch"
	"playtoken/core/batch/listing"
	"playtoken/ui/viewmodel"
)

// Log is a list of verdicts: on each token of a log file, or of the text.
type Log struct {
	*reading
	list *verdicts // nil while there is none

	// What it tells the panel of the text.
	fetch  func(text func(context.Context) (string, error), pick int, failed func(error))
	choose func(i int)
	whole  func(text string) // the file was a text, and no log
}

// LogState is what the panel shows.
type LogState struct {
	Open    bool
	Pasted  bool // it is of the tokens of the text
	Alone   bool // a row of it, or another text, is shown by itself
	Working bool
	Title   string // "access.log"
	About   string // "612 KB, 3,000 lines, 00:00:02 to 02:59:58 UTC"
	Problem string

	Mood             viewmodel.Mood
	Headline, Detail string

	Table  []listing.CauseRow
	Causes []string // to choose from, the first for all
	Cause  int
	Scopes []string // the rows that are in trouble, and all: "Refused 412", "All 3,000"
	Scope  int

	Search     string
	Sort       listing.Column
	Descending bool
	Rows       []LogRow
	Count      string // "412 rows"
	Nothing    string // what is searched for and stands in no row, in a sentence; "" where rows are left
	Opened     int    // the one whose token is read, -1 for none
	Facts      []viewmodel.Row
	CanSave    bool
}

// LogRow is a row of a log, and what it looks like.
type LogRow struct {
	*listing.Row
	Mood viewmodel.Mood
}

// verdicts is a list that is being made, or was.
type verdicts struct {
	name    string
	file    func() (io.ReadCloser, error) // nil of the tokens of the text
	working bool
	bytes   int64
	lines   int // read so far
	problem string
	list    listing.List
	shown   []LogRow // that the filter leaves
	opened  int      // the shown one whose token is read on the screen, -1 for none
	alone   bool     // the list is folded away, for what is read
	stop    context.CancelFunc
}

// show takes the rows that the filter leaves.
func (v *verdicts) show() {
	v.shown, v.opened = make([]LogRow, len(v.list.Places)), -1
	for i, at := range v.list.Places {
		r := &v.list.Rows[at]
		v.shown[i] = LogRow{r, moods[r.Verdict]}
	}
}

// can reports whether a log file can be asked for.
func (l *Log) can() bool {
	return l.services.OpenLog != nil && (l.found == nil || !l.found.Paste.HasKey)
}

// Choose asks for a file and reads it.
func (l *Log) Choose() {
	if l.services.OpenLog != nil {
		l.services.OpenLog(func(name string, open func() (io.ReadCloser, error)) { l.Open([]File{{name, open}}) })
	}
}

// Read judges every token of a file, off the window's thread. open is called
// there too, and again for each row that is opened.
func (l *Log) Read(name string, open func() (io.ReadCloser, error)) {
	size := new(atomic.Int64)
	l.run(verdicts{name: name, file: open}, size, func(ctx context.Context, o batch.WhyOptions, write writing, progress func(int)) (batch.WhySummary, error) {
		f, err := open()
		if err != nil {
			return batch.WhySummary{}, err
		}
		defer f.Close()
		return batch.Why(ctx, batch.Counting{Reader: f, N: size}, o, write, progress)
	})
}

// readText is Read for a log that was pasted: it is judged as a file is.
func (l *Log) readText(text string) {
	l.Read(pastedLog, func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil })
}

// JudgeTokens judges every token of the text: of a log each of its requests.
func (l *Log) JudgeTokens() {
	if l.found == nil {
		return
	}
	paste := l.found.Paste
	switch {
	case paste.IsLog():
		l.whole(l.text)
		return
	case len(paste.All) < 2:
		return
	}
	l.run(verdicts{name: "All tokens of the text", list: listing.List{Pasted: true}}, new(atomic.Int64), func(ctx context.Context, o batch.WhyOptions, write writing, progress func(int)) (batch.WhySummary, error) {
		return batch.WhyTokens(ctx, paste, o, write, progress)
	})
}

// writing takes some rows of a list.
type writing func([]batch.WhyRow) error

// run makes the list of verdicts off the window's thread. done says of what. What comes
// of a list that is not shown any more is dropped.
func (l *Log) run(done verdicts, size *atomic.Int64, judge func(context.Context, batch.WhyOptions, writing, func(int)) (batch.WhySummary, error)) {
	l.close()
	ctx, stop := context.WithCancel(context.Background())
	done.opened, done.stop = -1, stop
	running := done
	running.working = true
	l.list = &running
	o := batch.WhyOptions{Options: l.unasked(), About: listing.About}
	if done.file != nil { // what was said is of the text
		o.Options = l.with(beside{})
	}
	l.update()
	go func() {
		var due atomic.Bool // one number on its way to the window is enough
		sum, err := judge(ctx, o, done.list.Take, func(lines int) {
			if due.Swap(true) {
				return
			}
			l.services.Do(func() {
				due.Store(false)
				if l.list == &running {
					running.lines = lines
					l.update()
				}
			})
		})
		done.list.End(sum)
		done.bytes, done.problem = size.Load(), listing.Problem(err)
		done.show()
		l.services.Do(func() {
			if l.list == &running {
				l.list = &done
				l.update()
			}
		})
	}()
}

// leave says that what is read comes from no row of the list. A list of the tokens of
// the text before is taken away.
func (l *Log) leave() {
	switch {
	case l.list == nil:
	case l.list.list.Pasted:
		l.close()
	default:
		l.list.opened, l.list.alone = -1, true
	}
}

// Alone shows what is read by itself, or the list again.
func (l *Log) Alone(alone bool) {
	if l.list != nil {
		l.list.alone = alone
		l.update()
	}
}

// Stop stops reading; what was judged so far is shown.
func (l *Log) Stop() {
	if l.list != nil {
		l.list.stop()
	}
}

// Close takes the list away.
func (l *Log) Close() {
	l.close()
	l.update()
}

func (l *Log) close() {
	l.Stop()
	l.list = nil
}
