package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/compare"
)

// comparing is "ptok compare".
type comparing struct {
	*program
	evidenceFlags
	json bool
}

func compareCommand(p *program) *cobra.Command {
	cmd := &comparing{program: p}
	c := &cobra.Command{
		Use: "compare GOOD BAD", Short: "put a token that plays beside one that does not",
		Long: compareHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("ptok compare wants two texts.", "ptok compare GOOD BAD; - for one of them reads it from standard input.")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return cmd.run(args) },
	}
	cmd.flags(c)
	c.Flags().BoolVar(&cmd.json, "json", false, "answer as one JSON object")
	return c
}

// comparedAnswer is the JSON of "ptok compare", in the order of the contract.
type comparedAnswer struct {
	Headline string               `json:"headline"`
	Good     diagnosis.Why        `json:"good"`
	Bad      diagnosis.Why        `json:"bad"`
	Rows     []compare.Difference `json:"rows"`
}

func (c *comparing) run(args []string) error {
	options, err := c.options(c.program)
	if err != nil {
		return err
	}
	if args[0] == "-" && args[1] == "-" {
		return usage("Both texts cannot come from standard input.", "Give one of them as an argument.")
	}
	var texts [2]string
	for i, a := range args {
		if texts[i], err = c.text("compare", []string{a}, c.pipedKeys(a)); err != nil {
			return err
		}
	}
	if options.Keys, err = c.evidence(c.program); err != nil {
		return err
	}
	good, bad := c.read(texts[0], options), c.read(texts[1], options)
	found := compare.Cases(good, bad)
	if c.json {
		c.writeJSON(comparedAnswer{found.Headline, good.Why(), bad.Why(), append([]compare.Difference{}, found.Rows...)})
	} else if good.Token != nil && bad.Token != nil {
		c.write(good, bad, found)
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
func (c *comparing) pipedKeys(text string) []string {
	if text == "-" {
		return c.keys.values
	}
	return nil
}

// write answers in words: what differs and matters, then what differs and
// does not, and what is the same in a line.
func (c *comparing) write(good, bad diagnosis.Case, found compare.Comparison) {
	c.line(found.Headline)
	c.line("  The first:  " + good.Verdict.Title())
	c.line("  The second: " + bad.Verdict.Title())
	c.moment(c.program)
	c.differences("What matters", found.Rows, func(d compare.Difference) bool { return d.Matters })
	c.differences("Other differences", found.Rows, func(d compare.Difference) bool { return !d.Same && !d.Matters })
	var same []string
	for _, d := range found.Rows {
		if d.Same && !slices.Contains(same, d.Name) { // the URL has members of the header, too
			same = append(same, d.Name)
		}
	}
	if len(same) > 0 {
		c.heading("The same: " + strings.Join(same, ", "))
	}
}

func (c *comparing) differences(heading string, rows []compare.Difference, which func(compare.Difference) bool) {
	first := true
	for _, d := range rows {
		if !which(d) {
			continue
		}
		if first {
			c.heading(heading)
			first = false
		}
		c.line("  " + d.Where + ", " + d.Name)
		t := newTable(&c.out, "    ")
		t.row("first", orAbsent(d.Good))
		t.row("second", orAbsent(d.Bad))
		t.flush()
		if d.Note != "" {
			c.line("    " + d.Note)
		}
	}
}

func orAbsent(s string) string {
	if s == "" {
		return "not there"
	}
	return s
}
