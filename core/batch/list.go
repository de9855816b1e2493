package batch

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"playtoken/core/keys/importer"
	"playtoken/core/platform"
)

// list is the list being read.
type list struct {
	lines    *lines
	platform *platform.Platform
	column   string

	comma  rune           // between columns, 0 where a line is one ID
	id     int            // the column with the ID
	fields map[int]string // columns that fill fields of the platform, by their names
	unused []string       // the names of the other columns
	doubt  int            // the line that looks like a head without a name that is known, 0 for none
}

// Head is the names of the columns of a list that begins like this; nil where it
// has none and each line, or the first column, is an ID.
func Head(begin []byte, p *platform.Platform) []string {
	in := &list{lines: newLines(strings.NewReader(string(begin))), platform: p}
	head, _, err := in.head()
	if err != nil {
		return nil
	}
	return head
}

// begin finds out what kind of list it is.
func (l *list) begin() error {
	head, first, err := l.head()
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return &ReadError{err}
	case head == nil && l.column != "":
		return fmt.Errorf("%w: %q", ErrColumn, l.column)
	case head == nil:
		return l.doubtHead(first)
	}
	return l.columns(head)
}

// doubtHead looks whether a first line that names no column that is known is a head all the
// same: words of letters alone, of which the first is no ID, above a line with one.
func (l *list) doubtHead(first line) error {
	var second line
	var err error
	for err == nil && strings.TrimSpace(second.text) == "" {
		second, err = l.lines.next()
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return &ReadError{err}
	}
	if err != nil {
		l.lines.unread([]line{first})
		return nil
	}
	l.lines.unread([]line{first, second})
	f, _ := l.platform.Field(platform.ID)
	id := func(in line) string {
		cells, err := split(in.text, l.comma)
		if err != nil || len(cells) == 0 || in.long {
			return ""
		}
		return strings.TrimSpace(cells[0])
	}
	if a, b := id(first), id(second); f.Check != nil && a != "" && b != "" && !strings.ContainsAny(first.text, "0123456789") && f.Check(a) != nil && f.Check(b) == nil {
		l.doubt = first.n
	}
	return nil
}

// columns finds the columns that matter by their names.
func (l *list) columns(head []string) error {
	l.id, l.fields = -1, map[int]string{}
	for i, name := range head {
		field := l.fieldNamed(name)
		switch {
		case l.column != "" && strings.EqualFold(name, l.column), l.column == "" && field == platform.ID && l.id < 0:
			l.id = i
		case field != "" && field != platform.ID:
			l.fields[i] = field
		case name != "":
			l.unused = append(l.unused, name)
		}
	}
	switch {
	case l.id >= 0:
	case l.column != "":
		return fmt.Errorf("%w: %q", ErrColumn, l.column)
	default:
		l.id = 0
		delete(l.fields, 0)
		l.unused = slices.DeleteFunc(l.unused, func(name string) bool { return name == head[0] })
	}
	return nil
}

// FieldNamed is the field of a platform that goes by a name in a head: its own, or its label,
// in letters of either size and with anything between its words; "" for none.
func FieldNamed(p *platform.Platform, name string) string {
	name = plainName(name)
	for _, f := range p.Fields {
		if name != "" && (name == plainName(f.Name) || name == plainName(f.Label)) {
			return f.Name
		}
	}
	return ""
}

// plainName is a name without what stands between its words: playbackid for playback_id.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

func (l *list) fieldNamed(name string) string { return FieldNamed(l.platform, name) }

// head reads the first row that is not empty. It is a head when one of its
// columns is named like a field or is the one that was asked for.
func (l *list) head() (head []string, first line, err error) {
	for strings.TrimSpace(first.text) == "" {
		if first, err = l.lines.next(); err != nil {
			return nil, first, err
		}
	}
	if first.long {
		return nil, first, nil
	}
	l.comma = separator(first.text)
	cells, err := split(first.text, l.comma)
	if err != nil {
		return nil, first, nil
	}
	known := false
	for i, name := range cells {
		cells[i] = strings.TrimSpace(name)
		known = known || l.fieldNamed(cells[i]) != "" || l.column != "" && strings.EqualFold(cells[i], l.column)
	}
	if !known {
		return nil, first, nil
	}
	return cells, first, nil
}

// separator is what stands between the columns of a row, 0 where there are none.
func separator(text string) rune {
	for _, c := range ",;\t" {
		if strings.ContainsRune(text, c) {
			return c
		}
	}
	return 0
}

// next reads up to n rows; io.EOF comes with or behind the last ones.
func (l *list) next(n int) (rows []row, err error) {
	for len(rows) < n {
		var first line
		if first, err = l.lines.next(); err != nil {
			return rows, err
		}
		if strings.TrimSpace(first.text) != "" {
			rows = append(rows, l.row(first))
		}
	}
	return rows, nil
}

// refusingKeys reads rows as next does, and looks at the first ones together: the lines of a
// key are IDs like others when each is looked at alone.
func (l *list) refusingKeys(n int) func() ([]row, error) {
	begun := false
	return func() ([]row, error) {
		rows, err := l.next(n)
		if !begun {
			begun = true
			var ids strings.Builder
			for _, r := range rows {
				ids.WriteString(r.id + "\n")
			}
			if importer.LooksLikeKey(ids.String()) {
				return nil, ErrKey
			}
		}
		return rows, err
	}
}

func (l *list) row(first line) row {
	r := row{line: first.n}
	if len(l.fields) > 0 {
		r.fields = map[string]string{}
	}
	if first.long {
		r.wrong = fmt.Sprintf("This row is longer than %d KiB and was not read.", MaxRow>>10)
		return r
	}
	if first.n == l.doubt {
		r.id, r.wrong = strings.TrimSpace(first.text), "This looks like the names of columns above IDs, and was not signed. Call the column of the IDs “id”, or leave this line out."
		return r
	}
	if l.comma == 0 {
		r.id = strings.TrimSpace(first.text)
		return r
	}
	cells, err := split(l.record(first), l.comma)
	switch {
	case err != nil:
		r.id = ""
		r.wrong = "The quotes in this row do not match."
		return r
	case l.id >= len(cells):
		r.wrong = fmt.Sprintf("This row has %d columns; the ID is in column %d.", len(cells), l.id+1)
		return r
	}
	r.id = strings.TrimSpace(cells[l.id])
	for i, field := range l.fields {
		if i < len(cells) && cells[i] != "" {
			r.fields[field] = cells[i]
		}
	}
	return r
}

// record is a row that a quoted line break spreads over several lines. Where the
// quotes are never closed, the first line stands alone and the others are read
// again as rows of their own.
func (l *list) record(first line) string {
	if strings.Count(first.text, `"`)%2 == 0 {
		return first.text
	}
	text := first.text
	var more []line
	for {
		next, err := l.lines.next()
		if err != nil || next.long || len(text)+1+len(next.text) > MaxRow {
			if err == nil {
				more = append(more, next)
			}
			l.lines.unread(more)
			return first.text
		}
		more = append(more, next)
		text += "\n" + next.text
		if strings.Count(next.text, `"`)%2 == 1 {
			return text
		}
	}
}

// split takes a row apart.
func split(text string, comma rune) ([]string, error) {
	switch {
	case comma == 0:
		return []string{text}, nil
	case !strings.Contains(text, `"`):
		return strings.Split(text, string(comma)), nil
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = comma
	return r.Read()
}
