package why

import (
	"strings"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/humantime"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/words"
)

// options are what a person knows beside the text. Each holds what was typed, and
// what it was understood as: nothing while that is wrong.
type options struct {
	open                         bool
	asOfText, lengthText, idText string
	assertion                    string // as it was typed: each character of it counts
	asOfErr, lengthErr           error
	asOf                         time.Time // zero for now
	length                       time.Duration
	id                           string
	platform                     *platform.Platform // nil: told from the token
}

// reset forgets what was chosen; the fields stay open.
func (o *options) reset() { *o = options{open: o.open} }

// ToggleOptions opens and closes the fields.
func (p *Presenter) ToggleOptions() {
	p.options.open = !p.options.open
	p.update()
}

// SetAsOf moves the clock of the verdict, as [humantime.Time] reads it. Nothing is now.
func (p *Presenter) SetAsOf(text string) {
	o := &p.options
	o.asOfText, o.asOf, o.asOfErr = text, time.Time{}, nil
	if strings.TrimSpace(text) != "" {
		o.asOf, o.asOfErr = humantime.Time(text, p.services.Now(), p.services.Zone)
	}
	p.update()
}

// SetLength says how long the video is, as [humantime.Duration] reads it.
func (p *Presenter) SetLength(text string) {
	o := &p.options
	o.lengthText, o.length, o.lengthErr = text, 0, nil
	if strings.TrimSpace(text) != "" {
		o.length, o.lengthErr = humantime.Duration(text)
	}
	p.update()
}

// SetID says which ID is to be played.
func (p *Presenter) SetID(text string) {
	p.options.idText, p.options.id = text, strings.TrimSpace(text)
	p.update()
}

// SetAssertion says what was authenticated beside the token.
func (p *Presenter) SetAssertion(text string) {
	if p.options.assertion != text {
		p.options.assertion = text
		p.readAgain() // the keys are tried with it
	}
}

// ChoosePlatform judges by the rules of a platform, 0 by that of the token.
func (p *Presenter) ChoosePlatform(i int) {
	p.options.platform = nil
	if list := all.Platforms(); i > 0 && i <= len(list) {
		p.options.platform = list[i-1]
	}
	p.readAgain() // which token an unmarked text holds may depend on it
}

// ChooseLikely judges by the rules of one of the platforms it may be.
func (p *Presenter) ChooseLikely(i int) {
	if p.found != nil && i >= 0 && i < len(p.found.Likely) {
		p.options.platform = p.found.Likely[i]
		p.readAgain()
	}
}

// ResetOptions takes back all that was chosen.
func (p *Presenter) ResetOptions() {
	p.options.reset()
	p.readAgain()
}

// short writes a moment in short, with its zone where it has a time.
func (p *Presenter) short(at time.Time) string {
	text := humantime.Short(at, p.services.Now(), time.UTC)
	if strings.Contains(text, ":") {
		text += " UTC"
	}
	return text
}

// wordOptions words the fields.
func (p *Presenter) wordOptions(s *State) {
	o := p.options
	w := Options{Open: o.open, AsOf: o.asOfText, Length: o.lengthText, ID: o.idText, Live: o.asOf.IsZero()}
	var chosen []string
	switch {
	case o.asOfErr != nil:
		w.AsOfNote, w.AsOfWrong = words.Sentence(o.asOfErr), true
	case !o.asOf.IsZero():
		w.Moment = p.short(o.asOf)
		w.AsOfNote = humantime.UTC(o.asOf)
		if here := humantime.Here(o.asOf, p.services.Zone); here != "" {
			w.AsOfNote += ", " + here
		}
		chosen = append(chosen, "as of "+humantime.UTC(o.asOf))
	case p.found != nil && p.found.Verdict.AsOf.From == diagnosis.FromPaste:
		w.Moment, w.Live = p.short(p.found.Verdict.AsOf.At)+", from the text", false
	}
	switch {
	case o.lengthErr != nil:
		w.LengthNote, w.LengthWrong = words.Sentence(o.lengthErr), true
	case o.length > 0:
		chosen = append(chosen, "a video of "+humantime.Span(o.length))
	}
	if o.id != "" {
		chosen = append(chosen, "an ID")
	}
	if f, _ := p.assertion(); f != nil {
		w.HasAssertion, w.Assertion = true, o.assertion
		if o.assertion != "" {
			chosen = append(chosen, words.LowerFirst(f.Label))
		}
	}
	w.Platforms = []string{"Told from the token"}
	for i, pl := range all.Platforms() {
		w.Platforms = append(w.Platforms, pl.Label)
		if pl == o.platform {
			w.Platform = i + 1
			chosen = append(chosen, pl.Label)
		}
	}
	if skew := p.services.Skew(); skew > 0 {
		w.Skew = "Clocks may be " + humantime.Span(skew) + " apart, as set under Settings."
		chosen = append(chosen, "clocks "+humantime.Span(skew)+" apart")
	}
	w.Summary = strings.Join(chosen, ", ")
	s.Options = w
}
