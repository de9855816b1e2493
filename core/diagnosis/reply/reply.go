// Package reply makes two or three sentences of a case for the customer whose video does
// not play: no word of tokens, no claim, nothing that is secret.
package reply

import (
	"time"

	"playtoken/core/cause"
	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
	"playtoken/core/logline"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// Text is the reply. now is when it is given: what was good when it was asked for may have
// ended since. A moment that a person asks about goes before it. It is "" where the text
// says nothing of a video.
func Text(c diagnosis.Case, now time.Time) string {
	if c.Verdict.AsOf.From == diagnosis.FromPerson {
		now = c.Verdict.AsOf.At
	}
	f := c.Verdict.Leading()
	switch {
	case (c.Verdict.State == diagnosis.Plays || f == nil) && hasEnded(&c, now):
		return endedAt(end(&c)) + " " + again
	case c.Verdict.State == diagnosis.Plays && c.Unproven():
		return notChecked + " " + tellUs
	case c.Verdict.State == diagnosis.Plays:
		return inOrder(end(&c)) + " " + tellUs
	case f == nil && !c.Understood() && (c.Said.Told() || c.Says() != nil):
		return linkWanted
	case f == nil && !c.Understood():
		return ""
	case f == nil && c.Foreign != nil:
		return notOurs + " " + tellUs
	case f == nil, f.Severity == platform.Warning && (f.Code == cause.KeyTruncated || f.Code == cause.KeyWrongKind):
		// The key was given by whoever asks, and of the link it says nothing.
		return notChecked + " " + tellUs
	}
	what, next := said(f, &c, now)
	if c.Verdict.State == diagnosis.MayFail && f.Code != cause.NotTheToken {
		what = mayBe + what
	}
	if f.Code == cause.NotTheToken && hasEnded(&c, now) {
		what += " " + since
	}
	return what + " " + next
}

// said is what is wrong, and what the customer can do.
func said(f *platform.Finding, c *diagnosis.Case, now time.Time) (what, next string) {
	s := sentences[f.Code]
	switch f.Code {
	case cause.OtherPlaybackID:
		if c.AsksForNoID() {
			return noVideo, ours
		}
	case cause.NotTheToken:
		s = elsewhere(f, c, now)
	case cause.Expired:
		if at := end(c); at != "" {
			s.what = endedAt(at)
		}
	case cause.NotYetValid:
		if at := begin(c); at.After(now) {
			s.what = beginsAt(humantime.UTC(at))
		}
	}
	return s.what, s.next
}

// elsewhere is what is said where nothing is known against the link itself: no more than what
// was told of the answer, or was seen.
func elsewhere(f *platform.Finding, c *diagnosis.Case, now time.Time) sentence {
	status, refused := c.Said.Status, logline.Refuses(c.Said.Status)
	switch {
	case !c.Said.Told() && f.Basis == platform.Stated: // by the link itself
		return sentence{someAlone, tellUsWhere}
	case status == 404, status == 410:
		return sentence{notThere, askAnew}
	case status == 408, status == 429, status >= 500:
		return sentence{outOfOrder, later}
	case c.Verified.Check.State != token.Valid, c.Unproven():
		return sentence{notChecked, tellUs}
	case refused && hasEnded(c, now):
		return sentence{wasWhole, tellUsWhere}
	case refused:
		return sentence{wasWhole + " " + newWillNotHelp, tellUsWhere}
	case status >= 400, c.Verdict.State == diagnosis.Fails:
		return sentences[f.Code]
	case c.Said.Unreached():
		return sentence{unreached, tellUs}
	case c.Said.Told():
		return sentence{reported, tellUs}
	}
	return sentence{notChecked, tellUs}
}

// hasEnded reports whether the link is known to have ended by now.
func hasEnded(c *diagnosis.Case, now time.Time) bool {
	if c.Foreign != nil && !c.Foreign.End.IsZero() {
		return !c.Foreign.End.After(now)
	}
	if c.Token == nil {
		return false
	}
	exp, ok := c.Token.Time("exp")
	return ok && exp.Usable() && !exp.At.After(now)
}

// begin is when the link begins, zero where that is not known.
func begin(c *diagnosis.Case) time.Time {
	if c.Foreign != nil && !c.Foreign.Begin.IsZero() {
		return c.Foreign.Begin
	}
	if t := c.Says(); t != nil {
		if nbf, ok := t.Time("nbf"); ok && nbf.Usable() {
			return nbf.At
		}
	}
	return time.Time{}
}

// end is when the link ends, "" where that is not known.
func end(c *diagnosis.Case) string {
	if c.Foreign != nil && !c.Foreign.End.IsZero() {
		return humantime.UTC(c.Foreign.End)
	}
	t := c.Says()
	if t == nil {
		return ""
	}
	if exp, ok := t.Time("exp"); ok && exp.Usable() {
		return humantime.UTC(exp.At)
	}
	return ""
}
