package why

import (
	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/compare"
	"playtoken/core/extract"
	"playtoken/ui/async"
	"playtoken/ui/viewmodel"
)

// Compared is a second token beside the one that is read.
type Compared struct {
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

// comparing is what was pasted into the second field.
type comparing struct {
	open  bool
	text  string
	other *diagnosis.Case
	all   bool
}

// ToggleCompare opens and closes the field for a second token.
func (p *Presenter) ToggleCompare() {
	p.second.Drop()
	p.compare = comparing{open: !p.compare.open}
	p.update()
}

// TypeCompare takes a second text as it is being typed.
func (p *Presenter) TypeCompare(text string) {
	p.compare.text = text
	p.CompareWith(text)
}

// CompareWith reads a second text, and puts its token beside the first. It may be
// a key: nothing of it is shown before it has been read.
func (p *Presenter) CompareWith(text string) {
	o := p.options()
	async.Run(&p.second, func() diagnosis.Case {
		paste := extract.Read(text)
		if paste.HasKey { // it stays unread, and is not shown
			return diagnosis.Case{Paste: paste}
		}
		return diagnosis.ReadPaste(paste, o)
	}, func(c diagnosis.Case) {
		p.compare.other, p.compare.text = &c, text
		if c.Paste.HasKey || c.Paste.KeyBeside {
			p.compare.text = ""
		}
		p.update()
	})
}

// ToggleSame shows what is the same in both, or hides it.
func (p *Presenter) ToggleSame() {
	p.compare.all = !p.compare.all
	p.update()
}

// ranks tell which of two tokens is more likely to play.
var ranks = map[diagnosis.State]int{diagnosis.Plays: 0, diagnosis.Unknown: 1, diagnosis.MayFail: 2, diagnosis.Fails: 3}

// compared words the two side by side.
func (p *Presenter) compared(s *State) {
	c := p.compare
	w := Compared{Open: c.open, Text: c.text, All: c.all}
	defer func() { s.Compared = w }()
	switch {
	case !c.open || c.other == nil:
		return
	case c.other.Paste.HasKey:
		w.Note = "This is a key, not a token. It is not shown."
		return
	case c.other.Token == nil:
		if w.Note = c.other.Paste.Refusal; w.Note == "" && c.text != "" {
			w.Note = "There is no token in this text."
		}
		return
	}
	this := *p.found
	good, bad := *c.other, this
	w.Heads = []string{"", "The other one", "This one", ""}
	if ranks[this.Verdict.State] < ranks[c.other.Verdict.State] {
		good, bad = bad, good
		w.Heads = []string{"", "This one", "The other one", ""}
	}
	result := compare.Cases(good, bad)
	w.Headline = result.Headline
	for _, d := range result.Rows {
		if d.Same {
			w.Same++
		}
		if !d.Same || c.all {
			w.Rows = append(w.Rows, difference(d))
		}
	}
}

// difference words one row: what matters in full ink, the rest grey.
func difference(d compare.Difference) [][]viewmodel.Run {
	name, value, note := viewmodel.Plain, viewmodel.Code, viewmodel.Muted
	if !d.Matters {
		name, value = viewmodel.Muted, viewmodel.QuietCode
	} else {
		note = viewmodel.Bad
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
	return [][]viewmodel.Run{first, cell(d.Good), cell(d.Bad), {{Text: said, Style: note}}}
}

// placeOf says where a difference is, and what differs there, as the rest of the
// screen names it.
func placeOf(d compare.Difference) (where, what string) {
	switch d.Where {
	case "times":
		if word := times[d.Name]; word != "" {
			return "", word
		}
		return "", d.Name
	case "url":
		return "URL", d.Name
	case "claims":
		return "Claim", d.Name
	case "header":
		return "Header", d.Name
	}
	return d.Where, d.Name
}

var times = map[string]string{"iat": "Issued", "nbf": "Not before", "exp": "Expires", "life": "Lifetime"}
