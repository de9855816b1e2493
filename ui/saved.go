package ui

import (
	"errors"
	"fmt"

	"playtoken/core/keys"
	"playtoken/core/profiles"
	"playtoken/core/vault"
	"playtoken/core/verify"
	"playtoken/ui/book"
	"playtoken/ui/check"
	"playtoken/ui/why"
)

// savedKeys are the keys of the saved profiles, those that were replaced among them, as
// far as tokens can be tried with them: public halves always, shared secrets while they
// are open.
type savedKeys struct {
	list  []verify.Key
	state string // of the profiles that they were read from
}

// readSaved reads the saved keys anew where the profiles, or the lock on them, are
// others than before.
func (p *App) readSaved() {
	state := fmt.Sprint(p.book.State().Locked)
	for _, profile := range p.book.List() {
		state += fmt.Sprint(" ", profile.ID, profile.Revision, profile.Changed.UnixNano(), profile.Home)
		for _, item := range profile.Items {
			state += fmt.Sprint(" ", item.Name, item.Proof)
		}
	}
	if state == p.saved.state {
		return
	}
	p.saved.state = state
	book.Do(p.book, func(s *vault.Store) ([]verify.Key, error) { return readKeys(s), nil }, func(list []verify.Key, _ error) {
		p.saved.list = list
		p.why.tell(func(w *why.Presenter) { w.Keys.Changed() })
		p.check.tell((*check.Presenter).KeysChanged)
	})
}

// readKeys runs off the window's thread. Keys in use stand in front of those that were
// replaced.
func readKeys(s *vault.Store) (list []verify.Key) {
	var replaced []verify.Key
	for _, profile := range s.List() {
		own, _ := profiles.Keys(s, profile) // what cannot be read now is not tried
		for _, k := range own {
			if k.Held = true; k.Replaced.IsZero() {
				list = append(list, k)
			} else {
				replaced = append(replaced, k)
			}
		}
	}
	return append(list, replaced...)
}

// signers are the saved keys that can sign.
func (p *App) signers() (list []why.Signer) {
	if p.book.State().Locked {
		return nil
	}
	for _, profile := range p.book.List() {
		if profile.Home == vault.NoSecret {
			continue
		}
		list = append(list, why.Signer{
			Profile: profile.ID, Name: profile.Name, KeyID: profile.KeyID, Kind: profile.Signing().Key.Kind,
			Fingerprint: profile.Signing().Key.Fingerprint, Settings: profiles.Settings(profile),
		})
	}
	return list
}

// openKey opens a saved key.
func (p *App) openKey(id string, done func(*keys.Key, error)) {
	p.book.Key(id, func(k *keys.Key, err error) {
		if err == nil && k == nil {
			err = errNoKey
		}
		done(k, err)
	})
}

var errNoKey = errors.New("there is no key in it")
