package diagnosis

import (
	"slices"
	"strings"

	"playtoken/core/cause"

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
	// Standing says what it rests on that this answer may have this reason.
	Standing platform.Standing
}

// StatusChoices lists the answers that are known of a platform, and the general
// ones of HTTP where it has none, or is nil.
func StatusChoices(p *platform.Platform) []platform.Status {
	if p != nil && len(p.Statuses) > 0 {
		return slices.Clone(p.Statuses)
	}
	return slices.Clone(anyPlatform)
}

// anyPlatform is what the answers mean everywhere (RFC 9110 section 15).
var anyPlatform = []platform.Status{
	{Code: 401, Means: "The request was refused for want of a good token.", Causes: refusedFor, Standing: platform.Inferred},
	{Code: 403, Means: "The request was refused, by the token or by another rule.", Causes: refusedFor, Standing: platform.Inferred},
	{Code: 404, Means: "There is nothing under this address.", Causes: []cause.Code{cause.MediaIDUsed, cause.OtherPlaybackID, cause.NotTheToken}, Standing: platform.Inferred},
	{Code: 410, Means: "What was there is gone.", Causes: []cause.Code{cause.NotTheToken}, Standing: platform.Inferred},
	{Code: 414, Means: "The URL is too long.", Causes: []cause.Code{cause.TokenDamagedInURL}, Standing: platform.Inferred},
	{Code: 429, Means: "There were too many requests.", Causes: []cause.Code{cause.NotTheToken}, Standing: platform.Inferred},
	{Code: 451, Means: "It may not be shown in this country.", Causes: []cause.Code{cause.NotTheToken}, Standing: platform.Inferred},
}

var refusedFor = []cause.Code{
	cause.TokenAbsent, cause.Expired, cause.SignatureWrong, cause.UnknownKey, cause.AlgUnexpected, cause.OtherPlaybackID, cause.NotYetValid, cause.TokenDamagedInURL, cause.NotTheToken,
}

// StatusMeaning is what an answer means, in a sentence, or in several where it may
// mean several things; "" where that is not known.
func StatusMeaning(p *platform.Platform, code int, text string) string {
	var means []string
	for _, s := range matching(p, code, text) {
		if !slices.Contains(means, s.Means) {
			means = append(means, s.Means)
		}
	}
	return strings.Join(means, " Or: ")
}

// matching are the known answers that fit: those with the text first, else those
// of the code.
func matching(p *platform.Platform, code int, text string) []platform.Status {
	of := func(list []platform.Status) (byText, byCode []platform.Status) {
		for _, s := range list {
			said := s.Text != "" && text != "" && strings.Contains(strings.ToLower(text), strings.ToLower(s.Text))
			switch {
			case said && (s.Code == code || s.Code == 0 || code == 0):
				byText = append(byText, s)
			case code != 0 && s.Code == code:
				byCode = append(byCode, s)
			}
		}
		return byText, byCode
	}
	for _, list := range [][]platform.Status{StatusChoices(p), anyPlatform} {
		byText, byCode := of(list)
		if len(byText) > 0 {
			return byText
		}
		if len(byCode) > 0 {
			return byCode
		}
	}
	return nil
}

// ReadStatus lists the likely causes of an answer: what the token shows first,
// then what the platform answers so for, likeliest first, and last what the token
// refutes. p may be nil; then it is the platform of the case. An answer that takes
// the token has no causes.
func ReadStatus(c Case, p *platform.Platform, code int, text string) []StatusCause {
	if p == nil {
		p = c.Platform
	}
	if code != 0 && code < 400 {
		return nil
	}
	var shown, open, refuted []StatusCause
	told := map[cause.Code]bool{}
	for _, f := range c.Verdict.Findings {
		if f.Severity != platform.Info && f.BecauseOf == "" && f.Code != cause.NotTheToken {
			told[f.Code] = true
			shown = append(shown, StatusCause{Code: f.Code, Title: f.Title, Note: f.Evidence, Shown: true, Standing: f.Standing})
		}
	}
	for _, s := range matching(p, code, text) {
		for _, code := range s.Causes {
			if told[code] {
				continue
			}
			told[code] = true
			r := StatusCause{Code: code, Title: cause.Of(code).Title, Standing: s.Standing}
			if proof := c.against(p, code); proof != cause.NoProof {
				r.Note, r.Refuted = proofs[proof], true
				refuted = append(refuted, r)
				continue
			}
			open = append(open, r)
		}
	}
	return append(append(shown, open...), refuted...)
}

// against is what rules out a cause that no finding tells of, NoProof where
// nothing does.
func (c Case) against(p *platform.Platform, code cause.Code) cause.Proof {
	proof := cause.Of(code).RuledOutBy
	t := c.Token
	if proof == cause.TokenIsThere && t != nil {
		return proof
	}
	if t == nil || !t.Readable() {
		return cause.NoProof
	}
	has := func(claim string) bool {
		_, ok := t.Time(claim)
		return ok
	}
	shown := false
	switch proof {
	case cause.SignatureIsValid:
		shown = c.Proof.Check.State == token.Valid
	case cause.ExpIsAhead, cause.HasExp:
		shown = has("exp")
	case cause.HasBegun, cause.IssuedInPast:
		shown = true
	case cause.StandsWholeInURL:
		shown = c.URL != nil
	case cause.AlgorithmFits, cause.ClaimsFit:
		shown = p != nil
	case cause.IDsAgree:
		shown = p != nil && p.TokenID != nil && p.URLID != nil && c.URL != nil && p.TokenID(t) != "" && p.URLID(c.URL) != ""
	case cause.ResourcesAgree:
		shown = p != nil && c.URL != nil
	}
	if !shown {
		return cause.NoProof
	}
	return proof
}

// proofs word what rules out a cause.
var proofs = map[cause.Proof]string{
	cause.TokenIsThere:     "There is a token.",
	cause.SignatureIsValid: "The signature is valid with the key given.",
	cause.ExpIsAhead:       "The token has not expired.",
	cause.HasBegun:         "The token is valid already.",
	cause.IssuedInPast:     "The token does not begin in the future.",
	cause.HasExp:           "The token has an expiry.",
	cause.StandsWholeInURL: "The token stands whole in the URL.",
	cause.AlgorithmFits:    "The algorithm is the platform's.",
	cause.ClaimsFit:        "The claims are as the platform wants them.",
	cause.IDsAgree:         "The ID in the token is that of the URL.",
	cause.ResourcesAgree:   "The token is for what the URL asks for.",
}
