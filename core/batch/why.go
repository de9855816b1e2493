package batch

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/keys"
	"playtoken/core/logline"
	"playtoken/core/once"
	"playtoken/core/token"
	"playtoken/core/verify"
)

// WhyOptions say how a list of tokens, URLs or log lines is judged.
type WhyOptions struct {
	// Options hold for every line: keys, platform, the moment asked about.
	Options diagnosis.Options
	// Workers is how many lines are judged at a time, 0 for as many as there are
	// cores.
	Workers int
	// About tells of a line, and of the URL in it, which program asked and for which path,
	// on any goroutine; nil for neither.
	About func(line, url string) (agent, path string)
	// Pause is called before each line, on any goroutine, and may take its time; nil for
	// nothing. Where one thread does everything it lets others come.
	Pause func()
}

// WhySummary is what was found in a list.
type WhySummary struct {
	Lines      int                     // all lines, the empty ones too
	Unit       Unit                    // what Lines and [WhyRow.Line] count
	Tokens     int                     // tokens judged
	Unreadable int                     // lines that could not be read
	Verdicts   map[diagnosis.State]int // of the rows
	Causes     map[cause.Code]int      // the causes that lead, by their number of rows
	Spread     map[cause.Code]Spread   // since when and whom each cause concerns
	// Misfits is how many tokens were answered well that no key at hand made, where none was that
	// one of them made: the keys at hand are others than the platform's, and no cause is told by
	// them from the first such answer on.
	Misfits int
}

// Unit is what the lines of a list are, in one word.
type Unit string

// The units: a line, an entry of a HAR or of a list in JSON, a token of one text.
const (
	UnitLine    Unit = "line"
	UnitRequest Unit = "request"
	UnitToken   Unit = "token"
)

// Spread is when a cause was met, which clients met it and for which playback IDs.
type Spread struct {
	First, Last  time.Time // zero where the lines have no time
	Clients, IDs Among
	Worst        diagnosis.State // of the verdicts
	Unverified   int             // rows whose signature was not verified
}

// Among is how many different texts there were.
type Among struct {
	Count int
	Only  string // the one, where there is one
	More  bool   // there are more than were counted
	seen  map[uint64]struct{}
}

// mostAmong is how many clients and IDs of a cause are counted.
const mostAmong = 100_000

var seed = maphash.MakeSeed()

// add counts a text, "" for none.
func (a *Among) add(text string) {
	if text == "" || a.Count == 1 && a.Only == text {
		return
	}
	if a.seen == nil {
		a.seen = map[uint64]struct{}{}
	}
	hash := maphash.String(seed, text)
	if _, met := a.seen[hash]; !met && a.Count == mostAmong {
		a.More = true
		return
	}
	a.seen[hash] = struct{}{}
	if a.Count = len(a.seen); a.Count == 1 {
		a.Only = text
	} else {
		a.Only = ""
	}
}

// mostTokens is how many tokens of one line are judged.
const mostTokens = 100

// Unreadable is the verdict on a line that could not be read.
const Unreadable diagnosis.State = "unreadable"

// Why judges every token in a list, line by line, each as of the moment of its line. write
// takes the rows in the order of the list, some at a time, on the caller's goroutine. A
// line without a token has no row, unless a token was due in it, or it could not be read.
// Of a HAR, or a list in JSON, the entries are the lines.
//
// progress, where there is one, is called there now and then with the number of lines
// done. The error is that of ctx, of reading or of write. After a cancel one call of
// r.Read may still be under way.
func Why(ctx context.Context, r io.Reader, o WhyOptions, write func([]WhyRow) error, progress func(lines int)) (WhySummary, error) {
	in := newLog(r)
	j := newJudge(o)
	return judgeAll(ctx, o, UnitLine, func() ([]line, error) { return someLines(in) }, j.line, write, progress)
}

// WhyTokens is Why for the tokens of one text: in place of the line stands the
// number of the token, from 1. All of them are judged.
func WhyTokens(ctx context.Context, p extract.Paste, o WhyOptions, write func([]WhyRow) error, progress func(tokens int)) (WhySummary, error) {
	n := 0
	next := func() (list []line, err error) {
		for ; n < len(p.All) && len(list) < someCount; n++ {
			list = append(list, line{n: n + 1})
		}
		if n == len(p.All) {
			err = io.EOF
		}
		return list, err
	}
	j := newJudge(o)
	return judgeAll(ctx, o, UnitToken, next, func(l line) []judged {
		return guarded(l.n, func() []judged { return []judged{j.token(l.n, p, l.n-1)} })
	}, write, progress)
}

// judged is a row, with what it takes to see which requests belong together.
type judged struct {
	WhyRow
	request *logline.Entry // nil where that is of no interest
	at      time.Time
	alone   bool    // of no interest by itself: it has no token, and was refused
	broken  string  // the token, where it is not whole, or may be so
	entry   bool    // it is of an entry of a HAR, and not of a line
	key     string  // that was tried, where the line tells of an answer
	keyless *WhyRow // what the row is without it, where it did not make the token
}

func (r *judged) unit() Unit {
	if r.entry {
		return UnitRequest
	}
	return UnitLine
}

// judgeAll hands over the rows that are made of the lines of a list.
func judgeAll(ctx context.Context, o WhyOptions, unit Unit, next func() ([]line, error), judge func(line) []judged, write func([]WhyRow) error, progress func(int)) (WhySummary, error) {
	sum := WhySummary{
		Unit: unit, Verdicts: map[diagnosis.State]int{}, Causes: map[cause.Code]int{}, Spread: map[cause.Code]Spread{},
	}
	var pairs logline.Pairs
	of := ofKeys{}
	err := pipeline[line, judged]{
		workers: o.Workers,
		next:    next,
		work: func(ctx context.Context, list []line) (rows []judged) {
			for _, item := range list {
				if o.Pause != nil {
					o.Pause()
				}
				if ctx.Err() != nil {
					return nil
				}
				rows = append(rows, judge(item)...)
			}
			return rows
		},
		write: func(list []line, made []judged) error {
			rows := make([]WhyRow, 0, len(made))
			for i := range made {
				of.taken(&made[i])
			}
			for i := range made {
				if r := &made[i]; r.keyless != nil && of[r.key].isAnother() {
					r.WhyRow = *r.keyless
					if !logline.Refuses(r.Status) && r.Status < 400 {
						sum.Misfits++
					}
				}
				if !paired(&pairs, &made[i]) {
					continue
				}
				rows = append(rows, made[i].WhyRow)
				sum.add(&made[i])
			}
			if err := write(rows); err != nil {
				return err
			}
			sum.Lines += len(list)
			if list[0].entry {
				sum.Unit = UnitRequest
			}
			if progress != nil {
				progress(sum.Lines)
			}
			return nil
		},
	}.run(ctx)
	return sum, err
}

// ofKeys is by the name of a key what of the tokens that were answered well: whether it made one,
// and whether it misfits one that names it, or for which it was given.
type ofKeys map[string]ofKey

type ofKey struct{ made, misfits bool }

func (k ofKey) isAnother() bool { return k.misfits && !k.made }

// taken counts a row whose token was answered well, before the rows that were read with it are
// written. Of what was written before nothing is taken back: a log is longer than memory.
func (k ofKeys) taken(r *judged) {
	if r.key == "" || r.Status >= 400 {
		return
	}
	of := k[r.key]
	of.made, of.misfits = of.made || r.Valid, of.misfits || r.keyless != nil
	k[r.key] = of
}

// paired looks whether a refused request without a token belongs to one whose token was
// taken: then that is told in its row. It reports whether there is a row.
func paired(pairs *logline.Pairs, r *judged) bool {
	switch {
	case r.request == nil:
	case r.Token:
		pairs.Taken(*r.request, r.Line)
	default:
		if n, ok := pairs.Of(*r.request); ok {
			v := diagnosis.SegmentRefused(r.Status)
			r.Verdict, r.Code = v.State, v.Findings[0].Code
			r.Headline = fmt.Sprintf("%s (%d behind %s %d)", v.Headline, r.Status, r.unit(), n)
			r.alone = false
		}
	}
	return !r.alone
}

// Lines go from hand to hand by the dozen, and long ones by fewer.
const (
	someCount = 64
	someBytes = 256 << 10
)

func someLines(in *lines) (list []line, err error) {
	for n := 0; len(list) < someCount && n < someBytes; {
		var l line
		if l, err = in.next(); err != nil {
			return list, err
		}
		list = append(list, l)
		n += len(l.text)
	}
	return list, nil
}

// guarded judges a line. A line that leads to a place where the program should not
// come does not keep the others from being read; what was thrown is not told, for it
// may hold a piece of the line.
func guarded(n int, judge func() []judged) (rows []judged) {
	defer func() {
		if recover() != nil {
			rows = []judged{unreadable(n, "This line could not be judged")}
		}
	}()
	return judge()
}

// cutOff looks whether the row of the last line, which has no end, is of a token or a line that
// goes on behind the end of the text, as that of a log does which is being written. What is
// missing there is no fault of the token.
func (r *judged) cutOff(text string, isLog bool) {
	text = strings.TrimSpace(text)
	torn := r.Status == 0 && (strings.HasPrefix(text, "{") && !json.Valid([]byte(text)) || isLog && strings.Count(text, `"`)%2 == 1)
	if torn || r.broken != "" && strings.HasSuffix(text, r.broken) {
		r.Verdict, r.Code, r.Headline = Unreadable, "", CutOff
	}
}

// CutOff is said of the last line of a text that ends inside it.
const CutOff = "Cut off at the end of the text: the line is not whole"

func unreadable(n int, why string) judged {
	return judged{WhyRow: WhyRow{Line: n, Verdict: Unreadable, Headline: why}}
}

// judge judges lines. What it found out of one it keeps for those like it.
type judge struct {
	options diagnosis.Options
	known   once.Cache[known] // by the URL that was asked for
	bare    once.Cache[known] // by the whole line, of what no URL was asked for in and has no token
	about   func(line, url string) (agent, path string)
	guess   bool // a token without any mark may be told by a key, or by the platform that was named
}

func newJudge(o WhyOptions) *judge {
	j := &judge{options: o.Options, about: o.About, guess: o.Options.Platform != nil || slices.ContainsFunc(o.Options.Keys, func(k verify.Key) bool {
		return k.Answer.Key == nil || k.Answer.Key.Kind() == keys.Secret
	})}
	j.options.Row, j.options.Memo, j.known.Most, j.bare.Most = true, new(verify.Memo), mostCases, mostCases
	return j
}

// line reads one line. Each token in it has a row.
func (j *judge) line(l line) []judged {
	switch {
	case l.long:
		return []judged{unreadable(l.n, fmt.Sprintf("This line could not be read: it is longer than %d KiB", MaxRow>>10))}
	case l.text == "":
		return nil
	}
	text, whole := readable(l.text)
	if !whole {
		return []judged{unreadable(l.n, "This line could not be read: it is no text")}
	}
	return guarded(l.n, func() []judged {
		e, isLog := logline.Read(text, l.columns)
		rows, done := j.quickly(l.n, text, e, isLog)
		if !done {
			rows = j.slowly(l, text, e)
		}
		if l.open && len(rows) > 0 {
			rows[len(rows)-1].cutOff(text, isLog)
		}
		if j.about != nil && len(rows) > 0 {
			agent, path := j.about(text, e.URL)
			for i := range rows {
				rows[i].Agent, rows[i].Path = agent, path
			}
		}
		return rows
	})
}

// readable is a line with what is no text in UTF-8 replaced, whole where most of it is
// text: tokens are ASCII.
func readable(text string) (replaced string, whole bool) {
	if utf8.ValidString(text) && strings.IndexByte(text, 0) < 0 {
		return text, true
	}
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\x00", "\ufffd")
	foreign := strings.Count(text, "\ufffd")
	return text, foreign*4 <= utf8.RuneCountInString(text) || foreign < 4
}

// quickly judges what needs no reading of the whole line: one that has no token and was not
// refused, and one like another of which only time and answer are new.
func (j *judge) quickly(n int, text string, e logline.Entry, isLog bool) (rows []judged, done bool) {
	if e.To == 0 {
		if k := j.bare.Get(text); k != nil {
			return k.rows(j, n, e), true
		}
	}
	if j.guess && (e.To == 0 || extract.Quiet(e.URL)) {
		return nil, false
	}
	if e.To == 0 {
		if !extract.Quiet(text) {
			return nil, false
		}
		answered := isLog && e.Status > 0 && !logline.Refuses(e.Status)
		return nil, answered || !strings.Contains(text, "http") && !strings.Contains(text, "HTTP")
	}
	if e.Status == 0 || !extract.Quiet(text[:e.From]) || !extract.Quiet(text[e.To:]) {
		return nil, false
	}
	if k := j.known.Get(e.URL); k != nil {
		return k.rows(j, n, e), true
	}
	return nil, !logline.Refuses(e.Status) && extract.Quiet(text[e.From:e.To]) && extract.Quiet(e.URL)
}

func (j *judge) slowly(l line, text string, e logline.Entry) (rows []judged) {
	p := extract.ReadLine(text, l.columns)
	if len(p.All) == 0 && j.guess {
		if r := j.token(l.n, p, 0); r.Token { // a key has opened it
			return []judged{r}
		}
	}
	switch {
	case len(p.All) > 0:
	case due(p):
		k := &known{Case: diagnosis.Recognise(p, j.options)}
		switch {
		case p.Absent.Name == "" || len(text) > mostURL: // not to be kept
		case e.To == 0:
			j.bare.Put(text, k)
		case e.Status > 0:
			j.known.Put(e.URL, k)
		}
		return k.rows(j, l.n, e)
	case logline.Refuses(e.Status) && e.URL != "":
		r := judged{WhyRow: WhyRow{Line: l.n}, request: &e, alone: true, entry: l.entry}
		at, _ := p.Line.Time(j.options.Now)
		r.tell(p.Line, at)
		return []judged{r}
	default:
		return nil
	}
	for i := range min(len(p.All), mostTokens) {
		o := j.options
		o.Token = i + 1
		c := diagnosis.Recognise(p, o)
		if f := c.Found; len(p.All) == 1 && f != nil && f.Place != extract.CookieSet && f.Place != extract.Referrer && c.URL != nil && p.Tag == nil &&
			e.To > 0 && e.Status > 0 && len(e.URL) <= mostURL && strings.Contains(e.URL, f.Token) {
			j.known.Put(e.URL, &known{Case: c})
		}
		rows = append(rows, j.row(l.n, i, c))
	}
	return rows
}

// token judges one token of a text.
func (j *judge) token(n int, p extract.Paste, i int) judged {
	o := j.options
	o.Token = i + 1
	return j.row(n, i, diagnosis.Recognise(p, o))
}

// due reports whether a text without a token should have one: it has a URL, a
// parameter or an attribute for it. Of a log's other lines nothing is told, and nothing of
// a URL that was answered without one.
func due(p extract.Paste) bool {
	switch {
	case p.Absent == nil:
		return false
	case p.Absent.Name != "":
		return true
	}
	return p.Absent.URL != nil && (p.Line.Status == 0 || logline.Refuses(p.Line.Status))
}

// row judges a case and sums it up in a row.
func (j *judge) row(n, nth int, c diagnosis.Case) judged {
	v := c.Judge(j.options)
	row := judged{WhyRow: WhyRow{Line: n, Nth: nth, Verdict: v.State, Headline: token.Inert(v.Headline), Token: c.Token != nil, Valid: c.Verified.State == token.Valid}}
	if f := v.Leading(); f != nil {
		row.Code = f.Code
	}
	if p := c.Platform; p != nil {
		row.Platform, row.PlaybackID = p.Name, token.Excerpt(p.IDOf(c.Token, c.URL), 200)
	}
	if c.URL != nil {
		row.URLHost = token.Excerpt(c.URL.Hostname(), 200)
	}
	line := c.Line()
	at, _ := line.Time(j.options.Now)
	row.tell(line, at)
	if line.Status == 0 {
		row.Status = c.Status()
	}
	row.related(line)
	if best := c.Verified.Best; best != nil && row.Status > 0 {
		row.key = best.ID + " " + best.Name
		if !row.Valid && (row.Code == cause.UnknownKey || row.Code == cause.SignatureWrong) {
			row.keyless = j.keyless(row.WhyRow, c)
		}
	}
	if c.Found != nil && isBroken(c, row.Code) {
		row.broken = c.Found.Token
	}
	return row
}

// keyless is a row as it is where no key is at hand.
func (j *judge) keyless(r WhyRow, c diagnosis.Case) *WhyRow {
	o := j.options
	o.Keys, o.Memo, o.Token = nil, nil, r.Nth+1
	v := diagnosis.Recognise(c.Paste, o).At(c.Line()).Judge(o)
	r.Verdict, r.Code, r.Headline = v.State, "", KeyIsAnother
	if f := v.Leading(); f != nil {
		r.Code, r.Headline = f.Code, token.Inert(v.Headline)
	}
	return &r
}

// KeyIsAnother is said of a token that has no fault but that of the keys at hand, see
// [WhySummary].Misfits.
const KeyIsAnother = "Nothing wrong in the token itself; the key at hand is another one than the platform's"

// isBroken reports whether a token lacks its end. Of a sealed one that does not open nobody can
// tell.
func isBroken(c diagnosis.Case, code cause.Code) bool {
	return c.Verified.Reason.Code == token.SignatureLength || c.Token != nil && c.Token.FirstFault() != nil || code == cause.SignatureWrong && c.Verified.State == token.Unchecked
}

// related keeps the request where it may lead to others, or others to it.
func (r *judged) related(line logline.Entry) {
	if r.Token && line.Status > 0 && line.Status < 400 || !r.Token && logline.Refuses(line.Status) {
		r.request = &line
	}
}

// tell takes what the line says of the request; at is its time, zero for none.
func (r *judged) tell(line logline.Entry, at time.Time) {
	r.Status, r.Client = line.Status, token.Excerpt(line.Client, 64)
	if r.at, r.Time = at, ""; !at.IsZero() {
		r.Time = at.UTC().Format(time.RFC3339)
	}
}

func (s *WhySummary) add(r *judged) {
	s.Verdicts[r.Verdict]++
	if r.Verdict == Unreadable {
		s.Unreadable++
	}
	if r.Token {
		s.Tokens++
	}
	if r.Code == "" {
		return
	}
	s.Causes[r.Code]++
	c := s.Spread[r.Code]
	if !r.at.IsZero() {
		if c.First.IsZero() || r.at.Before(c.First) {
			c.First = r.at
		}
		if r.at.After(c.Last) {
			c.Last = r.at
		}
	}
	c.Clients.add(r.Client)
	c.IDs.add(r.PlaybackID)
	if !r.Valid {
		c.Unverified++
	}
	if c.Worst == "" || r.Verdict == diagnosis.Fails {
		c.Worst = r.Verdict
	}
	s.Spread[r.Code] = c
}
