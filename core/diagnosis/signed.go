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
// the key that signed them and what is saved of it and of the IDs that they name: a case for
// each, in their order, judged as of at.
func ReadSigned(p *platform.Platform, s *platform.Signed, key *keys.Key, at time.Time, saved []verify.Key) []Case {
	with := verify.Of("", key)
	with.Settings, with.Held = p.SettingsOf(s.Form), true
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
		read := list[i].Token
		for _, k := range saved {
			if read != nil && read.KeyID() != "" && (read.Names(k.ID) || k.Same(&with)) {
				o.Keys = append(o.Keys, k)
			}
		}
		if len(o.Keys) > 1 {
			list[i] = Read(text, o)
		}
	}
	return list
}

// SavedUnder is the key that is saved under the ID that a form names at a platform, where it is
// another one than that of the form; nil for none. Of one that was replaced by that of the form
// nothing is to be said.
func SavedUnder(p *platform.Platform, id string, key *keys.Key, saved []verify.Key) *verify.Key {
	own, isOwn := verify.Of("", key), false
	var other *verify.Key
	for i := range saved {
		switch k := &saved[i]; {
		case id == "" || k.ID != id || ofOther(k, p) || !k.Answer.Taken():
		case k.Same(&own):
			isOwn = true
		case other == nil || other.Replaced.After(k.Replaced):
			other = k
		}
	}
	if other != nil && isOwn && !other.Replaced.IsZero() {
		return nil
	}
	return other
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
func Against(p *platform.Platform, s *platform.Signed, key *keys.Key, saved []verify.Key) string {
	for _, c := range ReadSigned(p, s, key, s.Form.IssuedAt, saved) {
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
