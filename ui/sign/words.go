package sign

import (
	"fmt"
	"strings"
	"time"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/token"
	"playtoken/core/token/formats"
	"playtoken/core/words"
	"playtoken/ui/viewmodel"
)

// update words the state anew and shows it.
func (p *Presenter) update() {
	pl := p.platform
	s := State{
		Note: pl.Note, KeyLabel: pl.KeyLabel, KeyHint: pl.KeyHint, Key: p.keyState,
		Life: p.life, Date: Input{Text: p.date}, Claims: p.claims, More: p.more,
		Shapes: shapeOf(pl), URLsState: p.URLs.shown(), SnippetsState: p.Snippets.shown(),
	}
	if pl.Learn != nil {
		s.Learn = pl.Learn.Label
	}
	for i, other := range p.platforms {
		s.Platforms = append(s.Platforms, other.Label)
		if other == pl {
			s.Platform = i
		}
	}
	for _, l := range pl.Lives {
		s.Lives = append(s.Lives, shortLife(l))
	}
	if p.date != "" {
		s.Life = -1
	}
	s.Fields = p.fields()
	p.problemOf(platform.ExpiresField, &s.Date.Message, &s.DateTone)
	if s.Date.Message == "" && p.date != "" && p.signed != nil && !p.signed.Expires.IsZero() {
		s.Date.Message = "Ends " + humantime.UTC(p.signed.Expires) + "."
	}
	if s.Key.Taken() { // what keeps the key from signing goes before a remark about it
		var tone viewmodel.Tone
		p.problemOf(platform.KeyField, &s.Key.Problem, &tone)
	}
	p.banner(&s)
	if p.signed != nil {
		tokens, chosen := p.tokens()
		s.Token = formats.Decode(tokens[chosen].Text).Pieces()
		if len(tokens) > 1 {
			s.Chosen = chosen
			for _, t := range tokens {
				s.Tokens = append(s.Tokens, tokenLabel(t))
			}
		}
	}
	p.state = s
	p.show(s)
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

// shortLife is a lifetime on its button: "15 m", "24 h", "7 d", "none".
func shortLife(d time.Duration) string {
	if d == platform.Endless {
		return none
	}
	number, unit, _ := strings.Cut(humantime.InWords(d), " ")
	return number + " " + unit[:1]
}

func (p *Presenter) fields() []Field {
	var list []Field
	effective := p.effective(p.platform)
	for _, f := range p.platform.Fields {
		row := Field{Field: f, Value: p.values[f.Name], Choice: -1, Shown: f.Applies(effective)}
		for i, c := range f.Choices {
			if c.Value == row.Value {
				row.Choice = i
			}
		}
		p.problemOf(f.Name, &row.Say, &row.Tone)
		list = append(list, row)
	}
	return list
}

func (p *Presenter) banner(s *State) {
	now := p.services.Now()
	switch {
	case p.signed == nil:
		p.explain(s)
	case p.signed.Expires.IsZero():
		p.endless(s)
	case !p.signed.Expires.After(now):
		s.Mood, s.Action = viewmodel.Failed, SignFresh
		s.Title, s.Detail = "This token expired "+humantime.Relative(p.signed.Expires, now), "It ended "+humantime.UTC(p.signed.Expires)+"."
	default:
		life := humantime.InWords(p.signed.Expires.Sub(p.signed.IssuedAt))
		s.Mood, s.Title = viewmodel.Fine, "Signed, valid for "+life
		s.Detail = "Until " + humantime.UTC(p.signed.Expires)
		if here := humantime.HereShort(p.signed.Expires, p.services.Zone); here != "" {
			s.Detail += " (" + here + ")"
		}
		s.Detail += "." + p.forKey()
		p.remarks(s, s.Title)
		s.Clock = humantime.Countdown(p.signed.Expires.Sub(now))
	}
}

// endless is the banner of a token without an expiry, or with one of the person's
// own that is no date.
func (p *Presenter) endless(s *State) {
	if _, own := p.signed.First().Claims.Get("exp"); own {
		s.Mood, s.Title, s.Detail = viewmodel.Careful, "Signed, without a usable end", "The claim exp is yours: "+p.expText()+"."
		return
	}
	s.Mood, s.Title = viewmodel.Fine, "Signed, without an end"
	if n := p.platform.NoExpiry; n == platform.Warning || n == platform.Error {
		s.Mood = viewmodel.Careful
	}
	s.Detail = "No expiry is in it." + p.forKey()
	p.remarks(s, "Signed, without an end")
}

// forKey names the key by its ID, where the platform's keys have one.
func (p *Presenter) forKey() string {
	id := firstPart(p.values[platform.KeyID])
	if _, has := p.platform.Field(platform.KeyID); !has || id == "" {
		return ""
	}
	return " Under key " + id + "."
}

// remarks says what is to be said about the token: one in the banner itself,
// several below it.
func (p *Presenter) remarks(s *State, signed string) {
	switch n := len(p.signed.Remarks); {
	case n == 0:
	case n == 1:
		s.Mood, s.Title = viewmodel.Careful, signed+", with a doubt"
		s.Detail += " " + p.signed.Remarks[0]
	default:
		s.Mood, s.Title = viewmodel.Careful, fmt.Sprintf("%s, with %d doubts", signed, n)
		s.Remarks = p.signed.Remarks
	}
}

func (p *Presenter) expText() string {
	v, _ := p.signed.First().Claims.Get("exp")
	if r := []rune(v.Raw); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return v.Raw
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
func (p *Presenter) explain(s *State) {
	var missing []string
	for _, pr := range p.problems {
		switch {
		case pr.Missing:
			missing = append(missing, p.name(pr.Field))
		case !pr.Warning:
			s.Mood, s.Title, s.Detail = viewmodel.Failed, "No token yet", strings.TrimSuffix(p.name(pr.Field), ".")+": "+pr.Text
			if s.Key.Refused && pr.Field == platform.KeyField {
				s.Detail = s.Key.Problem
			}
			return
		}
	}
	s.Mood = viewmodel.Neutral
	switch {
	case p.keyState.Refused:
		s.Mood, s.Title, s.Detail = viewmodel.Failed, "No token yet", "The key cannot be used. See what is wrong with it on the left."
	case p.key == nil && !p.keyState.Working && p.empty(p.platform):
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
