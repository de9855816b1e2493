package check

import (
	"strconv"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
	"playtoken/core/probe"
	"playtoken/core/token"
	"playtoken/core/verify"
	"playtoken/ui/viewmodel"
)

// VerdictState is the banner and what it rests on.
type VerdictState struct {
	Mood          viewmodel.Mood
	Sign          Sign
	Title, Detail string
	Stale         bool // it is of another URL, or about to be replaced
	Rows          []Evidence
	CanWhy        bool
	CanSample     bool // nothing was asked, and nothing typed
}

// Evidence is one line that the verdict rests on.
type Evidence struct {
	Sign  Sign
	Name  string // "Answer 200"
	Text  string
	Right string // at the end of the line: "84 ms"
}

var moods = map[diagnosis.State]viewmodel.Mood{
	diagnosis.Plays: viewmodel.Fine, diagnosis.MayFail: viewmodel.Careful, diagnosis.Fails: viewmodel.Failed, diagnosis.Unknown: viewmodel.Neutral,
}

var signs = map[viewmodel.Mood]Sign{
	viewmodel.Fine: Fine, viewmodel.Careful: Careful, viewmodel.Failed: Refused, viewmodel.Neutral: About, viewmodel.Waiting: About,
}

// verdict words the answer, or why there is none, or what would be asked.
func (l *Look) verdict() VerdictState {
	var s VerdictState
	switch {
	case l.answer != nil:
		s = l.answeredVerdict()
	case l.fault != nil:
		s = l.faultVerdict()
	case l.job != nil && l.job.slow:
		return VerdictState{Mood: viewmodel.Waiting, Title: asking(l.job.host), Detail: atMost, Rows: taught}
	default:
		return l.before()
	}
	s.CanWhy = true
	if s.Stale = l.stale(); s.Stale {
		s.Mood = viewmodel.Neutral
	}
	return s
}

// before says what will be asked and what will not be sent.
func (l *Look) before() VerdictState {
	f := l.p.Field
	if f.host == "" {
		return VerdictState{Mood: viewmodel.Neutral, Sign: About, Title: emptyTitle, Detail: emptyDetail, Rows: taught, CanSample: f.text == "" && l.p.services.Sample != nil}
	}
	return VerdictState{Mood: viewmodel.Neutral, Sign: About, Title: beforeTitle, Detail: willBeSent(f.host, f.tokenful, f.beside), Rows: taught}
}

func (l *Look) answeredVerdict() VerdictState {
	a := l.answer
	v, since := l.present()
	s := VerdictState{Mood: moods[v.State], Title: v.Title(), Detail: v.Detail}
	switch ahead := l.p.Local.putAhead(a); {
	case ahead:
		s.Detail += " " + setBack
	case v.Fix != "":
		s.Detail += " " + v.Fix
	}
	if since {
		s.Mood = viewmodel.Careful
	}
	s.Sign = signs[s.Mood]
	row := Evidence{Sign: Fine, Name: "Answer " + strconv.Itoa(a.Status), Text: inSentence(a.Meaning), Right: took(a, l.p.services.Now())}
	switch {
	case a.Status >= 400:
		row.Sign = Refused
	case a.Status >= 300:
		row.Sign = Careful
	}
	s.Rows = append(s.Rows, row)
	for _, h := range a.Hops {
		s.Rows = append(s.Rows, hop(h))
	}
	if a.Problem != "" {
		s.Rows = append(s.Rows, Evidence{Sign: Careful, Name: "Content", Text: inSentence(a.Problem)})
	}
	s.Rows = append(s.Rows, l.tokenRow())
	if row, ok := clocks(a); ok {
		s.Rows = append(s.Rows, row)
	}
	return s
}

// faultVerdict words why there is no answer. What the token says is known all the same.
func (l *Look) faultVerdict() VerdictState {
	f := l.fault
	return VerdictState{
		Mood: viewmodel.Careful, Sign: Careful, Title: faultTitle(f), Detail: f.Text,
		Rows: append(hint(f.Hint), l.tokenRow()),
	}
}

// soon is how long an answer is new.
const soon = time.Minute

// took says how long an answer took and, after a while, how old it is.
func took(a *probe.Answer, now time.Time) string {
	text := millis(a.Took)
	if now.Sub(a.At) >= soon {
		text += ", " + humantime.Relative(a.At, now)
	}
	return text
}

// tokenRow says who signed the token, and until when it holds.
func (l *Look) tokenRow() Evidence {
	row := Evidence{Sign: About, Name: "Token"}
	t, r := l.found.Token, l.found.Verified
	if t == nil {
		row.Text = noToken
		return row
	}
	switch {
	case t.Opened:
		row.Text = openedBy(r.By)
	case r.State == token.Valid && r.By != nil:
		row.Text = signedBy(r.By)
	case r.State == token.Invalid:
		row.Sign, row.Text = Refused, notTheKey
	default:
		row.Text = notChecked
	}
	if r.State == token.Valid && r.By != nil && !r.By.Unproven {
		row.Sign = Fine
	}
	if exp, ok := t.Time("exp"); ok && exp.Usable() {
		now := l.p.services.Now()
		row.Text += ", " + ends(exp.At, now, exp.Reached(now))
		if exp.Reached(now) {
			row.Sign = Refused
		}
	}
	return row
}

// keyName is what a key is called.
func keyName(k *verify.Key) string { return token.Excerpt(k.Name, 60) }
