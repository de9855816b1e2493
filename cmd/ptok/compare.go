package main

import (
	"github.com/spf13/cobra"

	"playtoken/core/diagnosis"
)

type compareFlags struct {
	evidenceFlags
	json bool
}

func (p *program) compareCommand() *cobra.Command {
	f := new(compareFlags)
	c := &cobra.Command{
		Use: "compare", Short: "put a token that plays beside one that does not",
		Long: compareHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("ptok compare wants two texts.", "ptok compare GOOD BAD; - for one of them reads it from standard input.")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return p.compare(f, args) },
	}
	f.flags(c)
	c.Flags().BoolVar(&f.json, "json", false, "answer as one JSON object")
	return c
}

// comparedAnswer is the JSON of "ptok compare", in the order of the contract.
type comparedAnswer struct {
	Headline string                 `json:"headline"`
	Good     diagnosis.Why          `json:"good"`
	Bad      diagnosis.Why          `json:"bad"`
	Rows     []diagnosis.Difference `json:"rows"`
}

func (p *program) compare(f *compareFlags, args []string) error {
	options, err := f.options(p)
	if err != nil {
		return err
	}
	if args[0] == "-" && args[1] == "-" {
		return usage("Both texts cannot come from standard input.", "Give one of them as an argument.")
	}
	var texts [2]string
	for i, a := range args {
		if texts[i], err = p.text("compare", []string{a}, f.pipedKeys(a)); err != nil {
			return err
		}
	}
	if options.Keys, err = p.evidence(f.keys.values); err != nil {
		return err
	}
	good, bad := diagnosis.Read(texts[0], options), diagnosis.Read(texts[1], options)
	found := diagnosis.Compare(good, bad)
	if f.json {
		p.writeJSON(comparedAnswer{found.Headline, good.Why(), bad.Why(), append([]diagnosis.Difference{}, found.Rows...)})
	} else if good.Token != nil && bad.Token != nil {
		p.writeCompared(good, bad, found)
	}
	switch {
	case good.Token == nil || bad.Token == nil:
		return fail(notUnderstood, found.Headline+".", "Give two tokens, or URLs or texts with a token in each.")
	case found.Matters():
		return fail(answerIsNo, "", "")
	}
	return nil
}

// pipedKeys are the keys that a text which is read from standard input must not
// meet there.
func (f *compareFlags) pipedKeys(text string) []string {
	if text == "-" {
		return f.keys.values
	}
	return nil
}

// writeCompared answers in words: what differs and matters, then what differs and
// does not, and what is the same in a line.
func (p *program) writeCompared(good, bad diagnosis.Case, found diagnosis.Comparison) {
	p.line(found.Headline)
	p.line("  The first:  " + good.Verdict.Headline)
	p.line("  The second: " + bad.Verdict.Headline)
	p.differences("What matters", found.Rows, func(d diagnosis.Difference) bool { return d.Matters })
	p.differences("Other differences", found.Rows, func(d diagnosis.Difference) bool { return !d.Same && !d.Matters })
	same := ""
	for _, d := range found.Rows {
		if d.Same {
			same += ", " + d.Name
		}
	}
	if same != "" {
		p.heading("The same: " + same[len(", "):])
	}
}

func (p *program) differences(heading string, rows []diagnosis.Difference, which func(diagnosis.Difference) bool) {
	first := true
	for _, d := range rows {
		if !which(d) {
			continue
		}
		if first {
			p.heading(heading)
			first = false
		}
		p.line("  " + d.Where + ", " + d.Name)
		t := newTable(&p.out, "    ")
		t.row("first", orAbsent(d.Good))
		t.row("second", orAbsent(d.Bad))
		t.flush()
		if d.Note != "" {
			p.line("    " + d.Note)
		}
	}
}

func orAbsent(s string) string {
	if s == "" {
		return "not there"
	}
	return s
}
