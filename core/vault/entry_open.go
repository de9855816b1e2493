package vault

import (
	"errors"
	"fmt"

	"playtoken/core/secret"
)

// Open opens the answer that was kept; ErrNoAnswer says that there is none. One that was
// left by another program needs the secrets unlocked, and is held from then on, so that
// no other copy takes it too: ErrBusy says that one does.
func (e *Entry) Open() (secret.Bytes, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.path == "" {
		if e.memory.IsZero() {
			return secret.Bytes{}, ErrNoAnswer
		}
		return e.memory, nil
	}
	if err := e.hold(); err != nil {
		return secret.Bytes{}, err
	}
	if e.answer == nil {
		return secret.Bytes{}, ErrNoAnswer
	}
	own := e.key
	if own == nil {
		key, err := e.store.masterOf(e.creation.Master)
		if err != nil {
			return secret.Bytes{}, err
		}
		defer key.wipe()
		plain, ok := openBox(key.open(), e.creation.tie("creation"), e.creation.Key)
		if !ok {
			return secret.Bytes{}, ErrSealBroken
		}
		own = masterOf(e.creation.ID, plain)
		defer own.wipe()
	}
	plain, ok := openBox(own.open(), e.creation.tie("answer"), *e.answer)
	if !ok {
		return secret.Bytes{}, ErrSealBroken
	}
	defer clear(plain)
	return secret.New(plain), nil
}

// masterOf is the master key of an ID, where it is the one in use.
func (s *records) masterOf(id string) (*master, error) {
	key, err := s.keys.inUse(s.keys.ring.visit())
	if err != nil {
		return nil, err
	}
	if key.id != id {
		key.wipe()
		return nil, ErrKeyMissing
	}
	return key, nil
}

// hold takes an entry that was left, and reads it as it is by now.
func (e *Entry) hold() error {
	if e.file != nil {
		return e.err
	}
	f, err := e.store.file.files.fs.hold(e.path)
	switch {
	case errors.Is(err, errHeld):
		return ErrBusy
	case err != nil && !exists(err):
		return ErrEntryGone
	case err != nil:
		return fmt.Errorf("%w: %w", ErrNotReadable, err)
	}
	e.file = f
	if e.err = e.read(); errors.Is(e.err, ErrEntryGone) {
		e.shut()
	}
	return e.err
}

// read reads the file of an entry.
func (e *Entry) read() error {
	content, err := e.store.file.files.fs.read(e.path)
	if err != nil && !exists(err) { // whoever held it has taken it away
		return ErrEntryGone
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotReadable, err)
	}
	c, answer, err := readCreation(e.creation.ID, content)
	if c.ID == e.creation.ID {
		e.creation, e.answer = c, answer
	}
	return err
}
