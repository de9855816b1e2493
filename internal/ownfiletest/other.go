//go:build !windows

// Package ownfiletest checks who can read a file.
package ownfiletest

import (
	"os"
	"testing"
)

// OwnersAlone checks that nobody but its owner can read a file.
func OwnersAlone(t *testing.T, name string) {
	t.Helper()
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}
