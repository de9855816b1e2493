package sign

import (
	"strings"
	"time"

	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/words"
	"playtoken/ui/viewmodel"
)

// update words the state anew and shows it.
func (p *Presenter) update() {
	pl := p.platform
	s := State{
		Note: pl.Note, KeyLabel: pl.KeyLabel, KeyHint: pl.KeyHint, Key: p.keyState,
		Life: p.life, Date: Input{Text: p.date}, Claims: p.claims, More: p.more,
		ResultState: p.Result.shown(), URLsState: p.URLs.shown(), SnippetsState: p.Snippets.shown(),
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
	p.state = s
	p.show(s)
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

// inSentence writes labels as a sentence does: "playback ID and private key".
func inSentence(labels []string) string {
	for i := range labels {
		labels[i] = words.LowerFirst(labels[i])
	}
	return words.List(labels)
}
