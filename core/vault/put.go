package vault

import (
	"cmp"
	"errors"
	"slices"
)

// Put saves a profile under its ID, or under a new one when it has none, and
// returns it as it is kept. New items take the place of those of the same name;
// the others stay, whatever p.Items says, and of a profile that is there so does
// the rotation, which [Store.Edit] changes.
//
// A key is never overwritten by another one: that which was there stays as replaced,
// under a name of the store, with its key ID, its last expiry and the time. The same key
// again takes its place; a public half alone leaves both halves there. To move a key
// the secrets must be unlocked: ErrLocked. ErrTooLarge says that no more fit in, and
// that the new key was not saved.
//
// The Home of the answer tells what was done: in the file, safe when Put
// returns, or ThisSession because of the wish in SessionOnly or of what State
// says. With an error nothing has changed, unless the disk failed after the last
// write; the ID of the answer is the one to try again with.
func (s *Store) Put(p Profile, items ...NewItem) (Profile, error) {
	r, err := s.ready(p, items)
	if err != nil {
		return r.Profile, err
	}
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	if err := s.keep([]record{r}); err != nil {
		return r.Profile, err
	}
	return s.Get(r.ID)
}

// ready completes and checks a profile.
func (s *records) ready(p Profile, items []NewItem) (record, error) {
	p.ID = cmp.Or(p.ID, newID())
	p.Changed = s.now().UTC().Round(0)
	if p.Created.IsZero() {
		p.Created = p.Changed
	}
	return newRecord(p, items)
}

// keep saves records, all or none. Those that are to stay out of the file, and
// where there can be none all of them, stay for this session; State tells why.
func (s *records) keep(list []record) error {
	now := s.now().UTC().Round(0)
	for i := range list {
		for n := range list[i].Kept {
			list[i].Kept[n].Saved = now
		}
		list[i].Kept = slices.DeleteFunc(list[i].Kept, func(it item) bool { return s.hasBothHalves(list[i].ID, it) })
	}
	list, err := s.session.merge(list)
	if err != nil {
		return err
	}
	if list[0].SessionOnly {
		s.session.set(list...)
		return nil
	}
	if err = s.file.heal(); err == nil {
		err = s.save(list)
	}
	switch {
	case err == nil:
		s.session.drop(list...)
	case isKeyringTrouble(err) || s.file.fault() != nil:
		s.session.set(list...)
		err = nil
	}
	return err
}

// hasBothHalves reports whether an item is the public half of a key that is there with
// its private half.
func (s *records) hasBothHalves(id string, it item) bool {
	if !it.isHalf() {
		return false
	}
	r, _ := s.one(id, false)
	there, ok := r.Item(it.Name)
	return ok && there.Home != NoSecret && it.Key.Fingerprint != "" && there.Key.Fingerprint == it.Key.Fingerprint
}

// saveWaiting saves the profiles that waited, when the keyring answers again.
func (s *records) saveWaiting() error {
	waiting := s.session.waiting()
	if len(waiting) == 0 {
		return nil
	}
	err := s.save(waiting)
	if err == nil {
		s.session.drop(waiting...)
	}
	return err
}

// save writes profiles to the file in one change. Another copy of the program
// may choose another key in the meantime; then the next round uses that one.
// Public keys alone are saved without a seal where there is no key to be had.
func (s *records) save(list []record) error {
	items, texts := contents(list)
	if items == 0 {
		if err := s.add(list, nil, nil); !errors.Is(err, errSealedBefore) {
			return err
		}
	}
	return s.sealing(func(key *master, record *keyRecord) error { return s.add(list, key, record) }, func(noKey error) error {
		if texts > 0 {
			return noKey
		}
		err := s.add(list, nil, nil)
		if errors.Is(err, errSealedBefore) {
			return noKey
		}
		return err
	})
}

// sealing does something with the master key; record is that of a new one, which goes
// into the file with it. Where there is no key to be had, without is done.
func (s *records) sealing(do func(key *master, record *keyRecord) error, without func(noKey error) error) error {
	v := s.keys.ring.visit()
	for range 3 {
		key, record, err := s.keys.forSealing(v)
		if err != nil {
			return without(err)
		}
		err = do(key, record)
		if err == nil && record != nil {
			s.keys.establish(key)
		}
		key.wipe()
		if !errors.Is(err, ErrChanged) {
			return err
		}
		if record != nil { // the other was first: ours is of no use
			s.keys.dropMade(v)
		}
	}
	return notSaved(ErrChanged)
}

// add puts records into the file, sealed with a key; record is that of a new one.
func (s *records) add(list []record, key *master, record *keyRecord) error {
	return s.file.update(func(doc *document) error {
		if doc.Key == nil {
			doc.Key = record
		}
		if key != nil && (doc.Key == nil || doc.Key.ID != key.id) {
			return ErrChanged
		}
		return doc.add(list, key, s.file.format.schema)
	})
}
