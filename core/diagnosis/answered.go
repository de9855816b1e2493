package diagnosis

import (
	"slices"
	"strings"
	"time"

	"playtoken/core/cause"
	"playtoken/core/logline"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// Content is what came with an answer, where that was looked at.
type Content int

// What may come.
const (
	ContentUnknown Content = iota
	ContentAsked           // what the URL asks for, such as a manifest: the token was taken
	ContentTaken           // nothing that plays, and yet the token was taken, as by a licence server
	ContentOther           // a refusal, or something else, such as a page of HTML
	ContentUnclear         // it could not be read whole, or is elsewhere
)

// ClocksAgree is by how much two clocks may differ before it is named: less is of no matter.
const ClocksAgree = 30 * time.Second

// ofCache is how long an answer lies in a cache before that is said: a list of a live stream
// does for seconds.
const ofCache = time.Minute

// accepted reports whether the platform has answered with what the URL asks for.
func (e *evidence) accepted() bool {
	return e.options.Content == ContentAsked || e.options.Content == ContentTaken
}

// took reports whether it has answered well, as far as is known.
func (e *evidence) took() bool {
	return e.accepted() || e.options.Content == ContentUnknown && e.options.Status/100 == 2
}

// behind is what was asked for behind a manifest, and its answer.
type behind struct {
	what   string
	status int
}

const (
	rendition = "rendition"
	segment   = "segment"
)

func (b behind) refused() bool { return logline.Refuses(b.status) }

// behind is the first thing behind the manifest that did not come, else what came.
func (e *evidence) behind() behind {
	if s := e.options.RenditionStatus; s >= 400 {
		return behind{rendition, s}
	}
	return behind{segment, e.options.SegmentStatus}
}

// withAnswer adds what the answer of the platform shows, and weighs the findings by it. A
// fault for which playback would fail is none where the platform has played.
func withAnswer(e *evidence, list []platform.Finding) []platform.Finding {
	if e.beside {
		return list
	}
	list = append(list, byClock(e, list)...)
	list = refusedWithout(e, list)
	if f := otherContent(e, list); f != nil && !has(list, f.Code) {
		list = append(list, *f)
	}
	if !e.took() {
		return list
	}
	for i, f := range list {
		switch {
		case f.Severity == platform.Error:
			list[i].Severity = platform.Warning
		case e.accepted() && (aboutKeyAtHand[f.Code] || f.Code == cause.TokenAbsent && e.Token.Text == ""):
			list[i].Severity = platform.Info
		}
	}
	return list
}

// aboutKeyAtHand are the causes that speak of a key as it is here: what the platform took
// was signed with a sound one.
var aboutKeyAtHand = map[cause.Code]bool{
	cause.KeyTruncated: true, cause.KeyWrongKind: true, cause.KeyDoubleEncoded: true, cause.KeyNewlinesLost: true,
	cause.KeyHasExtras: true, cause.APISecretAsKey: true,
}

// byClock names two clocks that differ. Where the request was refused and the token has no
// fault by the clock here, it is judged by that of the platform as well. Where it was taken an
// end counts alone: with time a token gets no younger, and a date in the past may be a cache's.
func byClock(e *evidence, list []platform.Finding) (more []platform.Finding) {
	by := e.options.Clock
	if by.Abs() <= ClocksAgree {
		return nil
	}
	rules := []rule{expired, notYet, fromFuture}
	if e.took() {
		rules = rules[:1]
	}
	if (e.took() || logline.Refuses(e.options.Status)) && e.Token.Readable() {
		theirs := *e
		theirs.Now = e.Now.Add(by)
		for _, r := range rules {
			f := r(&theirs)
			told := func(other platform.Finding) bool { return f != nil && other.Code == f.Code }
			if f == nil || slices.ContainsFunc(list, told) {
				continue
			}
			f.Words, f.Basis = byTheirClock(f.Words, by), platform.Seen
			more = append(more, *f)
		}
	}
	return append(more, *platform.Found(cause.ClocksDiffer, platform.Info, platform.Seen, clocksDiffer(e.Now, by)))
}

// otherContent: what came with a good status is not what was asked for, or is elsewhere; or
// what a manifest names is not.
func otherContent(e *evidence, list []platform.Finding) *platform.Finding {
	if behind := e.options.Behind; behind != "" && e.took() {
		return platform.Found(cause.NotTheToken, platform.Warning, platform.Seen, cameBehind(behind))
	}
	isError := func(f platform.Finding) bool { return f.Severity == platform.Error }
	if e.options.Content != ContentOther && e.options.Content != ContentUnclear || e.options.Status >= 400 || slices.ContainsFunc(list, isError) {
		return nil
	}
	return platform.Found(cause.NotTheToken, platform.Warning, platform.Seen, cameOther(e.options))
}

// answered draws the verdict where the platform has answered well: both halves are said
// where the token speaks against it. false where something else decides.
func (v *Verdict) answered(e *evidence) bool {
	if !e.took() || e.pasted() {
		return false
	}
	who, status := answerer(e), e.options.Status
	if f := v.Leading(); f != nil {
		switch f.Code {
		case cause.SegmentsWithoutToken, cause.NotTheToken, cause.LifeShorterThanVideo:
			return false
		}
		v.State, v.Headline, v.Fix = MayFail, although(who, status, f.Title), f.Fix
		v.Detail = strings.TrimSpace(f.Evidence + " " + whyAllTheSame(e, f.Code))
		return true
	}
	t := e.Token
	valid := e.Check.State == token.Valid
	if !e.accepted() && !(valid && t.Readable()) {
		return false
	}
	exp, hasEnd := t.Time("exp")
	v.State, v.Headline, v.Detail = Plays, plays(e, who, status), goodFor(e, exp, hasEnd && exp.Usable())
	if e.options.Age >= ofCache && t.Text != "" {
		v.Detail += " " + OutOfCache(e.options.Age)
	}
	switch {
	case valid && t.Readable():
		v.Detail += " " + v.nothingAgainst(e)
	case t.Text != "" || e.foreign != nil:
		v.Detail += " " + provenBy(e)
	}
	return true
}

// aboutTimes are the causes that a clock decides.
var aboutTimes = map[cause.Code]bool{
	cause.Expired: true, cause.NotYetValid: true, cause.IssuedInFuture: true, cause.ExpBeforeIat: true, cause.ExpIsDuration: true,
	cause.TimeInMilliseconds: true, cause.TimeCountedOtherwise: true, cause.TimeNotNumber: true,
}

// aboutSigner are the causes that a key at hand tells of the one that signed.
var aboutSigner = map[cause.Code]bool{
	cause.UnknownKey: true, cause.SignatureWrong: true, cause.SecretEncoding: true, cause.HMACOverPrivateKey: true,
	cause.KeyNotDecoded: true, cause.RSAAlgWithoutRSAKey: true, cause.KidMismatch: true,
}
