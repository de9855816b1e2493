package check

import "playtoken/core/words"

// TrialsState is the card of what else may refuse, after a refusal.
type TrialsState struct {
	Shown bool
	Title string
	About string
	Rows  []TrialState
}

// TrialState is one request in other words, the answers side by side.
type TrialState struct {
	Name   string // "With a browser's user agent"
	Host   string // whom its button asks, "" for the request that was made already
	CanTry bool
	Sign   Sign
	Answer string // "200, 91 ms"
	Text   string // what the two answers mean
}

func (l *Look) trialed() TrialsState {
	if !l.refused() || len(l.trials) == 0 {
		return TrialsState{}
	}
	s := TrialsState{Shown: true, Title: trialsTitle, About: trialsAbout, Rows: []TrialState{
		{Name: asAsked, Sign: Refused, Answer: trialAnswer(l.answer.Status, millis(l.answer.Took))},
	}}
	for _, t := range l.trials {
		row := TrialState{Name: t.Name, Host: shortHost(t.host), CanTry: l.job == nil && t.host != "" && !l.stale()}
		switch {
		case t.answer != nil:
			_, row.Sign = status(t.answer)
			row.Answer, row.Text = trialAnswer(t.answer.Status, millis(t.answer.Took)), words.UpperFirst(l.p.services.Compared(l.answer, t.answer))
		case t.fault != nil:
			row.Sign, row.Text = Careful, words.UpperFirst(t.fault.Text)
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}
