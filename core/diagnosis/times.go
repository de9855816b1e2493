package diagnosis

import (
	"strings"
	"time"

	"playtoken/core/cause"
	"playtoken/core/platform"
	"playtoken/core/token"
)

var times = []rule{
	wrongType, notSeconds, isDuration, endsBeforeBegin, expired, notYet, noExpiry, fromFuture, tooLong, shorterThanVideo,
}

// moments are the times of a token, each as far as it can be used.
type moments struct {
	exp, nbf, iat *token.TimeClaim // nil where absent or not usable
	hasExp        bool
	fine          []token.TimeClaim // in milliseconds or finer, or larger still
	wrong         []token.TimeClaim // of the wrong type, or no date
}

func momentsOf(t *token.Token) (m moments) {
	read := func(claim string) *token.TimeClaim {
		at, ok := t.Time(claim)
		switch {
		case !ok:
			return nil
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
	if _, divisor := fine[0].Meant(e.Now); divisor != 0 {
		f.Remedy = inSeconds(e, fine)
	}
	return f
}

// inSeconds divides, or begins afresh where what comes out has passed.
func inSeconds(e *evidence, fine []token.TimeClaim) *platform.Remedy {
	r := &platform.Remedy{Label: writeInSeconds}
	for _, m := range fine {
		n, divisor := m.Meant(e.Now)
		if divisor == 0 {
			return signFresh()
		}
		if m.Claim == "exp" && n <= e.Now.Unix() {
			r.Fresh = true
		}
		r.Claims = append(r.Claims, e.Token.WriteTime(m.Claim, time.Unix(n, 0)))
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
	if m.exp == nil || m.iat == nil || m.exp.At.After(m.iat.At) || m.duration() {
		return nil
	}
	return failure(cause.ExpBeforeIat, endsFirst(*m.exp, *m.iat)).With(signFresh())
}

// expired: at exp itself a token is expired (RFC 7519 section 4.1.4).
func expired(e *evidence) *platform.Finding {
	exp := e.moments.exp
	if exp == nil || !exp.Reached(e.Now.Add(-e.Skew)) {
		return nil
	}
	return failure(cause.Expired, hasExpired(*exp, e.Token.Life(), e.Now)).With(signFresh())
}

func notYet(e *evidence) *platform.Finding {
	nbf := e.moments.nbf
	if nbf == nil || e.Token.Begun(*nbf, e.Now.Add(e.Skew)) {
		return nil
	}
	return failure(cause.NotYetValid, beginsLater(*nbf, e.Now)).
		With(&platform.Remedy{Label: beginNow, Fresh: true, Drop: []string{e.Token.TimeName("nbf")}})
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
	return platform.Found(cause.IssuedInFuture, platform.Warning, platform.Inferred, issuedLater(*iat, e.Now))
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
