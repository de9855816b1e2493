package vault

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"playtoken/core/secret"
)

// Store is the saved profiles. All its methods can be called from any goroutine.
// Those that read or write the file or ask the keyring may take seconds: call
// them off the window's thread. List, Get, State, Lock, Touch and LockAfter
// answer at once.
type Store struct {
	files  *files
	ring   *patient
	format format
	cost   cost
	now    func() time.Time

	op sync.Mutex // one change at a time; taken before mu

	mu         sync.Mutex // guards what follows, and is never held while waiting
	doc        document
	key        *master // nil when it is not at hand
	made       *master // in the keyring, not yet in the file
	locked     bool    // by the user, or after idling
	locks      int     // how often it was locked
	keyReason  error   // why the keyring is of no use
	fileReason error   // why the file is of no use
	damage     []Damage
	guests     map[string]guest
	idle       time.Duration
	touched    time.Time
	timer      *time.Timer
	changed    func()
}

// guest is a profile of this session.
type guest struct {
	profile Profile
	secret  secret.Bytes
	forced  bool // it would be in the file if that were possible
}

// DefaultPath is where the profiles of the user are kept.
func DefaultPath() (string, error) {
	folder, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(folder, "playtoken", "playtoken-profiles.json"), nil
}

// Open reads the store at path. It always returns one to work with: what does
// not go is told by [Store.State]. keyring may be nil for none, now nil for the
// system's clock. It may take as long as the keyring is waited for, 3 seconds.
func Open(path string, keyring Keyring, now func() time.Time) *Store {
	return open(path, keyring, now, systemFS, known, ownCost)
}

func open(path string, keyring Keyring, now func() time.Time, seam folderFS, form format, c cost) *Store {
	if now == nil {
		now = time.Now
	}
	s := &Store{
		files: newFiles(seam, form, path, now), ring: newPatient(keyring), format: form, cost: c, now: now,
		guests: map[string]guest{}, touched: now(),
	}
	s.op.Lock()
	defer s.op.Unlock()
	s.read()
	_ = s.findKey(s.ring.visit()) // State tells
	return s
}

// OnChange sets a function that is called after everything that may have changed
// what List or State answer, on whatever goroutine that was.
func (s *Store) OnChange(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changed = f
}

// tell calls the function of OnChange. Neither lock may be held.
func (s *Store) tell() {
	s.mu.Lock()
	f := s.changed
	s.mu.Unlock()
	if f != nil {
		f()
	}
}

// List returns all profiles, by name.
func (s *Store) List() []Profile {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := map[string]Profile{}
	for _, r := range s.doc.Profiles {
		all[r.ID] = s.shown(r)
	}
	for id, g := range s.guests {
		all[id] = g.shown()
	}
	return slices.SortedFunc(maps.Values(all), func(a, b Profile) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
	})
}

// Get returns one profile, or ErrNotFound.
func (s *Store) Get(id string) (Profile, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if g, ok := s.guests[id]; ok {
		return g.shown(), nil
	}
	if i := s.doc.find(id); i >= 0 {
		return s.shown(s.doc.Profiles[i]), nil
	}
	return Profile{}, ErrNotFound
}

func (s *Store) shown(r record) Profile {
	p := r.Profile.clone()
	p.Home = NoSecret
	if r.Secret != nil {
		p.Home = s.home()
	}
	return p
}

func (g guest) shown() Profile {
	p := g.profile.clone()
	p.Home, p.SessionOnly = ThisSession, !g.forced
	return p
}

// Close wipes the key and stops the idle lock. The store must not be used again.
func (s *Store) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.timer != nil {
		s.timer.Stop()
	}
	s.forget()
	s.made.wipe()
	s.guests = map[string]guest{}
}

// Format writes "[profiles]" for every verb: a store is nothing to print.
func (s *Store) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[profiles]") }

var _ fmt.Formatter = (*Store)(nil)

// isDamage tells a damaged file from one that must be left alone.
func isDamage(err error) bool { return errors.Is(err, ErrDamaged) }
