// Package uitest stands in for a machine in the tests of the window's parts: a
// keyring in memory, and the window's thread as a queue that runs when the test
// says so.
package uitest

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"

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

// Thread is the window's thread. The zero value is ready to use in a bubble.
type Thread struct {
	// Outside says that the test runs in no bubble, since it has real sockets: Settle then
	// runs what waits at that moment, and Until runs on until something has come about.
	Outside bool

	mu    sync.Mutex
	queue []func()
	came  chan struct{}
}

// Do queues what is to run on the thread. It can be called from anywhere.
func (t *Thread) Do(f func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.queue = append(t.queue, f)
	if t.came != nil {
		close(t.came)
		t.came = nil
	}
}

// Waiting takes what waits for the thread once all goroutines of the test's bubble
// (testing/synctest) rest.
func (t *Thread) Waiting() []func() {
	if !t.Outside {
		synctest.Wait()
	}
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

// Until runs what waits for the thread, and what comes, until done says so. It fails the
// test with what when that takes longer than anything here may.
func (t *Thread) Until(tb testing.TB, what string, done func() bool) {
	tb.Helper()
	limit := time.After(time.Minute)
	for {
		t.Settle()
		if done() {
			return
		}
		t.mu.Lock()
		more := len(t.queue) > 0
		if t.came == nil {
			t.came = make(chan struct{})
		}
		came := t.came
		t.mu.Unlock()
		if more {
			continue
		}
		select {
		case <-came:
		case <-limit:
			tb.Fatalf("waited in vain for %s", what)
		}
	}
}
