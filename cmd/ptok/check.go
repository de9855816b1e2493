package main

import (
	"cmp"
	"context"
	"net/url"

	"github.com/spf13/cobra"

	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
	"playtoken/core/probe"
	"playtoken/core/words"
)

// checking is "ptok check".
type checking struct {
	explaining
	segment                         bool
	timeout, referer, origin, agent single
	allowed                         several
	answer                          *probe.Answer
	second                          *probe.Second
	verdict                         diagnosis.Case
}

func checkCommand(p *program) *cobra.Command {
	k := &checking{explaining: explaining{program: p}}
	c := &cobra.Command{
		Use: "check [URL|-]", Short: "ask a playable URL once, and say what its answer means",
		Long: checkHelp, Args: oneText,
		RunE: func(_ *cobra.Command, args []string) error { return k.run(args) },
	}
	k.keyFlags.flags(c)
	k.platform.flag(c, "platform", "NAME", "judge by the rules of this platform, default: told from the URL")
	k.set.flag(c, "set", "FIELD=VALUE", setFlagHelp)
	k.id.flag(c, "id", "ID", "what is to be played; compared with the ID in the token")
	k.length.flag(c, "video-length", "D", "how long the video runs")
	c.Flags().BoolVar(&k.segment, "segment", false, "ask for the first rendition too, and the beginning of its first segment")
	k.timeout.flag(c, "timeout", "D", "how long a look may take, default 30s")
	k.allowed.flag(c, "allow-host", "HOST", "a host beside the URL's own to which the token may be sent, where a\nredirect leads there")
	k.referer.flag(c, "referer", "URL", "the page that plays the video, sent as a player would")
	k.origin.flag(c, "origin", "URL", "the origin of that page")
	k.agent.flag(c, "user-agent", "TEXT", "in place of Playtoken's own")
	c.Flags().BoolVar(&k.json, "json", false, "answer as one JSON object")
	return c
}

func (k *checking) run(args []string) error {
	options, err := k.options(k.program)
	if err != nil {
		return err
	}
	limits := probe.Limits{}
	if k.timeout.given {
		if limits.Whole, err = humantime.Duration(k.timeout.value); err != nil {
			return usage("--timeout is not a span of time.", words.Sentence(err))
		}
		limits.Header = limits.Whole
	}
	text, err := k.text("check", args, k.keys.values)
	if err != nil {
		return err
	}
	request, text, err := k.request(text)
	if err != nil {
		return err
	}
	if options.Keys, err = k.evidence(k.program); err != nil {
		return err
	}
	k.verdict = k.read(text, options)
	if u, err := url.Parse(request.URL); err == nil {
		k.verdict = k.verdict.AskedAs(u)
	}
	request.Platform = cmp.Or(options.Platform, k.verdict.Platform)
	ctx, stop := k.interruptible()
	defer stop()
	err = k.ask(ctx, probe.NewWith(probe.Options{Now: k.Now, Asking: k.asking(), Limits: limits}), request)
	if err == nil {
		options.Now = k.Now()
		k.verdict.Verdict = k.answer.Judge(k.verdict, k.second, options)
		err = k.write()
	}
	if stopped := orStopped(ctx, nil); stopped != nil {
		k.out.Reset()
		return stopped
	}
	return err
}

// request is what is asked for: a URL, or the one in a text, with what a command in it sends
// beside it. text is what is judged. Flags go before what the text says.
func (k *checking) request(given string) (r probe.Request, text string, err error) {
	p, why := probe.Read(given)
	if why != "" {
		return r, given, usage(why, "Give the whole playable URL, or a command or a log line with it: ptok check --help")
	}
	for _, note := range p.Notes {
		k.note(note)
	}
	r = p.Request
	r.AllowHosts = k.allowed.values
	r.Referer = cmp.Or(k.referer.value, r.Referer)
	r.Origin = cmp.Or(k.origin.value, r.Origin)
	r.UserAgent = cmp.Or(k.agent.value, r.UserAgent)
	return r, p.Text, nil
}

// asking names each host before it is asked, once where several requests in a row go there.
func (k *checking) asking() func(string) {
	last := ""
	return func(host string) {
		if host != last {
			k.note("Asking " + host + ".")
		}
		last = host
	}
}

func (k *checking) ask(ctx context.Context, c *probe.Client, r probe.Request) error {
	a, f := c.Ask(ctx, r)
	if f != nil {
		return k.faulty(f)
	}
	k.answer = a
	if !k.segment || !a.Good() || a.Manifest == nil {
		return nil
	}
	second, f := c.Follow(ctx, a, 0)
	k.second = second
	if f != nil {
		return k.faulty(f)
	}
	return nil
}

// faulty words why there is no answer. With --json it is the answer.
func (k *checking) faulty(f *probe.Fault) error {
	if !k.json {
		return fail(answerIsNo, f.Text, cmp.Or(f.Hint, "ptok check --help shows how to use it."))
	}
	k.writeJSON(faultAnswer{faultJSON{f.Code, 0, f.Text, f.Hint}})
	return fail(answerIsNo, "", "")
}

// status is that of the whole: 1 where the URL does not play, 3 where there is nothing to say.
func (k *checking) status() error {
	c := k.verdict
	refused := func(a *probe.Answer) bool { return a != nil && (a.Refused() || !a.Good()) }
	switch {
	case !c.Answered() && c.Verdict.State == diagnosis.Unknown:
		return notToken(c)
	case refused(k.answer), c.Verdict.State == diagnosis.Fails,
		k.second != nil && (refused(&k.second.Playlist) || refused(k.second.Segment)):
		return fail(answerIsNo, "", "")
	}
	return nil
}
