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
	if n, _ := c.retyped(); n > 0 {
		if state(c.good) == "valid" {
			return setsApart[place(!c.badFirst)] + signatureChanged
		}
		return oneChanged
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
	switch len(names) {
	case 0:
		if c.bad.Token.Text == c.good.Token.Text {
			return sameToken
		}
		return noneMatters
	case 1:
		return theyDiffer + names[0]
	}
	return theyDiffer + words.List(names)
}
