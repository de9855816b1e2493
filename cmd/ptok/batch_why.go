package main

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"playtoken/core/batch"
	"playtoken/core/cause"
	"playtoken/core/diagnosis"
)

type batchWhyFlags struct {
	evidenceFlags
	format single
}

func (p *program) batchWhyCommand() *cobra.Command {
	f := new(batchWhyFlags)
	c := &cobra.Command{
		Use: "why [FILE|-]", Short: "judge every token of a log or a list, line by line",
		Long: batchWhyHelp, Args: oneList,
		RunE: func(_ *cobra.Command, args []string) error { return p.batchWhy(f, args) },
	}
	f.flags(c)
	f.format.flag(c, "format", "FORMAT", "csv (default), json for one object a line, or summary")
	return c
}

// oneList allows one argument, the list.
func oneList(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usage("One list at a time.", c.CommandPath()+" FILE, or - for standard input.")
	}
	return nil
}

func (p *program) batchWhy(f *batchWhyFlags, args []string) error {
	format, err := batchFormat(f.format, "summary")
	if err != nil {
		return err
	}
	options, err := f.options(p)
	if err != nil {
		return err
	}
	in, err := p.list(args, f.keys.values)
	if err != nil {
		return err
	}
	defer in.Close()
	if options.Keys, err = p.evidence(f.keys.values); err != nil {
		return err
	}
	out := p.Stdout
	if f.format.value == "summary" {
		out = io.Discard
	}
	r := p.start("lines")
	sum, err := batch.Why(r.ctx, in, out, batch.WhyOptions{Options: options, Format: format}, r.progress.tell)
	fault := p.batchFault(r, err)
	if f.format.value == "summary" {
		p.writeSummary(sum)
	} else {
		p.note(summaryLine(sum))
	}
	switch {
	case fault != nil:
		return fault
	case len(sum.Verdicts) == 0:
		return fail(notUnderstood, "There is no token in the list.", "Give a list of tokens or URLs, or a log with them in its lines.")
	case sum.Verdicts[string(diagnosis.Fails)] > 0:
		return fail(answerIsNo, "", "")
	}
	return nil
}

// verdictWords are the verdicts in the order in which they are told.
var verdictWords = []struct {
	state diagnosis.State
	words string
}{
	{diagnosis.Fails, "fail"},
	{diagnosis.MayFail, "may fail"},
	{diagnosis.Plays, "play"},
	{diagnosis.Unknown, "have nothing wrong in them that can be seen"},
}

// summaryLine is the summary in one line.
func summaryLine(s batch.WhySummary) string {
	var list []string
	for _, v := range verdictWords {
		if n := s.Verdicts[string(v.state)]; n > 0 {
			list = append(list, thousands(n)+" "+v.words)
		}
	}
	text := count(s.Lines, "line") + ", " + count(s.Tokens, "token")
	if len(list) > 0 {
		text += ": " + strings.Join(list, ", ")
	}
	return text + "."
}

// writeSummary is the summary as an answer of its own, with the causes.
func (p *program) writeSummary(s batch.WhySummary) {
	t := newTable(&p.out, "")
	t.row("lines", thousands(s.Lines))
	t.row("tokens", thousands(s.Tokens))
	for _, v := range verdictWords {
		t.row(string(v.state), thousands(s.Verdicts[string(v.state)]))
	}
	t.flush()
	if len(s.Causes) == 0 {
		return
	}
	codes := make([]cause.Code, 0, len(s.Causes))
	for code := range s.Causes {
		codes = append(codes, code)
	}
	slices.SortFunc(codes, func(a, b cause.Code) int {
		return cmp.Or(cmp.Compare(s.Causes[b], s.Causes[a]), cmp.Compare(a, b))
	})
	p.heading("Causes")
	t = newTable(&p.out, "  ")
	for _, code := range codes {
		t.row(string(code), thousands(s.Causes[code]))
	}
	t.flush()
}
