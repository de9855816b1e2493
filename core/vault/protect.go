package vault

import (
	"errors"
	"maps"
	"slices"

	"playtoken/core/secret"
)

// ChangeProtection puts the saved secrets, and those of this session that could
// not be saved, under another key: one in the keyring (the passphrase is not
// used) or one under a passphrase. The same home again changes the passphrase or
// the key. The secrets have to be unlocked; where the keyring has lost the key
// they stay as they are, sealed.
func (s *Store) ChangeProtection(home Home, passphrase secret.Bytes) error {
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	s.heal()
	v := s.ring.visit()
	s.mu.Lock()
	before, locks, reason := s.doc.Key, s.locks, s.fileReason
	s.mu.Unlock()
	if reason != nil {
		return reason
	}
	old, err := s.keyToLeave(v)
	if err != nil {
		return err
	}
	defer old.wipe()
	fresh := newMaster()
	defer fresh.wipe()
	record, err := s.protect(fresh, home, passphrase, v)
	if err != nil {
		return err
	}
	guests := s.forcedGuests()
	err = s.update(func(doc *document) error {
		if (doc.Key == nil) != (before == nil) || before != nil && doc.Key.ID != before.ID {
			return ErrChanged
		}
		return s.reseal(doc, old, fresh, record, guests)
	})
	used := s.uses(fresh) // with an error, when the disk failed after the last write
	switch {
	case used:
		s.take(fresh.clone(), locks)
	case home == InKeyring:
		v.remove(fresh.id)
	}
	if err != nil {
		return err
	}
	s.dismiss(guests)
	// The previous generation still has the old protection: write once more. Only
	// then the old key can go.
	again := s.update(func(*document) error { return nil })
	if again == nil && before != nil && before.Home == InKeyring {
		v.remove(before.ID)
	}
	s.dropMade(v)
	return nil
}

// keyToLeave is the key in use, nil where there is none or none any more.
func (s *Store) keyToLeave(v visit) (*master, error) {
	old, err := s.keyInUse(v)
	s.mu.Lock()
	noKey := s.doc.Key == nil
	s.mu.Unlock()
	if noKey || errors.Is(err, ErrKeyMissing) || errors.Is(err, ErrKeyWrong) {
		return nil, nil
	}
	return old, err
}

// protect puts a new key where it is to live.
func (s *Store) protect(key *master, home Home, passphrase secret.Bytes, v visit) (*keyRecord, error) {
	switch home {
	case InKeyring:
		if err := v.keep(key.id, key.text()); err != nil {
			return nil, err
		}
		return &keyRecord{ID: key.id, Home: InKeyring, Proof: key.proof()}, nil
	case UnderPassphrase:
		return key.wrap(s.cost, passphrase)
	default:
		return nil, errors.ErrUnsupported
	}
}

// reseal moves every secret of a document from one key to the other. One that
// does not open stays as it is.
func (s *Store) reseal(doc *document, old, fresh *master, record *keyRecord, guests []guest) error {
	for i, r := range doc.Profiles {
		if r.Secret == nil || old == nil {
			continue
		}
		plain, err := old.unseal(r.ID, r.Secret)
		if err != nil {
			continue
		}
		r.line, r.Secret = nil, fresh.seal(s.format.schema, r.ID, plain)
		doc.Profiles[i] = r
		clear(plain)
	}
	doc.Key = record
	return s.add(doc, fresh, guests)
}

// forcedGuests are the profiles that wait for a place to be kept.
func (s *Store) forcedGuests() []guest {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Collect(maps.Values(s.guests)), func(g guest) bool { return !g.forced })
}

// saveGuests saves the profiles that waited, when the keyring answers again.
func (s *Store) saveGuests() error {
	guests := s.forcedGuests()
	if len(guests) == 0 {
		return nil
	}
	err := s.save(guests)
	if err == nil {
		s.dismiss(guests)
	}
	return err
}

// uses reports whether the file is sealed with a key.
func (s *Store) uses(key *master) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.doc.Key != nil && s.doc.Key.ID == key.id
}
