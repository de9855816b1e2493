package main

import (
	"time"

	"github.com/spf13/cobra"

	"playtoken/core/batch"
	"playtoken/core/platform"
	"playtoken/core/words"
)

// batchSign is "ptok batch sign".
type batchSign struct {
	*program
	signFlags
	column, format single
}

func batchSignCommand(p *program) *cobra.Command {
	b := &batchSign{program: p}
	c := &cobra.Command{
		Use: "sign [FILE|-]", Short: "make a token for every ID of a list",
		Long: batchSignHelp, Args: oneList,
		RunE: func(_ *cobra.Command, args []string) error { return b.run(args) },
	}
	b.formFlags(c)
	b.column.flag(c, "column", "NAME", "the column of the list with the ID, default id or the first one")
	b.format.flag(c, "format", "FORMAT", "csv (default), or json for one object a line")
	return c
}

func (b *batchSign) run(args []string) error {
	format, err := batchFormat(b.format)
	if err != nil {
		return err
	}
	if !b.key.given && !b.profile.given && b.InTerminal() && len(args) == 1 && args[0] != "-" {
		b.key.value, b.key.given = "-", true
	}
	form, err := b.fill(b.program)
	if err != nil {
		return err
	}
	defer form.close()
	pf, request := form.platform, form.request
	if err := refuse(pf, form.certain(b.program, common(pf, request)), form.keyComes()); err != nil {
		return err
	}
	in, err := b.list(args, b.pipedKey())
	if err != nil {
		return err
	}
	defer in.Close()
	text, err := form.keyText(b.program)
	if err != nil {
		return err
	}
	answer, err := form.readKey(text, pf.KeyWantFor(request.Values))
	clear(text)
	if err != nil {
		return err
	}
	form.takeKey(answer)
	request = form.request
	if err := refuse(pf, common(pf, request), false); err != nil {
		return err
	}
	r := b.start("rows")
	sheet := batch.NewSheet(b.Stdout, format)
	options := batch.SignOptions{Platform: pf, Request: request, Column: b.column.value}
	var lives lives
	sum, err := batch.Sign(r.ctx, in, options, func(rows []batch.SignRow) error {
		lives.add(rows)
		return sheet.Write(rows)
	}, r.progress.tell)
	if err == nil {
		err = sheet.Close()
	}
	lives.tell(func(expires time.Time) { form.released(b.program, expires) })
	fault := r.end(err)
	if sum.Rows > 0 || fault == nil {
		b.note(signedLine(sum))
		if len(sum.Unused) > 0 {
			b.note(sum.NotUsed())
		}
	}
	if fault != nil {
		return fault
	}
	if sum.Failed > 0 {
		return fail(answerIsNo, "", "")
	}
	return nil
}

// lives is how long the tokens of a list live.
type lives struct {
	latest  time.Time
	endless bool
}

func (l *lives) add(rows []batch.SignRow) {
	for _, r := range rows {
		switch {
		case r.Signed == nil:
		case r.Signed.Expires.IsZero():
			l.endless = true
		case r.Signed.Expires.After(l.latest):
			l.latest = r.Signed.Expires
		}
	}
}

func (l *lives) tell(released func(expires time.Time)) {
	if !l.latest.IsZero() {
		released(l.latest)
	}
	if l.endless {
		released(time.Time{})
	}
}

// pipedKey is the key where standard input is taken for it. In a terminal a
// person is asked for it, and the list comes from a file.
func (b *batchSign) pipedKey() []string {
	if b.InTerminal() {
		return nil
	}
	return []string{b.key.value}
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
	text := words.Count(s.Rows, "row") + ", " + words.Count(s.Rows-s.Failed, "token")
	if s.Failed > 0 {
		text += "; " + words.Thousands(s.Failed) + " without one, see the column error"
	}
	if s.Warned > 0 {
		text += "; " + words.Thousands(s.Warned) + " with a remark"
	}
	return text + "."
}
