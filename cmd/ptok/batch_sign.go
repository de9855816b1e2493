package main

import (
	"github.com/spf13/cobra"

	"playtoken/core/batch"
	"playtoken/core/platform"
)

type batchSignFlags struct {
	signFlags
	column, format single
}

func (p *program) batchSignCommand() *cobra.Command {
	f := new(batchSignFlags)
	c := &cobra.Command{
		Use: "sign [FILE|-]", Short: "make a token for every ID of a list",
		Long: batchSignHelp, Args: oneList,
		RunE: func(_ *cobra.Command, args []string) error { return p.batchSign(f, args) },
	}
	f.formFlags(c)
	f.column.flag(c, "column", "NAME", "the column of the list with the ID, default id or the first one")
	f.format.flag(c, "format", "FORMAT", "csv (default), or json for one object a line")
	return c
}

func (p *program) batchSign(f *batchSignFlags, args []string) error {
	format, err := batchFormat(f.format)
	if err != nil {
		return err
	}
	pf, err := p.choosePlatform(f.platform)
	if err != nil {
		return err
	}
	request, err := f.request(pf, p.Now(), p.Zone)
	if err != nil {
		return err
	}
	if !f.key.given && p.InTerminal() && len(args) == 1 && args[0] != "-" {
		f.key.value, f.key.given = "-", true
	}
	if err := refuse(pf, common(pf, request), f.key.given); err != nil {
		return err
	}
	in, err := p.list(args, f.pipedKey(p))
	if err != nil {
		return err
	}
	defer in.Close()
	answer, err := p.readKey(f.key.value, "--key", pf.KeyWantFor(request.Values))
	if err != nil {
		return err
	}
	request.Key = answer.Key
	if err := refuse(pf, common(pf, request), false); err != nil {
		return err
	}
	r := p.start("rows")
	sum, err := batch.Sign(r.ctx, in, p.Stdout, batch.SignOptions{
		Platform: pf, Request: request, Column: f.column.value, Format: format,
	}, r.progress.tell)
	fault := p.batchFault(r, err)
	if sum.Rows > 0 || fault == nil {
		p.note(signedLine(sum))
	}
	if fault != nil {
		return fault
	}
	if sum.Failed > 0 {
		return fail(answerIsNo, "", "")
	}
	return nil
}

// pipedKey is the key where standard input is taken for it. In a terminal a
// person is asked for it, and the list comes from a file.
func (f *batchSignFlags) pipedKey(p *program) []string {
	if p.InTerminal() {
		return nil
	}
	return []string{f.key.value}
}

// common are the problems that every row will have. What is missing may stand in a
// column of the list, and the ID does.
func common(pf *platform.Platform, r platform.Request) (list []platform.Problem) {
	_, problems := pf.Make(r)
	for _, pr := range problems {
		if pr.Field == platform.KeyField || !pr.Missing && pr.Field != platform.ID {
			list = append(list, pr)
		}
	}
	return list
}

// signedLine is the summary in one line.
func signedLine(s batch.Summary) string {
	text := count(s.Rows, "row") + ", " + count(s.Rows-s.Failed, "token")
	if s.Failed > 0 {
		text += "; " + thousands(s.Failed) + " without one, see the column error"
	}
	if s.Warned > 0 {
		text += "; " + thousands(s.Warned) + " with a remark"
	}
	return text + "."
}
