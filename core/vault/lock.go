package vault

import (
	"time"

	"playtoken/core/secret"
)

// Unlock opens the saved secrets: with the passphrase, or with what the keyring
// answers now, for which the passphrase is empty. Profiles that live for the
// session only because the keyring did not answer before are saved then.
func (s *Store) Unlock(passphrase secret.Bytes) error {
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	v := s.keys.ring.visit()
	s.file.read()
	if err := s.file.fault(); err != nil {
		return err
	}
	if err := s.keys.unlock(v, passphrase); err != nil {
		return err
	}
	return s.saveWaiting()
}

// Lock wipes the key from memory. Profiles of this session stay open: there is
// nothing to unlock them with.
func (s *Store) Lock() {
	s.keys.lock()
	s.tell()
}

// LockAfter sets the time without a Touch after which the store locks itself; 0
// for never.
func (s *Store) LockAfter(d time.Duration) { s.keys.lockAfter(d) }

// Touch says that the user is there.
func (s *Store) Touch() { s.keys.touch() }

// Reload takes over what another copy of the program has saved.
func (s *Store) Reload() error {
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	v := s.keys.ring.visit()
	s.file.read()
	if err := s.file.fault(); err != nil {
		return err
	}
	if now := s.keys.status(); now.trouble == nil && !now.locked && !now.open {
		_ = s.keys.find(v) // State tells
	}
	if s.State().Reason == nil {
		return s.saveWaiting()
	}
	return nil
}
