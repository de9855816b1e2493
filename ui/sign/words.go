package sign

import (
	"strings"

	"playtoken/core/platform"
	"playtoken/core/when"
	"playtoken/ui/look"
)

// update words the state anew and shows it.
func (p *Presenter) update() {
	s := State{
		Life: p.life, Date: Input{Text: p.date}, Claims: p.claims, More: p.more,
		Key: p.keyState, AllURLs: p.allURLs, Snippet: p.snippet,
	}
	for i, pl := range p.platforms {
		s.Platforms = append(s.Platforms, pl.Label)
		if pl == p.platform {
			s.Platform = i
		}
	}
	for _, l := range p.platform.Lives {
		s.Lives = append(s.Lives, shortLife(when.InWords(l)))
	}
	if p.date != "" {
		s.Life = -1
	}
	s.Fields = p.fields()
	p.problemOf(platform.ExpiresField, &s.Date.Message, &s.DateTone)
	if s.Date.Message == "" && p.date != "" && p.signed != nil {
		s.Date.Message = "Ends " + when.UTC(p.signed.Expires) + "."
	}
	if s.Key.Taken() { // what keeps the key from signing goes before a remark about it
		var tone look.Tone
		p.problemOf(platform.KeyField, &s.Key.Problem, &tone)
	}
	p.banner(&s)
	if p.signed != nil {
		copy(s.Token[:], strings.SplitN(p.signed.Token, ".", 3))
		p.addresses(&s)
	}
	p.state = s
	p.show(s)
}

// shortLife is a lifetime on its button: "15 m", "24 h", "7 d".
func shortLife(words string) string {
	number, unit, _ := strings.Cut(words, " ")
	return number + " " + unit[:1]
}

// problemOf finds what is to be said at a field. That something is missing is
// said in the banner, not at every empty field of a fresh form.
func (p *Presenter) problemOf(field string, text *string, tone *look.Tone) {
	for _, pr := range p.problems {
		if pr.Field != field || pr.Missing {
			continue
		}
		*text, *tone = pr.Text, look.Wrong
		if pr.Warning {
			*tone = look.Warning
		}
		return
	}
}

func (p *Presenter) fields() []Field {
	var list []Field
	for _, f := range p.platform.Fields {
		row := Field{Field: f, Value: p.values[f.Name], Choice: -1}
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
		s.Mood, s.Title, s.Detail = look.Careful, "Signed, without a usable end", "The claim exp is yours: "+p.expText()+"."
	case !p.signed.Expires.After(now):
		s.Mood, s.Action = look.Failed, SignFresh
		s.Title, s.Detail = "This token expired "+when.Relative(p.signed.Expires, now), "It ended "+when.UTC(p.signed.Expires)+"."
	default:
		life := when.InWords(p.signed.Expires.Sub(p.signed.IssuedAt))
		s.Mood, s.Title = look.Fine, "Plays for "+life
		if len(p.signed.Remarks) > 0 {
			s.Mood, s.Title = look.Careful, "Signed for "+life+", with a doubt"
		}
		s.Detail = "Until " + when.UTC(p.signed.Expires)
		if here := when.HereShort(p.signed.Expires, p.services.Zone); here != "" {
			s.Detail += " (" + here + ")"
		}
		s.Detail += ". Valid for key " + firstPart(p.values[platform.KeyID]) + "."
		if len(p.signed.Remarks) > 0 {
			s.Detail += " " + p.signed.Remarks[0]
		}
		s.Clock = when.Countdown(p.signed.Expires.Sub(now))
	}
}

func (p *Presenter) expText() string {
	v, _ := p.signed.Claims.Get("exp")
	if r := []rune(v.Raw); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return v.Raw
}

// firstPart is enough of an ID to know it again.
func firstPart(id string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(id), "-")
	return platform.ShortID(first)
}

// explain says why there is no token: what is missing, or what is wrong.
func (p *Presenter) explain(s *State) {
	var missing []string
	for _, pr := range p.problems {
		switch {
		case pr.Missing:
			missing = append(missing, p.name(pr.Field))
		case !pr.Warning:
			s.Mood, s.Title, s.Detail = look.Failed, "No token yet", strings.TrimSuffix(p.name(pr.Field), ".")+": "+pr.Text
			if s.Key.Refused && pr.Field == platform.KeyField {
				s.Detail = s.Key.Problem
			}
			return
		}
	}
	s.Mood = look.Neutral
	switch {
	case p.keyState.Refused:
		s.Mood, s.Title, s.Detail = look.Failed, "No token yet", "The key cannot be used. See what is wrong with it on the left."
	case p.empty():
		s.Title, s.Detail, s.Action = "Fill in the form and the token appears here",
			"Keys and tokens stay on this machine.", TrySample
	case len(missing) > 0:
		s.Title, s.Detail = "Still missing: "+list(missing), "The token appears as soon as the form is complete."
	default:
		s.Title = "Signing…"
	}
}

// empty reports whether nothing has been filled in yet.
func (p *Presenter) empty() bool {
	return p.key == nil && !p.keyState.Working && p.values[platform.KeyID] == "" && p.values[platform.ID] == ""
}

// name is what a field is called in a sentence.
func (p *Presenter) name(field string) string {
	switch field {
	case platform.KeyField:
		return "Private key"
	case platform.ExpiresField:
		return "Lifetime"
	case platform.ClaimsField:
		return "Further claims"
	}
	f, _ := p.platform.Field(field)
	return f.Label
}

// list writes names as a sentence does: "Playback ID and private key".
func list(names []string) string {
	for i := range names {
		names[i] = strings.ToLower(names[i][:1]) + names[i][1:]
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return names[0]
}

func (p *Presenter) addresses(s *State) {
	for i, u := range p.signed.URLs {
		if i >= shownURLs && !p.allURLs {
			s.Hidden++
			continue
		}
		row := URL{Name: u.Name, URL: u.URL}
		if u.Standing == platform.Inferred {
			row.Note = "may differ"
		}
		s.URLs = append(s.URLs, row)
	}
	for _, sn := range p.signed.Snippets {
		s.Snippets = append(s.Snippets, sn.Name)
	}
	if p.snippet < len(p.signed.Snippets) {
		head, _, _ := strings.Cut(p.signed.Token, ".")
		s.Code = strings.ReplaceAll(p.signed.Snippets[p.snippet].Text, p.signed.Token, head+"…")
	}
}
