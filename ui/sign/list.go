package sign

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"playtoken/core/batch"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/words"
	"playtoken/ui/async"
	"playtoken/ui/viewmodel"
)

// ListState is everything that the panel for a list shows.
type ListState struct {
	Ask     string // what to put there
	Text    string // the list, while it is short enough to be shown
	Source  string // what the list is, when it is not shown: "Pasted: 2,000 rows"
	Columns []string
	Column  int
	Format  int

	Lacks   string // what the form lacks, "" when the list can be signed
	Ready   bool   // there is a list
	Working bool
	Part    float32 // of the rows done, 0 to 1
	Status  string
	Tone    viewmodel.Tone
	CanCopy bool
	CanSave bool
}

// Lister signs a whole list with the form as it stands. Its methods are called on
// the window's thread.
type Lister struct {
	p    *Presenter
	show func(ListState)

	text    []byte
	source  string
	columns []string
	column  int
	format  batch.Format

	running async.Latest
	working bool // a run is going on
	done    int
	out     []byte
	signer  *keys.Key // the key that signed it
	expires time.Time // the latest of it, the zero time where one has none
	status  string
	tone    viewmodel.Tone
	state   ListState
}

// listFormats are those to choose from, in the order of the panel.
var listFormats = []batch.Format{batch.CSV, batch.JSONLines}

// FormatNames are the names of the listFormats, in their order.
var FormatNames = []string{"CSV", "JSON lines"}

const (
	shownList = 4 << 10   // bytes of a list that is shown as text
	mostOut   = 256 << 20 // bytes of a result
	mostCopy  = 4 << 20   // bytes for the clipboard
)

// NewLister makes the panel's presenter and shows its first state.
func (p *Presenter) NewLister(show func(ListState)) *Lister {
	l := &Lister{p: p, show: show, format: batch.CSV}
	l.running.Do = p.services.Do
	l.update()
	return l
}

// State is what is shown now.
func (l *Lister) State() ListState { return l.state }

// SetText takes the list as it is typed.
func (l *Lister) SetText(text string) {
	if string(l.text) != text {
		l.take("", []byte(text))
	}
}

// Paste takes a list that was pasted. A long one is not shown: it reports whether
// that is so.
func (l *Lister) Paste(text string) bool {
	if len(text) <= shownList {
		return false
	}
	l.take("Pasted", []byte(text))
	return true
}

// Take takes a list out of a file.
func (l *Lister) Take(content []byte) { l.take("From the file", content) }

// Clear makes room for another list.
func (l *Lister) Clear() { l.take("", nil) }

func (l *Lister) take(source string, text []byte) {
	l.Cancel()
	l.text, l.source, l.out, l.status = text, source, nil, ""
	l.columns = batch.Head(text[:min(len(text), batch.MaxRow)], l.p.platform)
	isID := func(name string) bool { return batch.FieldNamed(l.p.platform, name) == platform.ID }
	l.column = max(0, slices.IndexFunc(l.columns, isID))
	l.update()
}

// SetColumn says which column of CSV has the ID.
func (l *Lister) SetColumn(i int) {
	l.column = i
	l.forget()
}

// SetFormat says how the tokens are written.
func (l *Lister) SetFormat(i int) {
	l.format = listFormats[i]
	l.forget()
}

// forget drops a result that is of another choice.
func (l *Lister) forget() {
	l.Cancel()
	l.out, l.status = nil, ""
	l.update()
}

// rows is about how many rows the list has: those of its lines that are not empty,
// without a head.
func (l *Lister) rows() int {
	n := 0
	for line := range bytes.Lines(l.text) {
		if len(bytes.TrimSpace(line)) > 0 {
			n++
		}
	}
	if len(l.columns) > 0 {
		n--
	}
	return n
}

// errTooLarge ends a run whose result would fill the memory.
var errTooLarge = errors.New("the result is larger than 256 MiB: sign a part of the list at a time")

// bounded is a buffer that does not grow without end.
type bounded struct{ bytes.Buffer }

// Write implements io.Writer.
func (b *bounded) Write(text []byte) (int, error) {
	if b.Len()+len(text) > mostOut {
		return 0, errTooLarge
	}
	return b.Buffer.Write(text)
}

// Start signs the list.
func (l *Lister) Start() {
	request, _ := l.p.request(l.p.services.Now())
	delete(request.Values, platform.ID)
	o := batch.SignOptions{Platform: l.p.platform, Request: request}
	if len(l.columns) > 0 {
		o.Column = l.columns[l.column]
	}
	l.working, l.done, l.out, l.status = true, 0, nil, ""
	text, rows, format := l.text, max(1, l.rows()), l.format
	type result struct {
		out     bounded
		sum     batch.Summary
		said    firstRows
		expires time.Time
		endless bool
		err     error
	}
	async.RunContext(&l.running, func(ctx context.Context) *result {
		r, shown := &result{}, 0
		progress := func(done int) {
			if percent := done * 100 / rows; percent > shown {
				shown = percent
				l.p.services.Do(func() {
					if ctx.Err() == nil && l.working {
						l.done = done
						l.update()
					}
				})
			}
		}
		sheet := batch.NewSheet(&r.out, format)
		write := func(rows []batch.SignRow) error {
			for _, row := range rows {
				r.said.add(row)
				if row.Signed == nil {
					continue
				}
				last := row.Signed.LastEnd()
				if last.After(r.expires) {
					r.expires = last
				}
				r.endless = r.endless || last.IsZero()
			}
			return sheet.Write(rows)
		}
		if r.sum, r.err = batch.Sign(ctx, bytes.NewReader(text), o, write, progress); r.err == nil {
			r.err = sheet.Close()
		}
		return r
	}, func(r *result) {
		l.working = false
		if r.err != nil {
			l.status, l.tone = words.Sentence(r.err), viewmodel.Wrong
		} else {
			l.out, l.signer, l.expires = r.out.Bytes(), request.Key, r.expires
			if r.endless {
				l.expires = time.Time{}
			}
			if r.sum.Failed == r.sum.Rows { // nothing was signed
				l.signer = nil
			}
			l.status, l.tone = summary(r.sum)
			l.status += cmp.Or(r.said.wrong, r.said.remark)
			if len(r.sum.Unused) > 0 {
				l.status += " " + r.sum.NotUsed()
			}
		}
		l.update()
	})
	l.update()
}

// firstRows are what there is to say of the first row without a token, and of the first with
// a remark.
type firstRows struct{ wrong, remark string }

func (f *firstRows) add(row batch.SignRow) {
	switch {
	case row.Signed == nil && f.wrong == "":
		f.wrong = fmt.Sprintf(" Line %d: %s", row.Line, row.Wrong)
	case row.Signed != nil && len(row.Signed.Remarks) > 0 && f.remark == "":
		f.remark = fmt.Sprintf(" Line %d: %s", row.Line, row.Signed.Remarks[0])
	}
}

// summary says what became of the rows.
func summary(s batch.Summary) (string, viewmodel.Tone) {
	rows := words.Count(s.Rows, "row")
	switch {
	case s.Rows == 0:
		return "There is no ID in the list.", viewmodel.Warning
	case s.Failed == 1 && s.Rows > 1:
		return "1 of " + rows + " has a problem. It is said in its place.", viewmodel.Warning
	case s.Failed > 0:
		return fmt.Sprintf("%s of %s have a problem. It is said in each.", words.Thousands(s.Failed), rows), viewmodel.Warning
	case s.Warned > 0:
		return fmt.Sprintf("%s signed, %s with a remark.", rows, words.Thousands(s.Warned)), viewmodel.Quiet
	}
	return rows + " signed.", viewmodel.Quiet
}

// Cancel ends the run that is going on.
func (l *Lister) Cancel() {
	if !l.working {
		return
	}
	l.running.Drop()
	l.working = false
	l.status, l.tone = "Stopped after "+words.Count(l.done, "row")+". Nothing was kept.", viewmodel.Quiet
	l.update()
}

// Copy copies the result.
func (l *Lister) Copy(done func()) {
	if l.state.CanCopy {
		l.release()
		l.p.copyToken("Tokens", string(l.out), done)
	}
}

// release tells that the result leaves the program.
func (l *Lister) release() {
	if l.signer != nil {
		l.p.services.Released(l.signer, l.expires)
	}
}

// Save writes the result to a file.
func (l *Lister) Save() {
	if !l.state.CanSave {
		return
	}
	l.release() // before it is written: a program that ends in between has left tokens
	name := map[batch.Format]string{batch.CSV: "tokens.csv", batch.JSONLines: "tokens.jsonl"}[l.format]
	l.p.services.Save(name, l.out, func(err error) {
		l.status, l.tone = "Saved.", viewmodel.Quiet
		if err != nil {
			l.status, l.tone = "The file could not be written: "+err.Error()+".", viewmodel.Wrong
		}
		l.update()
	})
}

// lacks says what keeps the form from being signed for any ID.
func (l *Lister) lacks() string {
	request, problems := l.p.request(l.p.services.Now())
	request.Values[platform.ID] = ""
	if len(problems) == 0 {
		_, problems = l.p.platform.Make(request)
	}
	var missing []string
	for _, pr := range problems {
		switch {
		case pr.Warning || pr.Field == platform.ID:
		case pr.Missing:
			missing = append(missing, l.p.name(pr.Field))
		default:
			return strings.TrimSuffix(l.p.name(pr.Field), ".") + ": " + pr.Text
		}
	}
	if len(missing) > 0 {
		return "The form is not complete. Still missing: " + inSentence(missing) + "."
	}
	return ""
}

func (l *Lister) update() {
	f, _ := l.p.platform.Field(platform.ID)
	rows := l.rows()
	s := ListState{
		Ask:     "One " + words.LowerFirst(f.Label) + " a line, or CSV with a header row. All else is taken from the form.",
		Columns: l.columns, Column: l.column, Ready: rows > 0, Lacks: l.lacks(),
		Working: l.working, Status: l.status, Tone: l.tone,
		CanCopy: l.out != nil && len(l.out) <= mostCopy, CanSave: l.out != nil && l.p.services.Save != nil,
	}
	if l.format == batch.JSONLines {
		s.Format = 1
	}
	if l.source == "" {
		s.Text = string(l.text)
	} else {
		s.Source = l.source + ": " + words.Count(rows, "row")
	}
	switch {
	case s.Working:
		s.Part = float32(l.done) / float32(max(1, rows))
		s.Status = fmt.Sprintf("%s of %s", words.Thousands(min(l.done, rows)), words.Thousands(rows))
	case s.Lacks != "" && s.Status == "":
		s.Status, s.Tone = s.Lacks, viewmodel.Warning
	case s.CanSave && !s.CanCopy:
		s.Status += " Too large to copy: save it to a file."
	}
	if l.out != nil {
		s.Part = 1
	}
	l.state = s
	l.show(s)
}
