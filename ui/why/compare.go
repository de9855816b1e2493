package why

import (
	"cmp"

	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/compare"
	"playtoken/core/extract"
	"playtoken/ui/async"
	"playtoken/ui/viewmodel"
)

// Compare puts a second token beside the one that is read.
type Compare struct {
	*reading
	compared
	working async.Latest
}

// compared is the second token, and whether it is asked for.
type compared struct {
	open   bool
	second string // text
	other  *diagnosis.Case
	all    bool // what is the same in both is shown too
}

// CompareState is what the panel shows.
type CompareState struct {
	Open bool
	Text string // of the second field
	// Note says what is wrong with the second text, "" for nothing; Headline what
	// sets the two apart.
	Note, Headline string
	Heads          []string
	Rows           [][][]viewmodel.Run
	Same           int  // how many rows are the same in both, and left out
	All            bool // they are shown as well
}

// Toggle opens and closes the field for a second token.
func (c *Compare) Toggle() {
	open := !c.open
	c.close()
	c.open = open
	c.update()
}

// close forgets the second token.
func (c *Compare) close() {
	c.working.Drop()
	c.compared = compared{}
}

// Type takes a second text as it is being typed.
func (c *Compare) Type(text string) {
	c.second = text
	c.Take(text)
}

// Take reads a second text, and puts its token beside the first. It may be a key:
// nothing of it is shown before it has been read.
func (c *Compare) Take(text string) {
	o := c.unasked()
	async.Run(&c.working, func() diagnosis.Case {
		paste := extract.Read(text)
		if paste.HasKey { // it stays unread, and is not shown
			return diagnosis.Case{Paste: paste}
		}
		return diagnosis.Recognise(paste, o)
	}, func(other diagnosis.Case) {
		c.other, c.second = &other, text
		if other.Paste.HasKey || other.Paste.KeyBeside {
			c.second = ""
		}
		c.update()
	})
}

// reread reads the second token anew: the keys at hand, or the platform, are others.
func (c *Compare) reread() {
	if c.other == nil || c.other.Paste.HasKey {
		return
	}
	paste, o := c.other.Paste, c.unasked()
	async.Run(&c.working, func() diagnosis.Case { return diagnosis.Recognise(paste, o) }, func(other diagnosis.Case) {
		c.other = &other
		c.update()
	})
}

// ToggleSame shows what is the same in both, or hides it.
func (c *Compare) ToggleSame() {
	c.all = !c.all
	c.update()
}

// shown words the two side by side.
func (c *Compare) shown() CompareState {
	s := CompareState{Open: c.open, Text: c.second, All: c.all}
	switch {
	case !c.open || c.other == nil:
		return s
	case c.other.Paste.HasKey:
		s.Note = "This is a key, not a token. It is not shown."
		return s
	case c.other.Token == nil:
		if s.Note = c.other.Paste.Refusal; s.Note == "" && c.second != "" {
			s.Note = "There is no token in this text."
		}
		return s
	}
	result, badFirst := compare.Pair(*c.found, *c.other)
	s.Heads, s.Headline = []string{"", "The first one, above", "The second one", ""}, result.Headline
	for _, d := range result.Rows {
		if d.Same {
			s.Same++
		}
		if !d.Same || c.all {
			s.Rows = append(s.Rows, difference(d, badFirst))
		}
	}
	return s
}

// difference words one row, the first token before the second: what matters in full ink, the
// rest grey.
func difference(d compare.Difference, badFirst bool) [][]viewmodel.Run {
	name, value, note := viewmodel.Plain, viewmodel.Code, viewmodel.Plain
	if !d.Matters {
		name, value, note = viewmodel.Muted, viewmodel.QuietCode, viewmodel.Muted
	}
	cell := func(text string) []viewmodel.Run {
		if text == "" {
			return []viewmodel.Run{{Text: "none", Style: viewmodel.Muted}}
		}
		return []viewmodel.Run{{Text: text, Style: value}}
	}
	said := d.Note
	if d.Same {
		said = "the same"
	}
	where, what := placeOf(d)
	first := []viewmodel.Run{{Text: what, Style: name}}
	if where != "" {
		first = []viewmodel.Run{{Text: where + " ", Style: viewmodel.Muted}, {Text: what, Style: name}}
	}
	values := [2]string{d.Good, d.Bad}
	if badFirst {
		values = [2]string{d.Bad, d.Good}
	}
	return [][]viewmodel.Run{first, cell(values[0]), cell(values[1]), {{Text: said, Style: note}}}
}

// placeOf says where a difference is, and what differs there, as the rest of the
// screen names it.
func placeOf(d compare.Difference) (where, what string) {
	if d.Where == "times" {
		return "", cmp.Or(times[d.Name], d.Name)
	}
	return cmp.Or(places[d.Where], d.Where), d.Name
}

var (
	times  = map[string]string{"iat": "Issued", "nbf": "Not before", "exp": "Expires", "life": "Lifetime"}
	places = map[string]string{"url": "URL", "claims": "Claim", "header": "Header", "request": "Request"}
)
