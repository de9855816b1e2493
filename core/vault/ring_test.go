package vault

import "sync"

// ring is a keyring in memory.
type ring struct {
	mu      sync.Mutex
	entries map[string]string
	calls   int
	fail    error         // the answer to everything
	failSet error         // the answer to Set
	silent  chan struct{} // no answer before this is closed
}

var _ Keyring = (*ring)(nil)

func newRing() *ring { return &ring{entries: map[string]string{}} }

func (r *ring) enter() error {
	r.mu.Lock()
	r.calls++
	silent, fail := r.silent, r.fail
	r.mu.Unlock()
	if silent != nil {
		<-silent
	}
	return fail
}

func (r *ring) set(change func(*ring)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(r)
}

func (r *ring) Get(account string) (string, error) {
	if err := r.enter(); err != nil {
		return "", err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	text, ok := r.entries[account]
	if !ok {
		return "", ErrNoEntry
	}
	return text, nil
}

func (r *ring) Set(account, text string) error {
	if err := r.enter(); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failSet != nil {
		return r.failSet
	}
	r.entries[account] = text
	return nil
}

func (r *ring) Delete(account string) error {
	if err := r.enter(); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.entries, account)
	return nil
}

// size is the number of entries.
func (r *ring) size() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.entries)
}
