package why

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/token"
)

// columns of the table that core/batch writes.
const (
	lineColumn, verdictColumn, codeColumn, headlineColumn, platformColumn, idColumn, hostColumn, columns = 0, 1, 2, 3, 4, 5, 6, 7
)

// logRows reads the table back for the list.
func logRows(table []byte) (rows []logRow) {
	r := csv.NewReader(bytes.NewReader(table))
	r.ReuseRecord = true
	for n := 0; ; n++ {
		c, err := r.Read()
		if err != nil {
			return rows
		}
		if n == 0 || len(c) != columns {
			continue
		}
		where := slices.DeleteFunc([]string{c[platformColumn], c[idColumn], c[hostColumn]}, func(s string) bool { return s == "" })
		row := logRow{LogRow: LogRow{
			Mood: moods[diagnosis.State(c[verdictColumn])], Line: strings.Clone(c[lineColumn]),
			Text: strings.Clone(c[headlineColumn]), Where: strings.Join(where, "  "),
		}, code: cause.Code(strings.Clone(c[codeColumn]))}
		row.line, _ = strconv.Atoi(row.Line)
		if last := len(rows) - 1; last >= 0 && rows[last].line == row.line {
			row.nth = rows[last].nth + 1
		}
		rows = append(rows, row)
	}
}

// ranked lists codes by their number, the most frequent first.
func ranked(causes map[cause.Code]int) (codes []cause.Code) {
	for code := range causes {
		codes = append(codes, code)
	}
	slices.SortFunc(codes, func(a, b cause.Code) int {
		return cmp.Or(cmp.Compare(causes[b], causes[a]), cmp.Compare(a, b))
	})
	return codes
}

// logged words the log.
func (p *Presenter) logged(s *State) {
	l := p.log
	w := Log{Open: l.open, Working: l.working, Title: token.Excerpt(l.name, 80), Problem: l.problem, Cause: l.cause}
	defer func() { s.Log = w }()
	if l.working {
		w.Count = "Reading: " + grouped(l.lines) + " lines so far"
		if l.pasted {
			w.Count = "Reading: " + grouped(l.lines) + " tokens so far"
		}
		return
	}
	if !l.open {
		return
	}
	w.Count = grouped(l.sum.Lines) + " lines, " + grouped(l.sum.Tokens) + " tokens"
	if l.pasted {
		w.Count = grouped(l.sum.Tokens) + " tokens"
	}
	for _, v := range []struct {
		state diagnosis.State
		word  string
	}{{diagnosis.Fails, "fail"}, {diagnosis.MayFail, "may fail"}, {diagnosis.Plays, "play"}, {diagnosis.Unknown, "unknown"}} {
		if n := l.sum.Verdicts[string(v.state)]; n > 0 {
			w.Count += ", " + grouped(n) + " " + v.word
		}
	}
	if w.CanSave = len(l.rows) > 0; w.CanSave {
		w.Count += ". Choose a row to read its token."
	}
	w.Causes = []string{"All " + grouped(len(l.rows))}
	for _, code := range l.causes {
		w.Causes = append(w.Causes, grouped(l.sum.Causes[code])+"  "+code.Words())
	}
	w.Rows, w.Opened = l.shown, l.opened
}

// grouped writes a number with a comma for each thousand.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
