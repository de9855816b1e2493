package vault

import (
	"fmt"

	"playtoken/core/secret"
)

// Secret opens the secret of a profile. It may ask the keyring.
func (s *Store) Secret(id string) (secret.Bytes, error) {
	s.mu.Lock()
	g, isGuest := s.guests[id]
	var box *sealed
	i := s.doc.find(id)
	if i >= 0 {
		box = s.doc.Profiles[i].Secret
	}
	s.mu.Unlock()
	switch {
	case isGuest && !g.secret.IsZero():
		return g.secret, nil
	case !isGuest && i < 0:
		return secret.Bytes{}, ErrNotFound
	case box == nil:
		return secret.Bytes{}, ErrNoSecret
	}
	key, err := s.keyInUse(s.ring.visit())
	if err != nil {
		return secret.Bytes{}, err
	}
	defer key.wipe()
	plain, err := key.unseal(id, box)
	if err != nil {
		return secret.Bytes{}, err
	}
	defer clear(plain)
	return secret.New(plain), nil
}

// Rename gives a profile another name. It needs no key.
func (s *Store) Rename(id, name string) error {
	return s.alter(id, func(p *Profile, _ *bool) { p.Name = name })
}

// ForgetSecret takes the secret out of a profile, and what was known of its key.
func (s *Store) ForgetSecret(id string) error {
	return s.alter(id, func(p *Profile, keep *bool) { p.Key, *keep = Key{}, false })
}

// alter changes a profile that is there, wherever it is.
func (s *Store) alter(id string, change func(p *Profile, keepSecret *bool)) error {
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	apply := func(p Profile) (Profile, bool, error) {
		p, keep := p.clone(), true
		change(&p, &keep)
		p.Changed = s.now().UTC().Round(0)
		return p, keep, p.check()
	}
	s.mu.Lock()
	g, isGuest := s.guests[id]
	onlyGuest := isGuest && s.doc.find(id) < 0
	s.mu.Unlock()
	if isGuest {
		p, keep, err := apply(g.profile)
		if err != nil {
			return err
		}
		g.profile = p
		if !keep {
			g.secret = secret.Bytes{}
		}
		s.mu.Lock()
		s.guests[id] = g
		s.mu.Unlock()
	}
	if onlyGuest {
		return nil
	}
	return s.update(func(doc *document) error {
		i := doc.find(id)
		if i < 0 {
			return ErrNotFound
		}
		p, keep, err := apply(doc.Profiles[i].Profile)
		if err != nil {
			return err
		}
		r := newRecord(p, doc.Profiles[i].Secret)
		if !keep {
			r.Secret = nil
		}
		return doc.put(r)
	})
}

// Delete removes a profile and its secret. The previous generation of the file
// still has both until the next change.
func (s *Store) Delete(id string) error {
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	s.mu.Lock()
	_, isGuest := s.guests[id]
	inFile := s.doc.find(id) >= 0
	delete(s.guests, id)
	s.mu.Unlock()
	if isGuest && !inFile {
		return nil
	}
	return s.update(func(doc *document) error {
		i := doc.find(id)
		if i < 0 {
			return fmt.Errorf("%w: it was deleted before", ErrNotFound)
		}
		doc.Profiles = append(doc.Profiles[:i:i], doc.Profiles[i+1:]...)
		return nil
	})
}
