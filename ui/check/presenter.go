package check

import (
	"playtoken/ui/async"
	"playtoken/ui/viewmodel"
)

// Presenter turns what a person does into states. Each part of the screen has one of its
// own; this one puts their states together. All methods are called on the window's thread.
type Presenter struct {
	Field    *Field
	Look     *Look
	Local    *Local
	Requests *Requests
	Tools    *Tools

	services Services
	show     func(State)
	state    State
}

// New makes the presenter and shows the empty screen.
func New(s Services, show func(State)) *Presenter {
	p := &Presenter{services: s.filled(), show: show}
	p.Field, p.Look, p.Local, p.Requests, p.Tools = &Field{p: p}, &Look{waiting: &waiting{do: s.Do, after: s.After, update: p.update}, p: p, reading: async.Latest{Do: s.Do}}, newLocal(p), &Requests{p: p, chosen: -1}, &Tools{p: p}
	p.update()
	return p
}

// State is what is shown now.
func (p *Presenter) State() State { return p.state }

// Tick moves the clocks on.
func (p *Presenter) Tick() {
	if p.Look.shown() {
		p.update()
	}
}

// KeysChanged tells that the saved keys are others now.
func (p *Presenter) KeysChanged() {
	p.Local.keysChanged()
	p.Look.keysChanged()
	p.update()
}

// Take puts a URL in from another screen. Nothing is asked yet.
func (p *Presenter) Take(playable string) {
	p.Field.take(playable, "")
	p.update()
}

// Offer puts in the URL that another screen has now, with what that screen is called, where
// nobody has put in another one. "" takes one that was offered away: it is not there any more.
func (p *Presenter) Offer(playable, from string) {
	f := p.Field
	if playable == "" {
		from = ""
	}
	if f.text != "" && f.from == "" || f.text == playable && f.from == from {
		return
	}
	p.Take(playable)
	f.from = from
	p.update()
}

// Play has the browser play a URL of the outside, on the page of the edge: it is asked for
// there, with the press of a button.
func (p *Presenter) Play(playable string) { p.Local.playOther(playable) }

// Sample is the first run: the edge is started, a URL that plays is put in, and the browser
// plays it.
func (p *Presenter) Sample() { p.Local.Sample() }

// Cancel gives up what is being waited for, and reports whether there was anything.
func (p *Presenter) Cancel() bool { return p.Look.Cancel() }

// Close stops the edge, when the window goes.
func (p *Presenter) Close() {
	p.Look.Cancel()
	if s := p.Local.server; s != nil {
		_ = stop(s) // nobody is left to be told
	}
}

// update words the state anew and shows it.
func (p *Presenter) update() {
	p.state = State{
		Field: p.Field.shown(), Verdict: p.Look.verdict(), Manifest: p.Look.manifest(), Trials: p.Look.trialed(),
		Local: p.Local.shown(), Requests: p.Requests.shown(), Tools: p.Tools.shown(),
	}
	p.show(p.state)
}

// copied answers a copy, with what the clipboard had to say.
func (p *Presenter) copied(what string, done func()) func(note string) {
	return func(note string) {
		if done != nil {
			done()
		}
		p.services.Toast(viewmodel.Copied(what, note))
	}
}
