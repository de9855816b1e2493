package decode

import (
	"fmt"
	"strconv"
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/ui/look"
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

// ToggleAnswer opens and closes the question for what the player said.
func (p *Presenter) ToggleAnswer() {
	p.answer = answered{open: !p.answer.open}
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
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return c < '0' || c > '9' }) {
		if n, err := strconv.Atoi(word); err == nil && n >= 100 && n < 600 && p.answer.code == 0 {
			p.answer.code = n
		}
	}
	p.update()
}

// worded words the answer and its causes.
func (p *Presenter) worded(s *State) {
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
	for i, c := range causes {
		w.Causes = append(w.Causes, because(i, c))
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

// because words one cause.
func because(i int, c diagnosis.StatusCause) Note {
	n := Note{Mood: look.Neutral, Title: fmt.Sprintf("%d. %s", i+1, headed(c.Title)), Text: c.Note}
	switch {
	case c.Shown:
		n.Mood = look.Failed
	case c.Refuted:
		n.Mood, n.Follows = look.Fine, true
		n.Text = "Not so: " + c.Note
	}
	if c.Standing == platform.Inferred {
		n.Chips[1] = "the platform may differ"
	}
	return n
}
