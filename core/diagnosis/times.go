package diagnosis

import (
	"fmt"
	"math"
	"strings"
	"time"

	"playtoken/core/cause"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
)

var times = []rule{
	wrongType, notSeconds, isDuration, endsBeforeBegin, expired, notYet, noExpiry, fromFuture, tooLong, shorterThanVideo,
}

func wrongType(e Evidence) *platform.Finding {
	wrong := e.moments().wrong
	if len(wrong) == 0 {
		return nil
	}
	fix := "Write it as whole seconds since 1970, without quotes."
	switch {
	case e.Token.Kind.Edgecast():
		fix = "Write it as whole seconds since 1970."
	case e.Token.Kind == token.PasetoLocal:
		fix = "Write it as a date in text: \"" + e.Now.Add(time.Hour).UTC().Format("2006-01-02T15:04:05.000Z") + "\"."
	}
	f := finding(cause.TimeNotNumber, platform.Error, notTimes(wrong), said(wrong), fix, platform.Stated)
	f.Names = claimsOf(wrong)
	return f
}

func notTimes(list []token.Moment) string {
	if len(list) == 1 {
		return names(list) + " not a time that the platform can read"
	}
	return names(list) + " not times that the platform can read"
}

func claimsOf(list []token.Moment) []string {
	n := make([]string, len(list))
	for i, m := range list {
		n[i] = m.Claim
	}
	return n
}

// names words the claims of moments: "exp is", "exp and iat are".
func names(list []token.Moment) string {
	n := claimsOf(list)
	if len(n) == 1 {
		return n[0] + " is"
	}
	return strings.Join(n[:len(n)-1], ", ") + " and " + n[len(n)-1] + " are"
}

func said(list []token.Moment) string {
	var s []string
	for _, m := range list {
		s = append(s, m.Said())
	}
	return strings.Join(s, " ")
}

// notSeconds: the divisor is the one that leads to a date near now.
func notSeconds(e Evidence) *platform.Finding {
	fine := e.moments().fine
	if len(fine) == 0 {
		return nil
	}
	unit := map[int64]string{1000: "milliseconds", 1_000_000: "microseconds", 1_000_000_000: "nanoseconds"}
	_, d := fine[0].Meant(e.Now)
	f := finding(cause.TimeInMilliseconds, platform.Error, names(fine)+" not in seconds", said(fine),
		"Write it in whole seconds since 1970.", platform.Stated)
	f.Names = claimsOf(fine)
	if d == 0 {
		return f
	}
	f.Title = names(fine) + " in " + unit[d] + ", not in seconds"
	f.Evidence = divided(e, fine)
	f.Fix = fmt.Sprintf("Divide it by %d.", d)
	if len(fine) > 1 {
		f.Fix = fmt.Sprintf("Divide each of them by %d.", d)
	}
	f.Remedy = inSeconds(e, fine)
	return f
}

// divided says of each moment which one is meant.
func divided(e Evidence, fine []token.Moment) string {
	var list []string
	for _, m := range fine {
		seconds, d := m.Meant(e.Now)
		if d == 0 {
			list = append(list, m.Said())
			continue
		}
		list = append(list, fmt.Sprintf("%s is %s. Divided by %d it is %s.", m.Claim, token.Excerpt(m.Raw, 24), d, humantime.UTC(time.Unix(seconds, 0))))
	}
	return strings.Join(list, " ")
}

// inSeconds divides, or begins afresh where what comes out has passed.
func inSeconds(e Evidence, fine []token.Moment) *platform.Remedy {
	r := &platform.Remedy{Label: "Write it in seconds"}
	for _, m := range fine {
		n, d := m.Meant(e.Now)
		if d == 0 {
			return &platform.Remedy{Label: "Sign a fresh one", Fresh: true}
		}
		if m.Claim == "exp" && n <= e.Now.Unix() {
			r.Fresh = true
		}
		if e.Token.Kind.Edgecast() {
			r.Claims = append(r.Claims, token.StringMember(m.Claim, fmt.Sprint(n)))
		} else {
			r.Claims = append(r.Claims, token.IntMember(m.Claim, n))
		}
	}
	return r
}

func isDuration(e Evidence) *platform.Finding {
	m := e.moments()
	if !m.duration(e.Token) {
		return nil
	}
	exp := claimName(e.Token, "exp")
	f := finding(cause.ExpIsDuration, platform.Error, exp+" holds a length of time, not a date",
		fmt.Sprintf("%s is %s: read as a date that is %s. As a length of time it is %s.", exp, token.Excerpt(m.exp.Raw, 24), humantime.UTC(m.exp.At), humantime.InWords(time.Duration(m.exp.At.Unix())*time.Second)),
		"Add it to the present time: "+exp+" is the moment of the end, in seconds since 1970.", platform.Stated)
	f.Remedy = &platform.Remedy{Label: "Sign a fresh one", Fresh: true}
	return f
}

func endsBeforeBegin(e Evidence) *platform.Finding {
	m := e.moments()
	if m.exp == nil || m.iat == nil || m.exp.At.After(m.iat.At) || m.duration(e.Token) {
		return nil
	}
	f := finding(cause.ExpBeforeIat, platform.Error, "the token ends before it begins",
		fmt.Sprintf("exp is %s, iat is %s.", token.Excerpt(m.exp.Raw, 40), token.Excerpt(m.iat.Raw, 40)),
		"Set exp to a moment after iat.", platform.Stated)
	f.Remedy = &platform.Remedy{Label: "Sign a fresh one", Fresh: true}
	return f
}

// expired: at exp itself a token is expired (RFC 7519 section 4.1.4).
func expired(e Evidence) *platform.Finding {
	m := e.moments()
	if m.exp == nil || !m.exp.Reached(e.Now.Add(-e.Skew)) {
		return nil
	}
	evidence := "It ended " + humantime.UTC(m.exp.At) + "."
	if m.exp.Problem == token.OutOfRange {
		evidence = m.exp.Said()
	} else if life := e.Token.Life(); life > 0 {
		evidence = "It ended " + humantime.UTC(m.exp.At) + ", its life was " + humantime.InWords(life) + "."
	}
	f := finding(cause.Expired, platform.Error, "the token expired "+ago(m.exp.At, e.Now), evidence, signAgain, platform.Stated)
	f.Remedy = &platform.Remedy{Label: "Sign a fresh one", Fresh: true}
	return f
}

func ago(t, now time.Time) string {
	if s := humantime.Relative(t, now); s != "now" {
		return s
	}
	return "just now"
}

func notYet(e Evidence) *platform.Finding {
	m := e.moments()
	if m.nbf == nil || !m.nbf.At.After(e.Now.Add(e.Skew)) {
		return nil
	}
	f := finding(cause.NotYetValid, platform.Error, "the token is not yet valid",
		"It begins "+humantime.UTC(m.nbf.At)+", "+humantime.Relative(m.nbf.At, e.Now)+".", "Wait, or sign one that begins now.", platform.Stated)
	f.Remedy = &platform.Remedy{Label: "Begin now", Fresh: true, Drop: []string{"nbf"}}
	return f
}

func noExpiry(e Evidence) *platform.Finding {
	if e.moments().hasExp || e.Token.Kind == token.SignedURL {
		return nil
	}
	severity := platform.Info
	if e.Platform != nil && e.Platform.NoExpiry != "" {
		severity = e.Platform.NoExpiry
	}
	exp := claimName(e.Token, "exp")
	f := finding(cause.ExpMissing, severity, "the token has no expiry", exp+" is missing.", "Set "+exp+" to the moment of the end.", platform.Stated)
	if severity != platform.Info {
		f.Standing = platform.Inferred
		f.Remedy = &platform.Remedy{Label: "Sign one that ends", Fresh: true}
	}
	return f
}

func fromFuture(e Evidence) *platform.Finding {
	m := e.moments()
	if m.iat == nil || !m.iat.At.After(e.Now.Add(e.Skew)) {
		return nil
	}
	return finding(cause.IssuedInFuture, platform.Warning, "the token was issued in the future",
		"By this machine's clock it was issued "+humantime.Relative(m.iat.At, e.Now)+": one of the two clocks is wrong.",
		"Check the clock of the signer and of this machine.", platform.Inferred)
}

// tooLong: the life of a token without iat is counted from now.
func tooLong(e Evidence) *platform.Finding {
	m := e.moments()
	if e.Platform == nil || e.Platform.Longest == 0 || m.exp == nil {
		return nil
	}
	begin := e.Now
	if m.iat != nil {
		begin = m.iat.At
	}
	life := m.exp.At.Sub(begin)
	if life <= e.Platform.Longest {
		return nil
	}
	lives := humantime.InWords(life)
	if life == math.MaxInt64 { // as far as a span of time is counted
		lives = "more than " + lives
	}
	f := finding(cause.LifeTooLong, platform.Warning, "the token lives longer than is usual on "+e.Platform.Label,
		"It lives "+lives+", "+humantime.InWords(e.Platform.Longest)+" is the longest that is known to be taken.",
		"Sign one that lives "+humantime.InWords(e.Platform.Longest)+" or less.", platform.Inferred)
	f.Remedy = &platform.Remedy{Label: "Shorten its life", Claims: []token.Member{token.IntMember("exp", begin.Add(e.Platform.Longest).Unix())}}
	return f
}

func shorterThanVideo(e Evidence) *platform.Finding {
	m := e.moments()
	if e.VideoLength <= 0 || m.exp == nil || m.exp.Reached(e.Now.Add(-e.Skew)) || m.exp.At.Sub(e.Now) >= e.VideoLength {
		return nil
	}
	return finding(cause.LifeShorterThanVideo, platform.Warning, "the token ends before the video does",
		"It has "+humantime.InWords(m.exp.At.Sub(e.Now))+" left, the video runs "+humantime.InWords(e.VideoLength)+".",
		"Sign one that lives longer than the video.", platform.Inferred)
}
