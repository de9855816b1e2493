package vault

import (
	"os"
	"path/filepath"
	"testing"

	"playtoken/core/secret"
)

func TestSessionByChoice(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	p, err := s.Put(Profile{ID: "a", Name: "A", SessionOnly: true}, signing("1"))
	if err != nil || p.Home != ThisSession || !p.SessionOnly {
		t.Fatalf("Put = %+v, %v", p, err)
	}
	wantHome(t, s, InKeyring)
	wantSecret(t, s, "a", "1")
	if err := rename(s, "a", "B"); err != nil || names(s) != "a=B" {
		t.Errorf("Rename: %v, %s", err, names(s))
	}
	if err := s.Unlock(secret.Bytes{}); err != nil { // saves only who waits for it
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) || r.size() != 0 {
		t.Errorf("it left a file (%v) or %d entries in the keyring", err, r.size())
	}
	if err := s.Delete("a"); err != nil || len(s.List()) != 0 {
		t.Errorf("Delete: %v, %s", err, names(s))
	}
}

// TestNothingSavedNothingLeft: looking at an empty store writes nothing.
func TestNothingSavedNothingLeft(t *testing.T) {
	path, r := storePath(t), newRing()
	s := openAt(t, path, r)
	_ = s.Reload()
	if _, err := os.Stat(filepath.Dir(path)); !os.IsNotExist(err) || r.size() != 0 {
		t.Errorf("a folder (%v) or %d entries in the keyring", err, r.size())
	}
}
