package main

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"playtoken/assets"
	"playtoken/core/edge"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/words"
)

// edging is "ptok edge".
type edging struct {
	*program
	keyFlags
	platforms, set, keyIDs several
	id, life               single
	port, clock            single
	masterOnly, sign, json bool

	named  []*platform.Platform // by --platform, nil for none
	values map[string]string    // by --id and --set, and by --key-id of one key

	savedAs map[*platform.Platform]string // the ID of the profile that signs for it
	noting  sync.Mutex
	noID    []signsFor // keys that came without their IDs
}

// signsFor is a key by its name, and the label of a platform that it signs for.
type signsFor struct{ key, platform string }

func edgeCommand(p *program) *cobra.Command {
	g := &edging{program: p, savedAs: map[*platform.Platform]string{}}
	c := &cobra.Command{
		Use: "edge", Short: "play a sample to good tokens on this machine, and say why others are refused",
		Long: edgeHelp, Args: takesNothing,
		RunE: func(*cobra.Command, []string) error { return g.run() },
	}
	g.keys.flag(c, "key", "FILE", "file with a key of any kind whose tokens play, - for standard input;\na private or shared one signs as well")
	g.profiles.flag(c, "profile", "NAME", profileFlagHelp+"tokens of its\nkeys play, and it signs")
	g.passphrase.flag(c, "passphrase-file", "FILE", passphraseFlagHelp)
	g.platforms.flag(c, "platform", "NAME", "a platform to imitate, default: all")
	g.keyIDs.flag(c, "key-id", "ID", "the ID under which the platform knows the key; of several keys one\nfor each --key, in their order")
	g.id.flag(c, "id", "ID", "what the good URLs are for, default: a sample")
	g.set.flag(c, "set", "FIELD=VALUE", "another field of the platform's form; they are listed by ptok sign --help")
	g.life.flag(c, "ttl", "D", "how long a token lives that is made here: 90s, 15m; none for no end")
	g.port.flag(c, "port", "N", "where to listen, default "+strconv.Itoa(edge.UsualPort)+"; where it is taken the next ones are tried")
	g.clock.flag(c, "clock", "T|D", "the moment that the edge takes for now, or by how much its clock is\nahead: 2h, -5m")
	c.Flags().BoolVar(&g.masterOnly, "master-only", false, "the master playlist alone needs the token, also where the platform\nwants one with each request")
	c.Flags().BoolVar(&g.sign, "sign", false, "answer at /sign with a fresh token, as your own back end would")
	c.Flags().BoolVar(&g.json, "json", false, "answer in JSON, a line for the start and one for each request")
	return c
}

func (g *edging) run() error {
	if err := g.fields(); err != nil {
		return err
	}
	port, err := g.portNumber()
	if err != nil {
		return err
	}
	ahead, err := g.ahead()
	if err != nil {
		return err
	}
	ctx, stop := g.interruptible()
	defer stop()
	set, err := g.keySet(ctx)
	if err != nil {
		return orStopped(ctx, err)
	}
	if g.sign && len(set.Signers) == 0 {
		return usage("--sign needs a key that signs.", "Give a private key or a shared secret by --key or --profile, or none at all: then new ones are made.")
	}
	log := newRequestLog(g.Stdout, g.row)
	e, err := edge.Start(edge.Config{
		Port: port, Page: assets.Player(), Sample: assets.Sample(), Sign: g.sign, Now: g.Now,
		Answered: log.add, Signed: g.released,
	}, set)
	if err != nil {
		return fail(answerIsNo, "No port of this machine can be listened at.", "Does something keep programs from listening on 127.0.0.1?")
	}
	defer func() { _ = e.Stop(context.Background()) }()
	e.Shift(ahead)
	good, err := e.Good()
	if err := g.unmade(err); err != nil {
		return err
	}
	if given := strconv.Itoa(port); !strings.HasSuffix(e.Address(), ":"+given) {
		g.note("Port " + given + " is taken, so that the edge listens at " + e.Address() + ".")
	}
	if g.json {
		g.writeJSON(startJSON(e.Address(), good))
	} else {
		g.writeStart(e.Address(), good, set, ahead)
	}
	return g.serve(ctx, e, log)
}

// serve writes the beginning, and a line for each request until a signal comes.
func (g *edging) serve(ctx context.Context, e *edge.Edge, log *requestLog) error {
	first := g.out.Bytes()
	log.begin(slices.Clone(first))
	g.out.Reset()
	var err error
	select {
	case <-ctx.Done():
		err = orStopped(ctx, nil)
	case <-log.broken:
		err = fail(wrongUsage, "Standard output cannot be written to.", "Is the disk full?")
	}
	_ = e.Stop(context.Background()) // it has ended anyhow
	if left := log.end(); left > 0 {
		g.note(words.Count(left, "request") + " could not be written: standard output was not read.")
	}
	return err
}

// portNumber reads --port.
func (g *edging) portNumber() (int, error) {
	if !g.port.given {
		return edge.UsualPort, nil
	}
	n, err := strconv.Atoi(g.port.value)
	if err != nil || n < 1 || n > 65535 {
		return 0, usage("--port is not the number of a port.", "Give one from 1 to 65535; those from 1024 on are for everybody.")
	}
	return n, nil
}

// ahead reads --clock: by how much the edge's clock is ahead.
func (g *edging) ahead() (time.Duration, error) {
	if !g.clock.given {
		return 0, nil
	}
	span, behind := strings.CutPrefix(g.clock.value, "-")
	if d, err := humantime.Duration(span); err == nil {
		if behind {
			d = -d
		}
		return d, nil
	}
	at, err := humantime.Time(g.clock.value, g.Now(), g.Zone)
	if err != nil {
		return 0, usage("--clock is neither a moment nor a span of time.", words.Sentence(err))
	}
	return at.Sub(g.Now()), nil
}
