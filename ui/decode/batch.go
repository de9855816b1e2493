package decode

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"sync/atomic"

	"playtoken/core/batch"
	"playtoken/core/diagnosis"
	"playtoken/core/token"
	"playtoken/ui/look"
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
	CanSave bool
}

// LogRow is the verdict on one token of a log.
type LogRow struct {
	Mood  look.Mood
	Line  string
	Text  string
	Where string // platform, ID and host
}

// logging is a log that is read, or was.
type logging struct {
	open, working bool
	name, problem string
	lines         int
	sum           batch.WhySummary
	table         []byte // CSV, as it is saved
	rows          []LogRow
	codes         []string // of the rows
	causes        []string // codes in the order of their number
	cause         int
	stop          context.CancelFunc
	run           int // counts the logs, so that what comes late of one is dropped
}

// ChooseLog asks for a log file and reads it.
func (p *Presenter) ChooseLog() {
	if p.services.OpenLog != nil {
		p.services.OpenLog(p.ReadLog)
	}
}

// ReadLog judges every token of a file, off the window's thread. open is called
// there too.
func (p *Presenter) ReadLog(name string, open func() (io.ReadCloser, error)) {
	p.closeLog()
	ctx, stop := context.WithCancel(context.Background())
	p.log = logging{open: true, working: true, name: name, stop: stop, run: p.log.run + 1}
	run, o := p.log.run, p.beside()
	p.update()
	go func() {
		var table bytes.Buffer
		var due atomic.Bool // one number on its way to the window is enough
		progress := func(lines int) {
			if due.Swap(true) {
				return
			}
			p.services.Do(func() {
				due.Store(false)
				if p.log.run == run && p.log.working {
					p.log.lines = lines
					p.update()
				}
			})
		}
		sum, err := judgeLog(ctx, open, &table, o, progress)
		done := logging{sum: sum, lines: sum.Lines, table: table.Bytes(), problem: logProblem(err)}
		done.rows, done.codes = logRows(done.table)
		done.causes = ranked(sum.Causes)
		p.services.Do(func() {
			if p.log.run == run {
				done.open, done.name, done.run, done.stop = true, name, run, func() {}
				p.log = done
				p.update()
			}
		})
	}()
}

func judgeLog(ctx context.Context, open func() (io.ReadCloser, error), w io.Writer, o diagnosis.Options, progress func(int)) (batch.WhySummary, error) {
	f, err := open()
	if err != nil {
		return batch.WhySummary{}, err
	}
	defer f.Close()
	return batch.Why(ctx, f, w, batch.WhyOptions{Options: o, Format: batch.CSV}, progress)
}

func logProblem(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.Canceled):
		return "Cancelled. What was read until then is below."
	}
	return "The file could not be read to its end: " + strings.TrimPrefix(token.Inert(err.Error()), "batch: ") + "."
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
	if i >= 0 && i <= len(p.log.causes) {
		p.log.cause = i
		p.update()
	}
}

// SaveLog writes the verdicts to a file, as CSV.
func (p *Presenter) SaveLog() {
	if p.services.SaveFile == nil || len(p.log.table) == 0 {
		return
	}
	p.services.SaveFile("verdicts.csv", p.log.table, func(err error) {
		if err != nil {
			p.services.Toast("The verdicts could not be saved: " + err.Error())
			return
		}
		p.services.Toast("Verdicts saved")
	})
}
