package diagnosis

import (
	"strings"
	"time"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
)

var times = []rule{
	wrongType, notSeconds, otherCount, isDuration, endsBeforeBegin, expired, notYet, noExpiry, fromFuture, tooLong, shorterThanVideo,
}

// moments are the times of a token, each as far as it can be used.
type moments struct {
	exp, nbf, iat *token.TimeClaim // nil where absent or not usable
	hasExp        bool
	fine          []token.TimeClaim // in milliseconds or finer, or larger still
	wrong         []token.TimeClaim // of the wrong type, or no date
	otherwise     []counted         // counted in another way than in seconds since 1970, or finer
}

// counted is a moment that a number stands for which is no count of seconds since 1970.
type counted struct {
	token.TimeClaim
	means time.Time
	as    token.Count
}

func momentsOf(t *token.Token, now time.Time) (m moments) {
	read := func(claim string) *token.TimeClaim {
		at, ok := t.Time(claim)
		means, as, otherwise := t.Otherwise(claim, now)
		switch {
		case !ok:
			return nil
		case otherwise && !(as.Since == 1970 && as.Unit < time.Second):
			m.otherwise = append(m.otherwise, counted{at, means, as})
		case at.Usable(), at.Problem == token.OutOfRange && strings.HasPrefix(at.Raw, "-"):
			return &at // before the year 1 it is long past, too
		case at.Problem == token.InSubSeconds, at.Problem == token.OutOfRange:
			m.fine = append(m.fine, at)
		default:
			m.wrong = append(m.wrong, at)
		}
		return nil
	}
	m.exp, m.nbf, m.iat = read("exp"), read("nbf"), read("iat")
	_, m.hasExp = t.Time("exp")
	return m
}

// longAgo is where a number of seconds is a length of time rather than a date:
// before March 1973.
const longAgo = 100_000_000

// duration reports whether exp holds a length of time.
func (m moments) duration() bool {
	return m.exp != nil && m.exp.Counted && m.exp.At.Unix() > 0 && m.exp.At.Unix() < longAgo
}

func wrongType(e *evidence) *platform.Finding {
	wrong := e.moments.wrong
	if len(wrong) == 0 {
		return nil
	}
	right := e.Token.WriteTime(wrong[0].Claim, e.Now.Add(time.Hour)).Value
	return failure(cause.TimeNotNumber, notTimes(wrong, right)).About(claimsOf(wrong)...)
}

// notSeconds: the divisor is the one that leads to a date near now.
func notSeconds(e *evidence) *platform.Finding {
	fine := e.moments.fine
	if len(fine) == 0 {
		return nil
	}
	f := failure(cause.TimeInMilliseconds, finer(fine, e.Now)).About(claimsOf(fine)...)
	if _, _, ok := fine[0].Meant(e.Now); ok {
		f.Remedy = inSeconds(e, fine)
	}
	return f
}

// otherCount: a time that has passed, read as it stands, harms only where it is the end.
func otherCount(e *evidence) *platform.Finding {
	var list []token.TimeClaim
	severity := platform.Warning
	for _, m := range e.moments.otherwise {
		list = append(list, m.TimeClaim)
		if !m.Usable() || m.Claim == e.Token.TimeName("exp") || !m.Reached(e.Now) {
			severity = platform.Error
		}
	}
	if len(list) == 0 {
		return nil
	}
	return platform.Found(cause.TimeCountedOtherwise, severity, platform.Stated, countedOtherwise(e.moments.otherwise, e.Now)).
		About(claimsOf(list)...).With(inSeconds(e, list))
}

// inSeconds writes what was meant, or begins afresh where that is not known or has passed.
func inSeconds(e *evidence, list []token.TimeClaim) *platform.Remedy {
	r := &platform.Remedy{Label: writeInSeconds}
	for _, m := range list {
		means, _, ok := m.Meant(e.Now)
		if !ok {
			return signFresh()
		}
		if m.Claim == e.Token.TimeName("exp") && !means.After(e.Now) {
			r.Fresh = true
		}
		r.Claims = append(r.Claims, e.Token.WriteTime(m.Claim, means.Truncate(time.Second)))
	}
	return r
}

func isDuration(e *evidence) *platform.Finding {
	if !e.moments.duration() {
		return nil
	}
	return failure(cause.ExpIsDuration, aDuration(e.Token.TimeName("exp"), *e.moments.exp)).With(signFresh())
}

func endsBeforeBegin(e *evidence) *platform.Finding {
	m := e.moments
	for _, begin := range []*token.TimeClaim{m.iat, m.nbf} {
		if m.exp != nil && begin != nil && !m.exp.At.After(begin.At) && !m.duration() {
			return failure(cause.ExpBeforeIat, endsFirst(*m.exp, *begin, zoneOffset(begin.At.Sub(m.exp.At), momentary))).With(signFresh())
		}
	}
	return nil
}

// expired: at exp itself a token is expired (RFC 7519 section 4.1.4).
func expired(e *evidence) *platform.Finding {
	exp := e.moments.exp
	if exp == nil || !exp.Reached(e.Now.Add(-e.Skew)) {
		return nil
	}
	f := failure(cause.Expired, hasExpired(*exp, e.Token.Life(), e.Now)).With(signFresh())
	return e.unlessLocal(f, !exp.Reached(e.Now.Add(-e.Skew-e.localLine())))
}

// localLine is by how much the clock of the line is ahead of UTC, where it names no zone and the
// token was issued or begins such an offset away from it: who gets a token asks at once. 0 where
// nothing speaks for it.
func (e *evidence) localLine() time.Duration {
	if !e.pasted() || e.asOf.Zoned {
		return 0
	}
	begins := []time.Time{}
	for _, m := range []*token.TimeClaim{e.moments.iat, e.moments.nbf} {
		if m != nil {
			begins = append(begins, m.At)
		}
	}
	if e.foreign != nil && !e.foreign.Begin.IsZero() {
		begins = append(begins, e.foreign.Begin)
	}
	for _, at := range begins {
		d := e.Now.Sub(at)
		switch offset := zoneOffset(d.Abs(), 2*time.Minute); {
		case d > 0 && inEast(offset):
			return offset
		case d < 0 && inWest(offset):
			return -offset
		}
	}
	return 0
}

// unlessLocal weighs a fault of time that is none if the time of the line is a local one.
func (e *evidence) unlessLocal(f *platform.Finding, good bool) *platform.Finding {
	if by := e.localLine(); by != 0 && good {
		f.Severity, f.Remedy = platform.Warning, nil
		f.Words = ifLineIsUTC(f.Words, by)
	}
	return f
}

func notYet(e *evidence) *platform.Finding {
	nbf := e.moments.nbf
	if nbf == nil || e.Token.Begun(*nbf, e.Now.Add(e.Skew)) {
		return nil
	}
	zone, perhaps := e.zone(nbf.At)
	f := failure(cause.NotYetValid, beginsLater(*nbf, e.Now, e.clocksDiffer(nbf.At), zone, perhaps)).
		With(&platform.Remedy{Label: beginNow, Fresh: true, Drop: []string{e.Token.TimeName("nbf")}})
	return e.unlessLocal(f, e.Token.Begun(*nbf, e.Now.Add(e.Skew+2*time.Minute-e.localLine())))
}

func noExpiry(e *evidence) *platform.Finding {
	if e.moments.hasExp || e.Token.Guessed() {
		return nil
	}
	w := noEnd(e.Token.TimeName("exp"))
	if e.platform == nil || e.platform.NoExpiry == "" || e.platform.NoExpiry == platform.Info {
		return platform.Found(cause.ExpMissing, platform.Info, platform.Stated, w)
	}
	return platform.Found(cause.ExpMissing, e.platform.NoExpiry, platform.Inferred, w).
		With(&platform.Remedy{Label: signOneThatEnds, Fresh: true})
}

func fromFuture(e *evidence) *platform.Finding {
	iat := e.moments.iat
	if iat == nil || !iat.At.After(e.Now.Add(e.Skew)) {
		return nil
	}
	severity := platform.Warning
	if e.clocksDiffer(iat.At) {
		severity = platform.Info // few servers look at iat, and those that do allow for that
	}
	zone, _ := e.zone(iat.At)
	f := platform.Found(cause.IssuedInFuture, severity, platform.Inferred, issuedLater(*iat, e.Now, e.clocksDiffer(iat.At), zone)).About(iat.Claim)
	return e.unlessLocal(f, e.localLine() < 0)
}

// clocksDiffer reports whether a moment that lies ahead does so by no more than the clocks
// of two machines differ.
func (e *evidence) clocksDiffer(at time.Time) bool {
	return at.After(e.Now) && at.Sub(e.Now) < time.Minute
}

// zone is the offset of the time zones by which a moment lies ahead, 0 for none. Where the
// token was issued at another time than it begins, that may be meant so.
func (e *evidence) zone(at time.Time) (offset time.Duration, perhaps bool) {
	iat := e.moments.iat
	if iat == nil || iat.At.After(e.Now) {
		return zoneOffset(at.Sub(e.Now), 2*time.Minute), iat == nil
	}
	return zoneOffset(at.Sub(iat.At), momentary), true
}

// momentary is how far two times are apart that a program took one after the other.
const momentary = 5 * time.Second

// zoneOffset is the offset of a time zone that a span comes near to, 0 for none.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func zoneOffset(d, within time.Duration) time.Duration {
	offset := d.Round(15 * time.Minute)
	if (d-offset).Abs() <= within && (inEast(offset) || inWest(offset)) {
		return offset
	}
	return 0
}

// inEast reports whether there are clocks so far ahead of UTC.
func inEast(offset time.Duration) bool {
	switch minutes := int(offset / time.Minute); minutes {
	case 210, 270, 330, 345, 390, 525, 570, 630, 765, 825:
		return true
	default:
		return minutes%60 == 0 && minutes >= 60 && minutes <= 14*60
	}
}

// inWest reports whether there are clocks so far behind UTC.
func inWest(offset time.Duration) bool {
	switch minutes := int(offset / time.Minute); minutes {
	case 150, 210, 570:
		return true
	default:
		return minutes%60 == 0 && minutes >= 60 && minutes <= 12*60
	}
}

// tooLong: the life of a token without iat is counted from now.
func tooLong(e *evidence) *platform.Finding {
	m, p := e.moments, e.platform
	if p == nil || p.Longest == 0 || m.exp == nil {
		return nil
	}
	begin := e.Now
	if m.iat != nil {
		begin = m.iat.At
	}
	life := m.exp.At.Sub(begin)
	if life <= p.Longest {
		return nil
	}
	shorter := e.Token.WriteTime(e.Token.TimeName("exp"), begin.Add(p.Longest))
	return platform.Found(cause.LifeTooLong, platform.Warning, platform.Inferred, livesTooLong(p, life)).
		With(&platform.Remedy{Label: shortenLife, Claims: []token.Member{shorter}})
}

func shorterThanVideo(e *evidence) *platform.Finding {
	exp, video := e.moments.exp, e.options.VideoLength
	if video <= 0 || exp == nil || exp.Reached(e.Now.Add(-e.Skew)) || exp.At.Sub(e.Now) >= video {
		return nil
	}
	return platform.Found(cause.LifeShorterThanVideo, platform.Warning, platform.Inferred, endsBeforeVideo(exp.At.Sub(e.Now), video))
}

func signFresh() *platform.Remedy { return &platform.Remedy{Label: signFreshOne, Fresh: true} }

func claimsOf(list []token.TimeClaim) []string {
	names := make([]string, len(list))
	for i, m := range list {
		names[i] = m.Claim
	}
	return names
}
