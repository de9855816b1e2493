package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// whyFlags is what the command line of "ptok why" says.
type whyFlags struct {
	evidenceFlags
	report     single
	mask, json bool
}

func (p *program) whyCommand() *cobra.Command {
	f := new(whyFlags)
	c := &cobra.Command{
		Use: "why", Short: "say why a token does not play, and what to do",
		Long: whyHelp, Args: oneText,
		RunE: func(_ *cobra.Command, args []string) error { return p.why(f, args) },
	}
	f.flags(c)
	f.moreFlags(c)
	f.status.flag(c, "status", "CODE", "what the platform answered, such as 403; its causes are listed")
	f.report.flag(c, "report", "FORM", "answer as a report for a ticket: markdown or json")
	c.Flags().BoolVar(&f.mask, "mask", false, "leave viewers, key ID and sub out of the report")
	c.Flags().BoolVar(&f.json, "json", false, "answer as one JSON object")
	return c
}

func (p *program) why(f *whyFlags, args []string) error {
	switch {
	case f.report.given && f.report.value != "markdown" && f.report.value != "json":
		return usage("There is no report of that form.", "--report markdown or --report json.")
	case f.report.given && f.json:
		return usage("--report and --json are two answers.", "Give one of them; --report json is a report as JSON.")
	case f.mask && !f.report.given:
		return usage("--mask is for a report.", "Add --report markdown or --report json.")
	}
	options, err := f.options(p)
	if err != nil {
		return err
	}
	text, err := p.text("why", args, f.keys.values)
	if err != nil {
		return err
	}
	if options.Keys, err = p.evidence(f.keys.values); err != nil {
		return err
	}
	c := diagnosis.Read(text, options)
	report := diagnosis.ReportOptions{Zone: p.Zone, Now: options.Now, Mask: f.mask}
	switch {
	case f.json && f.status.given:
		p.writeJSON(whyStatusAnswer{c.Why(), diagnosis.StatusMeaning(c.Platform, options.Status, ""), causesJSON(c, options.Status)})
	case f.json:
		p.writeJSON(c.Why())
	case f.report.value == "json":
		p.out.Write(c.Report(report).JSON())
	case f.report.value == "markdown":
		p.out.WriteString(c.Report(report).Markdown())
	default:
		p.writeWhy(c, options.Now)
		if f.status.given {
			p.writeStatus(c, options.Status)
		}
	}
	return whyStatus(c)
}

// whyStatus is the exit status of a case: 3 where there is no token, 1 where it
// fails.
func whyStatus(c diagnosis.Case) error {
	switch {
	case !understood(c) && len(c.Verdict.Findings) == 0:
		return notToken(c)
	case !understood(c): // told in the answer
		return fail(notUnderstood, "", "")
	case c.Verdict.State == diagnosis.Fails:
		return fail(answerIsNo, "", "")
	}
	return nil
}

// writeWhy answers in words, in a form that can be pasted into a reply as it is.
func (p *program) writeWhy(c diagnosis.Case, now time.Time) {
	v := c.Verdict
	if !understood(c) && len(v.Findings) == 0 {
		return // the fault says it all
	}
	p.line(v.Headline)
	for _, s := range []string{v.Detail, v.Fix} {
		if s != "" {
			p.line(s)
		}
	}
	if len(v.Findings) > 0 {
		p.heading("Findings")
	}
	n := 0
	for _, f := range v.Findings {
		lead, indent := "", "     "
		if f.BecauseOf == "" {
			n++
			lead = fmt.Sprintf("%3d. ", n)
		} else {
			lead, indent = "     follows from it: ", "       "
		}
		p.line(lead + f.Title + " (" + string(f.Severity) + ", " + string(f.Code) + ")")
		p.line(indent + f.Evidence)
		if f.Fix != "" {
			p.line(indent + "Fix: " + f.Fix)
		}
		if f.Standing == platform.Inferred {
			p.line(indent + "The platform may differ.")
		}
	}
	p.facts(c, now)
}

// facts are what the answer rests on.
func (p *program) facts(c diagnosis.Case, now time.Time) {
	p.heading("Token")
	t := newTable(&p.out, "  ")
	w := c.Why()
	t.row("Kind", string(w.Kind))
	platforms := label(c.Platform)
	if platforms == "" {
		platforms = "cannot be told"
		if len(c.Likely) > 0 {
			platforms += "; it may be " + strings.Join(labels(c.Likely), " or ")
		}
	}
	t.row("Platform", platforms)
	if c.Token != nil {
		t.row("Signature", strings.TrimSpace(string(w.Signature)+". "+c.Proof.Check.Reason))
		for _, claim := range []string{"iat", "nbf", "exp"} {
			if m, ok := c.Token.Time(claim); ok && m.Usable() {
				t.row(claim, clocks(m.At, now, p.Zone))
			}
		}
	}
	if w.Key != "" {
		t.row("Made by", w.Key)
	}
	t.flush()
	if n := len(c.Paste.Others); n > 0 {
		p.heading(fmt.Sprintf("Further tokens in the text: %d. The first one was judged.", n))
	}
}

func labels(list []*platform.Platform) []string {
	names := make([]string, len(list))
	for i, p := range list {
		names[i] = p.Label
	}
	return names
}

// whyStatusAnswer is the answer of "ptok why --json" with what a status means.
type whyStatusAnswer struct {
	diagnosis.Why
	Meaning string        `json:"meaning"`
	Causes  []causeAnswer `json:"causes"`
}

type causeAnswer struct {
	Code     cause.Code        `json:"code"`
	Title    string            `json:"title"`
	Note     string            `json:"note"`
	Shown    bool              `json:"shown"`
	Refuted  bool              `json:"refuted"`
	Standing platform.Standing `json:"standing"`
}

func causesJSON(c diagnosis.Case, status int) []causeAnswer {
	list := []causeAnswer{}
	for _, s := range diagnosis.ReadStatus(c, nil, status, "") {
		list = append(list, causeAnswer(s))
	}
	return list
}

// writeStatus tells what an answer of the platform may come from.
func (p *program) writeStatus(c diagnosis.Case, status int) {
	meaning := diagnosis.StatusMeaning(c.Platform, status, "")
	if meaning == "" {
		meaning = "What it means is not known."
	}
	p.heading(fmt.Sprintf("The answer was %d", status))
	p.line("  " + meaning)
	for _, s := range diagnosis.ReadStatus(c, nil, status, "") {
		mark := "may be"
		switch {
		case s.Shown:
			mark = "yes"
		case s.Refuted:
			mark = "no"
		}
		p.line(strings.TrimRight(fmt.Sprintf("  %-7s %s. %s", mark, token.Inert(s.Title), s.Note), " "))
	}
}
