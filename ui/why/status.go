package why

import (
	"fmt"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/ui/viewmodel"
)

// Answered is what the player or the server said, and why it may have.
type Answered struct {
	Open    bool
	Choices []string // the answers that are known
	Chosen  int      // -1 for none
	Text    string   // as it was typed
	Means   string
	Causes  []Note // the likeliest first
}

// answered is what a person told of the answer.
type answered struct {
	open bool
	code int
	text string
	said string // as it was typed
}

// ToggleAnswer opens and closes the question for what the player said. What the
// text tells of it stands there already.
func (p *Presenter) ToggleAnswer() {
	p.answer = answered{open: !p.answer.open}
	if p.answer.open && p.found != nil && p.pick < len(p.found.Paste.All) {
		if code := p.found.Paste.All[p.pick].Status; code >= 400 {
			p.answer.code, p.answer.said = code, fmt.Sprint(code)
		}
	}
	p.update()
}

// ChooseAnswer takes one of the answers that are known.
func (p *Presenter) ChooseAnswer(i int) {
	if p.found == nil {
		return
	}
	if list := diagnosis.StatusChoices(p.found.Platform); i >= 0 && i < len(list) {
		p.answer = answered{open: true, code: list[i].Code, text: list[i].Text}
		p.update()
	}
}

// TypeAnswer takes an answer as it is being typed: a status, a text, or both.
func (p *Presenter) TypeAnswer(text string) {
	p.answer = answered{open: true, said: text, text: strings.TrimSpace(text)}
	p.answer.code = diagnosis.FirstStatus(text)
	p.update()
}

// answerWithoutToken words a text that has no token in it and tells what a server or a
// program said.
func (p *Presenter) answerWithoutToken(s *State) {
	p.banner(s)
	said := p.found.Said
	causes := diagnosis.ReadStatus(*p.found, p.beside.platform, said.Status, said.Text)
	if len(causes) > 0 {
		s.Detail += " It may come from these, where the platform may differ:"
	}
	for i, c := range causes {
		n := causeNote(i, c)
		n.Chips = [2]string{} // it is said of all
		s.Notes = append(s.Notes, n)
	}
}

// showAnswer words the answer and its causes.
func (p *Presenter) showAnswer(s *State) {
	a := p.answer
	w := Answered{Open: a.open, Text: a.said, Chosen: -1}
	defer func() { s.Answered = w }()
	if !a.open {
		return
	}
	for i, c := range diagnosis.StatusChoices(p.found.Platform) {
		w.Choices = append(w.Choices, choice(c))
		if a.said == "" && c.Code == a.code && c.Text == a.text {
			w.Chosen = i
		}
	}
	if a.code == 0 && a.text == "" {
		return
	}
	w.Means = diagnosis.StatusMeaning(p.found.Platform, a.code, a.text)
	causes := diagnosis.ReadStatus(*p.found, p.found.Platform, a.code, a.text)
	switch {
	case len(causes) == 0 && w.Means == "":
		w.Means = "Nothing is known of this answer."
	case len(causes) == 0 && a.code > 0 && a.code < 400:
		w.Means += " The token was taken."
	}
	told := map[string]bool{}
	for i, c := range causes {
		if n := causeNote(i, c); !told[n.Title] { // one proof rules out several
			told[n.Title] = true
			w.Causes = append(w.Causes, n)
		}
	}
}

func choice(c platform.Status) string {
	switch {
	case c.Code == 0:
		return c.Text
	case c.Text == "":
		return fmt.Sprint(c.Code)
	}
	return fmt.Sprintf("%d  %s", c.Code, token.Excerpt(c.Text, 60))
}

// causeNote words one cause.
func causeNote(i int, c diagnosis.StatusCause) Note {
	n := Note{Mood: viewmodel.Neutral, Title: fmt.Sprintf("%d. %s", i+1, headed(c.Title)), Text: c.Note}
	switch {
	case c.Shown:
		n.Mood = viewmodel.Failed
	case c.Refuted:
		return Note{Mood: viewmodel.Fine, Follows: true, Title: c.Note}
	}
	if c.Basis == platform.Inferred {
		n.Chips[1] = "the platform may differ"
	}
	return n
}
