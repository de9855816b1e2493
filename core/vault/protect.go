package vault

import (
	"errors"
	"slices"

	"playtoken/core/secret"
)

// forSealing is the key in use, or a new one that the keyring has taken. The
// record of a new one is not in the file yet. A key is made when the first item is
// saved, not before: who saves none leaves no trace in the keyring.
func (p *protection) forSealing(v visit) (*master, *keyRecord, error) {
	key, err := p.inUse(v)
	if !errors.Is(err, errNoKeyYet) {
		return key, nil, err
	}
	p.mu.Lock()
	made := p.made
	p.mu.Unlock()
	if made == nil {
		made = newMaster()
		if err := v.keep(made.id, made.text()); err != nil {
			p.note(err)
			made.wipe()
			return nil, nil, err
		}
		p.mu.Lock()
		p.made = made
		p.mu.Unlock()
	}
	return made.clone(), &keyRecord{ID: made.id, Home: InKeyring, Proof: made.proof()}, nil
}

// establish takes a new key into use that is in the file now.
func (p *protection) establish(key *master) {
	p.mu.Lock()
	locks := p.locks
	p.made.wipe()
	p.made = nil
	p.mu.Unlock()
	p.take(key.clone(), locks)
}

// dropMade takes a key out of the keyring that never came into the file.
func (p *protection) dropMade(v visit) {
	p.mu.Lock()
	made := p.made
	p.made = nil
	p.mu.Unlock()
	if made != nil {
		v.remove(made.id)
		made.wipe()
	}
}

// protect puts a new key where it is to live.
func (p *protection) protect(key *master, home Home, passphrase secret.Bytes, v visit) (*keyRecord, error) {
	switch home {
	case InKeyring:
		if err := v.keep(key.id, key.text()); err != nil {
			return nil, err
		}
		return &keyRecord{ID: key.id, Home: InKeyring, Proof: key.proof()}, nil
	case UnderPassphrase:
		return key.wrap(p.cost, passphrase)
	default:
		return nil, errors.ErrUnsupported
	}
}

// ChangeProtection puts the saved secrets, and those of this session that could
// not be saved, under another key: one in the keyring (the passphrase is not
// used) or one under a passphrase. The same home again changes the passphrase or
// the key. The secrets have to be unlocked; where the keyring has lost the key
// they stay as they are, sealed. ErrUnfinished says that the key is still needed for an
// entry of the journal, ErrUnread that it is for what cannot be read in the file.
func (s *Store) ChangeProtection(home Home, passphrase secret.Bytes) error {
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	if err := s.file.heal(); err != nil {
		return err
	}
	v := s.keys.ring.visit()
	before := s.keys.status()
	old, err := s.keyToLeave(v)
	if err != nil {
		return err
	}
	defer old.wipe()
	fresh := newMaster()
	defer fresh.wipe()
	record, err := s.keys.protect(fresh, home, passphrase, v)
	if err != nil {
		return err
	}
	waiting := s.session.waiting()
	err = s.file.update(func(doc *document) error {
		if (doc.Key == nil) != (before.record == nil) || doc.Key != nil && doc.Key.ID != before.record.ID {
			return ErrChanged
		}
		if old != nil && s.file.files.unfinished(old.id) { // nobody could open them any more
			return ErrUnfinished
		}
		if old != nil && len(doc.unread) > 0 {
			return ErrUnread
		}
		doc.reseal(old, fresh, s.file.format.schema)
		doc.Key = record
		return doc.add(waiting, fresh, s.file.format.schema)
	})
	now := s.keys.status().record // with an error the new one, when the disk failed after the last write
	switch {
	case now != nil && now.ID == fresh.id:
		s.keys.take(fresh.clone(), before.locks)
	case home == InKeyring:
		v.remove(fresh.id)
	}
	if err != nil {
		return err
	}
	s.session.drop(waiting...)
	// The previous generation still has the old protection: write once more. Only
	// then the old key can go.
	again := s.file.again()
	if again == nil && before.record != nil && before.record.Home == InKeyring {
		v.remove(before.record.ID)
	}
	s.keys.dropMade(v)
	return nil
}

// keyToLeave is the key in use, nil where there is none or none any more.
func (s *records) keyToLeave(v visit) (*master, error) {
	old, err := s.keys.inUse(v)
	if s.keys.status().record == nil || errors.Is(err, ErrKeyMissing) || errors.Is(err, ErrKeyWrong) {
		return nil, nil
	}
	return old, err
}

// reseal moves every item from one key to the other, and seals the public keys that
// waited for one. An item that does not open stays as it is.
func (d *document) reseal(old, fresh *master, schema int) {
	for i, r := range d.Records {
		r.Kept, r.line = slices.Clone(r.Kept), nil
		for n, it := range r.Kept {
			switch {
			case it.Seal == nil && it.own:
				r.Kept[n] = fresh.seal(schema, r.owner(), it, nil)
			case it.Seal != nil && old != nil:
				if again, err := fresh.reseal(schema, r.owner(), r.owner(), old, it, it); err == nil {
					r.Kept[n] = again
				}
			}
		}
		d.Records[i] = r
	}
}
