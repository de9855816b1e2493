package diagnosis

import (
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/logline"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// withElsewhere adds what else may refuse the token. What the platform says of it
// already stands there as a remark; where an answer is known it goes in front.
func withElsewhere(e *evidence, list []platform.Finding) []platform.Finding {
	f := elsewhere(e, list)
	at := -1
	if f != nil {
		at = slices.IndexFunc(list, func(other platform.Finding) bool { return other.Code == f.Code })
	}
	switch {
	case f == nil:
	case at < 0:
		list = append(list, *f)
	case severities[f.Severity] < severities[list[at].Severity]:
		f.Evidence = list[at].Evidence + " " + f.Evidence
		list[at] = *f
	}
	return list
}

// SegmentRefused is the verdict on a request without a token that was refused behind one
// whose token was taken.
func SegmentRefused(status int) Verdict {
	f := platform.Found(cause.SegmentsWithoutToken, platform.Error, platform.Seen, segmentsRefused(behind{segment, status}))
	return Verdict{State: Fails, Headline: fails + f.Title, Findings: []platform.Finding{*f}}
}

// behindRefused: what a manifest names is refused, and no token went there.
func behindRefused(e *evidence) *platform.Finding {
	if b := e.behind(); b.refused() && !e.options.Carried {
		return platform.Found(cause.SegmentsWithoutToken, platform.Error, platform.Seen, segmentsRefused(b))
	}
	if e.accepted() && e.options.Uncarried && e.platform != nil && e.platform.Edge != nil && e.platform.Edge.EveryRequest {
		return platform.Found(cause.SegmentsWithoutToken, platform.Warning, platform.Inferred, segmentsMayBeRefused(e.platform))
	}
	return nil
}

// withBehind adds that to the findings on what is signed in another way.
func withBehind(e *evidence, list []platform.Finding) []platform.Finding {
	if f := behindRefused(e); f != nil {
		list = append(list, *f)
	}
	return list
}

// elsewhere: nothing in the token stands against it, so that something else
// refuses it, if it is refused. Where the answer is known to be an error this
// leads; else it is worth knowing, once the signature is known to be good
// and nothing warns.
func elsewhere(e *evidence, list []platform.Finding) *platform.Finding {
	if f := behindRefused(e); f != nil {
		return f
	}
	worst := platform.Info
	for _, f := range list {
		switch {
		case f.Severity == platform.Error:
			return nil
		case f.Severity == platform.Warning:
			worst = platform.Warning
		}
	}
	if behind := e.behind(); behind.status >= 400 && worst == platform.Info && !e.said.refuses() {
		return platform.Found(cause.NotTheToken, platform.Warning, platform.Seen, segmentsMissing(behind))
	}
	if e.accepted() {
		return nil
	}
	if f := namedByPlatform(e); f != nil {
		return f
	}
	refused := e.said.refuses() || e.said.tellsOfFailure()
	valid := e.Check.State == token.Valid
	if !e.Token.Readable() || !valid && (!refused || worst != platform.Info || e.Check.State == token.Invalid) {
		return nil
	}
	switch {
	case !refused || worst != platform.Info:
		return platform.Found(cause.NotTheToken, platform.Info, platform.Inferred, notTheToken(e))
	case e.said.refuses():
		return platform.Found(cause.NotTheToken, platform.Warning, platform.Inferred, refusedAllTheSame(e, valid))
	}
	return platform.Found(cause.NotTheToken, platform.Warning, platform.Inferred, failedAllTheSame(e, valid))
}

// namedByPlatform: the platform says in words that have one cause alone what it refuses, and
// nothing here can speak against that.
func namedByPlatform(e *evidence) *platform.Finding {
	if e.said.Quote == "" || e.platform == nil || e.Token.Text == "" {
		return nil
	}
	rows := withText(e.platform, e.said.Status, e.said.Text)
	if len(rows) == 0 || len(rows[0].Causes) != 1 || rows[0].Causes[0] != cause.UnknownKey {
		return nil
	}
	f := platform.Found(cause.UnknownKey, platform.Warning, platform.Seen, keyUnknownThere(e.platform, rows[0], e.Check.State == token.Valid))
	f.First = true
	return f
}

// meant is what the answer means: for the platform, else in general; "" where that is not
// known.
func (e *evidence) meant() string {
	if e.asked() {
		meant, _ := e.answerMeant()
		return meant
	}
	status := e.said.Status
	if !e.said.refuses() && status < 300 {
		return ""
	}
	if e.platform != nil {
		texts := statusTexts(e.platform)
		for i, s := range e.platform.Statuses {
			told := s.Text != "" && strings.Contains(e.said.Text, texts[i])
			if s.Code == status && (s.Text == "" || told) || status == 0 && told {
				return s.Means
			}
		}
	}
	if logline.Refuses(status) || status == 0 {
		return ""
	}
	return StatusMeaning(nil, status, "")
}

// saidNoneCame reports whether the text tells of an answer which says that no token came. It
// cannot be to the URL that has one.
func (e *evidence) saidNoneCame() bool {
	if e.asked() || e.said.Quote == "" || e.URL == nil {
		return false
	}
	rows := withText(e.platform, e.said.Status, e.said.Text)
	return len(rows) > 0 && missesToken(rows[0])
}
