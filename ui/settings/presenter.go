package settings

import (
	"time"

	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
	"playtoken/ui/viewmodel"
)

// Stored is where the settings are kept.
type Stored interface {
	TokenFor() time.Duration
	SetTokenFor(time.Duration)
	LockAfter() time.Duration
	SetLockAfter(time.Duration)
	Skew() time.Duration
	SetSkew(time.Duration)
	TextSize() int
	SetTextSize(int)
}

// Services is what the screen needs of the outside.
type Services struct {
	Now    func() time.Time
	Zone   *time.Location
	Book   *book.Book
	Stored Stored
	// TokenTimes, LockTimes and Skews are what can be chosen; 0 for never, or for
	// no difference.
	TokenTimes, LockTimes, Skews []time.Duration
	// Look is the one of Looks that is on; SetLook changes it.
	TextSizes []int  // in percent
	Resize    func() // shows a text size that was chosen
	Look      func() int
	SetLook   func(int)
	// Version and Path are shown as they are: of the program, and of the file with
	// the saved profiles.
	Version, Path string
	Notices       string // the licences of others, as text
	Copy          func(text string, done func(note string))
	Toast, Fail   func(text string) // good news, and what did not go
	Ask           prompt.Asks
}

// Presenter turns what a person does into states. All methods are called on the
// window's thread.
type Presenter struct {
	services Services
	show     func(State)
	busy     string
	state    State
}

// New makes the presenter, and has the saved secrets lock as it is set.
func New(s Services, show func(State)) *Presenter {
	p := &Presenter{services: s, show: show}
	p.lockAfter()
	p.update()
	return p
}

// State is what is shown now.
func (p *Presenter) State() State { return p.state }

// Changed is called when the look or the saved profiles have changed.
func (p *Presenter) Changed() { p.update() }

// Tick moves the clock on.
func (p *Presenter) Tick() { p.update() }

// ChooseLook chooses one of Looks.
func (p *Presenter) ChooseLook(i int) {
	p.services.SetLook(i)
	p.update()
}

// ChooseTextSize chooses one of TextSizes.
func (p *Presenter) ChooseTextSize(i int) {
	p.services.Stored.SetTextSize(p.services.TextSizes[i])
	p.services.Resize()
	p.update()
}

// ChooseTokens sets how long a token stays on the clipboard, from the next copy
// on.
func (p *Presenter) ChooseTokens(i int) {
	p.services.Stored.SetTokenFor(p.services.TokenTimes[i])
	p.update()
}

// ChooseLock sets the time without use after which the saved secrets lock.
func (p *Presenter) ChooseLock(i int) {
	p.services.Stored.SetLockAfter(p.services.LockTimes[i])
	p.lockAfter()
	p.update()
}

// ChooseSkew sets how far two clocks may be apart.
func (p *Presenter) ChooseSkew(i int) {
	p.services.Stored.SetSkew(p.services.Skews[i])
	p.update()
}

func (p *Presenter) lockAfter() {
	d := p.services.Stored.LockAfter()
	p.services.Book.Change(func(s *vault.Store) error { s.LockAfter(d); return nil }, func(error) {})
}

// Lock wipes what opens the secrets from memory.
func (p *Presenter) Lock() {
	p.change("", "Locked", func(s *vault.Store) error { s.Lock(); return nil })
}

// Unlock opens the secrets.
func (p *Presenter) Unlock() { p.services.Book.Unlock(p.services.Ask, p.done("Unlocked")) }

// UseKeyring has the system's keyring keep what opens the secrets.
func (p *Presenter) UseKeyring() {
	p.change("Changing how secrets are kept…", "The system's keyring opens the secrets now", func(s *vault.Store) error {
		return s.ChangeProtection(vault.InKeyring, secret.Bytes{})
	})
}

// UsePassphrase asks for a passphrase, twice, and seals the secrets under it.
func (p *Presenter) UsePassphrase() {
	p.services.Book.Protect(p.services.Ask, func() { p.begin("Changing how secrets are kept…") }, p.done("Secrets are sealed under the passphrase"))
}

// change does something with the saved profiles and tells how it went.
func (p *Presenter) change(working, done string, work func(*vault.Store) error) {
	p.begin(working)
	p.services.Book.Change(work, p.done(done))
}

// begin says what is being worked at.
func (p *Presenter) begin(working string) {
	p.busy = working
	p.update()
}

// done tells how something went.
func (p *Presenter) done(done string) func(error) {
	return func(err error) {
		p.busy = ""
		if err == nil {
			p.services.Toast(done)
		} else {
			p.services.Fail(book.Sentence(err))
		}
		p.update()
	}
}

// Notices is the text with the licences of others.
func (p *Presenter) Notices() string { return p.services.Notices }

// CopyPath copies where the saved profiles are.
func (p *Presenter) CopyPath(done func()) {
	viewmodel.Copy(p.services.Copy, p.services.Path, "Path", p.services.Toast, done)
}
