package rotation

import (
	"bytes"
	"context"
	"fmt"

	"playtoken/core/keys/importer"
	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/secret"
	"playtoken/core/vault"
)

// This file is for platforms that have one secret for a whole project, which can be read
// from them at any time.

// Read takes the present secret of a platform into a profile, where it is not there already.
// The one that it had stays as replaced.
func (k Keeper) Read(ctx context.Context, id string) (Made, error) {
	if k.Store.State().Locked {
		return Made{}, vault.ErrLocked
	}
	text, err := k.Client.Secret(ctx)
	if isNotFound(err) && k.turn(id, platform.StepRead) == nil { // there is none yet: the next step makes one
		return Made{}, k.passed(id, platform.StepRead)
	}
	if err != nil {
		return Made{}, err
	}
	made, _, err := saveSecret(k.Store, id, text)
	if err == nil && k.turn(id, platform.StepRead) == nil {
		err = k.passed(id, platform.StepRead)
	}
	return made, err
}

// Replace has the platform replace its secret, and signs with the new one at once: the old
// one may have stopped working. A secret that is another one than was read before was replaced
// by a program that ended in between, or by somebody else: it is taken, and nothing replaced.
func (k Keeper) Replace(ctx context.Context, id string) (Made, error) {
	if k.Store.State().Locked {
		return Made{}, vault.ErrLocked
	}
	if err := k.turn(id, platform.StepRotate); err != nil {
		return Made{}, err
	}
	if made, err := k.takeReplaced(ctx, id); err != nil || made.Item != "" {
		return made, err
	}
	note := k.note(Creation{Profile: id})
	note[noteSecret] = "yes"
	entry, err := k.Store.Journal(note)
	if err != nil {
		return Made{}, err
	}
	text, err := k.Client.RotateSecret(ctx)
	if err != nil {
		leaveOrEnd(entry, err)
		return Made{}, err
	}
	_ = entry.Keep(text) // the platform gives it out again
	made, _, err := saveSecret(k.Store, id, text)
	if err != nil {
		entry.Close()
		return made, err
	}
	_ = entry.Done()
	return made, k.replaced(id)
}

// takeReplaced takes the secret that the platform has where it is not the one that was read
// before; Made is empty where it is.
func (k Keeper) takeReplaced(ctx context.Context, id string) (Made, error) {
	p, err := k.Store.Get(id)
	if err != nil {
		return Made{}, err
	}
	if _, err := profiles.OpenKey(k.Store, p); err != nil {
		return Made{}, nil // none was read: there is none yet
	}
	text, err := k.Client.Secret(ctx)
	if err != nil {
		return Made{}, err
	}
	made, changed, err := saveSecret(k.Store, id, text)
	switch {
	case err != nil:
		return made, err
	case !changed:
		return Made{}, nil
	}
	return made, k.replaced(id)
}

// replaced goes on behind the steps that are done once a new secret signs.
// What was left of a replacement that did not come to its end is of no use any more: its
// secret would take the place of the one that is in force.
func (k Keeper) replaced(id string) error {
	for _, l := range Lefts(k.Store) {
		if l.Profile == id && l.Secret {
			_ = l.Forget()
		}
	}
	return goOn(k.Store, id, func(p *vault.Profile) error {
		p.Rotation.Notes[noteOld] = replacedIn(*p)
		pass(p.Rotation, k.Of.Rotation, k.now(), platform.StepRotate, platform.StepSave, platform.StepSign)
		return nil
	})
}

// saveSecret makes a secret the one that a profile signs with; changed is false where it was
// that already.
func saveSecret(s *vault.Store, id string, text secret.Bytes) (made Made, changed bool, err error) {
	unsaved := Made{Unsaved: text}
	p, err := s.Get(id)
	if err != nil {
		return unsaved, false, fmt.Errorf("%w: %w", ErrNotSaved, err)
	}
	a := importer.ImportWith(text.Reveal(), importer.Options{Want: profiles.Want(p)})
	if !a.Taken() {
		return unsaved, false, fmt.Errorf("%w: %s", ErrNotSaved, a.Message)
	}
	now, unread := profiles.OpenKey(s, p)
	if changed = unread != nil || !bytes.Equal(now.Secret().Reveal(), a.Key.Secret().Reveal()); changed {
		if p, err = profiles.Save(s, p, a.Key, a.Repairs); err != nil {
			return unsaved, false, fmt.Errorf("%w: %w", ErrNotSaved, err)
		}
	}
	return Made{Signer: a.Key, Profile: p, Item: vault.SigningKey}, changed, nil
}

func (l Left) restoreSecret(s *vault.Store, text secret.Bytes) (Made, error) {
	made, _, err := saveSecret(s, l.Profile, text)
	if err != nil {
		return made, err
	}
	return made, l.entry.Done()
}
