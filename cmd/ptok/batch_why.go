package main

import (
	"cmp"
	"errors"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"playtoken/core/batch"
	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/words"
)

// batchWhy is "ptok batch why".
type batchWhy struct {
	*program
	evidenceFlags
	format single
}

func batchWhyCommand(p *program) *cobra.Command {
	b := &batchWhy{program: p}
	c := &cobra.Command{
		Use: "why [FILE|-]", Short: "judge every token of a log or a list, line by line",
		Long: batchWhyHelp, Args: oneList,
		RunE: func(_ *cobra.Command, args []string) error { return b.run(args) },
	}
	b.flags(c)
	b.format.flag(c, "format", "FORMAT", "csv (default), json for one object a line, or summary")
	return c
}

// oneList allows one argument, the list.
func oneList(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usage("One list at a time.", c.CommandPath()+" FILE, or - for standard input.")
	}
	return nil
}

func (b *batchWhy) run(args []string) error {
	format, err := batchFormat(b.format, "summary")
	if err != nil {
		return err
	}
	options, err := b.options(b.program)
	if err != nil {
		return err
	}
	in, err := b.list(args, b.keys.values)
	if err != nil {
		return err
	}
	defer in.Close()
	if options.Keys, err = b.evidence(b.program); err != nil {
		return err
	}
	r := b.start("lines")
	table := batch.NewTable(b.Stdout, format)
	if b.format.value == "summary" {
		table = batch.NewTable(io.Discard, format)
	}
	sum, err := batch.Why(r.ctx, in, batch.WhyOptions{Options: options}, table.Write, r.progress.tell)
	fault := r.end(errors.Join(err, table.Close()))
	if b.format.value == "summary" {
		b.writeSummary(sum)
	} else {
		b.note(summaryLine(sum))
		for _, code := range ranked(sum.Causes) {
			if since := spread(sum.Spread[code], b.Now()); since != "" {
				b.note(words.Thousands(sum.Causes[code]) + " " + string(code) + since)
			}
		}
	}
	if said := sum.OtherKeys(); said != "" {
		b.note(said)
	}
	switch {
	case fault != nil:
		return fault
	case sum.Unreadable > 0 && len(sum.Verdicts) == 1:
		return fail(notUnderstood, "No token was found, and lines of the list could not be read.", "Give a list of tokens or URLs, or a log with them in its lines, as text.")
	case len(sum.Verdicts) == 0:
		return fail(notUnderstood, "There is no token in the list.", "Give a list of tokens or URLs, or a log with them in its lines.")
	case sum.Verdicts[diagnosis.Fails] > 0:
		return fail(answerIsNo, "", "")
	}
	return nil
}

// summaryLine is the summary in one line.
func summaryLine(s batch.WhySummary) string {
	if told := s.Words(); told != "" {
		return s.Size() + ": " + told + "."
	}
	return s.Size() + "."
}

// writeSummary is the summary as an answer of its own, with the causes.
func (b *batchWhy) writeSummary(s batch.WhySummary) {
	t := newTable(&b.out, "")
	t.row("lines", words.Thousands(s.Lines))
	t.row("tokens", words.Thousands(s.Tokens))
	for _, state := range batch.Verdicts() {
		if state == batch.Unreadable && s.Unreadable == 0 {
			continue
		}
		t.row(string(state), words.Thousands(s.Verdicts[state]))
	}
	t.flush()
	if len(s.Causes) == 0 {
		return
	}
	b.heading("Causes")
	t = newTable(&b.out, "  ")
	for _, code := range ranked(s.Causes) {
		t.row(string(code), words.Thousands(s.Causes[code])+spread(s.Spread[code], b.Now()))
	}
	t.flush()
}

// ranked lists codes by their number, the most frequent first.
func ranked(causes map[cause.Code]int) []cause.Code {
	return slices.SortedFunc(maps.Keys(causes), func(a, b cause.Code) int {
		return cmp.Or(cmp.Compare(causes[b], causes[a]), cmp.Compare(a, b))
	})
}

// spread tells since when a cause was met, and by how many, behind its number.
func spread(s batch.Spread, now time.Time) string {
	if text := s.Words(now); text != "" {
		return ", " + text
	}
	return ""
}
