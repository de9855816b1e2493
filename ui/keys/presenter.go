package keys

import (
	"slices"
	"strings"

	"playtoken/core/secret"
	"playtoken/core/vault"
	"playtoken/ui/async"
	"playtoken/ui/book"
	"playtoken/ui/prompt"
	"playtoken/ui/viewmodel"
)

// Services is what the screen needs of the outside.
type Services struct {
	Book  *book.Book
	Do    async.Do
	After async.After
	Copy  func(text string, done func(note string))
	// CopySecret copies a text that the clipboard loses after 10 seconds.
	CopySecret func(text string, done func(note string))
	Toast      func(text string)
	Ask        prompt.Asks
	// Use takes a profile to the Sign screen.
	Use func(id string)
}

// Presenter turns what a person does into states. All methods are called on the
// window's thread.
type Presenter struct {
	services Services
	show     func(State)

	chosen          string // ID
	public, private int    // forms
	disarming       func() // stops the timer while the private half is armed
	asked           string // the token whose key is looked for
	answer          string
	mood            viewmodel.Mood
	busy            string
	cancel          func() // gives up what is waited for, nil where that cannot be done
	halves          *Halves
	finding, making async.Latest
	state           State
}

// New makes the presenter.
func New(s Services, show func(State)) *Presenter {
	p := &Presenter{services: s, show: show, halves: NewHalves()}
	for _, l := range []*async.Latest{&p.finding, &p.making} {
		l.Do = s.Do
	}
	p.update()
	return p
}

// State is what is shown now.
func (p *Presenter) State() State { return p.state }

// Changed is called when the profiles have changed.
func (p *Presenter) Changed() { p.update() }

// Choose shows the key at a place of the list.
func (p *Presenter) Choose(i int) {
	if list := p.withKeys(); i >= 0 && i < len(list) {
		p.choose(list[i].ID)
		p.update()
	}
}

// choose goes to another key, whose private half has to be asked for anew.
func (p *Presenter) choose(id string) {
	if p.chosen != id {
		p.disarm()
		p.chosen, p.private = id, 0
	}
}

// Use signs with the chosen key.
func (p *Presenter) Use() {
	if p.chosen != "" {
		p.services.Use(p.chosen)
	}
}

// Rename asks for another name of the chosen key.
func (p *Presenter) Rename() {
	id := p.chosen
	p.services.Ask.Text("Rename the key", "Name", p.state.Name, false, func(name string) {
		if name = strings.TrimSpace(name); name != "" {
			p.services.Book.Change(func(s *vault.Store) error {
				return s.Edit(id, func(profile *vault.Profile) { profile.Name = name })
			}, p.sayDone("Renamed"))
		}
	})
}

// Delete deletes the chosen key with its profile, once that is confirmed.
func (p *Presenter) Delete() {
	id := p.chosen
	p.services.Ask.Yes("Delete this key?", "Playtoken forgets the key and its profile for good. At the platform nothing changes.", "Delete", func() {
		p.disarm()
		p.services.Book.Change(func(s *vault.Store) error { return s.Delete(id) }, p.sayDone("Deleted"))
	})
}

var roles = []vault.Role{vault.NoRole, vault.Primary, vault.Backup}

// SetRole says what the chosen key is for at its platform, by a number of Roles.
func (p *Presenter) SetRole(i int) {
	profile, ok := p.services.Book.Find(p.chosen)
	if !ok || i < 0 || i >= len(roles) || profile.Signing().Role == roles[i] {
		return
	}
	p.services.Book.Change(func(s *vault.Store) error {
		return s.Edit(profile.ID, func(now *vault.Profile) {
			for n := range now.Items {
				if now.Items[n].Name == vault.SigningKey {
					now.Items[n].Role = roles[i]
				}
			}
		})
	}, p.failed)
}

func roleNumber(r vault.Role) int { return max(0, slices.Index(roles, r)) }

// Lock wipes what opens the secrets from memory.
func (p *Presenter) Lock() {
	p.disarm()
	p.services.Book.Change(func(s *vault.Store) error { s.Lock(); return nil }, p.sayDone("Locked"))
}

// Unlock opens the secrets. It asks for the passphrase, unless the keyring has
// what opens them.
func (p *Presenter) Unlock() {
	unlock := func(passphrase string) {
		p.services.Book.Change(func(s *vault.Store) error { return s.Unlock(secret.New([]byte(passphrase))) }, p.sayDone("Unlocked"))
	}
	if !p.state.NeedsPassphrase {
		unlock("")
		return
	}
	p.services.Ask.Text("Unlock the saved secrets", "Passphrase", "", true, unlock)
}

// Protect asks for a passphrase and puts the secrets under it.
func (p *Presenter) Protect() {
	p.services.Ask.Passphrase("Keep secrets under a passphrase", "Nobody can restore a passphrase that is forgotten.", func(passphrase string) {
		p.services.Book.Change(func(s *vault.Store) error {
			return s.ChangeProtection(vault.UnderPassphrase, secret.New([]byte(passphrase)))
		}, p.sayDone("Secrets are sealed under the passphrase"))
	})
}

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
		p.services.Toast(book.Sentence(err))
	}
	p.update()
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
