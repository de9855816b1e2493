// Package diagnosis turns whatever was pasted into the reason why playback
// fails.
//
// [Read] is the whole way: the token is found in the text, decoded, tried with
// the keys at hand, its platform recognised, and judged. Window, terminal and
// batch all call it, so that all three give the same answer.
//
// [Case.Judge] is its last step alone. A rule is a pure function of the evidence and
// the clock; it answers with a finding or with nothing. Rules that hold for every
// token stand here, in a file for each thing they look at; those of one platform come
// with the platform. What a finding says in English stands in the words files.
//
// Of a case, core/diagnosis/report makes a text for a ticket, and
// core/diagnosis/compare puts two side by side. [ReadStatus] says what an answer of
// the platform may come from.
package diagnosis

import (
	"cmp"
	"slices"
	"strings"

	"playtoken/core/cause"
	"playtoken/core/extract"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/words"
)

// State is the verdict in one word. The words are part of ptok's contract.
type State string

// The four verdicts. Plays rests on a verified signature, or on what the platform itself
// answered.
const (
	Plays   State = "plays"
	MayFail State = "may_fail"
	Fails   State = "fails"
	Unknown State = "unknown"
)

// Verdict is the answer.
type Verdict struct {
	State    State
	Headline string // one line: "Playback fails: the token expired 2 h 14 min ago"
	Detail   string // the sentence under it
	Fix      string // what to do, "" when nothing needs doing
	// Findings, the one that explains most first. One that follows from another
	// has its code in BecauseOf and stands right behind it.
	Findings []platform.Finding
	AsOf     AsOf     // the moment that it speaks of
	Now      *Present // by the clock, where the moment is that of the text
	// Others is what headline and detail end with where the text has more than one token or
	// request, "" where nothing is to be said of the others.
	Others struct{ Headline, Detail string }
}

// Title is the headline, with the moment where that is the one of the text.
func (v *Verdict) Title() string {
	if v.Now == nil {
		return v.Headline
	}
	return v.Moment() + ", " + words.LowerFirst(v.Headline)
}

// Leading is the first finding that decides: no info, and none that follows from
// another; nil for none.
func (v *Verdict) Leading() *platform.Finding {
	for i, f := range v.Findings {
		if f.BecauseOf == "" && f.Severity != platform.Info {
			return &v.Findings[i]
		}
	}
	return nil
}

// Has reports whether a cause was found.
func (v *Verdict) Has(code cause.Code) bool { return has(v.Findings, code) }

// judge applies every rule and draws the verdict: an error means it fails, a
// warning that it may; without either a verified signature means it plays.
func judge(e *evidence) Verdict {
	v := Verdict{Findings: withMisread(e, freshened(ordered(e, remedied(e, collect(e))))), AsOf: e.asOf}
	v.conclude(e)
	if e.asOf.Unclear != "" {
		v.Headline += ofUnclearTime
		v.Detail = strings.TrimSpace(v.Detail + " " + timeUnclear(e.asOf.Unclear))
	}
	return v
}

type rule func(*evidence) *platform.Finding

// found are the findings so far. A cause is told once: the graver finding of it, of two alike
// that which came first.
type found []platform.Finding

//go:noinline // it is called in so many places that its copies would make ptok larger
func (list *found) add(f *platform.Finding) {
	if f == nil {
		return
	}
	i := slices.IndexFunc(*list, func(told platform.Finding) bool { return told.Code == f.Code })
	if i < 0 {
		*list = append(*list, *f)
		return
	}
	told := &(*list)[i]
	first := told.First || f.First
	if severities[f.Severity] < severities[told.Severity] {
		*told = *f
	}
	told.First = first
}

//go:noinline // as add
func (list *found) ask(e *evidence, rules []rule) {
	for _, r := range rules {
		list.add(r(e))
	}
}

// askPlatform asks rules of the platform; first says that it refuses before it looks at the token.
func (list *found) askPlatform(e *evidence, rules []platform.Rule, first bool) {
	for _, r := range rules {
		if f := r(e.Evidence); f != nil {
			f.First = first
			list.add(f)
		}
	}
}

// askOfURL asks what the platform has against the URL alone.
func (list *found) askOfURL(e *evidence) {
	inPath := e.found != nil && e.found.Place == extract.Path && has(*list, cause.TokenMisplaced)
	if e.platform != nil && e.URL != nil && !e.beside && !inPath {
		list.askPlatform(e, e.platform.URLRules, true)
	}
}

// collect asks every rule.
func collect(e *evidence) []platform.Finding {
	var list found
	if e.foreign != nil {
		return withBehind(e, withAnswer(e, foreignFindings(e)))
	}
	if e.isShown() {
		return shownFindings(e)
	}
	list.ask(e, absence)
	if e.Token.Text == "" && e.Token.Kind == token.Unknown && len(e.Token.Faults) == 0 {
		list.askOfURL(e)
		list.add(refusedUnread(e, list))
		return withAnswer(e, list)
	}
	if e.platform != nil && (e.Token.Readable() || e.Token.Sealed() || e.Token.Scheme != "") {
		list.askPlatform(e, e.platform.Rules, false)
	}
	list.ask(e, damages)
	list.ask(e, signatures)
	for _, f := range keyFindings(e) {
		list.add(&f)
	}
	if e.Token.Readable() {
		list.ask(e, contents)
		list.ask(e, times)
	}
	list.askOfURL(e) // last, since other rules say more of the same
	list.add(refusedUnread(e, list))
	list = withAnswer(e, withLookAlikes(e, list))
	for _, f := range errorsBeside(e) {
		list.add(&f)
	}
	return withElsewhere(e, list)
}

// errorsBeside are the errors of the further tokens that the player takes. Where one is
// the judged token again only its other use is asked about. Without that for DRM nothing
// plays; without another one a picture is missing.
func errorsBeside(e *evidence) (list []platform.Finding) {
	for _, b := range e.besides {
		for _, f := range ordered(b, collect(b)) {
			if f.Severity != platform.Error || f.BecauseOf != "" {
				continue
			}
			use := useOf(*b.found)
			if !b.forDRM() && use != ofLicence {
				f.Severity = platform.Warning
			}
			f.Title += cmp.Or(ofUse[use], ofToken(b.Name))
			f.Remedy = nil // it would change the token that is judged
			list = append(list, f)
		}
	}
	return list
}

// has reports whether a cause was found already.
//
//go:noinline // its copies would make ptok larger
func has(list []platform.Finding, code cause.Code) bool {
	return slices.ContainsFunc(list, func(f platform.Finding) bool { return f.Code == code })
}

//go:noinline // it is called in so many places that its copies would make ptok larger
func failure(code cause.Code, w platform.Words) *platform.Finding {
	return platform.Found(code, platform.Error, platform.Stated, w)
}

//go:noinline // it is called in so many places that its copies would make ptok larger
func warning(code cause.Code, w platform.Words) *platform.Finding {
	return platform.Found(code, platform.Warning, platform.Stated, w)
}
