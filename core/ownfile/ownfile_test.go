package ownfile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"playtoken/core/ownfile"
	"playtoken/internal/ownfiletest"
)

func TestCreate(t *testing.T) {
	name := filepath.Join(t.TempDir(), "kéy.pem")
	f, err := ownfile.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteString("key")
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	holds(t, name, "key")
	if _, err := ownfile.Create(name); !errors.Is(err, fs.ErrExist) {
		t.Errorf("%v, not that it exists", err)
	}
	holds(t, name, "key")
}

func TestWrite(t *testing.T) {
	name := filepath.Join(t.TempDir(), "token.txt")
	if err := ownfile.Write(name, []byte("new")); err != nil {
		t.Fatal(err)
	}
	holds(t, name, "new")

	// One that all may read, and that is longer.
	other := filepath.Join(t.TempDir(), "other.txt")
	if err := os.WriteFile(other, []byte("what was there before"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := ownfile.Write(other, []byte("new")); err != nil {
		t.Fatal(err)
	}
	holds(t, other, "new")

	if err := ownfile.Write(filepath.Join(t.TempDir(), "missing", "a.txt"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v, not that the folder is missing", err)
	}
}

func holds(t *testing.T, name, want string) {
	t.Helper()
	if got, err := os.ReadFile(name); err != nil || string(got) != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	ownfiletest.OwnersAlone(t, name)
}
