package book

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"playtoken/core/keys"
	"playtoken/core/vault"
	"playtoken/internal/uitest"
)

// What is worked out with the vault comes back on the window's thread, with news of the
// list before it.
func TestBook(t *testing.T) {
	path := filepath.Join(t.TempDir(), "profiles.json")
	synctest.Test(t, func(t *testing.T) {
		var thread uitest.Thread
		news := 0
		b := Open(thread.Do, func() *vault.Store { return vault.Open(path, &uitest.Keyring{}, nil) }, func() { news++ })
		if b.Ready() {
			t.Error("ready before it is open")
		}
		thread.Settle()
		k, err := keys.Generate(context.Background(), keys.NewP256)
		if err != nil {
			t.Fatal(err)
		}
		var saved vault.Profile
		b.SaveKey(vault.Profile{Name: "Shop"}, k, []string{"quotes"}, func(p vault.Profile, e error) { saved, err = p, e })
		if saved.ID != "" {
			t.Error("answered at once")
		}
		thread.Settle()
		if _, ok := b.Find(saved.ID); !ok || err != nil || !b.Ready() || len(b.List()) != 1 || news < 2 || b.State().Home != vault.InKeyring {
			t.Errorf("%+v, %v: %d profiles, told %d times", saved, err, len(b.List()), news)
		}
		if _, ok := b.Find("nobody"); ok {
			t.Error("found nobody")
		}
		for id, want := range map[string]error{saved.ID: nil, "nobody": vault.ErrNotFound} {
			var opened *keys.Key
			b.Key(id, func(k *keys.Key, e error) { opened, err = k, e })
			thread.Settle()
			if !errors.Is(err, want) || (want == nil) != (opened != nil && opened.Fingerprint() == k.Fingerprint()) {
				t.Errorf("%s: %v, %v", id, opened, err)
			}
		}
		b.Change(func(s *vault.Store) error { return s.Delete(saved.ID) }, func(e error) { err = e })
		if thread.Settle(); err != nil || len(b.List()) != 0 {
			t.Errorf("%d profiles, %v", len(b.List()), err)
		}
	})
}

func TestSentence(t *testing.T) {
	got := Sentence(vault.ErrLocked)
	if !strings.HasPrefix(got, "The saved secrets are locked. ") || !strings.Contains(got, vault.Hint(vault.ErrLocked)) {
		t.Errorf("%q", got)
	}
}

// Work that waits for a network does not keep the other work waiting.
func TestBeside(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var thread uitest.Thread
		b := Open(thread.Do, func() *vault.Store { return vault.Open("", nil, nil) }, func() {})
		wait := make(chan struct{})
		var got []string
		Beside(b, func(s *vault.Store) (string, error) {
			<-wait
			_, err := s.Put(vault.Profile{Name: "Late"})
			return "beside", err
		}, func(said string, err error) { got = append(got, said) })
		b.Change(func(*vault.Store) error { return nil }, func(error) { got = append(got, "change") })
		thread.Settle()
		close(wait)
		thread.Settle()
		if strings.Join(got, " ") != "change beside" || len(b.List()) != 1 {
			t.Errorf("%q, %d profiles", got, len(b.List()))
		}
	})
}
