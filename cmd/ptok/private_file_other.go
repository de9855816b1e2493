//go:build !windows

package main

import "os"

// openPrivate makes a file that its owner alone reads and writes, and that was not there.
func openPrivate(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}
