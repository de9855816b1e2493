package vault

import (
	"os"
	"strings"
	"testing"

	"playtoken/core/secret"
)

// TestChangeOfProtection goes through all homes and back; after each step a new
// start opens everything with what is right now, and the old key is gone.
func TestChangeOfProtection(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	put(t, s, "a", "A", "1")
	put(t, s, "b", "B", "2")
	for i, step := range []struct {
		home    Home
		text    string
		entries int // in the keyring
	}{
		{UnderPassphrase, "first words", 0}, {UnderPassphrase, "second words", 0}, {InKeyring, "", 1}, {InKeyring, "", 1},
	} {
		if err := s.ChangeProtection(step.home, sec(step.text)); err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
		wantHome(t, s, step.home)
		wantSecret(t, s, "a", "1")
		if r.size() != step.entries {
			t.Errorf("step %d: %d entries in the keyring", i, r.size())
		}
		fresh := openAt(t, path, r)
		if err := fresh.Unlock(sec(step.text)); err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
		wantSecret(t, fresh, "a", "1")
		wantSecret(t, fresh, "b", "2")
		if step.text != "" {
			wantErr(t, openAt(t, path, r).Unlock(sec("other words")), ErrWrongPassphrase)
		}
	}
}

// TestPreviousGenerationIsProtectedAnew: a passphrase that was changed opens no
// file any more, and the state before is still of use.
func TestPreviousGenerationIsProtectedAnew(t *testing.T) {
	path := storePath(t)
	s := withPassphrase(t, path)
	if err := s.ChangeProtection(UnderPassphrase, sec("new words")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(strings.TrimSuffix(path, ".json")+previous, path); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, nil)
	wantErr(t, s.Unlock(sec(passphrase)), ErrWrongPassphrase)
	if err := s.Unlock(sec("new words")); err != nil {
		t.Fatal(err)
	}
	wantSecret(t, s, "a", "1")
}

func TestChangeOfProtectionRefused(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	put(t, s, "a", "A", "1")
	file := readFile(t, path)
	wantErr(t, s.ChangeProtection(UnderPassphrase, secret.Bytes{}), ErrNoPassphrase)
	if err := s.ChangeProtection(ThisSession, sec("x")); err == nil {
		t.Error("saved secrets can be made unsaved")
	}
	s.Lock()
	wantErr(t, s.ChangeProtection(UnderPassphrase, sec("x")), ErrLocked)
	if string(readFile(t, path)) != string(file) {
		t.Error("a refused change has changed the file")
	}
	r.set(func(r *ring) { r.failSet = ErrKeyringLocked })
	s = withPassphrase(t, storePath(t))
	s.keys.ring = newPatient(r)
	wantErr(t, s.ChangeProtection(InKeyring, secret.Bytes{}), ErrKeyringLocked)
	wantHome(t, s, UnderPassphrase)
	wantSecret(t, s, "a", "1")
}

// TestSessionSavedByPassphrase: without a keyring, a passphrase saves what lives
// for this session only, and the mark goes.
func TestSessionSavedByPassphrase(t *testing.T) {
	path := storePath(t)
	s := openAt(t, path, nil)
	put(t, s, "a", "A", "1")
	if _, err := s.Put(Profile{ID: "mine", Name: "Mine", SessionOnly: true}, signing("2")); err != nil {
		t.Fatal(err)
	}
	wantHome(t, s, ThisSession)
	if err := s.ChangeProtection(UnderPassphrase, sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	wantHome(t, s, UnderPassphrase)
	s = openAt(t, path, nil)
	if err := s.Unlock(sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	wantSecret(t, s, "a", "1")
	if names(s) != "a=A" {
		t.Errorf("in the file: %s", names(s))
	}
}

// TestStartAnew: the keyring has lost the key. A new protection saves new
// secrets; the old ones stay in the file, sealed.
func TestStartAnew(t *testing.T) {
	path, r := storePath(t), newRing()
	put(t, openAt(t, path, r), "a", "A", "1")
	old := r.entries
	r.set(func(r *ring) { r.entries = map[string]string{} })
	s := openAt(t, path, r)
	put(t, s, "b", "B", "2")
	if err := s.ChangeProtection(InKeyring, secret.Bytes{}); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path, r)
	wantHome(t, s, InKeyring)
	wantSecret(t, s, "b", "2")
	_, err := s.Secret("a", SigningKey)
	wantErr(t, err, ErrKeyMissing)
	put(t, s, "a", "A", "put in again")
	wantSecret(t, s, "a", "put in again")
	if len(old) != 1 {
		t.Errorf("%d entries before", len(old))
	}
}

// TestOtherCopyChangesProtection: the running copy notices, and loses nothing.
func TestOtherCopyChangesProtection(t *testing.T) {
	path, r := storePath(t), newRing()
	s, other := openAt(t, path, r), openAt(t, path, r)
	put(t, s, "a", "A", "1")
	if err := other.Reload(); err != nil {
		t.Fatal(err)
	}
	if err := other.ChangeProtection(UnderPassphrase, sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	_, err := s.Put(Profile{ID: "b", Name: "B"}, signing("2"))
	if err == nil {
		t.Fatal("sealed with a key that is no longer in use")
	}
	wantErr(t, err, ErrLocked)
	if st := s.State(); st.Home != UnderPassphrase || !st.Locked {
		t.Errorf("state %+v", st)
	}
	if err := s.Unlock(sec(passphrase)); err != nil {
		t.Fatal(err)
	}
	put(t, s, "b", "B", "2")
	if err := other.ChangeProtection(InKeyring, secret.Bytes{}); err != nil {
		t.Fatal(err)
	}
	put(t, s, "c", "C", "3") // gets the new key from the keyring by itself
	fresh := openAt(t, path, r)
	for id, want := range map[string]string{"a": "1", "b": "2", "c": "3"} {
		wantSecret(t, fresh, id, want)
	}
	if r.size() != 1 {
		t.Errorf("%d entries in the keyring", r.size())
	}
}
