package why

import (
	"strings"
	"time"

	"playtoken/core/diagnosis"
	"playtoken/core/extract"
	"playtoken/core/humantime"
	"playtoken/core/platform/all"
	"playtoken/core/words"
)

// Options are what a person knows beside the text. Each holds what was typed; the
// reading has what that was understood as: nothing while it is wrong.
type Options struct {
	*reading
	open             bool
	asOf, length, id string
	asOfErr          error
	lengthErr        error
}

// OptionsState is what the panel shows.
type OptionsState struct {
	Open bool
	// Summary says in a few words what was chosen, "" where nothing was.
	Summary string
	// AsOf, Length and ID are the fields as they were typed, each with what is
	// wrong with it, or what it was understood as.
	AsOf, Length, ID             string
	Assertion                    string
	AsOfHint                     string // what the empty field says
	AsOfNote, LengthNote         string
	AsOfWrong, LengthWrong, Live bool     // Live: the verdict is by the clock of now
	HasAssertion                 bool     // the platform authenticates what does not stand in the token
	Moment                       string   // the moment in short, "" for now
	Source                       string   // where it stands, where the text tells it: "the log"
	Platforms                    []string // the first leaves it to the token
	Platform                     int
	Skew                         string // how far the clocks may be apart, "" for not at all
}

// Toggle opens and closes the fields.
func (o *Options) Toggle() {
	o.open = !o.open
	o.update()
}

// SetAsOf moves the clock of the verdict, as [humantime.Time] reads it. Nothing is the moment of
// the text, or now; now goes on.
func (o *Options) SetAsOf(text string) {
	o.asOf, o.beside.asOf, o.asOfErr = text, time.Time{}, nil
	text = strings.TrimSpace(text)
	if o.beside.byClock = strings.EqualFold(text, "now"); !o.beside.byClock && text != "" {
		o.beside.asOf, o.asOfErr = humantime.Time(text, o.services.Now(), o.services.Zone)
	}
	o.update()
}

// SetLength says how long the video is, as [humantime.Duration] reads it.
func (o *Options) SetLength(text string) {
	o.length, o.beside.length, o.lengthErr = text, 0, nil
	if strings.TrimSpace(text) != "" {
		o.beside.length, o.lengthErr = humantime.Duration(text)
	}
	o.update()
}

// SetID says which ID is to be played.
func (o *Options) SetID(text string) {
	o.id, o.beside.id = text, strings.TrimSpace(text)
	o.update()
}

// SetAssertion says what was authenticated beside the token: each character counts.
func (o *Options) SetAssertion(text string) {
	if o.beside.assertion != text {
		o.beside.assertion = text
		o.readAgain() // the keys are tried with it
	}
}

// ChoosePlatform judges by the rules of a platform, 0 by that of the token.
func (o *Options) ChoosePlatform(i int) {
	o.beside.platform = nil
	if list := all.Platforms(); i > 0 && i <= len(list) {
		o.beside.platform = list[i-1]
	}
	o.readAgain() // which token an unmarked text holds may depend on it
}

// ChooseLikely judges by the rules of one of the platforms it may be.
func (o *Options) ChooseLikely(i int) {
	if o.found != nil && i >= 0 && i < len(o.found.Likely) {
		o.beside.platform = o.found.Likely[i]
		o.readAgain()
	}
}

// Reset takes back all that was chosen.
func (o *Options) Reset() {
	o.forget()
	o.readAgain()
}

// forget takes back all that was chosen; the fields stay open.
func (o *Options) forget() {
	open := o.open
	o.close()
	o.open = open
}

// close takes back all that was chosen, and closes the fields.
func (o *Options) close() {
	o.beside = beside{}
	*o = Options{reading: o.reading}
}

// second writes a moment of the text to its second: of today with where it stands, else with
// its day, beside which there is no room for that.
func (o *Options) second(at time.Time) string {
	if at.UTC().Format(time.DateOnly) != o.services.Now().UTC().Format(time.DateOnly) {
		return at.UTC().Format("2 Jan 15:04:05 UTC")
	}
	return at.UTC().Format("15:04:05 UTC") + ", from " + o.source()
}

// tellsTime reports whether the text tells a moment.
func (o *Options) tellsTime() bool {
	_, ok := o.found.Line().Time(o.services.Now())
	return ok
}

// source says where the moment stands.
func (o *Options) source() string {
	switch o.found.Paste.Is {
	case extract.Log:
		return "the log"
	case extract.HAR:
		return "the HAR"
	case extract.Verbose:
		return "the answer"
	}
	return "the text"
}

// shown words the fields.
func (o *Options) shown() OptionsState {
	s := OptionsState{Open: o.open, AsOf: o.asOf, Length: o.length, ID: o.id, Live: o.beside.asOf.IsZero()}
	s.AsOfHint = "now, or fri 18:00"
	if o.found != nil && o.tellsTime() {
		s.AsOfHint = "its own, or now"
	}
	var chosen []string
	switch at := o.beside.asOf; {
	case o.asOfErr != nil:
		s.AsOfNote, s.AsOfWrong = words.Sentence(o.asOfErr), true
	case o.beside.byClock:
		s.AsOfNote = "By the clock of this computer"
		chosen = append(chosen, "as of now")
	case !at.IsZero():
		s.Moment = o.short(at)
		s.AsOfNote = humantime.UTC(at)
		if here := humantime.Here(at, o.services.Zone); here != "" {
			s.AsOfNote += ", " + here
		}
		chosen = append(chosen, "as of "+humantime.UTC(at))
	case o.found != nil && o.found.Verdict.AsOf.From == diagnosis.FromPaste:
		s.Moment, s.Source, s.Live = o.second(o.found.Verdict.AsOf.At), o.source(), false
	}
	switch {
	case o.lengthErr != nil:
		s.LengthNote, s.LengthWrong = words.Sentence(o.lengthErr), true
	case o.beside.length > 0:
		chosen = append(chosen, "a video of "+humantime.Span(o.beside.length))
	}
	if o.beside.id != "" {
		chosen = append(chosen, "an ID")
	}
	if f, _ := o.assertion(); f != nil {
		s.HasAssertion, s.Assertion = true, o.beside.assertion
		if s.Assertion != "" {
			chosen = append(chosen, words.LowerFirst(f.Label))
		}
	}
	s.Platforms = []string{"Told from the token"}
	for i, pl := range all.Platforms() {
		s.Platforms = append(s.Platforms, pl.Label)
		if pl == o.beside.platform {
			s.Platform = i + 1
			chosen = append(chosen, pl.Label)
		}
	}
	if skew := o.services.Skew(); skew > 0 {
		s.Skew = "Clocks may be " + humantime.Span(skew) + " apart, as set under Settings."
		chosen = append(chosen, "clocks "+humantime.Span(skew)+" apart")
	}
	s.Summary = strings.Join(chosen, ", ")
	return s
}
