// Package uitest stands in for a machine in the tests of the window's parts: a
// keyring in memory, and the window's thread as a queue that runs when the test
// says so.
package uitest

import (
	"sync"
	"testing/synctest"

	"playtoken/core/vault"
)

// Keyring is a keyring in memory. It may outlive a window.
type Keyring struct {
	mu    sync.Mutex
	texts map[string]string
}

var _ vault.Keyring = (*Keyring)(nil)

// Get returns a text, or vault.ErrNoEntry.
func (k *Keyring) Get(account string) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if text, ok := k.texts[account]; ok {
		return text, nil
	}
	return "", vault.ErrNoEntry
}

// Set keeps a text.
func (k *Keyring) Set(account, text string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.texts == nil {
		k.texts = map[string]string{}
	}
	k.texts[account] = text
	return nil
}

// Delete forgets a text.
func (k *Keyring) Delete(account string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.texts, account)
	return nil
}

// Thread is the window's thread. The zero value is ready to use.
type Thread struct {
	mu    sync.Mutex
	queue []func()
}

// Do queues what is to run on the thread. It can be called from anywhere.
func (t *Thread) Do(f func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.queue = append(t.queue, f)
}

// Waiting takes what waits for the thread once all goroutines of the test's bubble
// (testing/synctest) rest.
func (t *Thread) Waiting() []func() {
	synctest.Wait()
	t.mu.Lock()
	defer t.mu.Unlock()
	list := t.queue
	t.queue = nil
	return list
}

// Settle runs what waits until nothing is left.
func (t *Thread) Settle() {
	for list := t.Waiting(); len(list) > 0; list = t.Waiting() {
		for _, f := range list {
			f()
		}
	}
}
