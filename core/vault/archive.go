package vault

import (
	"errors"
	"fmt"
	"slices"
)

// Reload takes over what another copy of the program has saved.
func (s *Store) Reload() error {
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	s.read()
	s.mu.Lock()
	again := s.keyReason == nil && !s.locked && s.key == nil
	err := s.fileReason
	s.mu.Unlock()
	if err != nil {
		return err
	}
	if again {
		_ = s.findKey(s.ring.visit()) // State tells
	}
	if s.State().Reason == nil {
		return s.saveGuests()
	}
	return nil
}

// read takes over the file. Where the lock cannot be had it looks at the file as
// it is and leaves repairs for later.
func (s *Store) read() {
	if _, err := s.files.fs.names(s.files.folder); err != nil && !exists(err) {
		s.settle(loaded{doc: s.snapshot()}, nil) // nothing was ever saved here
		return
	}
	release, err := s.files.lock()
	if err != nil {
		s.settle(s.files.peek())
		return
	}
	defer release()
	_, _ = s.reread()
}

// reread takes over the file, under its lock.
func (s *Store) reread() ([]byte, error) {
	l, err := s.files.load(s.snapshot())
	s.settle(l, err)
	return l.raw, err
}

// settle takes over what was read, or notes why it could not be.
func (s *Store) settle(l loaded, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fileReason = err
	s.damage = append(s.damage, l.damage...)
	if err == nil {
		s.adopt(l.doc)
	}
}

// adopt makes a document the one in memory. A key that is not its own is wiped.
func (s *Store) adopt(doc document) {
	s.doc = doc
	if s.key != nil && (doc.Key == nil || doc.Key.ID != s.key.id) {
		s.forget()
	}
}

func (s *Store) snapshot() document {
	s.mu.Lock()
	defer s.mu.Unlock()
	doc := s.doc
	doc.Profiles = slices.Clone(doc.Profiles)
	return doc
}

// update is the one way to change the file. Under the folder's lock it reads
// what is there by now, lets change alter a copy of that, and writes the result:
// what another copy of the program has saved in the meantime is kept, and of the
// same profile the last writer's state remains.
func (s *Store) update(change func(*document) error) error {
	release, err := s.files.lock()
	if err != nil {
		return notSaved(err)
	}
	defer release()
	raw, err := s.reread()
	if err != nil {
		return notSaved(err)
	}
	next := s.snapshot()
	if err := change(&next); err != nil {
		return err
	}
	next.Schema = s.format.schema
	next.Revision++
	next.Saved = s.now().UTC().Round(0)
	file, err := next.encode()
	if err != nil {
		return notSaved(err)
	}
	if err := s.files.save(raw, file); err != nil {
		_, _ = s.reread() // either state may be there now
		return notSaved(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	next.sum = sumOf(file)
	s.adopt(next)
	return nil
}

// notSaved says so of an error that does not.
func notSaved(err error) error {
	if errors.Is(err, ErrNotSaved) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrNotSaved, err)
}
