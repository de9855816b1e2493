//go:build unix

package ownfile_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"playtoken/core/ownfile"
)

// What is no file is refused by its name: a pipe without a writer would be waited for, and a
// device never ends.
func TestOpenRegular(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	if err := os.WriteFile(at("a file"), []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(at("a pipe"), 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	for name, to := range map[string]string{"a link to a file": at("a file"), "a link to a pipe": at("a pipe"), "a device": "/dev/zero"} {
		if err := os.Symlink(to, at(name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(at("a folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"a file": "", "a link to a file": "", "a pipe": "a pipe is a pipe or a device", "a link to a pipe": "a link to a pipe is a pipe or a device",
		"a device": "a device is a pipe or a device", "a folder": "a folder is a folder", "nothing": "no such file",
	} {
		f, err := ownfile.OpenRegular(at(name))
		if err == nil {
			_ = f.Close()
		}
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
