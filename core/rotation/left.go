package rotation

import (
	"errors"
	"fmt"
	"time"

	"playtoken/core/account"
	"playtoken/core/platform"
	"playtoken/core/platform/all"
	"playtoken/core/vault"
)

// Left is a creation that was begun and of which the store does not know the end: the program
// ended in between, the reply was lost, or the key could not be saved.
type Left struct {
	Platform, Host string
	Account        string // the ID of the store's account
	Creation
	At     time.Time // when it was asked for
	Secret bool      // whether it is a replacement of a project's secret, which can be read again
	Kept   bool      // whether the reply is there: Restore saves it
	Err    error     // why it cannot be read

	entry *vault.Entry
}

// The names of what an entry notes.
const (
	notePlatform = "platform"
	noteHost     = "host"
	noteAccount  = "account"
	noteProfile  = "profile"
	noteName     = "name"
	noteRequest  = "request"
	noteSecret   = "secret" // "yes" where the reply is a secret and not a key
)

// note is what an entry of the journal says of a creation. None of it is secret.
func (k Keeper) note(c Creation) map[string]string {
	return map[string]string{
		notePlatform: k.Of.Name, noteHost: k.Client.Host(), noteAccount: k.Account,
		noteProfile: c.Profile, noteName: c.Name, noteRequest: c.Request,
	}
}

// Lefts are the creations whose end is not known, the oldest first. Those of a program that
// is running are not among them.
func Lefts(s *vault.Store) (list []Left) {
	for _, e := range s.Journals() {
		n := e.Note()
		list = append(list, Left{
			Platform: n[notePlatform], Host: n[noteHost], Account: n[noteAccount],
			Creation: Creation{Request: n[noteRequest], Profile: n[noteProfile], Name: n[noteName], Again: true},
			At:       e.Made(), Secret: n[noteSecret] != "", Kept: e.Kept(), Err: e.Err(),
			entry: e,
		})
	}
	return list
}

// Restore saves the key of a reply that was kept; a rotation that waits for it goes on. It
// asks nobody, so that the key is not tested against the platform.
func (l Left) Restore(s *vault.Store) (Made, error) {
	reply, err := l.entry.Open()
	if err != nil {
		return Made{}, err
	}
	of := all.AccountOf(l.Platform)
	if of == nil {
		return Made{Unsaved: reply}, fmt.Errorf("%w: no platform is called %q here", ErrNotSaved, l.Platform)
	}
	if l.Secret {
		return l.restoreSecret(s, reply)
	}
	created, err := account.ReadCreated(of, reply)
	made := Made{Key: created.Key, Signer: created.Signer}
	if created.Signer == nil {
		made.Unsaved = reply
		return made, err
	}
	to := l.Creation
	if _, err := s.Get(to.Profile); err != nil { // it was deleted since
		to.Profile = ""
	}
	if made.Profile, made.Item, err = save(s, of, l.Account, made, to); err != nil {
		made.Unsaved = created.Private
		return made, fmt.Errorf("%w: %w", ErrNotSaved, err)
	}
	if to.Profile != "" {
		if err := came(s, of.Rotation, l.Request, made); err != nil && !errors.Is(err, ErrNotNow) {
			return made, err
		}
	}
	return made, l.entry.Done()
}

// came says that the next key of a rotation, which was asked for with a request, is there.
func came(s *vault.Store, r *platform.Rotation, request string, made Made) error {
	return goOn(s, made.Profile.ID, func(p *vault.Profile) error {
		if p.Rotation.Notes[noteAsked] != request {
			return ErrNotNow
		}
		p.Rotation.NewKeyID = made.Key.ID
		unask(p)
		pass(p.Rotation, r, made.Profile.Changed, platform.StepMake, platform.StepSave)
		return nil
	})
}

// Forget takes the entry away. A key that its reply has is lost with it.
func (l Left) Forget() error { return l.entry.Done() }

// forget takes away what was left of a creation that has come to its end.
func forget(s *vault.Store, request string) {
	for _, l := range Lefts(s) {
		if l.Request == request {
			_ = l.Forget()
		}
	}
}
