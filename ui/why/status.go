package why

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/logline"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/ui/viewmodel"
)

// Status is the question for what the player or the server said, and why it may have.
type Status struct {
	*reading
	readLog func() // what it tells: a whole log is to be read
}

// answer is what a person told of the answer.
type answer struct {
	open bool
	shut bool // what the text tells is not to be shown
	code int
	text string
	said string // as it was typed
}

// StatusState is what the panel shows.
type StatusState struct {
	Open    bool
	Read    bool      // the text tells it: nothing is asked, but another answer can be given
	Title   string    // "What a 403 means"
	Left    []LeftRow // what is left to look at
	Ruled   []Note    // what it was not
	Choices []string  // the answers that are known, by their status
	Apart   []int     // where another status begins among them
	Chosen  int       // -1 for none
	Text    string    // as it was typed
	Means   string
	Causes  []Note // the likeliest first
}

// Toggle opens and closes the question for what the player said. What the text tells
// of it stands there already, and what a person told stays told.
func (s *Status) Toggle() {
	open := s.told().open
	s.answer.open, s.answer.shut = !open, open
	s.update()
}

// Ask asks for another answer than the one that the text tells.
func (s *Status) Ask() {
	s.answer = answer{open: true, shut: true}
	s.update()
}

// told is what a person says of the answer, else what the text does.
func (s *Status) told() answer {
	if a := s.answer; a.code != 0 || a.text != "" || a.said != "" || s.found == nil || a.shut {
		return a
	}
	if code := s.found.InText(); code >= 400 && s.token() != nil {
		return answer{open: true, code: code, said: fmt.Sprint(code)}
	}
	if t := s.answer; t.open && s.token() == nil && s.found.Said.Told() { // what it may come from is listed
		return answer{open: true, code: s.found.Said.Status, text: s.found.Said.Text, said: saidIn(s.found.Said)}
	}
	return s.answer
}

// Choose takes one of the answers that are known.
func (s *Status) Choose(i int) {
	if s.found == nil {
		return
	}
	if list := s.choices(); i >= 0 && i < len(list) {
		s.answer = answer{open: true, code: list[i].Code, text: list[i].Text}
		s.update()
	}
}

// Type takes an answer as it is being typed: a status, a text, or both.
func (s *Status) Type(text string) {
	s.answer = answer{open: true, code: diagnosis.FirstStatus(text), text: strings.TrimSpace(text), said: text}
	s.update()
}

// shown words the answer and its causes.
func (s *Status) shown() StatusState {
	a := s.told()
	w := StatusState{Open: a.open, Read: a.open && a != s.answer, Text: a.said, Chosen: -1, Title: "What did the player or the server say?"}
	if !a.open {
		return w
	}
	list := s.choices()
	for i, c := range list {
		w.Choices = append(w.Choices, choice(c))
		if i > 0 && c.Code != list[i-1].Code {
			w.Apart = append(w.Apart, i)
		}
		if a.said == "" && c.Code == a.code && c.Text == a.text {
			w.Chosen = i
		}
	}
	if a.code == 0 && a.text == "" {
		return w
	}
	if a.code > 0 {
		w.Title = fmt.Sprintf("What a %d means", a.code)
	}
	w.Means = diagnosis.StatusMeaning(s.found.Platform, a.code, a.text)
	causes := diagnosis.ReadStatus(*s.found, s.found.Platform, a.code, a.text)
	switch {
	case len(causes) == 0 && w.Means == "":
		w.Means = "Nothing is known of this answer."
	case len(causes) == 0 && a.code > 0 && a.code < 400:
		w.Means += " The token was taken."
	}
	told, blocked := map[string]bool{}, false
	for _, c := range causes {
		switch {
		case c.Refuted && !told[c.Note]: // one proof rules out several
			told[c.Note] = true
			w.Ruled = append(w.Ruled, Note{Mood: viewmodel.Ruled, Title: c.Note})
		case c.Refuted:
		case c.Shown:
			w.Causes = append(w.Causes, causeNote(len(w.Causes), c))
		default:
			w.Left = append(w.Left, s.left(c, a.code)...)
			blocked = blocked || c.Code == cause.NotTheToken && logline.Refuses(a.code)
		}
	}
	if blocked {
		w.Left = append(w.Left, s.blocked())
	}
	return w
}

// choices are the answers that are known: by their status, each alone first; what players
// say without one is last.
func (s *Status) choices() []platform.Status {
	list := diagnosis.StatusChoices(s.found.Platform)
	slices.SortStableFunc(list, func(a, b platform.Status) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.Code, math.MaxInt), cmp.Or(b.Code, math.MaxInt)), cmp.Compare(len(a.Text), 0)-cmp.Compare(len(b.Text), 0))
	})
	return list
}

// choice names an answer: a status alone by what HTTP calls it.
func choice(c platform.Status) string {
	switch {
	case c.Code == 0:
		return token.Excerpt(c.Text, 80)
	case c.Text == "":
		return strings.TrimSpace(fmt.Sprint(c.Code, " ", statusWords[c.Code]))
	}
	return fmt.Sprintf("%d %s", c.Code, token.Excerpt(c.Text, 80))
}

// causeNote words one cause.
func causeNote(i int, c diagnosis.StatusCause) Note {
	n := Note{Mood: viewmodel.Neutral, Title: fmt.Sprintf("%d. %s", i+1, headed(c.Title)), Text: c.Note}
	switch {
	case c.Shown:
		n.Mood = viewmodel.Failed
	case c.Refuted:
		return Note{Mood: viewmodel.Ruled, Follows: true, Title: c.Note}
	}
	if c.Basis == platform.Inferred {
		n.Chips[1] = "the platform may differ"
	}
	return n
}

// saidIn is what a text tells of an answer, as it would be typed.
func saidIn(s diagnosis.Said) string {
	if s.Status == 0 {
		return s.Text
	}
	return strings.TrimSpace(fmt.Sprint(s.Status, " ", s.Text))
}
