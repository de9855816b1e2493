package ui

import (
	"errors"
	"fmt"
	"strings"

	"playtoken/core/keys"
	"playtoken/core/keys/importer"
	"playtoken/core/vault"
	"playtoken/core/verify"
	"playtoken/ui/profiles"
	"playtoken/ui/why"
)

// savedKeys are the keys of the saved profiles as far as tokens can be tried with
// them: public halves always, shared secrets while they are open.
type savedKeys struct {
	list  []verify.Key
	state string // of the profiles that they were read from
}

// readSaved reads the saved keys anew where the profiles, or the lock on them, are
// others than before.
func (p *App) readSaved() {
	state := fmt.Sprint(p.book.State().Locked)
	for _, profile := range p.book.List() {
		state += fmt.Sprint(" ", profile.ID, profile.Revision, profile.Changed.UnixNano(), profile.Home, profile.Signing().Proof)
	}
	if state == p.saved.state {
		return
	}
	p.saved.state = state
	profiles.Do(p.book, func(s *vault.Store) ([]verify.Key, error) { return readKeys(s), nil }, func(list []verify.Key, _ error) {
		p.saved.list = list
		p.why.Presenter().KeysChanged()
	})
}

// readKeys runs off the window's thread.
func readKeys(s *vault.Store) (list []verify.Key) {
	locked := s.State().Locked
	for _, profile := range s.List() {
		k, item := verify.Key{}, profile.Signing()
		switch {
		case item.Proof == vault.Broken:
			continue
		case item.Key.PublicPEM != "":
			k = verify.Read("", []byte(item.Key.PublicPEM), importer.Options{})
			k.Unproven = item.Proof == vault.Unproven
		case locked || profile.Home == vault.NoSecret:
			continue
		default:
			text, err := s.Secret(profile.ID, vault.SigningKey)
			if err != nil {
				continue
			}
			k = verify.Read("", text.Reveal(), importer.Options{Want: profiles.Want(profile)})
		}
		k.Name, k.ID, k.Held, k.Settings = strings.TrimSpace(profile.Name), profile.KeyID, true, profiles.Settings(profile)
		k.Profile, k.Role = profile.ID, string(item.Role)
		list = append(list, k)
	}
	return list
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
