package why

import (
	"fmt"
	"strconv"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
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
	p.answer.code = firstStatus(text)
	p.update()
}

// firstStatus is the first number in a text that can be an HTTP status, 0 for none.
func firstStatus(text string) int {
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return c < '0' || c > '9' }) {
		if n, err := strconv.Atoi(word); err == nil && n >= 100 && n < 600 {
			return n
		}
	}
	return 0
}

// mostSaid is how long a text may be, in bytes, in which any number is taken for
// what the server said.
const mostSaid = 80

// answerWithoutToken words a text that has no token in it and tells what the server said. It
// reports whether the text does.
func (p *Presenter) answerWithoutToken(s *State) bool {
	code := p.found.Paste.Status
	if code == 0 && p.found.Paste.Is == extract.Plain && len(p.text) <= mostSaid {
		code = firstStatus(p.text)
	}
	means := diagnosis.StatusMeaning(p.options.platform, code, "")
	if code < 400 || means == "" {
		return false
	}
	s.Mood, s.Title = viewmodel.Neutral, fmt.Sprintf("The answer was %d; only the token can tell why", code)
	s.Detail = means + " Paste the URL that was asked for to see the cause. The usual ones, where the platform may differ:"
	for i, c := range diagnosis.ReadStatus(*p.found, p.options.platform, code, "") {
		n := causeNote(i, c)
		n.Chips = [2]string{} // it is said of all
		s.Notes = append(s.Notes, n)
	}
	return true
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
	case len(causes) == 0:
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
