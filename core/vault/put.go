package vault

import (
	"errors"
	"slices"

	"playtoken/core/secret"
)

// Put saves a profile under its ID, or under a new one when it has none, and
// returns it as it is kept. An empty secret leaves the one that is there.
//
// The Home of the answer tells what was done: in the file, safe when Put
// returns, or ThisSession because of the wish in SessionOnly or of what State
// says. With an error nothing has changed, unless the disk failed after the last
// write; the ID of the answer is the one to try again with.
func (s *Store) Put(p Profile, text secret.Bytes) (Profile, error) {
	p, err := s.ready(p, text)
	if err != nil {
		return p, err
	}
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	if p.SessionOnly {
		s.host([]guest{{p, text, false}})
	} else if err := s.keep([]guest{{p, text, true}}); err != nil {
		return p, err
	}
	return s.Get(p.ID)
}

// ready completes and checks a profile.
func (s *Store) ready(p Profile, text secret.Bytes) (Profile, error) {
	p = p.clone()
	if p.ID == "" {
		p.ID = newID()
	}
	p.Changed = s.now().UTC().Round(0)
	if p.Created.IsZero() {
		p.Created = p.Changed
	}
	if text.Len() > maxSecret {
		return p, invalid("its secret is longer than %d KiB", maxSecret>>10)
	}
	return p, p.check()
}

// keep saves profiles, all or none. Where that cannot be they stay for this
// session; State tells why.
func (s *Store) keep(list []guest) error {
	s.heal()
	s.mu.Lock()
	for i, g := range list {
		if g.secret.IsZero() {
			list[i].secret = s.guests[g.profile.ID].secret
		}
	}
	s.mu.Unlock()
	err := s.fileTrouble()
	if err == nil {
		err = s.save(list)
	}
	switch {
	case err == nil:
		s.dismiss(list)
	case isKeyringTrouble(err) || s.fileTrouble() != nil:
		s.host(list)
		err = nil
	}
	return err
}

func (s *Store) fileTrouble() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fileReason
}

// heal looks at the file again when it was of no use: that may have passed.
func (s *Store) heal() {
	if s.fileTrouble() != nil {
		s.read()
	}
}

// host keeps profiles for this session.
func (s *Store) host(list []guest) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, g := range list {
		if g.secret.IsZero() {
			g.secret = s.guests[g.profile.ID].secret
		}
		s.guests[g.profile.ID] = g
	}
}

// dismiss forgets profiles of this session that are in the file now.
func (s *Store) dismiss(list []guest) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, g := range list {
		delete(s.guests, g.profile.ID)
	}
}

// save writes profiles to the file in one change. Another copy of the program
// may choose another key in the meantime; then the next round uses that one.
func (s *Store) save(list []guest) error {
	if !slices.ContainsFunc(list, func(g guest) bool { return !g.secret.IsZero() }) {
		return s.update(func(doc *document) error { return s.add(doc, nil, list) })
	}
	v := s.ring.visit()
	for range 3 {
		key, record, err := s.keyForSealing(v)
		if err != nil {
			return err
		}
		err = s.update(func(doc *document) error {
			if doc.Key == nil && record != nil {
				doc.Key = record
			}
			if doc.Key == nil || doc.Key.ID != key.id {
				return ErrChanged
			}
			return s.add(doc, key, list)
		})
		if err == nil && record != nil {
			s.founded(key)
		}
		key.wipe()
		if !errors.Is(err, ErrChanged) {
			return err
		}
		if record != nil { // the other was first: ours is of no use
			s.dropMade(v)
		}
	}
	return notSaved(ErrChanged)
}

// add puts profiles into a document. One without a secret keeps what it had.
func (s *Store) add(doc *document, key *master, list []guest) error {
	for _, g := range list {
		r := newRecord(g.profile, nil)
		if i := doc.find(r.ID); i >= 0 {
			r.Secret = doc.Profiles[i].Secret
		}
		if !g.secret.IsZero() {
			plain := g.secret.Reveal()
			r.Secret = key.seal(s.format.schema, r.ID, plain)
			clear(plain)
		}
		if err := doc.put(r); err != nil {
			return err
		}
	}
	return nil
}
