package vault

import (
	"errors"
	"fmt"
	"slices"
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

// Remove takes an item out of a profile, with its secret; no generation of the file has it
// any more.
func (s *Store) Remove(id, name string) error {
	if p, err := s.Get(id); err != nil {
		return err
	} else if _, ok := p.Item(name); !ok {
		return ErrNotFound
	}
	err := s.alter(id, false, func(r *record) error {
		r.Kept = slices.DeleteFunc(r.Kept, func(it item) bool { return it.Name == name })
		return nil
	})
	if err == nil && s.file.has(id) {
		_ = s.file.again() // where it fails, the next change does it
	}
	return err
}

// alter changes a record that is there, wherever it is.
func (s *Store) alter(id string, account bool, change func(*record) error) error {
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	return s.change(id, account, change)
}

func (s *records) change(id string, account bool, change func(*record) error) error {
	return s.changeAt(id, account, func(r *record, revision uint64) error {
		r.Changed, r.Revision = s.now().UTC().Round(0), revision
		return change(r)
	})
}

// changeAt is change without the time and the revision of it. With errUnchanged nothing
// is written.
func (s *records) changeAt(id string, account bool, change func(r *record, revision uint64) error) error {
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

// Delete removes a profile and its secrets; no generation of the file has them any more.
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
	err := s.file.update(func(doc *document) error {
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
	if err == nil {
		_ = s.file.again() // where it fails, the next change does it
	}
	return err
}

func noSuch(account bool) error {
	if account {
		return ErrNoAccount
	}
	return ErrNotFound
}
