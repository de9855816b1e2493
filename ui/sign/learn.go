package sign

import (
	"context"

	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/words"
	"playtoken/ui/async"
	"playtoken/ui/viewmodel"
)

// LearnState is everything that the panel shows in which something genuine tells
// how the form is to be filled in.
type LearnState struct {
	Ask     string // what to paste
	Text    string // what was pasted
	Ready   bool   // there is something to look at, and a key to try
	Working bool
	Status  string // the answer, or why there is none
	Tone    viewmodel.Tone
	Found   bool // the form can be filled in
}

// Learner finds out how the form is to be filled in. Its methods are called on the
// window's thread.
type Learner struct {
	p    *Presenter
	show func(LearnState)

	text    string
	running async.Latest
	working bool              // a search is going on
	learned *platform.Learned // nil for none
	status  string
	tone    viewmodel.Tone
	state   LearnState
}

// NewLearner makes the panel's presenter and shows its first state. The platform
// must have something to find out.
func (p *Presenter) NewLearner(show func(LearnState)) *Learner {
	l := &Learner{p: p, show: show}
	l.running.Do = p.services.Do
	l.update()
	return l
}

// State is what is shown now.
func (l *Learner) State() LearnState { return l.state }

// SetText takes what was typed or pasted. An answer about another text goes.
func (l *Learner) SetText(text string) {
	if l.text == text {
		return
	}
	l.stop()
	l.text, l.learned, l.status = text, nil, ""
	l.update()
}

// PasteKey looks at what is pasted. A key does not become visible here: it goes to
// the form. It reports whether it did.
func (l *Learner) PasteKey(text string) bool {
	if !l.p.Key.PasteIntoField(text) {
		return false
	}
	l.update()
	return true
}

// Start looks for what fits. The key is read for the purpose: one that the form
// as it stands refuses may be right in another.
func (l *Learner) Start() {
	if !l.state.Ready {
		return
	}
	l.stop()
	l.learned, l.status, l.working = nil, "", true
	chosen, values, text, key := l.p.platform, l.p.effective(l.p.platform), l.text, l.p.text
	type answer struct {
		learned *platform.Learned // nil for none
		why     string            // there is none
	}
	async.RunContext(&l.running, func(ctx context.Context) answer {
		given := importer.ImportWith(key.Reveal(), importer.Options{Want: chosen.Learn.KeyWant})
		if !given.Taken() {
			return answer{why: given.Message + " " + given.Hint}
		}
		learned, err := chosen.LearnFrom(ctx, values, given.Key, text)
		if err != nil {
			return answer{why: words.Sentence(err)}
		}
		return answer{learned: &learned}
	}, func(a answer) {
		l.working = false
		if l.learned = a.learned; a.learned != nil {
			l.status, l.tone = a.learned.Said, viewmodel.Quiet
		} else {
			l.status, l.tone = a.why, viewmodel.Warning
		}
		l.update()
	})
	l.update()
}

// stop ends the search that is going on without a word.
func (l *Learner) stop() (was bool) {
	l.running.Drop()
	was, l.working = l.working, false
	return was
}

// Cancel ends the search that is going on.
func (l *Learner) Cancel() {
	if l.stop() {
		l.status, l.tone = "Stopped. Nothing was changed.", viewmodel.Quiet
		l.update()
	}
}

// Use fills the form with what was found out. It reports whether there was
// anything.
func (l *Learner) Use() bool {
	if l.learned == nil {
		return false
	}
	l.p.Form.setFields(l.learned.Values)
	l.p.services.Toast("The form is filled in. Save the profile to keep it.")
	return true
}

func (l *Learner) update() {
	s := LearnState{
		Ask: l.p.platform.Learn.Hint, Text: l.text, Working: l.working,
		Status: l.status, Tone: l.tone, Found: l.learned != nil,
	}
	s.Ready = l.text != "" && !l.p.text.IsZero()
	switch {
	case s.Working:
		s.Status, s.Tone = "Trying every form that is known…", viewmodel.Quiet
	case l.p.text.IsZero():
		s.Status, s.Tone = "The "+words.LowerFirst(l.p.platform.KeyLabel)+" is missing. Close this and give it first.", viewmodel.Warning
	}
	l.state = s
	l.show(s)
}
