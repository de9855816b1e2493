package check

import (
	"context"
	"net/url"
	"slices"
	"time"

	"playtoken/core/edge"
	"playtoken/core/probe"
	"playtoken/core/words"
	"playtoken/ui/async"
)

// Clocks are how far the edge's clock can be put ahead.
var Clocks = []string{"now", "+1 h", "+25 h"}

var shifts = []time.Duration{0, time.Hour, 25 * time.Hour}

// Local is the edge on this computer.
type Local struct {
	p      *Presenter
	server Server // nil while none runs
	busy   string // what is being done: starting
	fault  error  // why it did not start
	sample *Sample
	work   async.Latest

	stream     string // the name of the platform, "" for the first one
	shift      int
	masterOnly bool
	sign       bool
}

func newLocal(p *Presenter) *Local { return &Local{p: p, work: async.Latest{Do: p.services.Do}} }

// set is what the edge verifies and signs with.
func (l *Local) set() edge.Set {
	s := l.p.services.Set(l.masterOnly)
	if l.sample == nil {
		return s
	}
	s.Keys = append(slices.Clone(s.Keys), l.sample.Key)
	if !slices.ContainsFunc(s.Signers, func(one edge.Signer) bool { return one.Platform == l.sample.Signer.Platform }) {
		s.Signers = append(slices.Clone(s.Signers), l.sample.Signer)
	}
	return s
}

// keysChanged tells a running edge of other keys.
func (l *Local) keysChanged() {
	if l.server != nil {
		l.server.Use(l.set())
	}
}

// Start starts the edge.
func (l *Local) Start() { l.start(nil, func() {}) }

// started is what came of a start.
type started struct {
	server Server
	err    error
}

// start starts the edge, in the place of one that still has its port where before is not
// nil; then is called when it runs.
func (l *Local) start(before Server, then func()) {
	if l.busy != "" || before == nil && l.server != nil {
		return
	}
	l.busy, l.fault = starting, nil
	c := l.p.services.Edge
	c.Sign, c.Now, c.Answered = l.sign, l.p.services.Now, l.p.Requests.answered
	if before != nil {
		c.Port = portOf(before.Address())
	}
	set, start := l.set(), l.p.services.Start
	async.Run(&l.work, func() started {
		if before != nil {
			if err := stop(before); err != nil {
				return started{err: err}
			}
		}
		s, err := start(c, set)
		return started{s, err}
	}, func(s started) {
		l.busy, l.server, l.fault = "", s.server, s.err
		l.p.Requests.begin()
		if s.err == nil {
			l.server.Use(l.set()) // what has changed meanwhile
			l.server.Shift(shifts[l.shift])
			then()
		}
		l.p.update()
	})
	l.p.update()
}

// stopWithin is how long an edge may take to stop.
const stopWithin = 2 * time.Second

func stop(s Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	return s.Stop(ctx)
}

// Stop ends it. What it was asked for stays in the list.
func (l *Local) Stop() {
	if l.busy != "" || l.server == nil {
		return
	}
	s := l.server
	l.busy, l.server = stopping, nil
	async.Run(&l.work, func() error { return stop(s) }, func(err error) {
		l.busy = ""
		if err != nil {
			l.p.services.Fail(words.Sentence(err))
		}
		l.p.update()
	})
	l.p.update()
}

// Sample makes a key where none can sign, starts the edge, puts in a URL that plays, and
// opens the browser on it.
func (l *Local) Sample() {
	if l.busy != "" {
		return
	}
	if len(l.set().Signers) > 0 || l.p.services.Sample == nil {
		l.play()
		return
	}
	l.busy, l.fault = makingKey, nil
	make := l.p.services.Sample
	type made struct {
		sample Sample
		err    error
	}
	async.Run(&l.work, func() made {
		s, err := make()
		return made{s, err}
	}, func(m made) {
		l.busy = ""
		if m.err != nil {
			l.fault = m.err
			l.p.update()
			return
		}
		l.sample = &m.sample
		l.play()
	})
	l.p.update()
}

// play has the browser play a good URL, by an edge that is started for it.
func (l *Local) play() {
	then := func() {
		if good, ok := l.good(); ok {
			l.p.Field.take(good.URL, "")
			l.p.services.Open(l.server.Page(good.URL))
		}
	}
	if l.server == nil {
		l.start(nil, then)
		return
	}
	l.server.Use(l.set())
	then()
	l.p.update()
}

// playOther has the browser open the page with a URL of the outside.
func (l *Local) playOther(playable string) {
	then := func() { l.p.services.Open(l.server.Page(playable)) }
	if l.server == nil {
		l.start(nil, then)
		return
	}
	then()
}

// good is a URL of the chosen platform that plays now.
func (l *Local) good() (edge.Good, bool) {
	if l.server == nil {
		return edge.Good{}, false
	}
	l.server.Use(l.set()) // as the form stands now
	list, err := l.server.Good()
	if err != nil {
		l.p.services.Fail(words.Sentence(err))
		return edge.Good{}, false
	}
	for _, g := range list {
		if l.stream == "" || g.Platform != nil && g.Platform.Name == l.stream {
			return g, true
		}
	}
	if len(list) > 0 {
		return list[0], true
	}
	l.p.services.Fail(noGood)
	return edge.Good{}, false
}

// OpenGood opens the page with a URL that plays.
func (l *Local) OpenGood() {
	if g, ok := l.good(); ok {
		l.p.services.Open(l.server.Page(g.URL))
	}
}

// CopyGood copies a URL that plays.
func (l *Local) CopyGood(done func()) {
	if g, ok := l.good(); ok {
		l.p.services.CopyToken(g.URL, l.p.copied("A good URL", done))
	}
}

// CheckGood puts a URL that plays into the field above.
func (l *Local) CheckGood() {
	if g, ok := l.good(); ok {
		l.p.Take(g.URL)
	}
}

// CopyAddress copies where it listens.
func (l *Local) CopyAddress(done func()) {
	if l.server != nil {
		l.p.services.Copy(l.server.Address(), l.p.copied("Address", done))
	}
}

// ChooseStream chooses for which platform a good URL is signed.
func (l *Local) ChooseStream(i int) {
	if list := l.set().Signers; i < len(list) {
		l.stream = list[i].Platform.Name
		l.p.update()
	}
}

// SetClock puts the edge's clock ahead, by one of [Clocks].
func (l *Local) SetClock(i int) {
	l.shift = i
	if l.server != nil {
		l.server.Shift(shifts[i])
	}
	l.p.update()
}

// SetMasterOnly says whether the master alone needs the token, where a platform leaves that
// open.
func (l *Local) SetMasterOnly(only bool) {
	l.masterOnly = only
	l.keysChanged()
	l.p.update()
}

// SetSign offers tokens at /sign, or not: the edge is started anew for it.
func (l *Local) SetSign(on bool) {
	if l.busy != "" || l.sign == on {
		l.p.update()
		return
	}
	l.sign = on
	if before := l.server; before != nil {
		l.start(before, func() {})
		return
	}
	l.p.update()
}

// WayOut goes where the form gets a key.
func (l *Local) WayOut() { l.p.services.Wanting().Do() }

// putAhead reports whether an answer comes from the edge on this computer while its clock is put
// ahead: nobody's clock is wrong then.
func (l *Local) putAhead(a *probe.Answer) bool {
	u, err := url.Parse(a.URL)
	return l.server != nil && l.shift != 0 && a.Clock >= named && err == nil && l.server.Address() == "http://"+u.Host
}
