package diagnosis

import (
	"slices"
	"strings"
	"sync"

	"playtoken/core/cause"
	"playtoken/core/errortext"
	"playtoken/core/platform"
	"playtoken/core/token"
)

// StatusCause is one reason for an answer of the platform.
type StatusCause struct {
	Code    cause.Code
	Title   string // the reason in words, as in a finding: "the token expired 2 h ago"
	Note    string // what the token itself says of it, "" where it says nothing
	Shown   bool   // the token shows that it is so
	Refuted bool   // the token shows that it is not so
	// Basis says what it rests on that this answer may have this reason.
	Basis platform.Basis
}

// StatusChoices lists the answers that are known of a platform, and the general
// ones of HTTP where it has none, or is nil.
func StatusChoices(p *platform.Platform) []platform.Status {
	if p != nil && len(p.Statuses) > 0 {
		return slices.Clone(p.Statuses)
	}
	return slices.Clone(anyPlatform)
}

// StatusMeaning is what an answer means, in a sentence, or in several where it may
// mean several things; "" where that is not known.
func StatusMeaning(p *platform.Platform, code int, text string) string {
	var means []string
	rows := matching(p, code, text)
	if i := slices.IndexFunc(rows, func(s platform.Status) bool { return s.Text == "" }); i >= 0 {
		return rows[i].Means // the code alone was said: the other rows are of texts that were not
	}
	for _, s := range rows {
		within := func(said, other string) bool { return strings.Contains(said, strings.TrimSuffix(other, ".")) }
		if slices.ContainsFunc(means, func(said string) bool { return within(said, s.Means) }) {
			continue
		}
		means = slices.DeleteFunc(means, func(said string) bool { return within(s.Means, said) })
		means = append(means, s.Means)
	}
	return strings.Join(means, orElse)
}

// matching are the known answers that fit: those with the text first, those of the
// platform before those of others; else those of the code.
func matching(p *platform.Platform, code int, text string) []platform.Status {
	if own := withText(p, code, text); len(own) > 0 {
		return own
	}
	if s, ok := knownText(text, code); ok {
		return []platform.Status{s}
	}
	lists := [][]platform.Status{anyPlatform}
	if p != nil && len(p.Statuses) > 0 {
		lists = [][]platform.Status{p.Statuses, anyPlatform}
	}
	for _, list := range lists {
		var byCode []platform.Status
		for _, s := range list {
			if code != 0 && s.Code == code {
				byCode = append(byCode, s)
			}
		}
		if len(byCode) > 0 {
			return byCode
		}
	}
	return nil
}

// withText are the answers of a platform whose text was said; p may be nil.
func withText(p *platform.Platform, code int, text string) (list []platform.Status) {
	if p == nil || text == "" {
		return nil
	}
	lower, texts := strings.ToLower(text), statusTexts(p)
	for i, s := range p.Statuses {
		if s.Text != "" && (s.Code == code || s.Code == 0 || code == 0) && strings.Contains(lower, texts[i]) {
			list = append(list, s)
		}
	}
	return list
}

// statusTexts are the texts of a platform's answers as errors are looked at (see
// [errortext.Plain]): they are looked for in each line of a log.
func statusTexts(p *platform.Platform) []string {
	if known, ok := textsOf.Load(p); ok {
		return known.([]string)
	}
	texts := make([]string, len(p.Statuses))
	for i, s := range p.Statuses {
		texts[i] = errortext.Plain(s.Text)
	}
	textsOf.Store(p, texts)
	return texts
}

var textsOf sync.Map // of []string by *platform.Platform

// ReadStatus lists the likely causes of an answer: what the token shows first,
// then what the platform answers so for, likeliest first, and last what the token
// refutes. p may be nil; then it is the platform of the case. An answer that takes
// the token has no causes.
func ReadStatus(c Case, p *platform.Platform, code int, text string) []StatusCause {
	if p == nil {
		p = c.Platform
	}
	rows := matching(p, code, text)
	refuses := slices.ContainsFunc(rows, func(s platform.Status) bool { return len(s.Causes) > 0 })
	if code != 0 && code < 400 && !refuses { // a redirect may refuse
		return nil
	}
	var shown, open, refuted []StatusCause
	told := map[cause.Code]bool{}
	for _, f := range c.Verdict.Findings {
		if f.Severity != platform.Info && f.BecauseOf == "" && f.Code != cause.NotTheToken {
			told[f.Code] = true
			shown = append(shown, StatusCause{Code: f.Code, Title: f.Title, Note: f.Evidence, Shown: true, Basis: f.Basis})
		}
	}
	none := c.Token == nil && c.Paste.Absent != nil && c.URL != nil && p != nil && !p.Generic
	for _, s := range rows {
		for _, code := range s.Causes {
			if told[code] || none && !slices.Contains(ofNone, code) {
				continue
			}
			told[code] = true
			r := StatusCause{Code: code, Title: cause.Of(code).Title, Basis: s.Basis}
			if proof := c.against(p, code); proof != cause.NoProof {
				r.Note, r.Refuted = c.ruledOut(p, proof), true
				refuted = append(refuted, r)
				continue
			}
			open = append(open, r)
		}
	}
	return append(append(shown, open...), refuted...)
}

// ofNone are the causes that a request without a token may have: the others speak of one.
var ofNone = []cause.Code{cause.TokenAbsent, cause.TokenMisplaced, cause.SegmentsWithoutToken, cause.MediaIDUsed, cause.NotTheToken}

// against is what rules out a cause that no finding tells of, NoProof where
// nothing does.
func (c *Case) against(p *platform.Platform, code cause.Code) cause.Proof {
	proof := cause.Of(code).RuledOutBy
	t := c.Token
	if proof == cause.TokenIsThere && t != nil {
		return proof
	}
	if t == nil || !t.Readable() {
		return cause.NoProof
	}
	shown := false
	switch proof {
	case cause.SignatureIsValid:
		shown = c.Verified.State == token.Valid && !c.Unproven()
	case cause.ExpIsAhead, cause.HasExp:
		_, shown = t.Time("exp")
	case cause.HasBegun, cause.IssuedInPast:
		shown = true
	case cause.StandsWholeInURL:
		shown = c.URL != nil
	case cause.AlgorithmFits, cause.ClaimsFit:
		shown = p != nil
	case cause.IDsAgree:
		shown = p != nil && p.IDOf(t, nil) != "" && p.IDOf(nil, c.URL) != ""
	case cause.ResourcesAgree:
		shown = p != nil && c.URL != nil
	}
	if !shown {
		return cause.NoProof
	}
	return proof
}
