package sign

import (
	"time"

	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/ui/async"
	"playtoken/ui/prompt"
)

// Services is what the screen needs of the outside.
type Services struct {
	Now  func() time.Time
	Zone *time.Location
	Do   async.Do
	Copy func(text string, done func(note string))
	// CopyToken is Copy for a token and what carries one; Copy where nil.
	CopyToken func(text string, done func(note string))
	Open      func(url string)
	// Play plays the URL of a stream; Open where nil.
	Play func(url string)
	// Sampled is called when the form was filled with a sample; nil for nothing.
	Sampled func()
	Toast   func(text string)
	// Undoable says what was taken away, with a way to bring it back until end is called; Toast
	// where nil.
	Undoable func(text string, undo func()) (end func())
	// Fail says what did not go; Toast where nil.
	Fail func(text string)
	// Save asks where to and writes a file; done is not called when nothing was
	// chosen. It is nil where files cannot be saved.
	Save func(name string, content []byte, done func(error))
	// Platforms are those to choose from; all there are where nil.
	Platforms []*platform.Platform
	// Ask puts what the importer asks about a key.
	Ask prompt.Questions
	// KeyChanged tells which key the form now holds, nil for none, and the ID it
	// has at the platform.
	KeyChanged func(k *keys.Key, id string)
	// Released is called when a token that a key has signed leaves the program: copied,
	// opened, shown as a code or written to a file. expires is the latest expiry of what
	// left, the zero time where something of it has none. nil for nothing.
	Released func(k *keys.Key, expires time.Time)
	// Changed is called after what a person did, nil for nothing.
	Changed func()
	// Unlock opens the saved secrets, and says with answer what is wrong with the passphrase,
	// "" for nothing. Sealed reports whether they want one. nil where nothing is locked.
	Unlock func(passphrase string, answer func(problem string))
	Sealed func() bool
	// TokenPasted is called when a token was put where a key was due.
	TokenPasted func(text string)
}

// Presenter turns what a person does into states. Each panel has a presenter of its own;
// this one puts their states together. All methods are called on the window's thread.
type Presenter struct {
	*making
	Form     *Form
	Claims   *Claims
	Key      *Key
	Result   *Result
	URLs     *URLs
	Snippets *Snippets
	Paste    *Paste

	show  func(State)
	state State
}

// New makes the presenter and shows the empty form.
func New(s Services, show func(State)) *Presenter {
	if s.CopyToken == nil {
		s.CopyToken = s.Copy
	}
	if s.Play == nil {
		s.Play = s.Open
	}
	if s.Fail == nil {
		s.Fail = s.Toast
	}
	if s.Undoable == nil {
		s.Undoable = func(text string, _ func()) func() {
			s.Toast(text)
			return func() {}
		}
	}
	if s.Sampled == nil {
		s.Sampled = func() {}
	}
	if s.Released == nil {
		s.Released = func(*keys.Key, time.Time) {}
	}
	if s.Platforms == nil {
		s.Platforms = all.Platforms()
	}
	m := &making{services: s, platforms: s.Platforms, all: map[string]*entered{}, signing: async.Latest{Do: s.Do}, judging: async.Latest{Do: s.Do}, inClaim: -1}
	p := &Presenter{
		making: m, show: show,
		Form: &Form{making: m}, Claims: &Claims{m}, Key: &Key{making: m, reading: async.Latest{Do: s.Do}}, Result: &Result{making: m},
		URLs: &URLs{making: m}, Snippets: &Snippets{making: m},
	}
	p.Paste = &Paste{making: m, choose: p.Form.ChoosePlatform, fill: p.Form.setFields, draft: p.Draft, takeKey: p.Key.pasteOver}
	p.Key.offered, p.Key.draft, p.Key.restore = func() {}, p.Draft, p.Restore
	m.update, p.Form.readKey = p.update, p.Key.readAgain
	p.choose(0)
	p.want = p.keyWant()
	p.update()
	return p
}

// State is what is shown now.
func (p *Presenter) State() State { return p.state }

// update words the state anew and shows it.
func (p *Presenter) update() {
	p.state = State{
		FormState: p.Form.shown(), KeyState: p.Key.shown(), ResultState: p.Result.shown(),
		URLsState: p.URLs.shown(), SnippetsState: p.Snippets.shown(),
	}
	p.show(p.state)
	if p.services.Changed != nil {
		p.services.Changed()
	}
}

// Tick moves the clock of the banner on.
func (p *Presenter) Tick() {
	if p.signed != nil {
		p.update()
	}
}
