//go:build !windows

package main

import (
	"os"
	"testing"
)

// ownersAlone checks that nobody but its owner can read a file.
func ownersAlone(t *testing.T, name string) {
	t.Helper()
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info, err)
	}
}
