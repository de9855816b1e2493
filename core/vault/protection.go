package vault

import (
	"errors"
	"sync"

	"playtoken/core/secret"
)

// protection is the master key: where it lives, and whether it is at hand.
type protection struct {
	ring   *patient
	cost   cost
	onLock func() // called when idling has locked

	mu      sync.Mutex // never held while waiting
	record  *keyRecord // of the file as it is known, nil until there is a key
	key     *master    // nil when it is not at hand
	made    *master    // in the keyring, not yet in the file
	locked  bool       // by the user, or after idling
	locks   int        // how often it was locked
	trouble error      // why the keyring is of no use
	idle    idle
}

// follow takes over what the file says of the master key. A key at hand that is
// another one is wiped.
func (p *protection) follow(record *keyRecord) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.record = record
	if p.key != nil && (record == nil || record.ID != p.key.id) {
		p.forget()
	}
}

// keyStatus is how the protection stands at a moment.
type keyStatus struct {
	record       *keyRecord
	locks        int
	open, locked bool
	trouble      error
}

func (p *protection) status() keyStatus {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lockWhenIdle()
	return keyStatus{p.record, p.locks, p.key != nil, p.locked, p.trouble}
}

// unlock gets the key with a passphrase, or with what the keyring answers now.
func (p *protection) unlock(v visit, passphrase secret.Bytes) error {
	now := p.status()
	if now.record == nil || now.record.Home == InKeyring {
		p.mu.Lock()
		p.locked = false
		p.mu.Unlock()
		return p.find(v)
	}
	key, err := now.record.unwrap(passphrase)
	if err == nil {
		p.take(key, now.locks)
	}
	return err
}

// take makes a key the one in use, unless the store was locked since it was asked
// for.
func (p *protection) take(key *master, locks int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.record == nil || p.record.ID != key.id || p.locks != locks {
		key.wipe()
		return
	}
	p.forget()
	p.key, p.locked, p.trouble = key, false, nil
	p.idle.touch()
	p.arm()
}

// find asks the keyring for the key, or whether it answers at all, and notes why
// not.
func (p *protection) find(v visit) error {
	now := p.status()
	var key *master
	var err error
	switch {
	case now.record == nil:
		err = v.probe()
	case now.record.Home == InKeyring:
		key, err = now.record.fetch(v)
	}
	p.note(err)
	if key != nil {
		p.take(key, now.locks)
	}
	return err
}

func (p *protection) note(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.trouble = err
}

// atHand returns a copy of the key, nil where it is not at hand.
func (p *protection) atHand() *master {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lockWhenIdle()
	if p.key == nil {
		return nil
	}
	return p.key.clone()
}

// inUse returns a copy of the key, got from the keyring where that is allowed.
func (p *protection) inUse(v visit) (*master, error) {
	for range 2 {
		now := p.status()
		if now.trouble != nil {
			return nil, now.trouble
		}
		if key := p.atHand(); key != nil {
			return key, nil
		}
		switch {
		case now.record == nil:
			return nil, errNoKeyYet
		case now.locked || now.record.Home != InKeyring:
			return nil, ErrLocked
		}
		if err := p.find(v); err != nil {
			return nil, err
		}
	}
	return nil, ErrLocked
}

// errNoKeyYet says that nothing was ever sealed.
var errNoKeyYet = errors.New("there is no key yet")

// forget wipes the key; who works with it has a copy.
func (p *protection) forget() {
	p.key.wipe()
	p.key = nil
}

// close wipes all there is.
func (p *protection) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle.stop()
	p.forget()
	p.made.wipe()
}
