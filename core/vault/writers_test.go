package vault

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

const writes = 20

// TestTwoWriters: copies of the program that save at the same time keep each
// other's profiles; of the one they share the last writer's state remains.
func TestTwoWriters(t *testing.T) {
	path, r := storePath(t), newRing()
	running := openAt(t, path, r)
	put(t, running, "here", "here", "1")
	var copies []*exec.Cmd
	for _, name := range []string{"one", "two", "three"} {
		cmd := child(t, "write "+name, path, r)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		copies = append(copies, cmd)
	}
	for i := range writes {
		put(t, running, "here", fmt.Sprint("here ", i), "1")
	}
	for _, cmd := range copies {
		if err := cmd.Wait(); err != nil {
			t.Fatal(err)
		}
	}
	s := openAt(t, path, r)
	for _, name := range []string{"one", "two", "three"} {
		for i := range writes {
			id := fmt.Sprintf("%s-%d", name, i)
			_, err := s.Get(id)
			if deleted := i%5 == 4; deleted != errors.Is(err, ErrNotFound) {
				t.Errorf("%s: %v", id, err)
			} else if !deleted {
				wantSecret(t, s, id, name)
			}
		}
	}
	shared, err := s.Get("shared")
	if err != nil {
		t.Fatal(err)
	}
	wantSecret(t, s, "shared", shared.Name)
	if p, _ := s.Get("here"); p.Name != fmt.Sprint("here ", writes-1) {
		t.Errorf("our own is %q", p.Name)
	}
	if err := running.Reload(); err != nil || names(running) != names(s) {
		t.Errorf("Reload: %v, %s", err, names(running))
	}
}

// TestFirstSaveOfTwo: two copies that both make the first key agree on one.
func TestFirstSaveOfTwo(t *testing.T) {
	path, r := storePath(t), newRing()
	var stores []*Store
	for range 4 {
		stores = append(stores, openAt(t, path, r))
	}
	var wg sync.WaitGroup
	for i, s := range stores {
		wg.Go(func() { put(t, s, fmt.Sprint(i), "A", fmt.Sprint("secret ", i)) })
	}
	wg.Wait()
	fresh := openAt(t, path, r)
	for i := range stores {
		wantSecret(t, fresh, fmt.Sprint(i), fmt.Sprint("secret ", i))
	}
	if r.size() != 1 {
		t.Errorf("%d keys in the keyring, want 1", r.size())
	}
}

// TestHungWriter: a copy that holds the lock and does nothing is waited for, not
// for ever; nothing is said to be saved.
func TestHungWriter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path, r := storePath(t), newRing()
		put(t, openAt(t, path, r), "a", "A", "1")
		seam := systemFS
		seam.lock = func(string) (func(), error) { return nil, errHeld }
		s := bounded(t, "Open", func() *Store { return openWith(t, path, r, seam) })
		if wantHome(t, s, InKeyring); names(s) != "a=A" {
			t.Errorf("a start beside it lists %q", names(s))
		}
		wantSecret(t, s, "a", "1")
		started := time.Now()
		_, err := s.Put(Profile{ID: "b", Name: "B"}, signing("2"))
		wantErr(t, err, ErrBusy)
		wantErr(t, err, ErrNotSaved)
		if took := time.Since(started); took < lockLimit || took > 2*lockLimit {
			t.Errorf("waited %v", took)
		}
		if names(s) != "a=A" {
			t.Errorf("listed: %s", names(s))
		}
	})
}

// TestHungEverything: Open beside a copy that holds the lock, and with a keyring
// that does not answer, takes the 3 seconds that it says.
func TestHungEverything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path, r := storePath(t), newRing()
		put(t, openAt(t, path, r), "a", "A", "1")
		r.set(func(r *ring) { r.silent = make(chan struct{}) })
		seam := systemFS
		seam.lock = func(string) (func(), error) { return nil, errHeld }
		started := time.Now()
		s := openWith(t, path, r, seam)
		if took := time.Since(started); took != keyringLimit {
			t.Errorf("Open took %v", took)
		}
		wantErr(t, s.State().Reason, ErrKeyringSilent)
		if names(s) != "a=A" {
			t.Errorf("listed: %s", names(s))
		}
		close(r.silent)
	})
}

// TestLookWhileAnotherRepairs: while a copy that repairs has set the current file
// aside, what is listed is the state that it will bring back.
func TestLookWhileAnotherRepairs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path, r := storePath(t), newRing()
		_, before, _ := twice(t, path, r)
		if err := os.Rename(path, path+".aside"); err != nil {
			t.Fatal(err)
		}
		seam := systemFS
		seam.lock = func(string) (func(), error) { return nil, errHeld }
		s := openWith(t, path, r, seam)
		if names(s) != before || s.State().Reason != nil {
			t.Errorf("listed %s, %v", names(s), s.State().Reason)
		}
	})
}
