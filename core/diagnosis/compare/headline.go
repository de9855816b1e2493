package compare

import (
	"slices"

	"playtoken/core/platform"
	"playtoken/core/words"
)

// place is the index of the first of two texts, or of the second.
func place(second bool) int {
	if second {
		return 1
	}
	return 0
}

// headline says in one line what sets the bad one apart.
func (c *comparing) headline() string {
	switch {
	case c.bad.Token == nil && c.good.Token == nil:
		return noneInEither
	case c.bad.Token == nil:
		return noneIn[place(!c.badFirst)]
	case c.good.Token == nil:
		return noneIn[place(c.badFirst)]
	}
	for _, f := range c.bad.Verdict.Findings {
		if f.BecauseOf == "" && f.Severity != platform.Info && !c.good.Verdict.Has(f.Code) {
			return setsApart[place(!c.badFirst)] + f.Title
		}
	}
	var names []string
	for _, d := range c.rows {
		if d.Matters && !slices.Contains(names, d.Name) {
			names = append(names, d.Name)
		}
	}
	same := c.bad.Token.Text == c.good.Token.Text
	switch {
	case len(names) == 0 && !same:
		return noneMatters
	case len(names) == 0 && c.good.Status() > 0 && c.bad.Status() > 0 && !c.answeredAlike():
		return sameToken + answersDiffer
	case len(names) == 0:
		return sameToken
	case same:
		return sameToken + requestsDiffer + words.List(names)
	}
	return theyDiffer + words.List(names)
}
