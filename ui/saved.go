package ui

import (
	"errors"
	"maps"
	"slices"

	"playtoken/core/edge"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/vault"
	"playtoken/core/verify"
	"playtoken/ui/book"
	"playtoken/ui/sign"
	"playtoken/ui/why"
)

// savedKeys are the keys of the saved profiles, those that were replaced among them, as
// far as tokens can be tried with them: public halves always, shared secrets while they
// are open.
type savedKeys struct {
	book    *book.Book
	sign    *sign.Presenter // with the key of the form
	changed func()          // the list is another one
	fail    func(string)    // says what went wrong

	list  []verify.Key
	state string // of the profiles that they were read from
	out   givenOut
}

// read reads the saved keys anew where the profiles, or the lock on them, are
// others than before.
func (k *savedKeys) read() {
	state := k.book.KeysMark()
	if state == k.state {
		return
	}
	k.state = state
	k.remember(slices.Collect(maps.Keys(k.out.lives))...) // one may be saved that was not
	book.Do(k.book, func(s *vault.Store) ([]verify.Key, error) { return profiles.All(s), nil }, func(list []verify.Key, _ error) {
		k.list = list
		k.changed()
	})
}

// signers are the saved keys that can sign.
func (k *savedKeys) signers() (list []why.Signer) {
	if k.book.State().Locked {
		return nil
	}
	for _, profile := range k.book.List() {
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

// open opens the key of a profile.
func (k *savedKeys) open(id string, done func(*keys.Key, error)) {
	k.book.Key(id, func(own *keys.Key, err error) {
		if err == nil && own == nil {
			err = errNoKey
		}
		done(own, err)
	})
}

var errNoKey = errors.New("there is no key in it")

// toTry are the saved keys, and the one of the form on Sign.
func (k *savedKeys) toTry() []verify.Key {
	list := k.list
	if pl, values, key := k.sign.Signer(); key != nil {
		own := verify.Of(ofForm, key)
		own.ID, own.Held, own.Settings = values[platform.KeyID], true, pl.SettingsFor(values)
		list = append([]verify.Key{own}, list...)
	}
	return list
}

// edgeSet is what the local edge verifies with, which is what tokens are tried with
// everywhere, and signs with: the form on Sign.
func (k *savedKeys) edgeSet(masterOnly bool) edge.Set {
	s := edge.Set{Keys: k.toTry(), MasterOnly: masterOnly}
	if pl, values, key := k.sign.Signer(); key != nil && pl.Edge != nil {
		s.Signers = []edge.Signer{{Platform: pl, Values: values, Key: key, Name: ofForm}}
	}
	return s
}

// ofForm is what the key of the form is called.
const ofForm = "the key of the Sign screen"
