package vault

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"playtoken/core/secret"
)

// TestSilentKeyring: a keyring that never answers costs 3 seconds once; work
// goes on, the mark is there, and when it answers at last everything is saved.
func TestSilentKeyring(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path, r := storePath(t), newRing()
		put(t, openAt(t, path, r), "old", "Old", "sealed before")
		r.set(func(r *ring) { r.silent = make(chan struct{}) })

		s := bounded(t, "Open", func() *Store { return openAt(t, path, r) })
		wantHome(t, s, ThisSession)
		wantErr(t, s.State().Reason, ErrKeyringSilent)
		if got := names(s); got != "old=Old" {
			t.Errorf("readable without the keyring: %q", got)
		}
		_, err := s.Secret("old", SigningKey)
		wantErr(t, err, ErrKeyringSilent)
		if p := put(t, s, "new", "New", "in memory"); p.Home != ThisSession {
			t.Errorf("home %q", p.Home)
		}
		wantSecret(t, s, "new", "in memory")
		put(t, s, "old", "Old", "another secret")
		wantSecret(t, s, "old", "another secret")
		if err := rename(s, "old", "Older"); err != nil {
			t.Errorf("a name needs no key: %v", err)
		}
		started := time.Now()
		wantErr(t, s.Unlock(secret.Bytes{}), ErrKeyringSilent)
		if time.Since(started) != 0 {
			t.Errorf("asked again behind a question that is open, for %v", time.Since(started))
		}

		close(r.silent)
		r.set(func(r *ring) { r.silent = nil })
		synctest.Wait()
		if err := s.Unlock(secret.Bytes{}); err != nil {
			t.Fatal(err)
		}
		wantHome(t, s, InKeyring)
		s = openAt(t, path, r)
		if got := names(s); got != "new=New old=Older" {
			t.Errorf("saved in the end: %s", got)
		}
		wantSecret(t, s, "new", "in memory")
		wantSecret(t, s, "old", "another secret")
	})
}

// bounded fails when do takes longer than the keyring may.
func bounded[T any](t *testing.T, name string, do func() T) T {
	t.Helper()
	started := time.Now()
	got := do()
	if took := time.Since(started); took > 3500*time.Millisecond {
		t.Errorf("%s took %v", name, took)
	}
	return got
}

// TestSlowKeyring: three calls of 2.9 seconds each are not 9 seconds in one step.
func TestSlowKeyring(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := openAt(t, storePath(t), slow{newRing(), 2900 * time.Millisecond})
		wantHome(t, s, InKeyring)
		p := bounded(t, "Put", func() Profile { return put(t, s, "a", "A", "1") })
		if p.Home != ThisSession {
			t.Errorf("home %q", p.Home)
		}
		wantErr(t, s.State().Reason, ErrKeyringSilent)
		time.Sleep(20 * time.Second) // until the last answer
	})
}

// TestSeveralQuestions: a step that asks more than once has 3 seconds in all.
func TestSeveralQuestions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path, r := storePath(t), newRing()
		s := openAt(t, path, slow{r, 1400 * time.Millisecond})
		put(t, s, "a", "A", "1")
		err := bounded(t, "ChangeProtection", func() error { return s.ChangeProtection(InKeyring, secret.Bytes{}) })
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Second)
		wantSecret(t, openAt(t, path, r), "a", "1")
	})
}

type slow struct {
	*ring
	by time.Duration
}

func (s slow) Get(account string) (string, error) { time.Sleep(s.by); return s.ring.Get(account) }
func (s slow) Set(account, text string) error     { time.Sleep(s.by); return s.ring.Set(account, text) }

func (s slow) Delete(account string) error { time.Sleep(s.by); return s.ring.Delete(account) }

// TestLateSetIsUndone: a keyring that stores the key when nobody waits any more
// is asked to forget it.
func TestLateSetIsUndone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRing()
		s := openAt(t, storePath(t), r)
		r.set(func(r *ring) { r.silent = make(chan struct{}) })
		put(t, s, "a", "A", "1")
		wantErr(t, s.State().Reason, ErrKeyringSilent)
		close(r.silent)
		synctest.Wait()
		if r.size() != 0 {
			t.Errorf("%d entries left in the keyring", r.size())
		}
	})
}

func TestKeyringTroubles(t *testing.T) {
	for name, c := range map[string]struct {
		keyring Keyring
		want    error
	}{
		"none":       {nil, ErrNoKeyring},
		"no bus":     {&ring{fail: fmt.Errorf("%w: no session bus", ErrNoKeyring)}, ErrNoKeyring},
		"locked":     {&ring{fail: ErrKeyringLocked}, ErrKeyringLocked},
		"any error":  {&ring{fail: errors.New("exit status 51")}, ErrKeyringFailed},
		"panics":     {panicking{}, ErrKeyringFailed},
		"read only":  {&ring{failSet: errors.New("denied")}, ErrKeyringFailed},
		"forgetful":  {forgetful{newRing()}, ErrKeyMissing},
		"mixed up":   {mixedUp{newRing()}, ErrKeyringFailed},
		"talks back": {talksBack{newRing()}, ErrKeyringFailed},
	} {
		t.Run(name, func(t *testing.T) {
			path := storePath(t)
			s := openAt(t, path, c.keyring)
			if p := put(t, s, "a", "A", "1"); p.Home != ThisSession {
				t.Errorf("home %q", p.Home)
			}
			wantHome(t, s, ThisSession)
			wantErr(t, s.State().Reason, c.want)
			wantSecret(t, s, "a", "1")
			if got := names(openAt(t, path, c.keyring)); got != "" {
				t.Errorf("in the file: %s", got)
			}
			if got := s.State().Reason.Error(); strings.Contains(got, "=") {
				t.Errorf("the reason shows the key: %s", got)
			}
		})
	}
}

type panicking struct{}

func (panicking) Get(string) (string, error) { panic("odd answer") }
func (panicking) Set(string, string) error   { panic("odd answer") }
func (panicking) Delete(string) error        { panic("odd answer") }

type forgetful struct{ *ring }

func (forgetful) Set(string, string) error { return nil }

type mixedUp struct{ *ring }

func (m mixedUp) Set(account, _ string) error { return m.ring.Set(account, "another text") }

type talksBack struct{ *ring }

func (talksBack) Set(_, text string) error { return errors.New("cannot store " + text) }
