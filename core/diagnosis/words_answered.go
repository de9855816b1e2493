package diagnosis

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"playtoken/core/cause"
	"playtoken/core/extract"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
)

const provenByAnswer = "No key at hand tells who signed it; the answer is the proof that it plays. It is none that the token was looked at: an address that is open to all plays with any."

const insideAlone = "A token stands in a URL inside this one. Whether anybody looked at it cannot be seen from here: ask for that URL by itself."

const takenByAnswer = "No key at hand tells who signed it; the answer is the proof that it was taken."

// Answerer is who answered a request for a URL, as inside a sentence: an edge on this machine,
// the platform at a host of its own alone, or the host; who is behind another one is not known.
func Answerer(p *platform.Platform, asked *url.URL) string {
	switch host := hostAsked(asked); {
	case extract.Original(asked) != asked:
		return "the edge on this machine"
	case host != "" && (p == nil || !p.Owns(nil, asked)):
		return token.Excerpt(strings.TrimSuffix(host, "."), 60)
	case p == nil || p.Generic:
		return "the server"
	}
	return p.Label
}

// answerer is who answered, as inside a sentence.
func answerer(e *evidence) string {
	if e.atLocalEdge() {
		return Answerer(e.platform, e.around())
	}
	return Answerer(e.platform, e.URL)
}

// hostAsked is the host of a URL, "" where it has none.
func hostAsked(u *url.URL) string {
	if u == nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

func answeredWith(who string, status int) string { return fmt.Sprintf("%s answered %d", who, status) }

func plays(e *evidence, who string, status int) string {
	if e.options.Content == ContentTaken && e.Token.Text == "" && e.foreign == nil {
		return "The request was taken: " + answeredWith(who, status)
	}
	if e.options.Content == ContentTaken {
		return "The token was taken: " + answeredWith(who, status)
	}
	return "Plays: " + answeredWith(who, status)
}

func provenBy(e *evidence) string {
	if e.options.Content == ContentTaken {
		return takenByAnswer
	}
	return provenByAnswer
}

// goodFor says until when it plays: "Good for 23 h 57 min more."
func goodFor(e *evidence, exp token.TimeClaim, hasEnd bool) string {
	switch t := e.Token; {
	case e.inside:
		return insideAlone
	case t.Text == "" && e.foreign == nil:
		return "Without a token."
	case hasEnd && !exp.Reached(e.Now) && e.options.Clock.Abs() > ClocksAgree:
		left := exp.At.Sub(e.Now)
		return "Good for " + humantime.Span(max(0, left-e.options.Clock)) + " more by the platform's clock, and for " + humantime.Span(left) + " by this machine's."
	case hasEnd && !exp.Reached(e.Now):
		return "Good for " + humantime.Span(exp.At.Sub(e.Now)) + " more."
	case hasEnd:
		return "The token ended " + humantime.Relative(exp.At, e.Now) + "."
	case t.Readable():
		return "The token has no expiry."
	}
	return "How long the token is good for cannot be read here."
}

// OutOfCache says that an answer is no new one.
func OutOfCache(age time.Duration) string {
	return "It came out of a cache, " + humantime.Span(age) + " old: the token need not have been looked at."
}

// ClockSpan is by how much two clocks differ. A date has no fractions of a second, and the
// way takes time: above some minutes seconds say nothing.
func ClockSpan(by time.Duration) string {
	if by.Abs() >= 10*time.Minute {
		by = by.Round(time.Minute)
	}
	return humantime.Span(by)
}

func although(who string, status int, title string) string {
	return answeredWith(atStart(who), status) + ", although " + title
}

// atStart is who answered, or printed something, at the beginning of a sentence. A host, and a
// program, begins with a small letter anywhere.
func atStart(who string) string {
	if rest, ok := strings.CutPrefix(who, "the "); ok {
		return "The " + rest
	}
	return who
}

// whyAllTheSame is how a good answer goes together with a fault.
func whyAllTheSame(e *evidence, code cause.Code) string {
	const open = "The address may be open to all, as that of a public ID is, or the answer may have come from a cache"
	by := e.options.Clock
	switch {
	case code == cause.Expired && e.moments.exp != nil && !e.moments.exp.Reached(e.Now.Add(by)):
		return theirClock(by) + " By it the token has not ended."
	case code == cause.Expired && e.moments.exp != nil && !e.moments.exp.Reached(e.Now):
		return open + "; or the clock that decides is not the one that dated the answer."
	case aboutTimes[code] && by.Abs() > ClocksAgree:
		return theirClock(by) + " " + open + "."
	case aboutTimes[code]:
		return open + "; or the clock that decides is behind this machine's."
	case aboutSigner[code]:
		return open + "; or the key at hand is not the one that it was signed with."
	}
	return open + "."
}

// theirClock says by how much the platform's clock is ahead of this machine's, or behind it.
func theirClock(by time.Duration) string {
	return "The platform's clock is " + aheadOrBehind(by) + " this machine's."
}

func aheadOrBehind(by time.Duration) string {
	if by < 0 {
		return ClockSpan(by) + " behind"
	}
	return ClockSpan(by) + " ahead of"
}

// byTheirClock words a finding that the platform's clock alone shows.
func byTheirClock(w platform.Words, by time.Duration) platform.Words {
	w.Title += ", by the platform's clock"
	w.Evidence += " " + theirClock(by)
	w.Fix = "Set the clock that is wrong by a time server. " + w.Fix
	return w
}

func clocksDiffer(now time.Time, by time.Duration) platform.Words {
	return platform.Words{
		Title:    "the platform's clock is " + aheadOrBehind(by) + " this machine's",
		Evidence: "Its answer was written at " + humantime.UTC(now.Add(by)) + " by its own clock, and at " + humantime.UTC(now) + " by this machine's.",
		Fix:      "One of the two is wrong: compare this machine's clock with a time server.",
	}
}

func cameBehind(problem string) platform.Words {
	return platform.Words{
		Title:    "the manifest was answered, and what it names is not as it should be",
		Evidence: problem,
		Fix:      "Ask the platform, or whoever makes the manifest, why it names that.",
	}
}

// cameOther words a good status with something else than was asked for.
func cameOther(o Options) platform.Words {
	w := platform.Words{
		Title:    fmt.Sprintf("the answer was %d, and what came is not what was asked for", o.Status),
		Evidence: o.Problem,
		Fix:      "Check the address, and that nothing on the way answers in the platform's place.",
	}
	if o.Status/100 == 3 {
		w.Title = fmt.Sprintf("the answer was %d, which leads elsewhere", o.Status)
		w.Fix = "Check where it leads, and whether a player follows it there."
		if o.Content == ContentOther {
			w.Title = fmt.Sprintf("the answer was %d, and it leads nowhere", o.Status)
			w.Fix = "Have whoever runs the server mend where it leads."
		}
	}
	if w.Evidence == "" {
		w.Evidence = "It is none of the things that the address is for."
	}
	return w
}
