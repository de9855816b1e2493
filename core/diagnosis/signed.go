package diagnosis

import (
	"slices"
	"strings"
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/verify"
)

// ReadSigned reads the tokens that a form has made as they are read when they come back, with
// the key that signed them: a case for each, in their order, judged as of at.
func ReadSigned(p *platform.Platform, s *platform.Signed, key *keys.Key, at time.Time) []Case {
	with := verify.Of("", key)
	with.Settings = p.SettingsOf(s.Form)
	list := make([]Case, len(s.Tokens))
	for i, t := range s.Tokens {
		text, o := t.Text, Options{Platform: p, Keys: []verify.Key{with}, Now: at}
		if signsURLs(p) && !strings.Contains(text, "://") {
			text = "Cookie: " + text
			if len(t.URLs) > 0 {
				o.ID = t.URLs[0].URL
			}
		}
		list[i] = Read(text, o)
	}
	return list
}

// Flaw is why a token does not play that a form has made, or may not for a claim that was put
// into it by hand; nil for nothing. What a form warns of itself is none.
func (v *Verdict) Flaw(p *platform.Platform, s *platform.Signed) *platform.Finding {
	byHand := func(claim string) bool {
		return p.Generic || slices.ContainsFunc(s.Form.Extra, func(m token.Member) bool { return m.Name == claim })
	}
	for i, f := range v.Findings {
		if f.Severity == platform.Error || f.Severity == platform.Warning && slices.ContainsFunc(f.Names, byHand) {
			return &v.Findings[i]
		}
	}
	return nil
}

// Against says in sentences what Flaw finds first in the tokens of a form, "" for nothing.
func Against(p *platform.Platform, s *platform.Signed, key *keys.Key) string {
	for _, c := range ReadSigned(p, s, key, s.Form.IssuedAt) {
		if f := c.Verdict.Flaw(p, s); f != nil {
			return Consequence(f) + ". " + f.Evidence
		}
	}
	return ""
}

// Consequence is a finding with what it means for playback: "Playback fails: the token ends
// before it begins".
func Consequence(f *platform.Finding) string {
	if f.Severity == platform.Error {
		return fails + f.Title
	}
	return mayFail + f.Title
}
