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
	_, first, ok := fine[0].Meant(now)
	if !ok {
		return platform.Words{Title: areNot(fine) + " not in seconds", Evidence: said(fine), Fix: "Write it in whole seconds since 1970."}
	}
	var meant []string
	for _, m := range fine {
		at, as, ok := m.Meant(now)
		if !ok {
			meant = append(meant, m.Said())
			continue
		}
		meant = append(meant, fmt.Sprintf("%s is %s. Divided by %d it is %s.", m.Claim, token.Excerpt(m.Raw, 24), time.Second/as.Unit, humantime.UTC(at)))
	}
	fix := "Divide it by %d."
	if len(fine) > 1 {
		fix = "Divide each of them by %d."
	}
	return platform.Words{
		Title: areNot(fine) + " in " + first.Units() + ", not in seconds", Evidence: strings.Join(meant, " "), Fix: fmt.Sprintf(fix, time.Second/first.Unit),
	}
}

// countedOtherwise words times that do not count seconds since 1970, by the way of the first.
func countedOtherwise(list []counted, now time.Time) platform.Words {
	var names, meant, right []string
	for _, m := range list {
		names = append(names, m.Claim)
		meant = append(meant, fmt.Sprintf("%s is %s: that is %s, %s.", m.Claim, token.Excerpt(m.Raw, 24), humantime.UTC(m.means), humantime.Relative(m.means, now)))
		right = append(right, fmt.Sprintf("%d for %s", m.means.Unix(), m.Claim))
	}
	as := list[0].as
	counts, way := " counts ", ""
	if len(list) > 1 {
		counts = " count "
	}
	title := words.List(names) + counts + as.String() + ", not seconds since 1970"
	if as.Since == 0 {
		title = areNot([]token.TimeClaim{list[0].TimeClaim}) + " " + as.String() + ", not seconds since 1970"
	}
	if who := as.Who(); who != "" {
		meant = append(meant, "That is how "+who+".")
	}
	switch {
	case as.Since == 2001:
		way = " In Swift that is timeIntervalSince1970."
	case as.Since == 1:
		way = " In .NET that is DateTimeOffset.UtcNow.ToUnixTimeSeconds()."
	case as.Since == 1970 && as.Unit > time.Minute:
		way = " The seconds were divided by 1000, which is for milliseconds."
	}
	return platform.Words{
		Title: title, Evidence: strings.Join(meant, " "),
		Fix: "Write whole seconds since 1970: " + strings.Join(right, ", ") + "." + way,
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

// endsFirst words an end before the beginning; zone is the offset of time zones by which
// it lies before it, 0 for none.
func endsFirst(exp, begin token.TimeClaim, zone time.Duration) platform.Words {
	w := platform.Words{
		Title:    "the token ends before it begins",
		Evidence: fmt.Sprintf("%s is %s, %s is %s.", exp.Claim, token.Excerpt(exp.Raw, 40), begin.Claim, token.Excerpt(begin.Raw, 40)),
		Fix:      "Set " + exp.Claim + " to a moment after " + begin.Claim + ".",
	}
	if zone > 0 {
		w.Evidence += fmt.Sprintf(" Between them are %s: so it comes out where exp is a local time, taken for UTC, in a zone that is behind UTC by that and the life of the token.", hours(zone))
		w.Fix += " " + countInUTC
	}
	return w
}

const countInUTC = "Take all times from one clock in UTC: in Python datetime.now(timezone.utc), not now() or utcnow()."

// hours writes the offset of a zone: "2 hours", "5 h 30 min".
func hours(zone time.Duration) string {
	if zone%time.Hour == 0 {
		return humantime.InWords(zone)
	}
	return humantime.Span(zone)
}

// aheadBy says which zones explain a moment that lies ahead by their offset.
func aheadBy(zone time.Duration) string {
	utc := fmt.Sprintf("%d", zone/time.Hour)
	if minutes := zone % time.Hour / time.Minute; minutes > 0 {
		utc += fmt.Sprintf(":%02d", minutes)
	}
	var ways []string
	if inEast(zone) {
		ways = append(ways, "the local time of UTC+"+utc+" taken for UTC")
	}
	if inWest(zone) {
		ways = append(ways, "UTC taken for the local time of UTC-"+utc)
	}
	return "Ahead by " + hours(zone) + ", it is off by a time zone rather: " + strings.Join(ways, ", or ") + "."
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

// beginsLater words a beginning to come: by seconds, as clocks differ, or by the offset of
// a time zone, 0 for none; perhaps says that it may be meant so.
func beginsLater(nbf token.TimeClaim, now time.Time, seconds bool, zone time.Duration, perhaps bool) platform.Words {
	w := platform.Words{
		Title:    "the token is not yet valid",
		Evidence: "It begins " + humantime.UTC(nbf.At) + ", " + humantime.Relative(nbf.At, now) + ".",
		Fix:      "Wait, or sign one that begins now.",
	}
	switch {
	case seconds:
		w.Evidence += " The clocks of the signer and of the one who checks differ by seconds, as clocks do: a server that allows for none refuses such a token at first."
		w.Fix = "Set nbf a minute before the time of signing, or leave it out, and set the clock of the signer."
	case zone > 0 && perhaps:
		w.Evidence += " If it was to begin at once: " + words.LowerFirst(aheadBy(zone))
		w.Fix += " " + countInUTC
	case zone > 0:
		w.Evidence += " " + aheadBy(zone)
		w.Fix = countInUTC
	}
	return w
}

func noEnd(name string) platform.Words {
	return platform.Words{Title: "the token has no expiry", Evidence: name + " is missing.", Fix: "Set " + name + " to the moment of the end."}
}

// meantFor adds to the words for what is missing what was probably meant for it.
func meantFor(w platform.Words, claim string, l lookAlike) platform.Words {
	name, within := token.Inert(token.Excerpt(l.Name, 30)), token.Inert(token.Excerpt(l.within, 30))
	switch {
	case claim == "nbf": // beside an end that is missing
		w.Evidence += " " + name + " is there, which servers do not read as the beginning."
		w.Fix += " Write nbf in place of " + name + "."
	case l.header:
		w.Evidence += " " + claim + " stands in the header, where no server looks for it."
		w.Fix = "Put " + claim + " among the claims."
	case l.within != "":
		w.Evidence += " " + claim + " stands within " + within + ", where no server looks for it."
		w.Fix = "Put " + claim + " among the claims, not within " + within + "."
	case strings.EqualFold(name, claim):
		w.Evidence += " " + name + " is there, and counts as another claim: names are compared letter by letter."
		w.Fix = "Write it as " + claim + "."
	case claim == "exp" && l.length():
		w.Evidence += " " + name + " is there, which servers do not read: a length of time is for the function that signs, the token holds the moment of the end."
		w.Fix = "Give " + name + " to the function that signs, or set exp to the present time plus that, in seconds since 1970."
	case claim == "exp":
		w.Evidence += " " + name + " is there, which servers do not read as the end."
		w.Fix = "Write exp in its place, in seconds since 1970."
	default:
		w.Evidence += " " + name + " is there, which servers do not read as that."
		w.Fix = "Write " + claim + " in its place."
	}
	return w
}

// issuedLater words an issue to come, as beginsLater does a beginning.
func issuedLater(iat token.TimeClaim, now time.Time, seconds bool, zone time.Duration) platform.Words {
	w := platform.Words{
		Title:    "the token was issued in the future",
		Evidence: "By this machine's clock it was issued " + humantime.Relative(iat.At, now) + ": one of the two clocks is wrong.",
		Fix:      "Check the clock of the signer and of this machine.",
	}
	switch {
	case seconds:
		w.Evidence = "By this machine's clock it was issued " + humantime.Relative(iat.At, now) + ": the two clocks differ by seconds, as clocks do."
		w.Fix = "Set iat and nbf a minute before the time of signing where a server refuses them, or set the clock of the signer."
	case zone > 0:
		w.Evidence += " " + aheadBy(zone)
		w.Fix = countInUTC
	}
	return w
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

// ifLineIsUTC words a fault of time that is none if the time of the line, which names no zone, is
// by a clock that is ahead of UTC by so much, or behind it.
func ifLineIsUTC(w platform.Words, by time.Duration) platform.Words {
	w.Title += ", if the time of the line is UTC"
	w.Evidence += " The line names no zone: by a clock " + aheadOrBehind(by) + " UTC it was asked for as soon as it was issued, and the token was good."
	w.Fix = "See in which zone the log is written, and ask about that moment. " + w.Fix
	return w
}
