package vault

import (
	"fmt"
	"io"
	"sync"
	"time"

	"playtoken/core/secret"
)

// Store is the saved profiles. All its methods can be called from any goroutine.
// Those that read or write the file or ask the keyring may take seconds: call
// them off the window's thread. List, Get, State, Lock, Touch and LockAfter
// answer at once.
type Store struct {
	records
	op sync.Mutex // one change at a time

	mu      sync.Mutex
	changed func()
}

// Open reads the store at path. It always returns one to work with: what does
// not go is told by [Store.State]. With an empty path no file is touched, and
// profiles live for this session. keyring may be nil for none, now nil for the
// system's clock. It may take as long as the keyring is waited for, 3 seconds.
func Open(path string, keyring Keyring, now func() time.Time) *Store {
	return open(path, keyring, now, systemFS, known, ownCost)
}

func open(path string, keyring Keyring, now func() time.Time, seam folderFS, form format, c cost) *Store {
	if now == nil {
		now = time.Now
	}
	s := &Store{records: records{now: now, session: &session{profiles: map[string]record{}}}}
	s.keys = &protection{ring: newPatient(keyring), cost: c, onLock: s.tell, idle: idle{now: now}}
	s.file = &archive{
		files:  &files{fs: seam, format: form, path: path, now: now},
		format: form, now: now, follow: s.keys.follow,
	}
	s.op.Lock()
	defer s.tell()
	defer s.op.Unlock()
	v := s.keys.ring.visit()
	s.file.read()
	if s.file.fault() == nil {
		_ = s.keys.find(v) // State tells
	}
	return s
}

// OnChange sets a function that is called after everything that may have changed
// what List or State answer, on whatever goroutine that was.
func (s *Store) OnChange(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changed = f
}

// tell looks at seals that can be looked at now, and calls the function of
// OnChange. No lock may be held.
func (s *Store) tell() {
	if key := s.keys.atHand(); key != nil {
		s.file.prove(key)
		key.wipe()
	}
	s.mu.Lock()
	f := s.changed
	s.mu.Unlock()
	if f != nil {
		f()
	}
}

// List returns all profiles, by name.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (s *Store) List() []Profile {
	var list []Profile
	for _, r := range s.all(false) {
		list = append(list, r.Profile)
	}
	return list
}

// Get returns one profile, or ErrNotFound.
//
//go:noinline // it is called in so many places that its copies would make ptok larger
func (s *Store) Get(id string) (Profile, error) {
	r, err := s.one(id, false)
	return r.Profile, err
}

// Secret opens the text of an item, such as [SigningKey]. It may ask the keyring.
// ErrNoSecret says that there is none, ErrSealBroken that the file was changed.
func (s *Store) Secret(id, name string) (secret.Bytes, error) {
	r, err := s.one(id, false)
	if err != nil {
		return secret.Bytes{}, err
	}
	return s.text(r, name)
}

// Close wipes the key and stops the idle lock. The store must not be used again.
func (s *Store) Close() {
	s.keys.close()
	s.session.drop(s.session.all()...)
}

// Format writes "[profiles]" for every verb: a store is nothing to print.
func (s *Store) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[profiles]") }

var _ fmt.Formatter = (*Store)(nil)
