package why

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"playtoken/core/batch"
	"playtoken/core/token"
)

// ChooseCause lists the tokens of one cause, 0 all of them.
func (l *Log) ChooseCause(i int) {
	if v := l.list; v != nil && i >= 0 && i <= len(v.causes) && i != v.cause {
		v.cause = i
		v.filter()
		l.update()
	}
}

// filter lists the rows of the chosen cause.
func (v *verdicts) filter() {
	v.shown, v.places, v.opened = nil, nil, -1
	for i, r := range v.rows {
		if v.cause == 0 || r.Code == v.causes[v.cause-1] {
			v.shown, v.places = append(v.shown, r.shown), append(v.places, i)
		}
	}
}

// chosen marks the row of a token of the text.
func (l *Log) chosen(i int) {
	if v := l.list; v != nil && v.pasted && l.found != nil && i >= 0 && i < len(l.found.Paste.All) {
		v.opened = slices.IndexFunc(v.places, func(row int) bool { return v.rows[row].Line == i+1 })
	}
}

// OpenRow reads the token of a row on the screen, from its line in the file.
func (l *Log) OpenRow(i int) {
	v := l.list
	if v == nil || i < 0 || i >= len(v.shown) || i == v.opened {
		return
	}
	v.opened = i
	row := v.rows[v.places[i]]
	l.update()
	if v.pasted {
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
		l.services.Fail(rowProblem(row.shown.Line, err))
		l.update()
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

// Save writes the verdicts to a file, as CSV.
func (l *Log) Save() {
	if l.list != nil && len(l.list.rows) > 0 {
		l.save("verdicts.csv", l.list.csv(), "verdicts")
	}
}

// csv is the whole list as it is saved.
func (v *verdicts) csv() []byte {
	var b bytes.Buffer
	table := batch.NewTable(&b, batch.CSV)
	for _, r := range v.rows {
		_ = table.Write([]batch.WhyRow{r.WhyRow}) // a buffer takes all
	}
	_ = table.Close()
	return b.Bytes()
}
