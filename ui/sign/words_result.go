package sign

import (
	"fmt"
	"strings"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/words"
	"playtoken/ui/viewmodel"
)

// shown words the token, or why there is none.
func (r *Result) shown() ResultState {
	s := ResultState{Shapes: shapeOf(r.platform)}
	r.banner(&s)
	if r.signed == nil {
		return s
	}
	tokens, chosen := r.tokens()
	s.Token = formats.Decode(tokens[chosen].Text).Pieces()
	if len(tokens) > 1 {
		s.Chosen = chosen
		for _, t := range tokens {
			s.Tokens = append(s.Tokens, tokenLabel(t))
		}
	}
	return s
}

// shapeOf says how the platform's tokens will look.
func shapeOf(pl *platform.Platform) string {
	const here = "The token appears here"
	if len(pl.Formats) == 0 {
		return here + "."
	}
	usual := pl.Formats[0]
	if _, isURL := usual.(token.URLReader); isURL {
		return "The signed URL appears here."
	}
	switch {
	case !usual.Sealed():
		return here + " in three colours: header, claims, signature."
	case usual.Guessed(new(token.Token)): // it has no parts
		return here + ". Without the key nobody can read what is in it."
	}
	return here + " in its parts: version, body, footer."
}

func (r *Result) banner(s *ResultState) {
	now := r.services.Now()
	switch {
	case r.signed == nil:
		r.explain(s)
	case r.signed.Expires.IsZero():
		r.endless(s)
	case !r.signed.Expires.After(now):
		s.Mood, s.Action = viewmodel.Failed, SignFresh
		s.Title, s.Detail = "This token expired "+humantime.Relative(r.signed.Expires, now), "It ended "+humantime.UTC(r.signed.Expires)+"."
	default:
		life := humantime.InWords(r.signed.Expires.Sub(r.signed.IssuedAt))
		s.Mood, s.Title = viewmodel.Fine, "Signed, valid for "+life
		s.Detail = "Until " + humantime.UTC(r.signed.Expires)
		if here := humantime.HereShort(r.signed.Expires, r.services.Zone); here != "" {
			s.Detail += " (" + here + ")"
		}
		s.Detail += "." + r.forKey()
		r.remarks(s, s.Title)
		s.Clock = humantime.Countdown(r.signed.Expires.Sub(now))
	}
}

// endless is the banner of a token without an expiry, or with one of the person's
// own that is no date.
func (r *Result) endless(s *ResultState) {
	if exp, own := r.signed.First().Claims.Get("exp"); own {
		raw := exp.Raw
		if letters := []rune(raw); len(letters) > 40 {
			raw = string(letters[:40]) + "…"
		}
		s.Mood, s.Title, s.Detail = viewmodel.Careful, "Signed, without a usable end", "The claim exp is yours: "+raw+"."
		return
	}
	s.Mood, s.Title = viewmodel.Fine, "Signed, without an end"
	if n := r.platform.NoExpiry; n == platform.Warning || n == platform.Error {
		s.Mood = viewmodel.Careful
	}
	s.Detail = "No expiry is in it." + r.forKey()
	r.remarks(s, "Signed, without an end")
}

// forKey names the key by its ID, where the platform's keys have one.
func (r *Result) forKey() string {
	id := firstPart(r.values[platform.KeyID])
	if _, has := r.platform.Field(platform.KeyID); !has || id == "" {
		return ""
	}
	return " Under key " + id + "."
}

// remarks says what is to be said about the token: one in the banner itself,
// several below it.
func (r *Result) remarks(s *ResultState, signed string) {
	switch n := len(r.signed.Remarks); {
	case n == 0:
	case n == 1:
		s.Mood, s.Title = viewmodel.Careful, signed+", with a doubt"
		s.Detail += " " + r.signed.Remarks[0]
	default:
		s.Mood, s.Title = viewmodel.Careful, fmt.Sprintf("%s, with %d doubts", signed, n)
		s.Remarks = r.signed.Remarks
	}
}

// firstPart is enough of an ID to know it again: of a UUID what stands before the
// first dash.
func firstPart(id string) string {
	const uuid = 36
	id = strings.TrimSpace(id)
	if first, _, dash := strings.Cut(id, "-"); dash && len(id) == uuid {
		return first
	}
	return platform.ShortID(id)
}

// explain says why there is no token: what is missing, or what is wrong.
func (r *Result) explain(s *ResultState) {
	var missing []string
	for _, pr := range r.problems {
		switch {
		case pr.Missing:
			missing = append(missing, r.name(pr.Field))
		case !pr.Warning:
			s.Mood, s.Title, s.Detail = viewmodel.Failed, "No token yet", strings.TrimSuffix(r.name(pr.Field), ".")+": "+pr.Text
			if r.keyState.Refused && pr.Field == platform.KeyField {
				s.Detail = r.keyState.Problem
			}
			return
		}
	}
	s.Mood = viewmodel.Neutral
	switch {
	case r.keyState.Refused:
		s.Mood, s.Title, s.Detail = viewmodel.Failed, "No token yet", "The key cannot be used. See what is wrong with it on the left."
	case r.key == nil && !r.keyState.Working && r.empty(r.platform):
		s.Title, s.Detail, s.Action = "Fill in the form and the token appears here",
			"Keys and tokens stay on this machine.", TrySample
	case len(missing) > 0:
		s.Title, s.Detail = "Still missing: "+inSentence(missing), "The token appears as soon as the form is complete."
	default:
		s.Title = "Signing…"
	}
}

// inSentence writes labels as a sentence does: "playback ID and private key".
func inSentence(labels []string) string {
	for i := range labels {
		labels[i] = words.LowerFirst(labels[i])
	}
	return words.List(labels)
}
