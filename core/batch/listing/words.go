package listing

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"playtoken/core/batch"
	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/logline"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/words"
)

// Refused is said of a request that was answered with an error, and whose token has no fault,
// as far as that is known: valid tells that its signature was verified. Of another error than
// a refusal the status is said.
func Refused(status int, valid bool) string {
	said := "Refused"
	if status > 0 && !logline.Refuses(status) {
		said = "Answered " + strconv.Itoa(status)
	}
	return said + noFault(valid)
}

func noFault(valid bool) string {
	if valid {
		return ", the token had no fault"
	}
	return ", no fault seen in the token"
}

// briefly is a verdict in a few words, as of when its token was asked for.
func briefly(r batch.WhyRow) string {
	text := Briefly(r.Headline)
	wrong, isWrong := strings.CutPrefix(text, "The signature is ")
	switch {
	case r.Code == cause.TokenAbsent, r.Code == cause.UnknownKey: // as its cause is called
		return nameOf(r.Code)
	case r.Code == cause.SignatureWrong && isWrong && wrong != "wrong":
		return nameOf(r.Code) + ": " + wrong
	case r.Code == cause.NotTheToken && r.Status > 0:
		return Refused(r.Status, r.Valid)
	case r.Code == cause.Expired && strings.HasPrefix(text, "Expired ") && strings.HasSuffix(text, " ago"):
		return "Had expired " + strings.TrimSuffix(strings.TrimPrefix(text, "Expired "), " ago") + " before"
	}
	return text
}

// Briefly is a headline without what all of them begin with.
func Briefly(headline string) string {
	text := headline
	for _, begin := range []string{"Playback fails: ", "Playback may fail: "} {
		text = strings.TrimPrefix(text, begin)
	}
	if rest, ok := strings.CutPrefix(text, "the token "); ok && text != headline {
		text = rest
	}
	return words.UpperFirst(text)
}

// inLog is what a cause is called in a list: most of it is over.
var inLog = map[cause.Code]string{
	cause.TokenAbsent: "No token in the URL",
	cause.Expired:     "The token had expired",
	cause.NotYetValid: "The token was not yet valid",
	cause.UnknownKey:  "Another key signed the token", // nobody asked the platform
}

// withSuch is a token with a cause, behind "3 with".
var withSuch = map[cause.Code]string{
	cause.TokenAbsent: "no token",
	cause.Expired:     "a token that had expired",
	cause.NotYetValid: "a token that was not yet valid",
	cause.UnknownKey:  "a token that another key signed",
}

// causeName is what a cause is called in the list.
func (l *List) causeName(code cause.Code) string {
	if code != cause.NotTheToken {
		return nameOf(code)
	}
	said := "Refused"
	if l.errors[code] {
		said = "Answered with an error"
	}
	if l.Sum.Spread[code].Unverified > 0 {
		return said + noFault(false)
	}
	return said + ", though the token had no fault"
}

func nameOf(code cause.Code) string {
	return cmp.Or(inLog[code], words.UpperFirst(cause.Of(code).Title))
}

// AllCauses is what no choice of a cause is called.
const AllCauses = "All causes"

// Progress says how far the list has come.
func (l *List) Progress(lines int) string {
	unit := "line"
	if l.Pasted {
		unit = "token"
	}
	return "Reading: " + words.Thousands(lines) + " " + unit + "s so far"
}

// About says how much was read, and from when to when: "612 KB, 3,000 lines, 2,988 tokens,
// 00:00:02 to 02:59:58 UTC". size is in bytes.
func (l *List) About(size int64, now time.Time) string {
	text := words.Count(l.Sum.Tokens, "token")
	if !l.Pasted {
		text = words.Bytes(size) + ", " + words.Count(l.Sum.Lines, string(l.Sum.Unit)) + ", " + text
	}
	if l.from.IsZero() {
		return text
	}
	layout := "15:04:05"
	if from := l.from.UTC(); from.Format(time.DateOnly) != now.UTC().Format(time.DateOnly) || l.to.Sub(l.from) > 24*time.Hour {
		layout = "2 Jan 15:04:05"
	}
	if year := now.UTC().Year(); l.from.UTC().Year() != year || l.to.UTC().Year() != year {
		layout = "2 Jan 2006 15:04:05"
	}
	return text + ", " + l.from.UTC().Format(layout) + " to " + l.to.UTC().Format(layout) + " UTC"
}

// Problem says why a list is not whole, "" where it is. err is that of [batch.Why].
func Problem(err error) string {
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

// Name is what a row is called: "Line 1,202", of a HAR "Request 4".
func (l *List) Name(r *Row) string { return words.UpperFirst(string(l.Sum.Unit)) + " " + r.Number }

// RowProblem says why the line of a row could not be read again, by the error of [batch.Line].
func (l *List) RowProblem(r *Row, err error) string {
	unit := string(l.Sum.Unit)
	switch {
	case errors.Is(err, batch.ErrNoLine):
		return "The file has changed: it has no " + unit + " " + r.Number + " now"
	case errors.Is(err, batch.ErrLongLine):
		return l.Name(r) + " is too long to be read here"
	}
	return l.Name(r) + " could not be read again: " + token.Inert(err.Error())
}

// Count is how many rows are listed.
func (l *List) Count() string { return words.Count(len(l.Places), "row") }

// Scopes name the rows that are in trouble, and all: "Refused 412", "All 3,000"; none where
// nothing is in trouble.
func (l *List) Scopes() []string {
	if l.trouble == 0 {
		return nil
	}
	word := "To look at "
	switch {
	case l.unanswered == l.trouble:
		word = "Failing "
	case l.refused == l.trouble:
		word = "Refused "
	}
	return []string{word + words.Thousands(l.trouble), "All " + words.Thousands(len(l.Rows))}
}

func one(n int, alone, more string) string {
	if n == 1 {
		return alone
	}
	return more
}

func were(n int) string { return one(n, " was", " were") }

// Head says of all how many were refused, and why most were; "" of no rows. Where the lines
// tell of answers, each request is counted once, by its answer: it was refused, was answered
// with another error, or played.
func (l *List) Head() (headline, detail string) {
	if len(l.Rows) == 0 {
		return "", ""
	}
	of := words.Count(len(l.Rows), "token")
	if l.statuses && !l.Pasted {
		of = words.Count(max(len(l.Rows), l.Sum.Lines), "request")
	}
	var parts []string
	switch n := l.trouble; {
	case n == 0 && l.statuses:
		return "None of " + of + " was refused", l.Sum.OtherKeys()
	case n == 0 && len(l.Rows) == 1:
		return "Nothing stands against the token", ""
	case n == 0:
		return "Nothing stands against any of the " + of, ""
	default:
		add := func(n int, verb string) {
			if n > 0 && headline == "" {
				headline = words.Thousands(n) + " of " + of + verb
			} else if n > 0 {
				headline += ", " + words.Thousands(n) + verb
			}
		}
		add(l.refused, were(l.refused)+" refused")
		add(l.failed, were(l.failed)+" answered with another error")
		add(l.unanswered, one(l.unanswered, " fails", " fail")+" or may fail")
		add(l.unread, " could not be read")
		if headline == "" {
			headline = "None of " + of + " was refused"
		}
	}
	switch len(l.met) {
	case 0:
	case 1:
		headline += ", from one cause"
	default:
		headline += ", from " + small(len(l.met)) + " causes"
	}
	if said := l.most(); said != "" {
		parts = append(parts, said)
	}
	if l.played > 0 {
		parts = append(parts, l.playedWith())
	}
	if said := l.Sum.OtherKeys(); said != "" {
		parts = append(parts, said)
	}
	return headline, strings.Join(parts, " ")
}

// playedWith says how many played, and of which of them the token speaks against it: "7
// played, 3 with a token that had expired."
func (l *List) playedWith() string {
	said, which := words.Thousands(l.played)+" played", []string(nil)
	for _, code := range l.Causes {
		if n := l.in[code]; n > 0 {
			which = append(which, words.Thousands(n)+" with "+cmp.Or(withSuch[code], "another fault: "+words.LowerFirst(nameOf(code))))
		}
	}
	if len(which) > 0 {
		said += ", " + words.List(which)
	}
	return said + "."
}

// most says of the cause that was met most, of what did not play, since when and for whom: ""
// where no one cause was.
func (l *List) most() string {
	var first cause.Code
	all, tie := 0, false
	for code, m := range l.met {
		all += m.n
		switch {
		case first == "" || m.n > l.met[first].n:
			first, tie = code, false
		case m.n == l.met[first].n:
			tie = true
		}
	}
	if tie || first == "" {
		return ""
	}
	m := l.met[first]
	said := ""
	switch {
	case m.n == all: // the headline says that it is the one cause
	case 2*m.n > all:
		said = "most "
	default:
		said = words.Thousands(m.n) + " of them "
	}
	if !m.since.IsZero() {
		said += "since " + m.since.UTC().Format("15:04:05") + " UTC"
	}
	said = strings.TrimSpace(said)
	if m.id != "" && !m.several {
		if said != "" {
			said += ", "
		}
		said += "for one playback ID"
	}
	name := l.causeName(first)
	if said != "" {
		name = said + ": " + words.LowerFirst(name)
	}
	return words.UpperFirst(name) + "."
}

// small writes a small number in words.
func small(n int) string {
	if list := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}; n < len(list) {
		return list[n]
	}
	return words.Thousands(n)
}

// CauseRow is one cause of a list: how often, since when, and whom it concerns.
type CauseRow struct {
	Code         cause.Code
	Title        string
	State        diagnosis.State // the worst of its rows
	Count, Share string
	Part         float32 // of the cause that was met most
	Since, Last  string  // in UTC, "" where the lines have no time
	Whom         string
}

// Table is a row for each of [List.Causes].
func (l *List) Table() (list []CauseRow) {
	for _, code := range l.Causes {
		n, s := l.Sum.Causes[code], l.Sum.Spread[code]
		share := float64(n) / float64(max(1, l.trouble))
		row := CauseRow{
			Code: code, Title: l.causeName(code), State: s.Worst, Count: words.Thousands(n), Part: float32(n) / float32(l.Sum.Causes[l.Causes[0]]),
			Share: fmt.Sprintf("%.0f %%", math.Max(1, math.Round(share*100))), Whom: whom(s, s.IDs.Count > 0), // the rows have the address
		}
		if !s.First.IsZero() {
			row.Since, row.Last = s.First.UTC().Format("15:04:05"), s.Last.UTC().Format("15:04:05")
		}
		list = append(list, row)
	}
	return list
}

// whom says which clients and IDs a cause concerns: of one client its address, but where that
// is to be left out.
func whom(s batch.Spread, noAddress bool) string {
	var parts []string
	switch {
	case s.Clients.Only != "" && !noAddress:
		parts = append(parts, "1 client "+s.Clients.Only)
	case s.Clients.Count > 0:
		parts = append(parts, s.Clients.Words("client"))
	}
	switch {
	case s.IDs.Only != "":
		parts = append(parts, "playback ID "+platform.ShortID(s.IDs.Only))
	case s.IDs.Count > 0:
		parts = append(parts, s.IDs.Words("playback ID"))
	}
	return strings.Join(parts, ", ")
}
