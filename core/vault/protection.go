package vault

import (
	"errors"
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
	s.read()
	s.mu.Lock()
	record, locks, err := s.doc.Key, s.locks, s.fileReason
	s.mu.Unlock()
	if err != nil {
		return err
	}
	if record == nil || record.Home == InKeyring {
		s.mu.Lock()
		s.locked = false
		s.mu.Unlock()
		if err := s.findKey(s.ring.visit()); err != nil {
			return err
		}
	} else {
		key, err := record.unwrap(passphrase)
		if err != nil {
			return err
		}
		s.take(key, locks)
	}
	return s.saveGuests()
}

// take makes a key the one in use, unless the store was locked since it was asked
// for.
func (s *Store) take(key *master, locks int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.doc.Key == nil || s.doc.Key.ID != key.id || s.locks != locks {
		key.wipe()
		return
	}
	s.forget()
	s.key, s.locked, s.keyReason = key, false, nil
	s.touched = s.now()
	s.arm()
}

// findKey asks the keyring for the key, or whether it answers at all, and notes
// why not.
func (s *Store) findKey(v visit) error {
	s.mu.Lock()
	record, locks, skip := s.doc.Key, s.locks, s.fileReason != nil
	s.mu.Unlock()
	if skip || record != nil && record.Home != InKeyring {
		s.setKeyReason(nil)
		return nil
	}
	if record == nil {
		err := v.probe()
		s.setKeyReason(err)
		return err
	}
	key, err := record.fetch(v)
	s.setKeyReason(err)
	if err == nil {
		s.take(key, locks)
	}
	return err
}

// fetch gets the key from the keyring and proves it.
func (k *keyRecord) fetch(v visit) (*master, error) {
	text, err := v.get(k.ID)
	if err != nil {
		return nil, err
	}
	key, err := parseMaster(k.ID, text)
	if err == nil && !key.fits(k.Proof) {
		key.wipe()
		err = ErrKeyWrong
	}
	return key, err
}

func (s *Store) setKeyReason(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keyReason = err
}

// Lock wipes the key from memory. Profiles of this session stay open: there is
// nothing to unlock them with.
func (s *Store) Lock() {
	s.mu.Lock()
	s.lock()
	s.mu.Unlock()
	s.tell()
}

func (s *Store) lock() {
	s.locks++
	s.forget()
	s.locked = s.doc.Key != nil
}

// forget wipes the key; who works with it has a copy.
func (s *Store) forget() {
	s.key.wipe()
	s.key = nil
}

// LockAfter sets the time without a Touch after which the store locks itself; 0
// for never.
func (s *Store) LockAfter(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle = max(0, d)
	s.touched = s.now()
	s.arm()
}

// Touch says that the user is there.
func (s *Store) Touch() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lockWhenIdle() // a touch after the time is over comes too late
	s.touched = s.now()
}

// arm sets the timer for the moment when the store may have idled long enough.
func (s *Store) arm() {
	if s.timer != nil {
		s.timer.Stop()
		s.timer = nil
	}
	if s.idle == 0 || s.key == nil {
		return
	}
	s.timer = time.AfterFunc(s.idle-s.sinceTouch(), func() {
		s.mu.Lock()
		s.lockWhenIdle()
		locked := s.locked
		s.arm()
		s.mu.Unlock()
		if locked {
			s.tell()
		}
	})
}

// lockWhenIdle locks when the time is over. The timer sleeps while the machine
// does, so whoever needs the key looks as well.
func (s *Store) lockWhenIdle() {
	if s.idle > 0 && s.key != nil && s.sinceTouch() >= s.idle {
		s.lock()
	}
}

// sinceTouch goes by the wall clock, which runs while the machine sleeps.
func (s *Store) sinceTouch() time.Duration { return s.now().Round(0).Sub(s.touched.Round(0)) }

// keyInUse returns a copy of the key, got from the keyring where that is allowed.
func (s *Store) keyInUse(v visit) (*master, error) {
	for range 2 {
		s.mu.Lock()
		s.lockWhenIdle()
		var key *master
		if s.key != nil {
			key = s.key.clone()
		}
		record, locked, reason := s.doc.Key, s.locked, s.reason()
		s.mu.Unlock()
		switch {
		case reason != nil:
			return nil, reason
		case key != nil:
			return key, nil
		case record == nil:
			return nil, errNoKeyYet
		case locked || record.Home != InKeyring:
			return nil, ErrLocked
		}
		if err := s.findKey(v); err != nil {
			return nil, err
		}
	}
	return nil, ErrLocked
}

// errNoKeyYet says that nothing was ever sealed.
var errNoKeyYet = errors.New("there is no key yet")
