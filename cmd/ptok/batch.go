package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"playtoken/core/batch"
	"playtoken/core/ownfile"
)

func batchCommand(p *program) *cobra.Command {
	c := &cobra.Command{
		Use: "batch", Short: "sign a list of IDs, or judge every token of a log",
		Long: batchHelp,
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			return noneOf(args, "ptok batch", "ptok batch sign or ptok batch why.")
		},
	}
	c.AddCommand(batchSignCommand(p), batchWhyCommand(p))
	return c
}

// batchFormat reads --format.
func batchFormat(f single, more ...string) (batch.Format, error) {
	switch {
	case !f.given || f.value == "csv":
		return batch.CSV, nil
	case f.value == "json":
		return batch.JSONLines, nil
	}
	for _, m := range more {
		if f.value == m {
			return batch.CSV, nil
		}
	}
	return "", usage("There is no such format.", "--format "+strings.Join(append([]string{"csv", "json"}, more...), "|")+".")
}

// list opens the list: a file, or standard input.
func (p *program) list(args, keys []string) (io.ReadCloser, error) {
	if len(args) == 1 && args[0] != "-" {
		f, err := os.Open(args[0])
		if err != nil {
			return nil, usage("The list cannot be opened.", "Give a file that can be read, or pipe the list in.")
		}
		return ownfile.Whole(f), nil
	}
	for _, k := range keys {
		if k == "-" {
			return nil, usage("List and key cannot both come from standard input.", "Give the key as --key FILE, or the list as a file.")
		}
	}
	if len(args) == 0 && p.InTerminal() {
		return nil, usage("No list was given.", "Name a file, or pipe the list in.")
	}
	return io.NopCloser(p.Stdin), nil
}

// running is a batch on its way: it ends at Ctrl+C, and tells a person how far it
// is.
type running struct {
	p        *program
	ctx      context.Context
	stop     context.CancelFunc
	progress *progress
}

func (p *program) start(unit string) running {
	ctx, stop := p.interruptible()
	return running{p, ctx, stop, &progress{p: p, unit: unit, shown: p.ErrTerminal != nil && p.ErrTerminal()}}
}

// end takes the progress away and words how the batch ended, nil for well.
func (r running) end(err error) error {
	r.stop()
	r.progress.clear()
	var unread *batch.ReadError
	var stopped stoppedBy
	const whole = "The rows that were written are whole."
	switch {
	case err == nil:
		return nil
	case errors.As(err, &stopped):
		return fail(stopped.status(), "Stopped before the end of the list.", whole)
	case errors.Is(err, context.Canceled):
		return fail(answerIsNo, "Stopped before the end of the list.", whole)
	case errors.Is(err, batch.ErrColumn):
		return usage("The list has no such column.", "--column names one of the list's head; without it the column id or the first one is taken.")
	case errors.Is(err, batch.ErrKey):
		return usage("The list is a key. Nothing of it was signed or written.", "Give the list of IDs as FILE, and the key as --key FILE.")
	case errors.Is(err, ownfile.ErrShorter):
		return fail(wrongUsage, "The list became shorter while it was read.", whole+" Read it again, or a copy of it.")
	case errors.As(err, &unread):
		return fail(wrongUsage, "The list could not be read to its end.", whole)
	}
	return fail(wrongUsage, "The answer could not be written to its end.", "Is the disk full? "+whole)
}
