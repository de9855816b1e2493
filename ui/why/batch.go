package why

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"sync/atomic"

	"playtoken/core/batch"
	"playtoken/core/cause"
	"playtoken/core/token"
	"playtoken/ui/async"
	"playtoken/ui/viewmodel"
)

// Log is a file of many lines, each token in it judged.
type Log struct {
	Open    bool
	Working bool
	Title   string // "access.log"
	Count   string // "12,345 lines, 8,900 tokens"
	Problem string
	Causes  []string // to choose from, the first for all: "All 8,900", "the token expired: 120"
	Cause   int
	Rows    []LogRow // of that cause
	Opened  int      // the one whose token is read on the screen, -1 for none
	CanSave bool
}

// LogRow is the verdict on one token of a log.
type LogRow struct {
	Mood viewmodel.Mood
	Line string
	Text string
	// When it was asked for, what was answered and who asked, "" where the line tells none;
	// and the ID that was asked for, else the host or the platform.
	Asked, Status, Client, Where string
}

// logging is a log that is read, or was.
type logging struct {
	open, working bool
	pasted        bool // of the tokens of the text, not of a file
	name, problem string
	lines         int
	sum           batch.WhySummary
	rows          []logRow
	shown         []LogRow     // of the chosen cause
	places        []int        // where those stand among all
	opened        int          // the shown one whose token is read on the screen, -1 for none
	causes        []cause.Code // in the order of their number
	cause         int
	file          func() (io.ReadCloser, error) // nil where pasted
	stop          context.CancelFunc
	run           int // counts the logs, so that what comes late of one is dropped
}

// logRow is a row as core/batch gives it, and as it is shown.
type logRow struct {
	batch.WhyRow
	shown LogRow
}

// ChooseLog asks for a log file and reads it.
func (p *Presenter) ChooseLog() {
	if p.services.OpenLog != nil {
		p.services.OpenLog(p.ReadLog)
	}
}

// ReadLog judges every token of a file, off the window's thread. open is called
// there too, and again for each row that is opened.
func (p *Presenter) ReadLog(name string, open func() (io.ReadCloser, error)) {
	p.judgeAll(logging{name: name, file: open}, func(ctx context.Context, o batch.WhyOptions, write writing, progress func(int)) (batch.WhySummary, error) {
		f, err := open()
		if err != nil {
			return batch.WhySummary{}, err
		}
		defer f.Close()
		return batch.Why(ctx, f, o, write, progress)
	})
}

// JudgeTokens judges every token of the text.
func (p *Presenter) JudgeTokens() {
	if p.found == nil || len(p.found.Paste.All) < 2 {
		return
	}
	paste := p.found.Paste
	p.judgeAll(logging{name: "All tokens of the text", pasted: true}, func(ctx context.Context, o batch.WhyOptions, write writing, progress func(int)) (batch.WhySummary, error) {
		return batch.WhyTokens(ctx, paste, o, write, progress)
	})
}

// writing takes some rows of a list.
type writing func([]batch.WhyRow) error

// judgeAll makes the list of verdicts off the window's thread. l says of what.
func (p *Presenter) judgeAll(l logging, judge func(context.Context, batch.WhyOptions, writing, func(int)) (batch.WhySummary, error)) {
	p.closeLog()
	ctx, stop := context.WithCancel(context.Background())
	l.open, l.run, l.opened = true, p.log.run+1, -1
	p.log = l
	p.log.working, p.log.stop = true, stop
	o := batch.WhyOptions{Options: p.options()}
	p.update()
	go func() {
		done := l
		write := func(rows []batch.WhyRow) error {
			for _, r := range rows {
				done.rows = append(done.rows, logRow{r, rowWords(r)})
			}
			return nil
		}
		var due atomic.Bool // one number on its way to the window is enough
		sum, err := judge(ctx, o, write, func(lines int) {
			if due.Swap(true) {
				return
			}
			p.services.Do(func() {
				due.Store(false)
				if p.log.run == l.run && p.log.working {
					p.log.lines = lines
					p.update()
				}
			})
		})
		done.sum, done.lines, done.problem = sum, sum.Lines, logProblem(err)
		done.causes = ranked(sum.Causes)
		done.list()
		p.services.Do(func() {
			if p.log.run == l.run {
				done.stop = func() {}
				p.log = done
				p.update()
			}
		})
	}()
}

func logProblem(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.Canceled):
		return "Cancelled. What was read until then is below."
	}
	var unread *batch.ReadError
	if errors.As(err, &unread) {
		err = unread.Err
	}
	return "The file could not be read to its end: " + token.Inert(err.Error()) + "."
}

// leaveRow says that what is read comes from no row of the list. A list of the
// tokens of the text before is taken away.
func (p *Presenter) leaveRow() {
	p.log.opened = -1
	if p.log.pasted {
		p.closeLog()
	}
}

// chosen marks the row of a token of the text.
func (p *Presenter) chosen(i int) {
	if p.log.pasted && p.found != nil && i >= 0 && i < len(p.found.Paste.All) {
		p.log.opened = slices.IndexFunc(p.log.places, func(row int) bool { return p.log.rows[row].Line == i+1 })
	}
}

// StopLog stops reading; what was judged so far is shown.
func (p *Presenter) StopLog() {
	if p.log.working {
		p.log.stop()
	}
}

// CloseLog takes the log away.
func (p *Presenter) CloseLog() {
	p.closeLog()
	p.update()
}

func (p *Presenter) closeLog() {
	if p.log.stop != nil {
		p.log.stop()
	}
	p.log = logging{run: p.log.run + 1}
}

// ChooseCause lists the tokens of one cause, 0 all of them.
func (p *Presenter) ChooseCause(i int) {
	if i >= 0 && i <= len(p.log.causes) && i != p.log.cause {
		p.log.cause = i
		p.log.list()
		p.update()
	}
}

// list lists the rows of the chosen cause.
func (l *logging) list() {
	l.shown, l.places, l.opened = nil, nil, -1
	for i, r := range l.rows {
		if l.cause == 0 || r.Code == l.causes[l.cause-1] {
			l.shown, l.places = append(l.shown, r.shown), append(l.places, i)
		}
	}
}

// OpenRow reads the token of a row on the screen, from its line in the file.
func (p *Presenter) OpenRow(i int) {
	if i < 0 || i >= len(p.log.shown) || i == p.log.opened {
		return
	}
	p.log.opened = i
	row, open := p.log.rows[p.log.places[i]], p.log.file
	p.update()
	if p.log.pasted {
		p.Paste.choose(row.Line - 1)
		return
	}
	type line struct {
		text string
		err  error
	}
	p.Paste.again = nil
	async.Run(&p.Paste.taking, func() line {
		f, err := open()
		if err != nil {
			return line{err: err}
		}
		defer f.Close()
		text, err := batch.Line(context.Background(), f, row.Line)
		return line{text, err}
	}, func(l line) {
		if l.err != nil {
			p.log.opened = -1
			p.services.Toast(rowProblem(row.shown.Line, l.err))
			p.update()
			return
		}
		p.Paste.take(l.text, row.Nth, false)
	})
}

func rowProblem(line string, err error) string {
	switch {
	case errors.Is(err, batch.ErrNoLine):
		return "The file has changed: it has no line " + line + " now"
	case errors.Is(err, batch.ErrLongLine):
		return "Line " + line + " is too long to be read here"
	}
	return "Line " + line + " could not be read again: " + token.Inert(err.Error())
}

// SaveLog writes the verdicts to a file, as CSV.
func (p *Presenter) SaveLog() {
	if len(p.log.rows) > 0 {
		p.save("verdicts.csv", p.log.csv(), "verdicts")
	}
}

// csv is the whole list as it is saved.
func (l *logging) csv() []byte {
	var b bytes.Buffer
	table := batch.NewTable(&b, batch.CSV)
	for _, r := range l.rows {
		_ = table.Write([]batch.WhyRow{r.WhyRow}) // a buffer takes all
	}
	_ = table.Close()
	return b.Bytes()
}
