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
	return s.alter(id, func(r *record) error {
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
		return s.change(id, func(r *record) error {
			return r.promote(name, s.now(), func(_, next item) (item, error) { return next, nil })
		})
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
	return s.change(id, func(r *record) error {
		return r.promote(name, s.now(), func(it, next item) (item, error) {
			switch {
			case it.Seal == nil:
				return next, nil
			case key == nil: // another copy has made it just now
				return it, ErrChanged
			}
			return key.reseal(s.file.format.schema, id, key, it, next)
		})
	})
}

// promote puts a key in the place of the signing one; move gives it its new name.
func (r *record) promote(name string, now time.Time, move func(it, next item) (item, error)) (err error) {
	coming, going := indexOf(r.Kept, name), indexOf(r.Kept, SigningKey)
	if coming < 0 {
		return ErrNotFound
	}
	if going >= 0 {
		next := r.Kept[going]
		next.Name, next.KeyID, next.Replaced = newID(), r.KeyID, now.UTC().Round(0)
		if r.Kept[going], err = move(r.Kept[going], next); err != nil {
			return err
		}
	}
	next := r.Kept[coming]
	r.KeyID, next.Name, next.KeyID, next.Replaced = next.KeyID, SigningKey, "", time.Time{}
	r.Kept[coming], err = move(r.Kept[coming], next)
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
	return s.alter(id, func(r *record) error {
		r.Kept = slices.DeleteFunc(r.Kept, func(it item) bool { return it.Name == name })
		return nil
	})
}

// alter changes a profile that is there, wherever it is.
func (s *Store) alter(id string, change func(*record) error) error {
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	return s.change(id, change)
}

func (s *Store) change(id string, change func(*record) error) error {
	altered := func(r record) (record, error) {
		r.Kept = slices.Clone(r.Kept)
		r.Changed = s.now().UTC().Round(0)
		if err := change(&r); err != nil {
			return r, err
		}
		return r, r.check()
	}
	here, inSession := s.session.get(id)
	if inSession {
		next, err := altered(here)
		if err != nil {
			return err
		}
		s.session.set(next)
		if !s.file.has(id) {
			return nil
		}
	}
	return s.file.update(func(doc *document) error {
		i := doc.find(id)
		if i < 0 {
			return ErrNotFound
		}
		next, err := altered(doc.Profiles[i])
		if err != nil {
			return err
		}
		return doc.put(next)
	})
}

// Delete removes a profile and its secrets. The previous generation of the file
// still has both until the next change.
func (s *Store) Delete(id string) error {
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	_, inSession := s.session.get(id)
	s.session.drop(record{Profile: Profile{ID: id}})
	if inSession && !s.file.has(id) {
		return nil
	}
	return s.file.update(func(doc *document) error {
		i := doc.find(id)
		if i < 0 {
			return fmt.Errorf("%w: it was deleted before", ErrNotFound)
		}
		doc.Profiles = append(doc.Profiles[:i:i], doc.Profiles[i+1:]...)
		return nil
	})
}
