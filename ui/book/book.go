// Package book keeps the saved profiles for the screens. It talks to the vault
// off the window's thread, one thing after the other, since the system's keyring
// may take its time, and answers on the window's thread. It knows no toolkit.
package book

import (
	"fmt"

	"playtoken/core/keys"
	"playtoken/core/profiles"
	"playtoken/core/token"
	"playtoken/core/vault"
	"playtoken/core/words"
	"playtoken/ui/async"
)

// Book is the profiles as the window knows them. Its methods are called on the
// window's thread.
type Book struct {
	do    async.Do
	store *vault.Store // used by the work alone
	work  async.Queue

	list     []vault.Profile
	accounts []vault.Account
	state    vault.State
	ready    bool
	listener func()
}

// Open begins to open a vault; listener is called whenever what List and State
// answer may have changed.
func Open(do async.Do, open func() *vault.Store, listener func()) *Book {
	b := &Book{do: do, listener: listener}
	b.work.Add(func() {
		b.store = open()
		b.store.OnChange(b.news)
		b.news()
	})
	return b
}

// news takes over what the vault says now.
func (b *Book) news() {
	list, accounts, state := b.store.List(), b.store.Accounts(), b.store.State()
	for i := range list { // whoever wrote the file: it is shown everywhere
		list[i].Name = token.Inert(list[i].Name)
	}
	for i := range accounts {
		accounts[i].Name = token.Inert(accounts[i].Name)
	}
	b.do(func() {
		b.list, b.accounts, b.state, b.ready = list, accounts, state, true
		b.listener()
	})
}

// Ready reports whether the vault has been opened.
func (b *Book) Ready() bool { return b.ready }

// List is the profiles by name.
func (b *Book) List() []vault.Profile { return b.list }

// Accounts are the accounts at platforms, by name.
func (b *Book) Accounts() []vault.Account { return b.accounts }

// State tells where secrets live.
func (b *Book) State() vault.State { return b.state }

// Find returns the profile of an ID.
func (b *Book) Find(id string) (vault.Profile, bool) {
	for _, p := range b.list {
		if p.ID == id {
			return p, true
		}
	}
	return vault.Profile{}, false
}

// KeysMark changes with the saved keys, and with what can be read of them.
func (b *Book) KeysMark() string {
	mark := fmt.Sprint(b.state.Locked)
	for _, p := range b.list {
		mark += fmt.Sprint(" ", p.ID, p.Revision, p.Changed.UnixNano(), p.Home)
		for _, it := range p.Items {
			mark += fmt.Sprint(" ", it.Name, it.Proof)
		}
	}
	return mark
}

// Do works with the vault; done gets the outcome.
func Do[T any](b *Book, work func(*vault.Store) (T, error), done func(T, error)) {
	b.work.Add(func() {
		v, err := work(b.store)
		b.do(func() { done(v, err) })
	})
}

// Beside is Do for work that waits for a network: it runs beside the other work, which goes
// on meanwhile.
func Beside[T any](b *Book, work func(*vault.Store) (T, error), done func(T, error)) {
	b.work.Add(func() {
		store := b.store
		go func() {
			v, err := work(store)
			b.do(func() { done(v, err) })
		}()
	})
}

// Key opens the key of a profile.
func (b *Book) Key(id string, done func(*keys.Key, error)) {
	Do(b, func(s *vault.Store) (*keys.Key, error) {
		p, err := s.Get(id)
		if err != nil {
			return nil, err
		}
		return profiles.OpenKey(s, p)
	}, done)
}

// SaveKey puts a profile with a key, and with what was repaired when the key was
// read. Without a key the profile keeps the one that it has.
func (b *Book) SaveKey(p vault.Profile, k *keys.Key, repairs []string, done func(vault.Profile, error)) {
	Do(b, func(s *vault.Store) (vault.Profile, error) { return profiles.Save(s, p, k, repairs) }, done)
}

// Change does something that has no answer but an error.
func (b *Book) Change(work func(*vault.Store) error, done func(error)) {
	Do(b, func(s *vault.Store) (struct{}, error) { return struct{}{}, work(s) }, func(_ struct{}, err error) { done(err) })
}

// Sentence words an error of the vault with what to do about it.
func Sentence(err error) string {
	text := words.Sentence(err)
	if hint := vault.Hint(err); hint != "" {
		text += " " + hint
	}
	return text
}
