package diagnosis

import (
	"fmt"
	"math"
	"strings"
	"time"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/words"
)

// notTimes words times of the wrong type; right is how one would be written.
func notTimes(wrong []token.TimeClaim, right token.Value) platform.Words {
	title := areNot(wrong) + " not a time that the platform can read"
	if len(wrong) > 1 {
		title = areNot(wrong) + " not times that the platform can read"
	}
	fix := "Write it as whole seconds since 1970"
	switch {
	case right.Type == token.Number:
		fix += ", without quotes."
	case strings.Trim(right.Text, "0123456789") == "":
		fix += "."
	default:
		fix = "Write it as a date in text: " + right.Raw + "."
	}
	return platform.Words{Title: title, Evidence: said(wrong), Fix: fix}
}

// areNot words the claims of moments: "exp is", "exp and iat are".
func areNot(list []token.TimeClaim) string {
	n := claimsOf(list)
	if len(n) == 1 {
		return n[0] + " is"
	}
	return words.List(n) + " are"
}

func said(list []token.TimeClaim) string {
	var s []string
	for _, m := range list {
		s = append(s, m.Said())
	}
	return strings.Join(s, " ")
}

// finer words times that are not in seconds, by the unit of the first.
func finer(fine []token.TimeClaim, now time.Time) platform.Words {
	_, divisor := fine[0].Meant(now)
	if divisor == 0 {
		return platform.Words{Title: areNot(fine) + " not in seconds", Evidence: said(fine), Fix: "Write it in whole seconds since 1970."}
	}
	unit := map[int64]string{1000: "milliseconds", 1_000_000: "microseconds", 1_000_000_000: "nanoseconds"}[divisor]
	var meant []string
	for _, m := range fine {
		seconds, d := m.Meant(now)
		if d == 0 {
			meant = append(meant, m.Said())
			continue
		}
		meant = append(meant, fmt.Sprintf("%s is %s. Divided by %d it is %s.", m.Claim, token.Excerpt(m.Raw, 24), d, humantime.UTC(time.Unix(seconds, 0))))
	}
	fix := "Divide it by %d."
	if len(fine) > 1 {
		fix = "Divide each of them by %d."
	}
	return platform.Words{
		Title: areNot(fine) + " in " + unit + ", not in seconds", Evidence: strings.Join(meant, " "), Fix: fmt.Sprintf(fix, divisor),
	}
}

func aDuration(name string, exp token.TimeClaim) platform.Words {
	return platform.Words{
		Title: name + " holds a length of time, not a date",
		Evidence: fmt.Sprintf("%s is %s: read as a date that is %s. As a length of time it is %s.",
			name, token.Excerpt(exp.Raw, 24), humantime.UTC(exp.At), humantime.InWords(time.Duration(exp.At.Unix())*time.Second)),
		Fix: "Add it to the present time: " + name + " is the moment of the end, in seconds since 1970.",
	}
}

func endsFirst(exp, iat token.TimeClaim) platform.Words {
	return platform.Words{
		Title:    "the token ends before it begins",
		Evidence: fmt.Sprintf("exp is %s, iat is %s.", token.Excerpt(exp.Raw, 40), token.Excerpt(iat.Raw, 40)),
		Fix:      "Set exp to a moment after iat.",
	}
}

func hasExpired(exp token.TimeClaim, life time.Duration, now time.Time) platform.Words {
	evidence := "It ended " + humantime.UTC(exp.At) + "."
	if exp.Problem == token.OutOfRange {
		evidence = exp.Said()
	} else if life > 0 {
		evidence = "It ended " + humantime.UTC(exp.At) + ", its life was " + humantime.InWords(life) + "."
	}
	ago := humantime.Relative(exp.At, now)
	if ago == "now" {
		ago = "just now"
	}
	return platform.Words{Title: "the token expired " + ago, Evidence: evidence, Fix: signAgain}
}

func beginsLater(nbf token.TimeClaim, now time.Time) platform.Words {
	return platform.Words{
		Title:    "the token is not yet valid",
		Evidence: "It begins " + humantime.UTC(nbf.At) + ", " + humantime.Relative(nbf.At, now) + ".",
		Fix:      "Wait, or sign one that begins now.",
	}
}

func noEnd(name string) platform.Words {
	return platform.Words{Title: "the token has no expiry", Evidence: name + " is missing.", Fix: "Set " + name + " to the moment of the end."}
}

func issuedLater(iat token.TimeClaim, now time.Time) platform.Words {
	return platform.Words{
		Title:    "the token was issued in the future",
		Evidence: "By this machine's clock it was issued " + humantime.Relative(iat.At, now) + ": one of the two clocks is wrong.",
		Fix:      "Check the clock of the signer and of this machine.",
	}
}

func livesTooLong(p *platform.Platform, life time.Duration) platform.Words {
	lives, longest := humantime.InWords(life), humantime.InWords(p.Longest)
	if life == math.MaxInt64 { // as far as a span of time is counted
		lives = "more than " + lives
	}
	return platform.Words{
		Title:    "the token lives longer than is usual on " + p.Label,
		Evidence: "It lives " + lives + ", " + longest + " is the longest that is known to be taken.",
		Fix:      "Sign one that lives " + longest + " or less.",
	}
}

func endsBeforeVideo(left, video time.Duration) platform.Words {
	return platform.Words{
		Title:    "the token ends before the video does",
		Evidence: "It has " + humantime.InWords(left) + " left, the video runs " + humantime.InWords(video) + ".",
		Fix:      "Sign one that lives longer than the video.",
	}
}
