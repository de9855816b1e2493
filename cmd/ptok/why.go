package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/diagnosis/reply"
	"playtoken/core/diagnosis/report"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// explaining is "ptok why".
type explaining struct {
	*program
	evidenceFlags
	report            single
	mask, json, reply bool
}

func whyCommand(p *program) *cobra.Command {
	e := &explaining{program: p}
	c := &cobra.Command{
		Use: "why [TEXT|-]", Short: "say why a token does not play, and what to do",
		Long: whyHelp, Args: oneText,
		RunE: func(_ *cobra.Command, args []string) error { return e.run(args) },
	}
	e.flags(c)
	e.moreFlags(c)
	e.status.flag(c, "status", "CODE", "what the platform answered, such as 403; its causes are listed")
	e.report.flag(c, "report", "FORM", "answer as a report for a ticket: markdown or json")
	c.Flags().BoolVar(&e.mask, "mask", false, "leave viewers, key ID and sub out of the report")
	c.Flags().BoolVar(&e.reply, "reply", false, "answer in two or three sentences for the customer, without jargon")
	c.Flags().BoolVar(&e.json, "json", false, "answer as one JSON object")
	return c
}

func (e *explaining) run(args []string) error {
	switch {
	case e.report.given && e.report.value != "markdown" && e.report.value != "json":
		return usage("There is no report of that form.", "--report markdown or --report json.")
	case e.report.given && e.json:
		return usage("--report and --json are two answers.", "Give one of them; --report json is a report as JSON.")
	case e.reply && e.report.given:
		return usage("--reply and --report are two answers.", "Give one of them.")
	case e.mask && !e.report.given:
		return usage("--mask is for a report.", "Add --report markdown or --report json.")
	}
	options, err := e.options(e.program)
	if err != nil {
		return err
	}
	text, err := e.text("why", args, e.keys.values)
	if err != nil {
		return err
	}
	if options.Keys, err = e.evidence(e.program); err != nil {
		return err
	}
	c := e.read(text, options)
	ticket := report.Options{Zone: e.Zone, Now: c.Verdict.AsOf.At, Mask: e.mask}
	answer := whyAnswer{Why: c.Why()}
	if e.reply {
		answer.Reply = reply.Text(c, options.Now)
	}
	switch {
	case e.json && e.listsCauses(c):
		e.writeJSON(whyStatusAnswer{answer, diagnosis.StatusMeaning(c.Platform, c.Said.Status, c.Said.Text), causesJSON(c)})
	case e.json:
		e.writeJSON(answer)
	case e.reply && answer.Reply != "":
		e.line(answer.Reply)
	case e.reply: // the fault says it all
	case e.report.value == "json":
		e.out.Write(report.New(c, ticket).JSON())
	case e.report.value == "markdown":
		e.out.WriteString(report.New(c, ticket).Markdown())
	default:
		e.writeWhy(c, c.Verdict.AsOf.At)
		if e.listsCauses(c) {
			e.writeSaid(c)
		}
	}
	return whyStatus(c)
}

// listsCauses reports whether the causes of an answer belong to the answer here: one that was
// asked about, an error that the text tells of, or all there is.
func (e *explaining) listsCauses(c diagnosis.Case) bool {
	return e.status.given || c.Said.Text != "" || c.Said.Told() && !c.Understood()
}

// whyStatus is the exit status of a case: 3 where there is nothing to say, 1 where it
// fails.
func whyStatus(c diagnosis.Case) error {
	switch {
	case !c.Answered():
		return notToken(c)
	case c.Verdict.State == diagnosis.Fails:
		return fail(answerIsNo, "", "")
	}
	return nil
}

// writeWhy answers in words, in a form that can be pasted into a reply as it is.
func (e *explaining) writeWhy(c diagnosis.Case, now time.Time) {
	v := c.Verdict
	if !c.Answered() {
		return // the fault says it all
	}
	e.line(v.Title())
	for _, s := range []string{v.Since(), v.Detail, v.Fix} {
		if s != "" {
			e.line(s)
		}
	}
	e.moment(e.program)
	if len(v.Findings) > 0 {
		e.heading("Findings")
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
		e.line(lead + f.Title + " (" + string(f.Severity) + ", " + string(f.Code) + ")")
		e.line(indent + f.Evidence)
		if f.Fix != "" {
			e.line(indent + "Fix: " + f.Fix)
		}
		if f.Basis == platform.Inferred {
			e.line(indent + "The platform may differ.")
		}
	}
	if c.Understood() || c.Platform != nil || len(v.Findings) > 0 {
		e.facts(c, now)
	}
}

// facts are what the answer rests on.
func (e *explaining) facts(c diagnosis.Case, now time.Time) {
	e.heading("Token")
	t := newTable(&e.out, "  ")
	w := c.Why()
	t.row("Kind", string(w.Kind))
	platforms := label(c.Platform)
	if platforms == "" {
		platforms = "cannot be told"
		if c.Foreign != nil {
			platforms = "none here"
		}
		if len(c.Likely) > 0 {
			platforms += "; it may be " + strings.Join(labels(c.Likely), " or ")
		}
	}
	t.row("Platform", platforms)
	if c.Token != nil {
		t.row("Signature", strings.TrimSpace(string(w.Signature)+". "+c.Verified.Reason.String()))
		for _, claim := range []string{"iat", "nbf", "exp"} {
			if m, ok := c.Token.Time(claim); ok && c.Token.SaidOf(claim, now) == "" {
				t.row(c.Token.TimeName(claim), clocks(m.At, now, e.Zone))
			}
		}
	}
	if w.Key != "" {
		t.row("Made by", w.Key)
	}
	t.flush()
	if n := c.Paste.Requests; c.Paste.Asking > 1 {
		e.heading(fmt.Sprintf("Requests in the text: %d. To judge each of them: ptok batch why", n))
	} else if n := len(c.Paste.Others); n > 0 {
		e.heading(fmt.Sprintf("Further tokens in the text: %d. %s was judged.", n, which(c)))
	}
}

// which says which of several tokens a case is about.
func which(c diagnosis.Case) string {
	switch n := c.Nth(); {
	case n == 0:
		return "The first one"
	case c.Found.Name != "":
		return "That of " + token.Excerpt(c.Found.Name, 40)
	default:
		return fmt.Sprintf("Number %d", n+1)
	}
}

func labels(list []*platform.Platform) []string {
	names := make([]string, len(list))
	for i, p := range list {
		names[i] = p.Label
	}
	return names
}

// whyAnswer is the answer of "ptok why --json".
type whyAnswer struct {
	diagnosis.Why
	Reply string `json:"reply,omitempty"`
}

// whyStatusAnswer is the same with what a status means.
type whyStatusAnswer struct {
	whyAnswer
	Meaning string        `json:"meaning"`
	Causes  []causeAnswer `json:"causes"`
}

type causeAnswer struct {
	Code    cause.Code     `json:"code"`
	Title   string         `json:"title"`
	Note    string         `json:"note"`
	Shown   bool           `json:"shown"`
	Refuted bool           `json:"refuted"`
	Basis   platform.Basis `json:"standing"`
}

func causesJSON(c diagnosis.Case) []causeAnswer {
	list := []causeAnswer{}
	for _, s := range diagnosis.ReadStatus(c, nil, c.Said.Status, c.Said.Text) {
		list = append(list, causeAnswer(s))
	}
	return list
}

// writeSaid tells what an answer, of the platform or of a program, may come from.
func (e *explaining) writeSaid(c diagnosis.Case) {
	said := c.Said
	head := "What was said"
	if said.Status != 0 {
		head = fmt.Sprintf("The answer was %d", said.Status)
	}
	meaning := diagnosis.StatusMeaning(c.Platform, said.Status, said.Text)
	if meaning == "" {
		meaning = "What it means is not known."
	}
	causes := diagnosis.ReadStatus(c, nil, said.Status, said.Text)
	if c.Understood() || e.status.given || len(c.Verdict.Findings) > 0 {
		e.heading(head)
		e.line("  " + meaning)
	} else if len(causes) > 0 { // the verdict says the rest
		e.heading("It may come from")
	}
	told := map[string]bool{}
	for _, s := range causes {
		mark, line := "may be", token.Inert(s.Title)+". "+s.Note
		switch {
		case s.Shown:
			mark = "yes"
		case s.Refuted:
			mark, line = "no", s.Note
		}
		if !told[line] { // one proof rules out several
			told[line] = true
			e.line(strings.TrimRight(fmt.Sprintf("  %-7s %s", mark, line), " "))
		}
	}
}
