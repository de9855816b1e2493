package answer

import (
	"strings"

	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/words"
)

// facts are what the verdict rests on: what the token is, when it lives, what its platform
// reads in it, and which key made it.
func (r *Reader) facts(c *diagnosis.Case) (list []Fact) {
	add := func(f Fact) { list = append(list, f) }
	add(Fact{Label: "Platform", Text: platformOf(c)})
	t := c.Token
	if t == nil {
		return list
	}
	list = append(list, r.times(c)...)
	meanings := platform.Registered // they mean the same everywhere
	if c.Platform != nil && c.Platform.Meanings != nil {
		meanings = c.Platform.Meanings
	}
	if t.Readable() {
		for _, m := range meanings(t) {
			add(Fact{Label: m.Label, Text: token.Inert(m.Value), Code: token.Inert(m.Code), Note: token.Inert(m.Note)})
		}
	}
	w := c.Why()
	add(Fact{Label: "Kind", Text: t.Title()})
	if w.Key != "" {
		add(Fact{Label: madeBy(w.Signature), Text: w.Key})
	}
	return list
}

// times are when the token of a case lives.
func (r *Reader) times(c *diagnosis.Case) (list []Fact) {
	for _, claim := range []struct{ name, label string }{{"iat", "Issued"}, {"nbf", "Not before"}, {"exp", "Expires"}} {
		if m, ok := c.Token.Time(claim.name); ok {
			list = append(list, r.moment(c, claim.label, m, c.Token.SaidOf(claim.name, c.Verdict.AsOf.At), claim.name == "exp"))
		}
	}
	return list
}

// platformOf names the platform, or those that it may be.
func platformOf(c *diagnosis.Case) string {
	switch {
	case c.Platform != nil:
		return c.Platform.Label
	case c.Foreign != nil:
		return noneHere
	case len(c.Likely) > 0:
		labels := make([]string, len(c.Likely))
		for i, p := range c.Likely {
			labels[i] = p.Label
		}
		return mayBe + strings.Join(labels, " or ")
	}
	return cannotBeTold
}

// moment says a time on the clock of UTC, on that of the place, and from the moment that is
// judged, or what is wrong with it.
func (r *Reader) moment(c *diagnosis.Case, label string, m token.TimeClaim, wrong string, end bool) Fact {
	if wrong != "" {
		return Fact{Label: label, Text: wrong, Bad: true}
	}
	at := c.Verdict.AsOf.At
	note := humantime.Relative(m.At, at)
	if r.Zone != nil {
		if here := humantime.Here(m.At, r.Zone); here != "" {
			note = here + ", " + note
		}
	}
	return Fact{Label: label, Text: humantime.UTC(m.At), Note: note, Bad: end && m.Reached(at)}
}

// Said is what an answer in the text means.
type Said struct {
	Title   string      `json:"title"`
	Meaning string      `json:"meaning"`
	Causes  []SaidCause `json:"causes"`
}

// SaidCause is one thing that an answer may come from.
type SaidCause struct {
	Mark string `json:"mark"` // "yes", "may be" or "no"
	Text string `json:"text"`
}

// said lists what an answer may come from, where the text tells of an error, or of nothing
// else; nil elsewhere.
func said(c *diagnosis.Case) *Said {
	answer := c.Said
	if answer.Text == "" && !(answer.Told() && !c.Understood()) {
		return nil
	}
	s := Said{Title: answered(answer.Status), Meaning: diagnosis.StatusMeaning(c.Platform, answer.Status, answer.Text)}
	told := map[string]bool{}
	for _, one := range diagnosis.ReadStatus(*c, nil, answer.Status, answer.Text) {
		row := SaidCause{"may be", strings.TrimSpace(token.Inert(one.Title) + ". " + one.Note)}
		switch {
		case one.Shown:
			row.Mark = "yes"
		case one.Refuted:
			row = SaidCause{"no", one.Note}
		}
		row.Text = words.UpperFirst(row.Text)
		if !told[row.Text] { // one proof rules out several
			told[row.Text] = true
			s.Causes = append(s.Causes, row)
		}
	}
	return &s
}
