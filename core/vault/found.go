package vault

import "errors"

// A master key is made when the first secret is saved, not before: who saves
// none leaves no trace in the keyring.

// keyForSealing is the key in use, or a new one that the keyring has taken. The
// record of a new one is not in the file yet.
func (s *Store) keyForSealing(v visit) (*master, *keyRecord, error) {
	key, err := s.keyInUse(v)
	if !errors.Is(err, errNoKeyYet) {
		return key, nil, err
	}
	s.mu.Lock()
	made := s.made
	s.mu.Unlock()
	if made == nil {
		made = newMaster()
		if err := v.keep(made.id, made.text()); err != nil {
			s.setKeyReason(err)
			made.wipe()
			return nil, nil, err
		}
		s.mu.Lock()
		s.made = made
		s.mu.Unlock()
	}
	return made.clone(), &keyRecord{ID: made.id, Home: InKeyring, Proof: made.proof()}, nil
}

// founded takes a new key into use that is in the file now.
func (s *Store) founded(key *master) {
	s.mu.Lock()
	locks := s.locks
	s.made.wipe()
	s.made = nil
	s.mu.Unlock()
	s.take(key.clone(), locks)
}

// dropMade takes a key out of the keyring that never came into the file.
func (s *Store) dropMade(v visit) {
	s.mu.Lock()
	made := s.made
	s.made = nil
	s.mu.Unlock()
	if made != nil {
		v.remove(made.id)
		made.wipe()
	}
}
