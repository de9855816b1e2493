package why

import (
	"bytes"
	"context"
	"slices"

	"playtoken/core/batch"
	"playtoken/core/batch/listing"
	"playtoken/core/words"
)

// chosen marks the row of a token of the text.
func (l *Log) chosen(i int) {
	if v := l.list; v != nil && v.list.Pasted && l.found != nil && i >= 0 && i < len(l.found.Paste.All) {
		v.opened = slices.IndexFunc(v.list.Places, func(row int) bool { return v.list.Rows[row].Line == i+1 })
	}
}

// OpenRow reads the token of a row on the screen, from its line in the file.
func (l *Log) OpenRow(i int) {
	v := l.list
	if v == nil || i < 0 || i >= len(v.shown) || i == v.opened {
		return
	}
	v.opened, v.alone = i, false
	row := v.list.Rows[v.list.Places[i]]
	l.update()
	if v.list.Pasted {
		l.choose(row.Line - 1)
		return
	}
	l.fetch(func(ctx context.Context) (string, error) {
		f, err := v.file()
		if err != nil {
			return "", err
		}
		defer f.Close()
		return batch.Line(ctx, f, row.Line)
	}, row.Nth, func(err error) {
		v.opened = -1
		l.services.Fail(v.list.RowProblem(&row, err))
		l.update()
	})
}

// Save writes the verdicts to a file, as CSV.
func (l *Log) Save() {
	if l.list != nil && len(l.list.list.Rows) > 0 {
		l.save("verdicts.csv", l.list.csv(), "verdicts")
	}
}

// Copy copies the row that is open, and CopyAll those that are shown, a row a line with
// tabs between.
func (l *Log) Copy(done func()) {
	if v := l.list; v != nil && v.opened >= 0 {
		l.copy("Row", v.list.Text(v.opened, v.opened+1), done)
	}
}

// copyFact copies one of the facts of the row.
func (l *Log) copyFact(text string, done func()) { l.copy("Value", text, done) }

// CopyAll is Copy for all rows that are shown.
func (l *Log) CopyAll(done func()) {
	if v := l.list; v != nil && len(v.shown) > 0 {
		n := min(len(v.shown), listing.MostCopied)
		l.copy(words.Count(n, "row"), v.list.Text(0, n), done)
	}
}

// csv is the whole list as it is saved.
func (v *verdicts) csv() []byte {
	var b bytes.Buffer
	table := batch.NewTable(&b, batch.CSV)
	for _, r := range v.list.Rows {
		_ = table.Write([]batch.WhyRow{r.WhyRow}) // a buffer takes all
	}
	_ = table.Close()
	return b.Bytes()
}
