package ui

import (
	"errors"
	"fmt"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/profiles"
	"playtoken/core/vault"
	"playtoken/core/verify"
	"playtoken/ui/book"
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
		p.why.Presenter().KeysChanged()
	})
}

// readKeys runs off the window's thread. Keys in use stand in front of those that were
// replaced.
func readKeys(s *vault.Store) (list []verify.Key) {
	var replaced []verify.Key
	locked := s.State().Locked
	for _, profile := range s.List() {
		for _, item := range profile.Items {
			k, ok := readKey(s, profile, item, locked)
			switch {
			case !ok:
			case k.Replaced.IsZero():
				list = append(list, k)
			default:
				replaced = append(replaced, k)
			}
		}
	}
	return append(list, replaced...)
}

// readKey reads one key of a profile, false where tokens cannot be tried with it.
func readKey(s *vault.Store, profile vault.Profile, item vault.Item, locked bool) (k verify.Key, ok bool) {
	switch {
	case item.Proof == vault.Broken, item.Key == vault.Key{} && item.Name != vault.SigningKey:
		return k, false
	case item.Key.PublicPEM != "":
		k = verify.Read("", []byte(item.Key.PublicPEM), keys.Options{})
		k.Unproven = item.Proof == vault.Unproven
	case locked || item.Home == vault.NoSecret:
		return k, false
	default:
		text, err := s.Secret(profile.ID, item.Name)
		if err != nil {
			return k, false
		}
		k = verify.Read("", text.Reveal(), keys.Options{Want: profiles.Want(profile)})
	}
	k.Name, k.ID, k.Held, k.Settings = strings.TrimSpace(profile.Name), item.KeyID, true, profiles.Settings(profile)
	k.Profile, k.Item, k.Role, k.Replaced = profile.ID, item.Name, string(item.Role), item.Replaced
	if item.Name == vault.SigningKey {
		k.ID, k.Item = profile.KeyID, ""
	}
	return k, true
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
