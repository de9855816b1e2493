package main

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
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
		Use: "check", Short: "ask a playable URL once, and say what its answer means",
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
	request.Platform = k.verdict.Platform
	ctx := context.Background()
	if k.Interrupt != nil {
		var stop context.CancelFunc
		ctx, stop = k.Interrupt(ctx)
		defer stop()
	}
	err = k.ask(ctx, probe.NewWith(probe.Options{Now: k.Now, Asking: k.asking(), Limits: limits}), request)
	if err == nil {
		options.Now = k.Now()
		k.verdict.Verdict = k.answer.Judge(k.verdict, k.second, options)
		err = k.write()
	}
	var stopped stoppedBy
	if errors.As(context.Cause(ctx), &stopped) {
		k.out.Reset()
		err = fail(stopped.status(), "", "")
	}
	return err
}

// request is what is asked for: a URL, or the one in a text, with the cookies beside it. text
// is what is judged.
func (k *checking) request(given string) (r probe.Request, text string, err error) {
	r = probe.Request{URL: strings.TrimSpace(given), Referer: k.referer.value, Origin: k.origin.value, UserAgent: k.agent.value, AllowHosts: k.allowed.values}
	text = r.URL
	_, why := probe.Host(r.URL)
	if why == "" {
		return r, text, nil
	}
	p := extract.Read(given)
	found := p.URL
	for _, f := range p.All {
		if found == nil {
			found = f.URL
		}
		r.Cookies = cmp.Or(r.Cookies, cookieHeader(f.Cookies))
	}
	if found == nil || strings.HasPrefix(r.URL, "http") && !strings.ContainsAny(r.URL, " \t\r\n") {
		return r, text, usage(why, "ptok check URL, or pipe it in: ptok check -")
	}
	r.URL = (&url.URL{Scheme: found.Scheme, User: found.User, Host: found.Host, Path: found.Path, RawPath: found.RawPath, RawQuery: found.RawQuery}).String()
	if _, why = probe.Host(r.URL); why != "" {
		return r, text, usage(why, "ptok check URL, or pipe it in: ptok check -")
	}
	return r, given, nil
}

// cookieHeader writes cookies as a header has them.
func cookieHeader(cookies map[string]string) string {
	var list []string
	for name, value := range cookies {
		list = append(list, name+"="+value)
	}
	return strings.Join(list, "; ")
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
