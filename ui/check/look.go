package check

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/probe"
	"playtoken/ui/async"
)

// Look asks, one request a button, and keeps what came of it.
type Look struct {
	*waiting
	p *Presenter

	asked   probe.Request // of what is shown
	text    string        // that the token was read in: the URL, or what it was taken from
	found   diagnosis.Case
	reading async.Latest
	answer  *probe.Answer // nil where there was none, and then why
	fault   *probe.Fault
	second  *probe.Second // the further request, nil for none
	variant int           // of that
	trouble *probe.Fault  // why a further request has no answer
	trials  []trial
	folded  bool // the renditions are not shown
}

// trial is one of the further requests on a refused URL.
type trial struct {
	Trial
	host   string
	answer *probe.Answer
	fault  *probe.Fault
}

// shown reports whether there is an answer to be shown, or why there is none.
func (l *Look) shown() bool { return l.answer != nil || l.fault != nil }

// stale reports whether what is shown is of another URL, or about to be replaced.
func (l *Look) stale() bool {
	waits := l.job != nil && l.job.slow && l.job.what == forAnswer
	return waits || l.p.Field.ready() != l.asked.URL
}

// answered is what came of a request.
type answered struct {
	found  diagnosis.Case
	answer *probe.Answer
	fault  *probe.Fault
}

// Ask sends the one request that the button names.
func (l *Look) Ask() {
	f := l.p.Field
	if f.host == "" {
		return
	}
	r := f.request()
	text, o := f.ready(), l.options(l.p.services.Now())
	if f.source != "" {
		text = f.source
	}
	request(l.waiting, forAnswer, f.host, func(ctx context.Context) answered {
		a := answered{found: diagnosis.Read(text, o)}
		a.answer, a.fault = l.p.services.Asker.Ask(ctx, r)
		return a
	}, func(a answered) {
		l.asked, l.text, l.found, l.answer, l.fault = r, text, a.found, a.answer, a.fault
		if l.fault != nil && l.fault.Host == "" {
			l.fault.Host = f.host
		}
		l.second, l.trouble, l.trials, l.folded = nil, nil, nil, false
		if l.refused() {
			for _, t := range l.p.services.Trials(l.answer) {
				host, _ := l.p.services.Host(t.Request.URL)
				l.trials = append(l.trials, trial{Trial: t, host: host})
			}
		}
	})
}

// refused reports whether the server answered, and did not give what was asked for: it
// refused, or led elsewhere.
func (l *Look) refused() bool {
	a := l.answer
	if a == nil || a.Manifest != nil {
		return false
	}
	n := len(a.Hops)
	return a.Status >= 400 || n > 0 && !a.Hops[n-1].Followed
}

// options are what is known beside the text, at a moment.
func (l *Look) options(now time.Time) diagnosis.Options {
	keys := l.p.services.Keys()
	if s := l.p.Local.sample; s != nil {
		keys = append(slices.Clone(keys), s.Key)
	}
	return diagnosis.Options{Keys: keys, Now: now, Skew: l.p.services.Skew()}
}

// Follow asks for one rendition too, and the beginning of its first segment; of a list of
// segments for that alone.
func (l *Look) Follow() {
	i, ok := l.next()
	if !ok {
		return
	}
	type followed struct {
		second *probe.Second
		fault  *probe.Fault
	}
	a := l.answer
	request(l.waiting, forSecond, l.hostOf(i), func(ctx context.Context) followed {
		second, fault := l.p.services.Asker.Follow(ctx, a, i)
		return followed{second, fault}
	}, func(f followed) {
		if l.trouble = f.fault; f.second != nil { // of the rendition, where the segment gave none
			l.second, l.variant = f.second, i
		}
	})
}

// usual is the rendition that a further request is for, where there is one of that name.
const usual = "720p"

// next is the rendition that a further request is for: the usual one, else the first with
// pictures, else the first. Of a list of segments it is for the first of these alone.
func (l *Look) next() (variant int, ok bool) {
	if l.answer == nil || l.answer.Manifest == nil || l.answer.Manifest.Segments+len(l.answer.Manifest.Variants) == 0 {
		return 0, false
	}
	best := -1
	for i, v := range l.answer.Manifest.Variants {
		switch {
		case v.Kind == "video" && v.Name == usual:
			return i, true
		case v.Kind == "video" && best < 0:
			best = i
		}
	}
	return max(0, best), true
}

// hostOf is where a rendition lies, or the first segment of a list of these.
func (l *Look) hostOf(variant int) string {
	host := l.answer.Manifest.Host
	if l.answer.Manifest.Master {
		host = l.answer.Manifest.Variants[variant].Host
	}
	return cmp.Or(host, l.answer.Host)
}

// Fold hides the renditions, or shows them.
func (l *Look) Fold() {
	l.folded = !l.folded
	l.p.update()
}

// Try sends one of the further requests on a refused URL.
func (l *Look) Try(i int) {
	if i >= len(l.trials) {
		return
	}
	r := l.trials[i].Request
	list := l.trials
	request(l.waiting, forTrial, l.trials[i].host, func(ctx context.Context) answered {
		var a answered
		a.answer, a.fault = l.p.services.Asker.Ask(ctx, r)
		return a
	}, func(a answered) { list[i].answer, list[i].fault = a.answer, a.fault })
}

// Why takes the URL to the Why? screen.
func (l *Look) Why() {
	if l.shown() {
		l.p.services.Why(l.asked.URL)
	}
}

// keysChanged reads the token of what is shown with other keys. Nobody is asked.
func (l *Look) keysChanged() {
	if !l.shown() {
		return
	}
	text, o := l.text, l.options(l.p.services.Now())
	async.Run(&l.reading, func() diagnosis.Case { return diagnosis.Read(text, o) }, func(c diagnosis.Case) {
		if l.text == text {
			l.found = c
			l.p.update()
		}
	})
}

// judged is the verdict, and whether the token has expired since the answer: then it is as
// of the answer, which came to a token that lived.
func (l *Look) judged() (v diagnosis.Verdict, since bool) {
	now := l.p.services.Now()
	if since = !l.ended().IsZero(); since {
		now = l.answer.At
	}
	return l.p.services.Judge(l.answer, l.found, l.second, l.options(now)), since
}

// present is the verdict as it is said now: what played, with a token that has ended since, plays no
// more.
func (l *Look) present() (v diagnosis.Verdict, since bool) {
	switch v, since = l.judged(); {
	case !since:
	case v.State == diagnosis.Plays:
		now, exp := l.p.services.Now(), l.ended()
		v.State, v.AsOf = diagnosis.Fails, diagnosis.AsOf{At: now, From: diagnosis.FromClock, Zoned: true, Clock: now}
		v.Headline, v.Detail = played(l.answer.Status, l.answer.At, now), endedAfter(exp.Sub(l.answer.At))
	default:
		v.Detail += " " + expiredSince
	}
	return v, since
}

// ended is when the token ended since the answer, the zero time where it has not.
func (l *Look) ended() time.Time {
	if t := l.found.Token; t != nil {
		if exp, ok := t.Time("exp"); ok && exp.Usable() && exp.Reached(l.p.services.Now()) && !exp.Reached(l.answer.At) {
			return exp.At
		}
	}
	return time.Time{}
}

// who answered, as inside a sentence.
func who(a *probe.Answer) string {
	u, err := url.Parse(a.URL)
	if err != nil { // its host is left out
		return a.Host
	}
	return diagnosis.Answerer(a.Platform, u)
}
