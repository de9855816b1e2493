package keys

import (
	"time"

	"playtoken/core/vault"
	"playtoken/ui/async"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
)

// Services is what the screen needs of the outside.
type Services struct {
	Now   func() time.Time
	Zone  *time.Location
	Book  *book.Book
	Do    async.Do
	After async.After
	Copy  func(text string, done func(note string))
	// CopySecret copies a text that the clipboard loses after 10 seconds.
	CopySecret  func(text string, done func(note string))
	Toast, Fail func(text string) // good news, and what did not go
	Ask         prompt.Asks
	// Use takes a profile to the Sign screen, and InUse is the ID of the one that the form
	// there was filled from, "" for none.
	Use   func(id string)
	InUse func() string
	Why   func() // to the Why? screen
}

// Presenter turns what a person does into states. Each part of the screen has one of
// its own; this one knows what is chosen and puts their states together. All methods
// are called on the window's thread.
type Presenter struct {
	Safe     *Safe
	List     *List
	Detail   *Detail
	Finder   *Finder
	Transfer *Transfer
	Account  *Account
	Project  *Project
	Accounts *Accounts
	Rotation *Rotation
	Left     *Left
	Unsaved  *Unsaved

	services Services
	show     func(State)
	chosen   place
	halves   Halves
	busy     string
	cancel   func() // gives up what is waited for, nil where that cannot be done
	state    State
}

// place is where a key is: the profile's ID and the name of the item in it.
type place struct{ profile, item string }

// New makes the presenter.
func New(s Services, show func(State)) *Presenter {
	p := &Presenter{services: s, show: show, halves: Halves{}}
	p.Safe, p.List, p.Detail = &Safe{p}, &List{p}, &Detail{p: p}
	p.Finder, p.Transfer = newFinder(p), newTransfer(p)
	p.Account, p.Project, p.Accounts, p.Rotation = newAccount(p), &Project{p}, &Accounts{p: p}, &Rotation{p: p}
	p.Left, p.Unsaved = &Left{p: p}, &Unsaved{p: p}
	p.update()
	return p
}

// State is what is shown now.
func (p *Presenter) State() State { return p.state }

// Changed is called when the profiles, or the lock on them, have changed.
func (p *Presenter) Changed() {
	p.Left.changed()
	p.Finder.changed()
	p.update()
}

// Tick moves the clocks on: a rotation that is waited for counts down.
func (p *Presenter) Tick() {
	if p.Rotation.open || p.Rotation.due(p.List.rows()) != p.state.Due {
		p.update()
	}
}

// Due reports whether a rotation has come to where a person has something to do.
func (p *Presenter) Due() bool { return p.Rotation.due(p.List.rows()).Title != "" }

// update words the state anew and shows it.
func (p *Presenter) update() {
	rows := p.List.rows()
	if _, ok := find(rows, p.chosen); !ok && len(rows) > 0 {
		p.choose(rows[0].place())
	}
	s := State{Working: p.busy, CanCancel: p.cancel != nil, SafeState: p.Safe.shown(rows), ListState: p.List.shown(rows), FinderState: p.Finder.shown}
	if r, ok := find(rows, p.chosen); ok {
		s.DetailState, s.Account, s.Rotation = p.Detail.shown(r), p.Account.shown(r), p.Rotation.shown(r)
	}
	s.Left, s.Due = p.Left.shown(), p.Rotation.due(rows)
	if left, _, ok := p.Left.first(); ok && s.Rotation.Asked && !left.Kept && left.Profile == p.Rotation.profile { // the page says it
		s.Left = LeftState{}
	}
	p.state = s
	p.show(s)
}

// choose goes to another key, whose private half has to be asked for anew.
func (p *Presenter) choose(to place) {
	if p.chosen != to {
		p.Detail.disarm()
		p.chosen, p.Detail.private = to, 0
	}
}

// goTo is choose where a person goes there: what was asked about another key's token is left.
func (p *Presenter) goTo(to place) {
	if p.chosen != to {
		p.choose(to)
		p.Finder.Forget()
	}
}

// row is the key that is chosen.
func (p *Presenter) row() (row, bool) { return find(p.List.rows(), p.chosen) }

// sayDone says that a change was done, or why it was not.
func (p *Presenter) sayDone(done string) func(error) {
	return func(err error) {
		if err == nil {
			p.services.Toast(done)
		}
		p.failed(err)
	}
}

// failed says why a change was not done.
func (p *Presenter) failed(err error) {
	if err != nil {
		p.services.Fail(book.Sentence(err))
	}
	p.update()
}

// change does something with the saved profiles.
func (p *Presenter) change(work func(*vault.Store) error, done func(error)) {
	p.services.Book.Change(work, done)
}

// wait says what is being waited for; cancel gives it up, nil where that cannot
// be done.
func (p *Presenter) wait(busy string, cancel func()) {
	p.busy, p.cancel = busy, cancel
	p.update()
}

// Cancel gives up what is being waited for.
func (p *Presenter) Cancel() {
	if p.cancel != nil {
		p.cancel()
		p.wait("", nil)
	}
}
