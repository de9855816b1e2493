package vault

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Edit changes what is readable of a profile as it is by then, wherever it lives:
// its name and settings, the rotation, and of its items all but Name and Key. It
// needs no key and can be used while the secrets are locked. change may be called
// more than once, and must not use the store.
func (s *Store) Edit(id string, change func(*Profile)) error {
	return s.alter(id, false, func(r *record) error {
		p := r.Profile.clone()
		for _, it := range r.Kept {
			it.Repairs = slices.Clone(it.Repairs)
			p.Items = append(p.Items, it.Item)
		}
		change(&p)
		p.ID, p.Created, p.SessionOnly, p.Home = r.ID, r.Created, r.SessionOnly, NoSecret
		if len(p.Items) != len(r.Kept) {
			return invalid("items are added by Put and taken out by Remove")
		}
		for i, it := range p.Items {
			if it.Name != r.Kept[i].Name || it.Key != r.Kept[i].Key {
				return invalid("what is sealed cannot be edited")
			}
			r.Kept[i].Item = it
		}
		r.Profile, r.Items = p, nil
		return nil
	})
}

// Promote makes an item the signing key, at once with its key ID: the next key of
// a rotation, or one of before. The key that signed until now is kept under a name
// of its own, with the time. The secrets must be unlocked.
func (s *Store) Promote(id, name string) error {
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	p, err := s.Get(id)
	if err != nil {
		return err
	}
	if it, ok := p.Item(name); !ok || it.Key == (Key{}) || name == SigningKey {
		return invalid("it has no key %q to sign with", name)
	}
	_, inSession := s.session.get(id)
	if inSession && !s.file.has(id) {
		return s.change(id, false, func(r *record) error { return r.promote(name, nil, s.file.format.schema) })
	}
	err = s.file.heal()
	if err == nil && inSession { // in part, since nothing could be sealed
		err = cmp.Or(s.State().Reason, ErrNotSaved)
	}
	if err != nil {
		return err
	}
	key, err := s.keys.inUse(s.keys.ring.visit())
	if err != nil && !errors.Is(err, errNoKeyYet) {
		return err
	}
	defer key.wipe()
	err = s.change(id, false, func(r *record) error { return r.promote(name, key, s.file.format.schema) })
	if errors.Is(err, errSealedBefore) { // another copy has made a key just now
		return ErrChanged
	}
	return err
}

// promote puts a key in the place of the signing one.
func (r *record) promote(name string, key *master, schema int) (err error) {
	coming, going := indexOf(r.Kept, name), indexOf(r.Kept, SigningKey)
	if coming < 0 {
		return ErrNotFound
	}
	if going >= 0 {
		old := r.Kept[going]
		if r.Kept[going], err = old.moved(old.replaced(r.KeyID, r.Changed), r.owner(), r.owner(), key, schema); err != nil {
			return err
		}
	}
	next := r.Kept[coming]
	r.KeyID, next.Name, next.KeyID, next.Replaced = next.KeyID, SigningKey, "", time.Time{}
	r.Kept[coming], err = r.Kept[coming].resealed(next, r.owner(), r.owner(), key, schema)
	return err
}

// Remove takes an item out of a profile, with its secret. The previous generation
// of the file still has it until the next change.
func (s *Store) Remove(id, name string) error {
	if p, err := s.Get(id); err != nil {
		return err
	} else if _, ok := p.Item(name); !ok {
		return ErrNotFound
	}
	return s.alter(id, false, func(r *record) error {
		r.Kept = slices.DeleteFunc(r.Kept, func(it item) bool { return it.Name == name })
		return nil
	})
}

// alter changes a record that is there, wherever it is.
func (s *Store) alter(id string, account bool, change func(*record) error) error {
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	return s.change(id, account, change)
}

func (s *Store) change(id string, account bool, change func(*record) error) error {
	return s.changeAt(id, account, func(r *record, revision uint64) error {
		r.Changed, r.Revision = s.now().UTC().Round(0), revision
		return change(r)
	})
}

// changeAt is change without the time and the revision of it. With errUnchanged nothing
// is written.
func (s *Store) changeAt(id string, account bool, change func(r *record, revision uint64) error) error {
	altered := func(r record, revision uint64) (record, error) {
		if r.account != account {
			return r, noSuch(account)
		}
		r.Kept = slices.Clone(r.Kept)
		if err := change(&r, revision); err != nil {
			return r, err
		}
		return r, r.check()
	}
	here, inSession := s.session.get(id)
	if inSession {
		next, err := altered(here, here.Revision)
		if err == nil {
			s.session.set(next)
		}
		if err != nil && !errors.Is(err, errUnchanged) || !s.file.has(id) {
			return err
		}
	}
	return s.file.update(func(doc *document) error {
		i := doc.find(id)
		if i < 0 {
			return noSuch(account)
		}
		next, err := altered(doc.Records[i], doc.Revision+1)
		if err != nil {
			return err
		}
		return doc.put(next)
	})
}

// Delete removes a profile and its secrets. The previous generation of the file
// still has both until the next change.
func (s *Store) Delete(id string) error { return s.remove(id, false) }

// remove takes a record out, wherever it is, and a profile's account out of profiles.
func (s *Store) remove(id string, account bool) error {
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	here, inSession := s.session.get(id)
	if inSession && here.account != account {
		return noSuch(account)
	}
	s.session.drop(record{Profile: Profile{ID: id}})
	for _, r := range s.session.all() {
		if account && r.Account == id {
			r.Account = ""
			s.session.set(r)
		}
	}
	if inSession && !s.file.has(id) {
		return nil
	}
	return s.file.update(func(doc *document) error {
		i := doc.find(id)
		if i < 0 || doc.Records[i].account != account {
			return fmt.Errorf("%w: it was deleted before", noSuch(account))
		}
		doc.Records = append(doc.Records[:i:i], doc.Records[i+1:]...)
		for i, r := range doc.Records {
			if account && r.Account == id {
				r.Account, r.line = "", nil
				doc.Records[i] = r
			}
		}
		return nil
	})
}

func noSuch(account bool) error {
	if account {
		return ErrNoAccount
	}
	return ErrNotFound
}
