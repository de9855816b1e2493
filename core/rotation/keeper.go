package rotation

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"playtoken/core/account"
	"playtoken/core/keys"
	"playtoken/core/platform"
	"playtoken/core/profiles"
	"playtoken/core/secret"
	"playtoken/core/vault"
)

// Keeper takes the keys of one account at a platform into a store.
type Keeper struct {
	Client  *account.Client
	Store   *vault.Store
	Of      *platform.Platform
	Account string           // the ID of the store's account, "" for credentials that are not saved
	Now     func() time.Time // nil for the system's clock
}

// Creation is a key that a platform is asked for.
type Creation struct {
	// Request is a fresh [account.NewRequest], or that of an earlier creation whose reply was
	// lost and which a person asks for again.
	Request string
	Profile string // the profile whose next key it is, "" for a profile of its own
	Name    string // of that new profile, "" for the name of the platform
	// Again says that Request was sent before: that the platform answers with the key of that
	// time is what is wanted then.
	Again bool
}

// Made is what became of a creation.
type Made struct {
	Key     account.Key
	Signer  *keys.Key     // nil where the reply had no key that can be read
	Profile vault.Profile // as it is kept, the zero Profile where it is not
	Item    string        // the name of the key in it
	Tested  Against
	// Unsaved is the key, or the whole reply where no key can be read in it, which the store
	// did not take. Most platforms never give it out again: show it once.
	Unsaved secret.Bytes
}

// Errors of this package, beside those of core/account and core/vault.
var (
	ErrNotSaved  = errors.New("the key was made and could not be saved")
	ErrNotSealed = errors.New("the answer could not be kept beside the saved profiles either")
	ErrTest      = errors.New("the key was saved, but a test token does not fit its public half")
	ErrNotNow    = errors.New("it is not the turn of this step any more")
	ErrAsked     = errors.New("a key was asked for before, and what came of it is not known yet")

	ErrNoNext      = errors.New("the new key is not in the profile any more, and the old one still signs")
	ErrStillSigns  = errors.New("the profile signs with this key")
	ErrOldNotThere = errors.New("the platform does not list the key that the profile signs with")
	ErrNewNotThere = errors.New("the platform does not list the key that signs now: without the old one nothing would play")
)

// Create has the platform make a key, saves it and tests it. Nothing is asked for while the
// secrets are locked.
//
// The error tells the first thing that went wrong: a [*account.Fault], ErrNotSaved joined
// with the store's reason, or ErrTest. Made tells how far it came.
func (k Keeper) Create(ctx context.Context, c Creation) (Made, error) {
	if k.Store.State().Locked {
		return Made{}, vault.ErrLocked
	}
	entry, err := k.Store.Journal(k.note(c))
	if err != nil {
		return Made{}, err
	}
	created, err := k.Client.Create(ctx, c.Request)
	made := Made{Key: created.Key, Signer: created.Signer}
	if !created.MayHaveKey(err) {
		leaveOrEnd(entry, err)
		return made, err
	}
	kept := entry.Keep(created.Reply)
	switch {
	case created.Signer != nil && created.ID != "" && (!created.Replayed || c.Again):
	case created.Replayed && Has(k.Store, made):
		_ = entry.Done()
		return made, err
	default:
		return unusable(entry, kept, made, created, err)
	}
	return k.take(ctx, entry, kept, made, c, created.Private)
}

// leaveOrEnd closes the entry of a creation without a key: where there may be one all the
// same it is left, so that it is asked about.
func leaveOrEnd(entry *vault.Entry, err error) {
	var f *account.Fault
	if errors.As(err, &f) && f.MayExist {
		entry.Close()
		return
	}
	_ = entry.Done() // what stays of it is swept by the next start
}

// unusable is the end of a creation whose key is not one to sign with: it cannot be read, its
// ID cannot, or it is the key of an earlier request and not saved here. The reply is kept whole.
func unusable(entry *vault.Entry, kept error, made Made, created account.Created, err error) (Made, error) {
	made.Unsaved = created.Reply
	entry.Close()
	return made, unsealed(err, kept)
}

// unsealed adds to an error that the reply is not in the journal either; kept is what Keep
// answered.
func unsealed(err, kept error) error {
	if kept != nil {
		err = errors.Join(err, fmt.Errorf("%w: %w", ErrNotSealed, kept))
	}
	return err
}

// Has reports whether a key that a platform gave is saved with its private half.
func Has(s *vault.Store, made Made) bool {
	_, _, there := find(s, made)
	return there
}

func find(s *vault.Store, made Made) (vault.Profile, string, bool) {
	for _, p := range s.List() {
		for _, it := range p.Items {
			if made.Signer != nil && p.KeyIDOf(it) == made.Key.ID && it.Key.Private && it.Key.Fingerprint == made.Signer.Fingerprint() {
				return p, it.Name, true
			}
		}
	}
	return vault.Profile{}, "", false
}

// take saves a key that a platform has made and tests it.
func (k Keeper) take(ctx context.Context, entry *vault.Entry, kept error, made Made, c Creation, private secret.Bytes) (Made, error) {
	var err error
	if made.Profile, made.Item, err = save(k.Store, k.Of, k.Account, made, c); err != nil {
		made.Unsaved = private
		entry.Close()
		return made, unsealed(fmt.Errorf("%w: %w", ErrNotSaved, err), kept)
	}
	_ = entry.Done()
	if c.Again {
		forget(k.Store, c.Request)
	}
	made.Tested, err = k.Test(ctx, made)
	return made, err
}

// save puts a key into its profile: as the next one of a profile that is there, else as the
// key of a new profile. A key that is there already is not saved twice.
func save(s *vault.Store, of *platform.Platform, accountID string, made Made, c Creation) (vault.Profile, string, error) {
	if p, item, there := find(s, made); there {
		return p, item, nil
	}
	p := vault.Profile{Name: cmp.Or(c.Name, of.Label), Platform: of.Name, KeyID: made.Key.ID, Account: accountID}
	var err error
	if c.Profile != "" {
		if p, err = s.Get(c.Profile); err != nil {
			return p, "", err
		}
	}
	item, err := profiles.NewItem(p, made.Signer)
	if err != nil {
		return p, "", err
	}
	if item.Created = made.Key.CreatedAt; c.Profile != "" {
		item.Name, item.KeyID = vault.BackupKey, made.Key.ID
	}
	p, err = s.Put(p, item)
	return p, item.Name, err
}

func (k Keeper) now() time.Time {
	if k.Now == nil {
		return time.Now()
	}
	return k.Now()
}
