package diagnosis

import (
	"slices"
	"time"

	"playtoken/core/cause"
	"playtoken/core/errortext"
	"playtoken/core/extract"
	"playtoken/core/foreign"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// readForeign tells what is none of the tokens that are judged here. What a key opened, or
// was named as a platform's, is no guess any more.
func (c *Case) readForeign(o Options) {
	t := c.Token
	if c.Paste.HasKey || t != nil && (t.Opened || t.Guessed() && c.Verified.State == token.Valid) {
		return
	}
	if t != nil && !t.Guessed() {
		if c.Found != nil && (o.Platform == nil || !o.Platform.Generic) {
			c.Foreign = foreign.OfToken(t, c.Found.Name)
		}
		if c.Foreign != nil && c.Foreign.Likely && c.Verified.State == token.Valid {
			c.Foreign = nil // whoever has its key made it
		}
		if c.Foreign == nil && o.Platform == nil && (c.Platform == nil || !c.Platform.Owns(nil, c.URL)) {
			c.Foreign = foreign.OfHost(c.URL)
		}
		if c.Foreign != nil {
			c.Likely = nil
		}
		return
	}
	if t != nil && o.Platform != nil && o.Platform.Takes(t.Format) && !o.Platform.Generic {
		return
	}
	f := foreign.OfURL(c.URL)
	if f == nil && (t == nil || !t.SignsURL()) {
		f = foreign.OfText(c.Paste.Text)
	}
	if f == nil && t == nil && (c.Paste.Absent == nil || c.Paste.Absent.Name == "") {
		f = foreign.OfLink(c.URL)
	}
	if f == nil || f.Name == "" && t != nil {
		return
	}
	c.Foreign = f
	c.forget()
	c.Paste.Absent = nil
	if f.Signs {
		c.Paste.Is = extract.Signed
	}
}

// readOpaque takes what stands in the token's place of no platform, and is none of what a
// program or an example leaves there, for a token of somebody else.
func (c *Case) readOpaque(o Options) {
	a := c.Paste.Absent
	if a == nil || c.Token != nil || c.Platform != nil || a.Value == "" || a.Placeholder() || a.Redacted() || a.CaseLost() || a.Padded() {
		return
	}
	c.Paste.Absent, c.Paste.Refusal = nil, opaqueOfOthers(a.Name)
	if c.Foreign = foreign.OfHost(c.URL); c.Foreign == nil && !o.Row { // a log has those of all that is on a server
		c.opaque = a.Name
	}
}

// causeNamed is the cause that whoever checked a token or a signature names in an error, "" for
// none.
func causeNamed(s Said) cause.Code {
	if !s.isKnown {
		return ""
	}
	switch s.known.Fault {
	case errortext.SignatureRefused, errortext.HashRefused, errortext.BucketSignature:
		return cause.SignatureWrong
	case errortext.TokenEnded, errortext.URLEnded, errortext.BucketEnded:
		return cause.Expired
	case errortext.TokenTooEarly, errortext.BucketTooEarly:
		return cause.NotYetValid
	}
	return ""
}

// answerOnClosed: what is not judged here, or says nothing without its key, was refused. The
// answer may name the cause; list are the findings so far, of which none that is worse may hide
// that.
func answerOnClosed(e *evidence, list []platform.Finding) *platform.Finding {
	if !e.said.Told() || e.asked() || e.beside {
		return nil
	}
	code := causeNamed(e.said)
	if code == "" {
		if len(list) > 0 {
			return nil
		}
		return platform.Found(cause.NotTheToken, platform.Warning, platform.Inferred, refusedClosed(e))
	}
	f := platform.Found(code, platform.Warning, platform.Seen, namedByAnswer(e))
	f.First = true
	if slices.ContainsFunc(list, func(other platform.Finding) bool { return other.Severity == platform.Error }) {
		f.Severity = platform.Error
	}
	return f
}

// refusedUnread is that of a token that no key has opened or confirmed, and of an opaque one of
// somebody else. Of what can be read the answer is weighed against the claims, but for its
// signature.
func refusedUnread(e *evidence, list []platform.Finding) *platform.Finding {
	t := e.Token
	unchecked := t.Text != "" && t.Recognised() && e.Check.State == token.Unchecked
	saysSignature := causeNamed(e.said) == cause.SignatureWrong
	if e.opaque != "" || unchecked && (t.Sealed() && !t.Readable() || saysSignature) {
		return answerOnClosed(e, list)
	}
	return nil
}

// foreignFindings are what can be said of what is not judged: that it stands where a
// platform looks for its own, and that its end has passed.
func foreignFindings(e *evidence) []platform.Finding {
	var list found
	f := e.foreign
	if p := e.platform; p != nil && !p.Generic && (p.Owns(nil, e.URL) || e.options.Platform == p) {
		list.add(failure(cause.AlgUnexpected, foreignInPlace(p, f)))
	}
	if end := e.foreignEnd(); !end.IsZero() && !end.After(e.Now.Add(-e.Skew)) {
		ended := platform.Found(cause.Expired, platform.Error, platform.Inferred, foreignEnded(f, end, e.Now))
		list.add(e.unlessLocal(ended, end.After(e.Now.Add(-e.Skew-e.localLine()))))
	}
	if f.InPath && e.found != nil && e.found.Place == extract.Query && e.Token.IsJWT() {
		list.add(platform.Found(cause.TokenMisplaced, platform.Warning, platform.Stated, foreignInQuery(f)))
	}
	if f.Millis {
		list.add(failure(cause.TimeInMilliseconds, foreignMillis(f)))
	}
	if f.Odd != "" {
		list.add(failure(cause.TimeNotNumber, foreignOdd(f)))
	}
	if f.Begin.After(e.Now.Add(e.Skew)) && !e.clocksDiffer(f.Begin) {
		zone := zoneOffset(f.Begin.Sub(e.Now), 2*time.Minute)
		list.add(platform.Found(cause.NotYetValid, platform.Error, platform.Inferred, foreignBegins(f, e.Now, zone)))
	}
	if !f.Fits(e.URL) {
		list.add(platform.Found(cause.OtherPlaybackID, platform.Warning, platform.Inferred, foreignCovers(f, e.URL)))
	}
	if f.Short {
		list.add(failure(cause.SignatureWrong, foreignShort(f)))
	}
	if f.Twice {
		list.add(platform.Found(cause.TokenDamagedInURL, platform.Error, platform.Inferred, foreignTwice(f)))
	}
	if f.Signs {
		list.ask(e, []rule{blankInside, cutByShell})
	}
	if !f.Hides {
		list.add(answerOnClosed(e, list))
	}
	if e.Token.IsJWT() { // what holds for whoever reads one
		for _, r := range []rule{wrongType, notSeconds, isDuration, notYet} {
			if f := r(e); f != nil && !has(list, f.Code) {
				f.Remedy = nil
				list.add(f)
			}
		}
	}
	return ordered(e, list)
}

// foreignEnd is the end as it stands in clear, zero for none.
func (e *evidence) foreignEnd() time.Time {
	if exp := e.moments.exp; exp != nil && exp.Usable() {
		return exp.At
	}
	return e.foreign.End
}

// foreign words the verdict on what is not judged, and has not ended.
func (v *Verdict) foreign(e *evidence) {
	f, end := e.foreign, e.foreignEnd()
	v.Headline, v.Detail, v.Fix = foreignIs(f), foreignShows(f, end, e.Now), foreignFix(f, e.Token.IsJWT())
	if e.said.Told() {
		v.Detail += " " + foreignAnswer(e.said.Status, StatusMeaning(e.platform, e.said.Status, e.said.Text))
	}
}
